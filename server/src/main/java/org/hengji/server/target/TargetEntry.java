package org.hengji.server.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hengji.checker.measurability.Field;
import org.hengji.checker.measurability.Lint;
import org.hengji.checker.measurability.Measurability;
import org.hengji.checker.measurability.PastedBlock;
import org.hengji.checker.measurability.TargetRow;
import org.hengji.checker.measurability.TargetSheet;
import org.hengji.scoring.Problem;
import org.hengji.server.access.Person;
import org.hengji.server.procedure.Document;
import org.hengji.server.procedure.Procedures;
import org.hengji.server.target.Sheets.Draft;
import org.hengji.server.target.Sheets.Row;
import org.hengji.server.trail.Trail;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Typing into a sheet. What is typed is saved as it is; where two typed into one cell, both stay until one chooses. */
@Service
class TargetEntry {
    private static final int BLANK_ROWS = 3;
    private static final int MOST_ROWS = 2_000;

    private final Sheets sheets;
    private final Targets targets;
    private final Procedures procedures;
    private final IndicatorLibrary library;
    private final LastActuals actuals;
    private final Trail trail;

    TargetEntry(
            Sheets sheets,
            Targets targets,
            Procedures procedures,
            IndicatorLibrary library,
            LastActuals actuals,
            Trail trail) {
        this.sheets = sheets;
        this.targets = targets;
        this.procedures = procedures;
        this.library = library;
        this.actuals = actuals;
        this.trail = trail;
    }

    /** @param base what the cell said when the person began to type */
    record Typed(Address at, String text, String base) {}

    record Saved(TargetGrid grid, Set<Long> rows) {}

    boolean mayEdit(Sheet sheet) {
        return targets.document(sheet)
                .map(Document::course)
                .map(course -> procedures.mayEdit(course.id(), sheet.subject()))
                .orElse(false);
    }

    @Transactional(readOnly = true)
    TargetGrid grid(Sheet sheet, Person person) {
        return TargetGrid.of(sheet, sheets, person);
    }

    /** For a page that is about to be typed into: with blank rows at the end. */
    @Transactional
    TargetGrid editable(Sheet sheet, Person person) {
        if (mayEdit(sheet)) {
            sheets.lock(sheet);
            blanks(sheet);
        }
        return grid(sheet, person);
    }

    @Transactional
    Saved save(Sheet sheet, Person person, List<Typed> cells) {
        hold(sheet);
        List<Row> before = sheets.rows(sheet);
        Map<Field, String> goals = sheets.goals(sheet);
        Lint lint = Measurability.of(Sheets.content(sheet, before, goals));
        Map<String, String> was = new LinkedHashMap<>();
        Map<String, String> now = new LinkedHashMap<>();
        Set<Long> touched = new LinkedHashSet<>();
        for (Typed typed : cells) {
            // PostgreSQL has no place for the character 0.
            String text = typed.text().replace("\0", "").replace("\r\n", "\n").strip();
            Optional<String> here = text(typed.at(), before, goals);
            touched.add(typed.at().row());
            if (here.isEmpty()) {
                continue;
            } else if (text.equals(here.get())) {
                sheets.drop(sheet, person.name(), typed.at());
            } else if (typed.base().strip().equals(here.get())) {
                parted(typed.at(), text).forEach((at, part) -> {
                    was.put(at.text(), text(at, before, goals).orElse(""));
                    now.put(at.text(), part);
                    sheets.put(sheet, at, part, person.name());
                });
                sheets.drop(sheet, person.name(), typed.at());
                if (typed.at().field() == Field.NAME) {
                    prefill(sheet, typed.at().row(), text, person, was, now);
                }
            } else {
                sheets.keep(
                        sheet,
                        person.name(),
                        new Draft(typed.at(), text, typed.base().strip()));
            }
        }
        record(sheet, was, now);
        blanks(sheet);
        TargetGrid grid = grid(sheet, person);
        grid.changedSince(lint, before).forEach(touched::add);
        return new Saved(grid, touched);
    }

