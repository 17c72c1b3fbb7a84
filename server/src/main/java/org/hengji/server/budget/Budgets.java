package org.hengji.server.budget;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.Problem;
import org.hengji.server.budget.estimate.Classification;
import org.hengji.server.budget.estimate.Codes;
import org.hengji.server.budget.estimate.Column;
import org.hengji.server.budget.estimate.Draft;
import org.hengji.server.budget.estimate.Line;
import org.hengji.server.budget.estimate.Source;
import org.hengji.server.budget.exante.Conclusion;
import org.hengji.server.organisation.Scope;
import org.hengji.server.procedure.Procedures;
import org.hengji.server.procedure.Stage;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Budgets in preparation and approved. Whatever is found is within the reach of the person at hand. */
@Service
class Budgets {

    static final int SPARE_ROWS = 5;
    static final int MOST_ROWS = 2000;

    private final JdbcClient database;
    private final Scope scope;
    private final Members members;
    private final Projects projects;
    private final Procedures procedures;
    private final Payments payments;
    private final Trail trail;
    private final JsonMapper json;

    Budgets(
            JdbcClient database,
            Scope scope,
            Members members,
            Projects projects,
            Procedures procedures,
            Payments payments,
            Trail trail,
            JsonMapper json) {
        this.database = database;
        this.scope = scope;
        this.members = members;
        this.projects = projects;
        this.procedures = procedures;
        this.payments = payments;
        this.trail = trail;
        this.json = json;
    }

    List<BudgetSummary> list() {
        return database.sql("select id, unit, year from budget where unit = any(?) order by year desc, unit")
                .param(scope.units().toArray(Long[]::new))
                .query((r, n) -> new BudgetSummary(
                        r.getLong(1),
                        r.getLong(2),
                        r.getInt(3),
                        procedures.find(Budget.COURSE, Budget.subject(r.getLong(1)))))
                .list();
    }

    /** Empty, too, when the person at hand may not see it. */
    Optional<Budget> find(long id) {
        return database.sql("select id, unit, year, cells, approved_at from budget where id = ?")
                .param(id)
                .query(this::row)
                .optional()
                .filter(b -> scope.sees(b.unit()));
    }

    /** Empty, too, when the person at hand may not see it. */
    Optional<Budget> find(long unit, int year) {
        return database.sql("select id, unit, year, cells, approved_at from budget where unit = ? and year = ?")
                .params(unit, year)
                .query(this::row)
                .optional()
                .filter(b -> scope.sees(b.unit()));
    }

    /** Begins the budget of a unit for a year, with the lines of the year before; gives the one that is there. */
    @Transactional
    long begin(long unit, int year) {
        scope.demand(unit);
        Optional<Long> made = database.sql(
                        "insert into budget (unit, year) values (?, ?) on conflict (unit, year) do nothing returning id")
                .params(unit, year)
                .query(Long.class)
                .optional();
        if (made.isEmpty()) {
            return database.sql("select id from budget where unit = ? and year = ?")
                    .params(unit, year)
                    .query(Long.class)
                    .single();
        }
        takeOver(made.get(), unit, year);
        spare(made.get(), "lines");
        spare(made.get(), "reasons");
        procedures.open(
                Budget.COURSE,
                Budget.subject(made.get()),
                unit,
                year,
                members.unit(unit).name().zh() + " " + year + " 年部门预算");
        trail.record("budget.begin", Budget.subject(made.get()), null, Map.of("unit", unit, "year", year));
        return made.get();
    }

