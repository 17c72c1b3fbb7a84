package org.hengji.checker.scores;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.targets.Target;
import org.hengji.checker.targets.Targets;
import org.hengji.checker.targets.Value;
import org.hengji.scoring.number.Rational;

/**
 * Points that a score table of no known framework gives for a share of a count that the report prints: only some are
 * possible.
 *
 * @param whole figure that tells how many there are
 */
public record PrintedCounts(ScoreNode node, Printed printed, Rational weight, Figure whole) {
    private static final Pattern QUOTIENT =
            Pattern.compile("得分=[\\p{IsHan}]{2,16}÷([\\p{IsHan}]{2,14}?)(?:总数|总量|数)×\\d+(?:\\.\\d+)?分");
    private static final Pattern RATE = Pattern.compile("完成率×\\d+(?:\\.\\d+)?分");
    private static final int PLACES = 2;

    public static List<PrintedCounts> of(Report report) {
        List<PrintedCounts> all = new ArrayList<>();
        for (ScoreTree tree : ScoreTables.of(report)) {
            if (tree.framework().isPresent()) {
                continue;
            }
            for (ScoreNode node : tree.leaves()) {
                if (node.points().isPresent() && node.weight().isPresent() && !node.repaired()) {
                    whole(report, node)
                            .filter(w -> w.base().isWhole() && w.base().signum() > 0)
                            .ifPresent(w -> all.add(new PrintedCounts(
                                    node,
                                    node.points().get(),
                                    node.weight().get().value(),
                                    w)));
                }
            }
        }
        return all;
    }

    private static Optional<Figure> whole(Report report, ScoreNode node) {
        String criterion = PrintedRules.criterion(report, node);
        Matcher quotient = QUOTIENT.matcher(criterion);
        if (quotient.find()) {
            String counted = quotient.group(1);
            return report.figures().stream()
                    .filter(f -> !f.passage().isCell() && f.isExact() && !f.isPercent() && !f.isMoney())
                    .filter(f -> f.after().startsWith(counted) || f.label().endsWith(counted))
                    .max(java.util.Comparator.comparing(Figure::base));
        }
        return RATE.matcher(criterion).find()
                ? Targets.of(report).inTables().stream()
                        .filter(t -> t.name().equals(node.name()))
                        .map(Target::target)
                        .filter(Value.Amount.class::isInstance)
                        .map(v -> ((Value.Amount) v).figure())
                        .filter(f -> !f.isPercent() && !f.isMoney() && f.places() == 0)
                        .findFirst()
                : Optional.empty();
    }

    /** The possible points next below and next above, the same twice where the printed ones are possible. */
    public List<Rational> neighbours() {
        Rational share = printed.value().over(weight).times(whole.base());
        for (Rational k : List.of(Rational.of(share.floor()), Rational.of(share.ceiling()))) {
            Rational points = points(k);
            if (points.round(PLACES, RoundingMode.HALF_UP).equals(printed.value())
                    || points.round(PLACES, RoundingMode.DOWN).equals(printed.value())) {
                return List.of(points, points);
            }
        }
        return List.of(points(Rational.of(share.floor())), points(Rational.of(share.ceiling())));
    }

    public boolean isPossible() {
        return neighbours().get(0).equals(neighbours().get(1));
    }

    private Rational points(Rational part) {
        return part.over(whole.base()).times(weight);
    }

    public String text(Rational points) {
        return points.toDecimal(PLACES, RoundingMode.HALF_UP).toPlainString();
    }
}
