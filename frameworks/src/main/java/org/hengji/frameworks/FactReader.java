package org.hengji.frameworks;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.FactDefinition.Domain;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.FactDefinition.RollUp;
import org.hengji.scoring.number.Rational;

/** Reads the facts of a framework: kind, unit, domain, and how units make the whole. */
final class FactReader {
    private final Map<String, FactDefinition> facts;

    /** @param facts receives what is read */
    FactReader(Map<String, FactDefinition> facts) {
        this.facts = facts;
    }

    /** Declarations that stand in a shipped file of their own under {@code facts}. */
    static Map<String, FactDefinition> declarations(String text) {
        Yaml.Faults faults = new Yaml.Faults(text);
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        Yaml.parse(text, faults)
                .map(yaml -> new Field(yaml, "", yaml.at(), faults))
                .flatMap(root -> root.get("facts"))
                .ifPresent(section -> section.fields().forEach(new FactReader(facts)::read));
        if (!faults.isEmpty()) {
            throw new IllegalStateException(faults.list().toString());
        }
        return facts;
    }

    void read(Field field) {
        field.only("zh", "en", "unit", "places", "domain", "movable", "kind", "options", "roll_up");
        String key = field.path.substring("facts.".length());
        if (!key.matches("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*")) {
            field.fault(
                    "fact.key",
                    "数据项名称“" + key + "”只能用小写字母、数字、下划线和点",
                    "The fact key may only have lower-case letters, digits, underscores and dots",
                    "例如 assets.in_use",
                    "E.g. assets.in_use");
        }
        Kind kind = switch (field.text("kind", "decimal")) {
            case "decimal" -> Kind.DECIMAL;
            case "count" -> Kind.COUNT;
            case "boolean" -> Kind.BOOLEAN;
            case "date" -> Kind.DATE;
            case "choice" -> Kind.CHOICE;
            case "text" -> Kind.TEXT;
            default -> {
                field.get("kind")
                        .orElseThrow()
                        .fault(
                                "fact.kind",
                                "种类应是 decimal、count、boolean、date、choice 或 text",
                                "The kind is decimal, count, boolean, date, choice or text",
                                "改为其中之一",
                                "Use one of these");
                yield Kind.DECIMAL;
            }
        };
        Unit unit = kind == Kind.DATE ? Unit.named("日").orElseThrow() : Unit.NUMBER;
        if (kind == Kind.DECIMAL || kind == Kind.COUNT) {
            unit = field.need("unit", "计量单位，纯数字写 \"\"").map(FactReader::unit).orElse(Unit.NUMBER);
        }
        int places = field.get("places").map(f -> f.whole(0, 8)).orElse(kind == Kind.DECIMAL ? 2 : 0);
        List<FactDefinition.Option> options = new ArrayList<>();
        if (kind == Kind.CHOICE) {
            field.need("options", "选项")
                    .ifPresent(o ->
                            o.fields().forEach(x -> options.add(new FactDefinition.Option(x.keyName(), x.labelled()))));
        }
        facts.put(
                key,
                new FactDefinition(
                        key,
                        Field.label(field),
                        kind,
                        unit,
                        places,
                        field.get("domain").map(d -> domain(d, kind)).orElse(Domain.ANY),
                        options,
                        field.get("movable").map(Field::flag).orElse(false),
                        field.get("roll_up").map(r -> rollUp(r, kind))));
    }

    static Unit unit(Field field) {
        String symbol = field.text();
        return Unit.named(symbol).orElseGet(() -> {
            List<String> symbols = Unit.all().stream()
                    .map(Unit::symbol)
                    .filter(s -> !s.isEmpty())
                    .toList();
            String near = Field.nearest(symbol, symbols);
            field.fault(
                    "unit.unknown",
                    "不认识计量单位“" + symbol + "”",
                    "Unknown unit " + symbol,
                    (near == null ? "" : "是否想写“" + near + "”？") + "已有单位：" + String.join(" ", symbols),
                    (near == null ? "" : "Did you mean " + near + "? ") + "Known units: " + String.join(" ", symbols));
            return Unit.NUMBER;
        });
    }

    private static Domain domain(Field field, Kind kind) {
        field.only("min", "max", "above", "below", "at_most");
        Optional<Bound> min = field.get("min")
                .map(f -> bound(f, "above", kind))
                .or(() -> field.get("above").map(f -> new Bound(value(f, kind), true)));
        Optional<Bound> max = field.get("max")
                .map(f -> bound(f, "below", kind))
                .or(() -> field.get("below").map(f -> new Bound(value(f, kind), true)));
        return new Domain(min, max, field.get("at_most").map(Field::text));
    }

    private static Bound bound(Field field, String open, Kind kind) {
        if (field.isMap()) {
            field.only(open);
            return new Bound(field.need(open, "端点").map(f -> value(f, kind)).orElse(Rational.ZERO), true);
        }
        return new Bound(value(field, kind), false);
    }

    private static Rational value(Field field, Kind kind) {
        if (kind != Kind.DATE) {
            return field.number();
        }
        try {
            return Rational.of(LocalDate.parse(field.text()).toEpochDay());
        } catch (DateTimeParseException e) {
            field.fault(
                    "date.broken",
                    "“" + field.text() + "”不是日期",
                    field.text() + " is not a date",
                    "写成 2023-12-31",
                    "Write 2023-12-31");
            return Rational.ZERO;
        }
    }

