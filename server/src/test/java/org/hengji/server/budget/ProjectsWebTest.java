package org.hengji.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.hengji.server.ImportDesk;
import org.hengji.server.Web;
import org.hengji.server.WebTest;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** 项目库: registering, mending, entering, ending; and who may see what. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class ProjectsWebTest {

    @Autowired
    private Web web;

    @Autowired
    private Projects projects;

    @Autowired
    private JdbcClient database;

    private static MockHttpServletRequestBuilder form(
            MockHttpServletRequestBuilder request, String code, String amount) {
        return request.param("code", code)
                .param("name", "少儿阅读推广 " + code)
                .param("level", "2")
                .param("division", "读者服务部")
                .param("from", "2027")
                .param("to", "2028")
                .param("novel", "new")
                .param("funding", "general")
                .param("amount", amount)
                .param("basis", "云文〔2026〕3号");
    }

    private long register(String code, String amount) throws Exception {
        add(code, amount).andExpect(status().is3xxRedirection());
        return projects.byCode(code).orElseThrow().id();
    }

    private ResultActions add(String code, String amount) throws Exception {
        return web.perform(form(post("/projects"), code, amount)
                .param("unit", String.valueOf(web.unit("902001")))
                .with(web.as(Role.FILLER, "902001"))
                .with(csrf()));
    }

    @Test
    void aProjectIsRegisteredShownAndListedInTenThousands() throws Exception {
        long id = register("902001270000000000001", "50.5");
        assertThat(projects.find(id).orElseThrow().amount()).isEqualByComparingTo("505000");
        assertThat(web.page("/projects/" + id, web.as(Role.FILLER, "902001")))
                .contains("902001270000000000001", "50.50 万元", "505,000.00 元", "云文〔2026〕3号", "未入库");
        assertThat(web.page("/projects", web.as(Role.FINANCE_REVIEWER, "901"))).contains("/projects/" + id);
        assertThat(web.page("/projects/" + id + "?lang=en", web.as(Role.FILLER, "902001")))
                .contains("Not in the library");
    }

    @Test
    void anotherUnitNeitherSeesNorGuessesIt() throws Exception {
        long id = register("902001270000000000002", "10");
        assertThat(web.page("/projects", web.as(Role.FILLER, "903001"))).doesNotContain("902001270000000000002");
        for (Role role : List.of(Role.FILLER, Role.DIVISION_HEAD, Role.UNIT_APPROVER, Role.DEPARTMENT_REVIEWER)) {
            for (String path : List.of("", "/edit")) {
                assertThat(web.perform(get("/projects/" + id + path).with(web.as(role, "903001")))
                                .andReturn()
                                .getResponse()
                                .getStatus())
                        .as(role + " " + path)
                        .isEqualTo(404);
            }
        }
        web.perform(form(post("/projects/" + id), "X", "1")
                        .param("revision", "0")
                        .with(web.as(Role.FILLER, "903001"))
                        .with(csrf()))
                .andExpect(status().isNotFound());
        web.perform(post("/projects/" + id + "/enter")
                        .with(web.as(Role.DEPARTMENT_REVIEWER, "903"))
                        .with(csrf()))
                .andExpect(status().isNotFound());
        web.perform(form(post("/projects"), "902001270000000000099", "1")
                        .param("unit", String.valueOf(web.unit("902001")))
                        .with(web.as(Role.FILLER, "903001"))
                        .with(csrf()))
                .andExpect(status().isNotFound());
        assertThat(projects.byCode("902001270000000000099")).isEmpty();
    }

    @Test
    void whatIsWrongStandsAtItsFieldAndNothingIsLost() throws Exception {
        String answer = add("编码 1", "约 30")
                .andExpect(status().isUnprocessableContent())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer)
                .contains("编码 1", "约 30", "项目编码“编码 1”不是", "有 2 处需要改正", "href=\"#code\"")
                .contains("云文〔2026〕3号");
        register("902001270000000000003", "1");
        assertThat(add("902001270000000000003", "1")
                        .andExpect(status().isUnprocessableContent())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains("已经有项目在用");
    }

    @Test
    void theSecondOfTwoWritersSeesBothTextsAndLosesNothing() throws Exception {
        long id = register("902001270000000000004", "10");
        ResultActions first = web.perform(form(post("/projects/" + id), "902001270000000000004", "11")
                .param("revision", "0")
                .with(web.as(Role.FILLER, "902001"))
                .with(csrf()));
        first.andExpect(status().is3xxRedirection());
        String answer = web.perform(form(post("/projects/" + id), "902001270000000000004", "12")
                        .param("revision", "0")
                        .with(web.as(Role.DIVISION_HEAD, "902001"))
                        .with(csrf()))
                .andExpect(status().isConflict())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer).contains("value=\"12\"", "<q>11.00</q>", "name=\"revision\" value=\"1\"");
        assertThat(projects.find(id).orElseThrow().amount()).isEqualByComparingTo("110000");
    }

    @Test
    void aFirstLevelProjectIsTheSumOfItsSecondLevel() throws Exception {
        web.perform(post("/projects")
                        .param("code", "902001270000000000010")
                        .param("name", "阅读推广")
                        .param("level", "1")
                        .param("division", "读者服务部")
                        .param("from", "2027")
                        .param("to", "2028")
                        .param("novel", "new")
                        .param("funding", "general")
                        .param("basis", "云文〔2026〕3号")
                        .param("unit", String.valueOf(web.unit("902001")))
                        .with(web.as(Role.FILLER, "902001"))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
        for (String[] second : new String[][] {{"902001270000000000011", "12.34"}, {"902001270000000000012", "0.66"}}) {
            web.perform(form(post("/projects"), second[0], second[1])
                            .param("parent", "902001270000000000010")
                            .param("unit", String.valueOf(web.unit("902001")))
                            .with(web.as(Role.FILLER, "902001"))
                            .with(csrf()))
                    .andExpect(status().is3xxRedirection());
        }
        Project whole = projects.byCode("902001270000000000010").orElseThrow();
        assertThat(whole.amount()).isEqualByComparingTo(new BigDecimal("130000"));
        assertThat(web.page("/projects/" + whole.id(), web.as(Role.FILLER, "902001")))
                .contains("2 个二级项目合计", "13.00");
    }

    @Test
    void aSmallProjectEntersByDecisionAndIsEndedWithItsReason() throws Exception {
        long id = register("902001270000000000005", "20");
        web.perform(post("/projects/" + id + "/enter")
                        .with(web.as(Role.FILLER, "902001"))
                        .with(csrf()))
                .andExpect(status().isForbidden());
        web.perform(post("/projects/" + id + "/enter")
                        .with(web.as(Role.DEPARTMENT_REVIEWER, "902"))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
        assertThat(projects.find(id).orElseThrow().inLibrary()).isTrue();
        // In the library it is no longer its fillers' to change.
        web.perform(get("/projects/" + id + "/edit").with(web.as(Role.FILLER, "902001")))
                .andExpect(status().isForbidden());
        web.perform(post("/projects/" + id + "/end")
                        .param("why", " ")
                        .with(web.as(Role.DEPARTMENT_REVIEWER, "902"))
                        .with(csrf()))
                .andExpect(status().isUnprocessableContent());
        web.perform(post("/projects/" + id + "/end")
                        .param("why", "任务并入其他项目")
                        .with(web.as(Role.DEPARTMENT_REVIEWER, "902"))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
        assertThat(web.page("/projects/" + id, web.as(Role.FILLER, "902001"))).contains("已终止", "任务并入其他项目");
    }

    @Test
    void aLargeNewProjectDoesNotEnterWithoutItsEvaluation() throws Exception {
        long id = register("902001270000000000006", "100");
        String answer = web.perform(post("/projects/" + id + "/enter")
                        .with(web.as(Role.FINANCE_REVIEWER, "901"))
                        .with(csrf()))
                .andExpect(status().isUnprocessableContent())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer).contains("还没有事前绩效评估结论", "中发〔2018〕34号");
        assertThat(projects.find(id).orElseThrow().inLibrary()).isFalse();
    }

    @Test
    void moneyGivenAgainAfterAWeakYearIsPointedOut() throws Exception {
        long id = register("902001270000000000007", "20");
        database.sql("insert into project_year (project, year, adjusted, spent) values (?, 2025, 100000, 60000)")
                .param(id)
                .update();
        assertThat(web.page("/projects/" + id, web.as(Role.DEPARTMENT_REVIEWER, "902")))
                .contains("预算固化提示", "60.00%");
    }

    private ImportDesk desk() {
        return web.imports(web.as(Role.FILLER, "902001"));
    }

    private String bring(String csv) throws Exception {
        return desk().send("projects", String.valueOf(web.unit("902001")), "projects.csv", csv);
    }

    @Test
    void aWorkbookIsTakenWholeOrNotAtAllAndItsListGoesOutAsSeen() throws Exception {
        String heads = "PRO_CODE,PRO_NAME,层级,所属一级项目编码,责任处室,开始年度,结束年度,项目属性,资金性质,项目总额,立项依据\n";
        String first = "902001270000000000020,阅读空间,一级项目,,办公室,2027,2028,延续项目,一般性经费,,云文〔2026〕9号\n";
        String second =
                "902001270000000000021,阅读空间维护,二级项目,902001270000000000020,办公室,2027,2028,延续项目,一般性经费,12.5,云文〔2026〕9号\n";
        String bad = second.replace("00021", "00022").replace("12.5", "若干");
        assertThat(desk().page(bring(heads + second + first + bad))).contains("没有导入任何数据", "若干", "J4");
        assertThat(projects.byCode("902001270000000000020")).isEmpty();
        String orphan = second.replace("00021", "00023").replace("000020,", "000999,");
        assertThat(desk().page(bring(heads + first + orphan))).contains("不是本单位的一级项目", "第 3 行", "D3");
        assertThat(projects.byCode("902001270000000000020")).isEmpty();
        String sound = bring(heads + second + first);
        assertThat(desk().page(sound)).contains("检查通过，共 2 行", "导入（2 条）");
        assertThat(projects.byCode("902001270000000000020")).as("a dry run").isEmpty();
        assertThat(desk().take(sound)).contains("已导入：新增 2 条，修改 0 条，不变 0 条");
        assertThat(desk().page(bring(heads + second + first))).contains("与系统里的数据完全相同", "已于");
        assertThat(desk().page(bring(heads + second.replace("12.5", "13") + first)))
                .contains("导入（1 条）");
        assertThat(projects.byCode("902001270000000000020").orElseThrow().amount())
                .isEqualByComparingTo("125000");
        byte[] file = web.perform(get("/projects?q=阅读空间&format=xlsx").with(web.as(Role.FILLER, "902001")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        assertThat(DocumentReader.read("projects.xlsx", file, Limits.USUAL).text())
                .contains("阅读空间维护", "12.5")
                .doesNotContain("古籍数字化");
        web.perform(get("/imports/template.xlsx?kind=projects&to=" + web.unit("902001"))
                        .with(web.as(Role.FILLER, "902001")))
                .andExpect(status().isOk());
    }

    @Test
    void noAdministratorOpensAnyOfIt() throws Exception {
        for (Role role : Role.values()) {
            if (role.administrator()) {
                for (String path : List.of("/projects", "/projects/new", "/projects/1")) {
                    web.perform(get(path)
                                    .with(authentication(UsernamePasswordAuthenticationToken.authenticated(
                                            new Person("a", "a", role, 0), null, List.of()))))
                            .andExpect(status().isForbidden());
                }
            }
        }
    }
}
