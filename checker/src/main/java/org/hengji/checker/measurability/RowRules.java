package org.hengji.checker.measurability;

import static org.hengji.checker.measurability.Outcome.PASSED;
import static org.hengji.checker.measurability.Outcome.SKIPPED;
import static org.hengji.checker.measurability.Outcome.failed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Figure.Bound;
import org.hengji.checker.reading.Passages;
import org.hengji.checker.targets.Comparison;
import org.hengji.checker.targets.Day;
import org.hengji.checker.targets.Value;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** Rules about one row, whatever stands in the others. */
final class RowRules {
    /** @param row with a name; 不适用 rows never come here */
    interface RowRule {
        Outcome on(TargetSheet sheet, TargetRow row, TypedValue typed);
    }

    private static final MeasureWords WORDS = MeasureWords.shipped();
    private static final Rational WHOLE = Rational.ONE;

    private RowRules() {}

    static Map<String, RowRule> all() {
        Map<String, RowRule> rules = new LinkedHashMap<>();
        rules.put("M01", RowRules::noValue);
        rules.put("M02", RowRules::wordForARate);
        rules.put("M03", RowRules::noUnit);
        rules.put("M04", RowRules::noBasis);
        rules.put("M05", RowRules::moreThanThereAre);
        rules.put("M08", RowRules::noSurvey);
        rules.put("M09", RowRules::belowLastYear);
        rules.put("M10", RowRules::partsDiffer);
        rules.put("M11", RowRules::wrongClass);
        rules.put("M12", RowRules::notInTheYear);
        rules.put("M13", RowRules::noTime);
        rules.put("M14", RowRules::noBudget);
        rules.put("M21", RowRules::onlyDegrees);
        rules.put("M22", RowRules::twoMeasures);
        rules.put("M23", RowRules::againstDirection);
        rules.put("M24", RowRules::noComparator);
        rules.put("M25", RowRules::aboveAll);
        rules.put("M26", RowRules::nameIsValue);
        rules.put("M27", RowRules::noSource);
        rules.put("M28", RowRules::comparatorDisagrees);
        rules.put("M29", RowRules::noClass);
        return rules;
    }

    private static Outcome noValue(TargetSheet sheet, TargetRow row, TypedValue typed) {
        return typed.value() instanceof Value.Blank ? failed(row, Field.VALUE, "") : PASSED;
    }

    private static Outcome wordForARate(TargetSheet sheet, TargetRow row, TypedValue typed) {
        if (!WORDS.isMeasured(row.text(Field.NAME)) || typed.value() instanceof Value.Blank) {
            return SKIPPED;
        }
        if (!(typed.value() instanceof Value.Words)) {
            return PASSED;
        }
        boolean ceiling = WORDS.isCeiling(row.text(Field.NAME));
        Outcome.Failed found = failed(row, Field.VALUE, typed.words());
        Optional<Figure> last = last(row);
        if (last.isPresent()) {
            String rewritten = (ceiling ? "≤" : "≥") + last.get().printed();
            return found.and("example", rewritten).suggesting(rewritten);
        }
        return found.and("example", ceiling ? "≤5%" : "≥95%");
    }

    private static Outcome noUnit(TargetSheet sheet, TargetRow row, TypedValue typed) {
        if (!(typed.value() instanceof Value.Amount a)) {
            return SKIPPED;
        }
        if (!typed.unit().isEmpty() || row.has(Field.UNIT)) {
            return PASSED;
        }
        Outcome.Failed found = failed(row, Field.UNIT, typed.words());
        Optional<String> unit = WORDS.unit(row.text(Field.NAME));
        return unit.isPresent()
                ? found.and("example", unit.get()).suggesting(unit.get())
                : found.and("example", Text.of("家、人次、万元、%", "家, 人次, 万元 or %"));
    }

