package org.hengji.server.target;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hengji.checker.measurability.Field;
import org.hengji.checker.measurability.TargetRow;
import org.hengji.checker.measurability.TargetSheet;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;
import org.hengji.server.organisation.Functions;
import org.hengji.server.organisation.Scope;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Target sheets on record. Whatever is found or listed is within the reach of the person at hand. */
@Component
public class Sheets {
    private static final String COLUMNS = "select id, unit, year, kind, code, name, budget from target_sheet ";

    private final JdbcClient database;
    private final Scope scope;
    private final Functions functions;

    Sheets(JdbcClient database, Scope scope, Functions functions) {
        this.database = database;
        this.scope = scope;
        this.functions = functions;
    }

    /** @param cells by field, as typed; blank ones are left out */
    record Row(long id, Map<Field, String> cells) {
        boolean isBlank() {
            return cells.isEmpty();
        }
    }

    Optional<Sheet> find(long id) {
        return database.sql(COLUMNS + "where id = ?")
                .param(id)
                .query(Sheets::sheet)
                .optional()
                .filter(sheet -> scope.sees(sheet.unit()));
    }

    Optional<Sheet> find(long unit, int year, Sheet.Kind kind, String code) {
        scope.demand(unit);
        return database.sql(COLUMNS + "where unit = ? and year = ? and kind = ? and code = ?")
                .params(unit, year, kind.name(), code)
                .query(Sheets::sheet)
                .optional();
    }

    /** By unit, the whole department first. */
    List<Sheet> ofYear(int year) {
        return database.sql(COLUMNS + "where year = ? and unit = any(?) order by unit, kind, code")
                .params(year, scope.units().toArray(Long[]::new))
                .query(Sheets::sheet)
                .list();
    }

    /** Within reach of the person at hand, the latest years first. */
    List<Sheet> latest() {
        return database.sql(COLUMNS + "where unit = any(?) order by year desc, unit, kind, code limit 300")
                .param(scope.units().toArray(Long[]::new))
                .query(Sheets::sheet)
                .list();
    }

    /** @return empty when there is one already */
    Optional<Long> insert(
            long unit, int year, Sheet.Kind kind, String code, String name, Optional<BigDecimal> budget, String by) {
        return database.sql("insert into target_sheet (unit, year, kind, code, name, budget, made_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning id")
                .params(unit, year, kind.name(), code, name, budget.orElse(null), by)
                .query(Long.class)
                .optional();
    }

    /** Holds the sheet until the transaction ends. */
    void lock(Sheet sheet) {
        database.sql("select id from target_sheet where id = ? for update")
                .param(sheet.id())
                .query(Long.class)
                .single();
    }

    // ---- Rows and cells ----------------------------------------------------------------------------------------

    /** In order, blank ones too. */
    List<Row> rows(Sheet sheet) {
        Map<Long, Map<Field, String>> cells = cells(sheet);
        return database
                .sql("select id from target_row where sheet = ? and removed_at is null order by place, id")
                .param(sheet.id())
                .query(Long.class)
                .list()
                .stream()
                .map(id -> new Row(id, cells.getOrDefault(id, Map.of())))
                .toList();
    }

    /** Last year's targets of the same body or project by the name of the indicator, as they are read out. */
    Map<String, String> lastYear(Sheet sheet) {
        Map<String, String> before = new LinkedHashMap<>();
        find(sheet.unit(), sheet.year() - 1, sheet.kind(), sheet.code())
                .ifPresent(last -> content(last).rows().forEach(row -> {
                    String target = TargetGrid.composed(row);
                    if (row.has(Field.NAME) && !target.isEmpty()) {
                        before.putIfAbsent(row.text(Field.NAME), target);
                    }
                }));
        return before;
    }

    /** Of its unit in its year, in their order. */
    List<String> functions(Sheet sheet) {
        return functions.in(sheet.unit(), sheet.year());
    }

    Map<Field, String> goals(Sheet sheet) {
        return cells(sheet).getOrDefault(0L, Map.of());
    }

