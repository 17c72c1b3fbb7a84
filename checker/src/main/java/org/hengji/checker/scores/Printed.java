package org.hengji.checker.scores;

import org.hengji.documents.Span;
import org.hengji.scoring.number.Rational;

/**
 * Points or a weight as a score table prints them.
 *
 * @param places decimal places as printed
 */
public record Printed(Rational value, int places, Span span) {
    public String text() {
        return value.toDecimal(places, java.math.RoundingMode.UNNECESSARY).toPlainString();
    }
}
