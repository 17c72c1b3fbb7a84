package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.List;
import org.hengji.checker.Check;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Effect;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.scores.CountRatio;
import org.hengji.checker.scores.CountRatio.Part;
import org.hengji.checker.scores.Held;
import org.hengji.checker.scores.Printed;
import org.hengji.checker.scores.PrintedCounts;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** K23: points that are a share k of N can be reached by a whole number k. */
public final class AttainableCheck implements Check {
    @Override
    public String id() {
        return "K23";
    }

    @Override
    public Text meaning() {
        return Text.of(
                "按完成数占总数的比例计的分，有整数能算得出来", "Points given for a share of a count can be reached by a whole number");
    }

    @Override
    public void run(Report report, Tally tally) {
        List<CountRatio> ratios = CountRatio.of(report);
        List<PrintedCounts> counts = PrintedCounts.of(report);
        for (PrintedCounts count : counts) {
            if (count.isPossible()) {
                tally.pass();
            } else if (isHeld(report, count.printed())) {
                tally.skip("完成数已载明，得分按它重算", "The count done is printed, and the points are held against it");
            } else {
                tally.find(unattainable(count));
            }
        }
        if (ratios.isEmpty() && counts.isEmpty()) {
            tally.skip("没有按个数比例计分的指标", "No points are given for a share of a count");
        }
        for (CountRatio ratio : ratios) {
            List<Long> wholes = ratio.whole().stream()
                    .map(f -> f.base())
                    .filter(v -> v.isWhole() && v.signum() > 0)
                    .map(v -> v.floor().longValueExact())
                    .distinct()
                    .toList();
            if (wholes.isEmpty()) {
                unknown(ratio, tally);
            } else if (wholes.stream()
                    .anyMatch(n -> ratio.reaching(n, ratio.places()).isPresent())) {
                tally.pass();
            } else if (isHeld(report, ratio.printed())) {
                tally.skip("完成数已载明，得分按它重算", "The count done is printed, and the points are held against it");
            } else {
                tally.find(unattainable(ratio, wholes.get(0)));
            }
        }
    }

    /** The report's own counts prove other points. */
    private static boolean isHeld(Report report, Printed points) {
        return Held.of(report).stream()
                .anyMatch(h -> h.printed().span().equals(points.span())
                        && h.result() == Held.Result.CONTRADICTED
                        && h.due().isOne());
    }

    /** What cannot be reached is wrong; which points are right only the count would tell. */
    private static Effect open(String indicator, Printed printed, Rational most) {
        return new Effect.Unverifiable(indicator, printed.text(), "0", most.toText());
    }

    private void unknown(CountRatio ratio, Tally tally) {
        if (ratio.smallest().isPresent()) {
            tally.pass();
            return;
        }
        tally.find(Findings.of(id(), Severity.QUESTION, Confidence.LOW)
                .says(
                        "“" + ratio.node().name() + "”得" + ratio.printed().text() + "分，总数在200以内时没有哪个完成数能算出这个分数。",
                        "\"" + ratio.node().name() + "\" is given "
                                + ratio.printed().text() + "; no count out of up to 200 gives these points.")
                .claimed(ratio.printed().text())
                .at(ratio.printed().span())
                .settledBy("写明完成数和总数。", "State the count done and the total."));
    }

    private org.hengji.checker.Finding unattainable(PrintedCounts count) {
        List<String> points = count.neighbours().stream().map(count::text).toList();
        String name = count.node().name();
        String whole = count.whole().printed();
        return Findings.of(id(), Severity.SCORE_CHANGING, Confidence.MEDIUM)
                .says(
                        "“" + name + "”得" + count.printed().text() + "分，而总数为" + whole + "时没有哪个完成数能算出这个分数，最近的是"
                                + String.join("分和", points) + "分。",
                        "\"" + name + "\" is given " + count.printed().text() + "; with a total of " + whole
                                + " no count gives these points, the nearest are " + String.join(" and ", points) + ".")
                .claimed(count.printed().text())
                .computed(String.join(" / ", points))
                .effect(open(name, count.printed(), count.weight()))
                .at(count.printed().span(), count.whole().span())
                .settledBy("写明总数和完成数，按评分标准计分。", "State the total and the count done, and score by the rule.");
    }

    private org.hengji.checker.Finding unattainable(CountRatio ratio, long whole) {
        List<Part> near = ratio.neighbours(whole);
        List<String> written = near.stream()
                .map(p -> p.part() + " ÷ " + p.whole() + " × "
                        + ratio.indicator().max().toText() + " = " + ratio.text(ratio.points(p)))
                .toList();
        List<String> points =
                near.stream().map(p -> ratio.text(ratio.points(p))).toList();
        List<Part> coarser = ratio.rounding(whole, ratio.printed().places());
        String counts = coarser.isEmpty()
                ? ""
                : coarser.get(0).part() + "至" + coarser.get(coarser.size() - 1).part();
        List<Span> places = new ArrayList<>();
        places.add(ratio.printed().span());
        ratio.whole().stream().map(Figure::span).forEach(places::add);
        return Findings.of(id(), Severity.SCORE_CHANGING, Confidence.MEDIUM)
                .says(
                        "“" + ratio.node().name() + "”得" + ratio.printed().text() + "分，而总数为" + whole
                                + "时没有哪个完成数能算出这个分数，最近的是" + String.join("分和", points) + "分"
                                + (counts.isEmpty()
                                        ? ""
                                        : "；得分"
                                                + (ratio.printed().places() == 0
                                                        ? "取整"
                                                        : "只留" + ratio.printed().places() + "位小数")
                                                + "才有这个数，完成数为" + counts + "时都是")
                                + "。",
                        "\"" + ratio.node().name() + "\" is given "
                                + ratio.printed().text() + "; with a total of "
                                + whole + " no count gives these points, the nearest are "
                                + String.join(" and ", points)
                                + (counts.isEmpty()
                                        ? ""
                                        : "; rounded to " + ratio.printed().places()
                                                + " places they are those of any count of "
                                                + counts.replace("至", " to "))
                                + ".")
                .claimed(ratio.printed().text())
                .computed(String.join(" / ", points))
                .arithmetic(String.join("；", written))
                .effect(open(
                        ratio.indicator().id(),
                        ratio.printed(),
                        ratio.indicator().max()))
                .at(places)
                .settledBy(
                        "写明计划完成和按期完成的个数，按标准计分。",
                        "State how many were planned and done in time, and score by the rule.");
    }
}
