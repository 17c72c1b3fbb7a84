package org.hengji.frameworks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.framework.Award;
import org.hengji.scoring.framework.ExpressionParser;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework.ReadingDefinition;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.ScoringRule.Interval;
import org.hengji.scoring.framework.ScoringRule.TargetRule;
import org.hengji.scoring.framework.ScoringRule.TargetRule.Below;
import org.hengji.scoring.framework.ScoringRule.WhenZero;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** Reads rules: one kind, its own fields, readings unfolded into alternatives. */
final class RuleReader {
    static final Set<String> KINDS = new TreeSet<>(List.of(
            "checklist",
            "deduct",
            "choice",
            "proportional",
            "piecewise",
            "excess",
            "tiers",
            "shortfall",
            "series",
            "target",
            "judged",
            "free",
            "veto"));

    private final Map<String, FactDefinition> facts;
    private final Map<String, ReadingDefinition> readings;
    private final Set<String> nodeIds;
    final Set<String> usedReadings = new TreeSet<>();
    final Set<String> usedFacts = new TreeSet<>();

    RuleReader(Map<String, FactDefinition> facts, Map<String, ReadingDefinition> readings, Set<String> nodeIds) {
        this.facts = facts;
        this.readings = readings;
        this.nodeIds = nodeIds;
    }

    /** The rule, with a {@code ByReading} round it for each reading that any of its values depends on. */
    ScoringRule rule(Field field, Rational max, List<String> grades) {
        return unfold(field, f -> single(f, max, grades));
    }

    <T> ScoringRule unfold(Field field, Function<Field, ScoringRule> read) {
        Optional<String> reading = firstReading(field.yaml).map(Yaml.Scalar::text);
        if (reading.isEmpty()) {
            return read.apply(field);
        }
        ReadingDefinition definition = readings.get(reading.get());
        usedReadings.add(reading.get());
        if (definition == null) {
            Yaml.At at = firstReading(field.yaml).orElseThrow().at();
            Words.unknown(field, at, "reading.unknown", "规则解释", "reading", reading.get(), readings.keySet());
            return new ScoringRule.Judged(List.of(), false);
        }
        Map<String, ScoringRule> options = new LinkedHashMap<>();
        for (String option : definition.options().keySet()) {
            Yaml chosen = choose(
                    field,
                    field.yaml,
                    reading.get(),
                    option,
                    definition.options().keySet());
            options.put(option, unfold(new Field(chosen, field.path, field.key, field.faults), read));
        }
        return new ScoringRule.ByReading(reading.get(), options);
    }

