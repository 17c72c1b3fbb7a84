package org.hengji.server.reporting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hengji.documents.report.Asked;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.Loaded;
import org.hengji.frameworks.ReportMaterial;
import org.hengji.frameworks.TypedPlace;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.subject.Fact;

/**
 * What people typed for the reports of an evaluation, by field: {@code unit}, {@code year}, {@code fact/KEY},
 * {@code text/KEY}, {@code table/NAME/ROW/COLUMN}. It stands before what the case says itself.
 */
public record Entries(Map<String, String> typed) {
    static final String UNIT = "unit";
    static final String YEAR = "year";
    private static final String FACT = "fact/";
    private static final String TEXT = "text/";
    private static final String TABLE = "table/";
    private static final int MOST_ROWS = 40;
    private static final int FURTHER_ROWS = 3;
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_CELL = 1_000;

    public static String fact(String key) {
        return FACT + key;
    }

    public static String text(String key) {
        return TEXT + key;
    }

    public static String table(String name) {
        return TABLE + name;
    }

    public static String cell(String table, int row, String column) {
        return TABLE + table + "/" + row + "/" + column;
    }

    public String of(String field) {
        return typed.getOrDefault(field, "");
    }

    /** The case with what was typed in place of what it says. */
    CaseFile in(CaseFile file, Asked asked) {
        ReportMaterial said = file.material();
        Map<String, FactDefinition> declared = new LinkedHashMap<>(said.declared());
        Map<String, List<Fact>> facts = new LinkedHashMap<>(said.facts());
        Map<String, String> texts = new LinkedHashMap<>(said.texts());
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>(said.tables());
        for (FactDefinition figure : asked.figures()) {
            if (!of(fact(figure.key())).isEmpty()) {
                read(figure).value().ifPresent(read -> {
                    declared.put(figure.key(), figure);
                    facts.put(figure.key(), read);
                });
            }
        }
        asked.texts().keySet().stream()
                .filter(key -> !of(text(key)).isEmpty())
                .forEach(key -> texts.put(key, of(text(key))));
        for (Asked.Table table : asked.tables()) {
            List<Map<String, String>> rows = rows(table);
            if (!rows.isEmpty()) {
                tables.put(table.name(), rows);
            }
        }
        return file.withMaterial(new ReportMaterial(
                said.unit().filter(u -> of(UNIT).isEmpty()).or(() -> some(UNIT)),
                said.year().filter(y -> of(YEAR).isEmpty()).or(() -> some(YEAR)),
                declared,
                facts,
                texts,
                tables));
    }

    private Optional<String> some(String field) {
        return Optional.of(of(field)).filter(words -> !words.isEmpty());
    }

    private Loaded<List<Fact>> read(FactDefinition figure) {
        String unit = figure.kind().isNumeric() ? figure.unit().symbol() : "";
        return CaseLoader.facts(figure, "", List.of(new TypedPlace(of(fact(figure.key())), unit, "")));
    }

    /** Rows in which something stands, in their order. */
    List<Map<String, String>> rows(Asked.Table table) {
        String start = TABLE + table.name() + "/";
        Map<Integer, Map<String, String>> rows = new TreeMap<>();
        typed.forEach((field, words) -> {
            if (field.startsWith(start) && !words.isEmpty()) {
                String[] place = field.substring(start.length()).split("/", 2);
                rows.computeIfAbsent(Integer.parseInt(place[0]), n -> new LinkedHashMap<>())
                        .put(place[1], words);
            }
        });
        return List.copyOf(rows.values());
    }

    /** The fields of a form that may be kept, trimmed; others are none of the report. */
    static Entries sent(Map<String, String> form, Asked asked) {
        List<String> fields = new ArrayList<>(List.of(UNIT, YEAR));
        asked.figures().forEach(figure -> fields.add(fact(figure.key())));
        asked.texts().keySet().forEach(key -> fields.add(text(key)));
        for (Asked.Table table : asked.tables()) {
            for (int row = 1; row <= MOST_ROWS; row++) {
                for (String column : table.columns().keySet()) {
                    fields.add(cell(table.name(), row, column));
                }
            }
        }
        Map<String, String> kept = new LinkedHashMap<>();
        for (String field : fields) {
            String words = form.getOrDefault(field, "")
                    .replace("\r\n", "\n")
                    .replace("\u0000", "")
                    .strip();
            if (!words.isEmpty()) {
                kept.put(field, words);
            }
        }
        return new Entries(kept);
    }

