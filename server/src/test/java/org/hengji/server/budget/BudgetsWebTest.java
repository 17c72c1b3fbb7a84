package org.hengji.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hengji.server.Web;
import org.hengji.server.WebTest;
import org.hengji.server.access.Role;
import org.hengji.server.organisation.Units;
import org.hengji.server.procedure.Act;
import org.hengji.server.procedure.Acted;
import org.hengji.server.procedure.Document;
import org.hengji.server.procedure.Procedures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.TestPropertySource;

/** 部门预算 in its four steps: cells as they are typed, what holds it up, versions, and whose it is to see. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class BudgetsWebTest {

    private static final AtomicInteger YEARS = new AtomicInteger(2030);

    @Autowired
    private Web web;

    @Autowired
    private Budgets budgets;

    @Autowired
    private Procedures procedures;

    @Autowired
    private Units units;

    @Autowired
    private JdbcClient database;

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    /** A year of its own for each test, opened by finance; the library has one project, another is not in. */
    private long begin(int year) throws Exception {
        long area = units.tree().area(web.unit("902001")).orElseThrow().id();
        database.sql("insert into fiscal_year (area, year, state) values (?, ?, 'OPEN') on conflict do nothing")
                .params(area, year)
                .update();
        for (String state : List.of("LIBRARY", "DRAFT")) {
            database.sql("insert into project (code, name, level, unit, year_from, year_to, funding, amount, basis,"
                            + " division, state, changed_by) values (?, '少儿阅读推广', 2, ?, ?, ?, 'GENERAL', 1000000,"
                            + " '云文〔2026〕3号', '读者服务部', ?, '-')")
                    .params("P" + year + state.charAt(0), web.unit("902001"), year, year, state)
                    .update();
        }
        String to = web.perform(post("/budgets")
                        .param("unit", String.valueOf(web.unit("902001")))
                        .param("year", String.valueOf(year))
                        .with(web.as(Role.FILLER, "902001"))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getHeader("Location");
        return Long.parseLong(to.replace("/budgets/", ""));
    }

    private String enter(long id, Role role, String unitCode, Map<String, String> cells) throws Exception {
        var request =
                post("/budgets/" + id + "/cells").with(web.as(role, unitCode)).with(csrf());
        cells.forEach(
                (at, typed) -> request.param("cell", at).param("typed", typed).param("base", ""));
        return Web.body(web.perform(request).andExpect(status().isOk()));
    }

    private Map<String, String> line(long id, int index, String project, String price) {
        long row = budgets.find(id).orElseThrow().lines().get(index).id();
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("lines/" + row + "/type", "项目支出");
        cells.put("lines/" + row + "/project", project);
        cells.put("lines/" + row + "/name", "活动物料");
        cells.put("lines/" + row + "/source", "一般公共预算");
        cells.put("lines/" + row + "/function", "2070104");
        cells.put("lines/" + row + "/economic", "30227");
        cells.put("lines/" + row + "/quantity", "2");
        cells.put("lines/" + row + "/price", price);
        cells.put("lines/" + row + "/basis", "三家询价");
        cells.put("lines/" + row + "/division", "读者服务部");
        return cells;
    }

    private Acted act(long id, Role role, String unitCode, Act act, String comment) {
        SecurityContextHolder.getContext().setAuthentication(web.token(role, unitCode));
        try {
            Document document =
                    procedures.find(Budget.COURSE, Budget.subject(id)).orElseThrow();
            return procedures.act(document.id(), act, document.revision(), comment);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static List<String> refusal(Acted acted) {
        assertThat(acted).isInstanceOf(Acted.Refused.class);
        return ((Acted.Refused) acted).problems().stream().map(p -> p.code()).toList();
    }

    @Test
    void aBudgetGoesThroughItsFourStepsAndEachKeepsItsVersion() throws Exception {
        int year = YEARS.addAndGet(3);
        long id = begin(year);
        assertThat(refusal(act(id, Role.FILLER, "902001", Act.SUBMIT, ""))).contains("budget.empty");
        Map<String, String> cells = line(id, 0, "P" + year + "L", "25,000");
        cells.put("head/0/revenue.general", "5");
        assertThat(enter(id, Role.FILLER, "902001", cells)).contains("收支平衡", "data-problems=\"0\"");
        forward(id, List.of(Role.FILLER, Role.UNIT_APPROVER, Role.DEPARTMENT_REVIEWER));
        // 一下: finance gives the figures, and nothing else.
        assertThat(refusal(act(id, Role.FINANCE_REVIEWER, "901", Act.SUBMIT, "")))
                .contains("control.missing");
        enter(
                id,
                Role.FINANCE_REVIEWER,
                "901",
                Map.of(
                        "head/0/control.total",
                        "4.99",
                        "head/0/control.clause",
                        "云财预〔2026〕8号第三条",
                        "head/0/revenue.fund",
                        "9"));
        assertThat(budgets.find(id).orElseThrow().cell("revenue.fund")).isEmpty();
        forward(id, List.of(Role.FINANCE_REVIEWER));
        // 二上: a fen above is too much.
        assertThat(refusal(act(id, Role.FILLER, "902001", Act.SUBMIT, ""))).containsExactly("budget.above-control");
        long row = budgets.find(id).orElseThrow().lines().get(0).id();
        retype(id, "lines/" + row + "/price", "25,000", "24,950");
        retype(id, "head/0/revenue.general", "5", "4.99");
        forward(id, List.of(Role.FILLER, Role.UNIT_APPROVER, Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER));
        assertThat(budgets.find(id).orElseThrow().approved()).isTrue();
        assertThat(database.sql("select sum(original) from budget_line where budget = ?")
                        .param(id)
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("49900");
        Document document = procedures.find(Budget.COURSE, Budget.subject(id)).orElseThrow();
        List<String> versions = procedures.history(document.id()).stream()
                .map(e -> procedures.content(document.id(), e.seq()).orElseThrow())
                .toList();
        assertThat(versions).hasSize(9);
        assertThat(versions.get(1)).contains("\"total\":\"5.00\"");
        assertThat(versions.get(4)).contains("\"total\":\"5.00\"", "云财预〔2026〕8号第三条");
        assertThat(versions.get(8)).contains("\"total\":\"4.99\"", "24,950");
    }

    private void forward(long id, List<Role> roles) {
        for (Role role : roles) {
            String unitCode =
                    role == Role.FINANCE_REVIEWER ? "901" : role == Role.DEPARTMENT_REVIEWER ? "902" : "902001";
            Document document =
                    procedures.find(Budget.COURSE, Budget.subject(id)).orElseThrow();
            assertThat(act(id, role, unitCode, document.step().forward(), ""))
                    .as(document.step().key())
                    .isInstanceOf(Acted.Done.class);
        }
    }

    private void retype(long id, String at, String base, String typed) throws Exception {
        web.perform(post("/budgets/" + id + "/cells")
                        .param("cell", at)
                        .param("typed", typed)
                        .param("base", base)
                        .with(web.as(Role.FILLER, "902001"))
                        .with(csrf()))
                .andExpect(status().isOk());
    }

    @Test
    void aCellKeepsWhatWasTypedAndSaysWhatIsWrongWithIt() throws Exception {
        int year = YEARS.addAndGet(3);
        long id = begin(year);
        Map<String, String> cells = line(id, 0, "P" + year + "D", "贵");
        String answer = enter(id, Role.FILLER, "902001", cells);
        assertThat(answer).contains("还没有入库", "value=\"贵\"", "data-problems=\"2\"");
        assertThat(refusal(act(id, Role.FILLER, "902001", Act.SUBMIT, ""))).contains("budget.cells");
        assertThat(Web.body(web.perform(get("/budgets/" + id).with(web.as(Role.FILLER, "902001")))))
                .contains("value=\"贵\"", "P" + year + "D");
    }

    @Test
    void theSecondOfTwoEditorsSeesBothTextsAndTheFirstStands() throws Exception {
        long id = begin(YEARS.addAndGet(3));
        long row = budgets.find(id).orElseThrow().lines().get(0).id();
        enter(id, Role.FILLER, "902001", Map.of("lines/" + row + "/name", "先存的"));
        String answer = enter(id, Role.FILLER, "902001", Map.of("lines/" + row + "/name", "后存的"));
        assertThat(answer).contains("data-conflicts=\"1\"", "先存的", "data-take=\"后存的\"");
        assertThat(budgets.find(id).orElseThrow().lines().get(0).cell("name")).isEqualTo("先存的");
        // Two who typed the same do not disagree.
        assertThat(enter(id, Role.FILLER, "902001", Map.of("lines/" + row + "/name", "先存的")))
                .contains("data-conflicts=\"0\"");
    }

    @Test
    void aBlockFromExcelBecomesLinesAndThereIsAlwaysRoomForMore() throws Exception {
        int year = YEARS.addAndGet(3);
        long id = begin(year);
        String block = "项目支出\tP" + year + "L\t图书\t一般公共预算\t2070104\t30299\t1,000\t册\t35.5\t\t\t三家询价\t读者服务部\n"
                + "公用经费\t\t差旅\t一般公共预算\t2070104\t30211\t10\t人次\t1200\t\t差旅费管理办法\t\t办公室\t差旅费\t1\n";
        web.perform(post("/budgets/" + id + "/paste")
                        .param("sheet", "lines")
                        .param("block", block)
                        .with(web.as(Role.FILLER, "902001"))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
        Budget budget = budgets.find(id).orElseThrow();
        BudgetSheet sheet = budgets.sheet(budget);
        assertThat(sheet.problems()).isEmpty();
        // 1,000 × 35.5 + 10 × 1,200
        assertThat(sheet.composition().total()).isEqualByComparingTo("47500");
        assertThat(sheet.review().warnings()).extracting(p -> p.path()).containsExactly("controlled.travel");
        assertThat(budget.lines()).hasSize(2 + Budgets.SPARE_ROWS);
        web.perform(post("/budgets/" + id + "/rows/" + budget.lines().get(1).id() + "/remove")
                        .with(web.as(Role.FILLER, "902001"))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
        assertThat(budgets.sheet(budgets.find(id).orElseThrow()).composition().total())
                .isEqualByComparingTo("35500");
    }

    @Test
    void anotherUnitNeitherSeesNorGuessesItAndNobodyEditsOutOfTurn() throws Exception {
        long id = begin(YEARS.addAndGet(3));
        long row = budgets.find(id).orElseThrow().lines().get(0).id();
        for (Role role : List.of(Role.FILLER, Role.UNIT_APPROVER, Role.DEPARTMENT_REVIEWER)) {
            assertThat(Web.body(web.perform(get("/budgets").with(web.as(role, "903001")))))
                    .doesNotContain("/budgets/" + id + "\"");
            web.perform(get("/budgets/" + id).with(web.as(role, "903001"))).andExpect(status().isNotFound());
        }
        for (String path : List.of("/cells", "/paste?sheet=lines", "/rows/" + row + "/remove")) {
            web.perform(post("/budgets/" + id + path)
                            .with(web.as(Role.FILLER, "903001"))
                            .with(csrf()))
                    .andExpect(status().isNotFound());
        }
        web.perform(post("/budgets")
                        .param("unit", String.valueOf(web.unit("902001")))
                        .param("year", "2026")
                        .with(web.as(Role.FILLER, "903001"))
                        .with(csrf()))
                .andExpect(status().isNotFound());
        // Finance waits for its step.
        web.perform(post("/budgets/" + id + "/cells")
                        .param("cell", "head/0/control.total")
                        .param("typed", "1")
                        .param("base", "")
                        .with(web.as(Role.FINANCE_REVIEWER, "901"))
                        .with(csrf()))
                .andExpect(status().is4xxClientError());
        assertThat(budgets.find(id).orElseThrow().cell("control.total")).isEmpty();
    }

    @Test
    void theNextYearBeginsWithWhatWasApprovedAndSpent() throws Exception {
        int year = YEARS.addAndGet(3);
        long id = begin(year - 1);
        Map<String, String> cells = line(id, 0, "P" + (year - 1) + "L", "10000");
        cells.put("head/0/revenue.general", "2");
        enter(id, Role.FILLER, "902001", cells);
        budgets.approve(budgets.find(id).orElseThrow());
        database.sql("update budget_line set spent = 15000 where budget = ?")
                .param(id)
                .update();
        Budget next = budgets.find(begin(year)).orElseThrow();
        assertThat(next.cell("prior.total")).isEqualTo("2.00");
        assertThat(next.lines().get(0).cells())
                .containsEntry("name", "活动物料")
                .containsEntry("prior-budget", "2.00")
                .containsEntry("prior-adjusted", "2.00")
                .containsEntry("prior-spent", "1.50")
                .doesNotContainKey("quantity");
    }
}
