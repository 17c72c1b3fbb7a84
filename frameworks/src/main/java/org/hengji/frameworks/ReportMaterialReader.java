package org.hengji.frameworks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.subject.Fact;

/** Reads the {@code report} part of a case. */
final class ReportMaterialReader {
    private final Framework framework;
    private final Map<String, FactDefinition> declared = new LinkedHashMap<>();
    private final Map<String, List<Fact>> facts = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();

    ReportMaterialReader(Framework framework) {
        this.framework = framework;
    }

    ReportMaterial read(Field report) {
        report.only(Shapes.REPORT);
        report.get("facts").ifPresent(f -> f.fields().forEach(this::fact));
        report.get("texts").ifPresent(t -> t.fields().forEach(x -> texts.put(x.keyName(), x.text())));
        report.get("tables").ifPresent(t -> t.fields().forEach(this::table));
        return new ReportMaterial(
                report.get("unit").map(Field::text),
                report.get("year").map(Field::text),
                declared,
                facts,
                texts,
                tables);
    }

    private void fact(Field field) {
        String key = field.keyName();
        if (framework.facts().containsKey(key)) {
            field.fault(
                    "report.fact-twice",
                    "“" + framework.facts().get(key).name().zh() + "”是指标体系的数据项",
                    key + " is a fact of the framework",
                    "写到 facts 中，报告会从那里取数",
                    "Give it under facts; reports take it from there");
            return;
        }
        FactDefinition shared = Packs.reportFigures().get(key);
        FactDefinition definition = shared != null && field.get("zh").isEmpty() ? shared : onTheSpot(field, key);
        if (definition == null) {
            return;
        }
        List<Fact> read = CaseReader.entries(field.isMap() ? without(field, "zh", "en", "places") : field, definition);
        declared.put(key, definition);
        if (!read.isEmpty()) {
            facts.put(key, read);
        }
    }

    /** A figure of the body's own work: named, with its unit, where it stands. */
    private static FactDefinition onTheSpot(Field field, String key) {
        if (!field.isMap() || field.get("zh").isEmpty()) {
            Words.unknown(
                    field,
                    field.key,
                    "fact.unknown",
                    "报告数据",
                    "figure",
                    key,
                    Packs.reportFigures().keySet());
            return null;
        }
        Unit unit = field.get("unit").map(FactReader::unit).orElse(Unit.NUMBER);
        String value = field.text("value", field.text("low", field.text("high", "")));
        int places = field.get("places")
                .map(f -> f.whole(0, 8))
                .orElse(value.contains(".") ? value.length() - value.indexOf('.') - 1 : 0);
        return new FactDefinition(
                key,
                new Text(field.text("zh", key), field.text("en", field.text("zh", key))),
                FactDefinition.Kind.DECIMAL,
                unit,
                places,
                FactDefinition.Domain.ANY,
                List.of(),
                false,
                Optional.empty());
    }

    private static Field without(Field field, String... names) {
        Map<String, Yaml> fields = new LinkedHashMap<>(field.map());
        for (String name : names) {
            fields.remove(name);
        }
        Yaml.Fields given = (Yaml.Fields) field.yaml;
        return new Field(new Yaml.Fields(fields, given.keys(), given.at()), field.path, field.key, field.faults);
    }

    private void table(Field field) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Field row : field.items()) {
            Map<String, String> cells = new LinkedHashMap<>();
            row.fields().forEach(cell -> cells.put(cell.keyName(), cell.text()));
            rows.add(cells);
        }
        tables.put(field.keyName(), rows);
    }
}
