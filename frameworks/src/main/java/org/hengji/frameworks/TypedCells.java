package org.hengji.frameworks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.scoring.Problem;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;
import org.hengji.scoring.subject.Judgement;

/**
 * Takes what stands in the cells of a form apart into the fields that a case file has, and gives it to the readers of
 * case files. The path of a problem is {@code key#place.column} for a fact and {@code id.column} for a judgement.
 */
final class TypedCells {
    private static final Pattern NUMBER = Pattern.compile("(?<before>不低于|不少于|不超过|超过|不足|近|约|≥|≤|>=|<=|>|<)?\\s*"
            + "(?<number>[+−－-]?\\d[\\d,，.．]*(?:[eE][+-]?\\d+)?)\\s*(?<after>余|多)?\\s*"
            + "(?<unit>[^\\d\\s,，.．+−－-].*?)??\\s*(?<end>以上|以内)?");
    private static final Pattern RANGE = Pattern.compile("(?<low>[^~～—–至]+)[~～—–至]+(?<high>[^~～—–至]+)");
    private static final Pattern DATE = Pattern.compile("(\\d{4})[./年](\\d{1,2})[./月](\\d{1,2})日?");
    private static final Set<String> STATES =
            Set.of("", "known", "bounded", "contested", "unknown", "not-applicable", "not-evidenced");
    private static final int MOST_CHARACTERS = 2000;

    private final FactDefinition fact;
    private final Yaml.Faults faults;
    /** Places whose unit stands beside the number. */
    private final Set<Integer> beside = new TreeSet<>();

    private TypedCells(FactDefinition fact, Yaml.Faults faults) {
        this.fact = fact;
        this.faults = faults;
    }

    // ---- Facts -------------------------------------------------------------------------------------------------

    static Loaded<List<Fact>> facts(FactDefinition fact, String state, List<TypedPlace> places) {
        Yaml.Faults faults = new Yaml.Faults("");
        TypedCells cells = new TypedCells(fact, faults);
        List<Fact> read = cells.read(state, places);
        return new Loaded<>(
                faults.isEmpty() ? Optional.of(read) : Optional.empty(),
                faults.list().stream().map(cells::worded).toList());
    }

    private List<Fact> read(String state, List<TypedPlace> places) {
        TypedPlace first = places.isEmpty() ? new TypedPlace("", "", "") : places.get(0);
        if (!STATES.contains(state)) {
            fault(
                    1,
                    "state",
                    "state.unknown",
                    "没有“" + state + "”这种状态",
                    '"' + state + "\" is not a state",
                    "从下拉框中选一种",
                    "Choose one from the list");
            return List.of();
        }
        boolean silent = state.equals("unknown") || state.equals("not-applicable");
        if (silent && !first.value().isBlank()) {
            fault(
                    1,
                    "state",
                    "state.value",
                    "填了数值“" + first.value() + "”，状态却是“" + (state.equals("unknown") ? "未知" : "不适用") + "”",
                    "There is a value, \"" + first.value() + "\", and the state says "
                            + (state.equals("unknown") ? "unknown" : "not applicable"),
                    "改状态，或清空数值",
                    "Change the state or clear the value");
            return List.of();
        } else if ((state.equals("known") || state.equals("bounded"))
                && first.value().isBlank()) {
            fault(
                    1,
                    "value",
                    "value.missing",
                    "状态是“" + (state.equals("known") ? "已知" : "有范围") + "”，还没有写数值",
                    "The state says that the value is known, and there is none",
                    "写上数值；确实不知道就把状态改为“未知”，不会按 0 计",
                    "Give the value; if nobody knows it, choose unknown, which does not count as 0");
            return List.of();
        } else if (state.equals("contested")) {
            return contested(places);
        }
        return one(state, first, 1).map(List::of).orElse(List.of());
    }

