package org.hengji.scoring.interval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.hengji.scoring.number.Rational;

/** A polynomial in numbered variables with exact coefficients. A monomial is the sorted list of its variables. */
final class Polynomial {
    static final Polynomial ZERO = new Polynomial(Map.of());
    static final Polynomial ONE = constant(Rational.ONE);
    private static final int MAX_TERMS = 400;

    private final Map<List<Integer>, Rational> terms;

    private Polynomial(Map<List<Integer>, Rational> terms) {
        this.terms = terms;
    }

    static Polynomial constant(Rational value) {
        return value.signum() == 0 ? ZERO : new Polynomial(Map.of(List.of(), value));
    }

    static Polynomial variable(int index) {
        return new Polynomial(Map.of(List.of(index), Rational.ONE));
    }

    boolean isZero() {
        return terms.isEmpty();
    }

    boolean isConstant() {
        return terms.isEmpty() || terms.size() == 1 && terms.containsKey(List.<Integer>of());
    }

    Rational constant() {
        return terms.getOrDefault(List.<Integer>of(), Rational.ZERO);
    }

    Set<Integer> variables() {
        Set<Integer> all = new TreeSet<>();
        terms.keySet().forEach(all::addAll);
        return all;
    }

    Polynomial plus(Polynomial other) {
        Map<List<Integer>, Rational> sum = new HashMap<>(terms);
        other.terms.forEach((m, c) -> sum.merge(m, c, Rational::plus));
        sum.values().removeIf(c -> c.signum() == 0);
        return new Polynomial(sum);
    }

    Polynomial times(Rational factor) {
        if (factor.signum() == 0) {
            return ZERO;
        }
        Map<List<Integer>, Rational> scaled = new HashMap<>();
        terms.forEach((m, c) -> scaled.put(m, c.times(factor)));
        return new Polynomial(scaled);
    }

    Polynomial minus(Polynomial other) {
        return plus(other.times(Rational.of(-1)));
    }

    Polynomial times(Polynomial other) {
        if ((long) terms.size() * other.terms.size() > MAX_TERMS) {
            throw new TooLarge();
        }
        Map<List<Integer>, Rational> product = new HashMap<>();
        terms.forEach((m, c) -> other.terms.forEach((n, d) -> {
            List<Integer> both = new ArrayList<>(m);
            both.addAll(n);
            both.sort(null);
            product.merge(List.copyOf(both), c.times(d), Rational::plus);
        }));
        product.values().removeIf(c -> c.signum() == 0);
        return new Polynomial(product);
    }

    Polynomial derivative(int variable) {
        Polynomial result = ZERO;
        for (var term : terms.entrySet()) {
            long power = term.getKey().stream().filter(v -> v == variable).count();
            if (power > 0) {
                List<Integer> rest = new ArrayList<>(term.getKey());
                rest.remove((Integer) variable);
                result = result.plus(
                        new Polynomial(Map.of(List.copyOf(rest), term.getValue().times(Rational.of(power)))));
            }
        }
        return result;
    }

    /** Coefficients of the powers of {@code variable}, constant first, each a polynomial in the others. */
    List<Polynomial> coefficients(int variable) {
        List<Polynomial> byPower = new ArrayList<>();
        for (var term : terms.entrySet()) {
            List<Integer> rest = new ArrayList<>(term.getKey());
            int power = 0;
            while (rest.remove((Integer) variable)) {
                power++;
            }
            while (byPower.size() <= power) {
                byPower.add(ZERO);
            }
            byPower.set(power, byPower.get(power).plus(new Polynomial(Map.of(List.copyOf(rest), term.getValue()))));
        }
        return byPower.isEmpty() ? List.of(ZERO) : byPower;
    }

    /** This with some variables settled. */
    Polynomial at(Map<Integer, Rational> values) {
        Map<List<Integer>, Rational> sum = new HashMap<>();
        for (var term : terms.entrySet()) {
            Rational coefficient = term.getValue();
            List<Integer> rest = new ArrayList<>();
            for (Integer variable : term.getKey()) {
                Rational value = values.get(variable);
                if (value == null) {
                    rest.add(variable);
                } else {
                    coefficient = coefficient.times(value);
                }
            }
            Rational before = sum.get(rest);
            sum.put(rest, before == null ? coefficient : before.plus(coefficient));
        }
        sum.values().removeIf(c -> c.signum() == 0);
        return new Polynomial(sum);
    }

    Polynomial substitute(int variable, Polynomial value) {
        List<Polynomial> coefficients = coefficients(variable);
        Polynomial result = ZERO;
        for (int power = coefficients.size() - 1; power >= 0; power--) {
            result = result.times(value).plus(coefficients.get(power));
        }
        return result;
    }

    Polynomial substitute(int variable, Rational value) {
        return substitute(variable, constant(value));
    }

    /** Removes one factor {@code variable} from every term; only when every term has it. */
    Polynomial dividedBy(int variable) {
        Map<List<Integer>, Rational> rest = new HashMap<>();
        terms.forEach((m, c) -> {
            List<Integer> monomial = new ArrayList<>(m);
            monomial.remove((Integer) variable);
            rest.put(List.copyOf(monomial), c);
        });
        return new Polynomial(rest);
    }

    boolean isDivisibleBy(int variable) {
        return terms.keySet().stream().allMatch(m -> m.contains(variable));
    }

    /** -1, 0 or 1 when the sign is the same everywhere (0: zero everywhere), else 2. */
    int signOver(IntFunction<Span> spans) {
        if (isZero()) {
            return 0;
        }
        Limit low = Limit.ZERO;
        Limit high = Limit.ZERO;
        for (var term : terms.entrySet()) {
            Limit l = Limit.of(term.getValue());
            Limit h = l;
            Map<Integer, Integer> powers = new TreeMap<>();
            term.getKey().forEach(v -> powers.merge(v, 1, Integer::sum));
            for (var power : powers.entrySet()) {
                Span s = spans.apply(power.getKey());
                Limit pl = power(s.low(), power.getValue());
                Limit ph = power(s.high(), power.getValue());
                if (power.getValue() % 2 == 0) {
                    Limit larger = Limit.max(pl, ph);
                    boolean straddles = s.low().signum() < 0 && s.high().signum() > 0;
                    pl = straddles ? Limit.ZERO : Limit.min(pl, ph);
                    ph = larger;
                }
                Limit a = l.times(pl);
                Limit b = l.times(ph);
                Limit c = h.times(pl);
                Limit d = h.times(ph);
                l = Limit.min(Limit.min(a, b), Limit.min(c, d));
                h = Limit.max(Limit.max(a, b), Limit.max(c, d));
            }
            low = low.isFinite() ? low.plus(l) : low;
            high = high.isFinite() ? high.plus(h) : high;
        }
        if (low.signum() >= 0) {
            return 1;
        }
        return high.signum() <= 0 ? -1 : 2;
    }

    private static Limit power(Limit base, int exponent) {
        Limit result = base;
        for (int i = 1; i < exponent; i++) {
            result = result.times(base);
        }
        return result;
    }

    /** The expression has too many terms to be taken apart; intervals are used instead. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("too many terms", null, false, false);
        }
    }
}
