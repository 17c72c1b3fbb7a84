package org.hengji.benchmarks.scoring;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/**
 * The work: a whole-department framework of 100 points and 27 scores, in the mix of rules of the Shenzhen framework of
 * 2021. 5 checklists of 4 points to tick, 3 deductions for each finding, 5 capped ratios (1 with a floor), 1 ratio that
 * is void when over, 8 tier tables, 3 deductions for each started 10 % short, 1 for each full percentage point over,
 * the four quarters, 2 vetoed judgements, 1 award, 2 checks that all is done. Five of the 27 are made of two rules each;
 * 70 facts and 3 judgements.
 */
final class Work {
    /** Weights and cuts of the tier tables: weight, then (cut in percent, points in hundredths) from the best down. */
    static final long[][] TIERS = {
        {100, 90, 100, 75, 70, 60, 40},
        {100, 100, 100, 95, 50},
        {100, 95, 100, 90, 50},
        {300, 90, 300, 80, 200},
        {300, 100, 300, 90, 150, 80, 50},
        {600, 95, 600, 90, 400, 80, 200},
        {200, 98, 200, 85, 120, 70, 60},
        {200, 100, 200, 60, 100},
    };

    static final long[] DEDUCT_MAX = {500, 300, 400};
    static final long[] DEDUCT_PER = {100, 50, 200};
    static final long[] RATIO_MAX = {300, 600, 200, 400, 300};
    /** Floor of the fifth capped ratio. */
    static final long RATIO_FLOOR = 60;

    final Framework framework;
    /** Ids of the 27 scores in the order of {@link HandWritten}. */
    final List<String> scores = new ArrayList<>();

    private final Map<String, FactDefinition> facts = new LinkedHashMap<>();

