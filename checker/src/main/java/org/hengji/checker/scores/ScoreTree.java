package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One printed tree of indicators, weights and points.
 *
 * @param nodes in order of the table, parents before their children
 * @param total points of the total row
 * @param fullTotal weight of the total row
 * @param withPoints whether points are printed at each level and not only for the lowest
 */
public record ScoreTree(
        List<ScoreNode> nodes, Optional<Printed> total, Optional<Printed> fullTotal, boolean withPoints) {

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

    public List<ScoreNode> firstLevel() {
        int top = nodes.stream().mapToInt(ScoreNode::level).min().orElse(1);
        return nodes.stream().filter(n -> n.level() == top).toList();
    }

    public Optional<ScoreNode> named(String name) {
        return nodes.stream().filter(n -> n.name().equals(name)).findFirst();
    }
}
