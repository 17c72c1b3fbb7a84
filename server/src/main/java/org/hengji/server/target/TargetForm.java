package org.hengji.server.target;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.measurability.Comparator;
import org.hengji.checker.measurability.Field;
import org.hengji.checker.measurability.TargetClass;
import org.hengji.checker.measurability.TargetRow;
import org.hengji.checker.measurability.TargetSheet;
import org.hengji.documents.workbook.Form;
import org.hengji.documents.workbook.FormWorkbook;
import org.hengji.documents.workbook.ImportedRow;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact.Value;
import org.hengji.server.organisation.Unit;

/** A target sheet as the form that other systems know (绩效目标申报表), out and back. */
final class TargetForm {
    static final Form FORM = Form.shipped("targets").orElseThrow();

    private static final BigDecimal WAN = BigDecimal.valueOf(10_000);

    private TargetForm() {}

    static void write(Sheet sheet, TargetSheet content, Unit unit, OutputStream out) throws IOException {
        Map<String, List<List<Value>>> rows = new LinkedHashMap<>();
        rows.put(
                "projects",
                List.of(List.of(
                        new Value.Known(Rational.of(sheet.year())),
                        new Value.Words(unit.code()),
                        words(""),
                        new Value.Words(code(sheet, unit)),
                        new Value.Words(sheet.name()),
                        sheet.budget()
                                .<Value>map(b -> new Value.Known(Rational.of(b).over(Rational.of(WAN))))
                                .orElse(new Value.Unknown()),
                        new Value.Unknown(),
                        words(content.longTerm()),
                        words(content.goal()))));
        rows.put(
                "indicators",
                content.rows().stream()
                        .map(row -> values(code(sheet, unit), row))
                        .toList());
        FormWorkbook.write(FORM, rows, out);
    }

    /** By what the form names the sheet: the project's code, or the unit's for a whole department. */
    static String code(Sheet sheet, Unit unit) {
        return sheet.code().isEmpty() ? unit.code() : sheet.code();
    }

    private static Value words(String text) {
        return text.isBlank() ? new Value.Unknown() : new Value.Words(text);
    }

    /** The form knows signs and words; a range or parts are words there, their numbers stay in the text. */
    static List<Value> values(String project, TargetRow row) {
        String text = row.text(Field.VALUE);
        Optional<Comparator> sign = row.comparator().filter(Comparator::isSign);
        boolean number = text.matches("\\d+(\\.\\d+)?");
        String comparator = number ? sign.orElse(Comparator.EQUAL).key() : Comparator.WORDS.key();
        String unit = row.text(Field.UNIT);
        return List.of(
                new Value.Words(project),
                row.heading().<Value>map(h -> new Value.Option(h.key())).orElse(new Value.Unknown()),
                row.kind().<Value>map(k -> new Value.Option(k.key())).orElse(new Value.Unknown()),
                words(row.text(Field.NAME)),
                new Value.Option(comparator),
                words(number ? text : TargetGrid.composed(row)),
                number ? words(unit) : new Value.Unknown(),
                weight(row),
                words(row.text(Field.STANDARD)),
                words(row.text(Field.NOTE)));
    }

    private static Value weight(TargetRow row) {
        String text = row.text(Field.WEIGHT);
        return text.matches("\\d{1,3}(\\.\\d{1,2})?") ? new Value.Known(Rational.parse(text)) : new Value.Unknown();
    }

    /** Whether the form says of both the same; what it has no column for does not count. */
    static boolean saysTheSame(String project, TargetRow row, ImportedRow read) {
        return values(project, row).stream()
                .map(ImportedRow::text)
                .toList()
                .equals(read.values().stream().map(ImportedRow::text).toList());
    }

    /** An indicator as the form says it, over what is there and the form has no column for. */
    static TargetRow row(ImportedRow read, Optional<TargetRow> before) {
        Map<Field, String> cells = new EnumMap<>(Field.class);
        before.ifPresent(row -> cells.putAll(row.cells()));
        String second = FORM.text(read, "second");
        cells.remove(Field.FIRST);
        cells.put(Field.SECOND, TargetClass.named(second).map(TargetClass::key).orElse(second));
        cells.put(Field.NAME, FORM.text(read, "third"));
        cells.put(
                Field.COMPARATOR,
                Comparator.named(FORM.text(read, "comparator"))
                        .map(c -> c.label().zh())
                        .orElse(""));
        cells.put(Field.VALUE, FORM.text(read, "target"));
        cells.put(Field.UNIT, FORM.text(read, "unit"));
        cells.put(Field.WEIGHT, FORM.text(read, "weight"));
        cells.put(Field.STANDARD, FORM.text(read, "standard"));
        cells.put(Field.NOTE, FORM.text(read, "remark"));
        return new TargetRow(read.row(), cells);
    }
}
