package org.hengji.server.budget;

import java.io.IOException;
import java.io.OutputStream;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.Form;
import org.hengji.documents.workbook.FormImport;
import org.hengji.documents.workbook.FormWorkbook;
import org.hengji.documents.workbook.ImportResult;
import org.hengji.documents.workbook.ImportedRow;
import org.hengji.documents.workbook.Progress.Cancelled;
import org.hengji.documents.workbook.RecordCheck;
import org.hengji.scoring.Problem;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact.Value;
import org.hengji.server.access.Role;
import org.hengji.server.intake.Destination;
import org.hengji.server.intake.Incoming;
import org.hengji.server.intake.Receiver;
import org.hengji.server.intake.Taken;
import org.hengji.server.organisation.Unit;
import org.hengji.server.year.FiscalYear;
import org.hengji.server.year.Years;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/** Payments out of a workbook or a text file (支付明细), up to millions of rows: none of them is kept in memory. */
@Component
@Order(30)
class PaymentReceiver implements Receiver {

    private static final Form FORM = Form.shipped("execution").orElseThrow();
    private static final Form.Table TABLE = FORM.tables().get(0);
    private static final String PATH = "/budgets";
    private static final int CHANGES_TOLD = 200;

    private final DataSource source;
    private final JdbcClient database;
    private final Members members;
    private final Years years;
    private final Payments payments;

    PaymentReceiver(DataSource source, JdbcClient database, Members members, Years years, Payments payments) {
        this.source = source;
        this.database = database;
        this.members = members;
        this.years = years;
        this.payments = payments;
    }

