package org.hengji.scoring.interval;

import org.hengji.scoring.number.Rational;

/** A rational number or one of the two infinities: the end of an interval. */
public final class Limit implements Comparable<Limit> {
    public static final Limit MINUS_INFINITY = new Limit(null, -1);
    public static final Limit INFINITY = new Limit(null, 1);
    public static final Limit ZERO = of(Rational.ZERO);

    private final Rational value;
    private final int infinity;

    private Limit(Rational value, int infinity) {
        this.value = value;
        this.infinity = infinity;
    }

    public static Limit of(Rational value) {
        return new Limit(value, 0);
    }

    static Limit infinity(int sign) {
        return sign < 0 ? MINUS_INFINITY : INFINITY;
    }

    public boolean isFinite() {
        return infinity == 0;
    }

    /** @throws IllegalStateException when infinite */
    public Rational value() {
        if (infinity != 0) {
            throw new IllegalStateException("infinite");
        }
        return value;
    }

    public int signum() {
        return infinity == 0 ? value.signum() : infinity;
    }

    public Limit negate() {
        return infinity == 0 ? of(value.negate()) : infinity(-infinity);
    }

    /** Opposite infinities never meet here: ends are added to ends of the same side. */
    Limit plus(Limit other) {
        if (infinity != 0) {
            return this;
        }
        return other.infinity != 0 ? other : of(value.plus(other.value));
    }

    /** Zero times infinity is zero: the factor zero is exact, infinity is only an end that is never reached. */
    Limit times(Limit other) {
        if (signum() == 0 || other.signum() == 0) {
            return ZERO;
        }
        return isFinite() && other.isFinite() ? of(value.times(other.value)) : infinity(signum() * other.signum());
    }

    /** @param divisor zero stands for what is just above it */
    Limit over(Limit divisor) {
        if (signum() == 0 || divisor.infinity != 0) {
            return ZERO;
        }
        return divisor.signum() == 0 || infinity != 0 ? infinity(signum()) : of(value.over(divisor.value));
    }

    static Limit min(Limit a, Limit b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    static Limit max(Limit a, Limit b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    @Override
    public int compareTo(Limit other) {
        if (infinity != 0 || other.infinity != 0) {
            return Integer.compare(infinity, other.infinity);
        }
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Limit l && compareTo(l) == 0;
    }

    @Override
    public int hashCode() {
        return infinity == 0 ? value.hashCode() : infinity;
    }

    @Override
    public String toString() {
        return infinity == 0 ? value.toString() : infinity < 0 ? "-∞" : "∞";
    }
}
