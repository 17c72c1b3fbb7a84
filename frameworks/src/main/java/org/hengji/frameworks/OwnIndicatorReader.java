package org.hengji.frameworks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.FactDefinition.Domain;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.ScoringRule.Comparator;
import org.hengji.scoring.framework.ScoringRule.Free;
import org.hengji.scoring.framework.ScoringRule.TargetRule.Below;
import org.hengji.scoring.framework.ScoringRule.Way;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.OwnIndicator;
import org.hengji.scoring.subject.OwnIndicator.Part;
import org.hengji.scoring.subject.OwnIndicator.Target;

/** Reads the indicators that a case brings under {@code free} rules. */
final class OwnIndicatorReader {
    private final Field root;
    private final Framework framework;
    private final Map<String, Indicator> classes = new LinkedHashMap<>();
    private final Set<String> ids = new LinkedHashSet<>();

    OwnIndicatorReader(Field root, Framework framework) {
        this.root = root;
        this.framework = framework;
        for (Indicator node : framework.nodes()) {
            ids.add(node.id());
            if (node.rule().filter(r -> r instanceof Free).isPresent()) {
                classes.put(node.id(), node);
            }
        }
    }

    List<OwnIndicator> read() {
        List<OwnIndicator> all = new ArrayList<>();
        root.get("indicators")
                .ifPresent(list -> list.items().forEach(f -> indicator(f).ifPresent(all::add)));
        return all;
    }

    private Optional<OwnIndicator> indicator(Field field) {
        int before = field.faults.count();
        if (!field.isMap()) {
            field.map();
            return Optional.empty();
        }
        field.only(Shapes.OWN_INDICATOR);
        String id = id(field);
        Text name = field.need("name", "名称").map(Field::labelled).orElse(new Text(id, id));
        Optional<Indicator> under = under(field);
        Rational weight = weight(field);
        Optional<ScoringRule> rule = field.get("rule").map(r -> rule(r, weight));
        Optional<Way> way = under.flatMap(u -> way(field, (Free) u.rule().orElseThrow(), rule.isPresent()));
        Unit unit = field.get("unit").map(FactReader::unit).orElse(Unit.NUMBER);
        Optional<Target> target = target(field, name, unit);
        way.ifPresent(w -> suits(field, w, target));
        int places = field.get("places").map(p -> p.whole(0, 8)).orElseGet(() -> places(field));
        Fact.Value actual = target.filter(t -> t instanceof Target.Composite).isPresent()
                ? new Fact.Value.Unknown()
                : actual(field, name, unit, target.orElse(null), places);
        if (field.faults.count() > before || under.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new OwnIndicator(
                id,
                name,
                under.get().id(),
                field.get("aspect").map(Field::text),
                weight,
                way.map(Way::id),
                rule,
                target,
                actual,
                unit,
                places));
    }

    private String id(Field field) {
        Optional<Field> given = field.need("id", "标识");
        String id = given.map(Field::text).orElse("");
        if (given.isPresent() && !ids.add(id)) {
            given.get()
                    .fault(
                            "indicator.duplicate",
                            "指标标识“" + id + "”已经有了",
                            "The id " + id + " is taken",
                            "换一个标识，例如 own." + id,
                            "Choose another, e.g. own." + id);
        }
        return id;
    }

    private Optional<Indicator> under(Field field) {
        Optional<Field> given = field.need("class", "所属指标");
        Optional<Indicator> found = given.map(c -> classes.get(c.text()));
        if (given.isPresent() && found.isEmpty()) {
            Words.unknown(
                    given.get(),
                    "class.unknown",
                    "可自带指标的类",
                    "class that takes indicators of a case",
                    given.get().text(),
                    classes.keySet());
        }
        return found;
    }

    private static Rational weight(Field field) {
        int before = field.faults.count();
        Rational weight = field.need("weight", "权重").map(Field::number).orElse(Rational.ONE);
        if (field.faults.count() == before && weight.signum() <= 0) {
            field.get("weight")
                    .orElseThrow()
                    .fault(
                            "weight.not-positive",
                            "权重 " + weight + " 应大于 0",
                            "The weight " + weight + " should be above 0",
                            "改为正数，或删去这个指标",
                            "Give a positive weight, or remove the indicator");
        }
        return weight;
    }

    private ScoringRule rule(Field field, Rational weight) {
        return new RuleReader(framework.facts(), framework.readings(), ids).rule(field, weight, List.of());
    }

