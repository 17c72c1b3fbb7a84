package org.hengji.checker.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.arithmetic.Ratios;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.targets.Comparison;
import org.hengji.checker.targets.IndicatorClass;
import org.hengji.checker.targets.Target;
import org.hengji.checker.targets.TargetWords;
import org.hengji.checker.targets.Targets;
import org.hengji.checker.targets.Value;
import org.hengji.checker.vocabulary.FigureWords.RatioKind;
import org.hengji.checker.vocabulary.FigureWords.Stage;
import org.hengji.documents.Span;
import org.hengji.scoring.number.Rational;

/** Holds a claim against the figures, targets and problems of its own report. */
public final class Evidence {
    private static final int MOST_TOLD = 5;
    private static final int NEAR = 2;
    private static final int BEFORE = 12;
    private static final int CLAUSE = 12;

    /** What the facts say of a claim. */
    public sealed interface Answer {
        /** No fact of the report bears on it. */
        record Silent() implements Answer {}

        record Holds() implements Answer {}

        record Belied(Contradiction by) implements Answer {}
    }

    private static final Answer SILENT = new Answer.Silent();
    private static final Answer HOLDS = new Answer.Holds();

    private final Report report;
    private final ClaimWords words = ClaimWords.shipped();

    public Evidence(Report report) {
        this.report = report;
    }

    public Answer on(Claim claim) {
        return switch (claim.test()) {
            case SCHEDULE -> schedule(claim);
            case ADJUSTMENT -> adjustment();
            case TARGETS -> targets(claim);
            case DEADLINES -> deadlines(claim);
            case STAFFING -> staffing();
            case BUDGET -> budget();
            case MEASURABLE -> measurable(claim);
            case COMPLETE -> complete(claim);
            case ABSENT -> absent(claim);
        };
    }

    /** The four progress figures of the claim's own sentence or paragraph, in order of the quarters. */
    private Answer schedule(Claim claim) {
        List<Figure> rates = report.figures(claim.passage()).stream()
                .filter(f -> f.isPercent() && f.from() < claim.from())
                .filter(f -> f.sentence() == sentence(claim))
                .toList();
        int quarters = words.schedule().size();
        if (rates.size() != quarters || !namesQuarters(claim)) {
            rates = Progress.of(report, words);
        }
        if (rates.size() != quarters) {
            return SILENT;
        }
        String meant = named(claim);
        for (int i = 0; i < quarters; i++) {
            if (!meant.isEmpty() && meant.indexOf(words.quarters().get(i).charAt(0)) < 0) {
                continue;
            }
            Figure rate = rates.get(i);
            Rational due = words.schedule().get(i);
            if (rate.base().compareTo(due) < 0) {
                String dueText = due.times(Rational.HUNDRED).toText() + "%";
                return belied(
                        Severity.FACTUAL,
                        rate.isExact() ? Confidence.HIGH : Confidence.MEDIUM,
                        words.quarters().get(i) + "进度为" + rate.printed() + "，低于序时进度" + dueText,
                        "progress in quarter " + (i + 1) + " is " + rate.printed() + ", below the schedule of "
                                + dueText,
                        Optional.of("≥" + dueText),
                        Optional.of(rate.printed() + " < " + dueText),
                        List.of(rate.span()));
            }
        }
        return HOLDS;
    }

    /** The quarters that the claim itself names; none when it speaks of all. */
    private static String named(Claim claim) {
        String lead = claim.passage().text().substring(Math.max(0, claim.from() - CLAUSE), claim.from());
        int end = lead.lastIndexOf("季度");
        int from = end;
        while (from > 0 && "一二三四、和及第".indexOf(lead.charAt(from - 1)) >= 0) {
            from--;
        }
        return end < 0 ? "" : lead.substring(from, end);
    }

