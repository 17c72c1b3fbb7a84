package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Check;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.scores.Losses;
import org.hengji.checker.scores.Losses.Item;
import org.hengji.checker.scores.ToldWords;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** K20: what lost points is told among the problems, and what is told as a problem lost points. */
public final class DeductionCheck implements Check {
    private static final int ALIKE = 4;

    @Override
    public String id() {
        return "K20";
    }

    @Override
    public Text meaning() {
        return Text.of(
                "扣了分的指标有问题和措施对应，写了问题的指标有扣分对应", "Every deduction has its problem, and every problem its deduction");
    }

    @Override
    public void run(Report report, Tally tally) {
        Losses losses = Losses.of(report);
        if (losses.items().isEmpty()) {
            tally.skip("没有读到各指标的得分", "No points of indicators were read");
            return;
        }
        StringBuilder told = new StringBuilder();
        losses.problems()
                .forEach(p -> told.append(String.join("。", p.chapter()))
                        .append(p.text())
                        .append('。'));
        // A small loss may be a matter of a formula alone.
        Rational small = report.setting().policy().threshold("small-loss");
        for (Item item : losses.items()) {
            if (item.loss().compareTo(small) < 0 || losses.hasNoRoom(item)) {
                continue;
            }
            if (!item.remark().isEmpty() || isTold(item, losses, told.toString())) {
                tally.pass();
            } else {
                tally.find(Findings.of(id(), Severity.QUESTION, Confidence.MEDIUM)
                        .says(
                                "“" + item.name() + "”扣了" + item.loss().toText() + "分，报告没有写对应的问题和改进措施。",
                                "\"" + item.name() + "\" lost " + item.loss().toText()
                                        + " points; the report tells no problem and no measure for it.")
                        .claimed(item.points().toText())
                        .arithmetic(item.weight().toText() + " − "
                                + item.points().toText() + " = " + item.loss().toText())
                        .at(item.places())
                        .settledBy("补充扣分原因和整改措施。", "Add the reason for the deduction and the measure."));
            }
        }
        conditions(report, losses, tally);
        unfinished(losses, tally);
        for (Passage problem : losses.problems()) {
            headings(problem).forEach(h -> answered(losses, problem, h, tally));
        }
    }

    /** 项目预算未经过较大调整…则得满分, where the report itself says 调整较大. */
    private void conditions(Report report, Losses losses, Tally tally) {
        for (ToldWords.Condition condition : ToldWords.shipped().conditions()) {
            Optional<Span> admitted = report.passages().stream()
                    .filter(p -> !p.isCell())
                    .flatMap(p -> found(p, condition.admits()).stream())
                    .findFirst();
            if (admitted.isEmpty()) {
                continue;
            }
            for (Item item : losses.items()) {
                Optional<Span> rule = item.places().stream()
                        .map(s -> report.passageAt(s.start()))
                        .flatMap(p -> p.cell().stream()
                                .flatMap(c -> c.table().row(c.cell().row()).stream())
                                .map(report::passage))
                        .filter(Report::isCriterion)
                        .flatMap(p -> found(p, condition.rule()).stream())
                        .findFirst();
                if (rule.isEmpty() || item.loss().signum() > 0) {
                    continue;
                }
                List<Span> places = new ArrayList<>(List.of(item.places().get(0), rule.get(), admitted.get()));
                places.addAll(item.places());
                tally.find(Findings.of(id(), Severity.QUESTION, Confidence.MEDIUM)
                        .says(
                                "“" + item.name() + "”得满分，评分标准要求“" + plain(report, rule.get()) + "”，报告却写有“"
                                        + plain(report, admitted.get()) + "”。",
                                "\"" + item.name() + "\" has full points under the condition \""
                                        + plain(report, rule.get()) + "\", while the report says \""
                                        + plain(report, admitted.get()) + "\".")
                        .claimed(item.points().toText())
                        .at(places)
                        .settledBy(
                                "说明为什么仍符合满分条件，或按评分标准扣分。",
                                "Say why the condition is met nevertheless, or deduct by the rule."));
            }
        }
    }

    private static String plain(Report report, Span span) {
        return report.words(span).replaceAll("\\s", "");
    }

    private static Optional<Span> found(Passage p, List<Pattern> patterns) {
        return patterns.stream()
                .map(pattern -> pattern.matcher(p.text()))
                .filter(Matcher::find)
                .map(m -> p.original(m.start(), m.end()))
                .findFirst();
    }