    Work() {
        List<Indicator> decision = new ArrayList<>();
        List<Indicator> management = new ArrayList<>();
        List<Indicator> performance = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            List<Indicator> items = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String fact = fact("k" + k + ".tick" + i, Kind.BOOLEAN);
                items.add(leaf("k" + k + ".i" + i, 3, 100, ticked(fact)));
            }
            decision.add(node("k" + k, 2, 400, Optional.empty(), items));
        }
        for (int x = 0; x < 3; x++) {
            Expression found = count("x" + x + ".found");
            decision.add(
                    leaf("x" + x, 2, DEDUCT_MAX[x], new ScoringRule.Deduct(found, points(DEDUCT_PER[x]), points(0))));
        }
        for (int r = 0; r < 5; r++) {
            management.add(leaf(
                    "r" + r,
                    2,
                    RATIO_MAX[r],
                    new ScoringRule.Proportional(
                            share("r" + r),
                            Award.FULL,
                            Optional.of(Award.FULL),
                            points(r == 4 ? RATIO_FLOOR : 0),
                            Optional.empty(),
                            full())));
        }
        Expression actual = money("v.actual");
        Expression planned = money("v.planned");
        Indicator purchases = leaf(
                "v",
                3,
                200,
                new ScoringRule.Proportional(
                        new Expression.Quotient(actual, planned),
                        Award.FULL,
                        Optional.of(Award.FULL),
                        Award.NOTHING,
                        Optional.of(new Condition.Compare(actual, Condition.Comparison.MORE, planned)),
                        full()));
        management.add(node("p", 2, 400, Optional.empty(), List.of(purchases, vetoed("z1"))));
        List<Indicator> tables = new ArrayList<>();
        for (int t = 0; t < TIERS.length; t++) {
            tables.add(leaf(
                    "t" + t,
                    t < 4 ? 2 : 3,
                    TIERS[t][0],
                    new ScoringRule.Tiers(share("t" + t), bands(TIERS[t]), full())));
        }
        management.addAll(tables.subList(0, 4));
        for (int t = 4; t < 8; t += 2) {
            long max = TIERS[t][0] + TIERS[t + 1][0];
            management.add(node("t" + t + (t + 1), 2, max, Optional.empty(), tables.subList(t, t + 2)));
        }
        for (int s = 0; s < 3; s++) {
            performance.add(leaf(
                    "s" + s,
                    2,
                    300,
                    new ScoringRule.Shortfall(
                            money("s" + s + ".actual"),
                            money("s" + s + ".target"),
                            Rational.of(1, 10),
                            points(100),
                            Steps.STARTED,
                            Award.NOTHING,
                            full())));
        }
        Indicator adjustments = leaf(
                "e",
                3,
                100,
                new ScoringRule.Excess(
                        share("e"),
                        Rational.of(1, 10),
                        Rational.of(1, 100),
                        points(10),
                        Steps.FULL,
                        Award.NOTHING,
                        full()));
        performance.add(node("c", 2, 300, Optional.empty(), List.of(adjustments, vetoed("z0"))));
        performance.add(leaf("q", 2, 600, quarters()));
        performance.add(leaf("a", 2, 300, new ScoringRule.Judged(List.of(), false)));
        List<Indicator> checks = new ArrayList<>();
        for (int d = 0; d < 2; d++) {
            Expression done = new Expression.Quotient(count("d" + d + ".done"), count("d" + d + ".planned"));
            checks.add(leaf("d" + d, 3, 300, new ScoringRule.Tiers(done, bands(300, 100, 300), full())));
        }
        performance.add(node("d", 2, 600, Optional.empty(), checks));
        List.of(decision, management, performance).forEach(c -> c.forEach(i -> scores.add(i.id())));
        this.framework = new Framework(
                "benchmark-department",
                "1",
                Text.of("基准测试指标体系", "Benchmark framework"),
                "department",
                Rational.HUNDRED,
                new Rounding(2, RoundingMode.HALF_UP, Rounding.At.ITEM),
                true,
                List.of(
                        new Framework.GradeBand(Rational.of(90), Text.of("优", "A")),
                        new Framework.GradeBand(Rational.ZERO, Text.of("其他", "B"))),
                facts,
                Map.of(),
                Optional.empty(),
                List.of(of("decision", decision), of("management", management), of("performance", performance)),
                new Combine.Sum(),
                new WhenNotApplicable.Full(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "sha256:benchmark");
    }

    /** Cumulative spending at the end of each quarter over its share of the year's budget, each at most 1, mean of four. */
    private ScoringRule quarters() {
        Expression budget = money("q.budget");
        List<Expression> rates = new ArrayList<>();
        for (int q = 1; q <= 4; q++) {
            rates.add(new Expression.Least(List.of(
                    Expression.number(1),
                    new Expression.Quotient(
                            new Expression.Quotient(money("q.spent" + q), budget),
                            new Expression.Number(Rational.of(q, 4))))));
        }
        return new ScoringRule.Proportional(
                new Expression.Quotient(new Expression.Sum(rates), Expression.number(4)),
                Award.FULL,
                Optional.of(Award.FULL),
                Award.NOTHING,
                Optional.empty(),
                full());
    }

    /** Points that a person gives, nothing where a violation was found. */
    private Indicator vetoed(String id) {
        return leaf(
                id,
                3,
                200,
                new ScoringRule.Vetoed(
                        new ScoringRule.Veto(
                                new Condition.Holds(fact(id + ".found", Kind.BOOLEAN)),
                                new ScoringRule.Effect.Zero(),
                                Text.of("查出违规", "violation found")),
                        new ScoringRule.Judged(List.of(), false)));
    }

    private static ScoringRule ticked(String fact) {
        return new ScoringRule.Choice(
                Optional.of(fact),
                List.of(
                        new ScoringRule.Outcome("false", Text.of("否", "no"), Award.NOTHING),
                        new ScoringRule.Outcome("true", Text.of("是", "yes"), Award.FULL)));
    }

    private static List<ScoringRule.Band> bands(long... tiers) {
        List<ScoringRule.Band> bands = new ArrayList<>();
        Optional<Rational> above = Optional.empty();
        for (int i = 1; i < tiers.length; i += 2) {
            Rational cut = Rational.of(tiers[i], 100);
            bands.add(0, band(Optional.of(cut), above, tiers[i + 1]));
            above = Optional.of(cut);
        }
        bands.add(0, band(Optional.empty(), above, 0));
        return bands;
    }

    private static ScoringRule.Band band(Optional<Rational> from, Optional<Rational> to, long points) {
        return new ScoringRule.Band(new Interval(from, from.isEmpty(), to, true), points(points), Optional.empty());
    }

    private static Award points(long hundredths) {
        return Award.points(Rational.of(hundredths, 100));
    }

    private static WhenZero full() {
        return new WhenZero.Give(Award.FULL);
    }

    private Expression share(String of) {
        return new Expression.Quotient(money(of + ".part"), money(of + ".whole"));
    }

    private Expression money(String key) {
        return new Expression.FactRef(fact(key, Kind.DECIMAL));
    }

    private Expression count(String key) {
        return new Expression.FactRef(fact(key, Kind.COUNT));
    }

    private String fact(String key, Kind kind) {
        boolean money = kind == Kind.DECIMAL;
        Domain domain = kind == Kind.BOOLEAN
                ? Domain.ANY
                : new Domain(Optional.of(new Bound(Rational.ZERO, false)), Optional.empty(), Optional.empty());
        facts.put(
                key,
                new FactDefinition(
                        key,
                        Text.of(key, key),
                        kind,
                        money ? Unit.named("万元").orElseThrow() : Unit.NUMBER,
                        money ? 2 : 0,
                        domain,
                        List.of(),
                        true,
                        Optional.empty()));
        return key;
    }

    private static Indicator of(String id, List<Indicator> children) {
        Rational max = children.stream().map(Indicator::max).reduce(Rational.ZERO, Rational::plus);
        return node(id, 1, max.times(Rational.HUNDRED).numerator().longValueExact(), Optional.empty(), children);
    }

    private static Indicator leaf(String id, int level, long max, ScoringRule rule) {
        return node(id, level, max, Optional.of(rule), List.of());
    }

    private static Indicator node(
            String id, int level, long max, Optional<ScoringRule> rule, List<Indicator> children) {
        return new Indicator(
                id,
                Text.of(id, id),
                level,
                Rational.of(max, 100),
                level == 3,
                null,
                null,
                rule,
                children,
                new Combine.Sum(),
                new WhenNotApplicable.Full(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
