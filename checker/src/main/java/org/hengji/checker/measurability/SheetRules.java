package org.hengji.checker.measurability;

import static org.hengji.checker.measurability.Outcome.failed;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.reading.Figures;
import org.hengji.checker.reading.Passages;
import org.hengji.checker.targets.Value;
import org.hengji.checker.vocabulary.FigureWords;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** Rules that look at several rows, or at the goal in words. */
final class SheetRules {
    /** One outcome for each place that the rule applies to; none where it does not. */
    interface SheetRule {
        List<Outcome> on(TargetSheet sheet, List<Read> rows);
    }

    /** @param none 不适用 stands in it */
    record Read(TargetRow row, TypedValue typed, boolean none) {}

    private static final MeasureWords WORDS = MeasureWords.shipped();
    private static final Figures FIGURES = new Figures(FigureWords.shipped());

    private SheetRules() {}

    static Map<String, SheetRule> all() {
        Map<String, SheetRule> rules = new LinkedHashMap<>();
        rules.put("M06", (sheet, rows) -> repeated(rows, false));
        rules.put("M07", (sheet, rows) -> repeated(rows, true));
        rules.put("M15", SheetRules::weightsDoNotAddUp);
        rules.put("M16", SheetRules::sharesDiffer);
        rules.put("M17", SheetRules::emptyClass);
        rules.put("M18", SheetRules::emptyHeading);
        rules.put("M19", SheetRules::noGoal);
        rules.put("M20", SheetRules::goalWithoutNumber);
        return rules;
    }

    /** @param same look for repeats with one value, or for repeats with two */
    private static List<Outcome> repeated(List<Read> rows, boolean same) {
        Map<String, Read> known = new LinkedHashMap<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (Read read : rows) {
            String name = MeasureWords.even(read.row().text(Field.NAME)).replaceAll("[的之]", "");
            if (read.none() || name.isEmpty() || read.typed().value() instanceof Value.Blank) {
                continue;
            }
            Read first = known.putIfAbsent(name, read);
            if (first == null) {
                outcomes.add(Outcome.PASSED);
            } else if (isSame(first, read) == same) {
                outcomes.add(failed(
                                read.row(),
                                same ? Field.NAME : Field.VALUE,
                                read.typed().words())
                        .and("otherRow", String.valueOf(first.row().number()))
                        .and("other", first.typed().words()));
            }
        }
        return outcomes;
    }

    private static boolean isSame(Read a, Read b) {
        if (a.typed().value() instanceof Value.Amount x && b.typed().value() instanceof Value.Amount y) {
            return x.figure().base().equals(y.figure().base())
                    && x.figure().isPercent() == y.figure().isPercent()
                    && x.figure().bound() == y.figure().bound();
        }
        return MeasureWords.even(a.typed().words())
                .equals(MeasureWords.even(b.typed().words()));
    }

    private static Optional<Rational> weight(Read read) {
        String text = MeasureWords.even(read.row().text(Field.WEIGHT)).replace("分", "");
        return text.matches("\\d{1,3}(\\.\\d{1,6})?") ? Optional.of(Rational.parse(text)) : Optional.empty();
    }

    private static List<Outcome> weightsDoNotAddUp(TargetSheet sheet, List<Read> rows) {
        List<Read> weighed = rows.stream().filter(r -> !r.none()).toList();
        if (weighed.stream().noneMatch(r -> r.row().has(Field.WEIGHT))) {
            return List.of();
        }
        Rational sum =
                weighed.stream().map(r -> weight(r).orElse(Rational.ZERO)).reduce(Rational.ZERO, Rational::plus);
        List<String> missing = weighed.stream()
                .filter(r -> weight(r).isEmpty())
                .map(r -> String.valueOf(r.row().number()))
                .toList();
        if (missing.isEmpty() && WORDS.totals().contains(sum)) {
            return List.of(Outcome.PASSED);
        }
        Rational aim = WORDS.totals().stream()
                .min(java.util.Comparator.comparing(t -> t.minus(sum).abs()))
                .orElseThrow();
        Text left = missing.isEmpty()
                ? Text.of("", "")
                : Text.of(
                        "第 " + String.join("、", missing) + " 行没有写权重，或写的不是数。",
                        "Rows " + String.join(", ", missing) + " have no weight that is a number.");
        return List.of(failed(Field.WEIGHT)
                .and("sum", points(sum))
                .and("gap", points(aim.minus(sum)))
                .and("missing", left));
    }

