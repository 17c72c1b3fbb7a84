package org.hengji.frameworks;

import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.CanonicalJson;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Framework.ClassWeights;
import org.hengji.scoring.framework.Framework.GradeBand;
import org.hengji.scoring.framework.Framework.ReadingDefinition;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.Indicator.Combine;
import org.hengji.scoring.framework.Indicator.WhenNotApplicable;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.Source;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.number.Rounding;

/** Reads a framework file and says everything that is wrong with it. */
public final class FrameworkLoader {
    private final Yaml.Faults faults;
    private final Map<String, FactDefinition> facts = new LinkedHashMap<>();
    private final Map<String, ReadingDefinition> readings = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, Field> nodeFields = new LinkedHashMap<>();
    private RuleReader rules;
    private boolean policyDeclared;
    private Rounding rounding;
    private Field rootField;

    private FrameworkLoader(Yaml.Faults faults) {
        this.faults = faults;
    }

    /** @param text content of the file */
    public static Loaded<Framework> load(String text) {
        Yaml.Faults faults = new Yaml.Faults(text);
        Optional<Yaml> yaml = Yaml.parse(text, faults);
        Optional<Framework> framework =
                yaml.map(y -> new FrameworkLoader(faults).framework(new Field(y, "", y.at(), faults)));
        return new Loaded<>(faults.isEmpty() ? framework : Optional.empty(), faults.list());
    }

    private Framework framework(Field root) {
        rootField = root;
        root.map();
        root.get("kind").ifPresent(k -> k.oneOf("department", "project", "self-evaluation"));
        root.get("grade_on").ifPresent(g -> g.oneOf("rounded", "exact"));
        root.get("valid").ifPresent(v -> v.only("from", "to"));
        root.only(
                "framework",
                "version",
                "kind",
                "name",
                "valid",
                "sources",
                "total",
                "round",
                "grade_on",
                "grades",
                "not_applicable",
                "class_weights",
                "readings",
                "facts",
                "indicators",
                "combine",
                "veto");
        String id = root.need("framework", "标识").map(Field::text).orElse("");
        if (!id.isEmpty() && !id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            root.get("framework")
                    .orElseThrow()
                    .fault(
                            "id.broken",
                            "标识“" + id + "”只能用小写字母、数字和连字符",
                            "The id may only have lower-case letters, digits and hyphens",
                            "例如 example-2024",
                            "E.g. example-2024");
        }
        String version = root.need("version", "版本").map(Field::text).orElse("");
        Text name = root.need("name", "名称").map(Field::labelled).orElse(new Text("", ""));
        sources(root);
        Rational total = root.need("total", "总分").map(Field::number).orElse(Rational.HUNDRED);
        rounding = root.get("round")
                .map(r -> rounding(r, null))
                .orElse(new Rounding(2, RoundingMode.HALF_UP, Rounding.At.ITEM));
        List<GradeBand> grades = grades(root);
        root.get("readings").ifPresent(r -> r.fields().forEach(this::reading));
        FactReader reader = new FactReader(facts);
        root.get("facts").ifPresent(f -> f.fields().forEach(reader::read));
        reader.checkReferences(root);
        root.need("indicators", "指标").ifPresent(list -> list.items().forEach(this::collect));
        rules = new RuleReader(facts, readings, nodeFields.keySet());
        policyDeclared = root.get("not_applicable").isPresent();
        WhenNotApplicable policy = root.get("not_applicable").map(this::policy).orElse(new WhenNotApplicable.Full());
        List<Indicator> indicators = new ArrayList<>();
        Source first = sources.values().stream().findFirst().orElse(null);
        root.get("indicators")
                .filter(Field::isList)
                .ifPresent(list -> list.items().forEach(i -> indicators.add(indicator(i, 1, false, policy, first))));
        Combine combine = combine(root, indicators.size());
        if (combine instanceof Combine.Sum
                && root.get("total").isPresent()
                && indicators.stream().noneMatch(i -> !i.grades().isEmpty())) {
            sum(root.get("total").orElseThrow(), indicators, total, "总分");
        }
        List<ScoringRule.Veto> vetoes = vetoes(root);
        Framework made = new Framework(
                id,
                version,
                name,
                root.text("kind", "department"),
                total,
                rounding,
                !root.text("grade_on", "rounded").equals("exact"),
                grades,
                facts,
                readings,
                classWeights(root),
                indicators,
                combine,
                policy,
                vetoes,
                List.copyOf(sources.values()),
                date(root, "from"),
                date(root, "to"),
                digest(root.yaml));
        usage(made);
        return made;
    }

