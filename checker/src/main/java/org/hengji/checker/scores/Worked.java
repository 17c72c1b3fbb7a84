package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hengji.checker.reading.Figure;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.number.Rational;

/**
 * An expression worked out with the figures that a report prints for its facts.
 *
 * @param written with the printed figures in place of the facts
 * @param sum whether it needs brackets within a product or quotient
 */
record Worked(Rational value, String written, boolean sum) {

    /** Empty where a fact has no figure or a divisor is nothing. */
    static Optional<Worked> of(Expression expression, Map<String, Figure> facts) {
        if (expression instanceof Expression.Number n) {
            return Optional.of(new Worked(n.value(), n.value().toText(), false));
        } else if (expression instanceof Expression.FactRef fact) {
            return Optional.ofNullable(facts.get(fact.fact())).map(f -> new Worked(f.base(), f.printed(), false));
        }
        List<Worked> parts = new ArrayList<>();
        for (Expression part : expression.parts()) {
            Optional<Worked> worked = of(part, facts);
            if (worked.isEmpty()) {
                return Optional.empty();
            }
            parts.add(worked.get());
        }
        return Optional.ofNullable(together(expression, parts));
    }

    private static Worked together(Expression expression, List<Worked> parts) {
        Worked first = parts.get(0);
        if (expression instanceof Expression.Sum) {
            return new Worked(fold(parts, Rational::plus), joined(parts, " + ", Worked::written), true);
        } else if (expression instanceof Expression.Product) {
            return new Worked(fold(parts, Rational::times), joined(parts, " × ", Worked::bracketed), false);
        } else if (expression instanceof Expression.Quotient) {
            Rational divisor = parts.get(1).value();
            return divisor.signum() == 0
                    ? null
                    : new Worked(first.value().over(divisor), joined(parts, " ÷ ", Worked::bracketed), false);
        } else if (expression instanceof Expression.Least) {
            return new Worked(fold(parts, Rational::min), "min(" + joined(parts, ", ", Worked::written) + ")", false);
        } else if (expression instanceof Expression.Greatest) {
            return new Worked(fold(parts, Rational::max), "max(" + joined(parts, ", ", Worked::written) + ")", false);
        } else if (expression instanceof Expression.Absolute) {
            return new Worked(first.value().abs(), "|" + first.written() + "|", false);
        }
        return new Worked(Rational.ZERO.minus(first.value()), "−" + first.bracketed(), true);
    }

    private static Rational fold(List<Worked> parts, java.util.function.BinaryOperator<Rational> how) {
        return parts.stream().map(Worked::value).reduce(how).orElseThrow();
    }

    private static String joined(List<Worked> parts, String sign, Function<Worked, String> how) {
        return String.join(sign, parts.stream().map(how).toList());
    }

    private String bracketed() {
        return sum ? "(" + written + ")" : written;
    }
}
