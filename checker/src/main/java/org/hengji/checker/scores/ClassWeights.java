package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.Report;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.Indicator.WhenNotApplicable;
import org.hengji.scoring.number.Rational;

/**
 * The weight of a class of a form whose indicators each project sets, beside what its framework gives the class.
 *
 * @param weights printed weights of the class's indicators
 * @param low least weight that the framework allows
 * @param high greatest
 */
public record ClassWeights(
        Framework framework, Indicator indicator, List<Printed> weights, Rational sum, Rational low, Rational high) {

    public boolean agrees() {
        return sum.compareTo(low) >= 0 && sum.compareTo(high) <= 0;
    }

    /** None where the weights do not add up to the framework's total: that is told by itself. */
    public static List<ClassWeights> of(Report report) {
        Optional<Framework> form =
                FrameworkMatch.of(report).map(FrameworkMatch::framework).filter(FrameworkMatch::bringsOwn);
        List<ClassWeights> all = new ArrayList<>();
        form.ifPresent(f -> ScoreTables.of(report).forEach(tree -> of(f, tree, all)));
        return all;
    }

    private static void of(Framework framework, ScoreTree tree, List<ClassWeights> into) {
        Map<Indicator, List<Printed>> printed = new HashMap<>();
        Rational total = Rational.ZERO;
        for (ScoreNode node : tree.firstLevel()) {
            List<Printed> weights = (node.weight().isPresent() ? List.of(node) : tree.weighted(node))
                    .stream().flatMap(n -> n.weight().stream()).toList();
            Optional<Indicator> own = framework.indicators().stream()
                    .filter(i -> Names.same(node.name(), i.name().zh()))
                    .findFirst();
            total = total.plus(sum(weights));
            own.ifPresent(i -> printed.merge(i, weights, (a, b) -> {
                List<Printed> both = new ArrayList<>(a);
                both.addAll(b);
                return both;
            }));
        }
        if (!total.equals(framework.total()) || printed.size() < 2) {
            return;
        }
        for (Indicator indicator : framework.indicators()) {
            if (printed.containsKey(indicator)) {
                Rational due = indicator.max();
                for (Indicator absent : framework.indicators()) {
                    due = printed.containsKey(absent) ? due : due.plus(moved(absent, indicator));
                }
                Rational given = due;
                var limits = framework.classWeights().map(c -> c.limits().get(indicator.id()));
                into.add(new ClassWeights(
                        framework,
                        indicator,
                        printed.get(indicator),
                        sum(printed.get(indicator)),
                        limits.map(l -> l.min().min(given)).orElse(given),
                        limits.map(l -> l.max().max(given)).orElse(given)));
            }
        }
    }

    private static Rational sum(List<Printed> weights) {
        return weights.stream().map(Printed::value).reduce(Rational.ZERO, Rational::plus);
    }

    /** What a class receives from one that the form leaves out. */
    private static Rational moved(Indicator absent, Indicator to) {
        return absent.whenNotApplicable() instanceof WhenNotApplicable.MoveWeightTo move
                ? move.receivers().stream()
                        .filter(r -> r.indicator().equals(to.id()))
                        .map(r -> r.share().times(absent.max()))
                        .reduce(Rational.ZERO, Rational::plus)
                : Rational.ZERO;
    }
}
