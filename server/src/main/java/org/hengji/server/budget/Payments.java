package org.hengji.server.budget;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hengji.scoring.Problem;
import org.hengji.server.access.Person;
import org.hengji.server.budget.estimate.Source;
import org.hengji.server.budget.ledger.Allotment;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 支付, and what of them counts in which line of a budget. Callers see to it that the person may see the budget. */
@Service
public class Payments {

    /** Of the latest; the sums count all. */
    static final int LISTED = 5_000;

    /** The first half of a lock that lets one file of payments in at a time. */
    private static final int LOCK = 0x7061;

    private static final String SAID = "project, paid_on, amount, fund, function, economic, payee, note";

    private final JdbcClient database;
    private final Trail trail;

    Payments(JdbcClient database, Trail trail) {
        this.database = database;
        this.trail = trail;
    }

    /**
     * The latest first.
     *
     * @param line 0 for all
     */
    List<Payment> list(Budget budget, long line) {
        return database.sql("select p.id, p.paid_on, p.voucher, p.project, coalesce(p.line, 0), coalesce(l.name, ''),"
                        + " p.amount, p.payee, p.note, p.intake is not null, p.made_by from payment p"
                        + " left join budget_line l on l.id = p.line where p.unit = ? and p.year = ?"
                        + " and (? = 0 or p.line = ?) order by p.paid_on desc, p.id desc limit ?")
                .params(budget.unit(), budget.year(), line, line, LISTED)
                .query((r, n) -> new Payment(
                        r.getLong(1),
                        r.getDate(2).toLocalDate(),
                        r.getString(3),
                        r.getString(4),
                        r.getLong(5),
                        r.getString(6),
                        r.getBigDecimal(7),
                        r.getString(8),
                        r.getString(9),
                        r.getBoolean(10),
                        r.getString(11)))
                .list();
    }

    /** How many there are, and their sum. */
    public record Sum(long count, BigDecimal amount) {}

    Sum sum(Budget budget, long line) {
        return database.sql("select count(*), coalesce(sum(amount), 0) from payment where unit = ? and year = ?"
                        + " and (? = 0 or line = ?)")
                .params(budget.unit(), budget.year(), line, line)
                .query((r, n) -> new Sum(r.getLong(1), r.getBigDecimal(2)))
                .single();
    }

    List<Payment.Unallotted> unallotted(Budget budget) {
        return database.sql("select project, count(*), sum(amount) from payment where unit = ? and year = ?"
                        + " and line is null group by project order by project")
                .params(budget.unit(), budget.year())
                .query((r, n) -> new Payment.Unallotted(r.getString(1), r.getLong(2), r.getBigDecimal(3)))
                .list();
    }

    /** Types one payment in; gives what stands in the way. */
    @Transactional
    Optional<Problem> add(
            Budget budget, BudgetLine line, LocalDate on, BigDecimal amount, String voucher, String note, Person by) {
        Optional<Long> made = database.sql("insert into payment (unit, year, project, voucher, paid_on, amount, note,"
                        + " line, fund, function, economic, made_by) select ?, ?, l.project, ?, ?, ?, ?, l.id,"
                        + " case l.source when 'GENERAL' then 'general' when 'FUND' then 'fund' else '' end,"
                        + " l.function, l.economic, ? from budget_line l where l.id = ?"
                        + " on conflict (year, unit, voucher) do nothing returning id")
                .params(budget.unit(), budget.year(), voucher, Date.valueOf(on), amount, note, by.name(), line.id())
                .query(Long.class)
                .optional();
        if (made.isEmpty()) {
            return Optional.of(taken(voucher));
        }
        count(budget.unit(), budget.year());
        trail.record(
                "payment.add",
                "payment/" + made.get(),
                null,
                Map.of(
                        "line",
                        line.id(),
                        "voucher",
                        voucher,
                        "on",
                        on.toString(),
                        "amount",
                        amount.toPlainString(),
                        "note",
                        note));
        return Optional.empty();
    }

    private static Problem taken(String voucher) {
        return Problem.of(
                "payment.voucher-taken",
                "voucher",
                "凭证“" + voucher + "”在本单位本年度已经登记过，同一笔支付不能记两次",
                "Voucher " + voucher + " is on record for this body and year; a payment counts once",
                "核对凭证号；原来登记有误的，先撤销那一笔再登记",
                "Check the number; take back the other one first where it is wrong");
    }

    /** Takes back a payment that was typed; one that came in a file is put right by a file. */
    @Transactional
    void remove(Budget budget, long id) {
        record Gone(String voucher, String on, String amount) {}
        database.sql("delete from payment where id = ? and unit = ? and year = ? and intake is null"
                        + " returning voucher, paid_on::text, amount::text")
                .params(id, budget.unit(), budget.year())
                .query((r, n) -> new Gone(r.getString(1), r.getString(2), r.getString(3)))
                .optional()
                .ifPresent(gone -> {
                    count(budget.unit(), budget.year());
                    trail.record(
                            "payment.remove",
                            "payment/" + id,
                            Map.of("voucher", gone.voucher(), "on", gone.on(), "amount", gone.amount()),
                            null);
                });
    }