    private void sources(Field root) {
        Optional<Field> given = root.get("sources");
        if (given.isEmpty() || given.get().isList() && given.get().items().isEmpty()) {
            (given.isPresent() ? given.get() : root)
                    .fault(
                            "source.missing",
                            "没有写来源（文号、名称）：没有来源的指标体系无法核对",
                            "No source is given; a framework without a source cannot be checked",
                            "补上 sources: [{id: main, document: 文号, title: 名称}]",
                            "Add sources: [{id: main, document: …, title: …}]");
            return;
        }
        given.get().items().forEach(s -> {
            s.only("id", "document", "title", "clause", "note", "url");
            String id = s.text("id", "main");
            sources.put(
                    id,
                    new Source(
                            s.need("document", "文号").map(Field::text).orElse(""),
                            s.text("title", ""),
                            s.text("clause", ""),
                            s.text("note", "")));
        });
    }

    private Rounding rounding(Field field, Rounding otherwise) {
        field.only("places", "mode", "at");
        int places = field.get("places").map(f -> f.whole(0, 6)).orElse(otherwise == null ? 2 : otherwise.places());
        RoundingMode mode = switch (field.text("mode", "half-up")) {
            case "half-up" -> RoundingMode.HALF_UP;
            case "half-even" -> RoundingMode.HALF_EVEN;
            case "down" -> RoundingMode.DOWN;
            case "up" -> RoundingMode.UP;
            default -> {
                field.get("mode")
                        .orElseThrow()
                        .fault(
                                "round.broken",
                                "舍入方式应是 half-up、half-even、down 或 up",
                                "The mode is half-up, half-even, down or up",
                                "改为其中之一",
                                "Use one of these");
                yield RoundingMode.HALF_UP;
            }
        };
        Rounding.At at = switch (field.text("at", "item")) {
            case "item" -> Rounding.At.ITEM;
            case "indicator" -> Rounding.At.INDICATOR;
            case "total" -> Rounding.At.TOTAL;
            default -> {
                field.get("at")
                        .orElseThrow()
                        .fault(
                                "round.broken",
                                "舍入处应是 item、indicator 或 total",
                                "at is item, indicator or total",
                                "改为其中之一",
                                "Use one of these");
                yield Rounding.At.ITEM;
            }
        };
        return new Rounding(places, mode, at);
    }

    private List<GradeBand> grades(Field root) {
        List<GradeBand> bands = new ArrayList<>();
        root.need("grades", "等级")
                .ifPresent(list -> list.items().forEach(g -> {
                    g.only("from", "zh", "en");
                    Rational from = g.need("from", "起始分").map(Field::number).orElse(Rational.ZERO);
                    if (!bands.isEmpty()
                            && from.compareTo(bands.get(bands.size() - 1).from()) >= 0) {
                        g.fault(
                                "grades.order",
                                "等级应从高到低排列，" + from + " 不低于上一档",
                                "Grades must descend; " + from + " does not",
                                "按 from 从大到小排列",
                                "Sort them from the highest down");
                    }
                    bands.add(new GradeBand(from, Field.label(g)));
                }));
        if (!bands.isEmpty() && bands.get(bands.size() - 1).from().signum() != 0) {
            root.get("grades")
                    .orElseThrow()
                    .fault(
                            "grades.floor",
                            "等级没有到 0 分：" + bands.get(bands.size() - 1).from() + " 分以下没有等级",
                            "The grades do not reach 0",
                            "最后一档写 from: 0",
                            "Let the last one be from: 0");
        }
        if (bands.isEmpty()) {
            bands.add(new GradeBand(Rational.ZERO, new Text("", "")));
        }
        return bands;
    }

