package org.hengji.checker.scores;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Report;
import org.hengji.checker.arithmetic.ColumnRatios;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Figure.Bound;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.scores.ScoreWords.Role;
import org.hengji.documents.Block;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.number.Rational;

/**
 * A row of a self-evaluation form that earned a part of its weight: target missed, points in proportion.
 *
 * @param done actual over target, or the execution rate itself
 * @param basis figures that it was taken from
 * @param banded what the bands of its class give for the actual value, where the framework has such
 */
public record FormRows(
        ScoreNode node,
        Rational weight,
        Printed points,
        Rational done,
        List<Figure> basis,
        Way way,
        Optional<Rational> banded) {
    /** How the form itself says that points are given. */
    public enum Way {
        /** It does not say. */
        OPEN,
        /** 得分=（完成比例-60%）÷（1-60%）×分值. */
        ABOVE_PASS_LINE,
        /** 直接赋分: nothing where the target is missed. */
        DIRECT
    }

    /** 101号: what is done up to here earns nothing, the rest in proportion. */
    private static final Rational PASS_LINE = Rational.of(3, 5);

    private static final int PLACES = 2;

    public static List<FormRows> of(Report report) {
        List<FormRows> rows = new ArrayList<>();
        for (ScoreTree tree : ScoreTables.of(report)) {
            if (tree.framework().isEmpty()) {
                tree.leaves().forEach(n -> of(report, tree, n).ifPresent(rows::add));
            }
        }
        return rows;
    }

    private static Optional<FormRows> of(Report report, ScoreTree tree, ScoreNode node) {
        if (node.points().isEmpty()
                || node.weight().isEmpty()
                || node.repaired()
                || !node.criterion().isEmpty()) {
            return Optional.empty();
        }
        Rational weight = node.weight().get().value();
        Printed points = node.points().get();
        Optional<Passage.InTable> at = report.passageAt(points.span().start()).cell();
        boolean part = points.value().signum() > 0 && points.value().compareTo(weight) < 0;
        if (at.isEmpty() || !part) {
            return Optional.empty();
        }
        Optional<Figure> rate = under(report, at.get(), null).filter(Figure::isPercent);
        Optional<Figure> target = under(report, at.get(), Role.TARGET);
        Optional<Figure> actual = under(report, at.get(), Role.ACTUAL);
        if (target.isPresent() && actual.isPresent()) {
            Figure t = target.get();
            Figure a = actual.get();
            boolean forward = t.bound() == Bound.EXACT || t.bound() == Bound.AT_LEAST || t.bound() == Bound.MORE;
            return forward
                            && a.isExact()
                            && t.isLike(a)
                            && t.base().signum() > 0
                            && a.base().compareTo(t.base()) < 0
                    ? Optional.of(new FormRows(
                            node,
                            weight,
                            points,
                            a.base().over(t.base()),
                            List.of(a, t),
                            way(report, node),
                            banded(report, tree, node, a.base(), weight)))
                    : Optional.empty();
        }
        return rate.map(r -> refuted(report, r)
                .map(c -> new FormRows(node, weight, points, c.value(), c.operands(), Way.OPEN, Optional.empty()))
                .orElseGet(() -> new FormRows(node, weight, points, r.base(), List.of(r), Way.OPEN, Optional.empty())));
    }

    /** A rate that the amounts of its own row do not give: they count, not it. */
    private static Optional<ColumnRatios.Row> refuted(Report report, Figure rate) {
        return ColumnRatios.of(report).stream()
                .filter(c -> c.printed() == rate && !c.agreement().agrees())
                .findFirst();
    }

    /** 满意度90%以上满分，80%以上五成: where the class of the form scores by the value itself. */
    private static Optional<Rational> banded(
            Report report, ScoreTree tree, ScoreNode node, Rational actual, Rational weight) {
        Optional<ScoreNode> above = tree.nodes().subList(0, tree.nodes().indexOf(node)).stream()
                .filter(n -> n.level() == 1)
                .reduce((first, second) -> second);
        return FrameworkMatch.of(report).stream()
                .flatMap(m -> m.framework().indicators().stream())
                .filter(i ->
                        above.filter(n -> Names.same(n.name(), i.name().zh())).isPresent())
                .flatMap(i -> i.rule().stream())
                .filter(ScoringRule.Free.class::isInstance)
                .flatMap(r -> ((ScoringRule.Free) r).ways().values().stream())
                .flatMap(w -> w.rule().bands().stream())
                .filter(b ->
                        b.interval().low().map(l -> actual.compareTo(l) >= 0).orElse(true))
                .filter(b ->
                        b.interval().high().map(h -> actual.compareTo(h) < 0).orElse(true))
                .findFirst()
                .map(b -> b.award().of(weight, weight));
    }

    /** Of one target: what the notes say of it by name, else what they say of the others. */
    private static Way way(Report report, ScoreNode node) {
        FormWords words = FormWords.shipped();
        boolean passLine = says(report, words.passLine());
        boolean direct = says(report, words.direct());
        boolean byName = report.passages().stream()
                .filter(p -> !p.isCell())
                .flatMap(p -> java.util.Arrays.stream(p.text().split("[。；]")))
                .anyMatch(s ->
                        s.contains(node.name()) && words.inProportion().stream().anyMatch(s::contains));
        if (node.name().endsWith(ScoreWords.shipped().execution())) {
            return Way.OPEN;
        }
        if (direct && !byName) {
            return Way.DIRECT;
        }
        return passLine ? Way.ABOVE_PASS_LINE : Way.OPEN;
    }

    private static boolean says(Report report, List<String> words) {
        return report.passages().stream()
                .filter(p -> !p.isCell())
                .anyMatch(p -> words.stream().anyMatch(p.text()::contains));
    }

    /** The figure of the row below a head of that role; without a role below the head for the execution rate. */
    private static Optional<Figure> under(Report report, Passage.InTable at, Role role) {
        ScoreWords words = ScoreWords.shipped();
        for (Block.Cell cell : at.table().row(at.cell().row())) {
            for (int row = cell.row() - 1; row >= 1; row--) {
                String head = report.cell(at.table(), row, cell.column())
                        .map(p -> p.text().replace(" ", ""))
                        .orElse("");
                boolean fits = role == null
                        ? words.isExecution(head)
                        : words.role(head).filter(role::equals).isPresent();
                if (fits) {
                    return report.figures(report.passage(cell)).stream().findFirst();
                } else if (words.role(head).isPresent()) {
                    break;
                }
            }
        }
        return Optional.empty();
    }

    public Rational proportional() {
        return done.times(weight);
    }

    private Rational abovePassLine() {
        return done.minus(PASS_LINE)
                .over(Rational.ONE.minus(PASS_LINE))
                .times(weight)
                .max(Rational.ZERO);
    }

    /** Points are those of the way that the form states; where it states none, of either way in use. */
    public boolean agrees() {
        return banded.filter(this::fits).isPresent() || byWay();
    }

    private boolean byWay() {
        return switch (way) {
            case OPEN -> fits(proportional()) || fits(abovePassLine());
            case ABOVE_PASS_LINE -> fits(abovePassLine());
            case DIRECT -> false;
        };
    }

    private boolean fits(Rational due) {
        int places = Math.max(PLACES, points.places());
        return due.round(places, RoundingMode.HALF_UP).equals(points.value())
                || due.round(places, RoundingMode.DOWN).equals(points.value())
                || due.round(points.places(), RoundingMode.HALF_UP).equals(points.value());
    }

    public String due() {
        Rational due = switch (way) {
            case OPEN -> banded.orElse(proportional());
            case ABOVE_PASS_LINE -> abovePassLine();
            case DIRECT -> Rational.ZERO;
        };
        return due.toDecimal(PLACES, RoundingMode.HALF_UP).toPlainString();
    }
}
