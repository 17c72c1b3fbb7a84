package org.hengji.server.target;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.hengji.checker.measurability.TargetClass;

/**
 * An indicator of approved targets that is to be in the library.
 *
 * @param sheet where it was approved; {@code target} is the version of it
 * @param ground why finance accepted or refused it; empty until then
 */
public record Proposal(
        long id,
        long unit,
        long sheet,
        int target,
        Entry entry,
        String reason,
        State state,
        String proposedBy,
        String proposedName,
        Instant proposedAt,
        String ground,
        String decidedName,
        Optional<Instant> decidedAt) {

    public enum State {
        PROPOSED,
        ACCEPTED,
        REFUSED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the library would say of it; the value is for each unit to set. */
    public record Entry(
            String name,
            TargetClass kind,
            String comparator,
            String measure,
            String formula,
            String source,
            String evidence) {}

    public String path() {
        return "/indicators/proposals/" + id;
    }
}
