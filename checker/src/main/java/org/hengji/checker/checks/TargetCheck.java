package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Check;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.claims.ClaimWords;
import org.hengji.checker.claims.Owned;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Figure.Bound;
import org.hengji.checker.targets.AnnualGoals;
import org.hengji.checker.targets.Comparison;
import org.hengji.checker.targets.Day;
import org.hengji.checker.targets.IndicatorClass;
import org.hengji.checker.targets.Reached;
import org.hengji.checker.targets.Target;
import org.hengji.checker.targets.TargetWords;
import org.hengji.checker.targets.Targets;
import org.hengji.checker.targets.Value;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** K12: what was reached is what was aimed at. More than a target of "at least" is fine. */
public final class TargetCheck implements Check {
    private static final Text SETTLE = Text.of(
            "核对实际完成值；确未完成的，写明原因和完成时间，并按未完成计分。",
            "Check the actual value; if the target was missed, give the reason and the day of completion, and score it so.");

    @Override
    public String id() {
        return "K12";
    }

    @Override
    public Text meaning() {
        return Text.of("实际完成值达到绩效目标", "Actual values reach their targets");
    }

    @Override
    public void run(Report report, Tally tally) {
        TargetWords words = TargetWords.shipped();
        Targets targets = Targets.of(report);
        if (targets.all().isEmpty()) {
            tally.skip("没有读到绩效目标", "No targets were found");
        }
        for (Target target : targets.inTables()) {
            if (target.actual().isEmpty()) {
                tally.skip("目标没有列出实际完成值", "The target has no actual value beside it");
            } else if (target.isPaidFor() || Owned.by(report, target)) {
                // The report tells the miss itself and takes points off for it
                tally.pass();
            } else {
                compare(target, words, tally);
            }
        }
        for (Target target : targets.inText()) {
            stated(report, target, tally);
        }
        AnnualGoals.rates(report).forEach(goal -> promised(report, goal, tally));
        AnnualGoals.days(report).forEach(due -> day(report, due, tally));
    }

