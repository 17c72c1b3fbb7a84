package org.hengji.scoring.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.evaluation.Possible;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.Award;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.FactDefinition.Domain;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.FactDefinition.RollUp;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.Indicator.Combine;
import org.hengji.scoring.framework.Indicator.WhenNotApplicable;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.ScoringRule.WhenZero;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.number.Rounding;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;

/** Units are filled in at random; every completion of what they left open has to lie in what the open units gave. */
class ConsolidationPropertiesTest {
    private static final Text NAME = Text.of("样例", "sample");
    private static final Unit YUAN = Unit.named("万元").orElseThrow();
    private static final Unit PERCENT = Unit.named("%").orElseThrow();

    private static final Framework FRAMEWORK = framework();

    private static Framework framework() {
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        fact(facts, "budget", Kind.DECIMAL, YUAN, domain(0, -1, null), new RollUp.Sum());
        fact(facts, "spent", Kind.DECIMAL, YUAN, domain(0, -1, "budget"), new RollUp.Sum());
        fact(facts, "rate", Kind.DECIMAL, PERCENT, domain(0, 100, null), new RollUp.RatioOfSums("spent", "budget"));
        fact(facts, "satisfaction", Kind.DECIMAL, PERCENT, domain(0, 100, null), new RollUp.WeightedMean("budget"));
        fact(facts, "late", Kind.COUNT, Unit.NUMBER, domain(0, -1, null), new RollUp.Count());
        fact(facts, "open", Kind.BOOLEAN, Unit.NUMBER, Domain.ANY, new RollUp.AllHold());
        Expression rate = ref("rate");
        List<Indicator> indicators = List.of(
                leaf("execution", proportional(new Expression.Quotient(ref("spent"), ref("budget")))),
                leaf("rate-of-sums", proportional(rate)),
                leaf("satisfied", proportional(ref("satisfaction"))),
                leaf("punctual", new ScoringRule.Deduct(ref("late"), Award.points(Rational.of(2)), Award.NOTHING)),
                leaf(
                        "disclosed",
                        new ScoringRule.Choice(
                                Optional.of("open"),
                                List.of(
                                        new ScoringRule.Outcome("true", NAME, Award.FULL),
                                        new ScoringRule.Outcome("false", NAME, Award.NOTHING)))));
        return new Framework(
                "sample",
                "1",
                NAME,
                "department",
                Rational.of(50),
                new Rounding(2, RoundingMode.HALF_UP, Rounding.At.ITEM),
                true,
                List.of(new Framework.GradeBand(Rational.ZERO, NAME)),
                facts,
                Map.of(),
                Optional.empty(),
                indicators,
                new Combine.Sum(),
                new WhenNotApplicable.Full(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "sha256:sample");
    }

    private static void fact(
            Map<String, FactDefinition> into, String key, Kind kind, Unit unit, Domain domain, RollUp how) {
        into.put(key, new FactDefinition(key, NAME, kind, unit, 2, domain, List.of(), false, Optional.of(how)));
    }

    private static Domain domain(long min, long max, String atMost) {
        return new Domain(
                Optional.of(new Bound(Rational.of(min), false)),
                max < 0 ? Optional.empty() : Optional.of(new Bound(Rational.of(max), false)),
                Optional.ofNullable(atMost));
    }

    private static Expression ref(String fact) {
        return new Expression.FactRef(fact);
    }

    private static ScoringRule proportional(Expression of) {
        return new ScoringRule.Proportional(
                of,
                Award.FULL,
                Optional.of(Award.FULL),
                Award.NOTHING,
                Optional.empty(),
                new WhenZero.Give(Award.NOTHING));
    }

    private static Indicator leaf(String id, ScoringRule rule) {
        return new Indicator(
                id,
                NAME,
                1,
                Rational.of(10),
                false,
                null,
                null,
                Optional.of(rule),
                List.of(),
                new Combine.Sum(),
                new WhenNotApplicable.Full(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Case unit(String id, Map<String, Value> values) {
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        values.forEach((k, v) -> facts.put(k, List.of(new Fact(k, v, ""))));
        return new Case(id, NAME, facts, Map.of(), Map.of(), List.of(), Map.of(), Map.of(), Map.of());
    }

    /** A unit with all facts known. */
    private static Map<String, Value> complete(Random random) {
        long budget = random.nextInt(4) == 0 ? 0 : random.nextInt(50);
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("budget", known(budget));
        values.put("spent", known(budget == 0 ? 0 : random.nextInt((int) budget + 1)));
        values.put("satisfaction", known(random.nextInt(101)));
        values.put("late", known(random.nextInt(3)));
        values.put("open", new Value.Flag(random.nextInt(5) > 0));
        return values;
    }

    private static Value known(long number) {
        return new Value.Known(Rational.of(number));
    }

    private static Rational number(Map<String, Value> unit, String key) {
        return ((Value.Known) unit.get(key)).number();
    }

    private static List<Map<String, Value>> completeUnits(Random random) {
        List<Map<String, Value>> units = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            units.add(complete(random));
        }
        return units;
    }

    private static Consolidation consolidate(List<Map<String, Value>> units) {
        List<Case> cases = new ArrayList<>();
        units.forEach(u -> cases.add(unit("u" + cases.size(), u)));
        return Consolidation.of(FRAMEWORK, unit("whole", Map.of()), cases);
    }

    private static Value value(Consolidation whole, String key) {
        return whole.whole().facts().get(key).get(0).value();
    }

    private static Rational sum(List<Map<String, Value>> units, String key) {
        return units.stream().map(u -> number(u, key)).reduce(Rational.ZERO, Rational::plus);
    }

    @Property(tries = 100)
    void known_units_give_known_facts(@ForAll long seed) {
        List<Map<String, Value>> units = completeUnits(new Random(seed));
        Consolidation whole = consolidate(units);
        assertThat(whole.coverage()).allMatch(Coverage::isComplete);
        Rational budget = sum(units, "budget");
        assertThat(value(whole, "budget")).isEqualTo(new Value.Known(budget));
        assertThat(value(whole, "spent")).isEqualTo(new Value.Known(sum(units, "spent")));
        long late = units.stream().filter(u -> number(u, "late").signum() > 0).count();
        assertThat(value(whole, "late")).isEqualTo(known(late));
        assertThat(value(whole, "open"))
                .isEqualTo(new Value.Flag(units.stream().allMatch(u -> ((Value.Flag) u.get("open")).holds())));
        if (budget.signum() == 0) {
            assertThat(value(whole, "rate")).isEqualTo(new Value.Unknown());
            assertThat(value(whole, "satisfaction")).isEqualTo(new Value.Unknown());
            return;
        }
        assertThat(value(whole, "rate"))
                .isEqualTo(new Value.Known(sum(units, "spent").over(budget).times(Rational.HUNDRED)));
        Rational weighted = units.stream()
                .map(u -> number(u, "satisfaction").times(number(u, "budget")))
                .reduce(Rational.ZERO, Rational::plus);
        assertThat(value(whole, "satisfaction")).isEqualTo(new Value.Known(weighted.over(budget)));
        ScoreSheet sheet = Scoring.score(FRAMEWORK, whole.whole());
        assertThat(sheet.node("rate-of-sums").orElseThrow().points())
                .isEqualTo(sheet.node("execution").orElseThrow().points());
    }

    /** A copy with some facts unknown, not proven, or only known to lie in an interval. */
    private static List<Map<String, Value>> opened(List<Map<String, Value>> units, Random random) {
        List<Map<String, Value>> open = new ArrayList<>();
        for (Map<String, Value> unit : units) {
            Map<String, Value> some = new LinkedHashMap<>(unit);
            boolean silent = random.nextInt(3) == 0;
            for (String key : unit.keySet()) {
                int fate = silent ? 0 : random.nextInt(8);
                if (fate == 0) {
                    some.remove(key);
                } else if (fate == 1) {
                    some.put(key, new Value.NotEvidenced(Optional.empty()));
                } else if (fate == 2 && unit.get(key) instanceof Value.Known known) {
                    Rational low =
                            known.number().minus(Rational.of(random.nextInt(3))).max(Rational.ZERO);
                    Rational high = known.number().plus(Rational.of(random.nextInt(3)));
                    some.put(
                            key,
                            new Value.Bounded(
                                    Optional.of(new Bound(low, low.compareTo(known.number()) < 0)),
                                    random.nextBoolean()
                                            ? Optional.of(new Bound(high, high.compareTo(known.number()) > 0))
                                            : Optional.empty()));
                }
            }
            open.add(some);
        }
        return open;
    }

    /** Others that the same open units could turn out to be. */
    private static Map<String, Value> another(Map<String, Value> open, Map<String, Value> one, Random random) {
        Map<String, Value> drawn = complete(random);
        Map<String, Value> next = new LinkedHashMap<>(one);
        for (String key : one.keySet()) {
            Value given = open.getOrDefault(key, new Value.Unknown());
            boolean possible = !(drawn.get(key) instanceof Value.Known)
                    || Possible.values(FRAMEWORK.facts().get(key), given).contains(number(drawn, key));
            if (!(given instanceof Value.Known) && !(given instanceof Value.Flag) && possible) {
                next.put(key, drawn.get(key));
            }
        }
        return number(next, "spent").compareTo(number(next, "budget")) <= 0 ? next : one;
    }

    @Property(tries = 40)
    void the_range_of_open_units_holds_every_completion(@ForAll long seed) {
        Random random = new Random(seed);
        List<Map<String, Value>> first = completeUnits(random);
        List<Map<String, Value>> open = opened(first, random);
        Consolidation whole = consolidate(open);
        ScoreSheet sheet = Scoring.score(FRAMEWORK, whole.whole());
        for (int i = 0; i < 6; i++) {
            List<Map<String, Value>> completion = new ArrayList<>();
            for (int u = 0; u < first.size(); u++) {
                completion.add(i == 0 ? first.get(u) : another(open.get(u), first.get(u), random));
            }
            ScoreSheet one = Scoring.score(FRAMEWORK, consolidate(completion).whole());
            for (ScoreSheet.Node node : one.nodes()) {
                ScoreSheet.Range range = sheet.node(node.id()).orElseThrow().range();
                assertThat(range.contains(node.range().low())
                                && range.contains(node.range().high()))
                        .as("%s of seed %s: %s in %s", node.id(), seed, node.range(), range)
                        .isTrue();
            }
        }
    }

    @Property(tries = 100)
    void the_order_of_the_units_changes_nothing(@ForAll long seed) {
        Random random = new Random(seed);
        List<Map<String, Value>> units = opened(completeUnits(random), random);
        List<Map<String, Value>> turned = new ArrayList<>(units);
        java.util.Collections.reverse(turned);
        assertThat(consolidate(turned).whole()).isEqualTo(consolidate(units).whole());
    }

    @Property(tries = 50)
    void what_the_whole_states_itself_stands(@ForAll long seed) {
        List<Map<String, Value>> units = completeUnits(new Random(seed));
        List<Case> cases = units.stream().map(u -> unit("u", u)).toList();
        Consolidation whole = Consolidation.of(FRAMEWORK, unit("whole", Map.of("budget", known(7))), cases);
        assertThat(value(whole, "budget")).isEqualTo(known(7));
        assertThat(whole.coverage()).extracting(Coverage::fact).doesNotContain("budget");
    }
}