    private Map<Long, Map<Field, String>> cells(Sheet sheet) {
        Map<Long, Map<Field, String>> cells = new LinkedHashMap<>();
        database.sql("select row, field, text from target_cell where sheet = ? and text <> ''")
                .param(sheet.id())
                .query((RowCallbackHandler) r -> {
                    long row = r.getLong(1);
                    String text = r.getString(3);
                    Field.named(r.getString(2))
                            .ifPresent(field -> cells.computeIfAbsent(row, id -> new EnumMap<>(Field.class))
                                    .put(field, text));
                });
        return cells;
    }

    /** The sheet as the checks take it; rows are numbered as the page shows them. */
    TargetSheet content(Sheet sheet) {
        return content(sheet, rows(sheet), goals(sheet));
    }

    static TargetSheet content(Sheet sheet, List<Row> rows, Map<Field, String> goals) {
        List<TargetRow> typed = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).isBlank()) {
                typed.add(new TargetRow(i + 1, rows.get(i).cells()));
            }
        }
        return new TargetSheet(
                sheet.year(),
                sheet.scope(),
                goals.getOrDefault(Field.LONG_TERM, ""),
                goals.getOrDefault(Field.GOAL, ""),
                typed);
    }

    void put(Sheet sheet, Address at, String text, String by) {
        database.sql("insert into target_cell (sheet, row, field, text, changed_by) values (?, ?, ?, ?, ?)"
                        + " on conflict (sheet, row, field) do update set text = excluded.text,"
                        + " changed_by = excluded.changed_by, changed_at = now()")
                .params(sheet.id(), at.row(), at.field().key(), text, by)
                .update();
    }

    boolean hasRow(Sheet sheet, long row) {
        return database.sql("select exists (select from target_row where id = ? and sheet = ? and removed_at is null)")
                .params(row, sheet.id())
                .query(Boolean.class)
                .single();
    }

    /** @return id of the row at the end of the sheet */
    long append(Sheet sheet, long batch) {
        return database.sql("insert into target_row (sheet, place, batch) values (?,"
                        + " (select coalesce(max(place), 0) + 1 from target_row where sheet = ?), ?) returning id")
                .params(sheet.id(), sheet.id(), batch)
                .query(Long.class)
                .single();
    }

    /** A blank row behind another. */
    long insertBehind(Sheet sheet, long row) {
        database.sql("update target_row set place = place + 1 where sheet = ? and place >"
                        + " (select place from target_row where id = ? and sheet = ?)")
                .params(sheet.id(), row, sheet.id())
                .update();
        return database.sql("insert into target_row (sheet, place)"
                        + " select sheet, place + 1 from target_row where id = ? and sheet = ? returning id")
                .params(row, sheet.id())
                .query(Long.class)
                .single();
    }

    void remove(Sheet sheet, long row) {
        database.sql("update target_row set removed_at = now() where id = ? and sheet = ?")
                .params(row, sheet.id())
                .update();
    }

    boolean isRemoved(Sheet sheet, long row) {
        return database.sql("select exists (select from target_row where id = ? and sheet = ?"
                        + " and removed_at is not null)")
                .params(row, sheet.id())
                .query(Boolean.class)
                .single();
    }

    void putBack(Sheet sheet, long row) {
        database.sql("update target_row set removed_at = null where id = ? and sheet = ?")
                .params(row, sheet.id())
                .update();
    }

    /** Takes back what came together. @return how many rows */
    int removeBatch(Sheet sheet, long batch) {
        return database.sql("update target_row set removed_at = now()"
                        + " where sheet = ? and batch = ? and batch > 0 and removed_at is null")
                .params(sheet.id(), batch)
                .update();
    }

    void removeBlank(Sheet sheet) {
        database.sql("delete from target_row r where r.sheet = ? and not exists"
                        + " (select from target_cell c where c.sheet = r.sheet and c.row = r.id and c.text <> '')"
                        + " and not exists (select from target_draft d where d.sheet = r.sheet and d.row = r.id)")
                .param(sheet.id())
                .update();
    }

    void clear(Sheet sheet) {
        database.sql("update target_row set removed_at = now() where sheet = ? and removed_at is null")
                .param(sheet.id())
                .update();
    }

    /**
     * Rows that came together.
     *
     * @param left whether they are still in the sheet
     */
    public record Batch(long id, int rows, Text notes, boolean left) {}

    long batch(Sheet sheet) {
        return database.sql("insert into target_batch (sheet) values (?) returning id")
                .param(sheet.id())
                .query(Long.class)
                .single();
    }

    void said(long batch, int rows, List<Problem> problems) {
        database.sql("update target_batch set rows = ?, notes_zh = ?, notes_en = ? where id = ?")
                .params(
                        rows,
                        problems.stream()
                                .map(p -> p.message().zh() + p.remedy().zh())
                                .collect(Collectors.joining("\n")),
                        problems.stream()
                                .map(p -> p.message().en() + " " + p.remedy().en())
                                .collect(Collectors.joining("\n")),
                        batch)
                .update();
    }

    Optional<Batch> batch(Sheet sheet, long id) {
        return database.sql("select id, rows, notes_zh, notes_en, exists (select from target_row r"
                        + " where r.batch = b.id and r.removed_at is null) from target_batch b"
                        + " where id = ? and sheet = ?")
                .params(id, sheet.id())
                .query((r, i) ->
                        new Batch(r.getLong(1), r.getInt(2), new Text(r.getString(3), r.getString(4)), r.getBoolean(5)))
                .optional();
    }

    record Change(String by, Instant at) {}

    Optional<Change> lastChange(Sheet sheet, Address at) {
        return database.sql("select changed_by, changed_at from target_cell where sheet = ? and row = ? and field = ?")
                .params(sheet.id(), at.row(), at.field().key())
                .query((r, i) -> new Change(r.getString(1), r.getTimestamp(2).toInstant()))
                .optional();
    }

    Optional<Instant> lastChange(Sheet sheet) {
        return database.sql("select max(changed_at) from target_cell where sheet = ?")
                .param(sheet.id())
                .query((r, i) -> Optional.ofNullable(r.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }

    /** Whoever has a cell in it. */
    Set<String> authors(Sheet sheet) {
        return new LinkedHashSet<>(
                database.sql("select distinct changed_by from target_cell where sheet = ? and text <> ''")
                        .param(sheet.id())
                        .query(String.class)
                        .list());
    }

    // ---- Cells with two versions -------------------------------------------------------------------------------

    record Draft(Address at, String typed, String base) {}

    Map<Address, Draft> drafts(Sheet sheet, String person) {
        Map<Address, Draft> drafts = new LinkedHashMap<>();
        database.sql("select row, field, typed, base from target_draft where sheet = ? and person = ?")
                .params(sheet.id(), person)
                .query((RowCallbackHandler) r -> {
                    long row = r.getLong(1);
                    String typed = r.getString(3);
                    String base = r.getString(4);
                    Field.named(r.getString(2)).ifPresent(field -> {
                        Address at = new Address(row, field);
                        drafts.put(at, new Draft(at, typed, base));
                    });
                });
        return drafts;
    }

    void keep(Sheet sheet, String person, Draft draft) {
        database.sql(
                        "insert into target_draft (sheet, person, row, field, typed, base) values (?, ?, ?, ?, ?, ?)"
                                + " on conflict (sheet, person, row, field) do update set typed = excluded.typed, saved_at = now()")
                .params(sheet.id(), person, draft.at().row(), draft.at().field().key(), draft.typed(), draft.base())
                .update();
    }

    void drop(Sheet sheet, String person, Address at) {
        database.sql("delete from target_draft where sheet = ? and person = ? and row = ? and field = ?")
                .params(sheet.id(), person, at.row(), at.field().key())
                .update();
    }

    /** Cells in which anybody's version waits for a choice. */
    int waiting(Sheet sheet) {
        return database.sql("select count(*) from target_draft d join target_row r on r.id = d.row"
                        + " where d.sheet = ? and r.removed_at is null")
                .param(sheet.id())
                .query(Integer.class)
                .single();
    }

    private static Sheet sheet(ResultSet row, int number) throws SQLException {
        return new Sheet(
                row.getLong(1),
                row.getLong(2),
                row.getInt(3),
                Sheet.Kind.valueOf(row.getString(4)),
                row.getString(5),
                row.getString(6),
                Optional.ofNullable(row.getBigDecimal(7)));
    }
}
