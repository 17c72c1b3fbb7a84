package org.hengji.frameworks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hengji.frameworks.CaseFile.Expectation;
import org.hengji.scoring.Problem;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.FactDefinition.Domain;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Judgement;
import org.hengji.scoring.subject.Override;
import org.hengji.scoring.subject.OwnIndicator;

/** Reads a case file. What is refused is left out (so it counts as unknown) and said. */
public final class CaseLoader {
    private static final Set<String> SELF = Set.of("自评", "self", "本单位", "单位自评");
    private static final Set<String> ROUNDING_MODES = Set.of("half-up", "half-even", "down", "up");

    private final Yaml.Faults faults;
    private final Framework framework;
    private final Map<String, Indicator> nodes = new LinkedHashMap<>();
    private final Set<String> ownIds = new LinkedHashSet<>();

    private CaseLoader(Yaml.Faults faults, Framework framework) {
        this.faults = faults;
        this.framework = framework;
        framework.nodes().forEach(n -> nodes.put(n.id(), n));
    }

    /**
     * @param text content of the file
     * @param frameworks finds a framework by {@code id} or {@code id@version}
     */
    public static Loaded<CaseFile> load(String text, Function<String, Optional<Framework>> frameworks) {
        Yaml.Faults faults = new Yaml.Faults(text);
        Optional<Yaml> yaml = Yaml.parse(text, faults);
        if (yaml.isEmpty()) {
            return new Loaded<>(Optional.empty(), faults.list());
        }
        Field root = new Field(yaml.get(), "", yaml.get().at(), faults);
        root.only(
                "case",
                "framework",
                "subject",
                "note",
                "facts",
                "judgements",
                "overrides",
                "indicators",
                "readings",
                "classWeights",
                "selfScores",
                "expect");
        Optional<Field> reference = root.need("framework", "指标体系");
        Optional<Framework> framework = reference.map(Field::text).flatMap(frameworks);
        if (framework.isEmpty()) {
            reference.ifPresent(r -> r.fault(
                    "framework.unknown",
                    "没有指标体系“" + r.text() + "”",
                    "There is no framework " + r.text(),
                    "用 ./hengji frameworks 查看已有的，或用 --framework 指定文件",
                    "List them with ./hengji frameworks, or name a file with --framework"));
            return new Loaded<>(Optional.empty(), faults.list());
        }
        CaseFile file = new CaseLoader(faults, framework.get())
                .read(root, reference.orElseThrow().text());
        return new Loaded<>(Optional.of(file), faults.list());
    }

    /** One fact as a person typed it: value and unit, and what is wrong with it. */
    public static Loaded<Fact> fact(FactDefinition definition, String value, String unit, String source) {
        Yaml.Faults faults = new Yaml.Faults(value);
        Yaml.At at = new Yaml.At(1, 1);
        Map<String, Yaml> fields = new LinkedHashMap<>();
        if (value.isBlank()) {
            fields.put("state", new Yaml.Scalar("unknown", at));
        } else {
            fields.put("value", new Yaml.Scalar(value, at));
        }
        if (unit != null && !unit.isBlank()) {
            fields.put("unit", new Yaml.Scalar(unit, at));
        }
        fields.put("source", new Yaml.Scalar(source == null ? "" : source, at));
        Map<String, Yaml.At> keys = new LinkedHashMap<>();
        fields.keySet().forEach(k -> keys.put(k, at));
        Optional<Fact> fact =
                FactReader.read(definition, new Field(new Yaml.Fields(fields, keys, at), definition.key(), at, faults));
        return new Loaded<>(faults.isEmpty() ? fact : Optional.empty(), faults.list());
    }

