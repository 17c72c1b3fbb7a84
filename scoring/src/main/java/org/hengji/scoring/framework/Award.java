package org.hengji.scoring.framework;

import org.hengji.scoring.number.Rational;

/** Points as a number, or as a share of the weight of the node (so that a moved weight carries over). */
public record Award(Rational amount, boolean share) {
    public static final Award FULL = new Award(Rational.ONE, true);
    public static final Award NOTHING = new Award(Rational.ZERO, false);

    public static Award points(Rational points) {
        return new Award(points, false);
    }

    public static Award share(Rational share) {
        return new Award(share, true);
    }

    /**
     * @param max weight now in force
     * @param nominal weight printed in the framework; plain points grow and shrink with max / nominal
     */
    public Rational of(Rational max, Rational nominal) {
        return share
                ? amount.times(max)
                : max.equals(nominal) ? amount : amount.times(max).over(nominal);
    }
}
