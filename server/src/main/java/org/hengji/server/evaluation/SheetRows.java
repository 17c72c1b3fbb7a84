package org.hengji.server.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.ScoreSheet.Node;
import org.hengji.scoring.ScoreSheet.Status;

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
     * @param items scoring items of the indicator, shown or not
     */
    public record Row(Group first, Group second, Node node, List<Node> items) {}

    /** What the address says about which indicators show their scoring items: {@code all}, or ids with commas. */
    public record Opened(String open) {

        public boolean shows(String indicator) {
            return open.equals("all") || ids().contains(indicator);
        }

        private List<String> ids() {
            return open.isEmpty() ? List.of() : List.of(open.split(","));
        }

        /** The same with that indicator's items shown or hidden. */
        public String toggled(String indicator, ScoreSheet sheet) {
            List<String> shown = new ArrayList<>(
                    open.equals("all")
                            ? SheetRows.of(sheet).stream()
                                    .filter(r -> !r.items().isEmpty())
                                    .map(r -> r.node().id())
                                    .toList()
                            : ids());
            if (!shown.remove(indicator)) {
                shown.add(indicator);
            }
            return String.join(",", shown);
        }
    }

    /** With all scoring items. */
    public static List<Row> of(ScoreSheet sheet) {
        return of(sheet, new Opened("all"));
    }

    public static List<Row> of(ScoreSheet sheet, Opened opened) {
        List<Row> rows = new ArrayList<>();
        List<Node> nodes = sheet.nodes();
        Group first = null;
        Group second = null;
        boolean firstNew = false;
        boolean secondNew = false;
        boolean open = false;
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
            if (!node.item()) {
                open = opened.shows(node.id());
            }
            if (indicator && (open || !node.item())) {
                first.rows++;
                second.rows++;
                rows.add(new Row(firstNew ? first : null, secondNew ? second : null, node, items(nodes, i)));
                firstNew = false;
                secondNew = false;
            }
        }
        return rows;
    }

    private static List<Node> items(List<Node> nodes, int indicator) {
        if (nodes.get(indicator).item()) {
            return List.of();
        }
        int end = indicator + 1;
        while (end < nodes.size() && nodes.get(end).item()) {
            end++;
        }
        return nodes.subList(indicator + 1, end);
    }

    /** The node and all below it, scoring items too. */
    static List<Node> under(ScoreSheet sheet, Node node) {
        List<Node> nodes = sheet.nodes();
        int from = nodes.indexOf(node);
        int end = from + 1;
        while (!node.item()
                && end < nodes.size()
                && (nodes.get(end).item() || nodes.get(end).level() > node.level())) {
            end++;
        }
        return nodes.subList(from, end);
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
