package org.hengji.server.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.ScoreSheet.Node;
import org.hengji.scoring.ScoreSheet.Status;
import org.hengji.scoring.ScoreSheet.Step;

/** A score sheet laid out as the official annex: first and second level as merged cells, one row for all below. */
public final class SheetRows {

    private SheetRows() {}

    /** A merged cell; it grows while rows are added under it. */
    public static final class Group {
        private final Node node;
        private int rows;

        Group(Node node) {
            this.node = node;
        }

        /** Null where an indicator has no group of its own at this level. */
        public Node node() {
            return node;
        }

        public int rows() {
            return rows;
        }
    }

    /**
     * @param first the first-level cell, when it begins here, else null
     * @param second the second-level cell, when it begins here, else null
     */
    public record Row(Group first, Group second, Node node) {}

    public static List<Row> of(ScoreSheet sheet) {
        List<Row> rows = new ArrayList<>();
        List<Node> nodes = sheet.nodes();
        Group first = null;
        Group second = null;
        boolean firstNew = false;
        boolean secondNew = false;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            boolean indicator = node.leaf()
                    || node.item()
                    || node.level() > 2
                    || i + 1 < nodes.size() && nodes.get(i + 1).item();
            if (!node.item() && node.level() == 1) {
                first = new Group(indicator ? null : node);
                second = new Group(null);
                firstNew = true;
                secondNew = true;
            } else if (!node.item() && node.level() == 2) {
                second = new Group(indicator ? null : node);
                secondNew = true;
            }
            if (indicator) {
                first.rows++;
                second.rows++;
                rows.add(new Row(firstNew ? first : null, secondNew ? second : null, node));
                firstNew = false;
                secondNew = false;
            }
        }
        return rows;
    }

    /** The one line that says why, in plain words. */
    public static String why(Node node, String language) {
        var explanation = node.explanation();
        if (explanation.decision().isPresent()) {
            return explanation.decision().get().reason();
        }
        List<String> parts = new ArrayList<>();
        for (Step step : explanation.steps()) {
            String text = step.text().in(language);
            String value = step.value().orElse("");
            parts.add(value.isEmpty() || text.contains(value) ? text : text + " = " + value);
        }
        return String.join("en".equals(language) ? "; " : "；", parts);
    }

    /** Points surely lost. */
    public static boolean loses(Node node) {
        return node.range().high().compareTo(node.max()) < 0 && node.status() != Status.NOT_APPLICABLE;
    }

    /** Indicators that lose points or may, most first. */
    public static List<Node> losses(ScoreSheet sheet) {
        return of(sheet).stream()
                .map(Row::node)
                .filter(n -> !n.item() && n.range().low().compareTo(n.max()) < 0)
                .sorted(Comparator.comparing((Node n) -> n.max().minus(n.range().low()))
                        .reversed())
                .toList();
    }
}
