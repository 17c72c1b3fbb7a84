package org.hengji.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;

/** Checked against the plainest oracle there is: every completion of the unknowns, scored one by one. */
class RangePropertiesTest {

    @Property(tries = 150)
    void theRangeIsExactlyWhatTheCompletionsGive(@ForAll long seed) {
        Samples samples = new Samples(seed);
        Case open = samples.openCase();
        List<Case> completions = samples.completions(open);
        net.jqwik.api.Assume.that(!completions.isEmpty() && completions.size() <= 150);
        ScoreSheet sheet = Scoring.score(samples.framework, open);
        Map<String, TreeSet<Rational>> points = new LinkedHashMap<>();
        for (Case complete : completions) {
            ScoreSheet one = Scoring.score(samples.framework, complete);
            points.computeIfAbsent("", k -> new TreeSet<>()).add(one.total().orElseThrow());
            one.nodes()
                    .forEach(n -> points.computeIfAbsent(n.id(), k -> new TreeSet<>())
                            .add(n.points().orElseThrow()));
        }
        assertThat(List.of(sheet.range().low(), sheet.range().high()))
                .as("total of seed %s", seed)
                .isEqualTo(List.of(points.get("").first(), points.get("").last()));
        assertThat(sheet.range().exact()).as("seed %s", seed).isTrue();
        for (ScoreSheet.Node node : sheet.nodes()) {
            assertThat(node.range().exact())
                    .as("%s of seed %s", node.id(), seed)
                    .isTrue();
            TreeSet<Rational> possible = points.get(node.id());
            assertThat(List.of(node.range().low(), node.range().high()))
                    .as("%s of seed %s", node.id(), seed)
                    .isEqualTo(List.of(possible.first(), possible.last()));
            if (!node.alternatives().isEmpty()) {
                assertThat(node.alternatives())
                        .as("alternatives of %s, seed %s", node.id(), seed)
                        .containsExactlyElementsOf(possible);
            }
        }
    }

    /** Here one of the facts moves the total only while another is 1 or 2, neither an end nor a middle. */
    @Example
    void theShortestListHoldsWhatMovesTheTotalInACorner() {
        theShortestListHoldsWhatCanMoveTheTotalAndNothingElse(-265791);
    }

    /** Here the denominator is zero, which gives full points, unless a condition that is still open makes them void. */
    @Example
    void aZeroDenominatorLeavesAnOpenConditionOpen() {
        theRangeIsExactlyWhatTheCompletionsGive(-5453247768901975244L);
        theShortestListHoldsWhatCanMoveTheTotalAndNothingElse(-5453247768901975244L);
    }

    @Property(tries = 80)
    void theShortestListHoldsWhatCanMoveTheTotalAndNothingElse(@ForAll long seed) {
        Samples samples = new Samples(seed);
        Case open = samples.openCase();
        List<Case> completions = samples.completions(open);
        net.jqwik.api.Assume.that(!completions.isEmpty() && completions.size() <= 150);
        net.jqwik.api.Assume.that(open.facts().values().stream().noneMatch(f -> f.size() > 1));
        Map<Map<String, List<Fact>>, Rational> totals = new LinkedHashMap<>();
        completions.forEach(c -> totals.put(
                c.facts(), Scoring.score(samples.framework, c).total().orElseThrow()));
        List<String> moving = new ArrayList<>();
        for (String key : samples.framework.facts().keySet()) {
            Map<Map<String, List<Fact>>, TreeSet<Rational>> others = new LinkedHashMap<>();
            totals.forEach((facts, total) -> {
                Map<String, List<Fact>> rest = new LinkedHashMap<>(facts);
                rest.remove(key);
                others.computeIfAbsent(rest, k -> new TreeSet<>()).add(total);
            });
            if (others.values().stream().anyMatch(t -> t.size() > 1)) {
                moving.add(key);
            }
        }
        List<String> listed = Scoring.score(samples.framework, open).unknown().stream()
                .map(ScoreSheet.Unknown::key)
                .sorted()
                .toList();
        assertThat(listed).as("seed %s", seed).isEqualTo(moving);
    }

