package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;

/**
 * One printed tree of indicators, weights and points.
 *
 * @param nodes in order of the table, parents before their children
 * @param total points of the total row
 * @param fullTotal weight of the total row
 * @param repeated what else the total row prints, beside points and weight
 * @param withPoints whether points are printed at each level and not only for the lowest
 * @param withItems whether a column prints the points of scoring items beside those of the indicators
 * @param framework the framework it follows, when its indicators are known
 */
public record ScoreTree(
        List<ScoreNode> nodes,
        Optional<Printed> total,
        Optional<Printed> fullTotal,
        Repeated repeated,
        boolean withPoints,
        boolean withItems,
        Optional<Framework> framework) {

    /**
     * A total row that tells its totals once for each level or column.
     *
     * @param points the total of points again
     * @param weights the full marks again
     */
    public record Repeated(List<Printed> points, List<Printed> weights) {
        static final Repeated NONE = new Repeated(List.of(), List.of());
    }

    /** Whether all indicators of the framework were read. */
    public boolean isWhole() {
        return framework
                .map(f -> FrameworkMatch.listed(f).stream()
                        .allMatch(i -> named(i.name().zh()).isPresent()
                                || !FrameworkMatch.lowest(f).contains(i)))
                .orElse(true);
    }

    /** Whether all indicators that the framework has directly below this one were read. */
    public boolean isWhole(ScoreNode node) {
        return indicator(node)
                .map(i -> i.children().stream()
                        .filter(c -> !c.item())
                        .allMatch(c -> children(node).stream()
                                .anyMatch(n -> n.name().equals(c.name().zh()))))
                .orElse(true);
    }

    /** The framework's indicator that a node is. */
    public Optional<Indicator> indicator(ScoreNode node) {
        return framework.flatMap(f -> FrameworkMatch.listed(f).stream()
                .filter(i -> i.level() == node.level() && i.name().zh().equals(node.name()))
                .findFirst());
    }

    /** Nodes without children. */
    public List<ScoreNode> leaves() {
        List<ScoreNode> leaves = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (i + 1 == nodes.size()
                    || nodes.get(i + 1).level() <= nodes.get(i).level()) {
                leaves.add(nodes.get(i));
            }
        }
        return leaves;
    }

    /** Nodes one level down, up to the next of the same level. */
    public List<ScoreNode> children(ScoreNode parent) {
        Optional<Indicator> official = indicator(parent);
        if (official.isPresent()) {
            return official.get().children().stream()
                    .filter(c -> !c.item())
                    .flatMap(c -> nodes.stream()
                            .filter(n -> n.level() == c.level()
                                    && n.name().equals(c.name().zh())))
                    .toList();
        }
        List<ScoreNode> children = new ArrayList<>();
        int at = nodes.indexOf(parent);
        int level = Integer.MAX_VALUE;
        for (int i = at + 1; i < nodes.size() && nodes.get(i).level() > parent.level(); i++) {
            level = Math.min(level, nodes.get(i).level());
        }
        for (int i = at + 1; i < nodes.size() && nodes.get(i).level() > parent.level(); i++) {
            if (nodes.get(i).level() == level) {
                children.add(nodes.get(i));
            }
        }
        return children;
    }

    /** The nodes below that print a weight; where a child prints none, those below it. */
    public List<ScoreNode> weighted(ScoreNode parent) {
        return children(parent).stream()
                .flatMap(c -> c.weight().isPresent() || children(c).isEmpty()
                        ? java.util.stream.Stream.of(c)
                        : weighted(c).stream())
                .toList();
    }

    public List<ScoreNode> firstLevel() {
        int top = nodes.stream().mapToInt(ScoreNode::level).min().orElse(1);
        return nodes.stream().filter(n -> n.level() == top).toList();
    }

    public Optional<ScoreNode> named(String name) {
        return nodes.stream().filter(n -> n.name().equals(name)).findFirst();
    }
}