    private int sentence(Claim claim) {
        int sentence = 0;
        for (int i = 0; i < claim.from(); i++) {
            sentence += "。；！？".indexOf(claim.passage().text().charAt(i)) >= 0 ? 1 : 0;
        }
        return sentence;
    }

    private boolean namesQuarters(Claim claim) {
        return words.quarters().stream().allMatch(claim.passage().text()::contains);
    }

    /** The greatest opening budget with an adjusted one of the same name in the same paragraph. */
    private Answer adjustment() {
        Figure opening = null;
        Figure adjusted = null;
        for (Passage p : report.passages()) {
            if (p.isCell()) {
                continue;
            }
            List<Figure> amounts = report.figures(p).stream()
                    .filter(f -> f.isMoney() && f.isExact())
                    .toList();
            for (int i = 0; i < amounts.size(); i++) {
                Figure from = amounts.get(i);
                if (stage(from) != Stage.INITIAL) {
                    continue;
                }
                for (int j = i + 1; j < amounts.size() && j <= i + NEAR; j++) {
                    Figure to = amounts.get(j);
                    if (stage(to) == Stage.ADJUSTED
                            && (opening == null || from.base().compareTo(opening.base()) > 0)) {
                        opening = from;
                        adjusted = to;
                    }
                }
            }
        }
        if (opening == null || opening.base().signum() == 0) {
            return SILENT;
        }
        Rational rate = adjusted.base().minus(opening.base()).abs().over(opening.base());
        Rational large = report.setting().policy().threshold("large-adjustment");
        if (rate.compareTo(large) <= 0) {
            return HOLDS;
        }
        String percent = Comparison.percent(rate, Rational.ONE);
        String limit = large.times(Rational.HUNDRED).toText() + "%";
        return belied(
                Severity.FACTUAL,
                Confidence.MEDIUM,
                "年初预算" + opening.printed() + "，调整后" + adjusted.printed() + "，调整幅度" + percent + "，超过" + limit,
                "the opening budget of " + opening.printed() + " became " + adjusted.printed() + ", a change of "
                        + percent + ", beyond " + limit,
                Optional.of(percent),
                Optional.of("|" + adjusted.printed() + " − " + opening.printed() + "| ÷ " + opening.printed() + " = "
                        + percent),
                List.of(opening.span(), adjusted.span()));
    }

    private Stage stage(Figure figure) {
        return report.words().stage(figure.label()).orElse(null);
    }

    private Answer targets(Claim claim) {
        TargetWords targetWords = TargetWords.shipped();
        List<Target> missed = new ArrayList<>();
        boolean any = false;
        for (Target t : Targets.of(report).inTables()) {
            Optional<Boolean> miss = Comparison.missed(t, targetWords);
            any |= miss.isPresent();
            if (miss.orElse(false) && !t.isPaidFor() && !Owned.by(report, t)) {
                missed.add(t);
            }
        }
        if (!missed.isEmpty()) {
            List<Span> operands = missed.stream()
                    .limit(MOST_TOLD)
                    .map(t -> t.reached().orElseThrow().span())
                    .toList();
            String list = String.join(
                    "；",
                    missed.stream()
                            .limit(MOST_TOLD)
                            .map(t -> "“" + t.name() + "”目标" + t.targeted().words() + "、实际"
                                    + t.reached().orElseThrow().words())
                            .toList());
            return belied(
                    Severity.FACTUAL,
                    claim.excepts() ? Confidence.LOW : Confidence.MEDIUM,
                    "目标表中有" + missed.size() + "项没有完成：" + list,
                    missed.size() + " rows of the target table were missed: " + list,
                    Optional.of(String.valueOf(missed.size())),
                    Optional.empty(),
                    operands);
        }
        Answer problem = problems(claim, words.missed(), "目标没有完成", "targets were missed");
        return problem instanceof Answer.Silent && any ? HOLDS : problem;
    }

