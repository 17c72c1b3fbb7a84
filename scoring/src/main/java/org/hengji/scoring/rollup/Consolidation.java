package org.hengji.scoring.rollup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.evaluation.Possible;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.FactDefinition.RollUp;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.interval.Limit;
import org.hengji.scoring.interval.Span;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;

/**
 * Units combined into the whole (汇总), each fact as its declaration says. What a unit has not reported may be anything
 * that its domain allows, so the combined fact lies in an interval, and the sheet of the whole has a range. It holds
 * every completion. It may be wider than that: combined facts no longer know that they come from the same units.
 *
 * @param whole the case to score: the combined facts, and all that the whole has of its own
 * @param coverage for each combined fact how many units reported it, in order of the framework
 */
public record Consolidation(Case whole, List<Coverage> coverage) {

    /**
     * @param own the whole's own case: subject, judgements, readings; a fact that it states itself is not combined
     * @param units cases of the same framework
     */
    public static Consolidation of(Framework framework, Case own, List<Case> units) {
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        List<Coverage> coverage = new ArrayList<>();
        for (FactDefinition fact : framework.facts().values()) {
            if (own.facts().containsKey(fact.key())) {
                facts.put(fact.key(), own.facts().get(fact.key()));
            } else if (fact.rollUp().isPresent()) {
                Coverage reported = coverage(framework, fact, units);
                coverage.add(reported);
                Value value = combined(framework, fact, fact.rollUp().get(), units);
                facts.put(fact.key(), List.of(new Fact(fact.key(), value, source(reported))));
            }
        }
        return new Consolidation(own.withFacts(facts), coverage);
    }

    private static String source(Coverage c) {
        return "汇总：" + c.units() + " 个单位中 " + c.reported() + " 个已报 (rolled up: " + c.reported() + " of " + c.units()
                + " units reported)";
    }

    private static Coverage coverage(Framework framework, FactDefinition fact, List<Case> units) {
        List<String> parts = fact.rollUp().orElseThrow() instanceof RollUp.RatioOfSums ratio
                ? List.of(ratio.numerator(), ratio.denominator())
                : List.of(fact.key());
        List<String> missing = units.stream()
                .filter(u -> !parts.stream()
                        .allMatch(p ->
                                new UnitFact(framework, u, framework.facts().get(p)).isReported()))
                .map(Case::id)
                .toList();
        return new Coverage(fact.key(), units.size() - missing.size(), units.size(), missing);
    }

    private static Value combined(Framework framework, FactDefinition fact, RollUp how, List<Case> units) {
        if (how instanceof RollUp.AllHold) {
            return allHold(each(framework, fact, units));
        } else if (how instanceof RollUp.Sum) {
            return sum(each(framework, fact, units)).map(s -> value(fact, s)).orElse(new Value.NotApplicable());
        } else if (how instanceof RollUp.Count) {
            return count(each(framework, fact, units)).map(s -> value(fact, s)).orElse(new Value.NotApplicable());
        } else if (how instanceof RollUp.RatioOfSums ratio) {
            return ratio(framework, fact, ratio, units);
        }
        FactDefinition weight = framework.facts().get(((RollUp.WeightedMean) how).weight());
        List<WeightedMean.Part> parts = new ArrayList<>();
        for (Case unit : units) {
            UnitFact mean = new UnitFact(framework, unit, fact);
            UnitFact by = new UnitFact(framework, unit, weight);
            if (mean.applies() && by.applies()) {
                parts.add(new WeightedMean.Part(mean.span(), by.span()));
            }
        }
        return parts.isEmpty()
                ? new Value.NotApplicable()
                : WeightedMean.of(parts).map(s -> value(fact, s)).orElse(new Value.Unknown());
    }

    /** Without the units that the fact does not concern. */
    private static List<UnitFact> each(Framework framework, FactDefinition fact, List<Case> units) {
        return units.stream()
                .map(u -> new UnitFact(framework, u, fact))
                .filter(UnitFact::applies)
                .toList();
    }

    private static Value allHold(List<UnitFact> units) {
        if (units.isEmpty()) {
            return new Value.NotApplicable();
        } else if (units.stream().anyMatch(u -> u.flag().filter(f -> !f).isPresent())) {
            return new Value.Flag(false);
        }
        return units.stream().allMatch(u -> u.flag().isPresent()) ? new Value.Flag(true) : new Value.Unknown();
    }

    private static Optional<Span> sum(List<UnitFact> units) {
        return units.stream().map(UnitFact::span).reduce(Span::plus);
    }

    /** Units whose value is not zero. */
    private static Optional<Span> count(List<UnitFact> units) {
        return units.stream()
                .map(UnitFact::span)
                .map(s -> Span.closed(
                        s.contains(Rational.ZERO) ? Rational.ZERO : Rational.ONE,
                        s.isPoint() && s.contains(Rational.ZERO) ? Rational.ZERO : Rational.ONE))
                .reduce(Span::plus);
    }

    private static Value ratio(Framework framework, FactDefinition fact, RollUp.RatioOfSums ratio, List<Case> units) {
        FactDefinition above = framework.facts().get(ratio.numerator());
        FactDefinition below = framework.facts().get(ratio.denominator());
        List<UnitFact> dividends = new ArrayList<>();
        List<UnitFact> divisors = new ArrayList<>();
        for (Case unit : units) {
            UnitFact dividend = new UnitFact(framework, unit, above);
            UnitFact divisor = new UnitFact(framework, unit, below);
            if (dividend.applies() && divisor.applies()) {
                dividends.add(dividend);
                divisors.add(divisor);
            }
        }
        if (divisors.isEmpty()) {
            return new Value.NotApplicable();
        }
        Span dividend = sum(dividends).orElseThrow().times(above.unit().factor());
        Span divisor = sum(divisors).orElseThrow().times(below.unit().factor());
        boolean canBeZero = divisor.low().signum() < 0 || divisor.contains(Rational.ZERO);
        if (canBeZero) {
            return new Value.Unknown();
        }
        Span quotient = dividend.over(divisor);
        if (above.domain().atMost().filter(below.key()::equals).isPresent() && !quotient.isPoint()) {
            quotient = quotient.meet(Span.of(Limit.MINUS_INFINITY, true, Limit.of(Rational.ONE), false, false));
        }
        return value(fact, quotient.times(Rational.ONE.over(fact.unit().factor())));
    }

    private static Value value(FactDefinition fact, Span span) {
        if (span.isPoint()) {
            return new Value.Known(span.low().value());
        }
        Optional<Bound> low = bound(span.low(), span.lowOpen());
        Optional<Bound> high = bound(span.high(), span.highOpen());
        return span.equals(Possible.values(fact, new Value.Unknown())) || low.isEmpty() && high.isEmpty()
                ? new Value.Unknown()
                : new Value.Bounded(low, high);
    }

    private static Optional<Bound> bound(Limit end, boolean open) {
        return end.isFinite() ? Optional.of(new Bound(end.value(), open)) : Optional.empty();
    }
}
