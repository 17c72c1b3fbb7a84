package org.hengji.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.hengji.server.ImportDesk;
import org.hengji.server.Web;
import org.hengji.server.WebTest;
import org.hengji.server.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** 支付: in files and by hand, each voucher once, each amount where it certainly belongs. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class PaymentsWebTest {

    private static final AtomicInteger YEARS = new AtomicInteger(2050);
    private static final String HEADS =
            "MOF_DIV_CODE,FISCAL_YEAR,AGENCY_CODE,PRO_CODE,支付凭证号,PAY_DATE,PAY_AMT,资金性质,摘要\n";

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient database;

    private int year;
    private long budget;

    /** Two lines of one project, told apart by their funds, and one of another. */
    @BeforeEach
    void approved() {
        year = YEARS.addAndGet(1);
        long unit = web.unit("902001");
        database.sql("insert into fiscal_year (area, year, state) values (?, ?, 'OPEN')")
                .params(web.unit("990100000"), year)
                .update();
        budget = database.sql("insert into budget (unit, year, approved_at) values (?, ?, now()) returning id")
                .params(unit, year)
                .query(Long.class)
                .single();
        String[][] lines = {{"P1", "古籍整理", "GENERAL"}, {"P1", "古籍整理（基金）", "FUND"}, {"P2", "阅读推广", "GENERAL"}};
        for (int i = 0; i < lines.length; i++) {
            database.sql(
                            "insert into budget_line (budget, place, type, project, name, source, function, economic,"
                                    + " division, original) values (?, ?, 'PROJECT', ?, ?, ?, '2070104', '30299', '办公室', 500000)")
                    .params(budget, i + 1, lines[i][0], lines[i][1], lines[i][2])
                    .update();
        }
    }

    private ImportDesk desk(Role role, String unit) {
        return web.imports(web.as(role, unit));
    }

    private ImportDesk clerk() {
        return desk(Role.FILLER, "902001");
    }

    private String row(String agency, String project, String voucher, String amount, String fund) {
        return "440300000," + year + "," + agency + "," + project + "," + voucher + "," + year + "-03-05," + amount
                + "," + fund + ",购买服务\n";
    }

    private String ledger() throws Exception {
        return web.page("/budgets/" + budget + "/ledger", web.as(Role.FILLER, "902001"));
    }

    private String spent(int place) {
        return database.sql("select trim_scale(spent)::text from budget_line where budget = ? and place = ?")
                .params(budget, place)
                .query(String.class)
                .single();
    }

    private String line(int place) {
        return database.sql("select id::text from budget_line where budget = ? and place = ?")
                .params(budget, place)
                .query(String.class)
                .single();
    }

    private long payments() {
        return database.sql("select count(*) from payment where year = ?")
                .param(year)
                .query(Long.class)
                .single();
    }

    @Test
    void whatWasPaidStandsInTheLedgerAndTheSameFileTwiceChangesNothing() throws Exception {
        byte[] file = (HEADS
                        + row("902001", "P1", "A-1", "\"1,000.50\"", "一般公共预算资金")
                        + row("902001", "P1", "A-2", "2000", "政府性基金")
                        + row("902001", "P2", "A-3", "3万", "一般公共预算资金")
                        + row("902001", "P2", "A-4", "-500.00", "一般公共预算资金"))
                .getBytes(Charset.forName("GB18030"));
        String address = clerk().send("execution", "", "支付.csv", file);
        assertThat(clerk().page(address)).contains("检查通过，共 4 行", "导入（4 条）", "单位和财政部门可以看到");
        assertThat(payments()).as("a dry run").isZero();
        assertThat(clerk().take(address)).contains("已导入：新增 4 条，修改 0 条");
        assertThat(spent(1)).isEqualTo("1000.5");
        assertThat(spent(2)).isEqualTo("2000");
        assertThat(spent(3)).isEqualTo("29500");
        assertThat(ledger()).contains("2.95").doesNotContain("没有计入任何预算项的支付");

        String again = clerk().send("execution", "", "支付.csv", file);
        assertThat(clerk().page(again)).contains("与系统里的数据完全相同", "再次导入不改变任何数据");
        assertThat(payments()).isEqualTo(4);
        assertThat(database.sql("select after ->> 'bodies' from trail where action = 'payment.import' order by seq"
                                + " desc limit 1")
                        .query(String.class)
                        .single())
                .contains("\"payments\": 4", "\"amount\": \"32500.50\"", "\"year\": " + year);
    }

    @Test
    void aVoucherThatSaysSomethingElseIsShownBeforeItIsChangedAndWhatItSaidIsKept() throws Exception {
        clerk().take(clerk().send("execution", "", "a.csv", HEADS + row("902001", "P2", "B-1", "100", "")));
        String address = clerk().send(
                        "execution",
                        "",
                        "b.csv",
                        HEADS + row("902001", "P2", "B-1", "120", "") + row("902001", "P2", "B-2", "5", ""));
        assertThat(clerk().page(address)).contains("原来登记的是 " + year + "-03-05、100.00 元", "120.00", "导入（2 条）", "G2");
        clerk().take(address);
        assertThat(spent(3)).isEqualTo("125");
        assertThat(database.sql("select b.amount::text from payment_before b join payment p on p.id = b.payment"
                                + " where p.year = ?")
                        .param(year)
                        .query(String.class)
                        .list())
                .containsExactly("100.00");
    }

    @Test
    void rowsOfOtherBodiesAreRefusedAndUnknownProjectsNamed() throws Exception {
        String rows = HEADS + row("902001", "P2", "C-1", "100", "") + row("903001", "P2", "C-2", "100", "");
        assertThat(clerk().page(clerk().send("execution", "", "a.csv", rows)))
                .contains("您的范围内没有代码为“903001”的预算单位", "C3", "没有导入任何数据")
                .doesNotContain("导入（");
        String finance = desk(Role.FINANCE_REVIEWER, "901").send("execution", "", "a.csv", rows);
        assertThat(desk(Role.FINANCE_REVIEWER, "901").page(finance))
                .as("finance sees both")
                .contains("导入（2 条）");
        assertThat(desk(Role.FINANCE_REVIEWER, "107")
                        .page(desk(Role.FINANCE_REVIEWER, "107").send("execution", "", "a.csv", rows)))
                .as("another city")
                .contains("“902001”", "“903001”");

        String strange = HEADS + row("902001", "P-UNKNOWN", "C-3", "70", "") + row("902001", "P1", "C-4", "30", "");
        String address = clerk().send("execution", "", "b.csv", strange);
        assertThat(clerk().page(address)).contains("没有项目“P-UNKNOWN”", "导入（2 条）");
        clerk().take(address);
        assertThat(ledger())
                .as("neither the unknown project nor one of two lines")
                .contains("没有计入任何预算项的支付", "P-UNKNOWN");
        assertThat(spent(1) + " " + spent(2)).isEqualTo("0 0");
        String first = line(1);
        String path = "/budgets/" + budget + "/payments";
        web.send(path + "/allot", web.as(Role.FILLER, "903001"), "project", "P1", "line", first)
                .andExpect(status().isNotFound());
        web.send(path + "/allot", web.as(Role.FILLER, "902001"), "project", "P1", "line", first);
        assertThat(spent(1)).as("somebody says which").isEqualTo("30");
        clerk().take(clerk().send("execution", "", "b.csv", HEADS + row("902001", "P1", "C-4", "31", "")));
        assertThat(spent(1)).as("a corrected amount stays there").isEqualTo("31");
        assertThat(web.page(path + "?line=" + first, web.as(Role.FILLER, "902001")))
                .contains("其中 1 笔（31.00 元）是手工计入这一项的");
        web.send(path + "/release", web.as(Role.FILLER, "902001"), "line", first);
        assertThat(spent(1)).isEqualTo("0");
        database.sql("update fiscal_year set state = 'CLOSED' where year = ?")
                .param(year)
                .update();
        assertThat(clerk().page(clerk().send("execution", "", "c.csv", HEADS + row("902001", "P2", "C-5", "1", ""))))
                .contains(year + " 年度已经关闭");
    }

    @Test
    void aPaymentIsTypedByHandOnceAndTakenBack() throws Exception {
        String path = "/budgets/" + budget + "/payments";
        String line = line(3);
        String[] fields = {
            "line", line, "on", year + "-04-01", "amount", "12,345.60", "voucher", "记-018", "note", "讲座劳务"
        };
        web.send(path, web.as(Role.FILLER, "902001"), fields).andExpect(status().is3xxRedirection());
        assertThat(spent(3)).isEqualTo("12345.6");
        assertThat(Web.body(web.send(path, web.as(Role.FILLER, "902001"), fields)
                        .andExpect(status().isUnprocessableContent())))
                .contains("已经登记过", "记-018", "讲座劳务");
        assertThat(Web.body(web.send(
                                path,
                                web.as(Role.FILLER, "902001"),
                                "line",
                                line,
                                "on",
                                "四月",
                                "amount",
                                "若干",
                                "voucher",
                                "")
                        .andExpect(status().isUnprocessableContent())))
                .contains("“四月”不是日期", "若干", "没有填支付凭证号");
        web.send(path, web.as(Role.FILLER, "903001"), fields).andExpect(status().isNotFound());
        web.send(path, web.as(Role.FINANCE_REVIEWER, "901"), fields).andExpect(status().isForbidden());
        // The same voucher in a file is the same payment.
        String file = clerk().send(
                        "execution",
                        "",
                        "a.csv",
                        HEADS + row("902001", "P2", "记-018", "12345.60", "").replace("-03-05", "-04-01"));
        assertThat(clerk().page(file)).contains("导入（1 条）", "原来登记的是 " + year + "-04-01、12,345.60 元");
        String id = database.sql("select id::text from payment where year = ?")
                .param(year)
                .query(String.class)
                .single();
        web.send(path + "/" + id + "/remove", web.as(Role.FILLER, "902001"));
        assertThat(spent(3)).isEqualTo("0");
        assertThat(database.sql("select action from trail where entity = ? order by seq")
                        .param("payment/" + id)
                        .query(String.class)
                        .list())
                .containsExactly("payment.add", "payment.remove");
    }

    @Test
    void aLargeFileShowsHowFarItIsAndCanBeStoppedWithoutATrace() throws Exception {
        StringBuilder rows = new StringBuilder(HEADS);
        for (int i = 0; i < 150_000; i++) {
            rows.append(row("902001", "P2", "L-" + i, "1.25", ""));
        }
        byte[] file = rows.toString().getBytes(StandardCharsets.UTF_8);
        ImportDesk desk = clerk();
        String trial = desk.begin("execution", "", "大.csv", file).getRedirectedUrl();
        until(desk, trial, "正在检查");
        assertThat(desk.page(trial)).contains("id=\"progress\"", "停止检查并删除这个文件");
        desk.act(trial, "cancel");
        assertThat(desk.settled(trial)).contains("已按您的要求停止", "没有写入任何数据");

        String taken = desk.send("execution", "", "大.csv", file);
        desk.act(taken, "take");
        until(desk, taken, "正在导入");
        desk.act(taken, "cancel");
        assertThat(desk.settled(taken)).contains("已按您的要求停止", "导入（150,000 条）");
        assertThat(payments()).isZero();
        assertThat(desk.take(taken)).contains("新增 150,000 条");
        assertThat(spent(3)).isEqualTo("187500");
    }

    private static void until(ImportDesk desk, String address, String words) throws Exception {
        for (int i = 0; i < 2000 && !desk.page(address).contains(words); i++) {
            Thread.sleep(5);
        }
        assertThat(desk.page(address)).contains(words);
    }
}