    /** ≥95% typed as a value is a comparator, a number and a unit; anything else stays where it was typed. */
    private static Map<Address, String> parted(Address at, String text) {
        Map<Address, String> parts = new LinkedHashMap<>();
        parts.put(at, text);
        if (at.field() == Field.VALUE && !text.isEmpty()) {
            Map<Field, String> columns = PastedBlock.columns(text);
            if (!columns.get(Field.VALUE).equals(text)) {
                columns.forEach((field, part) -> {
                    if (!part.isEmpty()) {
                        parts.put(new Address(at.row(), field), part);
                    }
                });
            }
        }
        return parts;
    }

    /** An indicator of the library brings what it knows, and last year what was attained, into cells that are blank. */
    private void prefill(
            Sheet sheet, long row, String name, Person person, Map<String, String> was, Map<String, String> now) {
        Map<Field, String> there = sheets.rows(sheet).stream()
                .filter(r -> r.id() == row)
                .findFirst()
                .map(Row::cells)
                .orElse(Map.of());
        Map<Field, String> known = new LinkedHashMap<>();
        library.named(name, sheet.year(), sheet.unit()).ifPresent(indicator -> known.putAll(indicator.cells()));
        Optional.ofNullable(actuals.of(sheet).get(name)).ifPresent(actual -> known.put(Field.LAST_ACTUAL, actual));
        known.forEach((field, text) -> {
            if (!there.containsKey(field)) {
                Address at = new Address(row, field);
                sheets.put(sheet, at, text, person.name());
                was.put(at.text(), "");
                now.put(at.text(), text);
            }
        });
    }

    @Transactional
    void choose(Sheet sheet, Person person, Address at, boolean mine) {
        hold(sheet);
        Draft draft = sheets.drafts(sheet, person.name()).get(at);
        if (draft != null) {
            String here = text(at, sheets.rows(sheet), sheets.goals(sheet)).orElse("");
            if (mine) {
                sheets.put(sheet, at, draft.typed(), person.name());
                record(sheet, Map.of(at.text(), here), Map.of(at.text(), draft.typed()));
            }
            sheets.drop(sheet, person.name(), at);
        }
    }

    /** A block at a cell: its rows are added, and blank rows make room. @return the batch of its rows */
    @Transactional
    long paste(Sheet sheet, Person person, String block, Optional<Address> at) {
        hold(sheet);
        List<Field> from = at.map(a -> TargetGrid.COLUMNS.subList(
                        Math.max(0, TargetGrid.COLUMNS.indexOf(a.field())), TargetGrid.COLUMNS.size()))
                .orElse(TargetGrid.COLUMNS);
        PastedBlock pasted = PastedBlock.at(from, block);
        return add(sheet, person, withActuals(sheet, pasted.rows()), pasted.problems(), "target.paste");
    }

    /** The rows of another sheet, last year's values beside them. */
    @Transactional
    long copy(Sheet sheet, Person person, TargetSheet source) {
        hold(sheet);
        List<TargetRow> rows = source.rows().stream()
                .map(row -> row.with(Field.LAST_TARGET, TargetGrid.composed(row))
                        .with(Field.LAST_ACTUAL, "")
                        .with(Field.DUE, ""))
                .toList();
        Map<Field, String> goals = sheets.goals(sheet);
        Map.of(Field.GOAL, source.goal(), Field.LONG_TERM, source.longTerm()).forEach((field, text) -> {
            if (!goals.containsKey(field) && !text.isBlank()) {
                sheets.put(sheet, new Address(0, field), text, person.name());
            }
        });
        return add(sheet, person, withActuals(sheet, rows), List.of(), "target.copy");
    }

    /** What was attained last year, where an evaluation on record says so and the row does not. */
    private List<TargetRow> withActuals(Sheet sheet, List<TargetRow> rows) {
        Map<String, String> known = actuals.of(sheet);
        return rows.stream()
                .map(row -> row.has(Field.LAST_ACTUAL)
                        ? row
                        : row.with(Field.LAST_ACTUAL, known.getOrDefault(row.text(Field.NAME), "")))
                .toList();
    }

