package org.hengji.server.target;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hengji.checker.measurability.Comparator;
import org.hengji.checker.measurability.Field;
import org.hengji.checker.measurability.Lint;
import org.hengji.checker.measurability.Measurability;
import org.hengji.checker.measurability.MeasureWords;
import org.hengji.checker.measurability.Remark;
import org.hengji.checker.measurability.TargetClass;
import org.hengji.checker.measurability.TargetRow;
import org.hengji.checker.measurability.TargetSheet;
import org.hengji.server.access.Person;
import org.hengji.server.target.Sheets.Draft;
import org.hengji.server.target.Sheets.Row;

/** A sheet as its page shows it: every cell with what is said of it. */
public final class TargetGrid {
    /** From left to right; the first level follows from the second. */
    public static final List<Field> COLUMNS = List.of(
            Field.SECOND,
            Field.NAME,
            Field.COMPARATOR,
            Field.VALUE,
            Field.UNIT,
            Field.LAST_TARGET,
            Field.LAST_ACTUAL,
            Field.WEIGHT,
            Field.BASIS_KIND,
            Field.BASIS,
            Field.SOURCE,
            Field.EVIDENCE,
            Field.SURVEY,
            Field.BUDGET,
            Field.FUNCTION,
            Field.DUE,
            Field.POPULATION,
            Field.STANDARD,
            Field.NOTE);

    /** Somebody else changed the cell meanwhile. */
    public record Conflict(String mine, String theirs, String before, String by, Instant at) {}

    /**
     * @param text what the person at hand sees in it: his own version while two are waiting
     * @param base what the sheet says
     * @param remark the gravest that the checks make on it, or null
     * @param conflict or null
     * @param lastYear what the indicator of this name had last year as its target; empty for none
     */
    public record Box(
            String address, Field field, String text, String base, Remark remark, Conflict conflict, String lastYear) {}

    public record GridRow(long id, int number, boolean blank, List<Box> boxes) {
        public Box box(Field field) {
            return boxes.stream().filter(b -> b.field() == field).findFirst().orElseThrow();
        }
    }

    private final Sheet sheet;
    private final List<GridRow> rows;
    private final Box goal;
    private final Box longTerm;
    private final Lint lint;
    private final Duties duties;
    private final Optional<Instant> savedAt;

    private TargetGrid(
            Sheet sheet,
            List<GridRow> rows,
            Box goal,
            Box longTerm,
            Lint lint,
            Duties duties,
            Optional<Instant> savedAt) {
        this.sheet = sheet;
        this.rows = rows;
        this.goal = goal;
        this.longTerm = longTerm;
        this.lint = lint;
        this.duties = duties;
        this.savedAt = savedAt;
    }

