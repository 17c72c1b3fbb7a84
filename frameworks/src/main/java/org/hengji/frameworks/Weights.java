package org.hengji.frameworks;

import org.hengji.scoring.number.Rational;

/** Words about sums of weights. */
final class Weights {
    private Weights() {}

    /** How far a sum is off, e.g. 多出 2 分. */
    static String difference(Rational sum, Rational expected, boolean zh) {
        Rational difference = sum.minus(expected);
        if (zh) {
            return (difference.signum() > 0 ? "多出 " : "还差 ") + difference.abs() + " 分";
        }
        return difference.abs() + (difference.signum() > 0 ? " too many" : " missing");
    }
}
