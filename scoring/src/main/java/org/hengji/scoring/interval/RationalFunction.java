package org.hengji.scoring.interval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.hengji.scoring.number.Rational;

/**
 * A quotient of polynomials. Where it is monotone in every variable (decided exactly, on the cancelled derivative) its
 * values over a box are those of two corners, infinite and open ones included.
 */
final class RationalFunction {
    final Polynomial dividend;
    final Polynomial divisor;
    private final Set<Integer> variables;
    private final Map<Integer, Polynomial> slopes = new HashMap<>();

    private RationalFunction(Polynomial dividend, Polynomial divisor) {
        this.dividend = dividend;
        this.divisor = divisor;
        Set<Integer> all = new TreeSet<>(dividend.variables());
        all.addAll(divisor.variables());
        this.variables = Collections.unmodifiableSet(all);
    }

    static RationalFunction of(Polynomial dividend, Polynomial divisor) {
        Polynomial p = dividend;
        Polynomial q = divisor;
        for (int v : q.variables()) {
            while (!p.isZero() && p.isDivisibleBy(v) && q.isDivisibleBy(v)) {
                p = p.dividedBy(v);
                q = q.dividedBy(v);
            }
        }
        return new RationalFunction(p, q);
    }

    RationalFunction plus(RationalFunction other) {
        return divisor.isConstant() && other.divisor.isConstant()
                ? of(
                        dividend.times(Rational.ONE.over(divisor.constant()))
                                .plus(other.dividend.times(Rational.ONE.over(other.divisor.constant()))),
                        Polynomial.ONE)
                : of(dividend.times(other.divisor).plus(other.dividend.times(divisor)), divisor.times(other.divisor));
    }

    RationalFunction times(RationalFunction other) {
        return of(dividend.times(other.dividend), divisor.times(other.divisor));
    }

    RationalFunction over(RationalFunction other) {
        return of(dividend.times(other.divisor), divisor.times(other.dividend));
    }

    Set<Integer> variables() {
        return variables;
    }

    private int slope(int variable, IntFunction<Span> spans) {
        return slopes.computeIfAbsent(
                        variable,
                        v -> dividend.derivative(v).times(divisor).minus(dividend.times(divisor.derivative(v))))
                .signOver(spans);
    }

    /**
     * Values over the box; the divisor must not vanish inside it.
     *
     * @param undecided receives the variables in which it is not monotone
     */
    Optional<Reach> over(IntFunction<Span> spans, Set<Integer> undecided) {
        List<Integer> moving = new ArrayList<>();
        Map<Integer, Integer> highAt = new HashMap<>();
        Map<Integer, Integer> lowAt = new HashMap<>();
        for (int v : variables) {
            Span span = spans.apply(v);
            if (span.isPoint()) {
                continue;
            }
            int slope = slope(v, spans);
            if (slope == 2) {
                undecided.add(v);
            } else if (slope != 0) {
                highAt.put(v, slope);
                lowAt.put(v, -slope);
            }
            moving.add(v);
        }
        if (!undecided.isEmpty()) {
            return Optional.empty();
        }
        Limit low = at(lowAt, spans);
        Limit high = at(highAt, spans);
        if (low == null || high == null || low.compareTo(high) > 0) {
            undecided.addAll(moving);
            return Optional.empty();
        }
        return Optional.of(
                new Reach(low, open(lowAt, spans, low), lowAt, high, open(highAt, spans, high), highAt, true));
    }

    private static boolean open(Map<Integer, Integer> corner, IntFunction<Span> spans, Limit value) {
        return !value.isFinite()
                || corner.entrySet().stream().anyMatch(e -> {
                    Span s = spans.apply(e.getKey());
                    return e.getValue() < 0 ? s.lowOpen() : s.highOpen();
                });
    }

