package org.hengji.scoring.framework;

import java.util.List;
import java.util.Optional;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.number.Rounding;

/**
 * A node of the tree: a class (一级, 二级指标), an indicator (三级指标) or a scoring item.
 *
 * @param id unique in the framework, stable over versions
 * @param level 1 for first-level indicators, one more for each step down
 * @param max weight in points
 * @param item a scoring item inside an indicator
 * @param rule for leaves; empty where there are children
 * @param combine how children make the parent; ignored for leaves
 * @param rounding a rounding of its own that a method demands
 * @param notEvidenced what a leaf earns when an input lacks the proof that the rule asks for; without it such an input
 *     counts as unknown
 * @param grades ordered outcomes, worst first, when this node's outcome is a grade and not points
 */
public record Indicator(
        String id,
        Text name,
        int level,
        Rational max,
        boolean item,
        Text criterion,
        Source source,
        Optional<ScoringRule> rule,
        List<Indicator> children,
        Combine combine,
        WhenNotApplicable whenNotApplicable,
        Optional<Rounding> rounding,
        List<ScoringRule.Veto> vetoes,
        List<Grade> grades,
        Optional<Award> notEvidenced) {

    public boolean isLeaf() {
        return children.isEmpty();
    }

    /** An outcome on an ordered scale; labels of one rank are equally good (D* ranks as D). */
    public record Grade(String key, Text name, int rank) {}

    /** How children make their parent. */
    public sealed interface Combine {
        record Sum() implements Combine {}

        record Mean() implements Combine {}

        record Min() implements Combine {}

        /** Weights in order of the children; points are the weighted mean of the children's shares, times the weight. */
        record Weighted(List<Rational> weights) implements Combine {}

        /** The lowest child grade; one step up within the parent's scale when another child is higher and {@code plus}. */
        record Weakest(boolean plus) implements Combine {}

        /** Looked up on the grades of the applicable children. */
        record Table(boolean anyOrder, List<Row> rows) implements Combine {}

        record Row(List<String> children, String grade) {}
    }

    /** What a child that does not apply does to this parent. */
    public sealed interface WhenNotApplicable {
        record Full() implements WhenNotApplicable {}

        record DropAndRescale() implements WhenNotApplicable {}

        /** The weight goes to other children (of any parent), by shares that add up to 1. */
        record MoveWeightTo(List<Receiver> receivers) implements WhenNotApplicable {}

        record Receiver(String indicator, Rational share) {}
    }
}
