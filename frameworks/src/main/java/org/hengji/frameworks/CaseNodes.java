package org.hengji.frameworks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.OwnIndicator;
import org.hengji.scoring.subject.OwnIndicator.Target;

/** All nodes that a case may speak of: those of the framework and those that it brings itself. */
final class CaseNodes {
    /**
     * @param outcomes keys of outcomes that a judgement may name
     * @param grades keys of ordered grades that a judgement may name
     * @param answers shares of the weight that may be given, when not every share may
     * @param judged whether a person's points count here
     */
    record Entry(
            String id,
            String name,
            Rational max,
            List<String> outcomes,
            List<String> grades,
            List<Rational> answers,
            boolean inner,
            boolean item,
            boolean judged) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    CaseNodes(Framework framework, List<OwnIndicator> indicators, ClassWeightsInForce weights) {
        for (Indicator node : framework.nodes()) {
            boolean filled = indicators.stream().anyMatch(i -> i.under().equals(node.id()));
            entries.put(
                    node.id(),
                    new Entry(
                            node.id(),
                            node.name().zh(),
                            weights.of(node),
                            node.rule().map(Judging::outcomes).orElse(List.of()),
                            node.grades().stream().map(Indicator.Grade::key).toList(),
                            node.rule().map(Judging::answers).orElse(List.of()),
                            !node.isLeaf() || filled,
                            node.item(),
                            node.rule().map(Judging::isJudged).orElse(true)));
        }
        for (OwnIndicator own : indicators) {
            Optional<ScoringRule> way = framework
                    .node(own.under())
                    .flatMap(Indicator::rule)
                    .filter(r -> r instanceof ScoringRule.Free)
                    .flatMap(r -> own.way().map(((ScoringRule.Free) r).ways()::get))
                    .map(w -> new ScoringRule.Target(
                            org.hengji.scoring.expression.Expression.number(0),
                            new ScoringRule.Goal.Word(""),
                            w.rule()));
            add(own.id(), own, way);
            if (own.target().orElse(null) instanceof Target.Composite composite) {
                for (int i = 1; i <= composite.parts().size(); i++) {
                    add(own.id() + ".part" + i, own, way);
                }
            }
        }
    }

    private void add(String id, OwnIndicator own, Optional<ScoringRule> way) {
        entries.put(
                id,
                new Entry(
                        id,
                        own.name().zh(),
                        own.weight(),
                        way.map(Judging::outcomes).orElse(List.of()),
                        List.of(),
                        List.of(),
                        false,
                        false,
                        true));
    }

    Optional<Entry> of(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    /** The node, or nothing and a fault with the nearest name. */
    Optional<Entry> find(Field at, Yaml.At place, String id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            Words.unknown(at, place, "node.unknown", "指标", "indicator", id, entries.keySet());
        }
        return Optional.ofNullable(entry);
    }

    boolean isKnown(Field at, String id) {
        return find(at, at.key, id).isPresent();
    }
}
