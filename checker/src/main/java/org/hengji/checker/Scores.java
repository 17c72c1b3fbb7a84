package org.hengji.checker;

import java.util.Optional;

/**
 * What is known of the points of a report.
 *
 * @param framework {@code id@version}, {@code ad-hoc}, or empty when it has no score table
 * @param pointsWithEvidence weights of the rule items whose operands are all printed
 */
public record Scores(
        Optional<String> framework,
        Optional<Published> published,
        Optional<Recomputed> recomputed,
        Optional<String> pointsWithEvidence) {
    public static final Scores NONE =
            new Scores(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public record Published(Optional<String> total, Optional<String> grade) {}

    /** @param total empty unless the range is one value */
    public record Recomputed(Optional<String> total, String low, String high) {}

    /** Finds the score table of a report and scores what it can. */
    public interface Reader {
        Reader NONE = report -> Scores.NONE;

        Scores read(Report report);
    }
}
