package org.hengji.scoring.batch;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hengji.scoring.number.Rational;

/**
 * An expression as {@code scale × dividend / divisor} with whole forms, so that it needs one division at most.
 *
 * @param scale units, decimal places and constants of the expression, taken out
 * @param positive forms that must be above zero for the equation to hold
 */
record Fraction(Rational scale, Form dividend, Form divisor, Set<Form> positive) {
    static Fraction of(Rational number) {
        return new Fraction(number, Form.ONE, Form.ONE, Set.of());
    }

    static Fraction of(int column, Rational unit) {
        return new Fraction(unit, new Form.Linear(0, new int[] {column}, new long[] {1}), Form.ONE, Set.of());
    }

    Fraction negate() {
        return new Fraction(scale.negate(), dividend, divisor, positive);
    }

    Fraction absolute() {
        Set<Form> needed = new LinkedHashSet<>(positive);
        addUnlessOne(needed, divisor);
        return new Fraction(scale.abs(), new Form.Absolute(dividend), divisor, needed);
    }

    Fraction times(Fraction other) {
        Form above = dividend;
        Form below = divisor;
        Form otherAbove = other.dividend;
        Form otherBelow = other.divisor;
        if (above.equals(otherBelow)) {
            above = Form.ONE;
            otherBelow = Form.ONE;
        }
        if (otherAbove.equals(below)) {
            otherAbove = Form.ONE;
            below = Form.ONE;
        }
        Set<Form> needed = union(positive, other.positive);
        addUnlessOne(needed, divisor);
        addUnlessOne(needed, other.divisor);
        return new Fraction(scale.times(other.scale), product(above, otherAbove), product(below, otherBelow), needed);
    }

    Fraction over(Fraction other) {
        if (other.scale.signum() == 0) {
            throw new UnsupportedOperationException("a divisor that is always zero");
        }
        return times(new Fraction(Rational.ONE.over(other.scale), other.divisor, other.dividend, other.positive));
    }

    /** The same with a scale above zero. */
    Fraction upright() {
        if (scale.signum() > 0) {
            return this;
        }
        long factor = scale.signum();
        return new Fraction(
                factor == 0 ? Rational.ONE : scale.negate(),
                weighted(List.of(dividend), List.of(factor)),
                divisor,
                positive);
    }

    static Fraction sum(List<Fraction> terms) {
        Common common = Common.of(terms);
        return new Fraction(common.scale, weighted(common.dividends, common.factors), common.divisor, common.positive);
    }

    static Fraction extreme(List<Fraction> of, boolean least) {
        Common common = Common.of(of);
        List<Form> parts = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            parts.add(weighted(List.of(common.dividends.get(i)), List.of(common.factors.get(i))));
        }
        addUnlessOne(common.positive, common.divisor);
        return new Fraction(common.scale, new Form.Extreme(List.copyOf(parts), least), common.divisor, common.positive);
    }

    private static void addUnlessOne(Set<Form> to, Form form) {
        if (!form.isOne()) {
            to.add(form);
        }
    }

    private static Set<Form> union(Set<Form> a, Set<Form> b) {
        Set<Form> all = new LinkedHashSet<>(a);
        all.addAll(b);
        return all;
    }

    private static Form product(Form a, Form b) {
        return a.isOne() ? b : b.isOne() ? a : new Form.Times(a, b);
    }

    /** Folds what is linear into one form. */
    private static Form weighted(List<Form> parts, List<Long> factors) {
        long constant = 0;
        Map<Integer, Long> linear = new TreeMap<>();
        List<Form> others = new ArrayList<>();
        List<Long> otherFactors = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            long factor = factors.get(i);
            if (parts.get(i) instanceof Form.Linear l) {
                constant = Math.addExact(constant, Math.multiplyExact(factor, l.constant()));
                for (int c = 0; c < l.columns().length; c++) {
                    linear.merge(l.columns()[c], Math.multiplyExact(factor, l.factors()[c]), Math::addExact);
                }
            } else {
                others.add(parts.get(i));
                otherFactors.add(factor);
            }
        }
        linear.values().removeIf(f -> f == 0);
        if (others.isEmpty() || constant != 0 || !linear.isEmpty()) {
            Form line = new Form.Linear(
                    constant,
                    linear.keySet().stream().mapToInt(c -> c).toArray(),
                    linear.values().stream().mapToLong(f -> f).toArray());
            if (others.isEmpty()) {
                return line;
            }
            others.add(line);
            otherFactors.add(1L);
        }
        return others.size() == 1 && otherFactors.get(0) == 1
                ? others.get(0)
                : Form.CappedSum.of(others, otherFactors).orElseGet(() -> new Form.Weighted(others, otherFactors));
    }

    /** Several fractions brought to one divisor: {@code scale × factor × dividend / divisor} each. */
    private record Common(Rational scale, List<Form> dividends, List<Long> factors, Form divisor, Set<Form> positive) {
        static Common of(List<Fraction> all) {
            Set<Form> divisors = new LinkedHashSet<>();
            Set<Form> needed = new LinkedHashSet<>();
            all.forEach(f -> {
                addUnlessOne(divisors, f.divisor);
                needed.addAll(f.positive);
            });
            if (divisors.size() > 1) {
                needed.addAll(divisors);
            }
            BigInteger numerators = BigInteger.ZERO;
            BigInteger denominators = BigInteger.ONE;
            for (Fraction f : all) {
                numerators = numerators.gcd(f.scale.numerator());
                denominators =
                        denominators.multiply(f.scale.denominator()).divide(denominators.gcd(f.scale.denominator()));
            }
            Rational scale = Rational.of(numerators.signum() == 0 ? BigInteger.ONE : numerators, denominators);
            List<Form> dividends = new ArrayList<>();
            List<Long> factors = new ArrayList<>();
            for (Fraction f : all) {
                Form dividend = f.dividend;
                for (Form other : divisors) {
                    dividend = other.equals(f.divisor) ? dividend : product(dividend, other);
                }
                dividends.add(dividend);
                factors.add(f.scale.over(scale).numerator().longValueExact());
            }
            Form divisor = divisors.stream().reduce(Form.ONE, Fraction::product);
            return new Common(scale, dividends, factors, divisor, needed);
        }
    }
}
