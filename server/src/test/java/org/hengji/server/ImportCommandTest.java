package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.assertj.core.api.AbstractStringAssert;
import org.hengji.Refusal;
import org.hengji.server.access.Errand;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.database.Database;
import org.hengji.server.database.EmbeddedPostgres;
import org.hengji.server.intake.Destination;
import org.hengji.server.intake.ImportAtOnce;
import org.hengji.server.intake.Receiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** {@code import --apply} as it is run on the machine. */
class ImportCommandTest {
    private static final String HEADS =
            "MOF_DIV_CODE,FISCAL_YEAR,AGENCY_CODE,PRO_CODE,支付凭证号,PAY_DATE,PAY_AMT,资金性质,摘要\n";
    private static final String TOURS = "902002260000000000101";

    private final int year = LocalDate.now().getYear();

    @TempDir
    Path temp;

    private Path folder;

    @Test
    void workbooksGoInBesideARunningServerAndOnAFolderAtRest() throws Exception {
        folder = temp.resolve("data");
        String cultureCentre;
        String finance;
        String elsewhere;
        Path targets;
        Destination sheet;
        try (ServerProcess server = ServerProcess.start(temp, "demo", "--data", folder.toString(), "--port", "0")) {
            server.address();
            try (Database database = EmbeddedPostgres.runningIn(folder).orElseThrow()) {
                JdbcClient sql = JdbcClient.create(
                        new DriverManagerDataSource(database.url(), database.user(), database.password()));
                cultureCentre = clerk(sql, "902002");
                elsewhere = clerk(sql, "903001");
                finance = "demo-finance-reviewer-" + unit(sql, "901");

                payments(elsewhere, finance, cultureCentre, sql);

                long culture = unit(sql, "902002");
                try (BackOffice office = BackOffice.open(database, folder)) {
                    Receiver receiver = office.part(ImportAtOnce.class).receiver("targets");
                    Person person = Person.ofDemonstration(Role.FILLER, culture, "填报");
                    Errand errand = new Errand(person, "console", "-");
                    sheet = errand.call(() -> receiver.destinations().get(0));
                    targets = temp.resolve("目标.xlsx");
                    try (OutputStream out = Files.newOutputStream(targets)) {
                        errand.run(() -> template(receiver, sheet, out));
                    }
                }
            }
        }

        // Nobody runs on the folder now.
        applied(0, 0, targets, "--kind", "targets", "--as", cultureCentre, "--into", sheet.key());
        change(targets, "1100", "1150");
        applied(0, 1, targets, "--kind", "targets", "--as", cultureCentre, "--into", sheet.key());
        applied(0, 0, targets, "--kind", "targets", "--as", cultureCentre, "--into", sheet.key());
        try (ServerProcess trail = ServerProcess.start(temp, "verify-trail", "--data", folder.toString())) {
            assertThat(trail.exitCode()).as(trail.err()).isZero();
        }
        refused(targets, "--kind", "targets", "--as", elsewhere, "--into", sheet.key())
                .contains("没有可以导入到的记录“" + sheet.key() + "”", "There is no record");
    }

    @Test
    void aRealServerAsksForAnOpenAccount() throws Exception {
        folder = temp.resolve("real");
        Path file = temp.resolve("单位.csv");
        Files.writeString(file, "单位代码,单位名称,单位类型,级次,上级单位代码,生效日期\n330000000,海昌市,财政区划,市级,,2026-01-01\n");
        try (ServerProcess server = ServerProcess.start(temp, "serve", "--data", folder.toString(), "--port", "0")) {
            server.address();
            try (Database database = EmbeddedPostgres.runningIn(folder).orElseThrow();
                    var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("insert into account (name, display_name, role, password_hash, enabled) values"
                        + " ('chen', '陈明', 'SYSTEM_ADMINISTRATOR', 'x', true),"
                        + " ('zhao', '赵宁', 'SYSTEM_ADMINISTRATOR', 'x', false),"
                        + " ('sun', '孙立', 'AUDIT_ADMINISTRATOR', 'x', true)");
            }
        }
        refused(file, "--kind", "units").contains("请用 --as 写明登录名", "共 1 人", "chen  陈明", "Give the login name");
        refused(file, "--kind", "units", "--as", "zhao").contains("没有在用的账号“zhao”");
        refused(file, "--kind", "units", "--as", "sun").contains("角色不能导入");
        applied(0, 1, file, "--kind", "units", "--as", "chen");
        applied(0, 0, file, "--kind", "units", "--as", "Chen");
    }

