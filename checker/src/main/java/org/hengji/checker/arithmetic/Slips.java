package org.hengji.checker.arithmetic;

import java.math.RoundingMode;
import org.hengji.checker.reading.Figure;
import org.hengji.scoring.number.Rational;

/**
 * Slips of the pen: one digit wrong, or two neighbours swapped. Where nothing names the operands beyond doubt, a difference
 * that a single slip explains is hardly chance.
 */
final class Slips {
    private static final Rational NEAR = Rational.of(1, 20);

    private Slips() {}

    /** @param value what the figure should be, in its printed unit */
    static boolean isSlip(Figure printed, Rational value) {
        if (value.signum() <= 0 || printed.value().signum() <= 0) {
            return false;
        }
        String is = printed.value()
                .toDecimal(printed.places(), RoundingMode.UNNECESSARY)
                .toPlainString();
        String should = value.toDecimal(printed.places(), RoundingMode.HALF_UP).toPlainString();
        return !is.equals(should)
                && (oneDigit(is, should)
                        || swapped(is, should)
                        || printed.places() == 0 && isNear(printed.value(), value, is));
    }

    private static boolean oneDigit(String a, String b) {
        int apart = a.length() == b.length() ? 0 : 2;
        for (int i = 0; i < Math.min(a.length(), b.length()); i++) {
            apart += a.charAt(i) == b.charAt(i) ? 0 : 1;
        }
        // Of a number of one or two digits any other is one digit away
        return apart == 1 && a.replace(".", "").length() > 2;
    }

    private static boolean swapped(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        int first = 0;
        while (first < a.length() && a.charAt(first) == b.charAt(first)) {
            first++;
        }
        int next = first + 1;
        while (next < a.length() && a.charAt(next) == '.') {
            next++;
        }
        return next < a.length()
                && a.charAt(first) == b.charAt(next)
                && a.charAt(next) == b.charAt(first)
                && a.substring(next + 1).equals(b.substring(next + 1));
    }

    /** Within a twentieth, for numbers too short to tell by their digits. */
    private static boolean isNear(Rational is, Rational should, String digits) {
        return digits.replace(".", "").length() <= 3 && is.minus(should).abs().compareTo(should.times(NEAR)) <= 0;
    }
}