    /** What was approved for the year before stands beside what is asked for now. */
    private void takeOver(long budget, long unit, int year) {
        record Past(Map<String, String> cells, BigDecimal original) {}
        List<Past> past = database.sql("select l.type, l.project, l.name, l.source, l.function, l.economic, l.division,"
                        + " l.original, l.original + coalesce((select sum(case when e.to_line = l.id or e.kind in"
                        + " ('ADDITION', 'CARRY_IN', 'BASIS_CHANGE') then e.amount else -e.amount end)"
                        + " from budget_entry e join budget_change c on c.id = e.change and c.posted_at is not null"
                        + " where e.from_line = l.id or e.to_line = l.id), 0), l.spent"
                        + " from budget_line l join budget b on b.id = l.budget"
                        + " where b.unit = ? and b.year = ? and b.approved_at is not null order by l.place")
                .params(unit, year - 1)
                .query((r, n) -> {
                    Map<String, String> cells = new LinkedHashMap<>();
                    cells.put(Column.TYPE.key(), ofType(r.getString(1)));
                    cells.put(Column.PROJECT.key(), r.getString(2));
                    cells.put(Column.NAME.key(), r.getString(3));
                    cells.put(
                            Column.SOURCE.key(),
                            Source.valueOf(r.getString(4)).text().zh());
                    cells.put(Column.FUNCTION.key(), r.getString(5));
                    cells.put(Column.ECONOMIC.key(), r.getString(6));
                    cells.put(Column.DIVISION.key(), r.getString(7));
                    cells.put(Column.PRIOR_BUDGET.key(), Money.exactWan(r.getBigDecimal(8)));
                    cells.put(Column.PRIOR_ADJUSTED.key(), Money.exactWan(r.getBigDecimal(9)));
                    cells.put(Column.PRIOR_SPENT.key(), Money.exactWan(r.getBigDecimal(10)));
                    return new Past(cells, r.getBigDecimal(8));
                })
                .list();
        if (past.isEmpty()) {
            return;
        }
        int place = 1;
        for (Past line : past) {
            insert(budget, "lines", place++, line.cells());
        }
        BigDecimal total = past.stream().map(Past::original).reduce(BigDecimal.ZERO, BigDecimal::add);
        database.sql("update budget set cells = ?::jsonb where id = ?")
                .params(json.writeValueAsString(Map.of("prior.total", Money.exactWan(total))), budget)
                .update();
    }

    private static String ofType(String name) {
        return org.hengji.server.budget.estimate.ExpenseType.valueOf(name)
                .text()
                .zh();
    }

    /** Read for the step at which it stands. */
    BudgetSheet sheet(Budget budget) {
        return BudgetSheet.of(budget, stage(budget.id()), codes(budget), conclusions(budget));
    }

    Stage stage(long budget) {
        return procedures
                .find(Budget.COURSE, Budget.subject(budget))
                .flatMap(d -> d.step().stage())
                .orElse(Stage.DOWN2);
    }

    private Codes codes(Budget budget) {
        Map<String, String> library = new LinkedHashMap<>();
        Map<String, Problem> barred = new LinkedHashMap<>();
        for (Project project : projects.ofUnit(budget.unit(), budget.year())) {
            if (project.level() == 2 && project.inLibrary()) {
                library.put(project.code(), project.name());
            } else {
                barred.put(project.code(), notBudgeted(project));
            }
        }
        return new Codes(library, barred, members.divisions(budget.unit()), Classification.of(budget.year()));
    }

    private static Problem notBudgeted(Project project) {
        if (project.level() == 1) {
            return Problem.of(
                    "library.first-level",
                    "project",
                    "“" + project.name() + "”是一级项目，金额由它的二级项目汇总，明细不能直接列在一级项目上",
                    project.name() + " is a first-level project, whose amount is the sum of its second level",
                    "填写它下面二级项目的编码",
                    "Give the code of one of its second-level projects");
        }
        boolean ended = project.state() == Project.State.ENDED;
        return Problem.of(
                ended ? "library.ended" : "library.not-in",
                "project",
                "项目“" + project.name() + "”（" + project.code() + "）" + (ended ? "已经终止" : "还没有入库") + "，只有入库项目可以安排预算",
                project.name() + " (" + project.code() + ") " + (ended ? "has ended" : "is not in the library yet")
                        + "; only library projects may be budgeted",
                ended ? "删去这一行；要继续安排的，重新登记项目" : "先请主管部门或财政部门办理入库",
                ended
                        ? "Remove the line; to go on, register the project anew"
                        : "Have it entered into the library first");
    }