    private CaseFile read(Field root, String reference) {
        Map<String, Rational> classWeights = classWeights(root);
        List<OwnIndicator> own = new ArrayList<>();
        root.get("indicators").ifPresent(list -> list.items().forEach(i -> own(i).ifPresent(own::add)));
        Map<String, Judgement> judgements = new LinkedHashMap<>();
        Map<String, Rational> maxima = maxima(own, classWeights);
        root.get("judgements")
                .ifPresent(all -> all.fields()
                        .forEach(f -> judgement(f, key(f, "judgements"), maxima)
                                .ifPresent(j -> judgements.put(j.indicator(), j))));
        freeWeights(root, own, classWeights, judgements);
        Case subject = new Case(
                root.text("case", ""),
                root.get("subject").map(Field::labelled).orElse(new Text("", "")),
                facts(root),
                judgements,
                overrides(root, maxima),
                own,
                readings(root),
                classWeights,
                selfScores(root));
        return new CaseFile(
                reference,
                framework,
                subject,
                root.get("note").map(Field::labelled).orElse(new Text("", "")),
                expectation(root));
    }

    private static String key(Field field, String section) {
        return field.path.substring(section.length() + 1);
    }

    private Map<String, List<Fact>> facts(Field root) {
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        root.get("facts")
                .ifPresent(all -> all.fields().forEach(f -> {
                    String key = key(f, "facts");
                    FactDefinition definition = framework.facts().get(key);
                    if (definition == null) {
                        String near = Field.nearest(key, framework.facts().keySet());
                        faults.add(
                                "fact.unknown",
                                f.path,
                                f.key,
                                "指标体系没有数据项“" + key + "”",
                                "The framework has no fact " + key,
                                near == null ? "用 ./hengji frameworks 或页面“指标体系”查看数据项" : "是否想写“" + near + "”？",
                                near == null ? "See the framework's facts" : "Did you mean " + near + "?");
                        return;
                    }
                    List<Fact> read = FactReader.all(definition, f);
                    if (!read.isEmpty()) {
                        facts.put(key, read);
                    }
                }));
        for (FactDefinition lesser : framework.facts().values()) {
            lesser.domain()
                    .atMost()
                    .ifPresent(greater ->
                            notMore(root, facts, lesser, framework.facts().get(greater)));
        }
        return facts;
    }

    private static void notMore(
            Field root, Map<String, List<Fact>> facts, FactDefinition lesser, FactDefinition greater) {
        Optional<Rational> a = one(facts, lesser);
        Optional<Rational> b = one(facts, greater);
        if (a.isPresent()
                && b.isPresent()
                && a.get()
                                .times(lesser.unit().factor())
                                .compareTo(b.get().times(greater.unit().factor()))
                        > 0) {
            Field at = root.get("facts").flatMap(f -> f.get(lesser.key())).orElse(root);
            at.fault(
                    "fact.exceeds",
                    "“" + lesser.name().zh() + "”（" + a.get() + lesser.unit().symbol() + "）大于“"
                            + greater.name().zh() + "”（" + b.get()
                            + greater.unit().symbol() + "），前者是后者的一部分",
                    lesser.key() + " (" + a.get() + ") exceeds " + greater.key() + " (" + b.get()
                            + "), of which it is a part",
                    "核对两个数值和单位",
                    "Check both values and units");
            facts.remove(lesser.key());
        }
    }

    private static Optional<Rational> one(Map<String, List<Fact>> facts, FactDefinition definition) {
        List<Fact> given = facts.getOrDefault(definition.key(), List.of());
        return given.size() == 1 && given.get(0).value() instanceof Fact.Value.Known known
                ? Optional.of(known.number())
                : Optional.empty();
    }

    private Map<String, Rational> maxima(List<OwnIndicator> own, Map<String, Rational> classWeights) {
        Map<String, Rational> maxima = new LinkedHashMap<>();
        nodes.forEach((id, n) -> maxima.put(id, n.max()));
        maxima.putAll(classWeights);
        own.forEach(o -> maxima.put(o.id(), o.weight()));
        return maxima;
    }

    private boolean knownNode(Field field, String id) {
        if (nodes.containsKey(id) || ownIds.contains(id)) {
            return true;
        }
        Set<String> all = new LinkedHashSet<>(nodes.keySet());
        all.addAll(ownIds);
        String near = Field.nearest(id, all);
        faults.add(
                "node.unknown",
                field.path,
                field.key,
                "没有标识为“" + id + "”的指标",
                "There is no indicator " + id,
                near == null ? "改为指标体系中的标识" : "是否想写“" + near + "”？",
                near == null ? "Name an id of the framework" : "Did you mean " + near + "?");
        return false;
    }