    /** How many of all were done in time, beside the claim; else what the claim's own paragraph or the problems admit. */
    private Answer deadlines(Claim claim) {
        List<Figure> here = report.figures(claim.passage());
        for (Figure done : here) {
            Optional<String> word =
                    words.inTime().stream().filter(done.label()::contains).findFirst();
            if (word.isEmpty() || done.isPercent()) {
                continue;
            }
            Optional<Figure> all = here.stream()
                    .filter(f -> f.sentence() == done.sentence() && f.to() <= done.from())
                    .filter(f -> f.isLike(done)
                            && f.unit().symbol().equals(done.unit().symbol()))
                    .reduce((first, second) -> second);
            if (all.isPresent() && done.base().compareTo(all.get().base()) < 0) {
                return belied(
                        Severity.FACTUAL,
                        Confidence.MEDIUM,
                        "同处写的是" + all.get().printed() + "中" + word.get() + "的有" + done.printed(),
                        "the same paragraph has " + done.printed() + " in time of "
                                + all.get().printed(),
                        Optional.of(done.printed()),
                        Optional.of(done.printed() + " < " + all.get().printed()),
                        List.of(done.span(), all.get().span()));
            }
        }
        // A sentence that names its exceptions is not belied by them
        Optional<Answer> beside = claim.excepts()
                ? Optional.empty()
                : admitted(claim, claim.passage(), words.late(), "工作没有按期完成", "work was late");
        if (beside.isEmpty() && setsApart(claim)) {
            return HOLDS;
        }
        return beside.orElseGet(() -> problems(claim, words.late(), "工作没有按期完成", "work was late"));
    }

    /** 除部分项目进度受阻外，均按计划执行: what the problems admit is what the claim has set apart. */
    private boolean setsApart(Claim claim) {
        String text = claim.passage().text();
        int from = claim.from();
        while (from > 0 && "。；！？".indexOf(text.charAt(from - 1)) < 0) {
            from--;
        }
        return words.setsApart().matcher(text.substring(from, claim.from())).find();
    }

