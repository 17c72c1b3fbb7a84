package org.hengji.frameworks;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.Indicator.WhenNotApplicable;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.OwnIndicator;

/** Weights of the nodes as this case has them: set by the case, or grown by what an empty class hands over. */
final class ClassWeightsInForce {
    private final Map<String, Rational> weights = new LinkedHashMap<>();

    ClassWeightsInForce(Framework framework, List<OwnIndicator> indicators, Map<String, Rational> chosen) {
        framework.indicators().forEach(i -> set(i, chosen.getOrDefault(i.id(), i.max())));
        Set<String> filled = new LinkedHashSet<>();
        indicators.forEach(i -> filled.add(i.under()));
        framework.indicators().forEach(i -> move(i, framework.whenNotApplicable(), filled));
    }

    private void set(Indicator node, Rational weight) {
        weights.put(node.id(), weight);
        for (Indicator child : node.children()) {
            set(
                    child,
                    weight.equals(node.max()) || node.max().signum() == 0
                            ? child.max()
                            : child.max().times(weight).over(node.max()));
        }
    }

    private void move(Indicator node, WhenNotApplicable ofParent, Set<String> filled) {
        boolean empty = node.rule()
                        .filter(r -> r instanceof ScoringRule.Free f
                                && f.whenEmpty() == ScoringRule.WhenEmpty.NOT_APPLICABLE)
                        .isPresent()
                && !filled.contains(node.id());
        WhenNotApplicable policy = node.whenNotApplicable() instanceof WhenNotApplicable.MoveWeightTo
                ? node.whenNotApplicable()
                : ofParent;
        if (empty && policy instanceof WhenNotApplicable.MoveWeightTo move) {
            Rational moving = weights.get(node.id());
            move.receivers()
                    .forEach(r ->
                            weights.computeIfPresent(r.indicator(), (id, own) -> own.plus(moving.times(r.share()))));
        }
        node.children().forEach(c -> move(c, node.whenNotApplicable(), filled));
    }

    Rational of(Indicator node) {
        return weights.getOrDefault(node.id(), node.max());
    }
}