    private void reading(Field field) {
        field.only("zh", "en", "default", "reason", "options");
        Map<String, Text> options = new LinkedHashMap<>();
        field.need("options", "各种解释").ifPresent(o -> o.fields().forEach(x -> options.put(x.keyName(), x.labelled())));
        String chosen = field.need("default", "缺省解释").map(Field::text).orElse("");
        if (!options.isEmpty() && !options.containsKey(chosen)) {
            field.get("default")
                    .orElse(field)
                    .fault(
                            "reading.default",
                            "缺省“" + chosen + "”不在选项中：" + String.join("、", options.keySet()),
                            "The default " + chosen + " is not among the options",
                            "改为选项之一",
                            "Name one of the options");
        }
        String key = field.path.substring("readings.".length());
        readings.put(
                key,
                new ReadingDefinition(
                        key,
                        Field.label(field),
                        chosen,
                        field.need("reason", "理由").map(Field::labelled).orElse(new Text("", "")),
                        options));
    }

    private void collect(Field node) {
        if (!node.isMap()) {
            node.map();
            return;
        }
        node.get("id").filter(Field::isScalar).ifPresent(id -> {
            if (!id.text().matches("[a-z][a-z0-9_-]*(\\.[a-z0-9_-]+)*")) {
                id.fault(
                        "id.broken",
                        "标识“" + id.text() + "”只能用小写字母、数字、下划线、连字符和点",
                        "The id " + id.text()
                                + " may only have lower-case letters, digits, underscores, hyphens and dots",
                        "例如 assets.utilisation",
                        "E.g. assets.utilisation");
            }
            Field before = nodeFields.putIfAbsent(id.text(), node);
            if (before != null) {
                id.fault(
                        "indicator.duplicate",
                        "指标标识“" + id.text() + "”已在第 " + before.yaml.at().line() + " 行用过",
                        "The id " + id.text() + " is used on line "
                                + before.yaml.at().line(),
                        "换一个标识",
                        "Choose another id");
            }
        });
        for (String children : new String[] {"indicators", "items"}) {
            node.get(children)
                    .filter(Field::isList)
                    .ifPresent(list -> list.items().forEach(this::collect));
        }
        String id = node.get("id").filter(Field::isScalar).map(Field::text).orElse("");
        node.get("rule").filter(Field::isMap).ifPresent(rule -> {
            rule.get("checklist")
                    .flatMap(c -> c.get("items"))
                    .filter(Field::isMap)
                    .ifPresent(items -> items.fields().forEach(i -> nodeFields.putIfAbsent(id + "." + i.keyName(), i)));
            rule.get("series")
                    .flatMap(s -> s.get("progress"))
                    .filter(Field::isList)
                    .ifPresent(list -> {
                        for (int i = 1; i <= list.items().size(); i++) {
                            nodeFields.putIfAbsent(id + ".q" + i, rule);
                        }
                        nodeFields.putIfAbsent(id + ".mean", rule);
                    });
        });
    }

