package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.Check;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Figure.Bound;
import org.hengji.checker.targets.Comparison;
import org.hengji.checker.targets.IndicatorClass;
import org.hengji.checker.targets.Reached;
import org.hengji.checker.targets.Target;
import org.hengji.checker.targets.TargetWords;
import org.hengji.checker.targets.Targets;
import org.hengji.checker.targets.Value;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** K17: targets are clear and can be measured. One note for each kind of weakness. */
public final class TargetQualityCheck implements Check {

    private static final String OVER = "over-fulfilment";

    /** How a target can be weak. */
    private enum Weakness {
        NO_VALUE,
        WORDS,
        TWO_VALUES,
        NAME_IS_TARGET,
        OVERFULFILLED,
        ABOVE_ALL,
        WRONG_CLASS,
        COPIED
    }

    /** @param arithmetic or empty */
    private record Note(Target target, List<Place> places, String words, String arithmetic) {
        static Note of(Target target, String words) {
            return new Note(
                    target,
                    List.of(Place.of(target.named()), Place.of(target.targeted().span())),
                    words,
                    "");
        }
    }

    @Override
    public String id() {
        return "K17";
    }

    @Override
    public Text meaning() {
        return Text.of("绩效目标清晰、可衡量，取值有依据", "Targets are clear, measurable and well-founded");
    }

    @Override
    public void run(Report report, Tally tally) {
        TargetWords words = TargetWords.shipped();
        Targets targets = Targets.of(report);
        if (targets.all().isEmpty()) {
            tally.skip("没有读到绩效目标", "No targets were found");
            return;
        }
        Map<Weakness, List<Note>> notes = new EnumMap<>(Weakness.class);
        for (Target target : targets.all()) {
            Map<Weakness, Note> own = notes(report, target, words);
            own.forEach((weakness, note) ->
                    notes.computeIfAbsent(weakness, w -> new ArrayList<>()).add(note));
            if (own.isEmpty()) {
                tally.pass();
            }
        }
        twice(targets.all())
                .forEach(note -> notes.computeIfAbsent(Weakness.TWO_VALUES, w -> new ArrayList<>())
                        .add(note));
        Rational over = report.setting().policy().threshold(OVER);
        notes.forEach((weakness, list) -> tally.find(finding(weakness, list, over)));
    }

    private static Map<Weakness, Note> notes(Report report, Target target, TargetWords words) {
        Map<Weakness, Note> notes = new LinkedHashMap<>();
        Value aim = target.target();
        String printed = target.targeted().words();
        if (aim instanceof Value.Blank) {
            notes.put(Weakness.NO_VALUE, Note.of(target, target.name()));
        }
        if (aim instanceof Value.Words && words.isMeasured(target.name())) {
            notes.put(Weakness.WORDS, Note.of(target, target.name() + "：" + printed));
        }
        if (!(aim instanceof Value.NotSet)
                && !(aim instanceof Value.Blank)
                && printed.replace(" ", "").equals(target.name())) {
            notes.put(Weakness.NAME_IS_TARGET, Note.of(target, target.name()));
        }
        if (aim instanceof Value.Amount a
                && target.kind().filter(k -> k == IndicatorClass.QUALITY).isPresent()
                && isCount(a.figure())) {
            notes.put(Weakness.WRONG_CLASS, Note.of(target, target.name() + "：" + printed));
        }
        aboveAll(report, target, words).ifPresent(note -> notes.put(Weakness.ABOVE_ALL, note));
        over(report, target, words).ifPresent(note -> notes.put(Weakness.OVERFULFILLED, note));
        if (target.actual().isPresent()
                && target.actual().get() instanceof Value.Amount done
                && (done.figure().bound() == Bound.MORE || done.figure().bound() == Bound.AT_LEAST)
                && aim instanceof Value.Amount a
                && a.figure().base().equals(done.figure().base())) {
            notes.put(
                    Weakness.COPIED,
                    new Note(
                            target,
                            List.of(
                                    Place.of(target.reached().orElseThrow().span()),
                                    Place.of(target.targeted().span())),
                            target.name() + "：" + done.figure().words(),
                            ""));
        }
        return notes;
    }

    /** 目标775家, where the report counts 752 that were due. */
    private static Optional<Note> aboveAll(Report report, Target target, TargetWords words) {
        if (!(target.target() instanceof Value.Amount aim)
                || !isCount(aim.figure())
                || words.isCeiling(target.name())) {
            return Optional.empty();
        }
        return Reached.all(report, target, aim.figure())
                .filter(all -> all.base().compareTo(aim.figure().base()) < 0)
                .map(all -> new Note(
                        target,
                        List.of(Place.of(target.targeted().span()), Place.of(all.span())),
                        target.name() + " " + aim.figure().printed() + "（应有" + all.printed() + "）",
                        aim.figure().printed() + " > " + all.printed()));
    }

    private static boolean isCount(Figure figure) {
        return !figure.isPercent()
                && !figure.isMoney()
                && !figure.unit().symbol().isEmpty()
                && !List.of("day", "working-day", "minute", "month", "point")
                        .contains(figure.unit().dimension());
    }

