package org.hengji.checker;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hengji.checker.Finding.Severity;
import org.hengji.documents.Document;
import org.hengji.documents.Refused;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;

/**
 * What all checks say of one report. It stands apart from the document, so that the verdicts of a hundred reports fit
 * into memory.
 *
 * @param kind empty when the file could not be read
 * @param checks in order of id
 * @param findings by first location, then check
 * @param errors why the file, or one check, could not be worked through
 */
public record Verdict(
        String file,
        Optional<Document.Kind> kind,
        Scores scores,
        FigureCount figures,
        List<CheckResult> checks,
        List<Judged> findings,
        List<Problem> errors) {

    /** @param read printed occurrences; the others are some of these */
    public record FigureCount(int read, int recomputable, int agreeing) {
        public static final FigureCount NONE = new FigureCount(0, 0, 0);
    }

    public record CheckResult(
            String id, String version, Text meaning, int applied, int passed, List<Skipped> skipped) {}

    /** How often a check could not be applied, and why. */
    public record Skipped(Text reason, int count) {}

    /**
     * A finding as it counts in a run: what is wrong is computed, how much it weighs and whether somebody accepts it is
     * decided.
     *
     * @param id the same whenever the same words are found wrong in the same way
     * @param severity the check's own unless the policy says otherwise
     */
    public record Judged(
            String id, Finding finding, Severity severity, Optional<Waivers.Waiver> waiver, List<Location> locations) {

        public boolean isOverridden() {
            return severity != finding.severity();
        }
    }

    /** A file that could not be read. */
    public static Verdict refused(String file, Refused refused) {
        return refused(file, List.of(refused.problem()));
    }

    public static Verdict refused(String file, List<Problem> problems) {
        return new Verdict(file, Optional.empty(), Scores.NONE, FigureCount.NONE, List.of(), List.of(), problems);
    }

    public boolean isRead() {
        return kind.isPresent();
    }

    /** The same findings, each with the waiver that somebody has given since. */
    public Verdict with(Function<Judged, Optional<Waivers.Waiver>> waivers) {
        List<Judged> waived = findings.stream()
                .map(f -> new Judged(f.id(), f.finding(), f.severity(), waivers.apply(f), f.locations()))
                .toList();
        return new Verdict(file, kind, scores, figures, checks, waived, errors);
    }

    /** Findings that nobody has accepted. */
    public List<Judged> open() {
        return findings.stream().filter(f -> f.waiver().isEmpty()).toList();
    }

    public long open(Severity severity) {
        return open().stream().filter(f -> f.severity() == severity).count();
    }
}
