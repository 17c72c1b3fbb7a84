package org.hengji.scoring;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.Award;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.FactDefinition.Domain;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.Indicator.Combine;
import org.hengji.scoring.framework.Indicator.WhenNotApplicable;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.ScoringRule.Interval;
import org.hengji.scoring.framework.ScoringRule.Steps;
import org.hengji.scoring.framework.ScoringRule.WhenZero;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.number.Rounding;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;

/** Small frameworks and cases made from a seed, so that every completion of what is unknown can be tried. */
final class Samples {
    static final int LARGEST = 6;

    private final Random random;
    final Framework framework;

    Samples(long seed) {
        this.random = new Random(seed);
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        for (String key : new String[] {"a", "b", "c", "d"}) {
            Optional<String> atMost = key.equals("a") && random.nextInt(3) == 0 ? Optional.of("b") : Optional.empty();
            Domain domain = new Domain(
                    Optional.of(new Bound(Rational.ZERO, false)),
                    Optional.of(new Bound(Rational.of(LARGEST), false)),
                    atMost);
            facts.put(
                    key,
                    new FactDefinition(
                            key,
                            Text.of(key, key),
                            Kind.COUNT,
                            Unit.NUMBER,
                            0,
                            domain,
                            List.of(),
                            true,
                            Optional.empty()));
        }
        List<Indicator> classes = new ArrayList<>();
        Rational total = Rational.ZERO;
        WhenNotApplicable policy =
                random.nextBoolean() ? new WhenNotApplicable.Full() : new WhenNotApplicable.DropAndRescale();
        for (int c = 0; c < 2; c++) {
            List<Indicator> leaves = new ArrayList<>();
            Rational weight = Rational.ZERO;
            for (int l = 0; l < 1 + random.nextInt(3); l++) {
                Rational max = Rational.of(1 + random.nextInt(8));
                weight = weight.plus(max);
                leaves.add(node("c" + c + ".l" + l, 2, max, Optional.of(rule(max)), List.of(), policy));
            }
            total = total.plus(weight);
            classes.add(node("c" + c, 1, weight, Optional.empty(), leaves, policy));
        }
        this.framework = new Framework(
                "sample",
                "1",
                Text.of("样例", "sample"),
                "department",
                total,
                new Rounding(2, RoundingMode.HALF_UP, Rounding.At.values()[random.nextInt(3)]),
                true,
                List.of(
                        new Framework.GradeBand(total.times(Rational.of(9, 10)), Text.of("优", "A")),
                        new Framework.GradeBand(Rational.ZERO, Text.of("差", "D"))),
                facts,
                Map.of(),
                Optional.empty(),
                classes,
                new Combine.Sum(),
                policy,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "sha256:sample");
    }

