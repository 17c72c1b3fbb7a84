package org.hengji.server.checking;

import java.util.Map;
import java.util.Optional;
import org.hengji.checker.Verdict;
import org.hengji.checker.Waivers;

/**
 * One uploaded report.
 *
 * @param digest SHA-256 of the file
 * @param verdict as computed, empty until it has been checked
 * @param decisions by finding
 */
public record CheckedReport(
        long id,
        long batch,
        String name,
        String digest,
        State state,
        Optional<Verdict> verdict,
        Map<String, Decision> decisions) {

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        CANCELLED
    }

    /** The verdict with what people decided: a waived finding stays and counts no longer. */
    public Verdict decided() {
        return verdict.orElseThrow()
                .with(f -> Optional.ofNullable(decisions.get(f.id()))
                        .filter(d -> d.kind() == Decision.Kind.WAIVED)
                        .map(d -> Waivers.Waiver.of(f.id(), d.reason(), d.by())));
    }
}