    private Optional<Judgement> judgement(Field field, String id, Map<String, Rational> maxima) {
        field.only("points", "share", "outcome", "grade", "scores", "not-applicable", "reason", "by", "evidence");
        if (!knownNode(field, id)) {
            return Optional.empty();
        }
        int before = faults.count();
        Rational max = maxima.get(id);
        Judgement.Award award = null;
        if (field.get("points").isPresent()) {
            award = new Judgement.Award.Points(upTo(field.get("points").orElseThrow(), max));
        } else if (field.get("share").isPresent()) {
            award = new Judgement.Award.Share(upTo(field.get("share").orElseThrow(), Rational.ONE));
        } else if (field.get("scores").isPresent()) {
            List<Rational> scores = field.get("scores").orElseThrow().items().stream()
                    .map(s -> upTo(s, max))
                    .toList();
            if (scores.isEmpty()) {
                field.fault("judgement.empty", "专家评分是空的", "No scores are given", "至少写一个分数", "Give at least one score");
            }
            award = new Judgement.Award.Panel(scores);
        } else if (field.get("outcome").isPresent()) {
            Field outcome = field.get("outcome").orElseThrow();
            award = new Judgement.Award.Outcome(outcome.text());
            outcome(outcome, id);
        } else if (field.get("grade").isPresent()) {
            Field grade = field.get("grade").orElseThrow();
            award = new Judgement.Award.Grade(grade.text());
            Indicator node = nodes.get(id);
            if (node != null && node.grades().stream().noneMatch(g -> g.key().equals(grade.text()))) {
                grade.fault(
                        "grade.unknown",
                        "指标“" + id + "”没有等级“" + grade.text() + "”",
                        id + " has no grade " + grade.text(),
                        "可选："
                                + String.join(
                                        "、",
                                        node.grades().stream()
                                                .map(Indicator.Grade::key)
                                                .toList()),
                        "Grades: "
                                + String.join(
                                        ", ",
                                        node.grades().stream()
                                                .map(Indicator.Grade::key)
                                                .toList()));
            }
        } else if (field.get("not-applicable").isPresent()) {
            award = new Judgement.Award.NotApplicable();
        } else {
            field.fault(
                    "judgement.empty",
                    "判断没有写得分：points、share、outcome、grade、scores 之一",
                    "The judgement gives no points, share, outcome, grade or scores",
                    "补上其中之一",
                    "Add one of these");
        }
        String reason = field.text("reason", "").strip();
        String by = field.text("by", "").strip();
        if (reason.isEmpty()) {
            field.fault(
                    "judgement.reason",
                    "对“" + id + "”的判断没有理由；判断得分必须写明理由，供复核",
                    "The judgement of " + id + " has no reason; one is obligatory",
                    "补上 reason: …",
                    "Add reason: …");
        }
        if (by.isEmpty()) {
            field.fault(
                    "judgement.by",
                    "对“" + id + "”的判断没有写判断人",
                    "The judgement of " + id + " does not say by whom",
                    "补上 by: 自评（或评价人）",
                    "Add by: self (or the evaluator)");
        }
        if (award == null || faults.count() > before) {
            return Optional.empty();
        }
        Indicator node = nodes.get(id);
        boolean items = node != null && !node.children().isEmpty();
        Judgement judgement = new Judgement(
                id,
                award,
                reason,
                by,
                SELF.contains(by),
                field.get("evidence").map(Field::text).filter(e -> !e.isBlank()));
        if (items && !isFull(award, max)) {
            field.fault(
                    "judgement.on-parent",
                    "“" + node.name().zh() + "”由要点合成，不满分时要逐个要点判断",
                    id + " is made of items; less than full has to be judged item by item",
                    "逐个要点写判断，或在 overrides 中写公布的得分",
                    "Judge the items, or put the printed points under overrides");
            return Optional.empty();
        }
        return Optional.of(judgement);
    }