    static Indicator node(
            String id,
            int level,
            Rational max,
            Optional<ScoringRule> rule,
            List<Indicator> children,
            WhenNotApplicable policy) {
        return new Indicator(
                id,
                Text.of(id, id),
                level,
                max,
                false,
                null,
                null,
                rule,
                children,
                new Combine.Sum(),
                policy,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private Expression fact() {
        return new Expression.FactRef(List.of("a", "b", "c", "d").get(random.nextInt(4)));
    }

    private Expression metric() {
        return switch (random.nextInt(6)) {
            case 0 -> fact();
            case 1 ->
                new Expression.Quotient(
                        fact(), new Expression.Sum(List.of(fact(), Expression.number(1 + random.nextInt(2)))));
            case 2 ->
                new Expression.Quotient(
                        new Expression.Absolute(new Expression.Sum(List.of(fact(), new Expression.Negated(fact())))),
                        fact());
            case 3 -> new Expression.Quotient(new Expression.Least(List.of(fact(), fact())), Expression.number(3));
            case 4 -> {
                Expression a = fact();
                yield new Expression.Quotient(a, new Expression.Sum(List.of(a, fact())));
            }
            default -> new Expression.Quotient(fact(), fact());
        };
    }

    private WhenZero zero() {
        return switch (random.nextInt(4)) {
            case 0 -> new WhenZero.NotApplicable();
            case 1 -> new WhenZero.Give(Award.FULL);
            case 2 ->
                new WhenZero.Depends(
                        new Condition.Compare(fact(), Condition.Comparison.EQUAL, Expression.number(0)),
                        new WhenZero.Give(Award.FULL),
                        new WhenZero.Give(Award.NOTHING));
            default -> new WhenZero.Give(Award.NOTHING);
        };
    }

    private ScoringRule rule(Rational max) {
        return switch (random.nextInt(7)) {
            case 0 ->
                new ScoringRule.Deduct(fact(), Award.points(Rational.of(1 + random.nextInt(5), 2)), Award.NOTHING);
            case 1 ->
                new ScoringRule.Proportional(
                        metric(),
                        Award.FULL,
                        Optional.of(Award.FULL),
                        Award.NOTHING,
                        random.nextBoolean()
                                ? Optional.of(new Condition.Compare(fact(), Condition.Comparison.MORE, fact()))
                                : Optional.empty(),
                        zero());
            case 2 -> new ScoringRule.Tiers(metric(), tiers(max), zero());
            case 3 ->
                new ScoringRule.Shortfall(
                        fact(),
                        fact(),
                        Rational.of(1, 5),
                        Award.points(Rational.ONE),
                        Steps.values()[random.nextInt(3)],
                        Award.NOTHING,
                        zero());
            case 4 ->
                new ScoringRule.Excess(
                        metric(),
                        Rational.of(1, 2),
                        Rational.of(1, 3),
                        Award.points(Rational.of(1, 2)),
                        Steps.values()[random.nextInt(3)],
                        Award.NOTHING,
                        zero());
            case 5 ->
                new ScoringRule.Piecewise(
                        metric(),
                        List.of(
                                new ScoringRule.Anchor(
                                        Rational.of(1, 3),
                                        Award.NOTHING,
                                        Award.share(Rational.of(1, 2)),
                                        Award.share(Rational.of(1, 2))),
                                new ScoringRule.Anchor(
                                        Rational.ONE, Award.FULL, Award.FULL, Award.share(Rational.of(1, 4)))),
                        zero());
            default ->
                new ScoringRule.Vetoed(
                        new ScoringRule.Veto(
                                new Condition.Compare(fact(), Condition.Comparison.MORE, Expression.number(4)),
                                new ScoringRule.Effect.Zero(),
                                Text.of("否决", "veto")),
                        new ScoringRule.Deduct(fact(), Award.points(Rational.ONE), Award.NOTHING));
        };
    }

    private List<ScoringRule.Band> tiers(Rational max) {
        List<ScoringRule.Band> bands = new ArrayList<>();
        Optional<Rational> from = Optional.empty();
        boolean fromOpen = true;
        for (int i = 0; i < 3; i++) {
            Optional<Rational> to = i == 2 ? Optional.empty() : Optional.of(Rational.of(1 + i, 2));
            boolean toOpen = random.nextBoolean() || i == 2;
            Award award = Award.points(max.times(Rational.of(random.nextInt(4), 3)));
            bands.add(new ScoringRule.Band(new Interval(from, fromOpen, to, toOpen), award, Optional.empty()));
            from = to;
            fromOpen = !toOpen;
        }
        return bands;
    }

    /** A case in which some facts are known, some lie in an interval, are contested or unknown. */
    Case openCase() {
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        for (String key : framework.facts().keySet()) {
            switch (random.nextInt(5)) {
                case 0, 1 -> facts.put(key, List.of(known(key, random.nextInt(LARGEST + 1), "")));
                case 2 ->
                    facts.put(
                            key,
                            List.of(new Fact(
                                    key,
                                    new Fact.Value.Bounded(
                                            Optional.of(
                                                    new Bound(Rational.of(random.nextInt(3)), random.nextBoolean())),
                                            Optional.empty()),
                                    "")));
                case 3 ->
                    facts.put(
                            key,
                            List.of(
                                    known(key, random.nextInt(LARGEST + 1), "p1"),
                                    known(key, random.nextInt(LARGEST + 1), "p2")));
                default -> {}
            }
        }
        return caseOf(facts);
    }

    static Case caseOf(Map<String, List<Fact>> facts) {
        return new Case(
                "sample", Text.of("样例", "sample"), facts, Map.of(), Map.of(), List.of(), Map.of(), Map.of(), Map.of());
    }

    static Fact known(String key, long value, String source) {
        return new Fact(key, new Fact.Value.Known(Rational.of(value)), source);
    }

    /** Every way to fill in what is open, contested facts of one place together. */
    List<Case> completions(Case open) {
        List<Map<String, List<Fact>>> partial = new ArrayList<>();
        for (String place : new String[] {"p1", "p2"}) {
            List<Map<String, List<Fact>>> here = new ArrayList<>(List.of(Map.of()));
            for (String key : framework.facts().keySet()) {
                List<Map<String, List<Fact>>> next = new ArrayList<>();
                for (Map<String, List<Fact>> so : here) {
                    for (long value : values(open, key, place)) {
                        Map<String, List<Fact>> more = new LinkedHashMap<>(so);
                        more.put(key, List.of(known(key, value, "")));
                        next.add(more);
                    }
                }
                here = next;
            }
            partial.addAll(here);
        }
        return partial.stream()
                .filter(f -> limitHolds(open, f))
                .map(Samples::caseOf)
                .distinct()
                .toList();
    }

    private boolean limitHolds(Case open, Map<String, List<Fact>> facts) {
        boolean limited = framework.facts().get("a").domain().atMost().isPresent();
        boolean settled = List.of("a", "b").stream()
                .anyMatch(k -> open.facts().getOrDefault(k, List.of()).size() > 1);
        boolean bothKnown = List.of("a", "b").stream()
                .allMatch(k -> open.facts().containsKey(k)
                        && open.facts().get(k).get(0).value() instanceof Fact.Value.Known);
        return !limited || settled || bothKnown || number(facts, "a") <= number(facts, "b");
    }

    private static long number(Map<String, List<Fact>> facts, String key) {
        return ((Fact.Value.Known) facts.get(key).get(0).value())
                .number()
                .floor()
                .longValue();
    }

    private static List<Long> values(Case open, String key, String place) {
        List<Fact> given = open.facts().getOrDefault(key, List.of());
        List<Long> values = new ArrayList<>();
        for (long v = 0; v <= LARGEST; v++) {
            long value = v;
            boolean possible = given.isEmpty()
                    || given.stream()
                            .anyMatch(f -> (f.source().isEmpty() || f.source().equals(place)) && allows(f, value));
            if (possible) {
                values.add(v);
            }
        }
        return values;
    }

    private static boolean allows(Fact fact, long value) {
        if (fact.value() instanceof Fact.Value.Known known) {
            return known.number().equals(Rational.of(value));
        }
        Bound low = ((Fact.Value.Bounded) fact.value()).low().orElseThrow();
        int c = Rational.of(value).compareTo(low.value());
        return c > 0 || c == 0 && !low.open();
    }
}
