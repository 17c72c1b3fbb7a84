package org.hengji.server.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.ScoreSheet.Node;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.subject.Case;
import org.hengji.server.frame.Frame;

/**
 * One indicator across all bodies that have it: how each computed it, from what, and what each would get if the wording were
 * read in one way for all.
 *
 * @param questions what the wording leaves open, with the ways in which any of these bodies could read it
 * @param figures what the bodies stated about the facts behind the indicator
 */
public record Comparison(
        String indicator, Text name, List<Question> questions, List<Body> bodies, List<Figure> figures) {

    public record Question(String key, Text name, List<Option> options) {}

    /** @param id {@code key=option} */
    public record Option(String id, Text name) {}

    /** The evaluations of one body: as published, recomputed. */
    public record Body(List<Line> lines) {}

    /**
     * @param inForce ids of the options in force
     * @param under points under each option, absent where the framework knows no such reading
     */
    public record Line(
            EvaluationRecord evaluation,
            Framework framework,
            Case known,
            ScoreSheet sheet,
            Node node,
            Set<String> inForce,
            Map<String, String> under) {
        public String points() {
            return Figures.range(sheet, node.range());
        }
    }

    /** @param stated by body, one for each of its evaluations; null where its framework has no such fact */
    public record Figure(FactDefinition fact, List<List<Stated>> stated) {

        /** The statements of one body in words, once where its evaluations agree. */
        public List<String> words(int body, Frame frame) {
            return stated.get(body).stream()
                    .map(s -> s == null ? "" : s.text(frame))
                    .distinct()
                    .toList();
        }

        public boolean isCertain(int body) {
            return stated.get(body).stream()
                    .allMatch(s -> s == null || s.state().equals("known"));
        }
    }

    /** Empty when no framework has such an indicator; without bodies when none is evaluated by one that has. */
    static Optional<Comparison> of(String indicator, Evaluations evaluations) {
        return Packs.all().stream()
                .flatMap(framework -> framework.node(indicator).stream())
                .findFirst()
                .map(node -> of(indicator, node.name(), evaluations));
    }

    private static Comparison of(String indicator, Text name, Evaluations evaluations) {
        Map<String, Question> questions = new LinkedHashMap<>();
        Map<String, List<Line>> bodies = new LinkedHashMap<>();
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        for (EvaluationRecord evaluation : evaluations.list()) {
            Framework framework = evaluations.framework(evaluation.id());
            if (framework.node(indicator).isEmpty()) {
                continue;
            }
            Line line = line(indicator, evaluation, framework, evaluations, questions);
            bodies.computeIfAbsent(evaluation.body(), b -> new ArrayList<>()).add(line);
            for (Node node : SheetRows.under(line.sheet(), line.node())) {
                node.explanation().inputs().stream()
                        .map(input -> framework.facts().get(input.fact()))
                        .filter(fact -> fact != null)
                        .forEach(fact -> facts.putIfAbsent(fact.key(), fact));
            }
        }
        List<Figure> figures = facts.values().stream()
                .map(fact -> new Figure(
                        fact,
                        bodies.values().stream()
                                .map(lines -> stated(fact, lines))
                                .toList()))
                .toList();
        return new Comparison(
                indicator,
                name,
                List.copyOf(questions.values()),
                bodies.values().stream().map(Body::new).toList(),
                figures);
    }

    private static Line line(
            String indicator,
            EvaluationRecord evaluation,
            Framework framework,
            Evaluations evaluations,
            Map<String, Question> questions) {
        Case known = evaluations.caseOf(evaluation.id());
        ScoreSheet sheet = evaluations.sheet(evaluation);
        Node node = sheet.node(indicator).orElseThrow();
        Set<String> keys = new LinkedHashSet<>();
        SheetRows.under(sheet, node).forEach(n -> keys.addAll(n.explanation().readings()));
        Set<String> inForce = new LinkedHashSet<>();
        Map<String, String> under = new LinkedHashMap<>();
        for (String key : keys) {
            var reading = framework.readings().get(key);
            if (reading == null) {
                continue;
            }
            inForce.add(key + "=" + known.readings().getOrDefault(key, reading.byDefault()));
            Question question = questions.computeIfAbsent(key, k -> new Question(k, reading.name(), new ArrayList<>()));
            reading.options().forEach((option, meaning) -> {
                Option column = new Option(key + "=" + option, meaning);
                if (question.options().stream().noneMatch(o -> o.id().equals(column.id()))) {
                    question.options().add(column);
                }
                Node other = Scoring.nodes(framework, known.withReading(key, option), List.of(indicator))
                        .get(indicator);
                under.put(column.id(), Figures.range(sheet, other.range()));
            });
        }
        return new Line(evaluation, framework, known, sheet, node, inForce, under);
    }

    private static List<Stated> stated(FactDefinition fact, List<Line> lines) {
        return lines.stream()
                .map(line -> line.framework().facts().containsKey(fact.key())
                        ? Stated.of(line.framework(), line.known(), fact.key())
                        : null)
                .toList();
    }

    /** In how many different ways the bodies computed what they published. */
    public long ways() {
        return bodies.stream()
                .flatMap(b -> b.lines().stream())
                .filter(l -> l.evaluation().kind().equals("published"))
                .map(Line::inForce)
                .filter(inForce -> !inForce.isEmpty())
                .distinct()
                .count();
    }
}
