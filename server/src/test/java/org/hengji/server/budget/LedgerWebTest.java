package org.hengji.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hengji.server.Web;
import org.hengji.server.WebTest;
import org.hengji.server.access.Role;
import org.hengji.server.organisation.Units;
import org.hengji.server.procedure.Acted;
import org.hengji.server.procedure.Document;
import org.hengji.server.procedure.Procedures;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.ResultActions;

/** 预算调整 on the web: splits that balance, recalls within what is unspent, and a ledger that counts what finance approved. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class LedgerWebTest {

    private static final AtomicInteger YEARS = new AtomicInteger(2030);

    @Autowired
    private Web web;

    @Autowired
    private Ledgers ledgers;

    @Autowired
    private Procedures procedures;

    @Autowired
    private Units units;

    @Autowired
    private JdbcClient database;

    private ResultActions send(String path, String... fields) throws Exception {
        return web.send(path, web.as(Role.FILLER, "902001"), fields);
    }

    /** An approved budget with the projects of a published report: 141.12, 110 and 1.5 万元, and one for other relief. */
    private long approved() {
        int year = YEARS.addAndGet(1);
        long area = units.tree().area(web.unit("902001")).orElseThrow().id();
        database.sql("insert into fiscal_year (area, year, state) values (?, ?, 'OPEN')")
                .params(area, year)
                .update();
        long id = database.sql("insert into budget (unit, year, approved_at) values (?, ?, now()) returning id")
                .params(web.unit("902001"), year)
                .query(Long.class)
                .single();
        String[][] lines = {{"社会救助工作", "1411200"}, {"护理院选址", "1100000"}, {"生态安葬", "15000"}, {"其他救助", "0"}};
        for (int i = 0; i < lines.length; i++) {
            database.sql("insert into budget_line (budget, place, type, project, name, source, function, economic,"
                            + " division, original) values (?, ?, 'PROJECT', ?, ?, 'GENERAL', '208', '30299', '救助处',"
                            + " ?::numeric)")
                    .params(id, i + 1, "P" + i, lines[i][0], lines[i][1])
                    .update();
        }
        return id;
    }

    private String line(long budget, int place) {
        return database.sql("select id::text from budget_line where budget = ? and place = ?")
                .params(budget, place)
                .query(String.class)
                .single();
    }

    private long begin(long budget) throws Exception {
        String to = send("/budgets/" + budget + "/changes", "title", "救助经费调整", "reason", "人员减少")
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getHeader("Location");
        return Long.parseLong(to.replace("/budget-changes/", ""));
    }

    @Test
    void aSplitAndTwoRecallsAreApprovedAndCount() throws Exception {
        long budget = approved();
        long change = begin(budget);
        String base = "/budget-changes/" + change;
        String from = line(budget, 1);
        String to = line(budget, 4);
        assertThat(Web.body(send(base + "/split", "from", from, "kept", "12.4", "to", to, "moved", "128.71")
                        .andExpect(status().isUnprocessableContent())))
                .contains("少 0.01 万元", "12.40 + 128.71 + 0.00 = 141.11 万元");
        send(base + "/split", "from", from, "kept", "12.4", "to", to, "moved", "128.72", "purpose", "临时救助")
                .andExpect(status().is3xxRedirection());
        // One 万元 of the second project is spent already.
        send(
                        "/budgets/" + budget + "/payments",
                        "line",
                        line(budget, 2),
                        "on",
                        "2031-03-05",
                        "amount",
                        "1万",
                        "voucher",
                        "ZF-1")
                .andExpect(status().is3xxRedirection());
        assertThat(Web.body(send(base + "/entries", "kind", "RECALL", "from", line(budget, 2), "amount", "109.5")
                        .andExpect(status().isUnprocessableContent())))
                .contains("尚未支出的余额是 109.00 万元");
        send(base + "/entries", "kind", "RECALL", "from", line(budget, 2), "amount", "109")
                .andExpect(status().is3xxRedirection());
        send(base + "/entries", "kind", "RECALL", "from", line(budget, 3), "amount", "1.5")
                .andExpect(status().is3xxRedirection());
        assertThat(Web.body(web.perform(get("/budgets/" + budget + "/ledger").with(web.as(Role.FILLER, "902001")))))
                .contains("id=\"rate-net\" title=\"|0.00| ÷ 252.62\">0.00%", "办理中");
        for (Role role : List.of(Role.FILLER, Role.UNIT_APPROVER, Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER)) {
            Document document = procedures
                    .find(BudgetChange.COURSE, BudgetChange.subject(change))
                    .orElseThrow();
            SecurityContextHolder.getContext()
                    .setAuthentication(web.token(
                            role,
                            role == Role.FINANCE_REVIEWER
                                    ? "901"
                                    : role == Role.DEPARTMENT_REVIEWER ? "902" : "902001"));
            assertThat(procedures.act(document.id(), document.step().forward(), document.revision(), "同意"))
                    .as(role.key())
                    .isInstanceOf(Acted.Done.class);
            SecurityContextHolder.clearContext();
        }
        BudgetAccount account = ledgers.find(budget).orElseThrow();
        assertThat(account.ledger().adjusted(from)).isEqualByComparingTo("124000");
        assertThat(account.ledger().adjusted(to)).isEqualByComparingTo("1287200");
        // 110.5 ÷ 252.62 and 367.94 ÷ 252.62, as in the worked examples.
        assertThat(Web.body(
                        web.perform(get("/budgets/" + budget + "/ledger").with(web.as(Role.FINANCE_REVIEWER, "901")))))
                .contains("43.74%", "145.65%", "94.70%", "已记入台账", "142.12");
    }

    @Test
    void anotherUnitNeitherSeesNorChangesIt() throws Exception {
        long budget = approved();
        long change = begin(budget);
        for (String path : List.of("/budgets/" + budget + "/ledger", "/budget-changes/" + change)) {
            web.perform(get(path).with(web.as(Role.FILLER, "903001"))).andExpect(status().isNotFound());
        }
        web.perform(post("/budget-changes/" + change + "/entries")
                        .param("kind", "ADDITION")
                        .param("from", line(budget, 1))
                        .param("amount", "1")
                        .with(web.as(Role.FILLER, "903001"))
                        .with(csrf()))
                .andExpect(status().isNotFound());
        web.perform(post("/budgets/" + budget + "/changes")
                        .param("title", "甲")
                        .param("reason", "乙")
                        .with(web.as(Role.FILLER, "903001"))
                        .with(csrf()))
                .andExpect(status().isNotFound());
        // A line of another budget is no line of this one.
        long other = approved();
        send("/budget-changes/" + change + "/entries", "kind", "ADDITION", "from", line(other, 1), "amount", "1")
                .andExpect(status().isUnprocessableContent());
    }

    @Test
    void carryOverIsShownWithBothRates() throws Exception {
        long budget = approved();
        send(
                        "/budgets/" + budget + "/carry-over",
                        "opening",
                        "106.51",
                        "revenue",
                        "21044.23",
                        "expenditure",
                        "20998.11")
                .andExpect(status().is3xxRedirection());
        // 106.51 + 21044.23 − 20998.11 = 152.63; ÷ 252.62 = 60.42 %; (152.63 − 106.51) ÷ 252.62 = 18.26 %
        assertThat(Web.body(web.perform(get("/budgets/" + budget + "/ledger").with(web.as(Role.FILLER, "902001")))))
                .contains("年末 152.63 万元", "18.26%", "60.42%");
    }
}
