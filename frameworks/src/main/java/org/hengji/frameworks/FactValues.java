package org.hengji.frameworks;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact.Value;

/** Reads one value of a fact: its state, its bounds, and its number in the unit of the declaration. */
final class FactValues {
    private static final List<String> STATES =
            List.of("known", "bounded", "contested", "unknown", "not-applicable", "not-evidenced");

    private enum Side {
        MORE,
        AT_LEAST,
        LESS,
        AT_MOST,
        ABOUT
    }

    private static final Map<String, Side> QUALIFIERS = Map.ofEntries(
            Map.entry("余", Side.MORE),
            Map.entry("多", Side.MORE),
            Map.entry("超过", Side.MORE),
            Map.entry(">", Side.MORE),
            Map.entry("＞", Side.MORE),
            Map.entry("以上", Side.AT_LEAST),
            Map.entry("不低于", Side.AT_LEAST),
            Map.entry("不少于", Side.AT_LEAST),
            Map.entry("≥", Side.AT_LEAST),
            Map.entry(">=", Side.AT_LEAST),
            Map.entry("近", Side.LESS),
            Map.entry("不足", Side.LESS),
            Map.entry("<", Side.LESS),
            Map.entry("＜", Side.LESS),
            Map.entry("不超过", Side.AT_MOST),
            Map.entry("以内", Side.AT_MOST),
            Map.entry("≤", Side.AT_MOST),
            Map.entry("<=", Side.AT_MOST),
            Map.entry("约", Side.ABOUT));

    private FactValues() {}

    /** The value, or nothing when it had to be refused; the refusal is recorded. */
    static Optional<Value> read(Field field, FactDefinition fact) {
        field.only(Shapes.FACT);
        int before = field.faults.count();
        Optional<Value> value = field.get("state").isPresent() ? ofState(field, fact) : given(field, fact);
        return field.faults.count() == before ? value : Optional.empty();
    }

    private static Optional<Value> ofState(Field field, FactDefinition fact) {
        Field state = field.get("state").orElseThrow();
        return switch (state.text()) {
            case "unknown" -> Optional.of(new Value.Unknown());
            case "not-applicable" -> Optional.of(new Value.NotApplicable());
            case "not-evidenced" ->
                Optional.of(new Value.NotEvidenced(
                        fact.kind().isNumeric()
                                ? field.get("value").flatMap(v -> number(v, field, fact))
                                : Optional.empty()));
            case "known", "bounded", "contested" -> given(field, fact);
            default -> {
                Words.unknown(state, "state.unknown", "状态", "state", state.text(), STATES);
                yield Optional.empty();
            }
        };
    }

    private static Optional<Value> given(Field field, FactDefinition fact) {
        if (field.get("low").isPresent() || field.get("high").isPresent()) {
            return interval(field, fact);
        }
        Optional<Field> value = field.get("value");
        if (value.isEmpty()) {
            field.fault(
                    "field.missing",
                    "数据项“" + fact.name().zh() + "”没有写值",
                    "The fact " + fact.key() + " has no value",
                    "补上 value；不知道就写 state: unknown，或整行删去",
                    "Add a value; if nobody knows it, write state: unknown or leave the line out");
            return Optional.empty();
        }
        return switch (fact.kind()) {
            case DECIMAL, COUNT, DATE -> numeric(value.get(), field, fact);
            case BOOLEAN -> flag(value.get(), fact);
            case CHOICE -> option(value.get(), fact);
            case TEXT -> Optional.of(new Value.Words(value.get().text()));
        };
    }

