package org.hengji.server.budget;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.Problem;
import org.hengji.server.access.Person;
import org.hengji.server.budget.estimate.ExpenseType;
import org.hengji.server.budget.estimate.Source;
import org.hengji.server.budget.ledger.Adjustment;
import org.hengji.server.budget.ledger.CarryOver;
import org.hengji.server.budget.ledger.Ledger;
import org.hengji.server.budget.ledger.Split;
import org.hengji.server.procedure.Procedures;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 预算调整台账 of approved budgets. */
@Service
class Ledgers {

    private final JdbcClient database;
    private final Budgets budgets;
    private final Procedures procedures;
    private final Trail trail;
    private final JsonMapper json;

    Ledgers(JdbcClient database, Budgets budgets, Procedures procedures, Trail trail, JsonMapper json) {
        this.database = database;
        this.budgets = budgets;
        this.procedures = procedures;
        this.trail = trail;
        this.json = json;
    }

    /** Empty when the budget is not approved, or not the person's to see. */
    Optional<BudgetAccount> find(long budget) {
        return budgets.find(budget)
                .filter(Budget::approved)
                .map(b -> new BudgetAccount(b, lines(budget), changes(budget), carryOver(b)));
    }

    private List<BudgetLine> lines(long budget) {
        return database.sql("select id, place, type, project, name, source, division, original, spent from budget_line"
                        + " where budget = ? order by place")
                .param(budget)
                .query((r, n) -> new BudgetLine(
                        r.getLong(1),
                        r.getInt(2),
                        ExpenseType.valueOf(r.getString(3)),
                        r.getString(4),
                        r.getString(5),
                        Source.valueOf(r.getString(6)),
                        r.getString(7),
                        r.getBigDecimal(8),
                        r.getBigDecimal(9)))
                .list();
    }

    private List<BudgetChange> changes(long budget) {
        Map<Long, List<BudgetChange.Entry>> entries = new LinkedHashMap<>();
        database.sql("select e.change, e.id, e.kind, e.from_line, e.to_line, e.amount, e.purpose from budget_entry e"
                        + " join budget_change c on c.id = e.change where c.budget = ? order by e.id")
                .param(budget)
                .query((RowCallbackHandler) r -> entries.computeIfAbsent(r.getLong(1), c -> new ArrayList<>())
                        .add(new BudgetChange.Entry(
                                r.getLong(2),
                                Adjustment.Kind.valueOf(r.getString(3))
                                        .of(r.getString(4), r.getString(5), r.getBigDecimal(6)),
                                r.getString(7))));
        return database.sql("select id, title, reason, approval, on_date, posted_at is not null from budget_change"
                        + " where budget = ? order by id")
                .param(budget)
                .query((r, n) -> new BudgetChange(
                        r.getLong(1),
                        budget,
                        r.getString(2),
                        r.getString(3),
                        r.getString(4),
                        r.getDate(5).toLocalDate(),
                        r.getBoolean(6),
                        entries.getOrDefault(r.getLong(1), List.of())))
                .list();
    }

    /** The account and the change in it. */
    record Found(BudgetAccount account, BudgetChange change) {}

    Optional<Found> change(long id) {
        return database.sql("select budget from budget_change where id = ?")
                .param(id)
                .query(Long.class)
                .optional()
                .flatMap(this::find)
                .map(a -> new Found(
                        a,
                        a.changes().stream()
                                .filter(c -> c.id() == id)
                                .findFirst()
                                .orElseThrow()));
    }

    @Transactional
    long begin(BudgetAccount account, String title, String reason, String approval, LocalDate on, Person by) {
        long id = database.sql("insert into budget_change (budget, title, reason, approval, on_date, made_by)"
                        + " values (?, ?, ?, ?, ?, ?) returning id")
                .params(account.budget().id(), title, reason, approval, Date.valueOf(on), by.name())
                .query(Long.class)
                .single();
        procedures.open(
                BudgetChange.COURSE,
                BudgetChange.subject(id),
                account.budget().unit(),
                account.budget().year(),
                title);
        trail.record("budget.change", BudgetChange.subject(id), null, Map.of("title", title, "reason", reason));
        return id;
    }