    private WhenNotApplicable policy(Field field) {
        if (field.isScalar()) {
            return switch (field.text()) {
                case "full" -> new WhenNotApplicable.Full();
                case "drop-and-rescale" -> new WhenNotApplicable.DropAndRescale();
                default -> {
                    field.fault(
                            "not-applicable.unknown",
                            "not_applicable 应是 full、drop-and-rescale 或 {move-weight-to: …}",
                            "not_applicable is full, drop-and-rescale or {move-weight-to: …}",
                            "改为其中之一",
                            "Use one of these");
                    yield new WhenNotApplicable.Full();
                }
            };
        }
        field.only("move-weight-to");
        List<WhenNotApplicable.Receiver> receivers = new ArrayList<>();
        field.need("move-weight-to", "转给谁").ifPresent(to -> {
            if (to.isScalar()) {
                receivers.add(receiver(to, to.text(), Rational.ONE));
                return;
            }
            Rational all = Rational.ZERO;
            for (Field share : to.fields()) {
                Rational part = share.number();
                all = all.plus(part);
                receivers.add(receiver(
                        share, share.keyName().isEmpty() ? "" : share.path.substring(to.path.length() + 1), part));
            }
            if (!all.equals(Rational.ONE)) {
                to.fault(
                        "shares.sum",
                        "转移比例合计应为 100%，现为 " + all.times(Rational.HUNDRED) + "%",
                        "The shares add up to " + all.times(Rational.HUNDRED) + "%, not 100%",
                        "调整比例",
                        "Mend the shares");
            }
        });
        return new WhenNotApplicable.MoveWeightTo(receivers);
    }

    private WhenNotApplicable.Receiver receiver(Field field, String id, Rational share) {
        if (!nodeFields.containsKey(id)) {
            String near = Field.nearest(id, nodeFields.keySet());
            field.fault(
                    "node.unknown",
                    "没有标识为“" + id + "”的指标",
                    "There is no indicator " + id,
                    near == null ? "改为已有指标的标识" : "是否想写“" + near + "”？",
                    near == null ? "Name an indicator" : "Did you mean " + near + "?");
        }
        return new WhenNotApplicable.Receiver(id, share);
    }

    private Indicator indicator(
            Field field, int level, boolean item, WhenNotApplicable inherited, Source parentSource) {
        field.only(
                "id",
                "name",
                "max",
                "criterion",
                "source",
                "indicators",
                "items",
                "rule",
                "combine",
                "not_applicable",
                "not_evidenced",
                "round",
                "veto",
                "grades");
        String id = field.need("id", "标识").map(Field::text).orElse(field.path);
        Text name = field.need("name", "名称").map(Field::labelled).orElse(new Text(id, id));
        List<Indicator.Grade> grades = ordinals(field);
        Rational max = grades.isEmpty()
                ? field.need("max", "权重").map(Field::number).orElse(Rational.ZERO)
                : field.get("max").map(Field::number).orElse(Rational.ZERO);
        Text criterion = field.get("criterion").map(Field::labelled).orElse(null);
        Source source = field.get("source").map(s -> source(s, parentSource)).orElse(parentSource);
        policyDeclared |= field.get("not_applicable").isPresent();
        WhenNotApplicable policy = field.get("not_applicable").map(this::policy).orElse(inherited);
        List<Indicator> children = new ArrayList<>();
        Optional<ScoringRule> rule = Optional.empty();
        int ways = 0;
        for (String kind : new String[] {"indicators", "items", "rule"}) {
            ways += field.get(kind).isPresent() ? 1 : 0;
        }
        if (ways != 1) {
            field.fault(
                    "indicator.content",
                    "“" + name.zh() + "”应有且只有 indicators、items、rule 之一",
                    id + " needs exactly one of indicators, items and rule",
                    "保留一个",
                    "Keep one");
        }
        field.get("indicators")
                .ifPresent(list ->
                        list.items().forEach(c -> children.add(indicator(c, level + 1, false, policy, source))));
        field.get("items")
                .ifPresent(list ->
                        list.items().forEach(c -> children.add(indicator(c, level + 1, true, policy, source))));
        if (children.isEmpty() && field.get("rule").isPresent()) {
            Field body = field.get("rule").orElseThrow();
            if (body.isMap() && body.get("checklist").isPresent()) {
                new Unfolding(facts, rules)
                        .checklist(body.get("checklist").orElseThrow(), id, level + 1, policy, source, children);
            } else if (body.isMap() && body.get("series").isPresent()) {
                new Unfolding(facts, rules)
                        .series(body.get("series").orElseThrow(), id, level + 1, policy, source, children);
            } else {
                rule = Optional.of(rules.rule(
                        body, max, grades.stream().map(Indicator.Grade::key).toList()));
            }
        }
        Combine combine = combine(field, children.size());
        boolean series = field.get("rule")
                .filter(Field::isMap)
                .flatMap(r -> r.get("series"))
                .isPresent();
        if (!children.isEmpty() && combine instanceof Combine.Sum && grades.isEmpty() && !series) {
            sum(field.get("max").orElse(field), children, max, "“" + name.zh() + "”");
        }
        if (rule.isEmpty() && children.isEmpty()) {
            rule = Optional.of(new ScoringRule.Judged(List.of(), false));
        }
        return new Indicator(
                id,
                name,
                level,
                max,
                item,
                criterion,
                source,
                rule,
                children,
                combine,
                policy,
                field.get("round").map(r -> rounding(r, rounding)),
                vetoes(field),
                grades,
                field.get("not_evidenced").map(f -> rules.award(f, max)));
    }

