package org.hengji.scoring.interval;

import org.hengji.scoring.number.Rational;

/**
 * The values a number may have: an interval with open or closed ends, whole numbers only when {@code whole}.
 * Ends of whole spans are closed and whole.
 */
public record Span(Limit low, boolean lowOpen, Limit high, boolean highOpen, boolean whole) {

    public static Span of(Limit low, boolean lowOpen, Limit high, boolean highOpen, boolean whole) {
        boolean lo = lowOpen || !low.isFinite();
        boolean hi = highOpen || !high.isFinite();
        if (!whole) {
            return new Span(low, lo, high, hi, false);
        }
        Limit l = low;
        Limit h = high;
        if (low.isFinite()) {
            Rational up = Rational.of(low.value().ceiling());
            l = Limit.of(lowOpen && up.equals(low.value()) ? up.plus(Rational.ONE) : up);
            lo = false;
        }
        if (high.isFinite()) {
            Rational down = Rational.of(high.value().floor());
            h = Limit.of(highOpen && down.equals(high.value()) ? down.minus(Rational.ONE) : down);
            hi = false;
        }
        return new Span(l, lo, h, hi, true);
    }

    public static Span point(Rational value) {
        return new Span(Limit.of(value), false, Limit.of(value), false, false);
    }

    public static Span closed(Rational low, Rational high) {
        return new Span(Limit.of(low), false, Limit.of(high), false, false);
    }

    public boolean isPoint() {
        return low.isFinite() && low.equals(high);
    }

    public boolean isEmpty() {
        int c = low.compareTo(high);
        return c > 0 || c == 0 && (lowOpen || highOpen);
    }

    public boolean contains(Rational value) {
        Limit v = Limit.of(value);
        int l = v.compareTo(low);
        int h = v.compareTo(high);
        return (l > 0 || l == 0 && !lowOpen) && (h < 0 || h == 0 && !highOpen) && (!whole || value.isWhole());
    }

    public Span meet(Span other) {
        int l = low.compareTo(other.low);
        int h = high.compareTo(other.high);
        return of(
                l >= 0 ? low : other.low,
                l > 0 ? lowOpen : l < 0 ? other.lowOpen : lowOpen || other.lowOpen,
                h <= 0 ? high : other.high,
                h < 0 ? highOpen : h > 0 ? other.highOpen : highOpen || other.highOpen,
                whole || other.whole);
    }

    public Span hull(Span other) {
        int l = low.compareTo(other.low);
        int h = high.compareTo(other.high);
        return of(
                l <= 0 ? low : other.low,
                l < 0 ? lowOpen : l > 0 ? other.lowOpen : lowOpen && other.lowOpen,
                h >= 0 ? high : other.high,
                h > 0 ? highOpen : h < 0 ? other.highOpen : highOpen && other.highOpen,
                whole && other.whole);
    }

    /** Values of both, added one by one. */
    public Span plus(Span other) {
        return of(
                low.plus(other.low),
                lowOpen || other.lowOpen,
                high.plus(other.high),
                highOpen || other.highOpen,
                whole && other.whole);
    }

    /** @param factor not zero */
    public Span times(Rational factor) {
        Limit f = Limit.of(factor);
        return factor.signum() > 0
                ? of(low.times(f), lowOpen, high.times(f), highOpen, false)
                : of(high.times(f), highOpen, low.times(f), lowOpen, false);
    }

    /** @param divisor above zero */
    public Span over(Span divisor) {
        boolean fromBelow = low.signum() < 0;
        boolean fromAbove = high.signum() > 0;
        Limit least = low.over(fromBelow ? divisor.low : divisor.high);
        Limit most = high.over(fromAbove ? divisor.low : divisor.high);
        return of(
                least,
                lowOpen || low.signum() != 0 && (fromBelow ? divisor.lowOpen : divisor.highOpen),
                most,
                highOpen || high.signum() != 0 && (fromAbove ? divisor.lowOpen : divisor.highOpen),
                false);
    }

    /** Below, at and above {@code cut}, those that are not empty. */
    java.util.List<Span> split(Rational cut) {
        Limit c = Limit.of(cut);
        return java.util.stream.Stream.of(
                        of(low, lowOpen, c, true, whole),
                        of(c, false, c, false, whole),
                        of(c, true, high, highOpen, whole))
                .filter(s -> !s.isEmpty())
                .toList();
    }

    /** True when {@link #split} at this point makes smaller spans. */
    boolean isCut(Rational cut) {
        if (isPoint()) {
            return false;
        }
        Limit c = Limit.of(cut);
        int l = c.compareTo(low);
        int h = c.compareTo(high);
        return l > 0 && h < 0 || l == 0 && !lowOpen || h == 0 && !highOpen;
    }

    /** Some point inside that is as good as any to split at. */
    Rational middle() {
        if (low.isFinite() && high.isFinite()) {
            return low.value().plus(high.value()).over(Rational.of(2));
        } else if (low.isFinite()) {
            return low.value().abs().times(Rational.of(2)).max(Rational.ONE).plus(low.value());
        } else if (high.isFinite()) {
            return high.value().minus(high.value().abs().times(Rational.of(2)).max(Rational.ONE));
        }
        return Rational.ZERO;
    }
}
