package org.hengji.frameworks;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;

/** Reads the value of a fact as people write it, into the unit of its declaration; refuses what cannot be meant. */
final class FactReader {
    private static final Pattern PLAIN = Pattern.compile("[-−]?\\d+(\\.\\d+)?");
    private static final Pattern SEPARATED = Pattern.compile("[-−]?\\d{1,3}(,\\d{3})+(\\.\\d+)?");

    private FactReader() {}

    /** The value, or empty when it was refused; the reason is then among the faults. */
    static Optional<Fact> read(FactDefinition definition, Field field) {
        if (field.isScalar()) {
            return value(definition, field, Optional.empty(), Optional.empty())
                    .map(v -> new Fact(definition.key(), v, ""));
        }
        field.only("value", "unit", "state", "qualifier", "source", "low", "high", "low_open", "high_open");
        String source = field.text("source", "");
        Optional<Value> value = switch (field.text("state", "")) {
            case "unknown" -> Optional.of(new Value.Unknown());
            case "not-applicable" -> Optional.of(new Value.NotApplicable());
            case "not-evidenced" ->
                Optional.of(new Value.NotEvidenced(field.get("value")
                        .flatMap(v -> value(definition, v, field.get("unit"), Optional.empty()))
                        .flatMap(v -> v instanceof Value.Known k ? Optional.of(k.number()) : Optional.empty())));
            case "", "known", "bounded", "contested" ->
                field.get("low").isPresent() || field.get("high").isPresent()
                        ? interval(definition, field)
                        : field.need("value", "数值")
                                .flatMap(v -> value(definition, v, field.get("unit"), field.get("qualifier")));
            default -> {
                Field state = field.get("state").orElseThrow();
                state.fault(
                        "state.unknown",
                        "状态“" + state.text() + "”不认识",
                        "Unknown state " + state.text(),
                        "用 known、bounded、contested、unknown、not-applicable 或 not-evidenced",
                        "Use known, bounded, contested, unknown, not-applicable or not-evidenced");
                yield Optional.empty();
            }
        };
        return value.map(v -> new Fact(definition.key(), v, source));
    }

