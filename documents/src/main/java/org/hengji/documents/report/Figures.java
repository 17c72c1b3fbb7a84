package org.hengji.documents.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hengji.frameworks.CaseFile;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.ExpressionParser;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;

/** The facts of a case as a report prints them: unit, places, separators, qualifier. */
final class Figures {
    private final Map<String, FactDefinition> definitions = new LinkedHashMap<>();
    private final Map<String, List<Fact>> facts = new LinkedHashMap<>();
    private final boolean separators;
    final Exact exact;

    Figures(CaseFile file, boolean separators) {
        definitions.putAll(org.hengji.frameworks.Packs.reportFigures());
        definitions.putAll(file.framework().facts());
        definitions.putAll(file.material().declared());
        facts.putAll(file.subject().facts());
        facts.putAll(file.material().facts());
        this.separators = separators;
        this.exact = new Exact(this::inBase, this::word);
    }

    /** How a figure reads, or why it does not. */
    record Printed(String text, Optional<Paper.Gap.Why> gap) {
        static Printed of(String text) {
            return new Printed(text, Optional.empty());
        }
    }

    Optional<FactDefinition> definition(String key) {
        return Optional.ofNullable(definitions.get(key));
    }

    private Optional<Value> one(String key) {
        List<Fact> given = facts.getOrDefault(key, List.of());
        return given.size() == 1 ? Optional.of(given.get(0).value()) : Optional.empty();
    }

    private Optional<Rational> inBase(String key) {
        return one(key).filter(Value.Known.class::isInstance)
                .map(v -> ((Value.Known) v)
                        .number()
                        .times(definitions.get(key).unit().factor()));
    }

    /** Whether a computation cannot use the fact as it stands. */
    boolean isOpen(String key) {
        return inBase(key).isEmpty();
    }

    private Optional<String> word(String key) {
        return one(key).flatMap(v -> v instanceof Value.Flag flag
                ? Optional.of(String.valueOf(flag.holds()))
                : v instanceof Value.Option option ? Optional.of(option.key()) : Optional.empty());
    }

    /** A fact with its own unit and places unless the template says otherwise. */
    Printed fact(String key, NumberFormat format) {
        FactDefinition definition = definitions.get(key);
        List<Fact> given = facts.getOrDefault(key, List.of());
        if (given.size() > 1) {
            String values = given.stream()
                    .map(f -> value(definition, f.value(), format))
                    .flatMap(Optional::stream)
                    .distinct()
                    .collect(Collectors.joining("或"));
            return new Printed(values, Optional.of(Paper.Gap.Why.CONTESTED));
        }
        return given.stream()
                .findFirst()
                .flatMap(f -> value(definition, f.value(), format))
                .map(Printed::of)
                .orElseGet(() -> new Printed(definition.name().zh(), Optional.of(Paper.Gap.Why.MISSING)));
    }

    private Optional<String> value(FactDefinition fact, Value value, NumberFormat format) {
        if (value instanceof Value.Known known && fact.kind() == FactDefinition.Kind.DATE) {
            return Optional.of(date(known.number()));
        } else if (value instanceof Value.Known known) {
            return Optional.of(number(fact, known.number(), format));
        } else if (value instanceof Value.Bounded bounded) {
            return Optional.of(bounds(fact, bounded, format));
        } else if (value instanceof Value.Flag flag) {
            return Optional.of(flag.holds() ? "是" : "否");
        } else if (value instanceof Value.Option option) {
            return fact.options().stream()
                    .filter(o -> o.key().equals(option.key()))
                    .map(o -> o.name().zh())
                    .findFirst();
        } else if (value instanceof Value.Words words) {
            return Optional.of(words.text());
        } else if (value instanceof Value.NotApplicable) {
            return Optional.of("不适用");
        }
        return Optional.empty();
    }