    private List<Fact> contested(List<TypedPlace> places) {
        List<Fact> read = new ArrayList<>();
        Set<String> sources = new TreeSet<>();
        for (int i = 1; i <= places.size(); i++) {
            TypedPlace place = places.get(i - 1);
            if (place.isEmpty()) {
                continue;
            } else if (!sources.add(place.source().strip())) {
                fault(
                        i,
                        "source",
                        "fact.same-place",
                        place.source().isBlank()
                                ? "有两处没有写来源，分不清哪个数出自哪里"
                                : "“" + place.source().strip() + "”这一处写了两次",
                        place.source().isBlank()
                                ? "Two places have no source, so nobody can tell which number comes from where"
                                : "The source \"" + place.source().strip() + "\" is given twice",
                        "不同出处写不同的来源；同一处只留一个数",
                        "Name a source for each place; keep one value for one place");
            } else if (place.value().isBlank()) {
                fault(
                        i,
                        "value",
                        "value.missing",
                        "写了来源“" + place.source().strip() + "”，没有写数值",
                        "There is a source, \"" + place.source().strip() + "\", and no value",
                        "写上这一处的数值，或清空来源",
                        "Give the value of this place or clear the source");
            } else {
                one("", place, i).ifPresent(read::add);
            }
        }
        if (faults.isEmpty() && read.stream().map(Fact::value).distinct().count() < 2) {
            fault(
                    1,
                    "state",
                    "state.agreed",
                    read.size() < 2 ? "“数据不一致”要有两处以上的数，这里只有 " + read.size() + " 处" : "几处的数值相同，没有不一致",
                    read.size() < 2
                            ? "Conflicting data need two places or more, here are " + read.size()
                            : "The places agree, so there is no conflict",
                    "写上另一处的数和来源，或把状态改为“已知”",
                    "Give the other place with its source, or choose known");
        }
        return read;
    }

    private Optional<Fact> one(String state, TypedPlace place, int number) {
        if (state.equals("not-applicable")) {
            return Optional.of(new Fact(fact.key(), new Value.NotApplicable(), place.source()));
        } else if ((place.value() + place.source()).length() > MOST_CHARACTERS) {
            fault(
                    number,
                    place.value().length() > place.source().length() ? "value" : "source",
                    "text.long",
                    "超过 " + MOST_CHARACTERS + " 个字",
                    "More than " + MOST_CHARACTERS + " characters",
                    "缩短，详细内容放进佐证",
                    "Shorten it and keep the details as evidence");
            return Optional.empty();
        }
        Map<String, String> fields = new LinkedHashMap<>();
        if (state.equals("not-evidenced")) {
            fields.put("state", state);
        }
        if (!place.value().isBlank()) {
            switch (fact.kind()) {
                case DECIMAL, COUNT -> number(place, number, fields);
                case DATE -> fields.put("value", date(place.value().strip()));
                case BOOLEAN ->
                    fields.put("value", yesOrNo(place.value().strip().toLowerCase(Locale.ROOT)));
                case CHOICE -> fields.put("value", option(place.value().strip()));
                case TEXT -> fields.put("value", place.value().strip());
            }
        } else if (fields.isEmpty()) {
            fields.put("state", "unknown");
        }
        Field field = new Field(yaml(fields), fact.key() + "#" + number, Yaml.At.START, faults);
        return FactValues.read(field, fact)
                .map(v -> new Fact(fact.key(), v, place.source().strip()));
    }

    /** {@code 约12万元} is a qualifier, a number and a unit; what does not look so goes to the reader as it is. */
    private void number(TypedPlace place, int number, Map<String, String> fields) {
        String text = place.value().strip().replace('％', '%').replace('＞', '>').replace('＜', '<');
        Matcher range = RANGE.matcher(text);
        Matcher low = NUMBER.matcher(range.matches() ? range.group("low").strip() : text);
        if (!low.matches()) {
            fields.put("value", text);
            unit(place, "", number, fields);
            return;
        } else if (!range.matches()) {
            fields.put("value", low.group("number"));
            String qualifier = first(low.group("before"), low.group("after"), low.group("end"));
            if (!qualifier.isEmpty()) {
                fields.put("qualifier", qualifier);
            }
            unit(place, first(low.group("unit")), number, fields);
            return;
        }
        Matcher high = NUMBER.matcher(range.group("high").strip());
        if (!high.matches()) {
            fields.put("value", text);
            unit(place, "", number, fields);
            return;
        }
        fields.put("low", low.group("number"));
        fields.put("high", high.group("number"));
        if (">".equals(low.group("before"))) {
            fields.put("low_open", "true");
        }
        if ("<".equals(high.group("before"))) {
            fields.put("high_open", "true");
        }
        String both = first(low.group("unit"), high.group("unit"));
        if (low.group("unit") != null && !both.equals(first(high.group("unit")))) {
            fault(
                    number,
                    "value",
                    "unit.twice",
                    "“" + text + "”两头的单位不同",
                    "The two ends of \"" + text + "\" have different units",
                    "两头用同一个单位",
                    "Give both ends in one unit");
        }
        unit(place, both, number, fields);
    }

