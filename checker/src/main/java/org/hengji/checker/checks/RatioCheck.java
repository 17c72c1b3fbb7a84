package org.hengji.checker.checks;

import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Check;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.arithmetic.ColumnRatios;
import org.hengji.checker.arithmetic.Means;
import org.hengji.checker.arithmetic.Ratios;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.scores.ToldPoints;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** K01: a printed percentage is what the amounts named beside it give. */
public final class RatioCheck implements Check {
    @Override
    public String id() {
        return "K01";
    }

    @Override
    public Text meaning() {
        return Text.of(
                "每个百分数都等于同一处所列两个数的比值或增减率", "Every percentage is the ratio or change of the two amounts named with it");
    }

    @Override
    public void run(Report report, Tally tally) {
        Ratios ratios = Ratios.of(report);
        for (Ratios.Held held : ratios.held()) {
            boolean agrees = held.agreement().agrees();
            if (!agrees && ToldPoints.of(report).bearsOut(report, held.printed())) {
                tally.skip(
                        "得分率与评分表相符，写错的是正文的得分",
                        "The score rate is that of the score table; the points in the text are wrong");
                continue;
            }
            tally.recomputed(held.printed(), agrees, other -> ratios.breaks(held, other, report));
            if (agrees) {
                tally.pass();
            } else {
                tally.find(finding(
                        name(report, held.printed()),
                        held.printed(),
                        held.operands().value(),
                        held.operands().written(),
                        List.of(held.operands().numerator(), held.operands().denominator()),
                        held.close() ? Confidence.HIGH : Confidence.MEDIUM));
            }
        }
        for (ColumnRatios.Row row : ColumnRatios.of(report)) {
            tally.recomputed(row.printed(), row.agreement().agrees(), row::breaks);
            if (row.agreement().agrees()) {
                tally.pass();
            } else {
                tally.find(finding(
                        name(report, row.printed()),
                        row.printed(),
                        row.value(),
                        row.written(),
                        row.operands(),
                        Confidence.HIGH));
            }
        }
        for (Means.Mean mean : Means.of(report)) {
            tally.recomputed(mean.printed(), mean.agrees());
            if (mean.agrees()) {
                tally.pass();
            } else {
                String sum = String.join(
                        " + ", mean.values().stream().map(Figure::printed).toList());
                String arithmetic = "(" + sum + ") ÷ " + mean.values().size() + Ratios.result(mean.exact());
                tally.find(finding(
                        name(report, mean.printed()),
                        mean.printed(),
                        mean.exact(),
                        arithmetic,
                        mean.values(),
                        Confidence.MEDIUM));
            }
        }
        ratios.unbound().forEach(f -> tally.skip("没有找到可以确认的分子和分母", "No numerator and denominator could be bound"));
    }

    /** In one paragraph, or in one table. */
    private static boolean isBeside(Passage one, Passage other) {
        return one == other
                || one.cell().isPresent()
                        && other.cell().isPresent()
                        && one.cell().get().table() == other.cell().get().table();
    }

    /** Of a cell by its row and head, of a rate without a name by the words before it. */
    private static String name(Report report, Figure printed) {
        if (printed.label().length() > 1) {
            return printed.label();
        }
        return printed.passage().isCell() ? Findings.cell(report, printed) : Findings.lead(printed);
    }

    private Finding finding(
            String called,
            Figure printed,
            Rational value,
            String arithmetic,
            List<Figure> operands,
            Confidence confidence) {
        String computed = value.over(printed.unit().factor())
                        .toDecimal(printed.places(), RoundingMode.HALF_UP)
                        .toPlainString()
                + printed.unit().symbol();
        List<Place> places = new java.util.ArrayList<>();
        places.add(Place.of(printed.span()));
        operands.forEach(o -> places.add(Place.of(o.span())));
        String name = called.isEmpty() ? "百分数" : called;
        boolean beside = operands.stream().allMatch(o -> isBeside(printed.passage(), o.passage()));
        return new Finding(
                id(),
                Severity.FACTUAL,
                confidence,
                Text.of(
                        "“" + name + "”写的是" + printed.printed() + "，按" + (beside ? "同处" : "报告另处") + "的数计算为" + computed
                                + "（" + arithmetic + "）。",
                        "\"" + name + "\" is printed as " + printed.printed() + "; the amounts "
                                + (beside ? "beside it" : "printed elsewhere in the report") + " give " + computed
                                + "."),
                Optional.of(printed.printed()),
                Optional.of(computed),
                Optional.of(arithmetic),
                Finding.NO_EFFECT,
                places,
                Text.of(
                        "核对两个金额和这个百分数，改正其中写错的一个。",
                        "Check both amounts and the percentage, and correct the one that is wrong."));
    }
}
