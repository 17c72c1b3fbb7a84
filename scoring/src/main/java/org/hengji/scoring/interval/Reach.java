package org.hengji.scoring.interval;

import java.util.HashMap;
import java.util.Map;
import org.hengji.scoring.number.Rational;

/**
 * The values that something takes over a box of unknowns: its lowest and highest, whether they are attained, and where.
 *
 * @param lowAt for each variable that matters, the end of its span at which the low end lies: -1 lower, 1 upper; for a
 *     variable with options the option's number + 1
 * @param exact the ends are the true ones; otherwise they only enclose the values
 */
public record Reach(
        Limit low,
        boolean lowOpen,
        Map<Integer, Integer> lowAt,
        Limit high,
        boolean highOpen,
        Map<Integer, Integer> highAt,
        boolean exact) {

    public static Reach of(Rational value) {
        Limit v = Limit.of(value);
        return new Reach(v, false, Map.of(), v, false, Map.of(), true);
    }

    public static Reach enclosing(Limit low, Limit high) {
        return new Reach(low, !low.isFinite(), Map.of(), high, !high.isFinite(), Map.of(), false);
    }

    public boolean isOne() {
        return low.isFinite() && low.equals(high);
    }

    public Reach inexact() {
        return exactly(false);
    }

    Reach exactly(boolean so) {
        return new Reach(low, lowOpen, lowAt, high, highOpen, highAt, so);
    }

    public Reach negate() {
        return new Reach(high.negate(), highOpen, highAt, low.negate(), lowOpen, lowAt, exact);
    }

    /** Value by value; exact only when the same corner serves both. */
    public Reach plus(Reach other) {
        Map<Integer, Integer> l = together(lowAt, other.lowAt);
        Map<Integer, Integer> h = together(highAt, other.highAt);
        return new Reach(
                low.plus(other.low),
                lowOpen || other.lowOpen,
                l == null ? Map.of() : l,
                high.plus(other.high),
                highOpen || other.highOpen,
                h == null ? Map.of() : h,
                exact && other.exact && l != null && h != null);
    }

    public Reach times(Rational factor) {
        if (factor.signum() == 0) {
            return of(Rational.ZERO);
        }
        Limit f = Limit.of(factor);
        Reach scaled = new Reach(low.times(f), lowOpen, lowAt, high.times(f), highOpen, highAt, exact);
        return factor.signum() > 0
                ? scaled
                : new Reach(high.times(f), highOpen, highAt, low.times(f), lowOpen, lowAt, exact);
    }

    /** The lesser of both, value by value. */
    public Reach least(Reach other) {
        int l = low.compareTo(other.low);
        int h = high.compareTo(other.high);
        Map<Integer, Integer> both = together(highAt, other.highAt);
        Reach lowest = l <= 0 ? this : other;
        Reach highest = h <= 0 ? this : other;
        return new Reach(
                lowest.low,
                l == 0 ? lowOpen && other.lowOpen : lowest.lowOpen,
                lowest.lowAt,
                highest.high,
                h == 0 ? highOpen || other.highOpen : highest.highOpen,
                both == null ? Map.of() : both,
                exact && other.exact && both != null);
    }

    public Reach greatest(Reach other) {
        return negate().least(other.negate()).negate();
    }

    /** Everything that either takes, when it is not known which of them applies. */
    public Reach or(Reach other) {
        int l = low.compareTo(other.low);
        int h = high.compareTo(other.high);
        Reach lowest = l <= 0 ? this : other;
        Reach highest = h >= 0 ? this : other;
        return new Reach(
                lowest.low,
                l == 0 ? lowOpen && other.lowOpen : lowest.lowOpen,
                Map.of(),
                highest.high,
                h == 0 ? highOpen && other.highOpen : highest.highOpen,
                Map.of(),
                false);
    }

    /** True when nothing that {@code other} takes lies outside. */
    boolean covers(Reach other) {
        int l = other.low.compareTo(low);
        int h = other.high.compareTo(high);
        return (l > 0 || l == 0 && (!lowOpen || other.lowOpen)) && (h < 0 || h == 0 && (!highOpen || other.highOpen));
    }

    /** Both corners as one, or null when they contradict each other. */
    private static Map<Integer, Integer> together(Map<Integer, Integer> a, Map<Integer, Integer> b) {
        if (a.isEmpty()) {
            return b;
        } else if (b.isEmpty()) {
            return a;
        }
        Map<Integer, Integer> both = new HashMap<>(a);
        for (var entry : b.entrySet()) {
            Integer before = both.put(entry.getKey(), entry.getValue());
            if (before != null && !before.equals(entry.getValue())) {
                return null;
            }
        }
        return both;
    }
}