    /** Problems admit that projects were not done, and all of them are scored as done in time. */
    private void unfinished(Losses losses, Tally tally) {
        ToldWords words = ToldWords.shipped();
        List<Item> full = losses.items().stream()
                .filter(i -> ToldWords.any(words.timely(), i.name()) && i.loss().signum() == 0)
                .toList();
        List<Span> admitted = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (Passage problem : full.isEmpty() ? List.<Passage>of() : losses.problems()) {
            Matcher m = words.unfinished().matcher(problem.text());
            while (m.find()) {
                admitted.add(problem.original(m.start(), m.end()));
                said.add(m.group());
            }
        }
        if (admitted.isEmpty()) {
            return;
        }
        List<Span> places = new ArrayList<>(admitted);
        full.forEach(i -> places.addAll(i.places()));
        String list = String.join("”“", said.stream().distinct().toList());
        tally.find(Findings.of(id(), Severity.QUESTION, Confidence.MEDIUM)
                .says(
                        "问题部分写有“" + list + "”，“" + full.get(0).name() + "”却得满分。",
                        "The problems say \"" + list.replace("”“", "\", \"") + "\", while \""
                                + full.get(0).name() + "\" has full points.")
                .claimed(full.get(0).points().toText())
                .at(places)
                .settledBy(
                        "写明计划完成和按期完成的项目数，没有按期完成的按评分标准扣分。",
                        "State how many projects were due and done in time, and deduct for the others."));
    }

    /** By its name, or by the words with which the deduction is explained where its points are told. */
    private static boolean isTold(Item item, Losses losses, String told) {
        return ToldWords.shipped().tells(told, item.name())
                || item.above().stream()
                        .anyMatch(a -> ToldWords.any(ToldWords.shipped().subjectsOf(a), told))
                || isToldByKind(item, losses)
                || losses.notes().stream()
                        .filter(n -> n.contains(item.name()))
                        .anyMatch(n -> ToldWords.common(n.replace(item.name(), ""), told) >= ALIKE);
    }

    /** 质量控制有短板: a problem told by the kind of indicator, where it is the only one of the kind that lost points. */
    private static boolean isToldByKind(Item item, Losses losses) {
        List<String> kinds = ToldWords.shipped().kinds().stream()
                .filter(k -> item.above().stream().anyMatch(a -> a.contains(k)))
                .toList();
        return losses.items().stream()
                                .filter(i -> i.loss().signum() > 0
                                        && kinds.stream()
                                                .anyMatch(
                                                        k -> i.above().stream().anyMatch(a -> a.contains(k))))
                                .count()
                        == 1
                && losses.problems().stream()
                        .anyMatch(p -> headings(p).stream().anyMatch(h -> {
                            String heading = p.text().substring(h[0], h[1]);
                            return ToldWords.any(kinds, heading)
                                    && ToldWords.any(ToldWords.shipped().faults(), heading);
                        }));
    }

    /** The sentences that open a problem: (四)…。, 一是…。 */
    private static List<int[]> headings(Passage problem) {
        List<int[]> found = new ArrayList<>();
        String text = problem.text();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || "。；".indexOf(text.charAt(i)) >= 0) {
                String sentence = text.substring(start, i);
                if (sentence.matches("(\\d{1,2}[.、)]|[(][\\d一二三四五六七八九十]+[)]|[一二三四五六七八九十]是|[^。]*问题。?[一1].).*")
                        || start == 0 && problem.level() > 0) {
                    found.add(new int[] {start, i});
                }
                start = i + 1;
            }
        }
        return found;
    }

    /** A problem about a scored indicator that lost nothing. */
    private void answered(Losses losses, Passage problem, int[] at, Tally tally) {
        ToldWords words = ToldWords.shipped();
        String sentence = problem.text().substring(at[0], at[1]);
        if (!ToldWords.any(words.faults(), problem.text()) || ToldWords.any(words.measures(), sentence)) {
            return;
        }
        String subject = sentence.split("[，:]")[0];
        if (ToldWords.any(words.plain(), subject)) {
            return;
        }
        List<String> names = words.subjectsOf(subject);
        List<Item> meant = losses.items().stream()
                .filter(i -> ToldWords.any(names, i.name())
                        || i.above().stream().anyMatch(a -> ToldWords.any(names, a))
                        || subject.contains(i.name()))
                .toList();
        if (meant.isEmpty()) {
            return;
        }
        if (meant.stream().anyMatch(i -> i.loss().signum() > 0)) {
            tally.pass();
            return;
        }
        List<Span> places = new ArrayList<>();
        places.add(problem.original(at[0], at[1]));
        meant.forEach(i -> places.addAll(i.places()));
        String indicators = String.join("”“", meant.stream().map(Item::name).toList());
        tally.find(Findings.of(id(), Severity.QUESTION, Confidence.LOW)
                .says(
                        "报告写了这个问题，“" + indicators + "”却都是满分。",
                        "The report tells this problem, but \""
                                + String.join(
                                        "\", \"", meant.stream().map(Item::name).toList()) + "\" have full points.")
                .at(places)
                .settledBy(
                        "说明该问题为什么不影响得分，或按评分标准扣分。",
                        "Say why the problem does not touch the points, or deduct by the rule."));
    }
}