    private static Optional<Value> interval(FactDefinition definition, Field field) {
        Optional<Rational> low = field.get("low").flatMap(f -> number(definition, f, field.get("unit")));
        Optional<Rational> high = field.get("high").flatMap(f -> number(definition, f, field.get("unit")));
        boolean broken = field.get("low").isPresent() && low.isEmpty()
                || field.get("high").isPresent() && high.isEmpty();
        if (broken) {
            return Optional.empty();
        }
        if (low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) > 0) {
            field.fault(
                    "fact.interval",
                    "区间下限 " + low.get() + " 大于上限 " + high.get(),
                    "The low end " + low.get() + " exceeds the high end " + high.get(),
                    "交换两端或改正数值",
                    "Swap or mend the ends");
            return Optional.empty();
        }
        boolean lowOpen = field.get("low_open").map(Field::flag).orElse(false);
        boolean highOpen = field.get("high_open").map(Field::flag).orElse(false);
        return Optional.of(
                new Value.Bounded(low.map(l -> new Bound(l, lowOpen)), high.map(h -> new Bound(h, highOpen))));
    }

    private static Optional<Value> value(
            FactDefinition definition, Field field, Optional<Field> unit, Optional<Field> qualifier) {
        String text = field.text().strip();
        switch (definition.kind()) {
            case BOOLEAN -> {
                return switch (text) {
                    case "true", "是" -> Optional.of(new Value.Flag(true));
                    case "false", "否" -> Optional.of(new Value.Flag(false));
                    default -> {
                        field.fault(
                                "fact.not-a-flag",
                                "“" + definition.name().zh() + "”是是非数据项，“" + text + "”既不是“是”也不是“否”",
                                definition.key() + " is true or false, not " + text,
                                "写 true（是）或 false（否）",
                                "Write true or false");
                        yield Optional.empty();
                    }
                };
            }
            case CHOICE -> {
                boolean known =
                        definition.options().stream().anyMatch(o -> o.key().equals(text));
                if (!known) {
                    List<String> options = definition.options().stream()
                            .map(o -> o.key() + "（" + o.name().zh() + "）")
                            .toList();
                    field.fault(
                            "option.unknown",
                            "“" + definition.name().zh() + "”没有选项“" + text + "”",
                            definition.key() + " has no option " + text,
                            "可选：" + String.join("、", options),
                            "Options: "
                                    + String.join(
                                            ", ",
                                            definition.options().stream()
                                                    .map(FactDefinition.Option::key)
                                                    .toList()));
                    return Optional.empty();
                }
                return Optional.of(new Value.Option(text));
            }
            case TEXT -> {
                return Optional.of(new Value.Words(text));
            }
            default -> {
                Optional<Rational> number = number(definition, field, unit);
                return qualifier.isPresent()
                        ? number.flatMap(n -> qualified(definition, n, qualifier.get(), text, unit))
                        : number.map(Value.Known::new);
            }
        }
    }

    /** The number in the unit of the declaration, inside its domain. */
    static Optional<Rational> number(FactDefinition definition, Field field, Optional<Field> unitField) {
        String text = field.text().strip();
        if (definition.kind() == Kind.DATE) {
            try {
                return within(
                        definition, field, Rational.of(LocalDate.parse(text).toEpochDay()));
            } catch (DateTimeParseException e) {
                field.fault(
                        "date.broken",
                        "“" + text + "”不是日期",
                        text + " is not a date",
                        "写成 2023-12-31",
                        "Write 2023-12-31");
                return Optional.empty();
            }
        }
        Optional<Rational> number = plain(definition, field, text, unitField.isPresent());
        if (number.isEmpty()) {
            return number;
        }
        Unit declared = definition.unit();
        if (unitField.isEmpty()) {
            if (!declared.symbol().isEmpty() && !text.endsWith("%")) {
                field.fault(
                        "unit.missing",
                        "“" + definition.name().zh() + "”没有写单位（元和万元相差一万倍，不能猜）",
                        definition.key() + " has no unit; 元 and 万元 differ ten-thousandfold and are never guessed",
                        "补上 unit: " + declared.symbol(),
                        "Add unit: " + declared.symbol());
                return Optional.empty();
            }
            return within(definition, field, number.get());
        }
        Optional<Unit> unit = Unit.named(unitField.get().text());
        if (unit.isEmpty()) {
            FrameworkLoader.unit(unitField.get());
            return Optional.empty();
        }
        if (!unit.get().convertsTo(declared)
                || unit.get().symbol().isEmpty() != declared.symbol().isEmpty()) {
            unitField
                    .get()
                    .fault(
                            "unit.mismatch",
                            "“" + definition.name().zh() + "”以" + declared.symbol() + "计，“"
                                    + unit.get().symbol() + "”不能换算",
                            definition.key() + " is measured in " + declared.symbol() + "; "
                                    + unit.get().symbol() + " does not convert",
                            "改用可换算的单位，如 " + declared.symbol(),
                            "Use a unit that converts, e.g. " + declared.symbol());
            return Optional.empty();
        }
        return within(definition, field, unit.get().to(declared, number.get()));
    }

    private static Optional<Rational> plain(FactDefinition definition, Field field, String text, boolean unitGiven) {
        String digits = text.replace('，', ',').replace('．', '.');
        if (digits.endsWith("%") && definition.unit().symbol().equals("%") && !unitGiven) {
            digits = digits.substring(0, digits.length() - 1).strip();
        }
        if (PLAIN.matcher(digits).matches() && digits.length() <= 40) {
            return Optional.of(Rational.parse(digits.replace('−', '-')));
        } else if (SEPARATED.matcher(digits).matches() && digits.length() <= 40) {
            return Optional.of(Rational.parse(digits.replace(",", "").replace('−', '-')));
        }
        if (digits.matches("[-−]?[\\d,]*\\d[\\d,]*(\\.[\\d,]*)?") && digits.contains(",")) {
            field.fault(
                    "number.separators",
                    "“" + text + "”的千分位放错了位置，看不出是多少",
                    "The thousands separators of " + text + " are misplaced",
                    "写成 83,402.62 或 83402.62",
                    "Write 83,402.62 or 83402.62");
        } else if (digits.matches(".*[eE][-+]?\\d+")) {
            field.fault(
                    "number.exponent",
                    "“" + text + "”用了科学记数法",
                    text + " uses an exponent",
                    "写出全部数字",
                    "Write all digits");
        } else if (digits.matches("[-−]?[\\d.,]+\\s*[\\p{IsHan}%]+")) {
            String unit = digits.replaceAll("[-−\\d.,\\s]", "");
            field.fault(
                    "number.with-unit",
                    "“" + text + "”把单位写进了数值",
                    text + " has its unit in the value",
                    "数值只写数字，单位写 unit: " + unit,
                    "Write digits only, and unit: " + unit);
        } else {
            field.fault(
                    "number.broken",
                    "“" + definition.name().zh() + "”是数值，“" + text + "”不是数字",
                    definition.key() + " is a number; " + text + " is not",
                    "写数字；确实不知道就写 {state: unknown}",
                    "Write a number; when nobody knows write {state: unknown}");
        }
        return Optional.empty();
    }

    private static Optional<Rational> within(FactDefinition definition, Field field, Rational value) {
        boolean date = definition.kind() == Kind.DATE;
        if (definition.kind() == Kind.COUNT && !value.isWhole()) {
            field.fault(
                    "fact.not-whole",
                    "“" + definition.name().zh() + "”是计数，" + value + " 不是整数",
                    definition.key() + " is a count; " + value + " is not whole",
                    "写整数",
                    "Write a whole number");
            return Optional.empty();
        }
        Optional<Bound> min = definition.domain().min();
        Optional<Bound> max = definition.domain().max();
        boolean low = min.isPresent()
                && (value.compareTo(min.get().value()) < 0
                        || min.get().open() && value.equals(min.get().value()));
        boolean high = max.isPresent()
                && (value.compareTo(max.get().value()) > 0
                        || max.get().open() && value.equals(max.get().value()));
        if (low || high) {
            Rational limit = (low ? min : max).get().value();
            String shown = date
                    ? LocalDate.ofEpochDay(value.floor().longValue()).toString()
                    : value + definition.unit().symbol();
            String end = date
                    ? LocalDate.ofEpochDay(limit.floor().longValue()).toString()
                    : limit + definition.unit().symbol();
            field.fault(
                    low && value.signum() < 0 ? "fact.negative" : "fact.domain",
                    "“" + definition.name().zh() + "”为 " + shown + "，" + (low ? "小于最小值 " : "大于最大值 ") + end,
                    definition.key() + " is " + shown + ", " + (low ? "below its least " : "above its greatest ") + end,
                    "核对数值和单位；确实如此的请检查指标体系的取值范围",
                    "Check value and unit; if it is right, the framework's domain is wrong");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    private static Optional<Value> qualified(
            FactDefinition definition, Rational number, Field qualifier, String text, Optional<Field> unit) {
        return switch (qualifier.text().strip()) {
            case "余", "超过", "多", ">", "＞" ->
                Optional.of(new Value.Bounded(Optional.of(new Bound(number, true)), Optional.empty()));
            case "以上", "不低于", "不少于", "≥", ">=" ->
                Optional.of(new Value.Bounded(Optional.of(new Bound(number, false)), Optional.empty()));
            case "近", "不足", "<", "＜" ->
                Optional.of(new Value.Bounded(Optional.empty(), Optional.of(new Bound(number, true))));
            case "以内", "不超过", "≤", "<=" ->
                Optional.of(new Value.Bounded(Optional.empty(), Optional.of(new Bound(number, false))));
            case "约" -> {
                Rational half = lastDigit(text).over(Rational.of(2));
                Rational inDeclared = unit.flatMap(u -> Unit.named(u.text()))
                        .map(u -> u.to(definition.unit(), half))
                        .orElse(half);
                yield Optional.of(new Value.Bounded(
                        Optional.of(new Bound(number.minus(inDeclared), false)),
                        Optional.of(new Bound(number.plus(inDeclared), false))));
            }
            default -> {
                qualifier.fault(
                        "qualifier.unknown",
                        "修饰词“" + qualifier.text() + "”不认识",
                        "Unknown qualifier " + qualifier.text(),
                        "用 余 超过 以上 近 约 不足 不低于 不超过 ≥ > ≤ <",
                        "Use 余 超过 以上 近 约 不足 不低于 不超过 ≥ > ≤ <");
                yield Optional.empty();
            }
        };
    }

    /** Value of one in the last significant digit as printed: 100 for 77,400; 0.1 for 7.4. */
    private static Rational lastDigit(String text) {
        String digits = text.replaceAll("[^0-9.]", "");
        int point = digits.indexOf('.');
        if (point >= 0) {
            return Rational.unit(digits.length() - point - 1);
        }
        int zeros = digits.length() - digits.replaceAll("0+$", "").length();
        return Rational.of(java.math.BigInteger.TEN.pow(Math.min(zeros, digits.length() - 1)));
    }

    /** All values given for one fact; one place must not be named twice. */
    static List<Fact> all(FactDefinition definition, Field field) {
        List<Fact> facts = new ArrayList<>();
        if (!field.isList()) {
            read(definition, field).ifPresent(facts::add);
            return facts;
        }
        for (Field item : field.items()) {
            read(definition, item).ifPresent(fact -> {
                boolean again = !fact.source().isBlank()
                        && facts.stream().anyMatch(f -> f.source().equals(fact.source()));
                if (again) {
                    item.fault(
                            "fact.twice",
                            "同一处（" + fact.source() + "）给“" + definition.name().zh() + "”写了两个值",
                            definition.key() + " has two values at one place: " + fact.source(),
                            "保留一个；确在不同处的，把 source 写得更细",
                            "Keep one; if the places differ, say so in source");
                } else {
                    facts.add(fact);
                }
            });
        }
        boolean same =
                facts.size() > 1 && facts.stream().map(Fact::value).distinct().count() == 1;
        return same ? List.of(facts.get(0)) : facts;
    }
}
