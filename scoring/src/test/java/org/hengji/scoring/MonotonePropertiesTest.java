package org.hengji.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
import org.hengji.scoring.subject.Fact;

/** More of a good thing never earns less, and more of a bad thing never more, whatever the numbers in the rule. */
class MonotonePropertiesTest {
    private static final Rational WEIGHT = Rational.of(10);
    private static final Text NAME = Text.of("样例", "sample");
    private static final Expression FACT = new Expression.FactRef("a");

    private static Framework framework(ScoringRule rule, Random random) {
        Domain domain = new Domain(
                Optional.of(new Bound(Rational.ZERO, false)),
                Optional.of(new Bound(Rational.of(400), false)),
                Optional.empty());
        FactDefinition fact =
                new FactDefinition("a", NAME, Kind.DECIMAL, Unit.NUMBER, 2, domain, List.of(), false, Optional.empty());
        Indicator leaf = Samples.node("leaf", 1, WEIGHT, Optional.of(rule), List.of(), new WhenNotApplicable.Full());
        RoundingMode mode = List.of(RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP)
                .get(random.nextInt(4));
        return new Framework(
                "sample",
                "1",
                NAME,
                "department",
                WEIGHT,
                new Rounding(random.nextInt(4), mode, Rounding.At.ITEM),
                true,
                List.of(new Framework.GradeBand(Rational.ZERO, NAME)),
                Map.of("a", fact),
                Map.of(),
                Optional.empty(),
                List.of(leaf),
                new Combine.Sum(),
                new WhenNotApplicable.Full(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "sha256:sample");
    }

    private static Rational points(Framework framework, Rational a) {
        return Scoring.score(
                        framework, Samples.caseOf(Map.of("a", List.of(new Fact("a", new Fact.Value.Known(a), "")))))
                .total()
                .orElseThrow();
    }

    /** Random values of the fact, with the edges of the rule among them, from the least up. */
    private static List<Rational> values(Random random) {
        List<Rational> values = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            values.add(
                    random.nextBoolean()
                            ? Rational.of(5L * random.nextInt(80))
                            : Rational.of(random.nextInt(40_000), 100));
        }
        values.sort(null);
        return values;
    }

    private static void rises(ScoringRule rule, Random random, boolean up) {
        Framework framework = framework(rule, random);
        Rational before = null;
        for (Rational a : values(random)) {
            Rational now = points(framework, a);
            assertThat(now).isBetween(Rational.ZERO, WEIGHT);
            if (before != null) {
                assertThat(up ? now.compareTo(before) : before.compareTo(now))
                        .as("%s: %s, then %s at %s", rule, before, now, a)
                        .isNotNegative();
            }
            before = now;
        }
    }

    private static Expression number(Random random, int least) {
        return Expression.number(least + random.nextInt(200));
    }

    private static Rational some(Random random) {
        return Rational.of(1 + random.nextInt(9), 1 + random.nextInt(9));
    }

    @Property(tries = 60)
    void proportional_rises_forward_and_falls_in_reverse(@ForAll long seed) {
        Random random = new Random(seed);
        boolean forward = random.nextBoolean();
        Expression target = number(random, 1);
        rises(
                new ScoringRule.Proportional(
                        forward ? new Expression.Quotient(FACT, target) : new Expression.Quotient(target, FACT),
                        Award.points(some(random)),
                        random.nextBoolean() ? Optional.of(Award.points(some(random))) : Optional.empty(),
                        random.nextBoolean() ? Award.NOTHING : Award.points(Rational.of(1, 3)),
                        Optional.empty(),
                        new WhenZero.Give(Award.FULL)),
                random,
                forward);
    }

    @Property(tries = 60)
    void tiers_rise_when_their_points_do(@ForAll long seed) {
        Random random = new Random(seed);
        List<ScoringRule.Band> bands = new ArrayList<>();
        Optional<Rational> from = Optional.empty();
        boolean fromOpen = true;
        int points = 0;
        for (int i = 0; i < 4; i++) {
            Optional<Rational> to =
                    i == 3 ? Optional.empty() : Optional.of(Rational.of(5L * (1 + i * 20 + random.nextInt(20))));
            boolean toOpen = i == 3 || random.nextBoolean();
            bands.add(new ScoringRule.Band(
                    new Interval(from, fromOpen, to, toOpen), Award.points(Rational.of(points)), Optional.empty()));
            points = Math.min(10, points + random.nextInt(5));
            from = to;
            fromOpen = !toOpen;
        }
        rises(new ScoringRule.Tiers(FACT, bands, new WhenZero.Never()), random, true);
    }

    @Property(tries = 60)
    void piecewise_rises_when_its_anchors_do(@ForAll long seed) {
        Random random = new Random(seed);
        List<ScoringRule.Anchor> anchors = new ArrayList<>();
        Rational[] share = {Rational.ZERO};
        for (int i = 0; i < 3; i++) {
            anchors.add(new ScoringRule.Anchor(
                    Rational.of(5L * (1 + 20 * i + random.nextInt(20))),
                    higher(share, random),
                    higher(share, random),
                    higher(share, random)));
        }
        rises(new ScoringRule.Piecewise(FACT, anchors, new WhenZero.Never()), random, true);
    }

    private static Award higher(Rational[] share, Random random) {
        share[0] = share[0].plus(Rational.of(random.nextInt(12), 100));
        return Award.share(share[0]);
    }

    @Property(tries = 60)
    void shortfall_rises_with_the_actual_and_falls_with_the_target(@ForAll long seed) {
        Random random = new Random(seed);
        boolean forward = random.nextBoolean();
        Expression other = number(random, 1);
        rises(
                new ScoringRule.Shortfall(
                        forward ? FACT : other,
                        forward ? other : new Expression.Sum(List.of(FACT, Expression.number(1))),
                        Rational.of(1 + random.nextInt(30), 100),
                        Award.points(some(random)),
                        Steps.values()[random.nextInt(3)],
                        Award.NOTHING,
                        new WhenZero.Never()),
                random,
                forward);
    }

    @Property(tries = 60)
    void excess_and_deductions_fall(@ForAll long seed) {
        Random random = new Random(seed);
        rises(
                random.nextBoolean()
                        ? new ScoringRule.Excess(
                                FACT,
                                Rational.of(random.nextInt(100)),
                                Rational.of(1 + random.nextInt(40)),
                                Award.points(some(random)),
                                Steps.values()[random.nextInt(3)],
                                Award.NOTHING,
                                new WhenZero.Never())
                        : new ScoringRule.Deduct(FACT, Award.points(some(random)), Award.NOTHING),
                random,
                false);
    }
}