    static TargetGrid of(Sheet sheet, Sheets sheets, Person person) {
        List<Row> rows = sheets.rows(sheet);
        Map<Field, String> goals = sheets.goals(sheet);
        Map<Address, Draft> drafts = person == null ? Map.of() : sheets.drafts(sheet, person.name());
        TargetSheet content = Sheets.content(sheet, rows, goals);
        Lint lint = Measurability.of(content);
        Map<String, String> before = sheets.lastYear(sheet);
        List<GridRow> shown = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            int number = i + 1;
            shown.add(new GridRow(
                    row.id(),
                    number,
                    row.isBlank(),
                    COLUMNS.stream()
                            .map(field -> box(
                                    sheet,
                                    sheets,
                                    new Address(row.id(), field),
                                    row.cells().getOrDefault(field, ""),
                                    drafts,
                                    lint.at(number, field).orElse(null),
                                    field == Field.VALUE
                                            ? before.getOrDefault(row.cells().getOrDefault(Field.NAME, ""), "")
                                            : ""))
                            .toList()));
        }
        return new TargetGrid(
                sheet,
                List.copyOf(shown),
                goal(sheet, sheets, Field.GOAL, goals, drafts, lint),
                goal(sheet, sheets, Field.LONG_TERM, goals, drafts, lint),
                lint,
                Duties.of(sheets.functions(sheet), content),
                sheets.lastChange(sheet));
    }

    private static Box goal(
            Sheet sheet, Sheets sheets, Field field, Map<Field, String> goals, Map<Address, Draft> drafts, Lint lint) {
        return box(
                sheet,
                sheets,
                new Address(0, field),
                goals.getOrDefault(field, ""),
                drafts,
                lint.at(0, field).orElse(null),
                "");
    }

    private static Box box(
            Sheet sheet,
            Sheets sheets,
            Address at,
            String text,
            Map<Address, Draft> drafts,
            Remark remark,
            String lastYear) {
        Draft draft = drafts.get(at);
        if (draft == null || draft.typed().equals(text)) {
            return new Box(at.text(), at.field(), text, text, remark, null, lastYear);
        }
        Sheets.Change change = sheets.lastChange(sheet, at).orElse(new Sheets.Change("", Instant.EPOCH));
        return new Box(
                at.text(),
                at.field(),
                draft.typed(),
                text,
                remark,
                new Conflict(draft.typed(), text, draft.base(), change.by(), change.at()),
                lastYear);
    }

    public Sheet sheet() {
        return sheet;
    }

    public List<GridRow> rows() {
        return rows;
    }

    public Box goal() {
        return goal;
    }

    public Box longTerm() {
        return longTerm;
    }

    public Lint lint() {
        return lint;
    }

    public Optional<Instant> savedAt() {
        return savedAt;
    }

    /** Which functions of the unit have an indicator; null for a project, which serves some of them only. */
    public Duties duties() {
        return sheet.kind() == Sheet.Kind.DEPARTMENT ? duties : null;
    }

    /** What the column of functions offers; empty where the unit has not written any. */
    public List<Choice> functions() {
        return duties.all().stream()
                .map(duty -> new Choice(duty.text(), duty.number() + " " + duty.text()))
                .toList();
    }

    public long indicators() {
        return rows.stream().filter(r -> !r.blank()).count() - lint.notApplicable();
    }

    public long conflicts() {
        return Stream.concat(Stream.of(goal, longTerm), rows.stream().flatMap(r -> r.boxes().stream()))
                .filter(b -> b.conflict() != null)
                .count();
    }

    /** What is said of the sheet, or of a whole column. */
    public List<Remark> general() {
        return lint.of(0);
    }

    /** Rows about which something else is said than before, and those that are new. */
    Set<Long> changedSince(Lint before, List<Row> rowsBefore) {
        Map<Long, List<Remark>> said = new HashMap<>();
        for (int i = 0; i < rowsBefore.size(); i++) {
            said.put(rowsBefore.get(i).id(), before.of(i + 1));
        }
        Set<Long> changed = new HashSet<>();
        for (GridRow row : rows) {
            if (!lint.of(row.number()).equals(said.get(row.id()))) {
                changed.add(row.id());
            }
        }
        return changed;
    }

    public List<GridRow> rows(Set<Long> wanted) {
        return rows.stream().filter(r -> wanted.contains(r.id())).toList();
    }

    // ---- Lists ------------------------------------------------------------------------------------------------

    /** An entry of a list; the value is what is stored. */
    public record Choice(String value, String label) {}

    /** The list of a column, or an empty one where anything may be typed. */
    public static List<Choice> choices(Field field, String language) {
        return switch (field) {
            case SECOND ->
                Arrays.stream(TargetClass.values())
                        .map(c -> new Choice(c.key(), named(c, language)))
                        .toList();
            case COMPARATOR ->
                Arrays.stream(Comparator.values())
                        .map(c -> new Choice(c.label().zh(), c.label().in(language)))
                        .toList();
            case BASIS_KIND ->
                Stream.of("计划标准", "行业标准", "历史标准", "其他标准")
                        .map(k -> new Choice(k, k))
                        .toList();
            default -> List.of();
        };
    }

    /** Cost is a class of output in one form and a heading of its own in the other. */
    private static String named(TargetClass kind, String language) {
        return kind == TargetClass.COST_OF_OUTPUT
                ? kind.label().in(language) + ("en".equals(language) ? "" : "（产出）")
                : kind.label().in(language);
    }

    /** The list with what somebody typed or pasted although it does not have it. */
    public static List<Choice> with(List<Choice> choices, String typed) {
        return typed.isEmpty() || choices.stream().anyMatch(c -> c.value().equals(typed))
                ? choices
                : Stream.concat(choices.stream(), Stream.of(new Choice(typed, typed)))
                        .toList();
    }

    /** What a list shows for a value. */
    public static String shown(Field field, String text, String language) {
        return choices(field, language).stream()
                .filter(c -> c.value().equals(text))
                .map(Choice::label)
                .findFirst()
                .orElse(text);
    }

    /** Comparator, number and unit in one. */
    public static String composed(TargetRow row) {
        Optional<Comparator> comparator = row.comparator().filter(Comparator::isSign);
        String value = row.text(Field.VALUE);
        boolean number = !value.isEmpty() && Character.isDigit(value.charAt(value.length() - 1));
        return (comparator.isPresent() && comparator.get() != Comparator.EQUAL
                        ? comparator.get().label().zh()
                        : "")
                + value
                + (number ? row.text(Field.UNIT) : "");
    }

    /** The columns as they are stored: the class by its key, lists by their values. */
    static Map<Field, String> stored(TargetRow row) {
        Map<Field, String> cells = new EnumMap<>(Field.class);
        row.cells().forEach((field, text) -> {
            if (COLUMNS.contains(field)) {
                cells.put(field, text);
            }
        });
        row.kind().ifPresentOrElse(kind -> cells.put(Field.SECOND, kind.key()), () -> {
            if (row.has(Field.FIRST)) {
                cells.put(Field.SECOND, (row.text(Field.FIRST) + " " + row.text(Field.SECOND)).strip());
            }
        });
        row.comparator().ifPresent(c -> cells.put(Field.COMPARATOR, c.label().zh()));
        return cells;
    }

    /** What a rule is called, for the few words in a cell. */
    public static String title(Remark remark, String language) {
        return MeasureWords.shipped().rules().get(remark.rule()).title().in(language);
    }

    /** A suggestion as the cell stores it. */
    public static String taken(Remark remark) {
        String words = remark.suggestion().orElse("");
        return remark.field() == Field.SECOND
                ? Arrays.stream(TargetClass.values())
                        .filter(c -> c.label().zh().equals(words))
                        .map(TargetClass::key)
                        .findFirst()
                        .orElse(words)
                : words;
    }
}
