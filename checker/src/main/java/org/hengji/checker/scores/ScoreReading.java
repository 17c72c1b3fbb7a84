package org.hengji.checker.scores;

import java.util.Optional;
import org.hengji.checker.Report;
import org.hengji.checker.Scores;
import org.hengji.scoring.number.Rational;

/** What a report publishes of its points, and what its own figures give. */
public final class ScoreReading implements Scores.Reader {
    private static final String AD_HOC = "ad-hoc";

    @Override
    public Scores read(Report report) {
        Optional<String> total = PublishedScore.of(report).map(PublishedScore::text);
        Optional<String> grade =
                ToldGrades.of(report).published().stream().findFirst().map(ToldGrades.Label::label);
        Optional<String> framework = FrameworkMatch.of(report)
                .map(m -> m.framework().id() + "@" + m.framework().version())
                .or(() -> ScoreTables.of(report).isEmpty() ? Optional.empty() : Optional.of(AD_HOC));
        int places = FrameworkMatch.of(report)
                .map(m -> m.framework().rounding().places())
                .orElse(2);
        return new Scores(
                framework,
                total.isPresent() || grade.isPresent()
                        ? Optional.of(new Scores.Published(total, grade))
                        : Optional.empty(),
                Recomputation.of(report).map(r -> recomputed(r, places)),
                Rescoring.of(report).map(r -> print(r.pointsWithEvidence(), places)));
    }

    private static Scores.Recomputed recomputed(Recomputation r, int places) {
        String low = print(r.low(), places);
        String high = print(r.high(), places);
        return new Scores.Recomputed(r.low().equals(r.high()) ? Optional.of(low) : Optional.empty(), low, high);
    }

    private static String print(Rational points, int places) {
        return points.toDecimal(places, java.math.RoundingMode.HALF_UP).toPlainString();
    }
}