    private static Optional<Note> over(Report report, Target target, TargetWords words) {
        if (!(target.target() instanceof Value.Amount aim)
                || aim.figure().isPercent()
                || aim.figure().base().signum() <= 0
                || words.isCeiling(target.name())
                || target.kind().filter(k -> k == IndicatorClass.COST).isPresent()) {
            return Optional.empty();
        }
        Optional<Figure> done = target.actual().isPresent()
                ? target.actual().filter(Value.Amount.class::isInstance).map(v -> ((Value.Amount) v).figure())
                : Reached.greatest(Reached.of(report, target, aim.figure()));
        return done.filter(d -> Comparison.comparable(aim.figure(), d))
                .filter(d -> d.base()
                                .over(aim.figure().base())
                                .compareTo(report.setting().policy().threshold(OVER))
                        > 0)
                .map(d -> new Note(
                        target,
                        List.of(Place.of(d.span()), Place.of(target.targeted().span())),
                        target.name() + " "
                                + Comparison.percent(d.base(), aim.figure().base()),
                        d.printed() + " ÷ " + aim.figure().printed() + " = "
                                + Comparison.percent(d.base(), aim.figure().base())));
    }

    /** The same name with another target; 的 and spaces make no difference. */
    private static List<Note> twice(List<Target> targets) {
        Map<String, Target> known = new LinkedHashMap<>();
        List<Note> notes = new ArrayList<>();
        for (Target target : targets) {
            if (target.target() instanceof Value.NotSet || target.target() instanceof Value.Blank) {
                continue;
            }
            String key = target.name().replaceAll("[的之\\s]", "");
            Target other = known.putIfAbsent(key, target);
            if (other != null && !same(other.target(), target.target())) {
                notes.add(new Note(
                        target,
                        List.of(
                                Place.of(target.targeted().span()),
                                Place.of(other.targeted().span())),
                        target.name() + "：" + other.targeted().words() + "、"
                                + target.targeted().words(),
                        ""));
            }
        }
        return notes;
    }

    private static boolean same(Value a, Value b) {
        if (a instanceof Value.Amount x && b instanceof Value.Amount y) {
            return x.figure().base().equals(y.figure().base());
        }
        return a instanceof Value.Words x
                && b instanceof Value.Words y
                && x.words().equals(y.words());
    }

    private Finding finding(Weakness weakness, List<Note> notes, Rational over) {
        List<Place> places = new ArrayList<>();
        notes.forEach(n -> n.places().stream().filter(p -> !p.span().isEmpty()).forEach(places::add));
        String zh = String.join("；", notes.stream().map(Note::words).toList());
        String arithmetic = String.join(
                "; ",
                notes.stream().map(Note::arithmetic).filter(a -> !a.isEmpty()).toList());
        int n = notes.size();
        String limit = Comparison.percent(over, Rational.ONE).replaceFirst("\\.00", "");
        Text message = switch (weakness) {
            case NO_VALUE ->
                Text.of(
                        n + "个指标没有写目标值，无法考核：" + zh + "。",
                        n + " indicators have no target value and cannot be held to anything: " + zh + ".");
            case WORDS ->
                Text.of(
                        n + "个比率或满意度指标只写了定性的目标，无法衡量：" + zh + "。",
                        n + " rates or satisfactions have words for a target and cannot be measured: " + zh + ".");
            case TWO_VALUES -> Text.of("同一指标设了不同的目标值：" + zh + "。", "One indicator has different targets: " + zh + ".");
            case NAME_IS_TARGET ->
                Text.of(
                        n + "个指标的名称就是目标值，没有说明考核什么：" + zh + "。",
                        n + " indicators have their target for a name and do not say what is measured: " + zh + ".");
            case OVERFULFILLED ->
                Text.of(
                        n + "个指标的完成值超过目标的" + limit + "，目标可能偏低：" + zh + "。",
                        n + " indicators exceed " + limit + " of their targets, which may be too low: " + zh + ".");
            case ABOVE_ALL ->
                Text.of(
                        n + "个指标的目标值超过报告所写的应有总数，目标测算依据存疑：" + zh + "。",
                        n + " targets are above all that there are by the report itself: " + zh + ".");
            case WRONG_CLASS ->
                Text.of(n + "个数量指标列在质量指标下：" + zh + "。", n + " counts stand among the quality indicators: " + zh + ".");
            case COPIED ->
                Text.of(
                        n + "个指标的实际完成值照抄目标的不等式，没有写实际数值，看不出完成程度：" + zh + "。",
                        n + " actual values repeat the inequality of the target instead of a number: " + zh + ".");
        };
        return new Finding(
                id(),
                Severity.QUESTION,
                weakness == Weakness.COPIED || weakness == Weakness.NAME_IS_TARGET
                        ? Confidence.HIGH
                        : Confidence.MEDIUM,
                message,
                Optional.of(zh),
                Optional.empty(),
                arithmetic.isEmpty() ? Optional.empty() : Optional.of(arithmetic),
                Finding.NO_EFFECT,
                places,
                settle(weakness));
    }

    private static Text settle(Weakness weakness) {
        return switch (weakness) {
            case NO_VALUE -> Text.of("补写目标值。", "Add the target values.");
            case WORDS -> Text.of("把目标改成可衡量的数值。", "Put a measurable number in place of the words.");
            case TWO_VALUES -> Text.of("合并为一个指标，只留一个目标值。", "Keep one indicator with one target.");
            case NAME_IS_TARGET ->
                Text.of("指标名称写考核的内容，目标值另列。", "Name what is measured and state the target beside it.");
            case OVERFULFILLED ->
                Text.of(
                        "说明超额原因，或按历史数据和实际需求重新测算目标。",
                        "Explain the excess, or set the target by past years and real need.");
            case ABOVE_ALL ->
                Text.of("核对目标值的测算依据和应有总数的统计口径。", "Check what the target was based on and what the total covers.");
            case WRONG_CLASS ->
                Text.of("移到数量指标，或改用合格率一类的质量指标。", "Move them to the quantity class, or use a measure of quality.");
            case COPIED -> Text.of("填写实际数值，附数据来源。", "Give the real number and where it comes from.");
        };
    }
}
