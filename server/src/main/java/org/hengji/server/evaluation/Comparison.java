package org.hengji.server.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.ScoreSheet.Node;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.subject.Case;

/**
 * One indicator across all bodies that have it: how each computed it, from what, and what each would get if the wording were
 * read in one way for all.
 *
 * @param columns the ways of reading, by {@code key=option}, that any of the bodies uses or could use
 */
public record Comparison(String indicator, Text name, List<Column> columns, List<Line> lines) {

    /** @param name what the reading means */
    public record Column(String id, Text name) {}

    /**
     * @param methods readings in force, in words; empty where the rule leaves no choice
     * @param under points under each column's reading, empty where the framework knows no such reading
     */
    public record Line(
            EvaluationRecord evaluation, Node node, int places, List<Text> methods, Map<String, String> under) {
        public String points() {
            return print(node, places);
        }
    }

    static Comparison of(String indicator, Evaluations evaluations) {
        Map<String, Column> columns = new LinkedHashMap<>();
        List<Line> lines = new ArrayList<>();
        Text name = null;
        for (EvaluationRecord evaluation : evaluations.list()) {
            Framework framework = evaluations.framework(evaluation.id());
            if (framework.node(indicator).isEmpty()) {
                continue;
            }
            name = framework.node(indicator).get().name();
            Case known = evaluations.caseOf(evaluation.id());
            ScoreSheet sheet = evaluations.sheet(evaluation);
            Node node = sheet.node(indicator).orElseThrow();
            List<Text> methods = new ArrayList<>();
            Map<String, String> under = new LinkedHashMap<>();
            for (String key : node.explanation().readings()) {
                var reading = framework.readings().get(key);
                if (reading == null) {
                    continue;
                }
                String inForce = sheet.readings().stream()
                        .filter(r -> r.key().equals(key))
                        .map(ScoreSheet.ReadingInForce::inForce)
                        .findFirst()
                        .orElse(reading.byDefault());
                methods.add(reading.options().get(inForce));
                reading.options().forEach((option, meaning) -> {
                    String id = key + "=" + option;
                    columns.putIfAbsent(id, new Column(id, meaning));
                    Node other = Scoring.nodes(framework, known.withReading(key, option), List.of(indicator))
                            .get(indicator);
                    under.put(id, print(other, sheet.places()));
                });
            }
            lines.add(new Line(evaluation, node, sheet.places(), List.copyOf(methods), under));
        }
        return new Comparison(indicator, name, List.copyOf(columns.values()), List.copyOf(lines));
    }

    /** How many different ways the bodies went. */
    public long ways() {
        return lines.stream()
                .filter(l -> l.evaluation().kind().equals("published"))
                .map(Line::methods)
                .filter(m -> !m.isEmpty())
                .distinct()
                .count();
    }

    private static String print(Node node, int places) {
        String low = text(node.range().low(), places);
        return node.range().isOne() ? low : "[" + low + ", " + text(node.range().high(), places) + "]";
    }

    private static String text(org.hengji.scoring.number.Rational points, int places) {
        return points.toDecimal(places, java.math.RoundingMode.HALF_UP).toPlainString();
    }
}