    /** All rows give way to these, as an imported workbook does. */
    @Transactional
    long replace(Sheet sheet, Person person, TargetSheet source) {
        hold(sheet);
        sheets.clear(sheet);
        sheets.put(sheet, new Address(0, Field.GOAL), source.goal(), person.name());
        sheets.put(sheet, new Address(0, Field.LONG_TERM), source.longTerm(), person.name());
        return add(sheet, person, source.rows(), List.of(), "target.import");
    }

    private long add(Sheet sheet, Person person, List<TargetRow> rows, List<Problem> problems, String act) {
        sheets.removeBlank(sheet);
        int room = MOST_ROWS - sheets.rows(sheet).size();
        long batch = sheets.batch(sheet);
        List<Map<String, String>> said = new ArrayList<>();
        for (TargetRow row : rows.subList(0, Math.max(0, Math.min(room, rows.size())))) {
            long id = sheets.append(sheet, batch);
            Map<String, String> cells = new LinkedHashMap<>();
            TargetGrid.stored(row).forEach((field, text) -> {
                sheets.put(sheet, new Address(id, field), text, person.name());
                cells.put(field.key(), text);
            });
            said.add(cells);
        }
        if (!said.isEmpty()) {
            trail.record(act, sheet.subject(), null, Map.of("rows", said));
        }
        sheets.said(batch, said.size(), problems);
        blanks(sheet);
        return batch;
    }

    @Transactional
    int takeBack(Sheet sheet, long batch) {
        hold(sheet);
        int rows = sheets.removeBatch(sheet, batch);
        if (rows > 0) {
            trail.record("target.take-back", sheet.subject(), Map.of("rows", rows), null);
        }
        blanks(sheet);
        return rows;
    }

    @Transactional
    long insertBehind(Sheet sheet, long row) {
        hold(sheet);
        return sheets.hasRow(sheet, row) ? sheets.insertBehind(sheet, row) : row;
    }

    @Transactional
    void remove(Sheet sheet, long row) {
        hold(sheet);
        sheets.rows(sheet).stream().filter(r -> r.id() == row).findFirst().ifPresent(gone -> {
            sheets.remove(sheet, row);
            if (!gone.isBlank()) {
                Map<String, String> cells = new LinkedHashMap<>();
                gone.cells().forEach((field, text) -> cells.put(field.key(), text));
                trail.record("target.remove", sheet.subject() + "/" + row, cells, null);
            }
        });
        blanks(sheet);
    }

    @Transactional
    void putBack(Sheet sheet, long row) {
        hold(sheet);
        sheets.putBack(sheet, row);
        trail.record("target.put-back", sheet.subject() + "/" + row, null, Map.of());
    }

    private void hold(Sheet sheet) {
        Document document = targets.document(sheet).orElseThrow();
        procedures.demandEdit(document.course().id(), sheet.subject());
        sheets.lock(sheet);
    }

    private void blanks(Sheet sheet) {
        List<Row> rows = sheets.rows(sheet);
        int blank = 0;
        for (int i = rows.size() - 1; i >= 0 && rows.get(i).isBlank(); i--) {
            blank++;
        }
        for (; blank < BLANK_ROWS; blank++) {
            sheets.append(sheet, 0);
        }
    }

    /** Empty when there is no such row any more. */
    private static Optional<String> text(Address at, List<Row> rows, Map<Field, String> goals) {
        return at.row() == 0
                ? Optional.of(goals.getOrDefault(at.field(), ""))
                : rows.stream()
                        .filter(r -> r.id() == at.row())
                        .findFirst()
                        .map(r -> r.cells().getOrDefault(at.field(), ""));
    }

    private void record(Sheet sheet, Map<String, String> was, Map<String, String> now) {
        if (!now.isEmpty()) {
            trail.record("target.edit", sheet.subject(), was, now);
        }
    }
}