    private static Outcome noBasis(TargetSheet sheet, TargetRow row, TypedValue typed) {
        if (!typed.isNumeric()) {
            return SKIPPED;
        }
        if (row.has(Field.BASIS)) {
            return PASSED;
        }
        Outcome.Failed found = failed(row, Field.BASIS, typed.words());
        return last(row).isPresent() ? found.suggesting("上年实际完成值 " + row.text(Field.LAST_ACTUAL)) : found;
    }

    private static Outcome moreThanThereAre(TargetSheet sheet, TargetRow row, TypedValue typed) {
        Optional<Figure> all = figure(row.text(Field.POPULATION));
        Optional<Figure> aim = greatest(typed);
        if (all.isEmpty() || aim.isEmpty() || aim.get().isPercent() || !Comparison.comparable(aim.get(), all.get())) {
            return SKIPPED;
        }
        return aim.get().base().compareTo(all.get().base()) > 0
                ? failed(row, Field.VALUE, typed.words())
                        .and("other", row.text(Field.POPULATION))
                        .suggesting(sign(aim.get())
                                + all.get().printed()
                                + (all.get().unit().symbol().isEmpty() ? typed.unit() : ""))
                : PASSED;
    }

    private static Outcome noSurvey(TargetSheet sheet, TargetRow row, TypedValue typed) {
        boolean asked =
                row.kind().filter(k -> k.heading() == Heading.SATISFACTION).isPresent()
                        || WORDS.isSatisfaction(row.text(Field.NAME));
        return !asked ? SKIPPED : WORDS.tellsOfSurvey(row) ? PASSED : failed(row, Field.SURVEY, typed.words());
    }

    private static Outcome belowLastYear(TargetSheet sheet, TargetRow row, TypedValue typed) {
        Optional<Figure> last = last(row);
        if (!(typed.value() instanceof Value.Amount a)
                || last.isEmpty()
                || !Comparison.comparable(a.figure(), last.get())) {
            return SKIPPED;
        }
        boolean ceiling = isCeiling(row, a.figure().bound());
        int order = a.figure().base().compareTo(last.get().base());
        boolean behind = ceiling ? order > 0 : order < 0;
        if (!behind || row.has(Field.NOTE)) {
            return PASSED;
        }
        String like = (ceiling ? "≤" : "≥")
                + last.get().printed()
                + (last.get().unit().symbol().isEmpty() ? typed.unit() : "");
        return failed(row, Field.VALUE, typed.words())
                .and("other", row.text(Field.LAST_ACTUAL))
                .and("example", like)
                .suggesting(like);
    }

    private static Outcome partsDiffer(TargetSheet sheet, TargetRow row, TypedValue typed) {
        List<Figure> figures = typed.figures();
        if (figures.size() < 3 || !namesAWhole(typed.words())) {
            return SKIPPED;
        }
        Figure whole = figures.get(0);
        List<Figure> parts = figures.subList(1, figures.size());
        if (parts.stream().anyMatch(p -> !p.isLike(whole) || p.isPercent())) {
            return SKIPPED;
        }
        Rational sum = parts.stream().map(Figure::base).reduce(Rational.ZERO, Rational::plus);
        if (sum.equals(whole.base())) {
            return PASSED;
        }
        String printed = Comparison.printed(sum, whole);
        String plain = Passages.of(typed.words()).text();
        return failed(row, Field.VALUE, typed.words())
                .and("other", whole.printed())
                .and(
                        "parts",
                        String.join("＋", parts.stream().map(Figure::printed).toList()))
                .and("sum", printed)
                .suggesting(plain.substring(0, whole.from()) + printed + plain.substring(whole.to()));
    }

    private static boolean namesAWhole(String words) {
        String plain = MeasureWords.even(words);
        int mark = Math.max(plain.indexOf('('), plain.indexOf("其中"));
        return mark > 0;
    }