    private Map<String, Draft.Evaluated> conclusions(Budget budget) {
        Map<String, Draft.Evaluated> conclusions = new LinkedHashMap<>();
        database.sql("select distinct on (p.id) p.code, p.name, e.conclusion, e.suggested from ex_ante e"
                        + " join project p on p.id = e.project where p.unit = ? and e.concluded_at is not null"
                        + " order by p.id, e.year desc, e.id desc")
                .param(budget.unit())
                .query((r, n) -> conclusions.put(
                        r.getString(1),
                        new Draft.Evaluated(
                                r.getString(2),
                                Conclusion.valueOf(r.getString(3)) == Conclusion.REFUSE,
                                Optional.ofNullable(r.getBigDecimal(4)))))
                .list();
        return conclusions;
    }

    /** A cell as it was typed over what the person saw there. */
    record Typed(String address, String typed, String base) {}

    /** @param conflicts by address: what the person typed where somebody else was first; theirs stands */
    record Entered(Map<String, String> conflicts) {}

    /** Keeps what was typed; where somebody else was first, theirs stays and mine is shown beside it. */
    @Transactional
    Entered enter(Budget budget, List<Typed> cells) {
        procedures.demandEdit(Budget.COURSE, budget.subject());
        boolean control = stage(budget.id()) == Stage.DOWN1;
        Map<String, String> conflicts = new LinkedHashMap<>();
        Map<String, String> before = new LinkedHashMap<>();
        Map<String, String> after = new LinkedHashMap<>();
        for (Typed cell : cells) {
            String[] at = cell.address().split("/", 3);
            if (at.length != 3 || at[2].startsWith(BudgetSheet.CONTROL) != control || !known(at[0], at[2])) {
                continue;
            }
            if (put(budget, at, cell)) {
                before.put(cell.address(), cell.base());
                after.put(cell.address(), cell.typed());
            } else if (!current(budget, at).equals(cell.typed())) {
                conflicts.put(cell.address(), cell.typed());
            }
        }
        if (!after.isEmpty()) {
            spare(budget.id(), "lines");
            spare(budget.id(), "reasons");
            trail.record("budget.enter", budget.subject(), before, after);
        }
        return new Entered(conflicts);
    }

    private static boolean known(String sheet, String key) {
        return switch (sheet) {
            case "lines" -> Column.of(key).isPresent();
            case "reasons" -> key.equals("amount") || key.equals("text");
            case "head" -> HEAD.contains(key);
            default -> false;
        };
    }

    /** Keys of the figures beside the lines. */
    static final List<String> HEAD = head();

    private static List<String> head() {
        List<String> keys = new ArrayList<>(List.of("prior.total", "control.total", "control.clause"));
        for (Source source : Source.values()) {
            keys.add("revenue." + source.key());
            keys.add("control." + source.key());
        }
        return List.copyOf(keys);
    }

    private boolean put(Budget budget, String[] at, Typed cell) {
        if (at[0].equals("head")) {
            return database.sql("update budget set cells = jsonb_set(cells, array[?]::text[], to_jsonb(?::text))"
                                    + " where id = ? and coalesce(cells ->> ?, '') = ?")
                            .params(at[2], cell.typed(), budget.id(), at[2], cell.base())
                            .update()
                    == 1;
        }
        return database.sql("update budget_row set cells = jsonb_set(cells, array[?]::text[], to_jsonb(?::text))"
                                + " where id = ? and budget = ? and sheet = ? and coalesce(cells ->> ?, '') = ?")
                        .params(at[2], cell.typed(), id(at[1]), budget.id(), at[0], at[2], cell.base())
                        .update()
                == 1;
    }

    private String current(Budget budget, String[] at) {
        return at[0].equals("head")
                ? find(budget.id()).orElseThrow().cell(at[2])
                : database.sql("select coalesce(cells ->> ?, '') from budget_row where id = ? and budget = ?")
                        .params(at[2], id(at[1]), budget.id())
                        .query(String.class)
                        .optional()
                        .orElse("");
    }

