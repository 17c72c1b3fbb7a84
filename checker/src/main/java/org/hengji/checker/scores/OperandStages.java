package org.hengji.checker.scores;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;

/**
 * A rate that a report prints for an indicator, beside what the rule's own operands and those of other readings give.
 *
 * @param due what the operands that the rule names give, when the report prints them
 * @param others what other operands give, by the key of their reading's option
 * @param rule the rule as it is usually read
 */
public record OperandStages(
        Indicator leaf,
        Figure printed,
        Optional<Value> due,
        Map<String, Value> others,
        String reading,
        ScoringRule rule) {

    /** @param figures the operands in order of the expression */
    public record Value(Rational rate, String written, List<Figure> figures) {}

    public static List<OperandStages> of(Report report) {
        List<OperandStages> all = new ArrayList<>();
        Rescoring.of(report).ifPresent(r -> {
            for (Indicator lowest : FrameworkMatch.lowest(r.framework())) {
                for (Indicator leaf : Rescoring.leaves(lowest)) {
                    if (leaf.rule().orElse(null) instanceof ScoringRule.ByReading by) {
                        rates(report, r, leaf, by)
                                .forEach(rate -> of(r, leaf, by, rate).ifPresent(all::add));
                        r.facts()
                                .means()
                                .getOrDefault(leaf.id(), List.of())
                                .forEach(mean -> ofMean(r, leaf, by, mean).ifPresent(all::add));
                    }
                }
            }
        });
        return all;
    }

    /** Figures known to be the rate, and percentages in a sentence with two of the operands that they are the ratio of. */
    private static List<Figure> rates(Report report, Rescoring r, Indicator leaf, ScoringRule.ByReading by) {
        List<Figure> rates = new ArrayList<>(r.facts().rates().getOrDefault(leaf.id(), List.of()));
        by.options()
                .values()
                .forEach(rule -> metric(rule).ifPresent(metric -> {
                    if (metric instanceof Expression.Quotient q
                            && q.dividend() instanceof Expression.FactRef part
                            && q.divisor() instanceof Expression.FactRef whole) {
                        for (Figure a : r.facts().figures().getOrDefault(part.fact(), List.of())) {
                            for (Figure b : r.facts().figures().getOrDefault(whole.fact(), List.of())) {
                                report.figures(a.passage()).stream()
                                        .filter(p -> isRatio(p, a, b) && !rates.contains(p))
                                        .forEach(rates::add);
                            }
                        }
                    }
                }));
        return rates;
    }

    private static boolean isRatio(Figure rate, Figure a, Figure b) {
        return rate.isPercent()
                && rate.passage() == b.passage()
                && rate.sentence() == a.sentence()
                && rate.sentence() == b.sentence()
                && rate.from() > Math.max(a.to(), b.to())
                && b.base().signum() != 0
                && rate.agreement(a.base().over(b.base())).agrees();
    }

    private static Optional<OperandStages> of(Rescoring r, Indicator leaf, ScoringRule.ByReading by, Figure printed) {
        Framework.ReadingDefinition definition = r.framework().readings().get(by.reading());
        if (definition == null || !printed.isExact()) {
            return Optional.empty();
        }
        ScoringRule named = by.options().get(definition.byDefault());
        Map<String, Value> others = new LinkedHashMap<>();
        by.options().forEach((key, rule) -> {
            if (!key.equals(definition.byDefault())) {
                metric(rule).flatMap(e -> value(r, e)).ifPresent(v -> others.put(key, v));
            }
        });
        Optional<Value> due = metric(named).flatMap(e -> value(r, e));
        return due.isEmpty() && others.isEmpty()
                ? Optional.empty()
                : Optional.of(new OperandStages(leaf, printed, due, others, by.reading(), named));
    }

    /** A mean whose operands one reading settles; other readings of the same item may nest within it. */
    private static Optional<OperandStages> ofMean(
            Rescoring r, Indicator leaf, ScoringRule.ByReading by, Figure printed) {
        ScoringRule named = resolved(r, by, Map.of());
        Optional<Expression> mean = metric(named);
        for (String key : mean.isPresent() ? readings(by) : List.<String>of()) {
            Map<String, Value> others = new LinkedHashMap<>();
            for (String option : r.framework().readings().get(key).options().keySet()) {
                metric(resolved(r, by, Map.of(key, option)))
                        .filter(e -> !e.equals(mean.get()))
                        .flatMap(e -> computed(r, e))
                        .ifPresent(v -> others.put(option, v));
            }
            Optional<Value> due = computed(r, mean.get());
            if (due.isPresent() && !others.isEmpty()) {
                return Optional.of(new OperandStages(leaf, printed, due, others, key, named));
            }
        }
        return Optional.empty();
    }

    private static List<String> readings(ScoringRule rule) {
        List<String> keys = new ArrayList<>();
        if (rule instanceof ScoringRule.ByReading by) {
            keys.add(by.reading());
            by.options().values().forEach(o -> keys.addAll(readings(o)));
        }
        return keys.stream().distinct().toList();
    }

    /** The rule under the usual readings but for those chosen. */
    private static ScoringRule resolved(Rescoring r, ScoringRule rule, Map<String, String> chosen) {
        ScoringRule at = rule;
        while (at instanceof ScoringRule.ByReading by) {
            String usual = r.framework().readings().get(by.reading()).byDefault();
            at = by.options().get(chosen.getOrDefault(by.reading(), usual));
        }
        return at;
    }

    /** An expression over facts that are each printed with one exact value. */
    private static Optional<Value> computed(Rescoring r, Expression metric) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (String fact : metric.facts()) {
            if (one(r, fact).isEmpty()) {
                return Optional.empty();
            }
            figures.put(fact, r.facts().figures().get(fact).get(0));
        }
        return Worked.of(metric, figures).map(w -> new Value(w.value(), w.written(), List.copyOf(figures.values())));
    }

    private static Optional<Expression> metric(ScoringRule rule) {
        if (rule instanceof ScoringRule.Tiers t) {
            return Optional.of(t.of());
        } else if (rule instanceof ScoringRule.Proportional p) {
            return Optional.of(p.of());
        }
        return Optional.empty();
    }

    /** Only a plain ratio of two facts, each printed with one exact value. */
    private static Optional<Value> value(Rescoring r, Expression metric) {
        if (!(metric instanceof Expression.Quotient q)
                || !(q.dividend() instanceof Expression.FactRef part)
                || !(q.divisor() instanceof Expression.FactRef whole)) {
            return Optional.empty();
        }
        Optional<Rational> above = one(r, part.fact());
        Optional<Rational> below = one(r, whole.fact());
        if (above.isEmpty() || below.isEmpty() || below.get().signum() == 0) {
            return Optional.empty();
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(r.facts().figures().get(part.fact()).get(0));
        figures.add(r.facts().figures().get(whole.fact()).get(0));
        return Optional.of(new Value(
                above.get().over(below.get()),
                above.get().toText() + " ÷ " + below.get().toText(),
                figures));
    }

    private static Optional<Rational> one(Rescoring r, String fact) {
        FactDefinition definition = r.framework().facts().get(fact);
        List<Fact> facts = r.known().facts().getOrDefault(fact, List.of());
        return definition != null
                        && r.facts().figures().containsKey(fact)
                        && facts.size() == 1
                        && facts.get(0).value() instanceof Fact.Value.Known known
                ? Optional.of(known.number())
                : Optional.empty();
    }

    public boolean isDue() {
        return due.filter(v -> printed.agreement(v.rate()).agrees()).isPresent();
    }

    /** The option whose operands give the printed rate while those of the rule do not. */
    public Optional<String> used() {
        if (isDue()) {
            return Optional.empty();
        }
        return others.entrySet().stream()
                .filter(e -> printed.agreement(e.getValue().rate()).agrees())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Points that the rule's bands give for a rate, or its share of the points at two places. */
    public Optional<Rational> points(Rational rate) {
        if (rule instanceof ScoringRule.Proportional share) {
            Rational points = rate.times(share.points().of(leaf.max(), leaf.max()));
            Rational most = share.cap().map(c -> c.of(leaf.max(), leaf.max())).orElse(points);
            return Optional.of(points.min(most).round(2, RoundingMode.HALF_UP));
        }
        if (!(rule instanceof ScoringRule.Tiers tiers)) {
            return Optional.empty();
        }
        return tiers.bands().stream()
                .filter(b -> b.interval()
                                .low()
                                .map(l -> rate.compareTo(l) > 0
                                        || rate.equals(l) && !b.interval().lowOpen())
                                .orElse(true)
                        && b.interval()
                                .high()
                                .map(h -> rate.compareTo(h) < 0
                                        || rate.equals(h) && !b.interval().highOpen())
                                .orElse(true))
                .map(b -> b.award().of(leaf.max(), leaf.max()))
                .findFirst();
    }
}
