package org.hengji.scoring.expression;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hengji.scoring.number.Rational;

/**
 * A small piecewise-rational expression over facts. Facts enter in the base of their unit's dimension (元, share of 1,
 * single persons), so that 元 and 万元 can never be mixed up.
 */
public sealed interface Expression {
    record Number(Rational value) implements Expression {}

    record FactRef(String fact) implements Expression {}

    record Sum(List<Expression> terms) implements Expression {}

    record Negated(Expression of) implements Expression {}

    record Product(List<Expression> factors) implements Expression {}

    record Quotient(Expression dividend, Expression divisor) implements Expression {}

    record Least(List<Expression> of) implements Expression {}

    record Greatest(List<Expression> of) implements Expression {}

    record Absolute(Expression of) implements Expression {}

    static Expression number(long value) {
        return new Number(Rational.of(value));
    }

    /** Keys of the facts used, in order of first appearance. */
    default Set<String> facts() {
        Set<String> keys = new LinkedHashSet<>();
        collect(this, keys);
        return keys;
    }

    default List<Expression> parts() {
        if (this instanceof Sum s) {
            return s.terms();
        } else if (this instanceof Product p) {
            return p.factors();
        } else if (this instanceof Least l) {
            return l.of();
        } else if (this instanceof Greatest g) {
            return g.of();
        } else if (this instanceof Negated n) {
            return List.of(n.of());
        } else if (this instanceof Absolute a) {
            return List.of(a.of());
        } else if (this instanceof Quotient q) {
            return List.of(q.dividend(), q.divisor());
        }
        return List.of();
    }

    private static void collect(Expression e, Set<String> into) {
        if (e instanceof FactRef f) {
            into.add(f.fact());
        }
        e.parts().forEach(part -> collect(part, into));
    }
}
