package org.hengji.scoring.batch;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.expression.Condition.Comparison;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.Award;
import org.hengji.scoring.framework.FactDefinition;
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

/** Frameworks from a seed with every kind of rule that a plan compiles, and rows full of ties, zeros and giants. */
final class BatchSamples {
    private static final String[] NUMBERS = {"yuan", "wan", "rate", "rate2", "n1", "n2", "more"};
    private static final long[] NICE = {
        0, 1, 2, 3, 5, 10, 25, 50, 75, 90, 100, 120, 1_000, 5_000, 7_500, 9_000, 10_000, 12_500, 100_000
    };

    private final Random random;
    final Framework framework;

    BatchSamples(long seed) {
        this.random = new Random(seed);
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        fact(facts, "yuan", Kind.DECIMAL, "元", 2);
        fact(facts, "wan", Kind.DECIMAL, "万元", 6);
        fact(facts, "rate", Kind.DECIMAL, "%", 2);
        fact(facts, "rate2", Kind.DECIMAL, "", 5);
        fact(facts, "n1", Kind.COUNT, "", 0);
        fact(facts, "n2", Kind.COUNT, "", 0);
        fact(facts, "more", Kind.DECIMAL, "亿元", 4);
        fact(facts, "flag", Kind.BOOLEAN, "", 0);
        fact(facts, "choice", Kind.CHOICE, "", 0);
        List<Indicator> classes = new ArrayList<>();
        Rational total = Rational.ZERO;
        for (int c = 0; c < 2; c++) {
            List<Indicator> leaves = new ArrayList<>();
            Rational weight = Rational.ZERO;
            for (int l = 0; l < 4; l++) {
                Rational max = Rational.of(1 + random.nextInt(16), 2);
                weight = weight.plus(max);
                leaves.add(
                        node("c" + c + ".l" + l, 2, max, Optional.of(rule(max, 0)), List.of(), random.nextInt(4) == 0));
            }
            weight = random.nextInt(4) == 0 ? weight.minus(Rational.of(1, 2)) : weight;
            total = total.plus(weight);
            classes.add(node("c" + c, 1, weight, Optional.empty(), leaves, false));
        }
        this.framework = new Framework(
                "sample",
                "1",
                Text.of("样例", "sample"),
                "department",
                total,
                new Rounding(
                        1 + random.nextInt(3),
                        List.of(RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP)
                                .get(random.nextInt(4)),
                        Rounding.At.ITEM),
                true,
                List.of(new Framework.GradeBand(Rational.ZERO, Text.of("差", "D"))),
                facts,
                Map.of(),
                Optional.empty(),
                classes,
                new Combine.Sum(),
                new WhenNotApplicable.Full(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "sha256:sample");
    }

    private static void fact(Map<String, FactDefinition> into, String key, Kind kind, String unit, int places) {
        List<FactDefinition.Option> options = kind == Kind.CHOICE
                ? List.of(
                        new FactDefinition.Option("good", Text.of("好", "good")),
                        new FactDefinition.Option("fair", Text.of("中", "fair")),
                        new FactDefinition.Option("poor", Text.of("差", "poor")))
                : List.of();
        into.put(
                key,
                new FactDefinition(
                        key,
                        Text.of(key, key),
                        kind,
                        Unit.named(unit).orElseThrow(),
                        places,
                        Domain.ANY,
                        options,
                        false,
                        Optional.empty()));
    }

    private Indicator node(
            String id, int level, Rational max, Optional<ScoringRule> rule, List<Indicator> children, boolean vetoed) {
        List<ScoringRule.Veto> vetoes = vetoed
                ? List.of(new ScoringRule.Veto(condition(), new ScoringRule.Effect.Zero(), Text.of("否决", "veto")))
                : List.of();
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
                new WhenNotApplicable.Full(),
                Optional.empty(),
                vetoes,
                List.of(),
                Optional.empty());
    }

