package org.hengji.server.checking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hengji.annotated.Batch;

/**
 * Reports uploaded together.
 *
 * @param framework the one to hold all of them against, or empty for what each names
 */
public record CheckBatch(
        long id,
        String uploadedBy,
        String uploadedName,
        Optional<String> framework,
        Instant at,
        List<CheckedReport> reports) {

    public long finished() {
        return reports.stream().filter(r -> isOver(r.state())).count();
    }

    public boolean isFinished() {
        return finished() == reports.size();
    }

    public Optional<CheckedReport> running() {
        return reports.stream()
                .filter(r -> r.state() == CheckedReport.State.RUNNING)
                .findFirst();
    }

    public long cancelled() {
        return reports.stream()
                .filter(r -> r.state() == CheckedReport.State.CANCELLED)
                .count();
    }

    /** What has been checked so far, the riskiest first. */
    public Batch checked() {
        return Batch.of(reports.stream()
                .filter(r -> r.verdict().isPresent())
                .map(r -> Batch.Line.of(
                        r.decided(), r.verdict().get().isRead() ? "/checks/" + id + "/reports/" + r.id() : null))
                .toList());
    }

    private static boolean isOver(CheckedReport.State state) {
        return state == CheckedReport.State.DONE || state == CheckedReport.State.CANCELLED;
    }
}