    private Source source(Field field, Source inherited) {
        field.only("ref", "clause", "note");
        String ref = field.text("ref", sources.keySet().stream().findFirst().orElse(""));
        Source base = sources.get(ref);
        if (base == null) {
            field.get("ref")
                    .orElse(field)
                    .fault(
                            "source.unknown",
                            "sources 中没有“" + ref + "”",
                            "There is no source " + ref,
                            "改为 sources 中的 id：" + String.join("、", sources.keySet()),
                            "Sources: " + String.join(", ", sources.keySet()));
            return inherited;
        }
        return new Source(base.document(), base.title(), field.text("clause", base.clause()), field.text("note", ""));
    }

    private List<Indicator.Grade> ordinals(Field field) {
        List<Indicator.Grade> grades = new ArrayList<>();
        field.get("grades")
                .ifPresent(list -> list.items().forEach(g -> {
                    g.only("key", "zh", "en", "rank");
                    String key = g.need("key", "等级").map(Field::text).orElse("");
                    grades.add(new Indicator.Grade(
                            key,
                            new Text(g.text("zh", key), g.text("en", key)),
                            g.get("rank").map(r -> r.whole(0, 1000)).orElse(grades.size())));
                }));
        return grades;
    }

    private Combine combine(Field field, int children) {
        Optional<Field> given = field.get("combine");
        if (given.isEmpty()) {
            return new Combine.Sum();
        }
        Field combine = given.get();
        if (combine.isScalar()) {
            return switch (combine.text()) {
                case "sum" -> new Combine.Sum();
                case "mean" -> new Combine.Mean();
                case "min" -> new Combine.Min();
                case "weakest" -> new Combine.Weakest(false);
                default -> {
                    combine.fault(
                            "combine.unknown",
                            "combine 应是 sum、mean、min、{weighted}、{weakest} 或 {table}",
                            "combine is sum, mean, min, {weighted}, {weakest} or {table}",
                            "改为其中之一",
                            "Use one of these");
                    yield new Combine.Sum();
                }
            };
        }
        combine.only("weighted", "weakest", "table");
        if (combine.get("weighted").isPresent()) {
            List<Rational> weights = combine.get("weighted").orElseThrow().items().stream()
                    .map(Field::number)
                    .toList();
            if (weights.size() != children) {
                combine.fault(
                        "combine.weights",
                        "权数有 " + weights.size() + " 个，下级有 " + children + " 个",
                        weights.size() + " weights for " + children + " children",
                        "每个下级一个权数",
                        "One weight for each child");
            }
            return new Combine.Weighted(weights);
        } else if (combine.get("weakest").isPresent()) {
            return new Combine.Weakest(combine.get("weakest")
                    .map(w -> w.only("plus"))
                    .flatMap(w -> w.get("plus"))
                    .map(Field::flag)
                    .orElse(false));
        }
        Field table = combine.need("table", "查表").orElse(combine).only("any_order", "rows");
        List<Combine.Row> rows = new ArrayList<>();
        table.get("rows")
                .ifPresent(list -> list.items().forEach(r -> {
                    r.only("of", "gives");
                    rows.add(new Combine.Row(
                            r.need("of", "下级等级")
                                    .map(o ->
                                            o.items().stream().map(Field::text).toList())
                                    .orElse(List.of()),
                            r.need("gives", "得出等级").map(Field::text).orElse("")));
                }));
        return new Combine.Table(table.get("any_order").map(Field::flag).orElse(false), rows);
    }

