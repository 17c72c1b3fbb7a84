package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.hengji.server.access.Role;
import org.hengji.server.evaluation.EvaluationRecord;
import org.hengji.server.evaluation.Evaluations;
import org.hengji.server.trail.Chain;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** 报告: preview, paragraphs, gaps, files. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class ReportingWebTest {
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"(\\d+)\"");

    @Autowired
    private MockMvc web;

    @Autowired
    private Evaluations evaluations;

    @Autowired
    private org.hengji.server.database.Database database;

    @Autowired
    private JdbcClient jdbc;

    private EvaluationRecord evaluation(String caseId) {
        return evaluations.list().stream()
                .filter(e -> e.caseId().equals(caseId))
                .findFirst()
                .orElseThrow();
    }

    private String base() {
        return "/reports/" + evaluation("seed-000-published").id() + "/department-municipal";
    }

    private String page(String path, Role role) throws Exception {
        return web.perform(get(path).with(DemoWebTest.signedIn(role)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private ResultActions save(Role role, String paragraph, String text, String seen) throws Exception {
        return web.perform(post(base() + "/paragraphs")
                .with(DemoWebTest.signedIn(role))
                .with(csrf())
                .param("paragraph", paragraph)
                .param("text", text)
                .param("seen", seen));
    }

    private String seen(String paragraph) throws Exception {
        Matcher seen = SEEN.matcher(page(base() + "?edit=" + paragraph, Role.FILLER));
        assertThat(seen.find()).isTrue();
        return seen.group(1);
    }

    @Test
    void everyBodyHasTheReportsOfItsFramework() throws Exception {
        String list = page("/reports", Role.FINANCE_REVIEWER);
        assertThat(list)
                .contains(base(), "/reports/" + evaluation("seed-001-strict").id() + "/project-third-party")
                .doesNotContain("/reports/" + evaluation("seed-001-strict").id() + "/department-municipal");
        assertThat(list).contains("待补 ");
    }

    @Test
    void thePreviewShowsThePaperItsGapsAndWhatToDoAboutThem() throws Exception {
        String page = page(base(), Role.FILLER);
        assertThat(page)
                .contains(
                        "深圳市社会组织管理局",
                        "得分<span class=\"value\"",
                        "97.21",
                        "【缺：计划完成项目总数】",
                        "id=\"p-economy\"",
                        "?edit=duties#p-duties");
        String reader = page(base(), Role.FINANCE_REVIEWER);
        assertThat(reader).contains("97.21").doesNotContain("?edit=");
    }

    @Test
    void theFunctionsOfTheUnitStandWhereTheChapterAsksForItsDuties() throws Exception {
        EvaluationRecord evaluation = evaluation("seed-004-strict");
        String report = "/reports/" + evaluation.id() + "/department-municipal";
        assertThat(page(report, Role.FILLER)).contains("【待填：主要职责】");
        jdbc.sql("insert into unit_function (unit, valid_from, place, text) values (?, '2020-01-01', 1, '甲职能'),"
                        + " (?, '2020-01-01', 2, '乙职能'), (?, '2022-01-01', 1, '丙职能')")
                .params(evaluation.unit(), evaluation.unit(), evaluation.unit())
                .update();
        assertThat(page(report, Role.FILLER)).contains("1.甲职能。", "2.乙职能。").doesNotContain("丙职能", "【待填：主要职责】");
    }

    @Test
    void anEditedParagraphStandsIsTrailedAndCanBeTakenBack() throws Exception {
        String paragraph = "plans";
        String saved = save(Role.FILLER, paragraph, "下一年度<b>继续</b>努力。", seen(paragraph))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getHeader("Location");
        assertThat(page(saved.replaceFirst("#.*", ""), Role.FILLER)).contains("已保存。");
        assertThat(page(base(), Role.FILLER))
                .contains("下一年度&lt;b&gt;继续&lt;/b&gt;努力。", "已改写")
                .doesNotContain("<b>继续</b>");
        String text = DocumentReader.read(
                        "report.docx",
                        web.perform(get(base() + "/report.docx").with(DemoWebTest.signedIn(Role.FILLER)))
                                .andExpect(status().isOk())
                                .andReturn()
                                .getResponse()
                                .getContentAsByteArray(),
                        Limits.USUAL)
                .text();
        assertThat(text).contains("下一年度<b>继续</b>努力。", "97.21");
        try (var connection = database.connect()) {
            assertThat(Chain.verify(connection).whole()).isTrue();
        }
        web.perform(post(base() + "/paragraphs")
                        .with(DemoWebTest.signedIn(Role.FILLER))
                        .with(csrf())
                        .param("paragraph", paragraph)
                        .param("text", "不要了")
                        .param("seen", seen(paragraph))
                        .param("takeBack", "true"))
                .andExpect(status().is3xxRedirection());
        assertThat(page(base(), Role.FILLER)).contains("【待填：后续工作计划】", "恢复自动生成");
    }

    @Test
    void aSecondWriterSeesBothTextsAndLosesNothing() throws Exception {
        String before = seen("experience");
        save(Role.FILLER, "experience", "先保存的文字。", before).andExpect(status().is3xxRedirection());
        String answer = save(Role.DIVISION_HEAD, "experience", "后保存的文字。", before)
                .andExpect(status().isConflict())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer).contains("先保存的文字。", "后保存的文字。");
        assertThat(page(base(), Role.FILLER)).contains("先保存的文字。").doesNotContain("后保存的文字。");
    }

    @Test
    void anEditedParagraphIsAskedAboutWhenItsFiguresChange() throws Exception {
        EvaluationRecord strict = evaluation("seed-000-strict");
        String path = "/reports/" + strict.id() + "/department-municipal";
        web.perform(post(path + "/paragraphs")
                        .with(DemoWebTest.signedIn(Role.FILLER))
                        .with(csrf())
                        .param("paragraph", "procurement")
                        .param("text", "全年采购770.66万元。")
                        .param("seen", "0"))
                .andExpect(status().is3xxRedirection());
        assertThat(page(path, Role.FILLER)).doesNotContain("修改之后变动的数据");
        evaluations.saveFact(strict.id(), "procurement.actual", "800", "万元", "known", "更正", strict.revision(), "测试");
        assertThat(page(path, Role.FILLER)).contains("修改之后变动的数据", "770.66万元", "800.00万元", "全年采购770.66万元。");
    }

    @Test
    void onlyWritersWriteAndNothingLongerThanTheFileHolds() throws Exception {
        save(Role.EXPERT, "plans", "甲", "0").andExpect(status().isForbidden());
        save(Role.AUDIT_ADMINISTRATOR, "plans", "甲", "0").andExpect(status().isForbidden());
        save(Role.FILLER, "no-such-paragraph", "甲", "0").andExpect(status().isNotFound());
        save(Role.FILLER, "measures", "长".repeat(20_001), seen("measures")).andExpect(status().isBadRequest());
        web.perform(get("/reports").with(DemoWebTest.signedIn(Role.AUDIT_ADMINISTRATOR)))
                .andExpect(status().isForbidden());
        web.perform(get(base().replace("municipal", "district")).with(DemoWebTest.signedIn(Role.FILLER)))
                .andExpect(status().isNotFound());
    }

    @Test
    void filesSayThatTheyAreDraftsAndThePublicOneHasNoPersonalData() throws Exception {
        var pdf = web.perform(get(base() + "/report.pdf?open=true").with(DemoWebTest.signedIn(Role.FINANCE_REVIEWER)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse();
        assertThat(java.net.URLDecoder.decode(pdf.getHeader("Content-Disposition"), StandardCharsets.UTF_8))
                .contains("（草稿）（公开版）.pdf");
        assertThat(DocumentReader.read("a.pdf", pdf.getContentAsByteArray(), Limits.USUAL)
                        .text())
                .contains("97.21")
                .doesNotContain("填报人");
    }
}
