package org.hengji.frameworks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.OwnIndicator;

/** Reads the parts of a case, in the order in which they depend on each other. */
final class CaseReader {
    private final Field root;
    private final Framework framework;

    CaseReader(Field root, Framework framework) {
        this.root = root;
        this.framework = framework;
    }

    CaseFile read(String reference, Map<String, Problem.Place> places) {
        root.only(Shapes.CASE);
        String id = root.need("case", "案例名称").map(Field::text).orElse("");
        Text subject = root.need("subject", "评价对象").map(Field::labelled).orElse(new Text(id, id));
        Map<String, List<Fact>> facts = facts();
        CaseSettings settings = new CaseSettings(root, framework);
        Map<String, Rational> classWeights = settings.classWeights();
        List<OwnIndicator> indicators = new OwnIndicatorReader(root, framework).read();
        ClassWeightsInForce weights = new ClassWeightsInForce(framework, indicators, classWeights);
        OwnIndicatorReader.checkWeights(root, framework, indicators, weights);
        CaseNodes nodes = new CaseNodes(framework, indicators, weights);
        JudgementReader judgements = new JudgementReader(root, nodes);
        Case made = new Case(
                id,
                subject,
                facts,
                judgements.judgements(),
                judgements.overrides(),
                indicators,
                settings.readings(nodes),
                classWeights,
                judgements.selfScores());
        return new CaseFile(
                reference,
                framework,
                made,
                root.get("note").map(Field::labelled).orElse(new Text("", "")),
                root.get("expect").map(e -> ExpectationReader.read(e, nodes)).orElse(ExpectationReader.NONE),
                root.get("report")
                        .map(r -> new ReportMaterialReader(framework).read(r))
                        .orElse(ReportMaterial.NONE),
                places);
    }

    private Map<String, List<Fact>> facts() {
        Map<String, List<Fact>> all = new LinkedHashMap<>();
        root.get("facts")
                .ifPresent(section -> section.fields().forEach(field -> {
                    FactDefinition definition = framework.facts().get(field.name);
                    if (definition == null) {
                        Words.unknown(
                                field,
                                field.key,
                                "fact.unknown",
                                "数据项",
                                "fact",
                                field.name,
                                framework.facts().keySet());
                        return;
                    }
                    List<Fact> read = entries(field, definition);
                    if (!read.isEmpty()) {
                        all.put(field.name, read);
                    }
                }));
        atMost(all);
        return all;
    }

    static List<Fact> entries(Field field, FactDefinition definition) {
        List<Fact> read = new ArrayList<>();
        Set<String> places = new LinkedHashSet<>();
        for (Field entry : field.isList() ? field.items() : List.of(field)) {
            if (entry.isList()) {
                entry.map();
                continue;
            } else if (entry.isScalar()) {
                entry = entry.as("value");
            }
            String source = entry.text("source", "").strip();
            if (!places.add(source)) {
                samePlace(entry, definition, source);
                continue;
            }
            FactValues.read(entry, definition).ifPresent(v -> read.add(new Fact(definition.key(), v, source)));
        }
        boolean agreed =
                read.size() > 1 && read.stream().map(Fact::value).distinct().count() == 1;
        return agreed ? List.of(read.get(0)) : read;
    }

    private static void samePlace(Field entry, FactDefinition definition, String source) {
        entry.get("source")
                .orElse(entry)
                .fault(
                        "fact.same-place",
                        "“" + definition.name().zh() + "”在同一处" + (source.isEmpty() ? "（都没有写来源）" : "“" + source + "”")
                                + "写了两次",
                        "The fact " + definition.key() + " is given twice for one place"
                                + (source.isEmpty() ? " (both without a source)" : ": " + source),
                        "不同出处写不同的 source；同一处只留一个值",
                        "Name a source for each place; keep one value for one place");
    }

    /** A part that is larger than its whole is refused where both are known. */
    private void atMost(Map<String, List<Fact>> all) {
        for (Problem excess : Wholes.exceeded(framework, all)) {
            root.get("facts")
                    .flatMap(f -> f.get(excess.path()))
                    .map(f -> f.get("value").orElse(f))
                    .ifPresent(f -> f.fault(
                            excess.code(),
                            excess.message().zh(),
                            excess.message().en(),
                            excess.remedy().zh(),
                            excess.remedy().en()));
            all.remove(excess.path());
        }
    }
}
