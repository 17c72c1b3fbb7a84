package org.hengji.checker.scores;

import java.util.List;
import java.util.Optional;
import org.hengji.checker.Report;
import org.hengji.checker.scores.Held.Result;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.number.Rational;

/**
 * The total from a report's own figures. Points that no figure can contradict stay as printed.
 *
 * @param low with every open point at its worst
 * @param high with every open point at its best
 */
public record Recomputation(Rational low, Rational high, List<Held> contradicted) {

    /** Empty when the framework is not known or the table lacks points. */
    public static Optional<Recomputation> of(Report report) {
        return report.derived(Found.class, Recomputation::find).recomputation();
    }

    private record Found(Optional<Recomputation> recomputation) {}

    private static Found find(Report report) {
        Optional<Rescoring> rescoring = Rescoring.of(report);
        if (rescoring.isEmpty() || !rescoring.get().tree().isWhole()) {
            return new Found(Optional.empty());
        }
        List<Held> held = Held.of(report);
        Rational low = Rational.ZERO;
        Rational high = Rational.ZERO;
        for (ScoreNode leaf : rescoring.get().tree().leaves()) {
            Optional<Held> open = held.stream()
                    .filter(h -> h.node() == leaf && h.result() != Result.AGREES)
                    .findFirst();
            if (open.isPresent()) {
                Ends range = judged(rescoring.get(), open.get());
                low = low.plus(range.low());
                high = high.plus(range.high());
            } else if (leaf.points().isPresent()) {
                low = low.plus(leaf.points().get().value());
                high = high.plus(leaf.points().get().value());
            } else {
                Ends range = blank(rescoring.get().tree(), leaf);
                low = low.plus(range.low());
                high = high.plus(range.high());
            }
        }
        return new Found(Optional.of(new Recomputation(
                low,
                high,
                held.stream()
                        .filter(h -> rescoring.get().tree().leaves().contains(h.node()))
                        .filter(h -> h.result() == Result.CONTRADICTED || h.result() == Result.BY_READING)
                        .toList())));
    }

    private record Ends(Rational low, Rational high) {}

    /** What facts and rule give; what is judged keeps as many points as the printed ones leave for it. */
    private static Ends judged(Rescoring r, Held held) {
        Rational low = Rational.ZERO;
        Rational high = Rational.ZERO;
        Rational most = Rational.ZERO;
        for (Indicator leaf : Rescoring.leaves(held.indicator())) {
            if (Rescoring.isJudged(leaf)) {
                most = most.plus(leaf.max());
            } else {
                low = low.plus(r.bare().get(leaf.id()).range().low());
                high = high.plus(r.bare().get(leaf.id()).range().high());
            }
        }
        Rational left = held.printed().value().minus(high).max(Rational.ZERO).min(most);
        Rational worst = low.plus(left).max(held.range().low());
        Rational best = high.plus(left).min(held.range().high());
        return worst.compareTo(best) <= 0
                ? new Ends(worst, best)
                : new Ends(held.range().low(), held.range().high());
    }

    /** A single blank cell is what the total leaves for it. */
    private static Ends blank(ScoreTree tree, ScoreNode leaf) {
        Rational most = leaf.weight().map(Printed::value).orElse(Rational.ZERO);
        List<ScoreNode> others = tree.leaves().stream().filter(n -> n != leaf).toList();
        if (tree.total().isPresent() && others.stream().allMatch(n -> n.points().isPresent())) {
            Rational rest = others.stream()
                    .map(n -> n.points().orElseThrow().value())
                    .reduce(tree.total().get().value(), Rational::minus);
            if (rest.signum() >= 0 && rest.compareTo(most) <= 0) {
                return new Ends(rest, rest);
            }
        }
        return new Ends(Rational.ZERO, most);
    }

    /** The printed total with the contradicted points alone at their worst. */
    public Rational contradictedLow(Rational total) {
        return contradicted.stream()
                .map(h -> h.range().low().minus(h.printed().value()))
                .reduce(total, Rational::plus);
    }

    /** The printed total with the contradicted points alone at their best. */
    public Rational contradictedHigh(Rational total) {
        return contradicted.stream()
                .map(h -> h.range().high().minus(h.printed().value()))
                .reduce(total, Rational::plus);
    }
}