    private static Optional<Value> flag(Field value, FactDefinition fact) {
        return switch (value.text().strip()) {
            case "true", "是" -> Optional.of(new Value.Flag(true));
            case "false", "否" -> Optional.of(new Value.Flag(false));
            default -> {
                value.fault(
                        "flag.broken",
                        "“" + fact.name().zh() + "”要回答是或否，这里是“" + value.text() + "”",
                        "The fact " + fact.key() + " is true or false, here it is " + value.text(),
                        "写 true（是）或 false（否）",
                        "Write true or false");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Value> option(Field value, FactDefinition fact) {
        List<String> keys =
                fact.options().stream().map(FactDefinition.Option::key).toList();
        if (keys.contains(value.text())) {
            return Optional.of(new Value.Option(value.text()));
        }
        Words.unknown(
                value,
                "option.unknown",
                "“" + fact.name().zh() + "”的选项",
                "option of " + fact.key(),
                value.text(),
                keys);
        return Optional.empty();
    }

    private static Optional<Value> numeric(Field value, Field field, FactDefinition fact) {
        Optional<Rational> number = number(value, field, fact);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        Optional<Field> qualifier = field.get("qualifier");
        if (qualifier.isEmpty()) {
            return Domains.check(value, fact, number.get()) ? number.map(Value.Known::new) : Optional.empty();
        }
        Side side = QUALIFIERS.get(qualifier.get().text().strip());
        if (side == null) {
            Words.unknown(
                    qualifier.get(),
                    "qualifier.unknown",
                    "限定词",
                    "qualifier",
                    qualifier.get().text(),
                    List.of("余", "超过", "以上", "近", "约", "不足", "不低于", "不超过", "≥", ">", "≤", "<"));
            return Optional.empty();
        }
        return bounded(value, fact, qualified(side, number.get(), value, field, fact));
    }

    private static Value.Bounded qualified(Side side, Rational at, Field value, Field field, FactDefinition fact) {
        Optional<Bound> open = Optional.of(new Bound(at, true));
        Optional<Bound> closed = Optional.of(new Bound(at, false));
        return switch (side) {
            case MORE -> new Value.Bounded(open, Optional.empty());
            case AT_LEAST -> new Value.Bounded(closed, Optional.empty());
            case LESS -> new Value.Bounded(Optional.empty(), open);
            case AT_MOST -> new Value.Bounded(Optional.empty(), closed);
            case ABOUT -> {
                Rational half = fact.kind() == Kind.DATE
                        ? Rational.ZERO
                        : unit(field, fact)
                                .map(u -> u.to(fact.unit(), Amount.halfOfLastDigit(value.text())))
                                .orElse(Rational.ZERO);
                yield new Value.Bounded(
                        Optional.of(new Bound(at.minus(half), false)), Optional.of(new Bound(at.plus(half), false)));
            }
        };
    }

    private static Optional<Value> interval(Field field, FactDefinition fact) {
        if (!fact.kind().isNumeric()) {
            field.fault(
                    "value.not-a-number",
                    "数据项“" + fact.name().zh() + "”不是数值，不能用 low、high",
                    "The fact " + fact.key() + " is not a number and has no low or high",
                    "写 value: …",
                    "Write value: …");
            return Optional.empty();
        }
        Optional<Bound> low = end(field, "low", fact);
        Optional<Bound> high = end(field, "high", fact);
        return bounded(field, fact, new Value.Bounded(low, high));
    }

    private static Optional<Bound> end(Field field, String name, FactDefinition fact) {
        boolean open = field.get(name + "_open").map(Field::flag).orElse(false);
        return field.get(name).flatMap(f -> number(f, field, fact)).map(n -> new Bound(n, open));
    }

    private static Optional<Value> bounded(Field at, FactDefinition fact, Value.Bounded value) {
        boolean empty = value.low().isPresent()
                && value.high().isPresent()
                && (value.low().get().value().compareTo(value.high().get().value()) > 0
                        || value.low().get().value().equals(value.high().get().value())
                                && (value.low().get().open()
                                        || value.high().get().open()));
        if (empty) {
            at.fault(
                    "interval.empty",
                    "下限高于上限，没有任何值符合",
                    "The lower end is above the upper one; no value fits",
                    "核对 low 和 high",
                    "Compare low and high with the source");
            return Optional.empty();
        }
        return Domains.meets(at, fact, value) ? Optional.of(value) : Optional.empty();
    }

    /** The number in the unit of the declaration; days since 1970 for a date. */
    private static Optional<Rational> number(Field value, Field field, FactDefinition fact) {
        if (fact.kind() == Kind.DATE) {
            return date(value);
        }
        Optional<Unit> unit = unit(field, fact);
        Optional<Rational> number = Amount.read(value);
        return unit.flatMap(u -> number.map(n -> u.to(fact.unit(), n)));
    }

    static Optional<Rational> date(Field field) {
        try {
            return Optional.of(Rational.of(LocalDate.parse(field.text().strip()).toEpochDay()));
        } catch (DateTimeParseException e) {
            field.fault(
                    "date.broken",
                    "“" + field.text() + "”不是日期",
                    field.text() + " is not a date",
                    "写成 2023-12-31",
                    "Write 2023-12-31");
            return Optional.empty();
        }
    }

    private static Optional<Unit> unit(Field field, FactDefinition fact) {
        Optional<Field> given = field.get("unit");
        String declared = fact.unit().symbol();
        if (given.isEmpty()) {
            if (declared.isEmpty()) {
                return Optional.of(Unit.NUMBER);
            }
            field.fault(
                    "unit.missing",
                    "“" + fact.name().zh() + "”没有写计量单位，不能猜",
                    "The fact " + fact.key() + " has no unit, and units are never guessed",
                    "补上 unit: " + (declared.equals("%") ? "\"%\"" : declared) + "（或可换算的单位）",
                    "Add unit: " + (declared.equals("%") ? "\"%\"" : declared) + " (or one that converts into it)");
            return Optional.empty();
        }
        int before = field.faults.count();
        Unit unit = FactReader.unit(given.get());
        if (field.faults.count() > before) {
            return Optional.empty();
        } else if (!unit.convertsTo(fact.unit())) {
            given.get()
                    .fault(
                            "unit.mismatch",
                            "“" + fact.name().zh() + "”以“" + declared + "”计，“" + unit.symbol() + "”不能换算过去",
                            "The fact " + fact.key() + " is counted in " + declared + "; " + unit.symbol()
                                    + " does not convert",
                            "核对原文的单位；可用：" + String.join("、", convertible(fact.unit())),
                            "Compare with the source; possible: " + String.join(", ", convertible(fact.unit())));
            return Optional.empty();
        }
        return Optional.of(unit);
    }

    private static List<String> convertible(Unit unit) {
        return Unit.all().stream()
                .filter(u -> u.convertsTo(unit))
                .map(u -> u.symbol().isEmpty() ? "\"\"" : u.symbol())
                .toList();
    }
}