    private static RollUp rollUp(Field field, Kind kind) {
        if (field.isMap()) {
            field.only("ratio-of-sums", "weighted-mean");
            if (field.get("ratio-of-sums").isPresent()) {
                Field given = field.get("ratio-of-sums").orElseThrow();
                List<Field> pair = given.items();
                if (given.isList() && pair.size() != 2) {
                    given.fault(
                            "roll-up.pair",
                            "ratio-of-sums 应有分子和分母两个数据项，这里有 " + pair.size() + " 个",
                            "ratio-of-sums names a numerator and a denominator, here are " + pair.size(),
                            "写成 [分子, 分母]",
                            "Write [numerator, denominator]");
                }
                return new RollUp.RatioOfSums(
                        pair.isEmpty() ? "" : pair.get(0).text(),
                        pair.size() < 2 ? "" : pair.get(1).text());
            }
            return new RollUp.WeightedMean(field.text("weighted-mean", ""));
        }
        return switch (field.text()) {
            case "sum" -> new RollUp.Sum();
            case "count" -> new RollUp.Count();
            case "all" -> new RollUp.AllHold();
            case "mean" -> {
                field.fault(
                        "roll-up.mean",
                        "比率不能用简单平均汇总：小单位会和大单位同样算数",
                        "Ratios must not be averaged plainly: small units would count like large ones",
                        "写 {ratio-of-sums: [分子, 分母]} 或 {weighted-mean: 权数}",
                        "Write {ratio-of-sums: [numerator, denominator]} or {weighted-mean: key}");
                yield new RollUp.Sum();
            }
            default -> {
                field.fault(
                        "roll-up.unknown",
                        "汇总方式应是 sum、count、all、ratio-of-sums 或 weighted-mean",
                        "Roll-up is sum, count, all, ratio-of-sums or weighted-mean",
                        "改为其中之一",
                        "Use one of these");
                yield new RollUp.Sum();
            }
        };
    }

    /** at_most and roll_up name facts that exist and measure the same thing. */
    void checkReferences(Field root) {
        root.get("facts")
                .filter(Field::isMap)
                .ifPresent(section -> section.fields().forEach(this::rollUpFacts));
        for (FactDefinition fact : facts.values()) {
            fact.domain().atMost().ifPresent(other -> {
                Field at = root.get("facts")
                        .flatMap(f -> f.get(fact.key()))
                        .flatMap(f -> f.get("domain"))
                        .flatMap(f -> f.get("at_most"))
                        .orElseThrow();
                FactDefinition limit = facts.get(other);
                if (limit == null) {
                    String near = Field.nearest(other, facts.keySet());
                    at.fault(
                            "fact.unknown",
                            "没有声明数据项“" + other + "”",
                            "The fact " + other + " is not declared",
                            near == null ? "在 facts 中声明它" : "是否想写“" + near + "”？",
                            near == null ? "Declare it under facts" : "Did you mean " + near + "?");
                } else if (!limit.unit().convertsTo(fact.unit())) {
                    at.fault(
                            "unit.mismatch",
                            "“" + fact.name().zh() + "”（" + fact.unit().symbol() + "）与“"
                                    + limit.name().zh() + "”（" + limit.unit().symbol() + "）单位不同，不能比较大小",
                            "The units of " + fact.key() + " and " + other + " do not convert",
                            "改用同类单位的数据项",
                            "Name a fact of the same dimension");
                }
            });
        }
    }

    private void rollUpFacts(Field fact) {
        Optional<Field> rollUp = fact.get("roll_up").filter(Field::isMap);
        fact.get("roll_up").ifPresent(r -> fits(r, facts.get(fact.name)));
        List<Field> named = new ArrayList<>();
        rollUp.flatMap(r -> r.get("ratio-of-sums")).ifPresent(r -> named.addAll(r.items()));
        rollUp.flatMap(r -> r.get("weighted-mean")).ifPresent(named::add);
        named.stream()
                .filter(f -> !facts.containsKey(f.text()))
                .forEach(f -> Words.unknown(f, "fact.unknown", "数据项", "fact", f.text(), facts.keySet()));
    }

    /** Only what adds up is added: no shares, and no value that has a most or lies below zero. */
    private static void fits(Field field, FactDefinition fact) {
        RollUp how = fact.rollUp().orElseThrow();
        boolean numeric = fact.kind() == Kind.DECIMAL || fact.kind() == Kind.COUNT;
        boolean kindFits = how instanceof RollUp.AllHold
                ? fact.kind() == Kind.BOOLEAN
                : how instanceof RollUp.Count ? fact.kind() == Kind.COUNT : numeric;
        if (!kindFits) {
            field.fault(
                    "roll-up.kind",
                    "这种汇总方式不适用于“" + fact.name().zh() + "”的种类",
                    "This roll-up does not fit the kind of " + fact.key(),
                    "all 用于 boolean，count 用于 count，其余用于数字",
                    "all is for boolean facts, count for counts, the others for numbers");
        } else if (how instanceof RollUp.Sum
                && (fact.domain().max().isPresent()
                        || fact.domain()
                                .min()
                                .filter(b -> b.value().signum() < 0)
                                .isPresent())) {
            field.fault(
                    "roll-up.sum",
                    "“" + fact.name().zh() + "”的取值有上限或可为负数，各单位相加会超出取值范围",
                    "The domain of " + fact.key() + " has a maximum or reaches below zero; a sum of units leaves it",
                    "比率写 {ratio-of-sums: [分子, 分母]} 或 {weighted-mean: 权数}，金额和数量的取值范围写 {min: 0}",
                    "For a ratio write {ratio-of-sums: [numerator, denominator]} or {weighted-mean: key}; for amounts the domain {min: 0}");
        }
    }
}
