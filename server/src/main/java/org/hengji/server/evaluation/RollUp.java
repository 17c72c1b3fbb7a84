package org.hengji.server.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.ScoreSheet.Node;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.RollUp.AllHold;
import org.hengji.scoring.framework.FactDefinition.RollUp.Count;
import org.hengji.scoring.framework.FactDefinition.RollUp.RatioOfSums;
import org.hengji.scoring.framework.FactDefinition.RollUp.Sum;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.rollup.Consolidation;
import org.hengji.scoring.rollup.Coverage;
import org.hengji.scoring.subject.Case;

/**
 * Bodies of one framework combined into a whole (汇总), and the sheet of that whole. Each body counts once: as recomputed
 * where there are several evaluations of it.
 *
 * @param choices frameworks that any body on record is evaluated by
 * @param units all bodies of the framework
 * @param made empty while no body is chosen
 */
public record RollUp(List<Choice> choices, Framework framework, List<Unit> units, Optional<Made> made) {

    public record Choice(Framework framework, long bodies) {}

    public record Unit(EvaluationRecord evaluation, boolean chosen) {}

    /**
     * @param coverage by fact, only of those that are combined
     * @param facts what each unit and the whole say, in order of the framework
     */
    public record Made(ScoreSheet sheet, Map<String, Coverage> coverage, List<Line> facts) {

        /** The combined fact behind the node for which the fewest units have spoken; empty where none is combined. */
        public Optional<Coverage> leastCovered(Node node) {
            return SheetRows.under(sheet, node).stream()
                    .flatMap(n -> n.explanation().inputs().stream())
                    .map(input -> coverage.get(input.fact()))
                    .filter(c -> c != null)
                    .min(Comparator.comparing(Coverage::reported));
        }

        public long incomplete() {
            return coverage.values().stream().filter(c -> !c.isComplete()).count();
        }

        /** Items that people judge, for which the whole has no judgement of its own. */
        public long unjudged() {
            return sheet.unknown().stream()
                    .filter(u -> u.kind() == ScoreSheet.Unknown.Kind.JUDGEMENT)
                    .count();
        }
    }

    /** @param units by chosen unit, in their order */
    public record Line(FactDefinition fact, List<Stated> units, Stated whole) {

        /** Message key of the way in which the units make the whole. */
        public String how() {
            return "roll-up.how." + fact.rollUp().map(Line::key).orElse("own");
        }

        private static String key(FactDefinition.RollUp how) {
            if (how instanceof Sum) {
                return "sum";
            } else if (how instanceof Count) {
                return "count";
            } else if (how instanceof AllHold) {
                return "all";
            }
            return how instanceof RatioOfSums ? "ratio" : "mean";
        }
    }

    /**
     * @param reference {@code id@version}, or empty for the framework of most bodies
     * @param bodies the chosen ones; empty to choose all
     * @return empty when no evaluation goes by that framework
     */
    static Optional<RollUp> of(Evaluations evaluations, String reference, Optional<Set<String>> bodies) {
        Map<String, List<EvaluationRecord>> byFramework = new LinkedHashMap<>();
        for (EvaluationRecord evaluation : once(evaluations.list())) {
            byFramework
                    .computeIfAbsent(reference(evaluations.framework(evaluation.id())), r -> new ArrayList<>())
                    .add(evaluation);
        }
        List<Choice> choices = byFramework.entrySet().stream()
                .map(e -> new Choice(
                        Packs.find(e.getKey()).orElseThrow(), e.getValue().size()))
                .sorted(Comparator.comparing(Choice::bodies).reversed())
                .toList();
        String wanted = reference.isEmpty() && !choices.isEmpty()
                ? reference(choices.get(0).framework())
                : reference;
        if (!byFramework.containsKey(wanted)) {
            return Optional.empty();
        }
        Framework framework = Packs.find(wanted).orElseThrow();
        List<Unit> units = byFramework.get(wanted).stream()
                .map(e -> new Unit(
                        e, bodies.map(chosen -> chosen.contains(e.body())).orElse(true)))
                .toList();
        List<Case> cases = units.stream()
                .filter(Unit::chosen)
                .map(u -> evaluations.caseOf(u.evaluation().id()))
                .toList();
        return Optional.of(new RollUp(
                choices, framework, units, cases.isEmpty() ? Optional.empty() : Optional.of(make(framework, cases))));
    }

    public List<Unit> chosen() {
        return units.stream().filter(Unit::chosen).toList();
    }

    /** In addresses: the framework and the chosen bodies, to which a page adds what it shows of them. */
    public String query() {
        return "framework=" + reference(framework) + "&chosen=1"
                + chosen().stream().map(u -> "&body=" + u.evaluation().body()).collect(Collectors.joining());
    }

    /** Names of those that have not reported. */
    public List<Text> missing(Coverage coverage) {
        return units.stream()
                .map(Unit::evaluation)
                .filter(e -> coverage.missing().contains(e.caseId()))
                .map(EvaluationRecord::name)
                .toList();
    }

    private static Made make(Framework framework, List<Case> units) {
        Case own = new Case(
                "roll-up",
                new Text("汇总", "Rolled up"),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of());
        Consolidation consolidation = Consolidation.of(framework, own, units);
        return new Made(
                Scoring.score(framework, consolidation.whole()),
                consolidation.coverage().stream().collect(Collectors.toMap(Coverage::fact, Function.identity())),
                framework.facts().values().stream()
                        .map(fact -> new Line(
                                fact,
                                units.stream()
                                        .map(unit -> Stated.of(framework, unit, fact.key()))
                                        .toList(),
                                Stated.of(framework, consolidation.whole(), fact.key())))
                        .toList());
    }

    /** One evaluation for each body: the recomputed one, or the only one. */
    private static List<EvaluationRecord> once(List<EvaluationRecord> all) {
        Map<String, EvaluationRecord> bodies = new LinkedHashMap<>();
        all.forEach(e -> bodies.merge(e.body(), e, (a, b) -> b.kind().equals("strict") ? b : a));
        return List.copyOf(bodies.values());
    }

    private static String reference(Framework framework) {
        return framework.id() + "@" + framework.version();
    }
}