    private static Outcome wrongClass(TargetSheet sheet, TargetRow row, TypedValue typed) {
        if (row.kind().isEmpty() || typed.value() instanceof Value.Blank || isUnreadNumber(typed)) {
            return SKIPPED;
        }
        TargetClass kind = row.kind().get();
        if (WORDS.mayMeasure(kind, typed.measure()) || hasNoUnit(row, typed)) {
            return PASSED;
        }
        Optional<TargetClass> better = WORDS.belongs(kind, typed.measure());
        Text move = better.map(b -> Text.of(
                        "移到“" + b.label().zh() + "”，或换成" + kind.label().zh() + "常用的计量。",
                        "Move it to " + b.label().en() + ", or measure it as "
                                + kind.label().en() + " is measured."))
                .orElse(Text.of("换一种计量，或移到合适的类别。", "Measure it otherwise, or move it to the class that fits."));
        return failed(row, Field.SECOND, typed.words())
                .and("class", kind.label())
                .and("measure", measure(typed.measure()))
                .and("move", move)
                .suggesting(better.map(b -> b.label().zh()).orElse(""));
    }

    private static Text measure(String measure) {
        return switch (measure) {
            case "percent" -> Text.of("比率", "a rate");
            case "money" -> Text.of("金额", "an amount of money");
            case "time" -> Text.of("时长", "a length of time");
            case "date" -> Text.of("日期", "a date");
            case "point" -> Text.of("分数", "points");
            case "words" -> Text.of("文字", "words");
            default -> Text.of("数量", "a count");
        };
    }

    private static Outcome notInTheYear(TargetSheet sheet, TargetRow row, TypedValue typed) {
        List<Day> days = new ArrayList<>(Day.in(row.text(Field.VALUE)));
        boolean inValue = !days.isEmpty();
        days.addAll(Day.in(row.text(Field.DUE)));
        if (days.isEmpty()) {
            return SKIPPED;
        }
        return days.stream()
                .filter(d -> d.year() != sheet.year())
                .findFirst()
                .map(d -> (Outcome) failed(row, inValue ? Field.VALUE : Field.DUE, typed.words())
                        .and("other", Text.of(d.zh(), d.en()))
                        .and("year", String.valueOf(sheet.year())))
                .orElse(PASSED);
    }

    private static Outcome noTime(TargetSheet sheet, TargetRow row, TypedValue typed) {
        boolean timeliness = row.kind().filter(k -> k == TargetClass.TIMELINESS).isPresent();
        if (!timeliness || typed.value() instanceof Value.Blank || WORDS.isMeasured(row.text(Field.NAME))) {
            return SKIPPED;
        }
        return typed.value() instanceof Value.Words && WORDS.isTimely(typed.words()) && !row.has(Field.DUE)
                ? failed(row, Field.VALUE, typed.words()).and("year", String.valueOf(sheet.year()))
                : PASSED;
    }

    private static Outcome noBudget(TargetSheet sheet, TargetRow row, TypedValue typed) {
        return sheet.scope() == TargetSheet.Scope.PROJECT
                ? SKIPPED
                : row.has(Field.BUDGET) ? PASSED : failed(row, Field.BUDGET, typed.words());
    }

    private static Outcome onlyDegrees(TargetSheet sheet, TargetRow row, TypedValue typed) {
        boolean words = typed.value() instanceof Value.Words;
        boolean timeliness = row.kind().filter(k -> k == TargetClass.TIMELINESS).isPresent();
        if (!words || timeliness || WORDS.isMeasured(row.text(Field.NAME))) {
            return SKIPPED;
        }
        return WORDS.isVague(typed.words()) && !row.has(Field.STANDARD)
                ? failed(row, Field.VALUE, typed.words())
                : PASSED;
    }

