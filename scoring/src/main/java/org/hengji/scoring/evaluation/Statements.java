package org.hengji.scoring.evaluation;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hengji.scoring.evaluation.Outcome.Truth;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.interval.Box;
import org.hengji.scoring.interval.Cuts;
import org.hengji.scoring.interval.Reach;
import org.hengji.scoring.number.Rational;

/** Truth of conditions over boxes. */
final class Statements {
    /** Another node's outcome, asked for by its id. */
    interface Nodes {
        Reach points(String id, Box box, Cuts cuts);

        Rational max(String id);

        int rank(String id, String grade);

        Set<Integer> variables(String id);
    }

    private final Inputs inputs;
    private final Nodes nodes;
    /** By identity, as the conditions of a framework stay the same objects. */
    private final Map<Condition, Expression> differences = new IdentityHashMap<>();

    Statements(Inputs inputs, Nodes nodes) {
        this.inputs = inputs;
        this.nodes = nodes;
    }

    Truth test(Condition condition, Box box, Cuts cuts) {
        if (condition instanceof Condition.Holds holds) {
            return option(holds.fact(), "true", box, cuts);
        } else if (condition instanceof Condition.Is is) {
            return option(is.fact(), is.option(), box, cuts);
        } else if (condition instanceof Condition.Not not) {
            return test(not.of(), box, cuts).not();
        } else if (condition instanceof Condition.All all) {
            return all(all.of(), box, cuts, Truth.YES);
        } else if (condition instanceof Condition.Any any) {
            return all(any.of(), box, cuts, Truth.NO);
        } else if (condition instanceof Condition.Compare compare) {
            Expression difference = differences.computeIfAbsent(
                    compare, c -> new Expression.Sum(List.of(compare.left(), new Expression.Negated(compare.right()))));
            for (Expression divisor : Leaf.Metric.divisors(difference)) {
                Reach reach = inputs.metrics.over(divisor, box, cuts);
                if (reach.isOne() && reach.low().signum() == 0) {
                    return Truth.NO; // no ratio, nothing to compare
                }
                if (reach.low().signum() <= 0 && reach.high().signum() >= 0 && !reach.lowOpen()) {
                    inputs.metrics.crossings(divisor, Rational.ZERO, box, cuts);
                    return Truth.OPEN;
                }
            }
            Truth truth = compare(inputs.metrics.over(difference, box, cuts), compare.comparison());
            if (truth == Truth.OPEN) {
                inputs.metrics.crossings(difference, Rational.ZERO, box, cuts);
            }
            return truth;
        } else if (condition instanceof Condition.Points points) {
            Reach reach = nodes.points(points.node(), box, cuts);
            Rational limit = points.share()
                    ? points.limit().value().times(nodes.max(points.node()))
                    : points.limit().value();
            return settled(
                    compare(reach.plus(Reach.of(limit.negate())), points.comparison()),
                    reach,
                    points.node(),
                    box,
                    cuts);
        }
        Condition.Graded graded = (Condition.Graded) condition;
        Reach reach = nodes.points(graded.node(), box, cuts);
        Rational rank = Rational.of(nodes.rank(graded.node(), graded.grade()));
        return settled(
                compare(reach.plus(Reach.of(rank.negate())), graded.comparison()), reach, graded.node(), box, cuts);
    }

    private Truth settled(Truth truth, Reach reach, String node, Box box, Cuts cuts) {
        if (truth == Truth.OPEN) {
            nodes.points(node, box, new Cuts(box, true));
            nodes.variables(node).stream().filter(v -> !box.isSettled(v)).forEach(cuts::middle);
        }
        return truth;
    }

    private Truth all(List<Condition> parts, Box box, Cuts cuts, Truth neutral) {
        Truth result = neutral;
        for (Condition part : parts) {
            Truth truth = test(part, box, cuts);
            if (truth == neutral.not()) {
                return truth;
            } else if (truth == Truth.OPEN) {
                result = Truth.OPEN;
            }
        }
        return result;
    }

    private Truth option(String fact, String wanted, Box box, Cuts cuts) {
        Inputs.Input input = inputs.of(fact);
        if (input.state() == Inputs.State.NOT_APPLICABLE) {
            return Truth.NO;
        }
        String option = inputs.option(fact, box);
        if (option != null) {
            return Truth.of(option.equals(wanted));
        }
        List<Integer> open = box.openOptions(input.variable());
        long matching =
                open.stream().filter(o -> input.options().get(o).equals(wanted)).count();
        if (matching == 0 || matching == open.size()) {
            return Truth.of(matching > 0);
        }
        cuts.choice(input.variable());
        return Truth.OPEN;
    }

    /** Compares a difference with zero. */
    private static Truth compare(Reach difference, Condition.Comparison comparison) {
        int low = difference.low().signum();
        int high = difference.high().signum();
        boolean canBeLess = low < 0;
        boolean canBeMore = high > 0;
        boolean canBeEqual =
                (low < 0 || low == 0 && !difference.lowOpen()) && (high > 0 || high == 0 && !difference.highOpen());
        boolean some = canBeLess && comparison.holds(-1)
                || canBeEqual && comparison.holds(0)
                || canBeMore && comparison.holds(1);
        boolean all = (!canBeLess || comparison.holds(-1))
                && (!canBeEqual || comparison.holds(0))
                && (!canBeMore || comparison.holds(1));
        return all ? Truth.YES : some ? Truth.OPEN : Truth.NO;
    }

    Set<Integer> variables(Condition condition) {
        Set<Integer> all = new TreeSet<>(inputs.variables(condition.facts()));
        condition.nodes().forEach(id -> all.addAll(nodes.variables(id)));
        return all;
    }
}