    private static long id(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** Appends rows from a block that was copied in Excel; cells in the order of the columns. */
    @Transactional
    int paste(Budget budget, String sheet, List<List<String>> block) {
        procedures.demandEdit(Budget.COURSE, budget.subject());
        List<String> keys = sheet.equals("lines")
                ? java.util.Arrays.stream(Column.values()).map(Column::key).toList()
                : List.of("amount", "text");
        List<BudgetRow> rows = sheet.equals("lines") ? budget.lines() : budget.reasons();
        int place = rows.stream()
                .filter(r -> !r.blank())
                .mapToInt(BudgetRow::place)
                .max()
                .orElse(0);
        database.sql("delete from budget_row where budget = ? and sheet = ? and place > ?")
                .params(budget.id(), sheet, place)
                .update();
        List<Map<String, String>> added = new ArrayList<>();
        for (List<String> line : block) {
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(keys.size(), line.size()); i++) {
                if (!line.get(i).isBlank()) {
                    cells.put(keys.get(i), line.get(i).strip());
                }
            }
            if (!cells.isEmpty() && place < MOST_ROWS) {
                insert(budget.id(), sheet, ++place, cells);
                added.add(cells);
            }
        }
        spare(budget.id(), sheet);
        if (!added.isEmpty()) {
            trail.record("budget.paste", budget.subject(), null, Map.of(sheet, added));
        }
        return added.size();
    }

    @Transactional
    void removeRow(Budget budget, long row) {
        procedures.demandEdit(Budget.COURSE, budget.subject());
        Optional<String> was = database.sql("delete from budget_row where id = ? and budget = ? returning cells::text")
                .params(row, budget.id())
                .query(String.class)
                .optional();
        if (was.isPresent()) {
            spare(budget.id(), "lines");
            spare(budget.id(), "reasons");
            trail.record("budget.remove-row", budget.subject(), json.readTree(was.get()), null);
        }
    }

    /** There are always some blank rows at the end to type into. */
    private void spare(long budget, String sheet) {
        List<BudgetRow> rows = rows(budget, sheet);
        int last = rows.stream().mapToInt(BudgetRow::place).max().orElse(0);
        int filled = rows.stream()
                .filter(r -> !r.blank())
                .mapToInt(BudgetRow::place)
                .max()
                .orElse(0);
        for (int place = last + 1; place <= filled + SPARE_ROWS; place++) {
            insert(budget, sheet, place, Map.of());
        }
    }

    private void insert(long budget, String sheet, int place, Map<String, String> cells) {
        database.sql("insert into budget_row (budget, sheet, place, cells) values (?, ?, ?, ?::jsonb)")
                .params(budget, sheet, place, json.writeValueAsString(cells))
                .update();
    }

    private List<BudgetRow> rows(long budget, String sheet) {
        return database.sql("select id, place, cells from budget_row where budget = ? and sheet = ? order by place, id")
                .params(budget, sheet)
                .query((r, n) -> new BudgetRow(r.getLong(1), r.getInt(2), cells(r.getString(3))))
                .list();
    }

    /** 二下: the lines as they stand become the original budget of the year. */
    void approve(Budget budget) {
        database.sql("delete from budget_line where budget = ?")
                .param(budget.id())
                .update();
        int place = 1;
        for (Line line : sheet(budget).draft().lines()) {
            database.sql("insert into budget_line (budget, place, type, project, name, source, function, economic,"
                            + " division, original) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            budget.id(),
                            place++,
                            line.type().name(),
                            line.project(),
                            line.name(),
                            line.source().name(),
                            line.function(),
                            line.economic(),
                            line.division(),
                            line.amount())
                    .update();
        }
        database.sql("update budget set approved_at = now() where id = ?")
                .param(budget.id())
                .update();
        payments.settle(budget.unit(), budget.year());
    }

    /** Taken up again: until it is approved anew there is nothing to adjust. */
    void takeBack(Budget budget) {
        database.sql("update budget set approved_at = null where id = ?")
                .param(budget.id())
                .update();
    }

    boolean hasChanges(long budget) {
        return database.sql("select exists (select from budget_change where budget = ?)")
                .param(budget)
                .query(Boolean.class)
                .single();
    }

    private Budget row(ResultSet r, int number) throws SQLException {
        long id = r.getLong(1);
        Timestamp approved = r.getTimestamp(5);
        return new Budget(
                id,
                r.getLong(2),
                r.getInt(3),
                cells(r.getString(4)),
                rows(id, "lines"),
                rows(id, "reasons"),
                approved != null);
    }

    private Map<String, String> cells(String text) {
        return json.readValue(text, new TypeReference<LinkedHashMap<String, String>>() {});
    }
}