    /** Somebody says in which line the payments of a project count that were in none. */
    @Transactional
    void allot(Budget budget, String project, BudgetLine line) {
        int moved = database.sql(
                        "update payment set line = ? where unit = ? and year = ? and line is null and project = ?")
                .params(line.id(), budget.unit(), budget.year(), project)
                .update();
        if (moved > 0) {
            count(budget.unit(), budget.year());
            trail.record(
                    "payment.allot", "budget-line/" + line.id(), null, Map.of("project", project, "payments", moved));
        }
    }

    /** What of a line is there because somebody said so. */
    Sum allottedByHand(Budget budget, long line) {
        long count = 0;
        BigDecimal amount = BigDecimal.ZERO;
        for (ByHand one : byHand(budget, line)) {
            count += one.count();
            amount = amount.add(one.amount());
        }
        return new Sum(count, amount);
    }

    private record ByHand(Allotment.Purpose purpose, long count, BigDecimal amount) {}

    private List<ByHand> byHand(Budget budget, long line) {
        Allotment allotment = lines(budget.unit(), budget.year());
        return database
                .sql("select project, fund, function, economic, count(*), sum(amount) from payment where line = ?"
                        + " and intake is not null group by 1, 2, 3, 4")
                .param(line)
                .query((r, n) -> new ByHand(
                        purpose(r.getString(1), r.getString(2), r.getString(3), r.getString(4)),
                        r.getLong(5),
                        r.getBigDecimal(6)))
                .list()
                .stream()
                .filter(one -> allotment.of(one.purpose()).orElse(0) != line)
                .toList();
    }

    /** Takes that back: they count in no line again. */
    @Transactional
    void release(Budget budget, BudgetLine line) {
        int moved = 0;
        for (ByHand one : byHand(budget, line.id())) {
            Allotment.Purpose said = one.purpose();
            moved += database.sql("update payment set line = null where line = ? and intake is not null and project = ?"
                            + " and fund = ? and function = ? and economic = ?")
                    .params(line.id(), said.project(), said.fund(), said.function(), said.economic())
                    .update();
        }
        if (moved > 0) {
            count(budget.unit(), budget.year());
            trail.record("payment.release", "budget-line/" + line.id(), null, Map.of("payments", moved));
        }
    }

    /** The lines of a budget are new: payments that count in none are looked at again. */
    void settle(long unit, int year) {
        Allotment allotment = lines(unit, year);
        database.sql("select distinct project, fund, function, economic from payment where unit = ? and year = ?"
                        + " and line is null")
                .params(unit, year)
                .query((r, n) -> purpose(r.getString(1), r.getString(2), r.getString(3), r.getString(4)))
                .list()
                .forEach(purpose -> allotment
                        .of(purpose)
                        .ifPresent(line -> database.sql(
                                        "update payment set line = ? where unit = ? and year = ? and line is null"
                                                + " and project = ? and fund = ? and function = ? and economic = ?")
                                .params(
                                        line,
                                        unit,
                                        year,
                                        purpose.project(),
                                        purpose.fund(),
                                        purpose.function(),
                                        purpose.economic())
                                .update()));
        count(unit, year);
    }

    private static Allotment.Purpose purpose(String project, String fund, String function, String economic) {
        return new Allotment.Purpose(project, fund, function, economic);
    }

    private Allotment lines(long unit, int year) {
        return new Allotment(database.sql("select l.id, l.project, l.source, l.function, l.economic from budget_line l"
                        + " join budget b on b.id = l.budget where b.unit = ? and b.year = ?")
                .params(unit, year)
                .query((r, n) -> new Allotment.Line(
                        r.getLong(1), r.getString(2), Source.valueOf(r.getString(3)), r.getString(4), r.getString(5)))
                .list());
    }

    private void count(long unit, int year) {
        database.sql(
                        "update budget_line l set spent = coalesce((select sum(amount) from payment p where p.line = l.id),"
                                + " 0) from budget b where b.id = l.budget and b.unit = ? and b.year = ?")
                .params(unit, year)
                .update();
    }

    // ---- Files ----

    /** What a file of payments, streamed into {@code payment_incoming}, says against what is on record. */
    record Comparison(long added, long changed, long same) {}

    /** An empty place for the rows of a file, in this transaction alone. */
    void prepare() {
        database.sql("create temp table payment_incoming (row int not null, unit bigint not null, year int not null,"
                        + " project text not null, voucher text not null, paid_on date not null,"
                        + " amount numeric(20, 2) not null, fund text not null, function text not null,"
                        + " economic text not null, payee text not null, note text not null) on commit drop")
                .update();
    }