    /** A unit beside the number counts before the one in the column, unless a person chose that one too. */
    private void unit(TypedPlace place, String beside, int number, Map<String, String> fields) {
        String declared = fact.unit().symbol();
        String column = place.unit().strip().replace('％', '%');
        String unit = beside;
        boolean shorthand = beside.equals("万") || beside.equals("亿");
        if (shorthand) {
            String scaled = beside + (column.isEmpty() ? declared : column).replaceFirst("^[万亿]", "");
            unit = Unit.named(scaled).isPresent() ? scaled : beside;
        }
        if (!unit.isEmpty()
                && !column.isEmpty()
                && !column.equals(declared)
                && !column.equals(unit)
                && !(shorthand && unit.equals(beside + column))) {
            fault(
                    number,
                    "unit",
                    "unit.twice",
                    "数值里写的是“" + unit + "”，单位一栏写的是“" + column + "”，不能确定以哪个为准",
                    "The value says " + unit + " and the unit column " + column
                            + ", so it is not certain which one holds",
                    "只留一处单位",
                    "Keep one of them");
        }
        String given = unit.isEmpty() ? column : unit;
        if (!given.isEmpty()) {
            fields.put("unit", given);
        }
        if (!unit.isEmpty()) {
            this.beside.add(number);
        }
    }

    private static String date(String text) {
        Matcher date = DATE.matcher(text);
        return date.matches()
                ? date.group(1) + "-"
                        + ("0" + date.group(2)).substring(date.group(2).length() - 1) + "-"
                        + ("0" + date.group(3)).substring(date.group(3).length() - 1)
                : text;
    }

    private static String yesOrNo(String text) {
        return switch (text) {
            case "yes" -> "true";
            case "no" -> "false";
            default -> text;
        };
    }

