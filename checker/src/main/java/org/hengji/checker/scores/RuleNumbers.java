package org.hengji.checker.scores;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.framework.Award;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.ScoringRule.Interval;
import org.hengji.scoring.number.Rational;

/**
 * The numbers that the rule of an indicator is made of.
 *
 * @param points weights, points of items, of bands and of steps
 * @param limits ends of bands, limits and steps, as shares of 1
 */
public record RuleNumbers(Set<Rational> points, Set<Rational> limits) {

    public static RuleNumbers of(Indicator indicator) {
        RuleNumbers numbers = new RuleNumbers(new TreeSet<>(), new TreeSet<>());
        numbers.points.add(Rational.ZERO);
        numbers.limits.add(Rational.ONE);
        numbers.collect(indicator);
        return numbers;
    }

    private void collect(Indicator indicator) {
        points.add(indicator.max());
        indicator.rule().ifPresent(rule -> rule(rule, indicator.max()));
        indicator.children().forEach(this::collect);
    }

    private void rule(ScoringRule rule, Rational max) {
        if (rule instanceof ScoringRule.Deduct d) {
            award(d.per(), max);
            award(d.floor(), max);
        } else if (rule instanceof ScoringRule.Choice c) {
            c.outcomes().forEach(o -> award(o.award(), max));
        } else if (rule instanceof ScoringRule.Proportional p) {
            award(p.points(), max);
            p.cap().ifPresent(a -> award(a, max));
            expression(p.of());
        } else if (rule instanceof ScoringRule.Piecewise p) {
            p.anchors().forEach(a -> {
                limits.add(a.at());
                award(a.left(), max);
                award(a.value(), max);
                award(a.right(), max);
            });
        } else if (rule instanceof ScoringRule.Excess e) {
            limits.add(e.limit());
            limits.add(e.per());
            award(e.lose(), max);
        } else if (rule instanceof ScoringRule.Shortfall s) {
            limits.add(s.step());
            award(s.lose(), max);
        } else if (rule instanceof ScoringRule.Tiers t) {
            t.bands().forEach(b -> {
                interval(b.interval());
                award(b.award(), max);
            });
        } else if (rule instanceof ScoringRule.Grid g) {
            g.rows().forEach(this::interval);
            g.columns().forEach(this::interval);
            g.awards().forEach(row -> row.forEach(a -> award(a, max)));
        } else if (rule instanceof ScoringRule.JudgedWhen j) {
            condition(j.when());
            rule(j.otherwise(), max);
        } else if (rule instanceof ScoringRule.Vetoed v) {
            rule(v.rule(), max);
        } else if (rule instanceof ScoringRule.ByReading by) {
            by.options().values().forEach(o -> rule(o, max));
        }
    }

    private void award(Award award, Rational max) {
        points.add(award.of(max, max));
    }

    private void interval(Interval interval) {
        interval.low().ifPresent(limits::add);
        interval.high().ifPresent(limits::add);
    }

    private void expression(Expression expression) {
        if (expression instanceof Expression.Number n) {
            (n.value().compareTo(Rational.ONE) < 0 ? limits : points).add(n.value());
        }
        expression.parts().forEach(this::expression);
    }

    private void condition(Condition condition) {
        if (condition instanceof Condition.Compare c) {
            expression(c.left());
            expression(c.right());
        }
        condition.parts().forEach(this::condition);
    }

    /** The limit that is not printed, when exactly one is not. */
    public Optional<Rational> missing(Set<Rational> all, Set<Rational> printed) {
        Set<Rational> rest = new TreeSet<>(all);
        rest.removeAll(printed);
        rest.remove(Rational.ZERO);
        rest.remove(Rational.ONE);
        return rest.size() == 1 ? Optional.of(rest.iterator().next()) : Optional.empty();
    }
}
