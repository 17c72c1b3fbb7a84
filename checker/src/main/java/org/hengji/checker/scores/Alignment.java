package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;

/** Puts a printed tree into the order and under the names of its framework; rows that are no indicators of it drop out. */
final class Alignment {
    private static final double ENOUGH = 0.5;
    private static final int SHORTEST_FRAGMENT = 4;

    private Alignment() {}

    static ScoreTree of(ScoreTree tree, Framework framework) {
        if (FrameworkMatch.bringsOwn(framework)) {
            return tree;
        }
        List<Indicator> listed = FrameworkMatch.listed(framework);
        Map<Indicator, ScoreNode> byIndicator = new LinkedHashMap<>();
        for (Indicator indicator : listed) {
            best(tree, indicator, byIndicator).ifPresent(n -> byIndicator.put(indicator, n));
        }
        // Names broken over several rows: the row with the points holds a piece of the name
        for (Indicator indicator : listed) {
            if (!byIndicator.containsKey(indicator)) {
                tree.nodes().stream()
                        .filter(n -> !byIndicator.containsValue(n) && n.weight().isPresent())
                        .filter(n -> n.name().length() >= SHORTEST_FRAGMENT
                                && Names.plain(indicator.name().zh()).contains(Names.plain(n.name())))
                        .findFirst()
                        .ifPresent(n -> byIndicator.put(indicator, n));
            }
        }
        if (byIndicator.size() < listed.size() * ENOUGH) {
            return tree;
        }
        List<ScoreNode> nodes = new ArrayList<>();
        for (Indicator indicator : listed) {
            ScoreNode n = byIndicator.get(indicator);
            if (n != null) {
                nodes.add(new ScoreNode(
                        indicator.level(),
                        indicator.name().zh(),
                        n.place(),
                        n.weight(),
                        n.points(),
                        n.items(),
                        n.criterion(),
                        n.repaired() || n.level() != indicator.level()));
            }
        }
        return new ScoreTree(
                nodes,
                tree.total(),
                tree.fullTotal(),
                tree.repeated(),
                tree.withPoints(),
                tree.withItems(),
                Optional.of(framework));
    }

    /** The node of that name; of several the one with the framework's weight. */
    private static Optional<ScoreNode> best(ScoreTree tree, Indicator indicator, Map<Indicator, ScoreNode> taken) {
        List<ScoreNode> same = tree.nodes().stream()
                .filter(n -> !taken.containsValue(n)
                        && Names.same(n.name(), indicator.name().zh()))
                .toList();
        return same.stream()
                .filter(n -> n.weight().isPresent() && n.weight().get().value().equals(indicator.max()))
                .findFirst()
                .or(() -> same.stream().filter(n -> n.weight().isPresent()).findFirst())
                .or(() -> same.stream().findFirst());
    }
}
