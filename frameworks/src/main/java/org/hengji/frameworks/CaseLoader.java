package org.hengji.frameworks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Judgement;

/** Reads a case file. What is refused is left out (so it counts as unknown) and said; the rest can still be scored. */
public final class CaseLoader {
    private CaseLoader() {}

    /**
     * @param text content of the file
     * @param frameworks finds a framework by {@code id} or {@code id@version}
     */
    public static Loaded<CaseFile> load(String text, Function<String, Optional<Framework>> frameworks) {
        Yaml.Faults faults = new Yaml.Faults(text);
        Optional<CaseFile> found = Yaml.parse(text, faults)
                .flatMap(yaml -> read(new Field(yaml, "", yaml.at(), faults), frameworks, faults));
        return new Loaded<>(found, faults.list());
    }

    private static Optional<CaseFile> read(
            Field root, Function<String, Optional<Framework>> frameworks, Yaml.Faults faults) {
        if (!root.isMap()) {
            root.map();
            return Optional.empty();
        }
        Optional<Field> reference = root.need("framework", "指标体系的标识").filter(Field::isScalar);
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        Optional<Framework> framework = frameworks.apply(reference.get().text());
        if (framework.isEmpty()) {
            Words.unknown(
                    reference.get(),
                    "framework.unknown",
                    "指标体系",
                    "framework",
                    reference.get().text(),
                    Packs.references());
            return Optional.empty();
        }
        Map<String, Problem.Place> places = new TreeMap<>();
        collect(root, places, faults);
        return Optional.of(
                new CaseReader(root, framework.get()).read(reference.get().text(), places));
    }

    private static void collect(Field field, Map<String, Problem.Place> places, Yaml.Faults faults) {
        if (!field.path.isEmpty()) {
            places.put(field.path, faults.place(field.yaml.at()));
        }
        if (field.isMap()) {
            field.fields().forEach(f -> collect(f, places, faults));
        } else if (field.isList()) {
            field.items().forEach(f -> collect(f, places, faults));
        }
    }

    /** One fact as a person typed it: value and unit, and what is wrong with it. */
    public static Loaded<Fact> fact(FactDefinition definition, String value, String unit, String source) {
        Yaml.Faults faults = new Yaml.Faults(value);
        Yaml.At at = new Yaml.At(1, 1);
        Map<String, Yaml> fields = new LinkedHashMap<>();
        fields.put(value.isBlank() ? "state" : "value", new Yaml.Scalar(value.isBlank() ? "unknown" : value, at));
        if (unit != null && !unit.isBlank()) {
            fields.put("unit", new Yaml.Scalar(unit, at));
        }
        Map<String, Yaml.At> keys = new LinkedHashMap<>();
        fields.keySet().forEach(k -> keys.put(k, at));
        Field typed = new Field(new Yaml.Fields(fields, keys, at), definition.key(), at, faults);
        return new Loaded<>(
                FactValues.read(typed, definition)
                        .map(v -> new Fact(definition.key(), v, source == null ? "" : source)),
                faults.list());
    }

    /**
     * One fact out of the cells of a form: what each place says, and the state that was chosen, or an empty one. The
     * path of a problem is {@code key#place.column}.
     */
    public static Loaded<List<Fact>> facts(FactDefinition definition, String state, List<TypedPlace> places) {
        return TypedCells.facts(definition, state, places);
    }

    /** One judgement out of the cells of a form; the path of a problem is {@code id.column}. */
    public static Loaded<Judgement> judgement(Framework framework, Case subject, String id, TypedJudgement typed) {
        return TypedCells.judgement(framework, subject, id, typed);
    }

    /** What a person's points count for in this case, with the weight in force. */
    public static Map<String, Rational> judgeable(Framework framework, Case subject) {
        Map<String, Rational> weights = new LinkedHashMap<>();
        for (CaseNodes.Entry node : TypedCells.nodes(framework, subject).all()) {
            if (node.judged() && !node.inner() || subject.judgements().containsKey(node.id())) {
                weights.put(node.id(), node.max());
            }
        }
        return weights;
    }

    /** Parts that are larger than their wholes; the path of a problem is the key of the part. */
    public static List<Problem> aboveWhole(Framework framework, Map<String, List<Fact>> facts) {
        return Wholes.exceeded(framework, facts).stream()
                .map(p -> {
                    FactDefinition part = framework.facts().get(p.path());
                    FactDefinition whole =
                            framework.facts().get(part.domain().atMost().orElseThrow());
                    return new Problem(
                            p.code(),
                            TypedCells.named(TypedCells.named(p.message(), part), whole),
                            p.path(),
                            p.place(),
                            p.remedy());
                })
                .toList();
    }

    /** What is wrong with a reading given outside a file; empty when nothing is. */
    public static Optional<Problem> readingFault(Framework framework, String key, String value) {
        Yaml.Faults faults = new Yaml.Faults(value);
        Yaml.At at = new Yaml.At(1, 1);
        Yaml.Fields given = new Yaml.Fields(Map.of(key, new Yaml.Scalar(value, at)), Map.of(key, at), at);
        Field field = new Field(given, "readings", at, faults).get(key).orElseThrow();
        CaseNodes nodes = new CaseNodes(framework, List.of(), new ClassWeightsInForce(framework, List.of(), Map.of()));
        CaseSettings.isReading(field, framework, nodes);
        return faults.list().stream().findFirst();
    }
}