    private Optional<Way> way(Field field, Free free, boolean hasRule) {
        Optional<Field> given = field.get("way");
        if (hasRule) {
            return Optional.empty();
        } else if (given.isEmpty() && free.ways().size() == 1) {
            return free.ways().values().stream().findFirst();
        } else if (given.isEmpty()) {
            field.fault(
                    "way.missing",
                    "没有写按哪种方式计分（way）",
                    "The way of scoring is not named",
                    "补上 way：" + String.join("、", free.ways().keySet()),
                    "Add way: one of " + String.join(", ", free.ways().keySet()));
            return Optional.empty();
        }
        Way way = free.ways().get(given.get().text());
        if (way == null) {
            Words.unknown(
                    given.get(),
                    "way.unknown",
                    "计分方式",
                    "way of scoring",
                    given.get().text(),
                    free.ways().keySet());
        }
        return Optional.ofNullable(way);
    }

    /** A word cannot be measured. */
    private static void suits(Field field, Way way, Optional<Target> target) {
        boolean words = way.rule().below() == Below.WORDS;
        if (!words && target.filter(t -> t instanceof Target.Word).isPresent()) {
            field.get("target")
                    .orElse(field)
                    .fault(
                            "target.not-a-number",
                            "“" + way.name().zh() + "”按数值计分，目标“" + field.text("target", "") + "”不是数",
                            "The way " + way.id() + " needs a number as target",
                            "目标写成数（如 \"3000\"），或改用定性的计分方式",
                            "Write a number as target, or use a way for words");
        }
    }

    private Optional<Target> target(Field field, Text name, Unit unit) {
        if (field.get("parts").isPresent()) {
            return Optional.of(composite(field.get("parts").orElseThrow(), field, name, unit));
        }
        Optional<Field> deadline = field.get("deadline");
        if (deadline.isPresent()) {
            return FactValues.date(deadline.get()).map(Target.Deadline::new);
        }
        return field.get("target").flatMap(t -> single(t, field));
    }

    private static Optional<Target> single(Field target, Field owner) {
        if (target.isMap()) {
            target.only(Shapes.TARGET);
            if (target.get("deadline").isPresent()) {
                return target.get("deadline").flatMap(FactValues::date).map(Target.Deadline::new);
            }
            List<Field> ends = target.need("between", "上下限").map(Field::items).orElse(List.of());
            if (ends.size() == 2) {
                Optional<Rational> low = amount(ends.get(0), owner);
                Optional<Rational> high = amount(ends.get(1), owner);
                return low.flatMap(l -> high.map(h -> new Target.Between(new Bound(l, false), new Bound(h, false))));
            } else if (target.get("between").isPresent()) {
                target.fault(
                        "range.ends",
                        "between 应有两端，这里有 " + ends.size() + " 个数",
                        "between has two ends, here are " + ends.size(),
                        "写成 {between: [\"60\", \"100\"]}",
                        "Write {between: [\"60\", \"100\"]}");
            }
            return Optional.empty();
        }
        String text = target.text().strip();
        if (!text.isEmpty() && !text.matches(".*\\d.*")) {
            return Optional.of(new Target.Word(text));
        }
        Comparator otherwise =
                owner.text("direction", "forward").equals("reverse") ? Comparator.AT_MOST : Comparator.AT_LEAST;
        Comparator comparator =
                owner.get("comparator").isPresent() ? RuleReader.comparator(owner.get("comparator")) : otherwise;
        return amount(target, owner).map(n -> new Target.Limit(comparator, n));
    }

    /** A number in the indicator's unit; with % as unit the sign may be repeated. */
    private static Optional<Rational> amount(Field field, Field owner) {
        String text = field.isScalar() ? field.text().strip() : "";
        if (owner.text("unit", "").equals("%") && text.endsWith("%")) {
            Yaml bare = new Yaml.Scalar(text.substring(0, text.length() - 1), field.yaml.at());
            return Amount.read(new Field(bare, field.path, field.key, field.faults));
        }
        return Amount.read(field);
    }