    private Expression fact() {
        return new Expression.FactRef(NUMBERS[random.nextInt(NUMBERS.length)]);
    }

    private Expression expression(int depth) {
        if (depth == 0) {
            return random.nextInt(6) == 0 ? new Expression.Number(small()) : fact();
        }
        Expression a = expression(depth - 1);
        Expression b = expression(depth - 1);
        return switch (random.nextInt(9)) {
            case 0 -> new Expression.Sum(List.of(a, b));
            case 1 -> new Expression.Sum(List.of(a, new Expression.Negated(b)));
            case 2 -> new Expression.Absolute(new Expression.Sum(List.of(a, new Expression.Negated(b))));
            case 3 -> new Expression.Least(List.of(a, b));
            case 4 -> new Expression.Greatest(List.of(a, b));
            case 5 -> new Expression.Product(List.of(a, new Expression.Number(small())));
            case 6 -> new Expression.Quotient(a, b instanceof Expression.Number ? fact() : b);
            case 7 -> quarters();
            default -> new Expression.Quotient(fact(), fact());
        };
    }

    /** Shares of one whole, each capped, added. */
    private Expression quarters() {
        Expression whole = fact();
        List<Expression> parts = new ArrayList<>();
        for (int q = 1; q <= 4; q++) {
            parts.add(new Expression.Least(List.of(
                    Expression.number(1),
                    new Expression.Quotient(
                            new Expression.Quotient(fact(), whole), new Expression.Number(Rational.of(q, 4))))));
        }
        return new Expression.Sum(parts);
    }

    private Rational small() {
        return Rational.of(1 + random.nextInt(12), 1 + random.nextInt(6));
    }

    private Condition condition() {
        return switch (random.nextInt(5)) {
            case 0 -> new Condition.Holds("flag");
            case 1 -> new Condition.Not(new Condition.Is("choice", "fair"));
            case 2 ->
                new Condition.Any(List.of(
                        new Condition.Is("choice", "poor"),
                        new Condition.Compare(expression(1), comparison(), expression(1))));
            case 3 ->
                new Condition.All(
                        List.of(new Condition.Holds("flag"), new Condition.Compare(fact(), comparison(), fact())));
            default -> new Condition.Compare(fact(), comparison(), expression(1));
        };
    }

    private Comparison comparison() {
        return Comparison.values()[random.nextInt(6)];
    }

    private WhenZero zero() {
        return switch (random.nextInt(4)) {
            case 0 -> new WhenZero.NotApplicable();
            case 1 -> new WhenZero.Give(Award.FULL);
            case 2 ->
                new WhenZero.Depends(condition(), new WhenZero.Give(Award.FULL), new WhenZero.Give(Award.NOTHING));
            default -> new WhenZero.Give(Award.share(Rational.of(1, 3)));
        };
    }

    private Award points(Rational max) {
        return Award.points(max.times(Rational.of(random.nextInt(7), 6)));
    }