    private static Outcome twoMeasures(TargetSheet sheet, TargetRow row, TypedValue typed) {
        String name = MeasureWords.even(row.text(Field.NAME));
        for (String join : WORDS.joins()) {
            for (int at = name.indexOf(join); at > 0; at = name.indexOf(join, at + 1)) {
                String left = name.substring(0, at);
                String right = name.substring(at + join.length());
                if (WORDS.measured().stream().anyMatch(left::endsWith)
                        && WORDS.measured().stream().anyMatch(right::endsWith)) {
                    return failed(row, Field.NAME, typed.words());
                }
            }
        }
        if (typed.value() instanceof Value.Composite c && !namesAWhole(typed.words())) {
            boolean mixed = c.parts().stream()
                    .anyMatch(p -> !p.figure().isLike(c.parts().get(0).figure()));
            return mixed ? failed(row, Field.NAME, typed.words()) : PASSED;
        }
        return typed.value() instanceof Value.Blank ? SKIPPED : PASSED;
    }

    private static Outcome againstDirection(TargetSheet sheet, TargetRow row, TypedValue typed) {
        if (!(typed.value() instanceof Value.Amount a)) {
            return SKIPPED;
        }
        String name = row.text(Field.NAME);
        boolean down = isCeiling(row, Bound.EXACT);
        boolean up = !down
                && (WORDS.isSatisfaction(name) || WORDS.isWithinWhole(name))
                && row.kind().filter(TargetClass::isCost).isEmpty();
        Bound bound = a.figure().bound();
        boolean lower = bound == Bound.AT_LEAST || bound == Bound.MORE;
        boolean upper = bound == Bound.AT_MOST || bound == Bound.LESS;
        if (!down && !up || !lower && !upper) {
            return SKIPPED;
        }
        if (down && lower || up && upper) {
            String turned = (down ? "≤" : "≥") + a.figure().printed();
            return failed(row, Field.COMPARATOR, typed.words())
                    .and(
                            "direction",
                            down
                                    ? Text.of("这个指标越低越好。", "Less is better here.")
                                    : Text.of("这个指标越高越好。", "More is better here."))
                    .and("example", turned)
                    .suggesting(down ? "≤" : "≥");
        }
        return PASSED;
    }

    private static Outcome noComparator(TargetSheet sheet, TargetRow row, TypedValue typed) {
        if (!(typed.value() instanceof Value.Amount a) || !a.figure().isExact()) {
            return typed.value() instanceof Value.Amount ? PASSED : SKIPPED;
        }
        boolean all = a.figure().isPercent() && a.figure().base().equals(WHOLE);
        boolean meant = a.figure().isPercent() || WORDS.isSatisfaction(row.text(Field.NAME));
        if (all
                || !meant
                || row.has(Field.COMPARATOR)
                || MeasureWords.even(typed.words()).startsWith("=")) {
            return PASSED;
        }
        String sign = isCeiling(row, Bound.EXACT) ? "≤" : "≥";
        return failed(row, Field.COMPARATOR, typed.words())
                .and("example", sign + a.figure().printed())
                .suggesting(sign);
    }

    private static Outcome aboveAll(TargetSheet sheet, TargetRow row, TypedValue typed) {
        Optional<Figure> aim = greatest(typed);
        if (aim.isEmpty() || !aim.get().isPercent() || !WORDS.isWithinWhole(row.text(Field.NAME))) {
            return SKIPPED;
        }
        return aim.get().base().compareTo(WHOLE) > 0 ? failed(row, Field.VALUE, typed.words()) : PASSED;
    }

    private static Outcome nameIsValue(TargetSheet sheet, TargetRow row, TypedValue typed) {
        if (typed.value() instanceof Value.Blank) {
            return SKIPPED;
        }
        return MeasureWords.even(row.text(Field.NAME)).equals(MeasureWords.even(row.text(Field.VALUE)))
                ? failed(row, Field.NAME, row.text(Field.VALUE))
                : PASSED;
    }

    private static Outcome noSource(TargetSheet sheet, TargetRow row, TypedValue typed) {
        return row.has(Field.SOURCE) || row.has(Field.EVIDENCE) ? PASSED : failed(row, Field.SOURCE, typed.words());
    }

