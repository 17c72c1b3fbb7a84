package org.hengji.checker.scores;

import java.util.Optional;
import org.hengji.checker.Report;
import org.hengji.documents.Span;
import org.hengji.scoring.number.Rational;

/** The total that a report gives itself: that of its score table, else that of its text. */
public record PublishedScore(Rational value, int places, Span span) {
    public static Optional<PublishedScore> of(Report report) {
        return ScoreTables.of(report).stream()
                .flatMap(t -> t.total().stream())
                .findFirst()
                .map(p -> new PublishedScore(p.value(), p.places(), p.span()))
                .or(() -> ToldPoints.of(report).totals().stream()
                        .findFirst()
                        .map(f -> new PublishedScore(f.value(), f.places(), f.span())));
    }

    public String text() {
        return value.toDecimal(places, java.math.RoundingMode.UNNECESSARY).toPlainString();
    }
}