    private String option(String text) {
        return fact.options().stream()
                .filter(o -> o.name().zh().equals(text)
                        || text.equalsIgnoreCase(o.name().en()))
                .map(FactDefinition.Option::key)
                .findFirst()
                .orElse(text);
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (text != null && !text.isBlank()) {
                return text.strip();
            }
        }
        return "";
    }

    private void fault(int place, String column, String code, String zh, String en, String remedyZh, String remedyEn) {
        faults.add(code, fact.key() + "#" + place + "." + column, Yaml.At.START, zh, en, remedyZh, remedyEn);
    }

    /** The remedies of files speak of fields; a form has columns. English names a fact by its key; a form by its name. */
    private Problem worded(Problem problem) {
        String unit = fact.unit().symbol();
        Text remedy = switch (problem.code()) {
            case "unit.missing" -> Text.of("在“单位”一栏选 " + unit, "Choose " + unit + " in the unit column");
            case "number.with-unit" -> Text.of("数值一栏只写数，单位写在“单位”一栏", "Give the number here and the unit in its column");
            case "number.separators" ->
                Text.of(
                        problem.remedy().zh().replace("\"", ""),
                        problem.remedy().en().replace("\"", ""));
            case "flag.broken" -> Text.of("选“是”或“否”", "Choose yes or no");
            case "option.unknown" ->
                Text.of(
                        "可选：" + String.join("、", labels(fact, "zh")),
                        "Possible: " + String.join(", ", labels(fact, "en")));
            default -> problem.remedy();
        };
        return new Problem(problem.code(), named(problem.message(), fact), column(problem), Optional.empty(), remedy);
    }

    static Text named(Text message, FactDefinition fact) {
        String name = '"' + fact.name().in("en") + '"';
        return Text.of(
                message.zh(),
                message.en().replace("The fact " + fact.key(), name).replace(fact.key(), name));
    }

    /** Where the hand has to go: the unit column only when the unit stands there. */
    private String column(Problem problem) {
        String path = problem.path();
        String place = path.substring(0, fact.key().length() + 1)
                + path.substring(fact.key().length() + 1).split("\\.")[0];
        boolean unit = problem.code().equals("unit.missing")
                || problem.code().equals("unit.twice") && path.endsWith(".unit")
                || path.endsWith(".unit") && beside.stream().noneMatch(n -> place.endsWith("#" + n));
        boolean elsewhere = path.endsWith(".state") || path.endsWith(".source");
        return place + (unit ? ".unit" : elsewhere ? path.substring(place.length()) : ".value");
    }

    private static List<String> labels(FactDefinition fact, String language) {
        return fact.options().stream().map(o -> o.name().in(language)).toList();
    }

    // ---- Judgements --------------------------------------------------------------------------------------------

    static Loaded<Judgement> judgement(Framework framework, Case subject, String id, TypedJudgement typed) {
        Yaml.Faults faults = new Yaml.Faults("");
        CaseNodes nodes = nodes(framework, subject);
        Map<String, Yaml> fields = new LinkedHashMap<>();
        award(typed.award().strip(), nodes.of(id), fields);
        put(fields, "reason", typed.reason());
        put(fields, "by", typed.by());
        put(fields, "evidence", typed.evidence());
        Yaml one = new Yaml.Fields(Map.of(id, map(fields)), Map.of(id, Yaml.At.START), Yaml.At.START);
        Yaml root = map(Map.of("judgements", one));
        Map<String, Judgement> read =
                new JudgementReader(new Field(root, "", Yaml.At.START, faults), nodes).judgements();
        return new Loaded<>(
                Optional.ofNullable(read.get(id)),
                faults.list().stream().map(p -> worded(p, id)).toList());
    }

    private static void award(String award, Optional<CaseNodes.Entry> node, Map<String, Yaml> fields) {
        if (award.isEmpty()) {
            return;
        } else if (List.of("N/A", "n/a", "不适用", "not applicable").contains(award)) {
            put(fields, "not-applicable", "true");
        } else if (node.filter(n -> n.outcomes().contains(award)).isPresent()) {
            put(fields, "outcome", award);
        } else if (node.filter(n -> n.grades().contains(award)).isPresent()) {
            put(fields, "grade", award);
        } else if (award.endsWith("%") || award.endsWith("％")) {
            put(fields, "share", award.replace('％', '%'));
        } else if (award.matches(".*\\d\\s*[、;；]\\s*\\d.*")) {
            List<Yaml> scores = new ArrayList<>();
            for (String score : award.split("[、;；]", -1)) {
                scores.add(new Yaml.Scalar(score.strip(), Yaml.At.START));
            }
            fields.put("scores", new Yaml.Items(scores, Yaml.At.START));
        } else {
            put(fields, "points", award.replaceFirst("\\s*分$", ""));
        }
    }

    private static Problem worded(Problem problem, String id) {
        String column = switch (problem.code()) {
            case "judgement.reason" -> "reason";
            case "judgement.by" -> "by";
            default -> "award";
        };
        Text message = problem.message();
        Text remedy = problem.remedy();
        switch (problem.code()) {
            case "judgement.form" -> {
                message = Text.of("还没有写得分", "There are no points yet");
                remedy = Text.of("写上得分；撤销这项评判就清空这一行", "Give the points, or clear the row to withdraw the judgement");
            }
            case "judgement.reason" ->
                remedy = Text.of("写一句依据：查了什么、见到什么、对照哪条标准", "Say what was examined and which criterion was met");
            case "judgement.by" -> remedy = Text.of("写自评、评价组或单位名称", "Name the body, the panel, or self");
            case "number.broken" ->
                remedy = Text.of(
                        "写 0 至满分之间的得分、比例（如 80%），有选项的从中选一个",
                        "Give points from 0 to the weight, a share such as 80%, or one of the outcomes where there are any");
            case "judgement.not-judged", "judgement.inner" ->
                remedy = Text.of(
                        problem.remedy().zh().replaceFirst("；若是.*", ""),
                        problem.remedy().en().replaceFirst("; if a body.*", ""));
            default -> {}
        }
        return new Problem(problem.code(), message, id + "." + column, Optional.empty(), remedy);
    }

    static CaseNodes nodes(Framework framework, Case subject) {
        return new CaseNodes(
                framework,
                subject.indicators(),
                new ClassWeightsInForce(framework, subject.indicators(), subject.classWeights()));
    }

    private static void put(Map<String, Yaml> fields, String name, String text) {
        if (!text.isBlank()) {
            fields.put(name, new Yaml.Scalar(text.strip(), Yaml.At.START));
        }
    }

    private static Yaml yaml(Map<String, String> texts) {
        Map<String, Yaml> fields = new LinkedHashMap<>();
        texts.forEach((name, text) -> fields.put(name, new Yaml.Scalar(text, Yaml.At.START)));
        return map(fields);
    }

    private static Yaml map(Map<String, Yaml> fields) {
        Map<String, Yaml.At> keys = new LinkedHashMap<>();
        fields.keySet().forEach(k -> keys.put(k, Yaml.At.START));
        return new Yaml.Fields(fields, keys, Yaml.At.START);
    }
}
