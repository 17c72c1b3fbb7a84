package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;

/**
 * A report's facts scored anew by the framework that it follows. Judged points stay the body's own.
 *
 * @param tree the score table that is compared
 * @param facts where each fact is printed
 * @param bare indicators and items scored with the printed facts alone: judged items are open
 * @param recomputed range of the total with the body's own judged points, as far as the table tells them
 */
public record Rescoring(
        Framework framework,
        ScoreTree tree,
        PrintedFacts facts,
        Case known,
        Map<String, ScoreSheet.Node> bare,
        ScoreSheet.Range recomputed) {
    private static final int MOST_READINGS = 48;
    private static final ConcurrentMap<String, Map<String, ScoreSheet.Node>> BLANK = new ConcurrentHashMap<>();

    public static Optional<Rescoring> of(Report report) {
        return report.derived(Found.class, Rescoring::find).rescoring();
    }

    private record Found(Optional<Rescoring> rescoring) {}

    private static Found find(Report report) {
        Optional<FrameworkMatch> match = FrameworkMatch.of(report);
        Optional<ScoreTree> tree = ScoreTables.of(report).stream()
                .filter(t -> t.framework().isPresent())
                .max(java.util.Comparator.comparingLong(t ->
                        t.leaves().stream().filter(n -> n.points().isPresent()).count()));
        if (match.isEmpty() || tree.isEmpty()) {
            return new Found(Optional.empty());
        }
        Framework framework = match.get().framework();
        PrintedFacts facts = PrintedFacts.of(report, framework, match.get().pack());
        Case known = new Case(
                report.file(),
                Text.of(report.file(), report.file()),
                facts.facts(framework),
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of());
        Map<String, ScoreSheet.Node> bare = new LinkedHashMap<>(blank(framework));
        List<String> told = FrameworkMatch.lowest(framework).stream()
                .filter(i -> isTold(i, bare, known))
                .flatMap(i -> Stream.concat(Stream.of(i), leaves(i).stream()))
                .map(Indicator::id)
                .distinct()
                .toList();
        bare.putAll(Scoring.nodes(framework, known, told));
        return new Found(Optional.of(
                new Rescoring(framework, tree.get(), facts, known, bare, total(framework, tree.get(), bare))));
    }

    /** Indicators and items as they stand when a report prints no fact at all; the same for every report. */
    private static Map<String, ScoreSheet.Node> blank(Framework framework) {
        return BLANK.computeIfAbsent(framework.digest(), digest -> {
            Case nothing = new Case(
                    "", Text.of("", ""), Map.of(), Map.of(), Map.of(), List.of(), Map.of(), Map.of(), Map.of());
            return Scoring.nodes(
                    framework,
                    nothing,
                    FrameworkMatch.lowest(framework).stream()
                            .flatMap(i -> Stream.concat(Stream.of(i), leaves(i).stream()))
                            .map(Indicator::id)
                            .distinct()
                            .toList());
        });
    }

    private static boolean isTold(Indicator indicator, Map<String, ScoreSheet.Node> blank, Case known) {
        return leaves(indicator).stream()
                .flatMap(l -> blank.get(l.id()).explanation().inputs().stream())
                .anyMatch(i -> known.facts().containsKey(i.fact()));
    }

    /** Computed items from the printed facts, judged ones as the table leaves them room. */
    private static ScoreSheet.Range total(Framework framework, ScoreTree tree, Map<String, ScoreSheet.Node> bare) {
        Rational low = Rational.ZERO;
        Rational high = Rational.ZERO;
        boolean exact = true;
        for (Indicator indicator : FrameworkMatch.lowest(framework)) {
            ScoreSheet.Range whole = bare.get(indicator.id()).range();
            Rational most = leaves(indicator).stream()
                    .filter(Rescoring::isJudged)
                    .map(Indicator::max)
                    .reduce(Rational.ZERO, Rational::plus);
            Optional<Rational> printed =
                    tree.named(indicator.name().zh()).flatMap(ScoreNode::points).map(Printed::value);
            Optional<Rational> computed = computed(indicator, bare);
            // What the printed points leave for a person once the computed ones are taken off
            Rational judged = printed.map(p ->
                            p.minus(computed.orElse(Rational.ZERO)).min(most).max(Rational.ZERO))
                    .orElse(most);
            Rational ruledLow = Rational.ZERO;
            Rational ruledHigh = Rational.ZERO;
            for (Indicator leaf : leaves(indicator)) {
                if (!isJudged(leaf)) {
                    ruledLow = ruledLow.plus(bare.get(leaf.id()).range().low());
                    ruledHigh = ruledHigh.plus(bare.get(leaf.id()).range().high());
                }
            }
            exact &= whole.exact();
            low = low.plus(ruledLow.plus(judged).max(whole.low()).min(whole.high()));
            high = high.plus(ruledHigh.plus(judged).min(whole.high()));
        }
        return new ScoreSheet.Range(low, high, false, false, exact);
    }

    private static Optional<Rational> computed(Indicator indicator, Map<String, ScoreSheet.Node> sheet) {
        Rational sum = Rational.ZERO;
        for (Indicator leaf : leaves(indicator)) {
            if (!isJudged(leaf)) {
                Optional<Rational> points = sheet.get(leaf.id()).points();
                if (points.isEmpty()) {
                    return Optional.empty();
                }
                sum = sum.plus(points.get());
            }
        }
        return Optional.of(sum);
    }

    public static List<Indicator> leaves(Indicator indicator) {
        if (indicator.isLeaf()) {
            return List.of(indicator);
        }
        return indicator.children().stream().flatMap(c -> leaves(c).stream()).toList();
    }

    /** Points by a person alone, whatever the facts. */
    public static boolean isJudged(Indicator leaf) {
        return leaf.rule().map(Rescoring::isJudged).orElse(false);
    }

    private static boolean isJudged(ScoringRule rule) {
        if (rule instanceof ScoringRule.Judged || rule instanceof ScoringRule.Free) {
            return true;
        } else if (rule instanceof ScoringRule.Vetoed vetoed) {
            return isJudged(vetoed.rule());
        } else if (rule instanceof ScoringRule.ByReading by) {
            return by.options().values().stream().allMatch(Rescoring::isJudged);
        }
        return rule instanceof ScoringRule.Choice choice && choice.fact().isEmpty();
    }

    /** Facts that a leaf's rule takes in. */
    public List<ScoreSheet.Input> inputs(String node) {
        return bare.containsKey(node) ? bare.get(node).explanation().inputs() : List.of();
    }

    /** Where the facts of a node are printed. */
    public List<Figure> figures(String node) {
        return inputs(node).stream()
                .flatMap(i -> Stream.concat(
                        facts.figures().getOrDefault(i.fact(), List.of()).stream(),
                        Optional.ofNullable(facts.inferred().get(i.fact())).stream()
                                .flatMap(read -> read.from().stream())))
                .distinct()
                .toList();
    }

    /** What the facts of an indicator's items are read as where they are not printed. */
    public List<Inferred> inferred(Indicator indicator) {
        return leaves(indicator).stream()
                .flatMap(leaf -> inputs(leaf.id()).stream())
                .flatMap(i -> Optional.ofNullable(facts.inferred().get(i.fact())).stream())
                .distinct()
                .toList();
    }

    /** The readings of the official wording that give a node just these points, each as key to option. */
    public Optional<Map<String, String>> reproducing(String node, Rational points) {
        List<String> all = bare.get(node).explanation().readings();
        return combinations(
                        all.stream().filter(framework.readings()::containsKey).toList())
                .stream()
                .filter(chosen -> !chosen.isEmpty())
                .filter(chosen -> {
                    Case other = known;
                    for (var entry : chosen.entrySet()) {
                        other = other.withReading(entry.getKey(), entry.getValue());
                    }
                    return Scoring.nodes(framework, other, List.of(node))
                            .get(node)
                            .points()
                            .filter(points::equals)
                            .isPresent();
                })
                .findFirst();
    }

    /** Every choice of options that differs from the defaults, fewest differences first. */
    private List<Map<String, String>> combinations(List<String> keys) {
        List<Map<String, String>> all = new ArrayList<>(List.of(Map.of()));
        for (String key : keys) {
            var definition = framework.readings().get(key);
            List<Map<String, String>> more = new ArrayList<>();
            for (Map<String, String> chosen : all) {
                for (String option : definition.options().keySet()) {
                    if (!option.equals(definition.byDefault())) {
                        Map<String, String> with = new LinkedHashMap<>(chosen);
                        with.put(key, option);
                        more.add(with);
                    }
                }
            }
            all.addAll(more);
        }
        all.sort(java.util.Comparator.comparingInt(Map::size));
        return all.size() > MOST_READINGS ? all.subList(0, MOST_READINGS) : all;
    }

    /** Weight of the rule items all of whose facts the report prints. */
    public Rational pointsWithEvidence() {
        Rational sum = Rational.ZERO;
        for (Indicator indicator : FrameworkMatch.lowest(framework)) {
            for (Indicator leaf : leaves(indicator)) {
                List<ScoreSheet.Input> inputs = inputs(leaf.id());
                boolean printed = !inputs.isEmpty() && inputs.stream().allMatch(i -> facts.isPrinted(i.fact()));
                if (!isJudged(leaf) && (printed || facts.rates().containsKey(leaf.id()))) {
                    sum = sum.plus(leaf.max());
                }
            }
        }
        return sum;
    }
}
