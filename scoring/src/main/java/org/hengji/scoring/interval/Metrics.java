package org.hengji.scoring.interval;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.number.Rational;

/** Values of expressions over boxes. */
public final class Metrics {
    private final Function<String, Operand> facts;
    /** By identity: the expressions of a framework stay the same objects, and comparing trees would cost more. */
    private final Map<Expression, Optional<RationalFunction>> functions = new IdentityHashMap<>();

    /** What stands for a fact in an expression. */
    public sealed interface Operand {
        /** A value in the base of its unit. */
        record Constant(Rational value) implements Operand {}

        /**
         * A number of the space; its value in the base of the unit is {@code factor} times it.
         *
         * @param choice the choice that has to be settled before its span is its own, or -1
         */
        record Open(int variable, Rational factor, int choice) implements Operand {}
    }

    public Metrics(Function<String, Operand> facts) {
        this.facts = facts;
    }

    /** Values of {@code expression}; its denominators must not vanish in the box. */
    public Reach over(Expression expression, Box box, Cuts cuts) {
        Rational settled = settled(expression, box);
        if (settled != null) {
            return Reach.of(settled);
        }
        if (isSplitFirst(expression, box, cuts)) {
            return combined(expression, box, cuts).inexact();
        }
        RationalFunction function = function(expression, box);
        if (function != null) {
            Set<Integer> undecided = new TreeSet<>();
            var reach = function.over(box::span, undecided);
            if (reach.isPresent()) {
                return reach.get();
            }
            undecided.forEach(cuts::middle);
            return combined(expression, box, cuts).inexact();
        }
        return combined(expression, box, cuts);
    }

    private Reach combined(Expression expression, Box box, Cuts cuts) {
        if (expression instanceof Expression.Number n) {
            return Reach.of(n.value());
        } else if (expression instanceof Expression.FactRef f) {
            Operand operand = facts.apply(f.fact());
            if (operand instanceof Operand.Constant c) {
                return Reach.of(c.value());
            }
            Operand.Open open = (Operand.Open) operand;
            Span s = box.span(open.variable());
            return new Reach(
                            s.low(),
                            s.lowOpen(),
                            s.isPoint() ? Map.of() : Map.of(open.variable(), -1),
                            s.high(),
                            s.highOpen(),
                            s.isPoint() ? Map.of() : Map.of(open.variable(), 1),
                            true)
                    .times(open.factor());
        }
        List<Expression> parts = expression.parts();
        Reach first = over(parts.get(0), box, cuts);
        if (expression instanceof Expression.Negated) {
            return first.negate();
        } else if (expression instanceof Expression.Absolute) {
            if (first.low().signum() >= 0) {
                return first;
            } else if (first.high().signum() <= 0) {
                return first.negate();
            }
            crossings(parts.get(0), Rational.ZERO, box, cuts);
            return Reach.enclosing(Limit.ZERO, Limit.max(first.low().negate(), first.high()));
        } else if (expression instanceof Expression.Quotient) {
            Reach divisor = over(parts.get(1), box, cuts);
            if (divisor.isOne() && divisor.low().signum() != 0) {
                return first.times(Rational.ONE.over(divisor.low().value()));
            }
            return divided(first, divisor);
        }
        Reach result = first;
        for (Expression part : parts.subList(1, parts.size())) {
            Reach next = over(part, box, cuts);
            if (expression instanceof Expression.Sum) {
                result = result.plus(next);
            } else if (expression instanceof Expression.Least) {
                result = result.least(next);
            } else if (expression instanceof Expression.Greatest) {
                result = result.greatest(next);
            } else if (result.isOne()) {
                result = next.times(result.low().value());
            } else if (next.isOne()) {
                result = result.times(next.low().value());
            } else {
                result = multiplied(result, next);
            }
        }
        if (!result.exact()) {
            unsettled(expression, box, cuts);
        }
        return result;
    }

    private static Reach multiplied(Reach a, Reach b) {
        Limit[] corners = {
            a.low().times(b.low()),
            a.low().times(b.high()),
            a.high().times(b.low()),
            a.high().times(b.high())
        };
        Limit low = corners[0];
        Limit high = corners[0];
        for (Limit corner : corners) {
            low = Limit.min(low, corner);
            high = Limit.max(high, corner);
        }
        return Reach.enclosing(low, high);
    }