    /** Limit at the corner, from inside; null when it cannot be decided. */
    private Limit at(Map<Integer, Integer> corner, IntFunction<Span> spans) {
        Map<Integer, Rational> attained = new HashMap<>();
        List<Integer> infinite = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (int v : variables) {
            Span s = spans.apply(v);
            int side = corner.getOrDefault(v, 0);
            Limit end = side == 0 ? Limit.of(inside(s)) : side < 0 ? s.low() : s.high();
            if (!end.isFinite()) {
                infinite.add(v);
            } else if (side != 0 && (side < 0 ? s.lowOpen() : s.highOpen())) {
                open.add(v);
            } else {
                attained.put(v, end.value());
            }
        }
        Polynomial p = dividend.at(attained);
        Polynomial q = divisor.at(attained);
        for (int v : open) {
            // x = end + or - t with t towards 0 from above; common factors t cancel, which is what makes a limit of 0/0
            Span s = spans.apply(v);
            boolean lower = corner.get(v) < 0;
            Rational end = (lower ? s.low() : s.high()).value();
            Polynomial shifted =
                    Polynomial.constant(end).plus(Polynomial.variable(v).times(lower ? Rational.ONE : Rational.of(-1)));
            p = p.substitute(v, shifted);
            q = q.substitute(v, shifted);
            while (!q.isZero() && !p.isZero() && p.isDivisibleBy(v) && q.isDivisibleBy(v)) {
                p = p.dividedBy(v);
                q = q.dividedBy(v);
            }
            Polynomial p0 = p.substitute(v, Rational.ZERO);
            Polynomial q0 = q.substitute(v, Rational.ZERO);
            if (q0.isZero() && !p0.isZero()) {
                Polynomial lead = q.coefficients(v).stream()
                        .filter(c -> !c.isZero())
                        .findFirst()
                        .orElse(Polynomial.ZERO);
                int sign = p0.isConstant() && lead.isConstant()
                        ? p0.constant().signum() * lead.constant().signum()
                        : p0.times(lead).signOver(spans);
                return sign == 1 || sign == -1 ? Limit.infinity(sign) : null;
            }
            p = p0;
            q = q0;
        }
        for (int v : infinite) {
            boolean lower = corner.get(v) < 0;
            if (lower) {
                p = p.substitute(v, Polynomial.variable(v).times(Rational.of(-1)));
                q = q.substitute(v, Polynomial.variable(v).times(Rational.of(-1)));
            }
            List<Polynomial> pc = p.coefficients(v);
            List<Polynomial> qc = q.coefficients(v);
            Polynomial pl = pc.get(pc.size() - 1);
            Polynomial ql = qc.get(qc.size() - 1);
            if (pc.size() > qc.size()) {
                int sign = pl.times(ql).signOver(spans);
                return sign == 1 || sign == -1 ? Limit.infinity(sign) : null;
            }
            p = pc.size() < qc.size() ? Polynomial.ZERO : pl;
            q = ql;
        }
        if (q.isZero() || !p.isConstant() || !q.isConstant()) {
            return null;
        }
        return Limit.of(p.constant().over(q.constant()));
    }

    private static Rational inside(Span s) {
        if (s.low().isFinite() && !s.lowOpen()) {
            return s.low().value();
        }
        return s.high().isFinite() && !s.highOpen() ? s.high().value() : s.middle();
    }

    /** Points of {@code variable} where this equals {@code level}, the others at an end of their spans. */
    List<Rational> roots(int variable, Rational level, IntFunction<Span> spans) {
        List<Rational> found = new ArrayList<>();
        Polynomial difference = dividend.minus(divisor.times(level));
        for (int side = -1; side <= 1; side += 2) {
            Polynomial alone = difference;
            for (int v : difference.variables()) {
                if (v != variable) {
                    Span s = spans.apply(v);
                    Limit end = side < 0 ? s.low() : s.high();
                    alone = alone.substitute(v, end.isFinite() ? end.value() : s.middle());
                }
            }
            List<Polynomial> c = alone.coefficients(variable);
            if (c.size() == 2 && !c.get(1).isZero()) {
                Rational root = c.get(0).constant().negate().over(c.get(1).constant());
                if (!found.contains(root)) {
                    found.add(root);
                }
            }
        }
        return found;
    }
}