    @Override
    public String kind() {
        return FORM.id();
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.FILLER, Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER);
    }

    @Override
    public void template(Destination destination, OutputStream out) throws IOException {
        FormWorkbook.write(FORM, Map.of(), out);
    }

    @Override
    public Taken take(Incoming file) throws Refused, Cancelled {
        payments.prepare();
        Known known = known();
        ImportResult result;
        Rows rows = new Rows(known);
        try (rows) {
            result = FormImport.read(file.source(), FORM, rows, rows::keep, file.progress());
        }
        if (!result.isSound()) {
            return new Taken(result, 0, 0, 0, PATH);
        }
        Payments.Comparison comparison = rows.comparison;
        if (!file.trial() && comparison.added() + comparison.changed() > 0) {
            payments.takeOver(file.id(), file.by());
        }
        return new Taken(result, comparison.added(), comparison.changed(), comparison.same(), PATH);
    }

    /**
     * What rows are held against. All of it is read before the first row: while rows stream in, the session of the
     * database answers nothing else.
     *
     * @param units bodies with a budget within reach, by code
     * @param closed years that are closed, by body
     * @param projects body and code of every project on record or in a budget
     */
    private record Known(Map<String, Long> units, Map<Long, Set<Integer>> closed, Set<String> projects) {}

    private Known known() {
        Map<String, Long> units = new HashMap<>();
        Map<Long, Set<Integer>> closed = new HashMap<>();
        Map<Long, Set<Integer>> byArea = new HashMap<>();
        for (Unit unit : members.withBudget()) {
            units.put(unit.code(), unit.id());
            closed.put(unit.id(), byArea.computeIfAbsent(years.area(unit.id()).id(), this::closedYears));
        }
        Long[] ids = units.values().toArray(Long[]::new);
        Set<String> projects = new HashSet<>(database.sql("select unit || '/' || code from project where unit = any(?)"
                        + " union select b.unit || '/' || l.project from budget_line l join budget b on b.id = l.budget"
                        + " where b.unit = any(?)")
                .params(ids, ids)
                .query(String.class)
                .list());
        return new Known(units, closed, projects);
    }

    private Set<Integer> closedYears(long area) {
        Set<Integer> closed = new HashSet<>();
        years.of(area).stream()
                .filter(y -> y.state() == FiscalYear.State.CLOSED)
                .forEach(y -> closed.add(y.year()));
        return closed;
    }

    /** Rows on their way into the database. */
    private final class Rows implements RecordCheck, AutoCloseable {
        private static final int FLUSHED = 1 << 16;

        private final int agency = TABLE.index("agency");
        private final int year = TABLE.index("year");
        private final int project = TABLE.index("project");
        private final int voucher = TABLE.index("voucher");
        private final int date = TABLE.index("date");
        private final int amount = TABLE.index("amount");
        private final int[] others = {
            TABLE.index("fund"),
            TABLE.index("function"),
            TABLE.index("economic"),
            TABLE.index("payee"),
            TABLE.index("purpose")
        };
        private final Known known;
        private final Set<String> unknown = new HashSet<>();
        private final StringBuilder text = new StringBuilder();
        private final CopyIn copy;
        private boolean sound = true;
        private Payments.Comparison comparison;

        Rows(Known known) {
            this.known = known;
            try {
                this.copy = DataSourceUtils.getConnection(source)
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy payment_incoming from stdin");
            } catch (SQLException e) {
                throw new DataAccessResourceFailureException("the rows could not be streamed", e);
            }
        }

        @Override
        public void row(ImportedRow row, Faults faults) {
            String code = said(row, agency);
            Long unit = known.units().get(code);
            int ofYear = Integer.parseInt(said(row, year));
            if (unit == null) {
                faults.error(row, "agency", elsewhere(code));
                sound = false;
                return;
            } else if (known.closed().get(unit).contains(ofYear)) {
                faults.error(row, "year", closed(ofYear));
                sound = false;
                return;
            }
            String named = said(row, project);
            if (!known.projects().contains(unit + "/" + named) && unknown.add(unit + "/" + named)) {
                faults.warning(row, "project", unknown(named));
            }
            if (day(row).getYear() != ofYear) {
                faults.warning(row, "date", otherYear(day(row), ofYear));
            }
        }

        private String said(ImportedRow row, int column) {
            return ImportedRow.text(row.values().get(column));
        }

        private LocalDate day(ImportedRow row) {
            return ImportedRow.day((Value.Known) row.values().get(date));
        }

        /** Once something is wrong nothing will be imported, so nothing more need be kept. */
        void keep(ImportedRow row) {
            if (!sound) {
                return;
            }
            Rational paid = ((Value.Known) row.values().get(amount)).number();
            text.append(row.row())
                    .append('\t')
                    .append(known.units().get(said(row, agency)))
                    .append('\t')
                    .append(said(row, year));
            append(said(row, project));
            append(said(row, voucher));
            append(day(row).toString());
            append(paid.toDecimal(2, RoundingMode.UNNECESSARY).toPlainString());
            for (int column : others) {
                append(said(row, column));
            }
            text.append('\n');
            if (text.length() > FLUSHED) {
                flush();
            }
        }

        /** As the text format of COPY wants it; PostgreSQL has no place for the character 0. */
        private void append(String value) {
            text.append('\t');
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '\\' -> text.append("\\\\");
                    case '\t' -> text.append("\\t");
                    case '\n' -> text.append("\\n");
                    case '\r' -> text.append("\\r");
                    case '\0' -> {}
                    default -> text.append(c);
                }
            }
        }

        private void flush() {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            text.setLength(0);
            try {
                copy.writeToCopy(bytes, 0, bytes.length);
            } catch (SQLException e) {
                throw new DataAccessResourceFailureException("the rows could not be streamed", e);
            }
        }

        @Override
        public void end(Faults faults) {
            if (!faults.none()) {
                return;
            }
            flush();
            try {
                copy.endCopy();
            } catch (SQLException e) {
                throw new DataAccessResourceFailureException("the rows could not be streamed", e);
            }
            comparison = payments.compare();
            if (comparison.changed() > 0) {
                payments.changed(CHANGES_TOLD)
                        .forEach(c -> faults.warning(place(c), "amount", changed(c, comparison.changed())));
            }
        }

        private ImportedRow place(Payments.Changed changed) {
            List<Value> values = new java.util.ArrayList<>(
                    Collections.nCopies(TABLE.columns().size(), new Value.Unknown()));
            values.set(amount, new Value.Known(Rational.of(changed.amount())));
            return new ImportedRow(TABLE.key(), changed.row(), changed.voucher(), values);
        }

        @Override
        public void close() {
            try {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            } catch (SQLException e) {
                throw new DataAccessResourceFailureException("the stream of rows could not be ended", e);
            }
        }
    }

    private static Problem elsewhere(String code) {
        return Problem.of(
                "payment.elsewhere",
                "agency",
                "您的范围内没有代码为“" + code + "”的预算单位，不能替别的单位登记支付",
                "No budget unit within your reach has the code " + code
                        + "; payments of other bodies are not yours to enter",
                "核对单位代码；确属别的单位的，从文件中删去这些行，由该单位或财政部门导入",
                "Check the code; leave rows of other bodies to them or to finance");
    }

    private static Problem closed(int year) {
        return Problem.of(
                "payment.year-closed",
                "year",
                year + " 年度已经关闭，支出数不能再变",
                year + " is closed, so what was spent in it cannot change",
                "核对预算年度；确需补记的，请财政部门重新打开该年度",
                "Check the year; have finance open it again where the payment belongs there");
    }

    private static Problem unknown(String code) {
        return Problem.of(
                "payment.project-unknown",
                "project",
                "项目库和预算里没有项目“" + code + "”；它的支付照样登记，但不计入任何预算项",
                "Project " + code
                        + " is neither in the library nor in the budget; its payments are kept but count in no"
                        + " line",
                "核对项目代码；是本单位项目的，先登记到项目库并列入预算",
                "Check the code; register the project and budget it where it is the unit's");
    }

    private static Problem otherYear(LocalDate day, int year) {
        return Problem.of(
                "payment.other-year",
                "date",
                "支付日期 " + day + " 不在预算年度 " + year + " 内",
                day + " is not within the fiscal year " + year,
                "是清算期支付的，不用改；否则核对年度和日期",
                "Leave it where the payment settles the year; else check year and day");
    }

    private static Problem changed(Payments.Changed c, long all) {
        return Problem.of(
                "payment.changed",
                "amount",
                "凭证“" + c.voucher() + "”原来登记的是 " + c.wasOn() + "、" + Money.yuan(c.was()) + " 元，导入后改为 " + c.on()
                        + "、" + Money.yuan(c.amount()) + " 元，其他栏也以文件为准（这样的凭证共 " + all + " 个，列出前 " + CHANGES_TOLD
                        + " 个）",
                "Voucher " + c.voucher() + " says " + Money.yuan(c.was()) + " 元 on " + c.wasOn()
                        + " on record; the import makes it " + Money.yuan(c.amount()) + " 元 on " + c.on()
                        + " and takes the other columns over (" + all + " such vouchers, the first " + CHANGES_TOLD
                        + " are told)",
                "确实更正过的，不用改；不是更正的，核对凭证号和金额",
                "Leave it where it was corrected; else check number and amount");
    }
}
