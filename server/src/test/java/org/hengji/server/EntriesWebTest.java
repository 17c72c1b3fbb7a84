package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.server.access.Role;
import org.hengji.server.database.Database;
import org.hengji.server.evaluation.Evaluations;
import org.hengji.server.trail.Chain;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.util.HtmlUtils;

/** 填数字和文字: what a report asks for and no framework does. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class EntriesWebTest {
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]*)\"");

    @Autowired
    private MockMvc web;

    @Autowired
    private Evaluations evaluations;

    @Autowired
    private Database database;

    @Autowired
    private JdbcClient jdbc;

    private String report(String caseId) {
        return "/reports/"
                + evaluations.list().stream()
                        .filter(e -> e.caseId().equals(caseId))
                        .findFirst()
                        .orElseThrow()
                        .id()
                + "/department-municipal";
    }

    private String page(String path) throws Exception {
        return HtmlUtils.htmlUnescape(web.perform(get(path).with(DemoWebTest.signedIn(Role.FILLER)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    }

    private String seen(String report) throws Exception {
        String form = web.perform(get(report + "/entries").with(DemoWebTest.signedIn(Role.FILLER)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        Matcher seen = SEEN.matcher(form);
        assertThat(seen.find()).isTrue();
        return HtmlUtils.htmlUnescape(seen.group(1));
    }

    /** Sends the form with the fields that were seen, but for those changed. */
    private ResultActions save(Role role, String report, String seen, Map<String, String> changed) throws Exception {
        MockHttpServletRequestBuilder request = post(report + "/entries").param("seen", seen);
        Matcher field =
                Pattern.compile("\"([^\"]+)\":\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(seen);
        while (field.find()) {
            if (!changed.containsKey(field.group(1))) {
                request.param(
                        field.group(1), field.group(2).replace("\\n", "\n").replace("\\\"", "\""));
            }
        }
        changed.forEach(request::param);
        return web.perform(request.with(DemoWebTest.signedIn(role)).with(csrf()));
    }

    private void saved(String report, Map<String, String> changed) throws Exception {
        save(Role.FILLER, report, seen(report), changed).andExpect(status().is3xxRedirection());
    }

    @Test
    void aGapLeadsToItsFieldAndIsClosedByIt() throws Exception {
        String report = report("seed-000-strict");
        assertThat(page(report)).contains(report + "/entries#fact/carry.opening", "【缺：年初结转和结余】");
        assertThat(page(report + "/entries"))
                .contains("id=\"fact/carry.opening\"", "年初结转和结余（万元）", "id=\"text/duties\"");
        saved(report, Map.of("fact/carry.opening", "12", "text/duties", "甲\n乙", "unit", "示例市测试局", "year", "2024"));
        assertThat(page(report))
                .contains("示例市测试局", "2024年度")
                .doesNotContain("entries#fact/carry.opening", "entries#text/duties", "【缺：年初结转和结余】");
        assertThat(page(report + "/entries")).contains("value=\"12\"", "示例市测试局");
        saved(report, Map.of("fact/carry.opening", ""));
        assertThat(page(report)).contains("【缺：年初结转和结余】");
        try (var connection = database.connect()) {
            assertThat(Chain.verify(connection).whole()).isTrue();
        }
        assertThat(jdbc.sql("select after ->> 'fact/carry.opening' from trail where action = 'report.entries'"
                                + " and after ->> 'text/duties' is not null")
                        .query(String.class)
                        .list())
                .containsExactly("12");
    }

    @Test
    void whatTheCaseSaysStandsInTheFormAndIsNotKeptASecondTime() throws Exception {
        String report = report("seed-000-published");
        assertThat(page(report + "/entries")).contains("人员经费和日常公用经费", "value=\"1211\"");
        saved(report, Map.of());
        assertThat(jdbc.sql("select count(*) from report_entry where evaluation = ?")
                        .param(Long.parseLong(report.split("/")[2]))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void rowsOfATableArePrintedInTheirOrder() throws Exception {
        String report = report("seed-004-strict");
        saved(
                report,
                Map.of(
                        "table/tasks/1/name", "第一件事",
                        "table/tasks/1/content", "修缮库房",
                        "table/tasks/3/name", "第二件事"));
        String preview = page(report);
        assertThat(preview).contains("修缮库房");
        assertThat(preview.indexOf("第一件事")).isLessThan(preview.indexOf("第二件事"));
        assertThat(page(report + "/entries"))
                .contains("id=\"table/tasks/6/name\"")
                .doesNotContain("table/tasks/7/name");
        saved(report, Map.of("table/tasks/1/name", "", "table/tasks/1/content", ""));
        assertThat(page(report)).contains("第二件事").doesNotContain("第一件事", "修缮库房");
    }

    @Test
    void bracesThatNameNoFigureAreOnlyWords() throws Exception {
        String report = report("seed-004-strict");
        saved(
                report,
                Map.of(
                        "text/plans",
                        "按{abc}办{",
                        "text/measures",
                        "{spent.total +}",
                        "table/targets/1/name",
                        "{row.x}"));
        assertThat(page(report)).contains("按{abc}办{", "{spent.total +}", "{row.x}");
        saved(report, Map.of("text/plans", "", "text/measures", "", "table/targets/1/name", ""));
    }

    @Test
    void whatIsWrongStaysInItsFieldAndTheRestIsKept() throws Exception {
        String report = report("seed-004-strict");
        String answer = HtmlUtils.htmlUnescape(save(
                        Role.FILLER,
                        report,
                        seen(report),
                        Map.of("fact/carry.opening", "十几", "fact/carry.closing", "3", "year", "23"))
                .andExpect(status().isUnprocessableContent())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
        assertThat(answer)
                .contains(
                        "有 2 处没有保存", "href=\"#fact/carry.opening\"", "value=\"十几\"", "“十几”", "“23”不是年度", "value=\"3\"");
        assertThat(page(report + "/entries")).contains("value=\"3\"").doesNotContain("十几");
    }

    @Test
    void ofTwoWhoTypeAtOnceNobodyLosesAnything() throws Exception {
        String report = report("seed-004-strict");
        String seen = seen(report);
        saved(report, Map.of("fact/basic.opening", "7"));
        String answer = HtmlUtils.htmlUnescape(
                save(Role.DEPARTMENT_REVIEWER, report, seen, Map.of("fact/basic.opening", "8", "fact/basic.spent", "2"))
                        .andExpect(status().isUnprocessableContent())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8));
        assertThat(answer).contains("刚才把这里改成了“7”", "value=\"8\"");
        assertThat(page(report + "/entries")).contains("value=\"7\"", "value=\"2\"");
    }

    @Test
    void onlyThoseWhoWriteReportsMayType() throws Exception {
        String report = report("seed-004-strict");
        for (Role role : Role.values()) {
            boolean may = switch (role) {
                case FILLER, DIVISION_HEAD, UNIT_APPROVER, DEPARTMENT_REVIEWER, THIRD_PARTY -> true;
                default -> false;
            };
            int status = web.perform(get(report + "/entries").with(DemoWebTest.signedIn(role)))
                    .andReturn()
                    .getResponse()
                    .getStatus();
            assertThat(status).as(role.key()).isEqualTo(may ? 200 : 403);
        }
        web.perform(post(report + "/entries")
                        .param("seen", "no JSON")
                        .with(DemoWebTest.signedIn(Role.FILLER))
                        .with(csrf()))
                .andExpect(status().isBadRequest());
    }
}