    private static Reach divided(Reach a, Reach b) {
        boolean crosses = b.low().signum() <= 0 && b.high().signum() >= 0;
        if (crosses && b.low().signum() < 0 && b.high().signum() > 0) {
            return Reach.enclosing(Limit.MINUS_INFINITY, Limit.INFINITY);
        }
        return multiplied(
                a,
                new Reach(
                        inverse(b.high(), b.low().signum() < 0 || b.high().signum() < 0 ? -1 : 1),
                        true,
                        Map.of(),
                        inverse(b.low(), b.low().signum() < 0 ? -1 : 1),
                        true,
                        Map.of(),
                        false));
    }

    private static Limit inverse(Limit value, int signAtZero) {
        if (!value.isFinite()) {
            return Limit.ZERO;
        }
        return value.signum() == 0 ? Limit.infinity(signAtZero) : Limit.of(Rational.ONE.over(value.value()));
    }

    /** Suggests to split where {@code expression} equals {@code level}. */
    public void crossings(Expression expression, Rational level, Box box, Cuts cuts) {
        RationalFunction function = function(expression, box);
        boolean any = false;
        if (function != null) {
            for (int variable : function.variables()) {
                if (box.isSettled(variable)) {
                    continue;
                }
                for (Rational root : function.roots(variable, level, box::span)) {
                    Span span = box.span(variable);
                    if (span.whole() && !root.isWhole()) {
                        cuts.at(variable, Rational.of(root.floor()));
                        cuts.at(variable, Rational.of(root.ceiling()));
                    } else {
                        cuts.at(variable, root);
                    }
                    any |= span.contains(root);
                }
            }
        }
        if (!any || function != null && function.variables().size() > 1) {
            unsettled(expression, box, cuts);
        }
    }

    private void unsettled(Expression expression, Box box, Cuts cuts) {
        if (expression instanceof Expression.Absolute
                || expression instanceof Expression.Least
                || expression instanceof Expression.Greatest) {
            pairs(expression, box, cuts);
        }
        for (Expression part : expression.parts()) {
            if (part.parts().isEmpty()) {
                continue;
            }
            unsettled(part, box, cuts);
        }
        for (String fact : expression.facts()) {
            if (facts.apply(fact) instanceof Operand.Open open) {
                Space.AtMost limit = box.limitOf(open.variable());
                int variable = limit != null && box.binding(limit) == 1 ? limit.share() : open.variable();
                if (!box.isSettled(variable)) {
                    cuts.middle(variable);
                }
            }
        }
    }

    /** Where two arguments of min or max change places. */
    private void pairs(Expression expression, Box box, Cuts cuts) {
        List<Expression> parts = expression.parts();
        for (int i = 1; i < parts.size(); i++) {
            Expression difference = new Expression.Sum(List.of(parts.get(0), new Expression.Negated(parts.get(i))));
            RationalFunction function = make(difference, box, limited(difference, box));
            if (function != null) {
                for (int variable : function.variables()) {
                    if (!box.isSettled(variable)) {
                        function.roots(variable, Rational.ZERO, box::span).forEach(r -> cuts.at(variable, r));
                    }
                }
            }
        }
    }

    /** A limit between two facts that binds in a part of the box only, or a place not yet chosen: split there first. */
    private boolean isSplitFirst(Expression expression, Box box, Cuts cuts) {
        boolean half = false;
        for (String fact : expression.facts()) {
            if (facts.apply(fact) instanceof Operand.Open open) {
                if (open.choice() >= 0 && box.option(open.choice()) < 0) {
                    cuts.choice(open.choice());
                    half = true;
                }
                Space.AtMost limit = box.limitOf(open.variable());
                if (limit != null && box.binding(limit) == 0) {
                    cuts.at(limit.greater(), box.span(open.variable()).high().value());
                    half = true;
                }
            }
        }
        return half;
    }

