package org.hengji.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.hengji.server.Web;
import org.hengji.server.WebTest;
import org.hengji.server.access.Role;
import org.hengji.server.budget.exante.Instrument;
import org.hengji.server.procedure.Acted;
import org.hengji.server.procedure.Document;
import org.hengji.server.procedure.Procedures;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** 事前绩效评估 on the web: experts score alone and unnamed, people conclude, and the library follows. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class ExAnteWebTest {

    @Autowired
    private Web web;

    @Autowired
    private Projects projects;

    @Autowired
    private Procedures procedures;

    @Autowired
    private JdbcClient database;

    private long begun(String code) throws Exception {
        long project = database.sql("insert into project (code, name, level, unit, year_from, year_to, funding, amount,"
                        + " basis, division, responsible, changed_by) values (?, '少儿阅读推广', 2, ?, 2027, 2028, 'GENERAL',"
                        + " 2000000, '云文〔2026〕3号', '读者服务部', '何芳', '-') returning id")
                .params(code, web.unit("902001"))
                .query(Long.class)
                .single();
        String to = web.send("/projects/" + project + "/ex-ante", web.as(Role.FILLER, "902001"))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getHeader("Location");
        return Long.parseLong(to.replace("/ex-ante/", ""));
    }

    private Acted forward(long id, Role role, String unitCode) {
        SecurityContextHolder.getContext().setAuthentication(web.token(role, unitCode));
        try {
            Document document =
                    procedures.find(ExAnte.COURSE, ExAnte.subject(id)).orElseThrow();
            return procedures.act(document.id(), document.step().forward(), document.revision(), "");
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static List<String> codes(Acted acted) {
        assertThat(acted).isInstanceOf(Acted.Refused.class);
        return ((Acted.Refused) acted).problems().stream().map(p -> p.code()).toList();
    }

    /** A panel that has the application before it. */
    private long applied(String code, String... experts) throws Exception {
        long id = begun(code);
        assertThat(codes(forward(id, Role.FILLER, "902001"))).containsExactly("ex-ante.application");
        web.send("/ex-ante/" + id, web.as(Role.FILLER, "902001"), "reason", "阅读率低于全市平均", "responsible", "何芳")
                .andExpect(status().is3xxRedirection());
        assertThat(forward(id, Role.FILLER, "902001")).isInstanceOf(Acted.Done.class);
        for (String expert : experts) {
            database.sql("insert into account (name, display_name, role, password_hash) values (?, ?, 'EXPERT', 'x')"
                            + " on conflict do nothing")
                    .params(expert, expert)
                    .update();
            web.send("/ex-ante/" + id + "/seats", web.as(Role.DEPARTMENT_REVIEWER, "902"), "person", expert)
                    .andExpect(status().is3xxRedirection());
        }
        return id;
    }

    private ResultActions score(long id, String expert, String tick, String submit) throws Exception {
        var request = post("/ex-ante/" + id + "/sheet")
                .with(web.as(expert, Role.EXPERT, 0))
                .with(csrf())
                .param("submit", submit);
        for (String address : Instrument.current().addresses()) {
            request.param(address, tick);
        }
        return web.perform(request.param("remark.necessity", "需求真实"));
    }

    private void conclude(long id, String conclusion, String... more) throws Exception {
        var request = post("/ex-ante/" + id + "/conclusion")
                .with(web.as(Role.DEPARTMENT_REVIEWER, "902"))
                .with(csrf())
                .param("conclusion", conclusion);
        for (Instrument.Head head : Instrument.current().heads()) {
            request.param("opinion." + head.key(), "可行");
        }
        for (int i = 0; i < more.length; i += 2) {
            request.param(more[i], more[i + 1]);
        }
        web.perform(request).andExpect(status().is3xxRedirection());
    }

    @Test
    void threeExpertsScoreAloneAndTheProjectEntersTheLibrary() throws Exception {
        long id = applied("X-1", "luo-yi", "wei-er", "xu-san");
        score(id, "luo-yi", "excellent", "true").andExpect(status().is3xxRedirection());
        assertThat(codes(forward(id, Role.DEPARTMENT_REVIEWER, "902")))
                .contains("ex-ante.sheets", "ex-ante.opinions", "ex-ante.conclusion");
        // A sheet that is submitted stays.
        score(id, "luo-yi", "poor", "true").andExpect(status().isUnprocessableContent());
        score(id, "wei-er", "good", "true").andExpect(status().is3xxRedirection());
        score(id, "xu-san", "poor", "true").andExpect(status().is3xxRedirection());
        // Of 20, 16 and 0 the middle one counts: 80 of 100.
        assertThat(web.page("/ex-ante/" + id, web.as(Role.DEPARTMENT_REVIEWER, "902")))
                .contains("80.00", "按评分建议：予以支持", "luo-yi");
        conclude(id, "adjust", "suggested", "150");
        assertThat(codes(forward(id, Role.DEPARTMENT_REVIEWER, "902"))).containsExactly("ex-ante.departs");
        conclude(id, "adjust", "suggested", "150", "opinion", "单价偏高，压减后支持");
        assertThat(forward(id, Role.DEPARTMENT_REVIEWER, "902")).isInstanceOf(Acted.Done.class);
        assertThat(forward(id, Role.FINANCE_REVIEWER, "901")).isInstanceOf(Acted.Done.class);
        assertThat(projects.byCode("X-1").orElseThrow().inLibrary()).isTrue();
        assertThat(web.page("/ex-ante/" + id, web.as(Role.FILLER, "902001")))
                .contains("调整后支持", "150.00", "80.00", "需求真实");
    }

    @Test
    void noChannelTellsTheEvaluatedBodyWhoTheExpertsAre() throws Exception {
        long id = applied("X-2", "luo-yi", "wei-er");
        score(id, "luo-yi", "good", "true");
        score(id, "wei-er", "good", "true");
        for (boolean concluded : new boolean[] {false, true}) {
            if (concluded) {
                conclude(id, "support");
                assertThat(forward(id, Role.DEPARTMENT_REVIEWER, "902")).isInstanceOf(Acted.Done.class);
                assertThat(forward(id, Role.FINANCE_REVIEWER, "901")).isInstanceOf(Acted.Done.class);
            }
            for (Role role : List.of(Role.FILLER, Role.DIVISION_HEAD, Role.UNIT_APPROVER)) {
                RequestPostProcessor who = web.as(role, "902001");
                Document document =
                        procedures.find(ExAnte.COURSE, ExAnte.subject(id)).orElseThrow();
                for (String path : List.of(
                        "/ex-ante",
                        "/ex-ante/" + id,
                        "/ex-ante/" + id + "/scores.json",
                        "/procedures/" + document.id() + "/versions?from=0&to=" + document.revision())) {
                    assertThat(web.page(path, who))
                            .as(role + " " + path + " " + concluded)
                            .doesNotContain("luo-yi", "wei-er");
                }
                byte[] file = web.perform(get("/ex-ante/" + id + "/scores.xlsx").with(who))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsByteArray();
                String text =
                        DocumentReader.read("scores.xlsx", file, Limits.USUAL).text();
                assertThat(text).contains("立项必要性").doesNotContain("luo-yi", "wei-er");
                assertThat(text.contains("16.00")).isEqualTo(concluded);
                String report = report(id, "docx", who);
                assertThat(report).contains("立项必要性", "申请资金").doesNotContain("luo-yi", "wei-er");
                assertThat(report.contains("80.00")).isEqualTo(concluded);
                assertThat(report.contains("评估结论为“予以支持”")).isEqualTo(concluded);
                assertThat(web.page("/ex-ante/" + id + "/scores.json", who).contains("\"mean\""))
                        .isEqualTo(concluded);
            }
        }
        // Those who made the panel do see them, so the names above were there to be hidden.
        assertThat(web.page("/ex-ante/" + id + "/scores.json", web.as(Role.DEPARTMENT_REVIEWER, "902")))
                .contains("luo-yi", "wei-er");
    }

    private String report(long id, String format, RequestPostProcessor who) throws Exception {
        byte[] file = web.perform(get("/ex-ante/" + id + "/report." + format).with(who))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        return DocumentReader.read("report." + format, file, Limits.USUAL).text();
    }

    @Test
    void theReportHoldsWhatWasEnteredAndItsPdfSaysTheSame() throws Exception {
        long id = applied("X-9", "luo-yi", "wei-er");
        score(id, "luo-yi", "good", "true");
        score(id, "wei-er", "excellent", "true");
        conclude(id, "adjust");
        for (String format : List.of("docx", "pdf")) {
            assertThat(report(id, format, web.as(Role.DEPARTMENT_REVIEWER, "902")))
                    .contains("评估由2名专家按五个方面逐项独立评分", "18.00", "90.00", "评估结论为“调整后支持”");
        }
    }

    @Test
    void anExpertSeesTheOwnSheetOnlyAndNobodyElsesEvaluation() throws Exception {
        long id = applied("X-3", "luo-yi", "wei-er");
        long other = applied("X-4", "wei-er");
        assertThat(score(id, "luo-yi", "", "true")
                        .andExpect(status().isUnprocessableContent())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains("还有 20 项没有评");
        score(id, "wei-er", "excellent", "true").andExpect(status().is3xxRedirection());
        assertThat(web.page("/ex-ante/" + id, web.as("luo-yi", Role.EXPERT, 0)))
                .doesNotContain("wei-er", "需求真实</p>", "20.00</td><td class=\"hj-figure hj-strong\">");
        assertThat(web.page("/ex-ante", web.as("luo-yi", Role.EXPERT, 0)))
                .contains("/ex-ante/" + id + "\"")
                .doesNotContain("/ex-ante/" + other + "\"");
        web.perform(get("/ex-ante/" + other).with(web.as("luo-yi", Role.EXPERT, 0)))
                .andExpect(status().isNotFound());
        web.perform(get("/ex-ante/" + id + "/scores.json").with(web.as("luo-yi", Role.EXPERT, 0)))
                .andExpect(status().isForbidden());
        score(other, "luo-yi", "poor", "true").andExpect(status().isNotFound());
    }

    @Test
    void aRefusedProjectStaysOutAndAnotherUnitLearnsNothing() throws Exception {
        long id = applied("X-5", "luo-yi", "wei-er");
        score(id, "luo-yi", "poor", "true");
        score(id, "wei-er", "poor", "true");
        conclude(id, "refuse");
        assertThat(forward(id, Role.DEPARTMENT_REVIEWER, "902")).isInstanceOf(Acted.Done.class);
        assertThat(forward(id, Role.FINANCE_REVIEWER, "901")).isInstanceOf(Acted.Done.class);
        Project project = projects.byCode("X-5").orElseThrow();
        assertThat(project.inLibrary()).isFalse();
        web.send("/projects/" + project.id() + "/enter", web.as(Role.FINANCE_REVIEWER, "901"))
                .andExpect(status().isUnprocessableContent());
        for (String path :
                List.of("/ex-ante/" + id, "/ex-ante/" + id + "/scores.json", "/ex-ante/" + id + "/scores.xlsx")) {
            web.perform(get(path).with(web.as(Role.FILLER, "903001"))).andExpect(status().isNotFound());
        }
        assertThat(web.page("/ex-ante", web.as(Role.FILLER, "903001"))).doesNotContain("/ex-ante/" + id + "\"");
    }
}