    @Property(tries = 50)
    void advicePaysWhatItPromisesAndOneUnitLessDoesNot(@ForAll long seed) {
        Samples samples = new Samples(seed);
        for (Case complete :
                samples.completions(samples.openCase()).stream().limit(3).toList()) {
            ScoreSheet sheet = Scoring.score(samples.framework, complete);
            for (ScoreSheet.Node node : sheet.nodes()) {
                for (ScoreSheet.Counterfactual advice : node.explanation().counterfactual()) {
                    advice.value().ifPresent(value -> {
                        long at = Long.parseLong(value);
                        Rational promised = node.points().orElseThrow().plus(advice.earns());
                        assertThat(pointsWith(samples, complete, node.id(), advice.fact(), at))
                                .isEqualTo(promised);
                        long lesser = advice.bound().equals("atLeast") ? at - 1 : at + 1;
                        long now = ((Fact.Value.Known) complete.facts()
                                        .get(advice.fact())
                                        .get(0)
                                        .value())
                                .number()
                                .floor()
                                .longValue();
                        if (lesser != now) {
                            assertThat(pointsWith(samples, complete, node.id(), advice.fact(), lesser))
                                    .as("seed %s %s", seed, advice)
                                    .isLessThan(promised);
                        }
                    });
                }
            }
        }
    }

    private static Rational pointsWith(Samples samples, Case subject, String node, String fact, long value) {
        Map<String, List<Fact>> facts = new LinkedHashMap<>(subject.facts());
        facts.put(fact, List.of(Samples.known(fact, value, "")));
        return Scoring.score(samples.framework, subject.withFacts(facts))
                .node(node)
                .orElseThrow()
                .points()
                .orElseThrow();
    }

    @Property(tries = 60)
    void partsAddUpAndNothingExceedsItsWeight(@ForAll long seed) {
        Samples samples = new Samples(seed);
        for (Case complete :
                samples.completions(samples.openCase()).stream().limit(5).toList()) {
            ScoreSheet sheet = Scoring.score(samples.framework, complete);
            sheet.nodes().forEach(n -> assertThat(n.points().orElseThrow()).isBetween(Rational.ZERO, n.max()));
            assertThat(sheet.total().orElseThrow()).isLessThanOrEqualTo(samples.framework.total());
            boolean rescaled = sheet.nodes().stream().anyMatch(n -> n.status() == ScoreSheet.Status.NOT_APPLICABLE);
            if (!rescaled && samples.framework.rounding().at() == org.hengji.scoring.number.Rounding.At.ITEM) {
                for (int c = 0; c < 2; c++) {
                    String parent = "c" + c;
                    Rational sum = sheet.nodes().stream()
                            .filter(n -> n.id().startsWith(parent + "."))
                            .map(n -> n.points().orElseThrow())
                            .reduce(Rational.ZERO, Rational::plus);
                    assertThat(sheet.node(parent).orElseThrow().points().orElseThrow())
                            .isEqualTo(sum);
                }
            }
        }
    }

    @Property(tries = 60)
    void noRangeReachesAboveTheWeightOrBelowZero(@ForAll long seed) {
        Samples samples = new Samples(seed);
        ScoreSheet sheet = Scoring.score(samples.framework, samples.openCase());
        for (ScoreSheet.Node node : sheet.nodes()) {
            assertThat(node.range().low()).as("%s of seed %s", node.id(), seed).isGreaterThanOrEqualTo(Rational.ZERO);
            assertThat(node.range().high()).as("%s of seed %s", node.id(), seed).isLessThanOrEqualTo(node.max());
        }
        assertThat(sheet.range().high()).isLessThanOrEqualTo(samples.framework.total());
    }

    @Property(tries = 60)
    void theOrderOfFactsChangesNothing(@ForAll long seed) {
        Samples samples = new Samples(seed);
        Case open = samples.openCase();
        Map<String, List<Fact>> reversed = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>(open.facts().keySet());
        java.util.Collections.reverse(keys);
        keys.forEach(k -> reversed.put(k, open.facts().get(k)));
        assertThat(Scoring.score(samples.framework, open.withFacts(reversed)))
                .isEqualTo(Scoring.score(samples.framework, open));
    }
}
