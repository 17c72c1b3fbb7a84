package org.hengji.scoring.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.interval.Box;
import org.hengji.scoring.interval.Cuts;
import org.hengji.scoring.interval.Reach;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;

/**
 * The points of a case without its sheet: no explanation, no advice, no range.
 *
 * @param nodes points by id of the node, depth first
 */
public record SettledPoints(Map<String, Rational> nodes, Rational total) {

    /** Empty when anything about the case leaves points open. */
    public static Optional<SettledPoints> of(Framework framework, Case subject) {
        Evaluation evaluation = new Evaluation(framework, subject);
        Map<String, Rational> points = new LinkedHashMap<>();
        for (Node node : evaluation.nodes.values()) {
            Optional<Rational> settled = settled(node, evaluation);
            if (settled.isEmpty()) {
                return Optional.empty();
            }
            points.put(node.id(), settled.get());
        }
        return settled(evaluation.root, evaluation).map(total -> new SettledPoints(points, total));
    }

    private static Optional<Rational> settled(Node node, Evaluation evaluation) {
        Box whole = evaluation.inputs.space.whole();
        Outcome outcome = evaluation.over(node, whole, new Cuts(whole, false));
        if (outcome.applies() == Outcome.Truth.NO) {
            return Optional.of(evaluation.whenAbsent(node));
        }
        Reach points = outcome.points();
        return outcome.applies() == Outcome.Truth.YES && points.isOne() && !node.isGraded()
                ? Optional.of(points.low().value())
                : Optional.empty();
    }
}