    static String date(Rational epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay.floor().longValueExact());
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    private String bounds(FactDefinition fact, Value.Bounded bounded, NumberFormat format) {
        Optional<Bound> low = bounded.low();
        Optional<Bound> high = bounded.high();
        if (low.isPresent() && high.isPresent()) {
            return number(fact, low.get().value(), format.bare()) + "至"
                    + number(fact, high.get().value(), format);
        } else if (low.isPresent()) {
            return (low.get().open() ? "超过" : "不低于") + number(fact, low.get().value(), format);
        }
        return high.map(h -> (h.open() ? "不足" : "不超过") + number(fact, h.value(), format))
                .orElse("");
    }

    private String number(FactDefinition fact, Rational inOwnUnit, NumberFormat format) {
        Unit unit = format.unit().orElse(fact.unit());
        return format(fact.unit().to(unit, inOwnUnit), format.places().orElse(fact.places()), unit, format.withUnit());
    }

    /** A value computed from facts; shares print as percentages with two places unless said otherwise. */
    Printed computed(Expression expression, String words, NumberFormat format) {
        Unit unit = format.unit().orElseGet(() -> unit(expression, words));
        Optional<Rational> value = exact.value(expression);
        if (value.isPresent()) {
            return Printed.of(
                    format(value.get().over(unit.factor()), format.places().orElse(2), unit, format.withUnit()));
        }
        List<String> missing = new ArrayList<>();
        boolean contested = false;
        for (String key : expression.facts()) {
            contested |= facts.getOrDefault(key, List.of()).size() > 1;
            if (inBase(key).isEmpty()) {
                missing.add(definitions.get(key).name().zh());
            }
        }
        return new Printed(
                String.join("、", missing), Optional.of(contested ? Paper.Gap.Why.CONTESTED : Paper.Gap.Why.MISSING));
    }

    private Unit unit(Expression expression, String words) {
        try {
            String ratio = ExpressionParser.dimension("1", this::definition);
            if (ExpressionParser.dimension(words, this::definition).equals(ratio)) {
                return Unit.named("%").orElseThrow();
            }
        } catch (ExpressionParser.Fault e) {
            throw new IllegalStateException(words, e);
        }
        return expression.facts().stream()
                .findFirst()
                .map(f -> definitions.get(f).unit())
                .orElse(Unit.NUMBER);
    }

    private String format(Rational value, int places, Unit unit, boolean withUnit) {
        BigDecimal decimal = value.toDecimal(places, RoundingMode.HALF_UP);
        return (separators ? separated(decimal.toPlainString()) : decimal.toPlainString())
                + (withUnit ? unit.symbol() : "");
    }

    private static String separated(String number) {
        int point = number.indexOf('.');
        String whole = point < 0 ? number : number.substring(0, point);
        return whole.replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",") + (point < 0 ? "" : number.substring(point));
    }

    /**
     * What stands behind the bar of a place: {@code 元}, {@code 0}, {@code 亿元 1}, {@code bare}.
     *
     * @param withUnit whether the unit is printed behind the number
     */
    record NumberFormat(Optional<Unit> unit, Optional<Integer> places, boolean withUnit) {
        static final NumberFormat DECLARED = new NumberFormat(Optional.empty(), Optional.empty(), true);

        static Optional<NumberFormat> parse(String text) {
            NumberFormat format = DECLARED;
            for (String word : text.strip().split("\\s+")) {
                if (word.isEmpty()) {
                    continue;
                } else if (word.equals("bare")) {
                    format = format.bare();
                } else if (word.matches("\\d")) {
                    format = new NumberFormat(format.unit, Optional.of(Integer.parseInt(word)), format.withUnit);
                } else if (Unit.named(word).isPresent()) {
                    format = new NumberFormat(Unit.named(word), format.places, format.withUnit);
                } else {
                    return Optional.empty();
                }
            }
            return Optional.of(format);
        }

        NumberFormat bare() {
            return new NumberFormat(unit, places, false);
        }
    }
}