    private static String points(Rational points) {
        return points.toDecimal(6, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    private static List<Outcome> sharesDiffer(TargetSheet sheet, List<Read> rows) {
        Map<Heading, Rational> shares = new EnumMap<>(Heading.class);
        for (Read read : rows) {
            Optional<Rational> weight = weight(read);
            if (!read.none() && weight.isPresent() && read.row().heading().isPresent()) {
                shares.merge(read.row().heading().get(), weight.get(), Rational::plus);
            }
        }
        Rational sum = shares.values().stream().reduce(Rational.ZERO, Rational::plus);
        if (!sum.equals(Rational.of(90))) {
            return List.of();
        }
        if (WORDS.shares().contains(shares)) {
            return List.of(Outcome.PASSED);
        }
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        shares.forEach((heading, weight) -> {
            zh.add(heading.label().zh() + " " + points(weight));
            en.add(heading.label().en() + " " + points(weight));
        });
        return List.of(failed(Field.WEIGHT).and("shares", Text.of(String.join("、", zh), String.join(", ", en))));
    }

    private static List<Outcome> emptyClass(TargetSheet sheet, List<Read> rows) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Heading heading : Heading.values()) {
            boolean used = hasIndicator(rows, heading);
            for (TargetClass kind : WORDS.expected(heading)) {
                boolean told = rows.stream().anyMatch(r -> isOf(r, kind));
                if (used) {
                    outcomes.add(told ? Outcome.PASSED : failed(Field.SHEET).and("class", kind.label()));
                }
            }
        }
        return outcomes;
    }

    /** Cost may be a heading of its own or a class of output; any kind of satisfaction is satisfaction. */
    private static boolean isOf(Read read, TargetClass kind) {
        return read.row()
                .kind()
                .filter(k -> k == kind
                        || kind == TargetClass.COST_OF_OUTPUT && k.isCost()
                        || kind.heading() == Heading.SATISFACTION && k.heading() == Heading.SATISFACTION)
                .isPresent();
    }

    private static boolean hasIndicator(List<Read> rows, Heading heading) {
        return rows.stream()
                .anyMatch(r ->
                        !r.none() && r.row().heading().filter(h -> h == heading).isPresent());
    }

    private static List<Outcome> emptyHeading(TargetSheet sheet, List<Read> rows) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Heading heading : List.of(Heading.OUTPUT, Heading.EFFECT)) {
            outcomes.add(
                    hasIndicator(rows, heading)
                            ? Outcome.PASSED
                            : failed(Field.SHEET).and("class", heading.label()));
        }
        boolean satisfaction = rows.stream()
                .anyMatch(r ->
                        r.row().heading().filter(h -> h == Heading.SATISFACTION).isPresent());
        outcomes.add(satisfaction ? Outcome.PASSED : failed(Field.SHEET).and("class", Heading.SATISFACTION.label()));
        return outcomes;
    }

    private static List<Outcome> noGoal(TargetSheet sheet, List<Read> rows) {
        return List.of(sheet.goal().isBlank() ? failed(Field.GOAL) : Outcome.PASSED);
    }

    private static List<Outcome> goalWithoutNumber(TargetSheet sheet, List<Read> rows) {
        if (sheet.goal().isBlank()) {
            return List.of();
        }
        boolean number = !FIGURES.in(Passages.of(sheet.goal())).isEmpty();
        List<String> vague = WORDS.vagueIn(sheet.goal());
        return List.of(
                number || vague.isEmpty()
                        ? Outcome.PASSED
                        : failed(Field.GOAL)
                                .and(
                                        "value",
                                        String.join("、", vague.stream().limit(4).toList())));
    }

    static List<Read> read(TargetSheet sheet) {
        return sheet.rows().stream()
                .filter(r -> !r.isEmpty())
                .map(r -> new Read(
                        r, TypedValue.of(r), WORDS.isNone(r.text(Field.NAME)) || WORDS.isNone(r.text(Field.VALUE))))
                .toList();
    }
}
