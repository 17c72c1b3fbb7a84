package org.hengji.documents.report;

import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.number.Rational;

/** Computes expressions and conditions over facts that have one value; empty when a value is missing or divides by 0. */
final class Exact {
    private final Function<String, Optional<Rational>> numbers;
    private final Function<String, Optional<String>> words;

    /**
     * @param numbers value of a fact in the base of its unit
     * @param words {@code true}, {@code false} or the option of a fact
     */
    Exact(Function<String, Optional<Rational>> numbers, Function<String, Optional<String>> words) {
        this.numbers = numbers;
        this.words = words;
    }

    Optional<Rational> value(Expression e) {
        if (e instanceof Expression.Number number) {
            return Optional.of(number.value());
        } else if (e instanceof Expression.FactRef fact) {
            return numbers.apply(fact.fact());
        } else if (e instanceof Expression.Negated negated) {
            return value(negated.of()).map(Rational::negate);
        } else if (e instanceof Expression.Absolute absolute) {
            return value(absolute.of()).map(Rational::abs);
        } else if (e instanceof Expression.Quotient quotient) {
            Optional<Rational> divisor = value(quotient.divisor()).filter(d -> d.signum() != 0);
            return value(quotient.dividend()).flatMap(a -> divisor.map(a::over));
        } else if (e instanceof Expression.Sum sum) {
            return all(sum.terms(), Rational::plus);
        } else if (e instanceof Expression.Product product) {
            return all(product.factors(), Rational::times);
        } else if (e instanceof Expression.Least least) {
            return all(least.of(), Rational::min);
        }
        return all(e.parts(), Rational::max);
    }

    private Optional<Rational> all(List<Expression> parts, BinaryOperator<Rational> with) {
        Optional<Rational> sum = value(parts.get(0));
        for (Expression part : parts.subList(1, parts.size())) {
            sum = sum.flatMap(s -> value(part).map(v -> with.apply(s, v)));
        }
        return sum;
    }

    /** What cannot be decided is empty; a part that decides alone does so. */
    Optional<Boolean> holds(Condition c) {
        if (c instanceof Condition.Compare compare) {
            return value(compare.left())
                    .flatMap(l ->
                            value(compare.right()).map(r -> compare.comparison().holds(l.compareTo(r))));
        } else if (c instanceof Condition.Holds holds) {
            return words.apply(holds.fact()).map("true"::equals);
        } else if (c instanceof Condition.Is is) {
            return words.apply(is.fact()).map(is.option()::equals);
        } else if (c instanceof Condition.Not not) {
            return holds(not.of()).map(b -> !b);
        } else if (c instanceof Condition.All all) {
            return decided(all.of(), false);
        } else if (c instanceof Condition.Any any) {
            return decided(any.of(), true);
        }
        return Optional.empty();
    }

    private Optional<Boolean> decided(List<Condition> parts, boolean deciding) {
        boolean open = false;
        for (Condition part : parts) {
            Optional<Boolean> holds = holds(part);
            if (holds.isPresent() && holds.get() == deciding) {
                return holds;
            }
            open |= holds.isEmpty();
        }
        return open ? Optional.empty() : Optional.of(!deciding);
    }
}