    /** @return what stands in its way; empty when it is kept */
    @Transactional
    List<Problem> add(Found found, List<Adjustment> entries, String purpose) {
        procedures.demandEdit(BudgetChange.COURSE, found.change().subject());
        Ledger ledger = with(found);
        for (Adjustment entry : entries) {
            List<Problem> objections = found.account().balances(ledger).objections(entry);
            if (!objections.isEmpty()) {
                return objections;
            }
            ledger = ledger.with(entry);
        }
        for (Adjustment entry : entries) {
            database.sql("insert into budget_entry (change, kind, from_line, to_line, amount, purpose)"
                            + " values (?, ?, ?, ?, ?, ?)")
                    .params(
                            found.change().id(),
                            entry.kind().name(),
                            Long.valueOf(entry.line()),
                            entry.to().map(Long::valueOf).orElse(null),
                            entry.amount(),
                            purpose)
                    .update();
        }
        trail.record("budget.change-entry", found.change().subject(), null, said(entries));
        return List.of();
    }

    /** @return what stands in its way; empty when its entries are kept */
    @Transactional
    List<Problem> split(Found found, Split split, String purpose) {
        return split.objection().map(List::of).orElseGet(() -> add(found, split.entries(), purpose));
    }

    @Transactional
    void remove(Found found, long entry) {
        procedures.demandEdit(BudgetChange.COURSE, found.change().subject());
        database.sql("delete from budget_entry where id = ? and change = ?")
                .params(entry, found.change().id())
                .update();
        trail.record("budget.change-remove", found.change().subject(), Map.of("entry", entry), null);
    }

    /** What keeps the change from going on: each entry is tried after those before it. */
    List<Problem> objections(Found found) {
        if (found.change().entries().isEmpty()) {
            return List.of(Problem.of(
                    "change.empty",
                    "entries",
                    "“" + found.change().title() + "”一笔调整也没有，没有可审批的内容",
                    found.change().title() + " has no entry, so there is nothing to approve",
                    "先添加追加、调剂、压减或收回的金额",
                    "Add what is added, moved, cut or recalled first"));
        }
        List<Problem> objections = new ArrayList<>();
        Ledger ledger = found.account().ledger();
        for (BudgetChange.Entry entry : found.change().entries()) {
            objections.addAll(found.account().balances(ledger).objections(entry.adjustment()));
            ledger = ledger.with(entry.adjustment());
        }
        return objections;
    }

    void post(long change) {
        database.sql("update budget_change set posted_at = now() where id = ?")
                .param(change)
                .update();
    }

    @Transactional
    void carryOver(BudgetAccount account, CarryOver year) {
        Map<String, String> cells = new LinkedHashMap<>(account.budget().cells());
        cells.put("carry.opening", year.opening().toPlainString());
        cells.put("carry.revenue", year.revenue().toPlainString());
        cells.put("carry.expenditure", year.expenditure().toPlainString());
        database.sql("update budget set cells = ?::jsonb where id = ?")
                .params(json.writeValueAsString(cells), account.budget().id())
                .update();
        trail.record(
                "budget.carry-over",
                account.budget().subject(),
                account.budget().cells(),
                cells);
    }

    private static Optional<CarryOver> carryOver(Budget budget) {
        return budget.cell("carry.opening").isEmpty()
                ? Optional.empty()
                : Optional.of(new CarryOver(
                        new BigDecimal(budget.cell("carry.opening")),
                        new BigDecimal(budget.cell("carry.revenue")),
                        new BigDecimal(budget.cell("carry.expenditure"))));
    }

    private static Ledger with(Found found) {
        Ledger ledger = found.account().ledger();
        for (BudgetChange.Entry entry : found.change().entries()) {
            ledger = ledger.with(entry.adjustment());
        }
        return ledger;
    }

    static List<Map<String, String>> said(List<Adjustment> entries) {
        return entries.stream()
                .map(e -> {
                    Map<String, String> said = new LinkedHashMap<>();
                    said.put("kind", e.kind().name());
                    e.effect().forEach((line, change) -> said.put("line " + line, change.toPlainString()));
                    return said;
                })
                .toList();
    }
}