    /** What stands in the form when nothing was typed: figures, texts and rows of the case, which are changed in place. */
    static Entries said(CaseFile file, Asked asked) {
        Map<String, String> said = new LinkedHashMap<>();
        file.material().unit().ifPresent(unit -> said.put(UNIT, unit));
        file.material().year().ifPresent(year -> said.put(YEAR, year));
        asked.figures().forEach(figure -> {
            List<Fact> facts = file.material().facts().getOrDefault(figure.key(), List.of());
            // What is about, or stands at two places, is left to the case; a number typed here takes its place.
            if (facts.size() == 1 && facts.get(0).value() instanceof Fact.Value.Known known) {
                said.put(fact(figure.key()), known.number().toText());
            }
        });
        asked.texts().keySet().forEach(key -> {
            String words = file.material().texts().getOrDefault(key, "").strip();
            if (!words.isEmpty()) {
                said.put(text(key), words);
            }
        });
        for (Asked.Table table : asked.tables()) {
            List<Map<String, String>> rows = file.material().tables().getOrDefault(table.name(), List.of());
            for (int row = 1; row <= Math.min(rows.size(), MOST_ROWS); row++) {
                for (String column : table.columns().keySet()) {
                    String words = rows.get(row - 1).getOrDefault(column, "").strip();
                    if (!words.isEmpty()) {
                        said.put(cell(table.name(), row, column), words);
                    }
                }
            }
        }
        return new Entries(said);
    }

    /** What the form shows: what was typed, and where nothing was, what the case says. A table is one or the other. */
    Entries over(Entries said) {
        Map<String, String> shown = new LinkedHashMap<>();
        said.typed().forEach((field, words) -> {
            if (ofGroup(group(field)).isEmpty()) {
                shown.put(field, words);
            }
        });
        shown.putAll(typed);
        return new Entries(shown);
    }

    /** With some fields as another has them. */
    Entries with(Set<String> fields, Entries other) {
        Map<String, String> all = new LinkedHashMap<>(typed);
        all.keySet().removeAll(fields);
        all.putAll(other.only(fields));
        return new Entries(all);
    }

    Map<String, String> only(Set<String> fields) {
        Map<String, String> some = new LinkedHashMap<>(typed);
        some.keySet().retainAll(fields);
        return some;
    }

    Map<String, String> ofGroup(String group) {
        Map<String, String> some = new LinkedHashMap<>(typed);
        some.keySet().removeIf(field -> !group(field).equals(group));
        return some;
    }

    /** {@code table/NAME/} of a cell; every other field stands for itself. */
    static String group(String field) {
        return field.startsWith(TABLE) ? field.substring(0, field.indexOf('/', TABLE.length()) + 1) : field;
    }

    /** How many rows of a table the form shows: those that there are and some to go on with. */
    public int rowsOf(Asked.Table table) {
        int last = ofGroup(TABLE + table.name() + "/").keySet().stream()
                .mapToInt(field -> Integer.parseInt(field.split("/")[2]))
                .max()
                .orElse(0);
        return Math.min(MOST_ROWS, last + FURTHER_ROWS);
    }

    /** What cannot be kept, by field. */
    Map<String, Problem> problems(Asked asked) {
        Map<String, Problem> problems = new LinkedHashMap<>();
        typed.forEach((field, words) -> {
            int most = field.startsWith(TEXT)
                    ? Reports.MOST_CHARACTERS
                    : field.startsWith(TABLE) ? LONGEST_CELL : LONGEST_LINE;
            if (words.length() > most) {
                problems.put(field, tooLong(words.length(), most));
            }
        });
        if (!of(YEAR).isEmpty() && !of(YEAR).matches("20\\d\\d")) {
            problems.put(YEAR, noYear(of(YEAR)));
        }
        for (FactDefinition figure : asked.figures()) {
            String field = fact(figure.key());
            if (!of(field).isEmpty() && !problems.containsKey(field)) {
                read(figure).problems().stream().findFirst().ifPresent(p -> problems.put(field, p));
            }
        }
        return problems;
    }

    private static Problem tooLong(int length, int most) {
        return Problem.of(
                "report.entry-long",
                "",
                "这里写了 " + length + " 个字，最多 " + most + " 个，没有保存",
                "There are " + length + " characters, at most " + most + "; they were not saved",
                "缩短后再保存",
                "Shorten it and save again");
    }

    private static Problem noYear(String typed) {
        return Problem.of(
                "report.entry-year",
                "",
                "“" + typed + "”不是年度，没有保存；封面和各处的年度都从这里取",
                "\"" + typed + "\" is no fiscal year and was not saved; the cover and the chapters take it from here",
                "写四位数字，例如 2023",
                "Write four digits, such as 2023");
    }

    static Problem overtaken(String by, String theirs) {
        return Problem.of(
                "report.entry-overtaken",
                "",
                by + "刚才把这里改成了“" + theirs + "”，您填的还没有保存",
                by + " has just made this \"" + theirs + "\"; what you typed is not saved yet",
                "核对后再按保存，就以您填的为准；要用对方的，改成对方的再保存",
                "Compare and save again to keep yours, or take theirs over");
    }
}