    private static Outcome comparatorDisagrees(TargetSheet sheet, TargetRow row, TypedValue typed) {
        Optional<Comparator> comparator = row.comparator();
        if (!row.has(Field.COMPARATOR) || typed.value() instanceof Value.Blank) {
            return SKIPPED;
        }
        Outcome.Failed found =
                failed(row, Field.COMPARATOR, row.text(Field.VALUE)).and("comparator", row.text(Field.COMPARATOR));
        if (comparator.isEmpty()) {
            return found.and("way", Text.of("比较符用 ≥、＞、≤、＜、＝、介于、分项、期限或定性。", "Use ≥, ＞, ≤, ＜, ＝, 介于, 分项, 期限 or 定性."));
        }
        boolean isWords = typed.value() instanceof Value.Words;
        if (comparator.get().isSign() && isWords && !isUnreadNumber(typed) && !WORDS.isMeasured(row.text(Field.NAME))) {
            return found.and(
                            "way",
                            Text.of("要考核数，把指标值写成数；只能定性的，比较符改为“定性”。", "Write a number, or make the comparator 定性."))
                    .suggesting(Comparator.WORDS.label().zh());
        }
        if (comparator.get() == Comparator.WORDS && typed.value() instanceof Value.Amount) {
            return found.and(
                            "way",
                            Text.of("指标值是数，比较符改为 ≥、≤ 或 ＝。", "The value is a number: make the comparator ≥, ≤ or ＝."))
                    .suggesting(isCeiling(row, Bound.EXACT) ? "≤" : "≥");
        }
        String even = MeasureWords.even(row.text(Field.VALUE));
        boolean own = !even.isEmpty() && "≥≤><=".indexOf(even.charAt(0)) >= 0;
        if (own && typed.value() instanceof Value.Amount a && comparator.get().isSign()) {
            String sign = TypedValue.sign(a.figure().bound());
            boolean same = sign.isEmpty()
                    ? comparator.get() == Comparator.EQUAL
                    : sign.equals(comparator.get().label().zh());
            return same
                    ? PASSED
                    : found.and(
                            "way",
                            Text.of("只留一处比较符，指标值里只写数。", "Keep one comparator and write only the number as value."));
        }
        return PASSED;
    }

    private static Outcome noClass(TargetSheet sheet, TargetRow row, TypedValue typed) {
        String written = row.has(Field.SECOND) ? row.text(Field.SECOND) : row.text(Field.FIRST);
        return row.kind().isPresent() ? PASSED : failed(row, Field.SECOND, written.isEmpty() ? "（空）" : written);
    }

    // ---- Reading -----------------------------------------------------------------------------------------------

    private static boolean isUnreadNumber(TypedValue typed) {
        return typed.value() instanceof Value.Words && !typed.figures().isEmpty();
    }

    private static boolean hasNoUnit(TargetRow row, TypedValue typed) {
        return typed.value() instanceof Value.Amount && typed.unit().isEmpty();
    }

    /** Less is better: by its name or class, or because the writer says so. */
    private static boolean isCeiling(TargetRow row, Bound bound) {
        return WORDS.isCeiling(row.text(Field.NAME))
                || row.kind().filter(TargetClass::isCost).isPresent()
                || bound == Bound.AT_MOST
                || bound == Bound.LESS;
    }

    private static Optional<Figure> last(TargetRow row) {
        return figure(row.text(Field.LAST_ACTUAL));
    }

    private static Optional<Figure> figure(String words) {
        return greatest(TypedValue.of(words));
    }

    private static Optional<Figure> greatest(TypedValue typed) {
        if (typed.value() instanceof Value.Amount a) {
            return Optional.of(a.figure());
        }
        return typed.value() instanceof Value.Between b ? Optional.of(b.high()) : Optional.empty();
    }

    private static String sign(Figure figure) {
        return TypedValue.sign(figure.bound());
    }
}
