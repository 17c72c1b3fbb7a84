package org.hengji.documents.workbook;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hengji.documents.workbook.Form.Column;
import org.hengji.documents.workbook.Form.Computation;
import org.hengji.documents.workbook.Form.Table;
import org.hengji.frameworks.DataFile;
import org.hengji.frameworks.Loaded;
import org.hengji.scoring.CanonicalJson;
import org.hengji.scoring.Problem;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.FactDefinition.Domain;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.FactDefinition.Option;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** Reads the definition of a form. Whatever it does not know is a fault with its line and column. */
public final class FormReader {
    private static final int MOST_CHARACTERS = 2000;
    private static final int USUAL_WIDTH = 14;
    private static final Map<String, Kind> KINDS = Map.of(
            "text", Kind.TEXT,
            "decimal", Kind.DECIMAL,
            "count", Kind.COUNT,
            "date", Kind.DATE,
            "choice", Kind.CHOICE,
            "yes-no", Kind.BOOLEAN);

    private final DataFile file;
    private final List<Problem> problems = new ArrayList<>();

    private FormReader(DataFile file) {
        this.file = file;
    }

    /** The form, or every fault of its definition. */
    public static Loaded<Form> read(String text) {
        Loaded<DataFile> loaded = DataFile.read(text);
        if (loaded.value().isEmpty()) {
            return new Loaded<>(Optional.empty(), loaded.problems());
        }
        FormReader reader = new FormReader(loaded.value().get());
        Form form = reader.form();
        return new Loaded<>(
                reader.problems.isEmpty() ? Optional.of(form) : Optional.empty(), List.copyOf(reader.problems));
    }

    private Form form() {
        At root = new At("", file.root());
        root.only("form", "version", "name", "purpose", "how", "sheets");
        List<Table> tables = new ArrayList<>();
        for (At sheet : root.need("sheets").items()) {
            tables.add(table(sheet, tables));
        }
        return new Form(
                root.need("form").words(),
                root.need("version").words(),
                root.need("name").label(),
                root.need("purpose").label(),
                root.get("how").items().stream().map(At::label).toList(),
                List.copyOf(tables),
                Digests.sha256(CanonicalJson.write(file.root())));
    }

    private Table table(At sheet, List<Table> before) {
        sheet.only("key", "name", "unique", "columns", "rules");
        List<Column> columns = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (At at : sheet.need("columns").items()) {
            Column column = column(at);
            if (!keys.add(column.key())) {
                at.fault("form.twice", "有两列都叫 " + column.key(), "Two columns are called " + column.key());
            }
            columns.add(column);
        }
        Table bare =
                new Table(sheet.need("key").words(), sheet.need("name").label(), columns, List.of(), false, List.of());
        List<String> unique =
                sheet.get("unique").items().stream().map(at -> known(at, bare)).toList();
        for (At at : sheet.get("columns").items()) {
            At compute = at.get("compute");
            for (String kind : List.of("divide", "add", "subtract")) {
                compute.get(kind).items().forEach(c -> known(c, bare));
            }
        }
        List<FormRule> rules = new ArrayList<>();
        sheet.get("rules").items().forEach(at -> rule(at, bare, before).ifPresent(rules::add));
        return new Table(bare.key(), bare.name(), List.copyOf(columns), unique, !unique.isEmpty(), List.copyOf(rules));
    }

    private Column column(At at) {
        at.only(
                "key",
                "name",
                "aliases",
                "kind",
                "unit",
                "places",
                "domain",
                "options",
                "required",
                "help",
                "digits",
                "most",
                "compute",
                "width");
        At kindAt = at.need("kind");
        Kind kind = KINDS.get(kindAt.words());
        if (kind == null) {
            kindAt.fault("form.kind", "没有“" + kindAt.words() + "”这种列", "There is no kind of column " + kindAt.words());
            kind = Kind.TEXT;
        }
        List<Option> options = new ArrayList<>();
        Map<String, List<String>> others = new LinkedHashMap<>();
        for (At option : at.get("options").items()) {
            option.only("key", "zh", "en", "aliases");
            String zh = option.need("zh").words();
            At en = option.get("en");
            options.add(new Option(option.need("key").words(), Text.of(zh, en.isThere() ? en.words() : zh)));
            others.put(option.need("key").words(), words(option.get("aliases")));
        }
        if (kind == Kind.CHOICE && options.isEmpty()) {
            at.fault("form.options", "选择列没有选项", "A choice has no options");
        }
        FactDefinition declaration = new FactDefinition(
                at.need("key").words(),
                at.need("name").label(),
                kind,
                unit(at.get("unit")),
                whole(at.get("places"), 0),
                domain(at.get("domain"), kind),
                List.copyOf(options),
                false,
                Optional.empty());
        return new Column(
                declaration,
                words(at.get("aliases")),
                Map.copyOf(others),
                flag(at.get("required")),
                at.get("help").isThere() ? at.get("help").label() : Text.of("", ""),
                whole(at.get("digits"), 0),
                whole(at.get("most"), MOST_CHARACTERS),
                compute(at.get("compute")),
                false,
                whole(at.get("width"), USUAL_WIDTH));
    }