    /** Sentences of the problem chapter that admit what a claim denies. */
    private Answer problems(Claim claim, List<String> admissions, String zh, String en) {
        boolean chapter = false;
        for (Passage p : report.passages()) {
            if (words.isProblem(p)) {
                chapter = true;
                Optional<Answer> answer = admitted(claim, p, admissions, zh, en);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
        return chapter ? HOLDS : SILENT;
    }

    private Optional<Answer> admitted(Claim claim, Passage p, List<String> admissions, String zh, String en) {
        for (String word : admissions) {
            for (int at = p.text().indexOf(word); at >= 0; at = p.text().indexOf(word, at + 1)) {
                String before = p.text().substring(Math.max(0, at - BEFORE), at);
                boolean denied = words.negations().stream().anyMatch(before::contains);
                if (denied || !isAbout(claim, before + word)) {
                    continue;
                }
                boolean same = p == claim.passage();
                return Optional.of(belied(
                        same ? Severity.FACTUAL : Severity.QUESTION,
                        claim.excepts() ? Confidence.LOW : Confidence.MEDIUM,
                        (same ? "同处" : "问题部分") + "写有“" + word + "”，" + zh,
                        (same ? "the same paragraph" : "the chapter on problems") + " says \"" + word + "\": " + en,
                        Optional.of(word),
                        Optional.empty(),
                        List.of(p.original(at, at + word.length()))));
            }
        }
        return Optional.empty();
    }

    /** A claim on tasks is not belied by a late project. */
    private boolean isAbout(Claim claim, String admission) {
        if (claim.test() != Claim.Test.DEADLINES) {
            return true;
        }
        String lead = claim.passage().text().substring(Math.max(0, claim.from() - CLAUSE), claim.to());
        List<String> matters = words.matters().stream().filter(lead::contains).toList();
        List<String> admitted =
                words.matters().stream().filter(admission::contains).toList();
        return admitted.isEmpty() || admitted.stream().anyMatch(matters::contains);
    }

    private Answer staffing() {
        Optional<Ratios.Held> over = Ratios.of(report).held().stream()
                .filter(h -> h.ratio().id().endsWith("control"))
                .filter(h -> h.operands().denominator().unit().dimension().equals("person"))
                .max(Comparator.comparing(h -> h.operands().value()));
        if (over.isEmpty()) {
            return SILENT;
        }
        Ratios.Operands o = over.get().operands();
        if (o.value().compareTo(Rational.ONE) <= 0) {
            return HOLDS;
        }
        return belied(
                Severity.FACTUAL,
                Confidence.MEDIUM,
                "在编" + o.numerator().printed() + "，超过编制数" + o.denominator().printed(),
                "there are " + o.numerator().printed() + " for an establishment of "
                        + o.denominator().printed(),
                Optional.of("≤" + o.denominator().printed()),
                Optional.of(o.numerator().printed() + " > " + o.denominator().printed()),
                List.of(o.numerator().span(), o.denominator().span()));
    }

    private Answer budget() {
        List<Ratios.Held> spent = Ratios.of(report).held().stream()
                .filter(h -> h.ratio().kind() == RatioKind.SHARE
                        && (h.ratio().id().equals("execution") || h.ratio().id().equals("control"))
                        && h.operands().denominator().isMoney()
                        && h.agreement().agrees())
                .toList();
        Optional<Ratios.Held> over = spent.stream()
                .filter(h -> h.operands().value().compareTo(Rational.ONE) > 0)
                .findFirst();
        if (over.isEmpty()) {
            return spent.isEmpty() ? SILENT : HOLDS;
        }
        Ratios.Operands o = over.get().operands();
        return belied(
                Severity.FACTUAL,
                Confidence.MEDIUM,
                "支出" + o.numerator().printed() + "，超过预算" + o.denominator().printed(),
                o.numerator().printed() + " was spent of a budget of "
                        + o.denominator().printed(),
                Optional.of("≤" + o.denominator().printed()),
                Optional.of(o.numerator().printed() + " > " + o.denominator().printed()),
                List.of(o.numerator().span(), o.denominator().span()));
    }

    private Answer measurable(Claim claim) {
        TargetWords targetWords = TargetWords.shipped();
        List<Target> all = Targets.of(report).all().stream()
                .filter(t -> t.kind().isEmpty()
                        || classes(claim).isEmpty()
                        || classes(claim).contains(t.kind().get()))
                .toList();
        List<Target> weak = all.stream()
                .filter(t -> t.target() instanceof Value.Blank
                        || t.target() instanceof Value.Words && targetWords.isMeasured(t.name()))
                .toList();
        if (weak.isEmpty()) {
            return all.isEmpty() ? SILENT : HOLDS;
        }
        long blanks =
                weak.stream().filter(t -> t.target() instanceof Value.Blank).count();
        long worded = weak.size() - blanks;
        boolean blank = blanks > 0;
        String list = String.join(
                "、", weak.stream().limit(MOST_TOLD).map(Target::name).toList());
        return belied(
                Severity.QUESTION,
                blank ? Confidence.MEDIUM : Confidence.LOW,
                (blank ? blanks + "个指标没有写目标值" : "") + (blank && worded > 0 ? "，" : "")
                        + (worded > 0 ? worded + "个比率或满意度指标的目标只有文字、没有数值" : "") + "：" + list,
                (blank ? count(blanks, "indicator", "indicators") + " without a target" : "")
                        + (blank && worded > 0 ? ", " : "")
                        + (worded > 0
                                ? count(worded, "rate or satisfaction", "rates or satisfactions")
                                        + " with words for a target"
                                : "")
                        + ": " + list,
                Optional.of(String.valueOf(weak.size())),
                Optional.empty(),
                weak.stream().limit(MOST_TOLD).map(Target::named).toList());
    }

    private static String count(long number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    /** 数量指标清晰、明确 speaks of no other class. */
    private static List<IndicatorClass> classes(Claim claim) {
        return Stream.of(IndicatorClass.values())
                .filter(c -> claim.words().contains(c.zh() + "指标"))
                .toList();
    }

    /** Rates of the same kind below 100 % and counts of what was left, in the same paragraph or the one before. */
    private Answer complete(Claim claim) {
        ClaimWords.Complete complete = words.complete().stream()
                .filter(c -> c.rates().get(0).equals(claim.subject().orElseThrow()))
                .findFirst()
                .orElseThrow();
        boolean any = false;
        for (Figure f : near(claim)) {
            if (f.isPercent() && complete.rates().stream().anyMatch(f.label()::endsWith)) {
                any = true;
                if (f.base().compareTo(Rational.ONE) < 0 && f.from() != claim.from()) {
                    return belied(
                            Severity.FACTUAL,
                            Confidence.MEDIUM,
                            f.label() + "为" + f.printed() + "，不足100%",
                            f.label() + " is " + f.printed() + ", below 100%",
                            Optional.of(f.printed()),
                            Optional.of(f.printed() + " < 100%"),
                            List.of(f.span()));
                }
            } else if (complete.undone().stream().anyMatch(f.label()::contains)
                    && f.base().signum() > 0) {
                return belied(
                        Severity.FACTUAL,
                        Confidence.MEDIUM,
                        "同处写有" + f.label() + f.printed(),
                        f.label() + " " + f.printed() + " stands beside it",
                        Optional.of(f.printed()),
                        Optional.of(f.printed() + " > 0"),
                        List.of(f.span()));
            }
        }
        return any ? HOLDS : SILENT;
    }

    private List<Figure> near(Claim claim) {
        int index = claim.passage().index();
        return report.figures().stream()
                .filter(f -> !f.passage().isCell() || claim.passage().isCell())
                .filter(f -> f.passage().index() == index || f.passage().index() == index - 1)
                .toList();
    }

    /** A count of what is denied: in its label, or behind it in a clause of the same paragraph that says so. */
    private Answer absent(Claim claim) {
        String noun = claim.subject().orElseThrow();
        for (Figure f : report.figures()) {
            boolean counted =
                    !f.isPercent() && !f.unit().symbol().isEmpty() && f.base().signum() > 0;
            if (!counted || Report.isCriterion(f.passage()) || isDenied(f)) {
                continue;
            }
            boolean named = f.label().endsWith(noun) || f.label().endsWith(noun + "的");
            boolean beside = f.passage() == claim.passage()
                            && f.from() >= claim.to()
                            && f.after().contains(noun)
                    || f.passage() == claim.passage()
                            && f.from() >= claim.to()
                            && behind(f).contains(noun);
            if (named || beside) {
                return belied(
                        Severity.FACTUAL,
                        Confidence.MEDIUM,
                        (f.passage() == claim.passage() ? "同处" : "另一处") + "写有" + noun + f.printed(),
                        noun + " " + f.printed()
                                + (f.passage() == claim.passage() ? " stands beside it" : " is told elsewhere"),
                        Optional.of(f.printed()),
                        Optional.of(f.printed() + " > 0"),
                        List.of(f.span()));
            }
        }
        return SILENT;
    }

    private boolean isDenied(Figure f) {
        return words.negations().stream()
                .anyMatch(n -> n.length() > 1 && f.label().contains(n));
    }

    /** The rest of the clause behind a figure. */
    private static String behind(Figure f) {
        String text = f.passage().text();
        int end = f.to();
        while (end < text.length() && "，。；".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(Math.min(f.to(), end), end);
    }

    private static Answer belied(
            Severity severity,
            Confidence confidence,
            String zh,
            String en,
            Optional<String> computed,
            Optional<String> arithmetic,
            List<Span> operands) {
        return new Answer.Belied(new Contradiction(severity, confidence, zh, en, computed, arithmetic, operands));
    }
}
