package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Check;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.scores.FrameworkMatch;
import org.hengji.checker.scores.PublishedScore;
import org.hengji.checker.scores.Recomputation;
import org.hengji.checker.scores.ToldGrades;
import org.hengji.checker.scores.ToldWords;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** K26: the grade is one of the declared bands and the one that the total lies in. */
public final class GradeCheck implements Check {
    @Override
    public String id() {
        return "K26";
    }

    @Override
    public Text meaning() {
        return Text.of("评价等级是规定的等级之一，并与总分相符", "The grade is one of the declared bands and fits the total");
    }

    private record Band(String label, Rational from, Optional<Span> span) {}

    @Override
    public void run(Report report, Tally tally) {
        ToldGrades grades = ToldGrades.of(report);
        if (grades.published().isEmpty()) {
            tally.skip("报告没有写等级", "The report tells no grade");
            return;
        }
        for (int i = 1; i < grades.bands().size(); i++) {
            meet(grades.bands().get(i - 1), grades.bands().get(i), tally);
        }
        List<Band> bands = bands(report, grades);
        boolean declared = !grades.bands().isEmpty();
        Optional<PublishedScore> total = PublishedScore.of(report);
        for (ToldGrades.Label label : grades.published()) {
            Optional<Band> due = total.map(t -> band(bands, t.value()));
            boolean known = bands.stream().anyMatch(b -> b.label().equals(label.label()));
            if (!known) {
                foreign(label, bands, due, declared, tally);
            } else if (due.isEmpty()) {
                tally.skip("没有读到总分", "No total was read");
            } else if (!due.get().label().equals(label.label())) {
                wrong(label, total.get(), due.get(), declared, tally);
            } else {
                tally.pass();
            }
        }
        total.ifPresent(t -> contested(report, grades.published().get(0), t, bands, tally));
    }

    /** A band ends where the next better one begins; 89 below 90 is no gap where whole points are given. */
    private void meet(ToldGrades.Band better, ToldGrades.Band worse, Tally tally) {
        if (worse.to().isEmpty()) {
            return;
        }
        Rational gap = better.from().minus(worse.to().get());
        if (gap.signum() >= 0 && gap.compareTo(Rational.ONE) <= 0) {
            tally.pass();
            return;
        }
        String from = better.from().toText();
        String to = worse.to().get().toText();
        tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.HIGH)
                .says(
                        "等级的分数界限不衔接：“" + worse.label() + "”到" + to + "分为止，“" + better.label() + "”从" + from + "分起。",
                        "The bands of the grades do not meet: " + worse.label() + " ends at " + to + ", "
                                + better.label() + " begins at " + from + ".")
                .claimed(to)
                .computed(from)
                .at(worse.span(), better.span())
                .settledBy("对照评价办法改正等级的分数界限。", "Correct the bands after the rules for grades."));
    }

    private static List<Band> bands(Report report, ToldGrades grades) {
        List<Band> bands = new ArrayList<>();
        grades.bands().forEach(b -> bands.add(new Band(b.label(), b.from(), Optional.of(b.span()))));
        if (bands.isEmpty()) {
            FrameworkMatch.of(report)
                    .ifPresent(m -> m.framework()
                            .grades()
                            .forEach(g -> bands.add(new Band(g.name().zh(), g.from(), Optional.empty()))));
        }
        if (bands.isEmpty()) {
            ToldWords.shipped().grades().forEach(g -> bands.add(new Band(g.label(), g.from(), Optional.empty())));
        }
        return bands;
    }

    private static Band band(List<Band> bands, Rational total) {
        return bands.stream()
                .filter(b -> total.compareTo(b.from()) >= 0)
                .findFirst()
                .orElse(bands.get(bands.size() - 1));
    }

    private void foreign(ToldGrades.Label label, List<Band> bands, Optional<Band> due, boolean declared, Tally tally) {
        String all = String.join("、", bands.stream().map(Band::label).toList());
        boolean wording = due.map(
                        b -> label.label().startsWith(b.label()) || b.label().startsWith(label.label()))
                .orElse(false);
        List<Span> places = new ArrayList<>();
        places.add(label.span());
        bands.forEach(b -> b.span().ifPresent(places::add));
        tally.find(Findings.of(
                        id(),
                        wording ? Severity.COSMETIC : Severity.FACTUAL,
                        declared ? Confidence.HIGH : Confidence.MEDIUM)
                .says(
                        "等级写的是“" + label.label() + "”，规定的等级只有" + all
                                + due.map(b -> "；按总分应为“" + b.label() + "”").orElse("") + "。",
                        "The grade is printed as \"" + label.label() + "\"; the declared ones are " + all
                                + due.map(b -> "; the total makes it " + b.label())
                                        .orElse("") + ".")
                .claimed(label.label())
                .computed(due.map(Band::label).orElse(null))
                .at(places)
                .settledBy("改用规定的等级名称。", "Use the name of a declared grade."));
    }

    private void wrong(ToldGrades.Label label, PublishedScore total, Band due, boolean declared, Tally tally) {
        List<Span> places = new ArrayList<>(List.of(label.span(), total.span()));
        due.span().ifPresent(places::add);
        tally.find(Findings.of(id(), Severity.SCORE_CHANGING, declared ? Confidence.HIGH : Confidence.MEDIUM)
                .says(
                        "总分" + total.value().toText() + "分属于“" + due.label() + "”，报告写的等级是“" + label.label() + "”。",
                        "A total of " + total.value().toText() + " lies in the band " + due.label()
                                + "; the report prints " + label.label() + ".")
                .claimed(label.label())
                .computed(due.label())
                .arithmetic(total.value().toText() + " ≥ " + due.from().toText())
                .at(places)
                .settledBy("核对总分和等级，改正其中一处。", "Check total and grade and correct one of them."));
    }

    /** Where points are contradicted by the report's own figures, the grade may hang on them. */
    private void contested(Report report, ToldGrades.Label label, PublishedScore total, List<Band> bands, Tally tally) {
        Optional<Recomputation> again = Recomputation.of(report);
        if (again.isEmpty()) {
            return;
        }
        Rational low = again.get().contradictedLow(total.value());
        Rational high = again.get().contradictedHigh(total.value());
        Band worst = band(bands, low);
        Band best = band(bands, high);
        Band told = band(bands, total.value());
        if (worst.equals(told) && best.equals(told)) {
            return;
        }
        boolean sure = worst.equals(best);
        tally.find(Findings.of(id(), sure ? Severity.SCORE_CHANGING : Severity.QUESTION, Confidence.MEDIUM)
                .says(
                        "按报告自己的数重新计算，总分在" + low.toText() + "至" + high.toText() + "分之间，等级为“" + worst.label()
                                + (sure ? "”" : "”至“" + best.label() + "”") + "，不一定是“" + told.label() + "”。",
                        "From the report's own figures the total lies between " + low.toText() + " and "
                                + high.toText() + ": " + worst.label() + (sure ? "" : " to " + best.label())
                                + ", not necessarily " + told.label() + ".")
                .claimed(label.label())
                .computed(sure ? worst.label() : worst.label() + "～" + best.label())
                .at(label.span(), total.span())
                .settledBy("先解决得分与数据不符的各项，再定等级。", "Settle the contradicted points first, then the grade."));
    }
}