    private List<ScoringRule.Veto> vetoes(Field field) {
        List<ScoringRule.Veto> vetoes = new ArrayList<>();
        field.get("veto")
                .ifPresent(list -> list.items().forEach(v -> {
                    v.only("when", "effect", "reason");
                    vetoes.add(rules.veto(v));
                }));
        return vetoes;
    }

    private void sum(Field at, List<Indicator> children, Rational expected, String name) {
        Rational sum = children.stream().map(Indicator::max).reduce(Rational.ZERO, Rational::plus);
        if (!sum.equals(expected)) {
            at.fault(
                    "weights.sum",
                    name + "是 " + expected + " 分，下级合计 " + sum + " 分，" + Weights.difference(sum, expected, true),
                    "The weight is " + expected + ", the parts add up to " + sum + ", "
                            + Weights.difference(sum, expected, false),
                    "调整下级权重或本级权重",
                    "Mend the weights of the parts or of the whole");
        }
    }

    private Optional<ClassWeights> classWeights(Field root) {
        return root.get("class_weights").map(c -> {
            Map<String, ClassWeights.Limits> limits = new LinkedHashMap<>();
            c.fields().forEach(f -> {
                f.only("min", "max");
                List<String> classes =
                        root.get("indicators").filter(Field::isList).map(Field::items).orElse(List.of()).stream()
                                .filter(Field::isMap)
                                .map(i -> i.text("id", ""))
                                .toList();
                if (!classes.contains(f.name)) {
                    Words.unknown(f, f.key, "node.unknown", "一级指标", "first-level indicator", f.name, classes);
                }
                limits.put(
                        f.name,
                        new ClassWeights.Limits(
                                f.need("min", "下限").map(Field::number).orElse(Rational.ZERO),
                                f.need("max", "上限").map(Field::number).orElse(Rational.HUNDRED)));
            });
            return new ClassWeights(limits);
        });
    }

    private static Optional<LocalDate> date(Field root, String end) {
        return root.get("valid").flatMap(v -> v.get(end)).flatMap(f -> {
            try {
                return Optional.of(LocalDate.parse(f.text()));
            } catch (DateTimeParseException e) {
                f.fault(
                        "date.broken",
                        "“" + f.text() + "”不是日期",
                        f.text() + " is not a date",
                        "写成 2023-12-31",
                        "Write 2023-12-31");
                return Optional.empty();
            }
        });
    }