    private static List<String> words(At list) {
        return list.items().stream().map(At::words).toList();
    }

    private Unit unit(At at) {
        if (!at.isThere()) {
            return Unit.NUMBER;
        }
        Optional<Unit> unit = Unit.named(at.words());
        if (unit.isEmpty()) {
            at.fault("form.unit", "没有“" + at.words() + "”这个计量单位", "There is no unit " + at.words());
        }
        return unit.orElse(Unit.NUMBER);
    }

    private Domain domain(At at, Kind kind) {
        at.only("min", "max");
        return new Domain(bound(at.get("min"), kind), bound(at.get("max"), kind), Optional.empty());
    }

    private Optional<Bound> bound(At at, Kind kind) {
        if (!at.isThere()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Bound(
                    kind == Kind.DATE
                            ? Rational.of(LocalDate.parse(at.words()).toEpochDay())
                            : Rational.parse(at.words()),
                    false));
        } catch (NumberFormatException | DateTimeParseException e) {
            at.fault("form.bound", "“" + at.words() + "”不能作界限", at.words() + " is no bound");
            return Optional.empty();
        }
    }

    private int whole(At at, int otherwise) {
        if (!at.isThere()) {
            return otherwise;
        }
        if (!at.words().matches("\\d{1,4}")) {
            at.fault("form.number", "“" + at.words() + "”应是整数", at.words() + " should be a whole number");
            return otherwise;
        }
        return Integer.parseInt(at.words());
    }

    private boolean flag(At at) {
        if (at.isThere() && !at.words().equals("true") && !at.words().equals("false")) {
            at.fault("form.flag", "“" + at.words() + "”应是 true 或 false", at.words() + " should be true or false");
        }
        return at.isThere() && at.words().equals("true");
    }

    private Optional<Computation> compute(At at) {
        if (!at.isThere()) {
            return Optional.empty();
        }
        at.only("divide", "add", "subtract");
        List<String> divide = words(at.get("divide"));
        List<String> subtract = words(at.get("subtract"));
        List<String> add = words(at.get("add"));
        if (divide.size() == 2) {
            return Optional.of(new Computation.Divide(divide.get(0), divide.get(1)));
        } else if (subtract.size() == 2) {
            return Optional.of(new Computation.Subtract(subtract.get(0), subtract.get(1)));
        } else if (add.size() > 1) {
            return Optional.of(new Computation.Add(add));
        }
        at.fault("form.compute", "计算要写明两列或更多", "A computation names two columns or more");
        return Optional.empty();
    }

    // ---- Rules -------------------------------------------------------------------------------------------------

    private Optional<FormRule> rule(At at, Table table, List<Table> before) {
        At kind = at.need("rule");
        switch (kind.words()) {
            case "at-most" -> {
                at.only("rule", "left", "right");
                return Optional.of(new FormRule.AtMost(known(at.need("left"), table), known(at.need("right"), table)));
            }
            case "sums-to" -> {
                at.only("rule", "column", "per", "totals");
                List<Rational> totals = new ArrayList<>();
                at.need("totals").items().forEach(t -> bound(t, Kind.DECIMAL).ifPresent(b -> totals.add(b.value())));
                return Optional.of(new FormRule.SumsTo(
                        known(at.need("column"), table),
                        at.get("per").items().stream().map(p -> known(p, table)).toList(),
                        totals));
            }
            case "required-when" -> {
                at.only("rule", "column", "when");
                return Optional.of(
                        new FormRule.RequiredWhen(known(at.need("column"), table), when(at.need("when"), table)));
            }
            case "number-when" -> {
                at.only("rule", "column", "when");
                return Optional.of(
                        new FormRule.NumberWhen(known(at.need("column"), table), when(at.need("when"), table)));
            }
            case "pairs" -> {
                at.only("rule", "column", "of", "allowed");
                String column = known(at.need("column"), table);
                String of = known(at.need("of"), table);
                Map<String, List<String>> allowed = new LinkedHashMap<>();
                for (At entry : at.need("allowed").fields()) {
                    option(entry, entry.name(), table, of);
                    entry.items().forEach(o -> option(o, o.words(), table, column));
                    allowed.put(entry.name(), words(entry));
                }
                return Optional.of(new FormRule.Pairs(column, of, allowed));
            }
            case "found-in" -> {
                at.only("rule", "column", "sheet", "key");
                At sheet = at.need("sheet");
                Optional<Table> earlier = before.stream()
                        .filter(t -> t.key().equals(sheet.words()))
                        .findFirst();
                if (earlier.isEmpty()) {
                    sheet.fault(
                            "form.sheet",
                            "前面没有名为 " + sheet.words() + " 的工作表",
                            "There is no earlier sheet " + sheet.words());
                    return Optional.empty();
                }
                return Optional.of(new FormRule.FoundIn(
                        known(at.need("column"), table), sheet.words(), known(at.need("key"), earlier.get())));
            }
            default -> {
                kind.fault("form.rule", "没有“" + kind.words() + "”这种规则", "There is no kind of rule " + kind.words());
                return Optional.empty();
            }
        }
    }

    private FormRule.When when(At at, Table table) {
        at.only("column", "is");
        String column = known(at.need("column"), table);
        at.need("is").items().forEach(o -> option(o, o.words(), table, column));
        return new FormRule.When(column, words(at.need("is")));
    }

    private String known(At at, Table table) {
        if (table.column(at.words()).isEmpty()) {
            at.fault("form.column", "没有名为 " + at.words() + " 的列", "There is no column " + at.words());
        }
        return at.words();
    }

    private void option(At at, String key, Table table, String column) {
        boolean there = table.column(column)
                .filter(c ->
                        c.declaration().options().stream().anyMatch(o -> o.key().equals(key)))
                .isPresent();
        if (!there) {
            at.fault("form.option", column + " 没有选项 " + key, column + " has no option " + key);
        }
    }

    // ---- Places ------------------------------------------------------------------------------------------------

    /** A value of the file with its path; absent when there is none. */
    private final class At {
        private final String path;
        private final Object value;

        At(String path, Object value) {
            this.path = path;
            this.value = value;
        }

        boolean isThere() {
            return value != null;
        }

        String name() {
            return path.substring(path.lastIndexOf('.') + 1);
        }

        void fault(String code, String zh, String en) {
            Problem problem =
                    Problem.of(code, path, zh, en, "对照 docs/workbooks.md 改正", "Mend it after docs/workbooks.md");
            Problem.Place place = file.places().get(path);
            problems.add(place == null ? problem : problem.at(place));
        }

        @SuppressWarnings("unchecked")
        private Map<String, Object> map() {
            if (value instanceof Map) {
                return (Map<String, Object>) value;
            } else if (value != null) {
                fault("form.shape", "这里应是若干“键: 值”", "This should be a map of fields");
            }
            return Map.of();
        }

        void only(String... known) {
            for (String key : map().keySet()) {
                if (!List.of(known).contains(key)) {
                    get(key).fault("form.field", "不认识的字段 " + key, "Unknown field " + key);
                }
            }
        }

        At get(String key) {
            return new At(path.isEmpty() ? key : path + "." + key, map().get(key));
        }

        At need(String key) {
            At found = get(key);
            if (!found.isThere()) {
                fault("form.missing", "缺少字段 " + key, "The field " + key + " is missing");
            }
            return found;
        }

        List<At> fields() {
            return map().keySet().stream().map(this::get).toList();
        }

        List<At> items() {
            if (value instanceof List<?> list) {
                List<At> items = new ArrayList<>();
                for (int i = 0; i < list.size(); i++) {
                    items.add(new At(path + "[" + i + "]", list.get(i)));
                }
                return items;
            } else if (value != null) {
                fault("form.shape", "这里应是一个列表", "This should be a list");
            }
            return List.of();
        }

        String words() {
            if (value instanceof String words) {
                return words;
            } else if (value != null) {
                fault("form.shape", "这里应是一个值", "This should be a single value");
            }
            return "";
        }

        Text label() {
            if (value instanceof String words) {
                return Text.of(words, words);
            }
            only("zh", "en");
            String zh = need("zh").words();
            At en = get("en");
            return Text.of(zh, en.isThere() ? en.words() : zh);
        }
    }
}