    private static boolean isFull(Judgement.Award award, Rational max) {
        return award instanceof Judgement.Award.Points p && p.points().equals(max)
                || award instanceof Judgement.Award.Share s && s.share().equals(Rational.ONE)
                || award instanceof Judgement.Award.NotApplicable;
    }

    private void outcome(Field field, String id) {
        Indicator node = nodes.get(id);
        if (node != null
                && node.rule().orElse(null) instanceof ScoringRule.Choice choice
                && choice.outcomes().stream().noneMatch(o -> o.key().equals(field.text()))) {
            List<String> keys =
                    choice.outcomes().stream().map(ScoringRule.Outcome::key).toList();
            field.fault(
                    "outcome.unknown",
                    "指标“" + id + "”没有结果“" + field.text() + "”",
                    id + " has no outcome " + field.text(),
                    "可选：" + String.join("、", keys),
                    "Outcomes: " + String.join(", ", keys));
        }
    }

    private static Rational upTo(Field field, Rational max) {
        Rational value = field.number();
        if (value.signum() < 0 || value.compareTo(max) > 0) {
            field.fault(
                    "judgement.above",
                    "得分 " + field.text() + " 不在 0 至 " + max + " 之间",
                    field.text() + " is not between 0 and " + max,
                    "改为不超过 " + max,
                    "Give at most " + max);
        }
        return value;
    }

    private Map<String, Override> overrides(Field root, Map<String, Rational> maxima) {
        Map<String, Override> overrides = new LinkedHashMap<>();
        root.get("overrides")
                .ifPresent(all -> all.fields().forEach(f -> {
                    f.only("points", "reason", "by");
                    String id = key(f, "overrides");
                    if (!knownNode(f, id)) {
                        return;
                    }
                    int before = faults.count();
                    Rational points = f.need("points", "公布的得分")
                            .map(p -> nodes.containsKey(id) && nodes.get(id).item()
                                    ? p.number()
                                    : upTo(p, maxima.get(id)))
                            .orElse(Rational.ZERO);
                    String reason = f.text("reason", "").strip();
                    if (reason.isEmpty()) {
                        f.fault(
                                "override.reason",
                                "“" + id + "”的公布得分与规则不同，没有写理由",
                                "The override of " + id + " has no reason",
                                "补上 reason: …",
                                "Add reason: …");
                    }
                    if (faults.count() == before) {
                        overrides.put(id, new Override(id, points, reason, f.text("by", "")));
                    }
                }));
        return overrides;
    }

    private Map<String, String> readings(Field root) {
        Map<String, String> readings = new LinkedHashMap<>();
        root.get("readings")
                .ifPresent(all -> all.fields()
                        .forEach(f -> reading(f, key(f, "readings"), f.text())
                                .ifPresent(v -> readings.put(key(f, "readings"), v))));
        return readings;
    }