    Comparison compare() {
        database.sql("analyze payment_incoming").update();
        return database.sql("select count(*) filter (where p.id is null), count(*) filter (where p.id is not null and "
                        + differs("i", "p") + "), count(*) filter (where p.id is not null and not " + differs("i", "p")
                        + ") from payment_incoming i left join payment p on p.year = i.year and p.unit = i.unit"
                        + " and p.voucher = i.voucher")
                .query((r, n) -> new Comparison(r.getLong(1), r.getLong(2), r.getLong(3)))
                .single();
    }

    /** A voucher of a file that says something else now. */
    record Changed(int row, String voucher, LocalDate wasOn, BigDecimal was, LocalDate on, BigDecimal amount) {}

    List<Changed> changed(int most) {
        return database.sql("select i.row, i.voucher, p.paid_on, p.amount, i.paid_on, i.amount from payment_incoming i"
                        + " join payment p on p.year = i.year and p.unit = i.unit and p.voucher = i.voucher where "
                        + differs("i", "p") + " order by i.row limit ?")
                .param(most)
                .query((r, n) -> new Changed(
                        r.getInt(1),
                        r.getString(2),
                        r.getDate(3).toLocalDate(),
                        r.getBigDecimal(4),
                        r.getDate(5).toLocalDate(),
                        r.getBigDecimal(6)))
                .list();
    }

    private static String differs(String a, String b) {
        return "(" + qualified(a) + ") is distinct from (" + qualified(b) + ")";
    }

    private static String qualified(String table) {
        return table + "." + SAID.replace(", ", ", " + table + ".");
    }

    private record Share(long unit, int year, long rows, BigDecimal amount) {}

    /** Takes over the rows: new vouchers are added, changed ones keep what they said before. */
    void takeOver(long intake, Person by) {
        database.sql("select pg_advisory_xact_lock(?, 0)")
                .param(LOCK)
                .query((r, n) -> true)
                .single();
        allot();
        List<Share> shares = database.sql("select i.unit, i.year, count(*), sum(i.amount) from payment_incoming i"
                        + " left join payment p on p.year = i.year and p.unit = i.unit and p.voucher = i.voucher"
                        + " where p.id is null or " + differs("i", "p") + " group by i.unit, i.year order by 1, 2")
                .query((r, n) -> new Share(r.getLong(1), r.getInt(2), r.getLong(3), r.getBigDecimal(4)))
                .list();
        database.sql("insert into payment_before (payment, intake, " + SAID + ") select p.id, p.intake, "
                        + qualified("p") + " from payment p join payment_incoming i on p.year = i.year"
                        + " and p.unit = i.unit and p.voucher = i.voucher where " + differs("i", "p"))
                .update();
        database.sql("insert into payment (unit, year, voucher, " + SAID + ", line, intake, made_by) select i.unit,"
                        + " i.year, i.voucher, " + qualified("i") + ", a.line, ?, ? from payment_incoming i"
                        + " left join payment_allotted a using (unit, year, project, fund, function, economic)"
                        + " on conflict (year, unit, voucher) do update set (" + SAID
                        + ", line, intake, made_by, made_at) = (" + qualified("excluded") + ", coalesce(excluded.line,"
                        + " case when payment.project = excluded.project then payment.line end),"
                        + " excluded.intake, excluded.made_by, now()) where " + differs("payment", "excluded"))
                .params(intake, by.name())
                .update();
        List<Map<String, Object>> said = new ArrayList<>();
        for (Share share : shares) {
            count(share.unit(), share.year());
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("unit", share.unit());
            one.put("year", share.year());
            one.put("payments", share.rows());
            one.put("amount", share.amount().toPlainString());
            said.add(one);
        }
        trail.record("payment.import", "import/" + intake, null, Map.of("bodies", said));
    }

    private void allot() {
        record Key(long unit, int year, Allotment.Purpose purpose) {}
        List<Key> keys = database.sql("select distinct unit, year, project, fund, function, economic from"
                        + " payment_incoming order by unit, year")
                .query((r, n) -> new Key(
                        r.getLong(1),
                        r.getInt(2),
                        purpose(r.getString(3), r.getString(4), r.getString(5), r.getString(6))))
                .list();
        database.sql(
                        "create temp table payment_allotted (unit bigint, year int, project text, fund text, function text,"
                                + " economic text, line bigint) on commit drop")
                .update();
        Allotment lines = new Allotment(List.of());
        Key before = null;
        for (Key key : keys) {
            if (before == null || before.unit() != key.unit() || before.year() != key.year()) {
                lines = lines(key.unit(), key.year());
            }
            before = key;
            OptionalLong line = lines.of(key.purpose());
            if (line.isPresent()) {
                database.sql("insert into payment_allotted values (?, ?, ?, ?, ?, ?, ?)")
                        .params(
                                key.unit(),
                                key.year(),
                                key.purpose().project(),
                                key.purpose().fund(),
                                key.purpose().function(),
                                key.purpose().economic(),
                                line.getAsLong())
                        .update();
            }
        }
        database.sql("analyze payment_allotted").update();
    }
}
