package org.hengji.documents.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Text;

/**
 * A form (填报表) that is handed out and comes back as a workbook.
 *
 * @param version a filled-in template of another version is not read
 * @param purpose one sentence on what it is for
 * @param how what to know before filling it in
 * @param digest sha256 over the definition
 */
public record Form(
        String id, String version, Text name, Text purpose, List<Text> how, List<Table> tables, String digest) {

    /**
     * One sheet.
     *
     * @param naming keys of the columns that together name a row; empty when rows have no name
     * @param unique whether each name stands once
     */
    public record Table(
            String key, Text name, List<Column> columns, List<String> naming, boolean unique, List<FormRule> rules) {
        public Optional<Column> column(String key) {
            return columns.stream().filter(c -> c.key().equals(key)).findFirst();
        }

        /** Place of a column among the values of a row. */
        public int index(String key) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).key().equals(key)) {
                    return i;
                }
            }
            throw new IllegalArgumentException(key);
        }
    }

    /**
     * @param declaration name, kind, unit, places and domain, as for a fact
     * @param aliases other heads under which the column is known
     * @param options other words for the options of a choice, by key
     * @param digits exact number of digits of a code; 0 when it may be any text
     * @param most characters of a text
     * @param compute how the sheet computes it from other columns; it is then never read
     * @param system filled in by the template and locked there
     * @param width in characters
     */
    public record Column(
            FactDefinition declaration,
            List<String> aliases,
            Map<String, List<String>> options,
            boolean required,
            Text help,
            int digits,
            int most,
            Optional<Computation> compute,
            boolean system,
            int width) {
        public String key() {
            return declaration.key();
        }

        public Text name() {
            return declaration.name();
        }

        /** The head of the column, its unit in brackets. */
        public String head() {
            String unit = declaration.unit().symbol();
            return name().zh() + (unit.isEmpty() ? "" : "（" + unit + "）");
        }

        /** All names under which the column may stand. */
        List<String> names() {
            List<String> names = new ArrayList<>(List.of(key(), name().zh()));
            if (name().en() != null) {
                names.add(name().en());
            }
            names.addAll(aliases);
            return names;
        }
    }

    /** What a protected cell computes. */
    public sealed interface Computation {
        record Divide(String dividend, String divisor) implements Computation {}

        record Add(List<String> columns) implements Computation {}

        record Subtract(String from, String column) implements Computation {}
    }

    /** What a row says in a column, as plain text; blank where the cell is. */
    public String text(ImportedRow row, String column) {
        return ImportedRow.text(row.values().get(table(row.table()).index(column)));
    }

    private Table table(String key) {
        return tables.stream().filter(t -> t.key().equals(key)).findFirst().orElseThrow();
    }

    /** The forms that are shipped. */
    public static List<Form> shipped() {
        return Packs.forms().stream()
                .map(Form::shipped)
                .map(Optional::orElseThrow)
                .toList();
    }

    /** A shipped form by its id. */
    public static Optional<Form> shipped(String id) {
        return Packs.forms().contains(id)
                ? Optional.of(FormReader.read(Packs.form(id))
                        .value()
                        .orElseThrow(() -> new IllegalStateException(
                                id + ": " + FormReader.read(Packs.form(id)).problems())))
                : Optional.empty();
    }
}