    private ScoringRule rule(Rational max, int depth) {
        Award lose = Award.points(Rational.of(1 + random.nextInt(6), 1 + random.nextInt(4)));
        Award floor = random.nextInt(4) == 0 ? Award.share(Rational.of(1, 4)) : Award.NOTHING;
        return switch (random.nextInt(depth > 1 ? 9 : 12)) {
            case 0 -> new ScoringRule.Deduct(expression(random.nextInt(2)), lose, floor);
            case 1 ->
                new ScoringRule.Proportional(
                        expression(random.nextInt(3)),
                        random.nextBoolean() ? Award.FULL : points(max),
                        random.nextInt(3) == 0 ? Optional.empty() : Optional.of(Award.FULL),
                        floor,
                        random.nextInt(3) == 0 ? Optional.of(condition()) : Optional.empty(),
                        zero());
            case 2, 3 -> new ScoringRule.Tiers(expression(random.nextInt(3)), tiers(max), zero());
            case 4 ->
                new ScoringRule.Shortfall(
                        fact(), fact(), small(), lose, Steps.values()[random.nextInt(3)], floor, zero());
            case 5 ->
                new ScoringRule.Excess(
                        expression(1), small(), small(), lose, Steps.values()[random.nextInt(3)], floor, zero());
            case 6 ->
                new ScoringRule.Piecewise(
                        expression(1),
                        List.of(
                                new ScoringRule.Anchor(Rational.of(1, 3), floor, points(max), points(max)),
                                new ScoringRule.Anchor(Rational.ONE, Award.FULL, Award.FULL, points(max))),
                        zero());
            case 7 ->
                new ScoringRule.Choice(
                        random.nextBoolean() ? Optional.of("choice") : Optional.empty(),
                        List.of(
                                new ScoringRule.Outcome("good", Text.of("好", "good"), Award.FULL),
                                new ScoringRule.Outcome("poor", Text.of("差", "poor"), points(max))));
            case 8 -> new ScoringRule.Judged(List.of(), random.nextBoolean());
            case 9 ->
                new ScoringRule.Vetoed(
                        new ScoringRule.Veto(condition(), new ScoringRule.Effect.Zero(), Text.of("否决", "veto")),
                        rule(max, depth + 1));
            case 10 ->
                new ScoringRule.Target(
                        fact(),
                        new ScoringRule.Goal.Limit(
                                ScoringRule.Comparator.values()[random.nextInt(4)], new Expression.Number(small())),
                        new ScoringRule.TargetRule(
                                ScoringRule.TargetRule.Below.values()[random.nextInt(3)],
                                Optional.of(Rational.of(3, 5)),
                                List.of(),
                                List.of(),
                                Optional.empty()));
            default ->
                new ScoringRule.JudgedWhen(
                        ScoringRule.Trigger.values()[random.nextInt(2)],
                        condition(),
                        new ScoringRule.Tiers(expression(1), tiers(max), zero()),
                        new ScoringRule.Judged(List.of(), false));
        };
    }

    private List<ScoringRule.Band> tiers(Rational max) {
        List<ScoringRule.Band> bands = new ArrayList<>();
        Optional<Rational> from = Optional.empty();
        boolean fromOpen = true;
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            Optional<Rational> to = last ? Optional.empty() : Optional.of(Rational.of(3 + i * 3, 10));
            boolean toOpen = random.nextBoolean() || last;
            bands.add(new ScoringRule.Band(new Interval(from, fromOpen, to, toOpen), points(max), Optional.empty()));
            from = to;
            fromOpen = !toOpen;
        }
        return bands;
    }

    /** One row for the plan: round numbers that hit ties, zeros, negatives now and then, and numbers that trip guards. */
    long[] row(BatchPlan plan) {
        int style = random.nextInt(8);
        long[] row = new long[plan.columns().size()];
        for (int i = 0; i < row.length; i++) {
            Column column = plan.columns().get(i);
            row[i] = switch (column.kind()) {
                case OPTION, CHOSEN -> random.nextInt(column.options().size());
                case JUDGED -> random.nextInt(400);
                case NUMBER -> number(column, style);
            };
        }
        return row;
    }

    private long number(Column column, int style) {
        long one = 1;
        for (int i = 0; i < column.places(); i++) {
            one *= 10;
        }
        return switch (style) {
            case 0 -> random.nextLong();
            case 1 -> (random.nextLong() >>> random.nextInt(63)) * (random.nextInt(8) == 0 ? -1 : 1);
            case 2 -> NICE[random.nextInt(NICE.length)];
            case 3 -> random.nextInt(4) * one;
            case 4 -> random.nextInt(10_000_000);
            case 5 -> random.nextInt(3) == 0 ? Long.MAX_VALUE - random.nextInt(3) : Long.MIN_VALUE + random.nextInt(3);
            default -> NICE[random.nextInt(NICE.length)] * one / 100;
        };
    }
}