    /** The expression as a quotient of polynomials; null when it is not one. */
    private RationalFunction function(Expression expression, Box box) {
        Set<Integer> limited = limited(expression, box);
        return limited.isEmpty()
                ? functions
                        .computeIfAbsent(expression, e -> Optional.ofNullable(make(e, box, limited)))
                        .orElse(null)
                : make(expression, box, limited);
    }

    /** Numbers that a limit stands for in the box; the form of the function depends on them. */
    private Set<Integer> limited(Expression expression, Box box) {
        Set<Integer> limited = new TreeSet<>();
        for (String fact : expression.facts()) {
            if (facts.apply(fact) instanceof Operand.Open open) {
                Space.AtMost limit = box.limitOf(open.variable());
                if (limit != null && box.binding(limit) == 1) {
                    limited.add(open.variable());
                }
            }
        }
        return limited;
    }

    private RationalFunction make(Expression expression, Box box, Set<Integer> limited) {
        try {
            return quotient(expression, box, limited);
        } catch (Polynomial.TooLarge tooLarge) {
            return null;
        }
    }

    private RationalFunction quotient(Expression e, Box box, Set<Integer> limited) {
        if (e instanceof Expression.Number n) {
            return RationalFunction.of(Polynomial.constant(n.value()), Polynomial.ONE);
        } else if (e instanceof Expression.FactRef f) {
            Operand operand = facts.apply(f.fact());
            if (operand instanceof Operand.Constant c) {
                return RationalFunction.of(Polynomial.constant(c.value()), Polynomial.ONE);
            }
            Operand.Open open = (Operand.Open) operand;
            Polynomial value = Polynomial.variable(open.variable());
            if (limited.contains(open.variable())) {
                Space.AtMost limit = box.limitOf(open.variable());
                Limit low = box.span(open.variable()).low();
                if (!low.isFinite()) {
                    return null;
                }
                Polynomial least = Polynomial.constant(low.value());
                value = least.plus(Polynomial.variable(limit.share())
                        .times(Polynomial.variable(limit.greater()).minus(least)));
            }
            return RationalFunction.of(value.times(open.factor()), Polynomial.ONE);
        } else if (e instanceof Expression.Least
                || e instanceof Expression.Greatest
                || e instanceof Expression.Absolute) {
            return null;
        }
        RationalFunction result = null;
        for (Expression part : e.parts()) {
            RationalFunction next = quotient(part, box, limited);
            if (next == null) {
                return null;
            }
            if (e instanceof Expression.Negated) {
                return RationalFunction.of(next.dividend.times(Rational.of(-1)), next.divisor);
            } else if (result == null) {
                result = next;
            } else if (e instanceof Expression.Sum) {
                result = result.plus(next);
            } else if (e instanceof Expression.Product) {
                result = result.times(next);
            } else {
                if (next.dividend.isZero()) {
                    return null;
                }
                result = result.over(next);
            }
        }
        return result;
    }

    /** The one value in the box; null while something is open, or when there is none because a divisor is zero. */
    private Rational settled(Expression expression, Box box) {
        if (expression instanceof Expression.Number n) {
            return n.value();
        } else if (expression instanceof Expression.FactRef f) {
            Operand operand = facts.apply(f.fact());
            if (operand instanceof Operand.Open open) {
                Span span = box.span(open.variable());
                return span.isPoint() ? span.low().value().times(open.factor()) : null;
            }
            return ((Operand.Constant) operand).value();
        }
        Rational result = null;
        for (Expression part : expression.parts()) {
            Rational next = settled(part, box);
            if (next == null) {
                return null;
            } else if (expression instanceof Expression.Negated) {
                return next.negate();
            } else if (expression instanceof Expression.Absolute) {
                return next.abs();
            } else if (result == null) {
                result = next;
            } else if (expression instanceof Expression.Sum) {
                result = result.plus(next);
            } else if (expression instanceof Expression.Product) {
                result = result.times(next);
            } else if (expression instanceof Expression.Least) {
                result = result.min(next);
            } else if (expression instanceof Expression.Greatest) {
                result = result.max(next);
            } else if (next.signum() == 0) {
                return null;
            } else {
                result = result.over(next);
            }
        }
        return result;
    }
}