    private Optional<String> reading(Field field, String key, String value) {
        if (key.startsWith("rounding.")) {
            if (!knownNode(field, key.substring("rounding.".length()))) {
                return Optional.empty();
            } else if (!ROUNDING_MODES.contains(value)) {
                field.fault(
                        "reading.option",
                        "舍入方式“" + value + "”不认识",
                        "Unknown rounding " + value,
                        "可选：half-up、half-even、down、up",
                        "Options: half-up, half-even, down, up");
                return Optional.empty();
            }
            return Optional.of(value);
        }
        var definition = framework.readings().get(key);
        if (definition == null) {
            String near = Field.nearest(key, framework.readings().keySet());
            faults.add(
                    "reading.unknown",
                    field.path,
                    field.key,
                    "指标体系没有规则解释“" + key + "”",
                    "The framework has no reading " + key,
                    near == null ? "可选：" + String.join("、", framework.readings().keySet()) : "是否想写“" + near + "”？",
                    near == null
                            ? "Readings: "
                                    + String.join(", ", framework.readings().keySet())
                            : "Did you mean " + near + "?");
            return Optional.empty();
        } else if (!definition.options().containsKey(value)) {
            field.fault(
                    "reading.option",
                    "规则解释“" + key + "”没有选项“" + value + "”",
                    "The reading " + key + " has no option " + value,
                    "可选：" + String.join("、", definition.options().keySet()),
                    "Options: " + String.join(", ", definition.options().keySet()));
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /** What is wrong with a reading given outside a file; empty when nothing is. */
    public static Optional<Problem> readingFault(Framework framework, String key, String value) {
        Yaml.Faults faults = new Yaml.Faults("");
        Yaml.At at = new Yaml.At(1, 1);
        Field field = new Field(new Yaml.Scalar(value, at), "readings." + key, at, faults);
        new CaseLoader(faults, framework).reading(field, key, value);
        return faults.list().stream().findFirst();
    }

    private Map<String, Rational> classWeights(Field root) {
        Map<String, Rational> weights = new LinkedHashMap<>();
        root.get("classWeights").ifPresent(all -> {
            if (framework.classWeights().isEmpty()) {
                all.fault(
                        "class-weights.fixed",
                        "该指标体系不允许调整一级指标权重",
                        "This framework does not let a case change class weights",
                        "删去 classWeights",
                        "Remove classWeights");
                return;
            }
            for (Field f : all.fields()) {
                String id = key(f, "classWeights");
                var limits = framework.classWeights().get().limits().get(id);
                Rational weight = f.number();
                if (limits == null) {
                    f.fault(
                            "class-weights.fixed",
                            "“" + id + "”的权重不允许调整",
                            "The weight of " + id + " is fixed",
                            "可调整的："
                                    + String.join(
                                            "、",
                                            framework
                                                    .classWeights()
                                                    .get()
                                                    .limits()
                                                    .keySet()),
                            "Adjustable: "
                                    + String.join(
                                            ", ",
                                            framework
                                                    .classWeights()
                                                    .get()
                                                    .limits()
                                                    .keySet()));
                } else if (weight.compareTo(limits.min()) < 0 || weight.compareTo(limits.max()) > 0) {
                    f.fault(
                            "class-weights.limits",
                            "“" + id + "”的权重 " + weight + " 不在 " + limits.min() + " 至 " + limits.max() + " 之间",
                            "The weight " + weight + " of " + id + " is not between " + limits.min() + " and "
                                    + limits.max(),
                            "改到范围以内",
                            "Stay within the limits");
                } else {
                    weights.put(id, weight);
                }
            }
            Rational sum = framework.indicators().stream()
                    .map(i -> weights.getOrDefault(i.id(), i.max()))
                    .reduce(Rational.ZERO, Rational::plus);
            if (!sum.equals(framework.total())) {
                all.fault(
                        "weights.sum",
                        "一级指标权重合计 " + sum + "，应为 " + framework.total(),
                        "The class weights add up to " + sum + ", not " + framework.total(),
                        "调整权重",
                        "Mend the weights");
            }
        });
        return weights;
    }

    private Map<String, Rational> selfScores(Field root) {
        Map<String, Rational> scores = new LinkedHashMap<>();
        root.get("selfScores")
                .ifPresent(all -> all.fields().forEach(f -> {
                    if (knownNode(f, key(f, "selfScores"))) {
                        scores.put(key(f, "selfScores"), f.number());
                    }
                }));
        return scores;
    }

    private Optional<OwnIndicator> own(Field field) {
        field.only(
                "id",
                "name",
                "class",
                "aspect",
                "weight",
                "way",
                "rule",
                "direction",
                "comparator",
                "target",
                "parts",
                "deadline",
                "unit",
                "actual",
                "places",
                "source");
        int before = faults.count();
        String id = field.need("id", "标识").map(Field::text).orElse("");
        Text name = field.need("name", "名称").map(Field::labelled).orElse(new Text(id, id));
        if (nodes.containsKey(id) || !ownIds.add(id)) {
            field.fault(
                    "indicator.duplicate",
                    "指标标识“" + id + "”已经用过",
                    "The id " + id + " is in use",
                    "换一个标识",
                    "Choose another id");
        }
        String under = field.need("class", "所属类").map(Field::text).orElse("");
        Indicator parent = nodes.get(under);
        ScoringRule.Free free = parent == null
                ? null
                : parent.rule()
                        .filter(ScoringRule.Free.class::isInstance)
                        .map(ScoringRule.Free.class::cast)
                        .orElse(null);
        if (free == null) {
            List<String> classes = nodes.values().stream()
                    .filter(n -> n.rule().orElse(null) instanceof ScoringRule.Free)
                    .map(Indicator::id)
                    .toList();
            field.get("class")
                    .orElse(field)
                    .fault(
                            "class.unknown",
                            "“" + under + "”不是可以自设指标的类",
                            under + " is no class that takes indicators of the case",
                            "可用的类：" + String.join("、", classes),
                            "Classes: " + String.join(", ", classes));
            return Optional.empty();
        }
        Rational weight = field.need("weight", "权重").map(Field::number).orElse(Rational.ZERO);
        Optional<ScoringRule> rule = field.get("rule")
                .map(r -> new RuleReader(framework.facts(), framework.readings(), nodes.keySet())
                        .rule(r, weight, List.of()));
        Optional<String> way = field.get("way").map(Field::text);
        if (way.isEmpty() && rule.isEmpty() && free.ways().size() == 1) {
            way = free.ways().keySet().stream().findFirst();
        }
        if (rule.isEmpty() && (way.isEmpty() || !free.ways().containsKey(way.get()))) {
            field.get("way")
                    .orElse(field)
                    .fault(
                            "way.unknown",
                            way.isEmpty() ? "没有写评分方式 way" : "“" + under + "”没有评分方式“" + way.get() + "”",
                            way.isEmpty() ? "No way of scoring is given" : under + " has no way " + way.get(),
                            "可选：" + String.join("、", free.ways().keySet()),
                            "Ways: " + String.join(", ", free.ways().keySet()));
        }
        Unit unit = field.get("unit").map(FrameworkLoader::unit).orElse(Unit.NUMBER);
        ScoringRule.Comparator comparator = field.get("comparator").isEmpty()
                        && field.text("direction", "forward").equals("reverse")
                ? ScoringRule.Comparator.AT_MOST
                : RuleReader.comparator(field.get("comparator"));
        Optional<OwnIndicator.Target> target = field.get("parts").isPresent()
                ? Optional.of(parts(field.get("parts").orElseThrow(), comparator, unit))
                : field.get("deadline")
                        .map(d -> (OwnIndicator.Target) new OwnIndicator.Target.Deadline(date(d)))
                        .or(() -> field.get("target").map(t -> target(t, comparator, unit)));
        boolean deadline = target.orElse(null) instanceof OwnIndicator.Target.Deadline;
        boolean word = target.orElse(null) instanceof OwnIndicator.Target.Word;
        Fact.Value actual = word || field.get("parts").isPresent()
                ? new Fact.Value.Unknown()
                : actual(field.get("actual"), name, unit, deadline);
        if (faults.count() > before) {
            return Optional.empty();
        }
        return Optional.of(new OwnIndicator(
                id,
                name,
                under,
                field.get("aspect").map(Field::text),
                weight,
                way,
                rule,
                target,
                actual,
                unit,
                field.get("places").map(p -> p.whole(0, 8)).orElse(2)));
    }

    private static Rational date(Field field) {
        return FactReader.number(
                        definition(new Text("期限", "deadline"), Unit.NUMBER, Kind.DATE), field, Optional.empty())
                .orElse(Rational.ZERO);
    }

    private static FactDefinition definition(Text name, Unit unit, Kind kind) {
        return new FactDefinition("actual", name, kind, unit, 2, Domain.ANY, List.of(), true, Optional.empty());
    }

    private OwnIndicator.Target target(Field field, ScoringRule.Comparator comparator, Unit unit) {
        if (field.isMap()) {
            field.only("between", "deadline", "word");
            if (field.get("deadline").isPresent()) {
                return new OwnIndicator.Target.Deadline(
                        date(field.get("deadline").orElseThrow()));
            } else if (field.get("word").isPresent()) {
                return new OwnIndicator.Target.Word(field.text("word", ""));
            }
            List<Field> ends = field.need("between", "上下限").map(Field::items).orElse(List.of());
            if (ends.size() != 2) {
                field.fault(
                        "target.between",
                        "between 应有两个数：下限和上限",
                        "between needs two numbers",
                        "写成 {between: [60, 100]}",
                        "Write {between: [60, 100]}");
                return new OwnIndicator.Target.Word("");
            }
            return new OwnIndicator.Target.Between(
                    new Bound(inUnit(ends.get(0), unit), false), new Bound(inUnit(ends.get(1), unit), false));
        }
        String text = field.text().strip();
        return text.matches("[-−]?[\\d,，.]+%?")
                ? new OwnIndicator.Target.Limit(comparator, inUnit(field, unit))
                : new OwnIndicator.Target.Word(text);
    }

    private static Rational inUnit(Field field, Unit unit) {
        String text = field.text().strip();
        Rational number = field.number();
        return text.endsWith("%") && unit.symbol().equals("%") ? number.times(Rational.HUNDRED) : number;
    }

    private OwnIndicator.Target parts(Field field, ScoringRule.Comparator comparator, Unit unit) {
        field.only("mode", "of");
        OwnIndicator.Target.Composite.Mode mode = switch (field.text("mode", "all")) {
            case "min" -> OwnIndicator.Target.Composite.Mode.MIN;
            case "weighted" -> OwnIndicator.Target.Composite.Mode.WEIGHTED;
            case "all" -> OwnIndicator.Target.Composite.Mode.ALL;
            default -> {
                field.get("mode")
                        .orElseThrow()
                        .fault(
                                "parts.mode",
                                "mode 应是 all、min 或 weighted",
                                "mode is all, min or weighted",
                                "改为其中之一",
                                "Use one of these");
                yield OwnIndicator.Target.Composite.Mode.ALL;
            }
        };
        List<OwnIndicator.Part> parts = new ArrayList<>();
        field.need("of", "各部分")
                .ifPresent(of -> of.items().forEach(p -> {
                    p.only("name", "weight", "target", "comparator", "actual");
                    String name = p.text("name", "");
                    ScoringRule.Comparator own =
                            p.get("comparator").isPresent() ? RuleReader.comparator(p.get("comparator")) : comparator;
                    p.need("target", "目标值")
                            .ifPresent(t -> parts.add(new OwnIndicator.Part(
                                    name,
                                    p.get("weight").map(Field::number).orElse(Rational.ONE),
                                    target(t, own, unit),
                                    actual(p.get("actual"), new Text(name, name), unit, false))));
                }));
        return new OwnIndicator.Target.Composite(mode, parts);
    }

    private static Fact.Value actual(Optional<Field> field, Text name, Unit unit, boolean date) {
        FactDefinition definition = definition(name, unit, date ? Kind.DATE : Kind.DECIMAL);
        if (field.isEmpty()) {
            return new Fact.Value.Unknown();
        }
        Field given = field.get();
        if (given.isScalar() && !date) {
            String text = given.text().strip();
            Map<String, Yaml> fields = new LinkedHashMap<>();
            fields.put(
                    "value",
                    new Yaml.Scalar(text.endsWith("%") ? text.substring(0, text.length() - 1) : text, given.yaml.at()));
            if (!unit.symbol().isEmpty()) {
                fields.put("unit", new Yaml.Scalar(unit.symbol(), given.yaml.at()));
            }
            Map<String, Yaml.At> keys = new LinkedHashMap<>();
            fields.keySet().forEach(k -> keys.put(k, field.get().yaml.at()));
            given = new Field(new Yaml.Fields(fields, keys, given.yaml.at()), given.path, given.key, given.faults);
        } else if (given.isMap()
                && given.get("unit").isEmpty()
                && !unit.symbol().isEmpty()
                && !date) {
            Yaml.Fields before = (Yaml.Fields) given.yaml;
            Map<String, Yaml> fields = new LinkedHashMap<>(before.fields());
            Map<String, Yaml.At> keys = new LinkedHashMap<>(before.keys());
            fields.put("unit", new Yaml.Scalar(unit.symbol(), given.yaml.at()));
            keys.put("unit", given.yaml.at());
            given = new Field(new Yaml.Fields(fields, keys, given.yaml.at()), given.path, given.key, given.faults);
        }
        return FactReader.read(definition, given).map(Fact::value).orElse(new Fact.Value.Unknown());
    }

    /** The weights of the indicators that the case brings under a class add up to the weight of the class in force. */
    private void freeWeights(
            Field root, List<OwnIndicator> own, Map<String, Rational> classWeights, Map<String, Judgement> judgements) {
        if (own.isEmpty()) {
            return;
        }
        Map<String, Rational> inForce = new LinkedHashMap<>();
        nodes.forEach((id, n) -> inForce.put(id, classWeights.getOrDefault(id, n.max())));
        for (Indicator node : nodes.values()) {
            boolean empty = node.rule().orElse(null) instanceof ScoringRule.Free free
                    && free.whenEmpty() == ScoringRule.WhenEmpty.NOT_APPLICABLE
                    && own.stream().noneMatch(o -> o.under().equals(node.id()));
            if (empty && node.whenNotApplicable() instanceof Indicator.WhenNotApplicable.MoveWeightTo move) {
                Rational weight = inForce.get(node.id());
                move.receivers()
                        .forEach(r ->
                                inForce.computeIfPresent(r.indicator(), (k, v) -> v.plus(weight.times(r.share()))));
            }
        }
        for (Indicator node : nodes.values()) {
            Rational sum = own.stream()
                    .filter(o -> o.under().equals(node.id()))
                    .map(OwnIndicator::weight)
                    .reduce(Rational.ZERO, Rational::plus);
            boolean any = own.stream().anyMatch(o -> o.under().equals(node.id()));
            if (any && !sum.equals(inForce.get(node.id()))) {
                root.get("indicators")
                        .orElse(root)
                        .fault(
                                "weights.sum",
                                "“" + node.name().zh() + "”下指标权重合计 " + sum + "，该类现为 " + inForce.get(node.id()) + " 分",
                                "The weights under " + node.id() + " add up to " + sum + "; the class has "
                                        + inForce.get(node.id()),
                                "调整各指标权重",
                                "Mend the weights");
            }
        }
    }

    private Expectation expectation(Field root) {
        Map<String, String> points = new LinkedHashMap<>();
        Map<String, String[]> ranges = new LinkedHashMap<>();
        Optional<Field> expect = root.get("expect").map(e -> e.only("points", "range", "total", "totalRange", "grade"));
        expect.flatMap(e -> e.get("points"))
                .ifPresent(all -> all.fields().forEach(f -> {
                    if (knownNode(f, key(f, "expect.points"))) {
                        points.put(key(f, "expect.points"), f.text());
                    }
                }));
        expect.flatMap(e -> e.get("range"))
                .ifPresent(all -> all.fields().forEach(f -> {
                    if (knownNode(f, key(f, "expect.range"))) {
                        ranges.put(key(f, "expect.range"), ends(f));
                    }
                }));
        return new Expectation(
                points,
                ranges,
                expect.flatMap(e -> e.get("total")).map(Field::text),
                expect.flatMap(e -> e.get("totalRange")).map(CaseLoader::ends),
                expect.flatMap(e -> e.get("grade")).map(Field::text));
    }

    private static String[] ends(Field field) {
        List<Field> ends = field.items();
        if (ends.size() != 2) {
            field.fault(
                    "expect.range",
                    "区间应有两个数",
                    "A range has two ends",
                    "写成 [\"0.00\", \"6.00\"]",
                    "Write [\"0.00\", \"6.00\"]");
            return new String[] {"0", "0"};
        }
        return new String[] {ends.get(0).text(), ends.get(1).text()};
    }
}