    private void payments(String elsewhere, String finance, String cultureCentre, JdbcClient sql) throws Exception {
        Path file = temp.resolve("支付.csv");
        Files.writeString(file, HEADS + row("PZ-1", "1500.00") + row("PZ-2", "28.8"));
        long evaluated = sql.sql("select unit from evaluation where case_id = 'seed-000-strict'")
                .query(Long.class)
                .single();
        refused(file, "--kind", "execution", "--as", "nobody").contains("没有在用的账号“nobody”");
        refused(file, "--kind", "units", "--as", cultureCentre).contains("角色不能导入", "system-administrator");
        refused(file, "--kind", "monitoring", "--as", cultureCentre).contains("还没有可以写入的地方", "only be read for trial");
        refused(file, "--kind", "facts", "--as", "demo-filler-" + evaluated)
                .contains("请用 --into 写明", "seed-000-strict");
        refused(file, "--kind", "facts").contains("请用 --into 写明", "seed-000-strict", "seed-004");
        refused(file, "--kind", "targets", "--as", "demo-filler-" + evaluated).contains("现在没有 ", "可以写入的记录");
        refused(file, "--kind", "execution", "--as", cultureCentre, "--into", "7")
                .contains("不用 --into");
        try (ServerProcess none = apply(temp.resolve("none.csv"), "--kind", "execution", "--as", finance)) {
            assertThat(none.exitCode()).isEqualTo(2);
            assertThat(none.out()).contains("\"applied\":null", "\"code\":\"");
        }
        try (ServerProcess other = apply(file, "--kind", "execution", "--as", elsewhere)) {
            assertThat(other.exitCode()).isEqualTo(1);
            assertThat(other.out()).contains("\"applied\":null", "\"code\":\"payment.elsewhere\"", "\"cell\":\"C2\"");
        }
        assertThat(paid(sql)).isEmpty();

        applied(0, 2, file, "--kind", "execution", "--as", cultureCentre);
        assertThat(paid(sql)).containsExactly("PZ-1 1500.00", "PZ-2 28.80");
        applied(0, 0, file, "--kind", "execution"); // in a demonstration anybody will do
        long entries = entries(sql);
        applied(0, 0, file, "--kind", "execution", "--as", cultureCentre);
        assertThat(entries(sql)).as("the same file leaves no entry").isEqualTo(entries);
        Files.writeString(file, HEADS + row("PZ-1", "1600.00") + row("PZ-3", "多少"));
        applied(1, 0, file, "--kind", "execution", "--as", cultureCentre);
        assertThat(paid(sql)).as("all of it or nothing").containsExactly("PZ-1 1500.00", "PZ-2 28.80");
        Files.writeString(file, HEADS + row("PZ-1", "1600.00") + row("PZ-3", "3"));
        applied(0, 2, file, "--kind", "execution", "--as", finance);
        assertThat(paid(sql)).containsExactly("PZ-1 1600.00", "PZ-2 28.80", "PZ-3 3.00");
        assertThat(sql.sql("select who || ' ' || role || ' ' || origin || ' ' || (after ->> 'changed') from trail"
                                + " where action = 'intake.import' order by seq")
                        .query(String.class)
                        .list())
                .containsExactly(cultureCentre + " filler console 0", finance + " finance-reviewer console 1");
        assertThat(sql.sql("select count(*) from intake_piece")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static void template(Receiver receiver, Destination sheet, OutputStream out) {
        try {
            receiver.template(sheet, out);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The first cell among the indicators that says this says something else. */
    private static void change(Path workbook, String before, String after) throws Exception {
        try (XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(workbook))) {
            for (Row row : book.getSheet("绩效指标")) {
                for (Cell cell : row) {
                    if (new DataFormatter().formatCellValue(cell).equals(before)) {
                        cell.setCellValue(after);
                        try (OutputStream out = Files.newOutputStream(workbook)) {
                            book.write(out);
                        }
                        return;
                    }
                }
            }
        }
        throw new AssertionError("no cell with " + before);
    }

    private String row(String voucher, String amount) {
        return "990100000," + year + ",902002," + TOURS + "," + voucher + "," + year + "-03-05," + amount
                + ",一般公共预算,演出\n";
    }

    private static List<String> paid(JdbcClient sql) {
        return sql.sql("select voucher || ' ' || amount from payment where voucher like 'PZ-%' order by voucher")
                .query(String.class)
                .list();
    }

    private static long entries(JdbcClient sql) {
        return sql.sql("select count(*) from trail").query(Long.class).single();
    }

    private static long unit(JdbcClient sql, String code) {
        return sql.sql("select id from unit where code = ?")
                .param(code)
                .query(Long.class)
                .single();
    }

    private static String clerk(JdbcClient sql, String code) {
        return "demo-filler-" + unit(sql, code);
    }

    private ServerProcess apply(Path file, String... arguments) throws Exception {
        return ServerProcess.start(
                temp,
                Stream.concat(Stream.of("import"), arguments(file, arguments).stream())
                        .toArray(String[]::new));
    }

    private List<String> arguments(Path file, String... more) {
        return Stream.concat(
                        Stream.of(file.toString(), "--apply", "--json", "--data", folder.toString()), Stream.of(more))
                .toList();
    }

    /** Ends with that code, having changed so many records. */
    private void applied(int code, int changes, Path file, String... arguments) throws Exception {
        try (ServerProcess process = apply(file, arguments)) {
            assertThat(process.exitCode()).as(process.err() + process.out()).isEqualTo(code);
            assertThat(process.out())
                    .startsWith("[{")
                    .contains(
                            "\"applied\":" + (code == 0 ? String.valueOf(changes) : "null"),
                            code == 0 ? "\"errors\":[]" : "\"remedy\":");
        }
    }

    /** What the command says before it ends with 2; asked within this process, since nothing else would differ. */
    private AbstractStringAssert<?> refused(Path file, String... arguments) {
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> ServerCommands.applyImport(arguments(file, arguments)));
        return assertThat(refusal.chinese() + "\n" + refusal.english()).contains("没有导入任何数据", "othing was imported");
    }
}