    /** What only the finished framework shows: facts without a domain, readings without use, circles of conditions. */
    private void usage(Framework made) {
        for (String key : rules.usedFacts) {
            FactDefinition fact = facts.get(key);
            if (fact != null
                    && fact.kind().isNumeric()
                    && fact.kind() != Kind.DATE
                    && !fact.domain().isDeclared()) {
                faults.add(
                        "domain.missing",
                        "facts." + key,
                        keyAt(key),
                        "数据项“" + fact.name().zh() + "”没有取值范围，未知时无法给出得分区间",
                        "The fact " + key + " has no domain; while unknown it gives no range",
                        "补上 domain: {min: 0} 等，一端即可",
                        "Add a domain such as {min: 0}; one end is enough");
            }
        }
        readings.keySet().stream()
                .filter(r -> !rules.usedReadings.contains(r))
                .forEach(r -> faults.add(
                        "reading.unused",
                        "readings." + r,
                        keyOf("readings", r),
                        "规则解释“" + r + "”没有规则使用",
                        "No rule uses the reading " + r,
                        "删去它，或在规则中写 {by: " + r + ", …}",
                        "Remove it, or use {by: " + r + ", …}"));
        Optional<Indicator> absent = made.nodes().stream()
                .filter(n -> n.rule().map(FrameworkLoader::canBeAbsent).orElse(false))
                .findFirst();
        if (absent.isPresent() && !policyDeclared) {
            Field at = nodeFields.get(absent.get().id());
            faults.add(
                    "not-applicable.missing",
                    "not_applicable",
                    at == null ? Yaml.At.START : at.yaml.at(),
                    "“" + absent.get().name().zh() + "”会得出“不适用”，但没有写不适用时怎么办",
                    absent.get().id() + " can come out as not applicable, and nothing says what then",
                    "在顶层写 not_applicable: full（或 drop-and-rescale、{move-weight-to: …}）",
                    "Write not_applicable: full (or drop-and-rescale, {move-weight-to: …}) at the top");
        }
        new FrameworkLint(made, nodeFields, faults).check();
    }

    private Yaml.At keyAt(String fact) {
        return keyOf("facts", fact);
    }

    private Yaml.At keyOf(String section, String key) {
        return rootField.get(section).flatMap(f -> f.get(key)).map(f -> f.key).orElse(Yaml.At.START);
    }

    static boolean canBeAbsent(ScoringRule rule) {
        if (rule instanceof ScoringRule.ByReading by) {
            return by.options().values().stream().anyMatch(FrameworkLoader::canBeAbsent);
        } else if (rule instanceof ScoringRule.Tiers t) {
            return t.whenZero() instanceof ScoringRule.WhenZero.NotApplicable;
        } else if (rule instanceof ScoringRule.Proportional p) {
            return p.whenZero() instanceof ScoringRule.WhenZero.NotApplicable;
        } else if (rule instanceof ScoringRule.Vetoed v) {
            return canBeAbsent(v.rule());
        } else if (rule instanceof ScoringRule.JudgedWhen j) {
            return canBeAbsent(j.otherwise());
        } else if (rule instanceof ScoringRule.Piecewise w) {
            return w.whenZero() instanceof ScoringRule.WhenZero.NotApplicable;
        } else if (rule instanceof ScoringRule.Excess e) {
            return e.whenZero() instanceof ScoringRule.WhenZero.NotApplicable;
        } else if (rule instanceof ScoringRule.Shortfall s) {
            return s.whenZero() instanceof ScoringRule.WhenZero.NotApplicable;
        } else if (rule instanceof ScoringRule.Grid g) {
            return g.whenZero() instanceof ScoringRule.WhenZero.NotApplicable;
        } else if (rule instanceof ScoringRule.Free f) {
            return f.whenEmpty() == ScoringRule.WhenEmpty.NOT_APPLICABLE;
        }
        return false;
    }

    private String digest(Yaml yaml) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(CanonicalJson.write(plain(yaml)).getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Object plain(Yaml yaml) {
        if (yaml instanceof Yaml.Fields fields) {
            Map<String, Object> map = new LinkedHashMap<>();
            fields.fields().forEach((k, v) -> map.put(k, plain(v)));
            return map;
        } else if (yaml instanceof Yaml.Items list) {
            return list.items().stream().map(FrameworkLoader::plain).toList();
        }
        return ((Yaml.Scalar) yaml).text();
    }
}