    /** A rate promised in a sentence of goals; where the report owns the miss among its problems there is nothing to find. */
    private void promised(Report report, AnnualGoals.Rate goal, Tally tally) {
        Figure aim = goal.aim();
        boolean ceiling = aim.bound() == Bound.AT_MOST;
        Figure actual = (ceiling ? Reached.least(goal.results()) : Reached.greatest(goal.results())).orElseThrow();
        boolean owned = report.passages().stream()
                .anyMatch(p -> ClaimWords.shipped().isProblem(p) && p.text().contains(goal.name()));
        if (owned || Comparison.met(aim, actual, false).orElse(true)) {
            tally.pass();
            return;
        }
        tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.MEDIUM)
                .says(
                        "年度目标写“" + goal.name() + "”" + aim.words() + "，正文所写的结果为" + actual.printed() + "，没有达到。",
                        "The annual goals promise " + aim.words() + " for \"" + goal.name() + "\"; the text gives "
                                + actual.printed() + ".")
                .claimed(actual.printed())
                .computed((ceiling ? "≤" : "≥") + aim.printed())
                .at(actual.span(), aim.span())
                .settledBy(
                        "核对目标和结果；确未达到的，写明原因并按未完成计分。",
                        "Check goal and result; if it was missed, give the reason and score it so."));
    }

    private void day(Report report, AnnualGoals.Due due, Tally tally) {
        boolean owned = report.passages().stream()
                .anyMatch(p -> ClaimWords.shipped().isProblem(p)
                        && ClaimWords.shipped().late().stream().anyMatch(p.text()::contains));
        if (owned || !due.on().after(due.by())) {
            tally.pass();
            return;
        }
        tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.MEDIUM)
                .says(
                        "年度目标写" + due.by().zh() + "前" + due.name() + "，正文写"
                                + due.on().zh() + due.name() + "，晚于期限。",
                        "The annual goals promise completion by " + due.by().en() + "; the text tells "
                                + due.on().en() + ", late.")
                .claimed(due.on().zh())
                .computed("≤" + due.by().zh())
                .at(due.done(), due.promised())
                .settledBy(
                        "核对完工日期；确已逾期的，写明原因并按逾期计分。", "Check the day; if it was late, give the reason and score it so."));
    }

    private void compare(Target target, TargetWords words, Tally tally) {
        Value aim = target.target();
        Value actual = target.actual().orElseThrow();
        Target.Place reached = target.reached().orElseThrow();
        Optional<String> missed = words.missed(reached.words());
        if (aim instanceof Value.NotSet || actual instanceof Value.NotSet && aim instanceof Value.Blank) {
            tally.skip("没有设这类指标", "No indicator of this class is set");
        } else if (aim instanceof Value.Amount a && actual instanceof Value.Amount b) {
            amounts(target, a.figure(), b.figure(), words, tally);
        } else if (aim instanceof Value.Between range && actual instanceof Value.Amount b) {
            range(target, range, b.figure(), tally);
        } else if (aim instanceof Value.Composite parts && actual instanceof Value.Composite done) {
            composite(target, parts, done, tally);
        } else if (aim instanceof Value.On by && actual instanceof Value.On on) {
            if (on.day().after(by.day())) {
                tally.find(late(target, by.day(), on.day()));
            } else {
                tally.pass();
            }
        } else if (missed.isPresent()) {
            tally.find(admitted(target, missed.get()));
        } else if (aim instanceof Value.Words w
                && actual instanceof Value.Words done
                && w.words().equals(done.words())) {
            tally.pass();
        } else {
            tally.skip("目标与实际完成值不能直接比较", "Target and actual value cannot be compared directly");
        }
    }

    private void amounts(Target target, Figure aim, Figure actual, TargetWords words, Tally tally) {
        if (!Comparison.comparable(aim, actual)) {
            tally.skip("目标与实际完成值的单位不同", "Target and actual value have different units");
            return;
        }
        boolean ceiling =
                target.kind().filter(k -> k == IndicatorClass.COST).isPresent() || words.isCeiling(target.name());
        Optional<Boolean> met = Comparison.met(aim, actual, ceiling);
        if (met.isEmpty()) {
            tally.skip(
                    "实际完成值只写了范围，看不出是否达标",
                    "The actual value is only a bound and does not show whether the target is met");
        } else if (met.get()) {
            tally.pass();
        } else {
            tally.find(unmet(target, aim, actual));
        }
    }

    private Finding unmet(Target target, Figure aim, Figure actual) {
        boolean more = actual.base().compareTo(aim.base()) > 0;
        Rational gap = aim.base().minus(actual.base()).abs();
        String arithmetic = more
                ? actual.printed() + " − " + aim.printed() + " = " + Comparison.printed(gap, actual)
                : actual.printed() + " ÷ " + aim.printed() + " = " + Comparison.percent(actual.base(), aim.base());
        Target.Place reached = target.reached().orElseThrow();
        List<Day> days = Day.in(reached.words());
        String later = days.isEmpty() ? "" : "；单元格内所写的" + days.get(0).zh() + "补完不改变年末结果";
        String laterEn = days.isEmpty()
                ? ""
                : "; completion in " + days.get(0).en()
                        + ", told in the cell, does not change the result at the year's end";
        return finding(
                target,
                Severity.FACTUAL,
                actual.isExact() ? Confidence.HIGH : Confidence.MEDIUM,
                Text.of(
                        "“" + target.name() + "”目标" + aim.words() + "，实际" + actual.words() + "，"
                                + (more ? "超过上限" : "没有达到") + later + "。",
                        "\"" + target.name() + "\": target " + aim.words() + ", actual " + actual.words()
                                + (more ? ", above the ceiling" : ", not reached") + laterEn + "."),
                actual.words(),
                Optional.of((more ? "≤" : "≥") + aim.printed()),
                Optional.of(arithmetic),
                SETTLE);
    }

    private void range(Target target, Value.Between range, Figure actual, Tally tally) {
        if (!Comparison.comparable(range.high(), actual)) {
            tally.skip("目标与实际完成值的单位不同", "Target and actual value have different units");
            return;
        }
        boolean below = actual.base().compareTo(range.low().base()) < 0;
        boolean above = actual.base().compareTo(range.high().base()) > 0;
        if (!below && !above) {
            tally.pass();
            return;
        }
        String span = range.low().printed() + "~" + range.high().printed();
        tally.find(finding(
                target,
                Severity.FACTUAL,
                below ? Confidence.HIGH : Confidence.MEDIUM,
                Text.of(
                        "“" + target.name() + "”目标区间为" + span + "，实际" + actual.words() + "，"
                                + (below ? "低于下限。" : "超出上限，没有说明原因，目标测算依据存疑。"),
                        "\"" + target.name() + "\": target range " + span + ", actual " + actual.words()
                                + (below
                                        ? ", below the lower end."
                                        : ", above the upper end without a reason; the basis of the target is doubtful.")),
                actual.words(),
                Optional.of(span),
                Optional.of(
                        below
                                ? actual.printed() + " < " + range.low().printed()
                                : actual.printed() + " > " + range.high().printed()),
                below
                        ? SETTLE
                        : Text.of(
                                "说明超出上限的原因，或按实际工作量重设目标区间。",
                                "Explain the excess, or set the range by the real workload.")));
    }

    private void composite(Target target, Value.Composite aims, Value.Composite done, Tally tally) {
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        List<String> arithmetic = new ArrayList<>();
        boolean sure = false;
        for (Value.Part aim : aims.parts()) {
            Optional<Value.Part> part = done.parts().stream()
                    .filter(d -> d.name().equals(aim.name()))
                    .findFirst();
            if (part.isEmpty()) {
                zh.add("“" + aim.name() + "”" + aim.figure().printed() + "没有对应的完成数");
                en.add("\"" + aim.name() + "\" " + aim.figure().printed() + " has no actual number");
            } else if (Comparison.comparable(aim.figure(), part.get().figure())
                    && part.get().figure().base().compareTo(aim.figure().base()) < 0) {
                sure = true;
                zh.add("“" + aim.name() + "”目标" + aim.figure().printed() + "、实际"
                        + part.get().figure().printed());
                en.add("\"" + aim.name() + "\" target " + aim.figure().printed() + ", actual "
                        + part.get().figure().printed());
                arithmetic.add(
                        part.get().figure().printed() + " < " + aim.figure().printed());
            }
        }
        if (zh.isEmpty()) {
            tally.pass();
            return;
        }
        tally.find(finding(
                target,
                Severity.FACTUAL,
                sure ? Confidence.HIGH : Confidence.MEDIUM,
                Text.of(
                        "“" + brief(target.name()) + "”的分项没有全部完成：" + String.join("；", zh) + "。",
                        "Parts of \"" + brief(target.name()) + "\" were not reached: " + String.join("; ", en) + "."),
                target.reached().orElseThrow().words(),
                Optional.of(target.targeted().words()),
                arithmetic.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", arithmetic)),
                SETTLE));
    }

    /** 2021年9月底 and not 2021年9月. */
    private static String told(Target target, Day by) {
        String words = target.targeted().words();
        String told = by.to() <= words.length() ? words.substring(by.from(), by.to()) : "";
        return told.endsWith("底") || told.endsWith("末") ? told : by.zh();
    }

    private Finding late(Target target, Day by, Day on) {
        return finding(
                target,
                Severity.FACTUAL,
                Confidence.HIGH,
                Text.of(
                        "“" + target.name() + "”应于" + told(target, by) + "前完成，实际" + on.zh() + "完成，晚于期限。",
                        "\"" + target.name() + "\" was due by " + by.en() + " and done in " + on.en() + ", late."),
                on.zh(),
                Optional.of("≤" + by.zh()),
                Optional.of(on.zh() + " > " + by.zh()),
                SETTLE);
    }

    private Finding admitted(Target target, String word) {
        String words = target.reached().orElseThrow().words();
        return finding(
                target,
                Severity.FACTUAL,
                Confidence.MEDIUM,
                Text.of(
                        "“" + target.name() + "”的实际完成情况写有“" + word + "”，目标没有完成。",
                        "The actual value of \"" + target.name() + "\" says \"" + word + "\": the target was missed."),
                words,
                Optional.of(target.targeted().words()),
                Optional.empty(),
                SETTLE);
    }

    /** A target stated in text against the one result of nearly the same name. */
    private void stated(Report report, Target target, Tally tally) {
        if (!(target.target() instanceof Value.Amount aim)) {
            tally.skip("目标没有可比较的数值", "The target has no number to compare");
            return;
        }
        List<Figure> results = Reached.of(report, target, aim.figure());
        // A sentence of the same name also tells parts of the result: take the one most in favour of the report
        boolean ceiling = aim.figure().bound() == Bound.AT_MOST || aim.figure().bound() == Bound.LESS;
        Optional<Figure> best = ceiling ? Reached.least(results) : Reached.greatest(results);
        if (best.isEmpty()) {
            tally.skip("正文里没有同名的完成数", "The text has no result of the same name");
            return;
        }
        Figure actual = best.get();
        if (Comparison.met(aim.figure(), actual, false).orElse(true)) {
            tally.pass();
            return;
        }
        List<Place> places = new ArrayList<>();
        places.add(Place.of(actual.span()));
        places.add(Place.of(target.targeted().span()));
        tally.find(new Finding(
                id(),
                Severity.FACTUAL,
                Confidence.MEDIUM,
                Text.of(
                        "“" + target.name() + "”目标" + aim.figure().words() + "，正文所写的完成数为" + actual.words() + "，没有达到。",
                        "\"" + target.name() + "\": target " + aim.figure().words() + ", the text gives "
                                + actual.words() + " as done; not reached."),
                Optional.of(actual.words()),
                Optional.of((ceiling ? "≤" : "≥") + aim.figure().printed()),
                Optional.of(actual.printed() + " ÷ " + aim.figure().printed() + " = "
                        + Comparison.percent(actual.base(), aim.figure().base())),
                Finding.NO_EFFECT,
                places,
                SETTLE));
    }

    private Finding finding(
            Target target,
            Severity severity,
            Confidence confidence,
            Text message,
            String claimed,
            Optional<String> computed,
            Optional<String> arithmetic,
            Text settle) {
        return new Finding(
                id(),
                severity,
                confidence,
                message,
                Optional.of(claimed),
                computed,
                arithmetic,
                Finding.NO_EFFECT,
                List.of(
                        Place.of(target.reached().orElseThrow().span()),
                        Place.of(target.targeted().span()),
                        Place.of(target.named())),
                settle);
    }

    private static String brief(String words) {
        return words.length() <= 24 ? words : words.substring(0, 24) + "…";
    }
}