    private static Optional<Yaml.Scalar> firstReading(Yaml yaml) {
        if (yaml instanceof Yaml.Fields fields) {
            if (fields.fields().get("by") instanceof Yaml.Scalar by) {
                return Optional.of(by);
            }
            return fields.fields().values().stream()
                    .map(RuleReader::firstReading)
                    .flatMap(Optional::stream)
                    .findFirst();
        } else if (yaml instanceof Yaml.Items list) {
            return list.items().stream()
                    .map(RuleReader::firstReading)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.empty();
    }

    private static Yaml choose(Field field, Yaml yaml, String reading, String option, Set<String> options) {
        if (yaml instanceof Yaml.Items list) {
            return new Yaml.Items(
                    list.items().stream()
                            .map(i -> choose(field, i, reading, option, options))
                            .toList(),
                    list.at());
        } else if (yaml instanceof Yaml.Fields fields) {
            if (fields.fields().get("by") instanceof Yaml.Scalar by && by.text().equals(reading)) {
                fields.fields().keySet().stream()
                        .filter(k -> !k.equals("by") && !options.contains(k))
                        .forEach(k -> Words.unknown(
                                field,
                                fields.keys().get(k),
                                "reading.option",
                                "选项",
                                "option of " + reading,
                                k,
                                options));
                Yaml chosen = fields.fields().get(option);
                if (chosen == null) {
                    field.faults.add(
                            "reading.option-missing",
                            field.path,
                            fields.at(),
                            "规则解释“" + reading + "”的选项“" + option + "”在这里没有写",
                            "The option " + option + " of the reading " + reading + " is missing here",
                            "补上 " + option + ": …",
                            "Add " + option + ": …");
                    return new Yaml.Scalar("0", fields.at());
                }
                return choose(field, chosen, reading, option, options);
            }
            Map<String, Yaml> chosen = new LinkedHashMap<>();
            fields.fields().forEach((k, v) -> chosen.put(k, choose(field, v, reading, option, options)));
            return new Yaml.Fields(chosen, fields.keys(), fields.at());
        }
        return yaml;
    }

    private ScoringRule single(Field field, Rational max, List<String> grades) {
        if (!field.isMap()
                || field.map().size() != 1
                || !KINDS.contains(field.map().keySet().iterator().next())) {
            String found = field.isMap() ? String.join("、", field.map().keySet()) : "";
            String near = Field.nearest(found, KINDS);
            field.fault(
                    "rule.unknown",
                    "规则应是且只是下列之一：" + String.join("、", KINDS) + (found.isEmpty() ? "" : "；写的是“" + found + "”"),
                    "A rule is exactly one of: " + String.join(", ", KINDS),
                    near == null ? "选择一种评分方法" : "是否想写“" + near + "”？",
                    near == null ? "Choose one kind" : "Did you mean " + near + "?");
            return new ScoringRule.Judged(List.of(), false);
        }
        String kind = field.map().keySet().iterator().next();
        Field body = field.get(kind).orElseThrow();
        return switch (kind) {
            case "deduct" -> deduct(body);
            case "choice" -> choice(body, max, grades);
            case "proportional" ->
                proportional(body, body.get("points").map(this::award).orElse(Award.FULL), Optional.empty());
            case "piecewise" -> piecewise(body, max);
            case "excess" -> excess(body);
            case "tiers" -> tiers(body, max, grades);
            case "shortfall" -> shortfall(body);
            case "target" -> target(body);
            case "judged" -> judged(body, max, grades);
            case "free" -> free(body);
            case "veto" -> {
                body.only("when", "effect", "reason", "rule");
                ScoringRule inner = body.need("rule", "被包住的规则")
                        .map(r -> rule(r, max, grades))
                        .orElse(new ScoringRule.Judged(List.of(), false));
                yield new ScoringRule.Vetoed(veto(body), inner);
            }
            default -> {
                body.fault(
                        "rule.place",
                        "“" + kind + "”要单独作为一个指标的规则，不能套在别的规则里",
                        kind + " must be the rule of an indicator by itself",
                        "把它拆成 items",
                        "Split it into items");
                yield new ScoringRule.Judged(List.of(), false);
            }
        };
    }

    ScoringRule.Veto veto(Field body) {
        Condition when = body.need("when", "否决条件").map(this::condition).orElse(new Condition.Any(List.of()));
        Text reason = body.get("reason").map(Field::labelled).orElse(new Text("", ""));
        ScoringRule.Effect effect = new ScoringRule.Effect.Zero();
        Optional<Field> given = body.get("effect");
        if (given.isPresent() && given.get().isMap()) {
            effect = given.get()
                    .only("cap-grade", "label")
                    .get("cap-grade")
                    .<ScoringRule.Effect>map(f -> new ScoringRule.Effect.CapGrade(f.text()))
                    .or(() -> given.get().get("label").map(f -> new ScoringRule.Effect.Label(f.labelled())))
                    .orElse(effect);
        } else if (given.isPresent() && !given.get().text().equals("zero")) {
            given.get()
                    .fault(
                            "veto.effect",
                            "否决的后果应是 zero、{cap-grade: 等级} 或 {label: …}",
                            "The effect is zero, {cap-grade: …} or {label: …}",
                            "改为其中之一",
                            "Use one of these");
        }
        return new ScoringRule.Veto(when, effect, reason);
    }

    Award award(Field field) {
        String text = field.text().strip();
        if (text.equals("full")) {
            return Award.FULL;
        } else if (text.equals("zero") || text.equals("none")) {
            return Award.NOTHING;
        }
        return text.endsWith("%") ? Award.share(field.number()) : Award.points(field.number());
    }

    private Award award(Field body, String name, Award otherwise) {
        return body.get(name).map(this::award).orElse(otherwise);
    }

    /** Points that may be given at a node of this weight. */
    Award award(Field field, Rational max) {
        Award award = award(field);
        Rational points = award.share() ? award.amount().times(max) : award.amount();
        if (points.signum() < 0) {
            field.fault(
                    "points.negative",
                    "得分 " + field.text() + " 是负数",
                    "The points " + field.text() + " are negative",
                    "改为 0 至 " + max + " 之间",
                    "Give 0 to " + max);
        } else if (max.signum() > 0 && points.compareTo(max) > 0) {
            field.fault(
                    "points.above-weight",
                    "得分 " + field.text() + " 超过权重 " + max,
                    "The points " + field.text() + " exceed the weight " + max,
                    "改为不超过 " + max + "，或写 full",
                    "Give at most " + max + ", or write full");
        }
        return award;
    }

    Expression expression(Field field) {
        try {
            Expression e = ExpressionParser.expression(field.text(), this::find);
            usedFacts.addAll(e.facts());
            return e;
        } catch (ExpressionParser.Fault fault) {
            record(field, fault);
            return Expression.number(0);
        }
    }

    Condition condition(Field field) {
        try {
            Condition c = ExpressionParser.condition(field.text(), this::find, this::nodeFault);
            usedFacts.addAll(c.facts());
            return c;
        } catch (ExpressionParser.Fault fault) {
            record(field, fault);
            return new Condition.Any(List.of());
        }
    }

    private Optional<FactDefinition> find(String key) {
        return Optional.ofNullable(facts.get(key));
    }

    private Optional<String> nodeFault(String id) {
        if (nodeIds.contains(id)) {
            return Optional.empty();
        }
        String near = Field.nearest(id, nodeIds);
        return Optional.of(near == null ? "" : "，是否想写“" + near + "”？");
    }

    private void record(Field field, ExpressionParser.Fault fault) {
        String remedyZh = fault.remedy.zh();
        String remedyEn = fault.remedy.en();
        if (fault.code.equals("fact.unknown")) {
            String word = field.text().substring(fault.offset).split("[^a-zA-Z0-9_.]", 2)[0];
            String near = Field.nearest(word, facts.keySet());
            if (near != null) {
                remedyZh = "是否想写“" + near + "”？";
                remedyEn = "Did you mean " + near + "?";
            }
        }
        Yaml.At at = field.inside(fault.offset);
        field.faults.add(fault.code, field.path, at, fault.text.zh(), fault.text.en(), remedyZh, remedyEn);
    }

    private Expression of(Field body, String name) {
        return body.need(name, "算式").map(this::expression).orElse(Expression.number(0));
    }

    /** Every denominator that its domain lets be zero needs a word on what then. */
    private WhenZero whenZero(Field body, Expression... of) {
        Optional<Field> given = body.get("when_zero");
        if (given.isPresent()) {
            return zero(given.get());
        }
        for (Expression expression : of) {
            for (Expression divisor : divisors(expression)) {
                if (canBeZero(divisor)) {
                    String names = divisor.facts().toString();
                    body.fault(
                            "when-zero.missing",
                            "分母 " + names + " 按其取值范围可以为 0，没有写 when_zero",
                            "The denominator " + names + " can be 0 by its domain, and there is no when_zero",
                            "补上 when_zero: not-applicable（或 full、zero、not-computable、分值），或把取值范围写成 {min: {above: 0}}",
                            "Add when_zero: not-applicable (or full, zero, not-computable, points), or a domain with {above: 0}");
                }
            }
        }
        return new WhenZero.Never();
    }

    static List<Expression> divisors(Expression e) {
        List<Expression> found = new ArrayList<>();
        if (e instanceof Expression.Quotient q) {
            found.add(q.divisor());
        }
        e.parts().forEach(p -> found.addAll(divisors(p)));
        return found;
    }

    private boolean canBeZero(Expression e) {
        if (e instanceof Expression.Number n) {
            return n.value().signum() == 0;
        } else if (e instanceof Expression.FactRef f) {
            FactDefinition d = facts.get(f.fact());
            return d == null
                    || d.domain()
                            .min()
                            .map(b -> b.value().signum() < 0 || b.value().signum() == 0 && !b.open())
                            .orElse(true);
        } else if (e instanceof Expression.Sum s) {
            return s.terms().stream().allMatch(this::canBeZero)
                    || s.terms().stream().anyMatch(t -> t instanceof Expression.Negated);
        } else if (e instanceof Expression.Quotient q) {
            return canBeZero(q.dividend());
        }
        return e.parts().isEmpty() || e.parts().stream().anyMatch(this::canBeZero);
    }

    private WhenZero zero(Field field) {
        if (field.isMap()) {
            field.only("if", "then", "else");
            return new WhenZero.Depends(
                    field.need("if", "条件").map(this::condition).orElse(new Condition.Any(List.of())),
                    field.need("then", "成立时").map(this::zero).orElse(new WhenZero.NotComputable()),
                    field.need("else", "不成立时").map(this::zero).orElse(new WhenZero.NotComputable()));
        }
        return switch (field.text()) {
            case "not-applicable" -> new WhenZero.NotApplicable();
            case "not-computable" -> new WhenZero.NotComputable();
            default -> new WhenZero.Give(award(field));
        };
    }

    private ScoringRule deduct(Field body) {
        body.only("count", "per", "floor");
        return new ScoringRule.Deduct(
                of(body, "count"),
                body.need("per", "每项扣分").map(this::award).orElse(Award.FULL),
                award(body, "floor", Award.NOTHING));
    }

    private ScoringRule choice(Field body, Rational max, List<String> grades) {
        body.only("fact", "outcomes");
        Optional<String> fact = body.get("fact").map(Field::text);
        List<ScoringRule.Outcome> outcomes = new ArrayList<>();
        FactDefinition definition = fact.map(facts::get).orElse(null);
        if (fact.isPresent() && definition == null) {
            Field f = body.get("fact").orElseThrow();
            String near = Field.nearest(fact.get(), facts.keySet());
            f.fault(
                    "fact.unknown",
                    "没有声明数据项“" + fact.get() + "”",
                    "The fact " + fact.get() + " is not declared",
                    near == null ? "在 facts 中声明它" : "是否想写“" + near + "”？",
                    near == null ? "Declare it under facts" : "Did you mean " + near + "?");
        }
        fact.ifPresent(usedFacts::add);
        body.need("outcomes", "各种结果的得分")
                .ifPresent(all -> all.fields().forEach(o -> {
                    String key = o.keyName();
                    Text name = definition == null
                            ? new Text(key, key)
                            : definition.options().stream()
                                    .filter(x -> x.key().equals(key))
                                    .map(FactDefinition.Option::name)
                                    .findFirst()
                                    .orElse(new Text(key, key));
                    if (o.isMap()) {
                        o.only("zh", "en", "points");
                        name = Field.label(o);
                    }
                    boolean graded = grades.contains(key);
                    Award award = o.isMap()
                            ? o.get("points").map(p -> award(p, max)).orElse(Award.NOTHING)
                            : graded ? Award.NOTHING : award(o, max);
                    outcomes.add(new ScoringRule.Outcome(key, name, award));
                    boolean unknown = definition != null
                            && definition.kind() == FactDefinition.Kind.CHOICE
                            && definition.options().stream()
                                    .noneMatch(x -> x.key().equals(key));
                    if (unknown) {
                        o.fault(
                                "option.unknown",
                                "数据项“" + fact.get() + "”没有选项“" + key + "”",
                                "The fact " + fact.get() + " has no option " + key,
                                "可用："
                                        + String.join(
                                                "、",
                                                definition.options().stream()
                                                        .map(FactDefinition.Option::key)
                                                        .toList()),
                                "Known: "
                                        + String.join(
                                                ", ",
                                                definition.options().stream()
                                                        .map(FactDefinition.Option::key)
                                                        .toList()));
                    }
                }));
        return new ScoringRule.Choice(fact, outcomes);
    }

    ScoringRule proportional(Field body, Award points, Optional<Rational> schedule) {
        body.only("of", "points", "cap", "floor", "void", "direction", "when_zero");
        Expression of = of(body, "of");
        if (body.get("direction")
                .map(d -> d.oneOf("forward", "reverse"))
                .orElse("forward")
                .equals("reverse")) {
            of = of instanceof Expression.Quotient q
                    ? new Expression.Quotient(q.divisor(), q.dividend())
                    : new Expression.Quotient(Expression.number(1), of);
        }
        Optional<Award> cap = body.get("cap").isEmpty()
                ? Optional.of(Award.FULL)
                : body.get("cap").filter(c -> !c.text().equals("none")).map(this::award);
        return new ScoringRule.Proportional(
                of,
                points,
                cap,
                award(body, "floor", Award.NOTHING),
                body.get("void").map(this::condition),
                whenZero(body, of));
    }

    private ScoringRule piecewise(Field body, Rational max) {
        body.only("of", "anchors", "when_zero");
        List<ScoringRule.Anchor> anchors = new ArrayList<>();
        Expression of = of(body, "of");
        body.need("anchors", "锚点")
                .ifPresent(all -> all.items().forEach(a -> {
                    a.only("at", "points", "left", "right");
                    Award value = a.get("points").map(p -> award(p, max)).orElse(Award.NOTHING);
                    anchors.add(new ScoringRule.Anchor(
                            level(a.need("at", "位置").orElse(a), of),
                            a.get("left").map(p -> award(p, max)).orElse(value),
                            value,
                            a.get("right").map(p -> award(p, max)).orElse(value)));
                }));
        for (int i = 1; i < anchors.size(); i++) {
            if (anchors.get(i).at().compareTo(anchors.get(i - 1).at()) <= 0) {
                body.fault(
                        "anchors.order",
                        "锚点必须从小到大，第 " + (i + 1) + " 个不大于前一个",
                        "Anchors must rise; number " + (i + 1) + " does not",
                        "按 at 从小到大排列",
                        "Sort them by at");
                break;
            }
        }
        if (anchors.isEmpty()) {
            anchors.add(new ScoringRule.Anchor(Rational.ZERO, Award.NOTHING, Award.NOTHING, Award.NOTHING));
        }
        return new ScoringRule.Piecewise(of, anchors, whenZero(body, of));
    }

    /** A threshold; amounts of money need a unit, as in 100万元. */
    private Rational level(Field field, Expression of) {
        String text = field.text();
        if (text.matches(".*[\\p{IsHan}].*")) {
            Expression e = expression(field);
            if (e instanceof Expression.Number n) {
                return n.value();
            }
        }
        Rational number = field.number();
        String dimension = dimension(of);
        if (dimension.startsWith("money") && !dimension.contains("/money") && number.signum() != 0) {
            field.fault(
                    "unit.mismatch",
                    "算式是金额，界限“" + text + "”没有单位",
                    "The metric is an amount of money, the limit " + text + " has no unit",
                    "写成 " + text + "万元 或 " + text + "元",
                    "Write " + text + "万元 or " + text + "元");
        }
        return number;
    }

    private String dimension(Expression e) {
        if (e instanceof Expression.FactRef f) {
            FactDefinition d = facts.get(f.fact());
            return d == null ? "" : d.unit().dimension();
        } else if (e instanceof Expression.Quotient q) {
            String a = dimension(q.dividend());
            String b = dimension(q.divisor());
            return a.equals(b) ? "" : b.isEmpty() ? a : a + "/" + b;
        }
        return e.parts().isEmpty() ? "" : dimension(e.parts().get(0));
    }

    private static ScoringRule.Steps steps(Field body, String otherwise) {
        String text = body.text("steps", otherwise);
        return switch (text) {
            case "pro-rata" -> ScoringRule.Steps.PRO_RATA;
            case "started" -> ScoringRule.Steps.STARTED;
            case "full" -> ScoringRule.Steps.FULL;
            default -> {
                body.get("steps")
                        .orElse(body)
                        .fault(
                                "steps.unknown",
                                "steps 应是 pro-rata、started 或 full",
                                "steps is pro-rata, started or full",
                                "改为其中之一",
                                "Use one of these");
                yield ScoringRule.Steps.PRO_RATA;
            }
        };
    }

    private ScoringRule excess(Field body) {
        body.only("of", "limit", "per", "lose", "steps", "floor", "when_zero");
        Expression of = of(body, "of");
        return new ScoringRule.Excess(
                of,
                body.need("limit", "界限").map(f -> level(f, of)).orElse(Rational.ZERO),
                body.need("per", "每超出多少").map(f -> level(f, of)).orElse(Rational.ONE),
                body.need("lose", "扣分").map(this::award).orElse(Award.NOTHING),
                steps(body, "pro-rata"),
                award(body, "floor", Award.NOTHING),
                whenZero(body, of));
    }

    private ScoringRule shortfall(Field body) {
        body.only("actual", "target", "step", "lose", "steps", "floor", "when_zero");
        Expression actual = of(body, "actual");
        Expression target = of(body, "target");
        return new ScoringRule.Shortfall(
                actual,
                target,
                body.need("step", "每档占目标的比例").map(Field::number).orElse(Rational.ONE),
                body.need("lose", "每档扣分").map(this::award).orElse(Award.NOTHING),
                steps(body, "started"),
                award(body, "floor", Award.NOTHING),
                whenZero(body, new Expression.Quotient(actual, target)));
    }

    private ScoringRule tiers(Field body, Rational max, List<String> grades) {
        if (body.get("rows").isPresent()) {
            return grid(body);
        }
        body.only("of", "bands", "when_zero");
        Expression of = of(body, "of");
        List<ScoringRule.Band> bands = bands(body, of, max, grades);
        return new ScoringRule.Tiers(of, bands, whenZero(body, of));
    }

    private ScoringRule grid(Field body) {
        body.only("rows", "columns", "points", "when_zero");
        Field rows = body.get("rows").orElseThrow().only("of", "bands");
        Field columns = body.need("columns", "列").orElse(rows).only("of", "bands");
        Expression row = of(rows, "of");
        Expression column = of(columns, "of");
        List<Interval> r = bands(rows, row, null, List.of()).stream()
                .map(ScoringRule.Band::interval)
                .toList();
        List<Interval> c = bands(columns, column, null, List.of()).stream()
                .map(ScoringRule.Band::interval)
                .toList();
        List<List<Award>> awards = new ArrayList<>();
        body.need("points", "得分表")
                .ifPresent(p -> p.items()
                        .forEach(line -> awards.add(
                                line.items().stream().map(this::award).toList())));
        boolean whole = awards.size() == r.size() && awards.stream().allMatch(a -> a.size() == c.size());
        if (!whole) {
            body.fault(
                    "grid.shape",
                    "得分表应有 " + r.size() + " 行、每行 " + c.size() + " 个",
                    "The table needs " + r.size() + " rows of " + c.size(),
                    "补齐得分表",
                    "Complete the table");
        }
        // Bands are read from the lowest up; a table written from the highest down turns with them
        boolean rowsDown = descending(rows);
        boolean columnsDown = descending(columns);
        List<List<Award>> turned = new ArrayList<>(awards);
        if (rowsDown) {
            Collections.reverse(turned);
        }
        turned.replaceAll(a -> {
            List<Award> line = new ArrayList<>(a);
            if (columnsDown) {
                Collections.reverse(line);
            }
            return line;
        });
        return new ScoringRule.Grid(row, r, column, c, turned, whenZero(body, row, column));
    }

    private static boolean descending(Field axis) {
        return axis.get("bands")
                .filter(Field::isList)
                .map(b -> b.items().stream()
                        .anyMatch(
                                i -> i.get("from").isPresent() || i.get("above").isPresent()))
                .orElse(false);
    }

    /** Bands from the lowest up, covering the whole axis once. */
    List<ScoringRule.Band> bands(Field body, Expression of, Rational max, List<String> grades) {
        List<Field> given = body.need("bands", "分档").map(Field::items).orElse(List.of());
        List<Field> rising = new ArrayList<>(given);
        if (descending(body)) {
            Collections.reverse(rising);
        }
        List<ScoringRule.Band> bands = new ArrayList<>();
        Optional<Rational> end = Optional.empty();
        boolean endTaken = false; // the previous band includes its upper end
        for (int i = 0; i < rising.size(); i++) {
            Field b = rising.get(i).only("from", "above", "to", "below", "points", "grade", "otherwise");
            boolean last = i == rising.size() - 1;
            Optional<Rational> low = b.get("from").or(() -> b.get("above")).map(f -> level(f, of));
            boolean lowOpen = b.get("above").isPresent();
            Optional<Rational> high = b.get("to").or(() -> b.get("below")).map(f -> level(f, of));
            boolean highOpen = b.get("to").isEmpty();
            if (low.isEmpty()) {
                low = end;
                lowOpen = i > 0 && endTaken;
            }
            if (high.isEmpty() && !last) {
                Field next = rising.get(i + 1);
                high = next.get("from").or(() -> next.get("above")).map(f -> level(f, of));
                highOpen = next.get("above").isEmpty();
            }
            if (i > 0 && end.isPresent() && low.isPresent()) {
                int c = low.get().compareTo(end.get());
                boolean hole = c > 0 || c == 0 && !endTaken && lowOpen;
                boolean overlap = c < 0 || c == 0 && endTaken && !lowOpen;
                if (hole) {
                    b.fault(
                            "bands.hole",
                            "分档之间有空当：" + end.get() + " 与 " + low.get() + " 之间没有归属",
                            "A hole between bands at " + end.get() + " and " + low.get(),
                            "让相邻两档首尾相接，一个含端点、一个不含",
                            "Let neighbours meet, one with the end, one without");
                } else if (overlap) {
                    b.fault(
                            "bands.overlap",
                            "分档重叠：" + low.get() + " 至 " + end.get() + " 属于两档",
                            "Bands overlap from " + low.get() + " to " + end.get(),
                            "让相邻两档首尾相接，一个含端点、一个不含",
                            "Let neighbours meet, one with the end, one without");
                }
            }
            boolean empty = low.isPresent()
                    && high.isPresent()
                    && (low.get().compareTo(high.get()) > 0 || low.get().equals(high.get()) && (lowOpen || highOpen));
            boolean stated = b.get("otherwise").isEmpty();
            if (empty || stated && isBeyond(new Interval(low, lowOpen, high, highOpen), of)) {
                b.fault(
                        "bands.unreachable",
                        "这一档没有任何数值能落入",
                        "No value can fall into this band",
                        "检查界限的先后和大小",
                        "Check the order of the limits");
            }
            if (i == 0 && low.isPresent() || last && high.isPresent()) {
                b.fault(
                        "bands.hole",
                        "分档没有覆盖到" + (i == 0 && low.isPresent() ? "最低端" : "最高端"),
                        "The bands do not reach the " + (i == 0 && low.isPresent() ? "lower" : "upper") + " end",
                        "加一档 {otherwise: …}",
                        "Add a band {otherwise: …}");
            }
            Optional<Field> points = b.get("points").or(() -> b.get("otherwise"));
            Optional<String> grade = b.get("grade")
                    .map(Field::text)
                    .or(() -> b.get("otherwise").map(Field::text).filter(grades::contains));
            boolean needsPoints = max != null && grade.isEmpty();
            if (needsPoints && points.isEmpty()) {
                b.fault("field.missing", "这一档没有写得分 points", "This band has no points", "补上 points: …", "Add points: …");
            }
            grade.filter(g -> !grades.contains(g))
                    .ifPresent(g -> b.fault(
                            "grade.unknown",
                            "没有等级“" + g + "”",
                            "There is no grade " + g,
                            "改为 grades 中的等级",
                            "Name one of the grades"));
            Award award = needsPoints && points.isPresent() ? award(points.get(), max) : Award.NOTHING;
            bands.add(new ScoringRule.Band(new Interval(low, lowOpen, high, highOpen), award, grade));
            end = high;
            endTaken = high.isPresent() && !highOpen;
        }
        if (bands.isEmpty()) {
            bands.add(new ScoringRule.Band(
                    new Interval(Optional.empty(), false, Optional.empty(), false), Award.NOTHING, Optional.empty()));
        }
        return bands;
    }

    /** Whether no value of the metric can fall into the interval, by the domains of its facts. */
    private boolean isBeyond(Interval i, Expression of) {
        Optional<FactDefinition.Bound> least = Optional.empty();
        Optional<FactDefinition.Bound> most = Optional.empty();
        if (of instanceof Expression.FactRef f && facts.containsKey(f.fact())) {
            FactDefinition fact = facts.get(f.fact());
            least = fact.domain().min().map(b -> inBase(b, fact));
            most = fact.domain().max().map(b -> inBase(b, fact));
        } else if (isNeverNegative(of)) {
            least = Optional.of(new FactDefinition.Bound(Rational.ZERO, false));
        }
        boolean below =
                least.isPresent() && i.high().isPresent() && isApart(i.high().get(), i.highOpen(), least.get(), -1);
        boolean above =
                most.isPresent() && i.low().isPresent() && isApart(i.low().get(), i.lowOpen(), most.get(), 1);
        return below || above;
    }

    private static FactDefinition.Bound inBase(FactDefinition.Bound bound, FactDefinition fact) {
        return new FactDefinition.Bound(bound.value().times(fact.unit().factor()), bound.open());
    }

    private static boolean isApart(Rational end, boolean open, FactDefinition.Bound limit, int side) {
        int c = end.compareTo(limit.value()) * side;
        return c > 0 || c == 0 && (open || limit.open());
    }

    private boolean isNeverNegative(Expression e) {
        if (e instanceof Expression.Number n) {
            return n.value().signum() >= 0;
        } else if (e instanceof Expression.FactRef f) {
            FactDefinition fact = facts.get(f.fact());
            return fact != null
                    && fact.domain().min().filter(b -> b.value().signum() >= 0).isPresent();
        }
        return !(e instanceof Expression.Negated)
                && (e instanceof Expression.Absolute || e.parts().stream().allMatch(this::isNeverNegative));
    }

    private ScoringRule target(Field body) {
        body.only("actual", "target", "comparator", "between", "below", "over", "words", "word", "bands");
        Expression actual = body.get("actual").map(this::expression).orElse(Expression.number(0));
        TargetRule how = targetRule(body, List.of("actual", "target", "comparator", "between", "word"));
        ScoringRule.Goal goal;
        if (body.get("between").isPresent()) {
            List<Field> ends = body.get("between").orElseThrow().items();
            if (ends.size() != 2) {
                ends(body.get("between").orElseThrow(), ends.size());
                return new ScoringRule.Judged(List.of(), false);
            }
            goal = new ScoringRule.Goal.Between(new Interval(
                    Optional.of(level(ends.get(0), actual)),
                    false,
                    Optional.of(level(ends.get(ends.size() - 1), actual)),
                    false));
        } else if (how.below() == Below.WORDS) {
            goal = new ScoringRule.Goal.Word(body.text("word", ""));
        } else {
            goal = new ScoringRule.Goal.Limit(
                    comparator(body.get("comparator")),
                    body.need("target", "目标值").map(this::expression).orElse(Expression.number(1)));
        }
        return new ScoringRule.Target(actual, goal, how);
    }

    private static void ends(Field field, int found) {
        field.fault(
                "range.ends",
                "范围应有两端，这里有 " + found + " 个数",
                "A range has two ends, here are " + found,
                "写成 [下端, 上端]",
                "Write [low, high]");
    }

    static ScoringRule.Comparator comparator(Optional<Field> field) {
        String text = field.map(Field::text).orElse("≥").strip();
        return switch (text) {
            case "≥", ">=" -> ScoringRule.Comparator.AT_LEAST;
            case ">", "＞" -> ScoringRule.Comparator.MORE;
            case "≤", "<=" -> ScoringRule.Comparator.AT_MOST;
            case "<", "＜" -> ScoringRule.Comparator.LESS;
            case "=", "==", "＝" -> ScoringRule.Comparator.EQUAL;
            default -> {
                field.orElseThrow()
                        .fault(
                                "comparator.unknown",
                                "比较符“" + text + "”不认识",
                                "Unknown comparator " + text,
                                "用 ≥ > ≤ < = 之一",
                                "Use one of ≥ > ≤ < =");
                yield ScoringRule.Comparator.AT_LEAST;
            }
        };
    }

    private TargetRule targetRule(Field body, List<String> more) {
        List<String> known = new ArrayList<>(List.of("below", "over", "words", "bands"));
        known.addAll(more);
        body.only(known.toArray(String[]::new));
        Optional<Rational> review = body.get("over")
                .filter(Field::isMap)
                .map(o -> o.only("judged-beyond"))
                .flatMap(o -> o.get("judged-beyond"))
                .map(Field::number);
        body.get("over").filter(Field::isScalar).ifPresent(o -> o.oneOf("full"));
        Optional<Rational> pass = Optional.empty();
        List<ScoringRule.Band> bands = List.of();
        List<ScoringRule.WordBand> words = new ArrayList<>();
        Below below = Below.PROPORTIONAL;
        if (body.get("words").isPresent()) {
            below = Below.WORDS;
            body.get("words").orElseThrow().fields().forEach(w -> {
                List<Field> ends = w.items();
                if (ends.size() == 2) {
                    Text name = switch (w.keyName()) {
                        case "reached" -> new Text("达成预期指标", "reached");
                        case "partly" -> new Text("部分达成并具有一定效果", "partly reached, with some effect");
                        case "missed" -> new Text("未达成且效果较差", "not reached, poor effect");
                        default -> new Text(w.keyName(), w.keyName());
                    };
                    words.add(new ScoringRule.WordBand(
                            w.keyName(), name, ends.get(0).number(), ends.get(1).number()));
                } else {
                    ends(w, ends.size());
                }
            });
        } else if (body.get("bands").isPresent()) {
            below = Below.BANDS;
            bands = bands(body, Expression.number(0), Rational.ZERO, List.of());
        } else if (body.get("below").isPresent()) {
            Field b = body.get("below").orElseThrow();
            if (b.isMap()) {
                below = Below.PASS_LINE;
                pass = b.only("pass-line").need("pass-line", "及格线").map(Field::number);
            } else if (b.text().equals("nothing")) {
                below = Below.NOTHING;
            } else if (!b.text().equals("proportional")) {
                b.fault(
                        "below.unknown",
                        "below 应是 proportional、nothing 或 {pass-line: …}",
                        "below is proportional, nothing or {pass-line: …}",
                        "改为其中之一",
                        "Use one of these");
            }
        }
        return new TargetRule(below, pass, bands, words, review);
    }

    private ScoringRule judged(Field body, Rational max, List<String> grades) {
        if (body.isScalar() || body.map().isEmpty()) {
            return new ScoringRule.Judged(List.of(), false);
        }
        body.only("evidence", "answers", "when", "trigger", "otherwise");
        List<Rational> answers = body.get("answers")
                .map(a -> a.items().stream().map(Field::number).toList())
                .orElse(List.of());
        ScoringRule.Judged judged = new ScoringRule.Judged(
                answers, body.get("evidence").map(Field::flag).orElse(false));
        if (body.get("when").isEmpty()) {
            return judged;
        }
        ScoringRule.Trigger trigger = body.get("trigger")
                        .map(t -> t.oneOf("when-missed", "compulsory"))
                        .orElse("when-missed")
                        .equals("compulsory")
                ? ScoringRule.Trigger.COMPULSORY
                : ScoringRule.Trigger.WHEN_MISSED;
        ScoringRule otherwise = body.need("otherwise", "其余情形的规则")
                .map(o -> o.isScalar() ? constant(award(o)) : rule(o, max, grades))
                .orElse(judged);
        return new ScoringRule.JudgedWhen(trigger, condition(body.get("when").orElseThrow()), otherwise, judged);
    }

    private static ScoringRule constant(Award award) {
        return new ScoringRule.Tiers(
                Expression.number(0),
                List.of(new ScoringRule.Band(
                        new Interval(Optional.empty(), false, Optional.empty(), false), award, Optional.empty())),
                new WhenZero.Never());
    }

    private ScoringRule free(Field body) {
        body.only("at_least", "when_empty", "ways");
        Optional<Field> least = body.get("at_least").map(f -> f.only("aspects", "indicators"));
        int aspects =
                least.flatMap(f -> f.get("aspects")).map(f -> f.whole(0, 100)).orElse(0);
        int indicators = least.flatMap(f -> f.get("indicators"))
                .map(f -> f.whole(0, 100))
                .orElse(0);
        ScoringRule.WhenEmpty empty = switch (body.text("when_empty", "judged")) {
            case "judged" -> ScoringRule.WhenEmpty.JUDGED;
            case "not-applicable" -> ScoringRule.WhenEmpty.NOT_APPLICABLE;
            case "fault" -> ScoringRule.WhenEmpty.FAULT;
            default -> {
                body.get("when_empty")
                        .orElseThrow()
                        .fault(
                                "when-empty.unknown",
                                "when_empty 应是 judged、not-applicable 或 fault",
                                "when_empty is judged, not-applicable or fault",
                                "改为其中之一",
                                "Use one of these");
                yield ScoringRule.WhenEmpty.JUDGED;
            }
        };
        Map<String, ScoringRule.Way> ways = new LinkedHashMap<>();
        body.get("ways")
                .ifPresent(all -> all.fields().forEach(w -> {
                    w.only("zh", "en", "target");
                    TargetRule how = w.need("target", "评分方式")
                            .map(t -> targetRule(t, List.of()))
                            .orElse(null);
                    if (how != null) {
                        ways.put(w.keyName(), new ScoringRule.Way(w.keyName(), Field.label(w), how));
                    }
                }));
        return new ScoringRule.Free(aspects, indicators, ways, empty);
    }
}