    private Target composite(Field parts, Field owner, Text name, Unit unit) {
        parts.only(Shapes.PARTS);
        Target.Composite.Mode mode = switch (parts.text("mode", "all")) {
            case "all" -> Target.Composite.Mode.ALL;
            case "min" -> Target.Composite.Mode.MIN;
            case "weighted" -> Target.Composite.Mode.WEIGHTED;
            default -> {
                Field m = parts.get("mode").orElseThrow();
                Words.unknown(m, "parts.mode", "合成方式", "mode of parts", m.text(), List.of("all", "min", "weighted"));
                yield Target.Composite.Mode.ALL;
            }
        };
        List<Part> read = new ArrayList<>();
        parts.need("of", "各部分")
                .ifPresent(list -> list.items().forEach(p -> {
                    p.only(Shapes.PART);
                    String partName = p.need("name", "名称").map(Field::text).orElse("");
                    Rational weight = p.get("weight").map(Field::number).orElse(Rational.ONE);
                    p.need("target", "目标值")
                            .flatMap(t -> single(t, owner))
                            .ifPresent(
                                    t -> read.add(new Part(partName, weight, t, actual(p, name, unit, t, places(p)))));
                }));
        return new Target.Composite(mode, read);
    }

    /** The actual value, in any form that a fact may take; left out it is unknown. */
    private static Fact.Value actual(Field owner, Text name, Unit unit, Target target, int places) {
        Optional<Field> given = owner.get("actual");
        if (given.isEmpty()) {
            return new Fact.Value.Unknown();
        }
        Kind kind = target instanceof Target.Deadline
                ? Kind.DATE
                : target instanceof Target.Word ? Kind.TEXT : Kind.DECIMAL;
        Domain domain = kind == Kind.DECIMAL
                ? new Domain(Optional.of(new Bound(Rational.ZERO, false)), Optional.empty(), Optional.empty())
                : Domain.ANY;
        FactDefinition definition = new FactDefinition(
                owner.text("id", owner.path) + ".actual",
                name,
                kind,
                kind == Kind.DATE ? Unit.named("日").orElseThrow() : unit,
                places,
                domain,
                List.of(),
                true,
                Optional.empty());
        return FactValues.read(asFact(given.get(), unit), definition).orElse(new Fact.Value.Unknown());
    }

    /** A plain actual is a value in the indicator's unit. */
    private static Field asFact(Field actual, Unit unit) {
        Map<String, Yaml> fields = new LinkedHashMap<>();
        Map<String, Yaml.At> keys = new LinkedHashMap<>();
        if (actual.yaml instanceof Yaml.Fields given) {
            fields.putAll(given.fields());
            keys.putAll(given.keys());
        } else {
            String text = actual.isScalar() ? actual.text().strip() : "";
            boolean sign = unit.symbol().equals("%") && text.endsWith("%");
            fields.put(
                    "value",
                    sign ? new Yaml.Scalar(text.substring(0, text.length() - 1), actual.yaml.at()) : actual.yaml);
            keys.put("value", actual.yaml.at());
        }
        fields.putIfAbsent("unit", new Yaml.Scalar(unit.symbol(), actual.yaml.at()));
        keys.putIfAbsent("unit", actual.yaml.at());
        return new Field(new Yaml.Fields(fields, keys, actual.yaml.at()), actual.path, actual.key, actual.faults);
    }

    /** As many decimal places as target and actual print. */
    private static int places(Field owner) {
        int most = owner.text("unit", "").equals("%") ? 2 : 0;
        for (String part : new String[] {"target", "actual"}) {
            String text =
                    owner.get(part).filter(Field::isScalar).map(Field::text).orElse("");
            int point = text.indexOf('.');
            most = Math.max(most, point < 0 ? 0 : Math.min(8, text.length() - point - 1));
        }
        return most;
    }

    /** The weights under a class add up to the weight of the class, as it is in this case. */
    static void checkWeights(
            Field root, Framework framework, List<OwnIndicator> indicators, ClassWeightsInForce weights) {
        Map<String, Rational> sums = new LinkedHashMap<>();
        indicators.forEach(i -> sums.merge(i.under(), i.weight(), Rational::plus));
        Optional<Field> list = root.get("indicators");
        // A refused indicator is missing from its class: its own fault is enough
        if (list.isEmpty() || list.get().items().size() != indicators.size()) {
            return;
        }
        sums.forEach((id, sum) -> {
            Indicator under = framework.node(id).orElseThrow();
            Rational expected = weights.of(under);
            if (!sum.equals(expected)) {
                list.get()
                        .fault(
                                "own-weights.sum",
                                "“" + under.name().zh() + "”的自带指标权重合计 " + sum + "，应为 " + expected + "，"
                                        + Weights.difference(sum, expected, true),
                                "The indicators under " + id + " weigh " + sum + " together and not " + expected + ", "
                                        + Weights.difference(sum, expected, false),
                                "调整这些指标的权重，使合计等于该类权重",
                                "Change their weights until they add up to the class");
            }
        });
    }
}
