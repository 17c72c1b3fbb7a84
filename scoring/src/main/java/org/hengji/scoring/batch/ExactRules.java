package org.hengji.scoring.batch;

import java.util.Map;
import org.hengji.scoring.evaluation.Outline.Formula;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.framework.ScoringRule.WhenZero;
import org.hengji.scoring.number.Rational;

/** Formulas over a row in rationals: for rows that are too large for longs, or divide by what is not positive. */
final class ExactRules {
    /** A rule that does not apply or has no value here: the general engine knows what follows from that. */
    static final class NoPoints extends Exception {
        private static final long serialVersionUID = 1;

        NoPoints() {
            super(null, null, false, false);
        }
    }

    private record Operand(int column, Rational unit) {}

    private final Columns columns;
    private final Map<String, Operand> operands = new java.util.HashMap<>();

    ExactRules(Columns columns) {
        this.columns = columns;
        columns.numbers().forEach((key, column) -> operands.put(key, new Operand(column, columns.unit(key))));
    }

    /** Points before rounding. */
    Rational points(Formula formula, int judged, long[] row, int offset) throws NoPoints {
        if (formula instanceof Formula.Metric m) {
            return metric(m, row, offset);
        } else if (formula instanceof Formula.Either e) {
            return points(holds(e.when(), row, offset) ? e.then() : e.otherwise(), judged, row, offset);
        } else if (formula instanceof Formula.Choice c) {
            int column = c.fact().isPresent() ? columns.of(c.fact().get()) : judged;
            return c.points().get(Math.toIntExact(row[offset + column]));
        } else if (formula instanceof Formula.Fixed f) {
            return f.points();
        }
        return Rational.of(row[offset + judged])
                .times(Rational.unit(columns.get(judged).places()));
    }

    private Rational metric(Formula.Metric m, long[] row, int offset) throws NoPoints {
        if (m.voidWhen().isPresent() && holds(m.voidWhen().get(), row, offset)) {
            return Rational.ZERO;
        }
        if (divides(m.of(), row, offset)) {
            return m.curve().at(value(m.of(), row, offset));
        }
        WhenZero zero = m.whenZero();
        while (zero instanceof WhenZero.Depends depends) {
            zero = holds(depends.when(), row, offset) ? depends.then() : depends.otherwise();
        }
        if (zero instanceof WhenZero.Give give) {
            return give.award().of(m.max(), m.max());
        }
        throw new NoPoints();
    }

    /** Whether no divisor in it is zero. */
    private boolean divides(Expression e, long[] row, int offset) {
        if (e instanceof Expression.Quotient q
                && !(q.divisor() instanceof Expression.Number)
                && divides(q.divisor(), row, offset)
                && value(q.divisor(), row, offset).signum() == 0) {
            return false;
        }
        return e.parts().stream().allMatch(part -> divides(part, row, offset));
    }

    private Rational value(Expression e, long[] row, int offset) {
        if (e instanceof Expression.Number n) {
            return n.value();
        } else if (e instanceof Expression.FactRef f) {
            Operand operand = operands.get(f.fact());
            return Rational.of(row[offset + operand.column]).times(operand.unit);
        } else if (e instanceof Expression.Sum s) {
            return s.terms().stream().map(t -> value(t, row, offset)).reduce(Rational.ZERO, Rational::plus);
        } else if (e instanceof Expression.Product p) {
            return p.factors().stream().map(t -> value(t, row, offset)).reduce(Rational.ONE, Rational::times);
        } else if (e instanceof Expression.Least l) {
            return l.of().stream()
                    .map(t -> value(t, row, offset))
                    .reduce(Rational::min)
                    .orElseThrow();
        } else if (e instanceof Expression.Greatest g) {
            return g.of().stream()
                    .map(t -> value(t, row, offset))
                    .reduce(Rational::max)
                    .orElseThrow();
        } else if (e instanceof Expression.Negated n) {
            return value(n.of(), row, offset).negate();
        } else if (e instanceof Expression.Absolute a) {
            return value(a.of(), row, offset).abs();
        }
        Expression.Quotient q = (Expression.Quotient) e;
        return value(q.dividend(), row, offset).over(value(q.divisor(), row, offset));
    }

    boolean holds(Condition condition, long[] row, int offset) {
        if (condition instanceof Condition.Compare c) {
            // Without a ratio there is nothing to compare
            return divides(c.left(), row, offset)
                    && divides(c.right(), row, offset)
                    && c.comparison().holds(value(c.left(), row, offset).compareTo(value(c.right(), row, offset)));
        } else if (condition instanceof Condition.Holds h) {
            return row[offset + columns.of(h.fact())] == 1;
        } else if (condition instanceof Condition.Is is) {
            int column = columns.of(is.fact());
            return row[offset + column] == columns.get(column).options().indexOf(is.option());
        } else if (condition instanceof Condition.Not n) {
            return !holds(n.of(), row, offset);
        } else if (condition instanceof Condition.All all) {
            return all.of().stream().allMatch(part -> holds(part, row, offset));
        } else if (condition instanceof Condition.Any any) {
            return any.of().stream().anyMatch(part -> holds(part, row, offset));
        }
        throw new IllegalStateException("not compiled: " + condition);
    }
}
