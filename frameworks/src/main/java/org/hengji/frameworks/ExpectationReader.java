package org.hengji.frameworks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.frameworks.CaseFile.Expectation;

/** Reads what the author of a case expects. */
final class ExpectationReader {
    static final Expectation NONE =
            new Expectation(Map.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

    private ExpectationReader() {}

    static Expectation read(Field field, CaseNodes nodes) {
        field.only(Shapes.EXPECT);
        Map<String, String> points = new LinkedHashMap<>();
        field.get("points")
                .ifPresent(section -> section.fields().forEach(p -> {
                    if (nodes.isKnown(p, p.name)) {
                        points.put(p.name, number(p));
                    }
                }));
        Map<String, String[]> ranges = new LinkedHashMap<>();
        field.get("range")
                .ifPresent(section -> section.fields().forEach(r -> {
                    if (nodes.isKnown(r, r.name)) {
                        ends(r).ifPresent(e -> ranges.put(r.name, e));
                    }
                }));
        return new Expectation(
                points,
                ranges,
                field.get("total").map(ExpectationReader::number),
                field.get("totalRange").flatMap(ExpectationReader::ends),
                field.get("grade").map(Field::text));
    }

    private static String number(Field field) {
        return field.number().toText();
    }

    private static Optional<String[]> ends(Field field) {
        List<Field> ends = field.items();
        if (ends.size() != 2) {
            field.fault(
                    "range.ends",
                    "范围应有两端，这里有 " + ends.size() + " 个数",
                    "A range has two ends, here are " + ends.size(),
                    "写成 [\"4.00\", \"6.00\"]",
                    "Write [\"4.00\", \"6.00\"]");
            return Optional.empty();
        }
        return Optional.of(new String[] {number(ends.get(0)), number(ends.get(1))});
    }
}
