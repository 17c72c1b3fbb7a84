package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.sql.Connection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hengji.server.access.Role;
import org.hengji.server.database.Database;
import org.hengji.server.evaluation.EvaluationRecord;
import org.hengji.server.evaluation.Evaluations;
import org.hengji.server.trail.Chain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Entering facts and judgements: who may, what is refused and how, and how drafts become the record. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class EntryWebTest {

    private static final String VALUE = "fact/projects.on_time/1/value";

    @Autowired
    private MockMvc web;

    @Autowired
    private Evaluations evaluations;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Database database;

    private long id;

    @BeforeEach
    void nothingTypedYet() {
        jdbc.sql("delete from entry_draft").update();
        jdbc.sql("delete from evaluation_fact").update();
        jdbc.sql("delete from evaluation_judgement").update();
        // The revision has to grow: sheets are kept by it.
        jdbc.sql("update evaluation set revision = revision + 1").update();
        id = evaluations.list().stream()
                .filter(e -> e.caseId().equals("seed-004-strict"))
                .mapToLong(EvaluationRecord::id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onlyThoseWhoEnterDataSeeTheActionAndMayUseIt() throws Exception {
        Set<Role> entering = EnumSet.of(Role.FILLER, Role.THIRD_PARTY, Role.EXPERT);
        for (Role role : Role.values()) {
            boolean may = entering.contains(role);
            int expected = may ? 200 : 403;
            open(role).andExpect(status().is(expected));
            typed(role, VALUE, "1").andExpect(status().is(expected));
            apply(role).andExpect(status().is(expected));
            web.perform(post(url() + "/discard")
                            .with(DemoWebTest.signedIn(role))
                            .with(csrf()))
                    .andExpect(status().is(may ? 302 : 403));
            web.perform(post(url() + "/choice")
                            .param("cell", VALUE)
                            .param("keep", "mine")
                            .with(DemoWebTest.signedIn(role))
                            .with(csrf()))
                    .andExpect(status().is(expected));
            if (!role.administrator()) {
                web.perform(get("/evaluations/" + id).with(DemoWebTest.signedIn(role)))
                        .andExpect(content().string(may ? containsString(url()) : not(containsString(url()))));
            }
        }
    }

    @Test
    void anExpertJudgesAndLeavesTheFactsAlone() throws Exception {
        typed(Role.EXPERT, VALUE, "130").andExpect(status().isOk());
        typed(Role.EXPERT, "judgement/effects/1/award", "20").andExpect(status().isOk());
        assertThat(drafts()).containsExactly("judgement/effects/1/award");
    }

    @Test
    void whatCannotBeACellIsRefused() throws Exception {
        for (String address : List.of("", "x", "fact/a/0/value", "fact/a/999/value", "fact/a/1/reason", "fact/a/1")) {
            typed(Role.FILLER, address, "1").andExpect(status().isBadRequest());
        }
        typed(Role.FILLER, "fact/no.such/1/value", "1").andExpect(status().isOk());
        web.perform(request(url(), Role.FILLER).param("cell", VALUE)).andExpect(status().isBadRequest());
        web.perform(get("/evaluations/99999/edit").with(DemoWebTest.signedIn(Role.FILLER)))
                .andExpect(status().isNotFound());
        assertThat(drafts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fact/assets.in_use/1/value      | 834,02.62 | 千分位不在应在的位置
            fact/assets.in_use/1/value      | 八万        | 不是数
            fact/assets.in_use/1/value      | 8.3E+04   | 科学记数法
            fact/assets.in_use/1/unit       | 万块        | 不认识计量单位“万块”
            fact/assets.in_use/1/unit       | 人         | 不能换算过去
            fact/assets.in_use/1/unit       | ''        | 没有写计量单位，不能猜
            fact/projects.on_time/1/value   | -3        | 不会是负数
            fact/projects.on_time/1/value   | 138       | 多于“
            fact/projects.on_time/1/value   | 1.5       | 不是整数
            fact/satisfaction.rate/1/value  | 120       | 不会超过 100%
            fact/satisfaction.rate/1/value  | 95元       | 不能换算过去
            fact/projects.on_time/1/state   | 大概        | 没有“大概”这种状态
            fact/projects.on_time/1/state   | unknown   | 状态却是“未知”
            fact/finance.violation/1/value  | 也许        | 要回答是或否
            fact/disclosed.budget/1/value   | 差不多       | 可选：
            judgement/effects/1/award       | 26        | 满分 25，这里是 26
            judgement/effects/1/award       | -1        | 得分是负数
            judgement/effects/1/award       | 120%      | 超过 100%
            judgement/effects/1/award       | 很好        | 不是数
            judgement/effects/1/award       | ''        | 还没有写得分
            judgement/effects/1/reason      | ''        | 没有写理由
            judgement/effects/1/by          | ''        | 谁作出的
            """)
    void badInputIsRefusedBesideTheCellAndKept(String address, String text, String words) throws Exception {
        String answer = typed(Role.FILLER, address, text)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(besideCell(answer, address)).contains("hj-bad", words);
        assertThat(answer).contains("data-problems=\"1\"");
        assertThat(drafts()).containsExactly(address);

        apply(Role.FILLER).andExpect(status().isUnprocessableContent());
        assertThat(drafts()).containsExactly(address);
        assertThat(evaluations.edits(id)).isEmpty();
        // In English as well, and without the keys of the program.
        String page = web.perform(get(url() + "?lang=en").with(DemoWebTest.signedIn(Role.FILLER)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(besideCell(page, address)).contains("hj-bad").doesNotContain("The fact");
    }

    @Test
    void aStateWithoutItsValueIsSaidWhereTheValueGoes() throws Exception {
        String answer = typed(Role.FILLER, "fact/satisfaction.rate/1/state", "known")
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(besideCell(answer, "fact/satisfaction.rate/1/value")).contains("hj-bad", "还没有写数值");
    }

    @Test
    void oneBadCellLosesNothingElse() throws Exception {
        web.perform(request(url(), Role.FILLER)
                        .param("cell", VALUE, "fact/assets.in_use/1/value", "judgement/effects/1/award")
                        .param("typed", "130", "834,02.62", "20")
                        .param("base", "≤136", "83,402.62", "25"))
                .andExpect(content().string(containsString("data-problems=\"1\"")))
                .andExpect(content().string(containsString("data-changes=\"2\"")));
        assertThat(drafts()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fact/budget.opening/1/value | 3,729,350,700元 | = 372,935.07 万元
            fact/budget.opening/1/value | 12万           | = 12.00 万元
            fact/budget.opening/1/value | 3.7亿          | = 37,000.00 万元
            """)
    void convertedAmountsAreSaid(String address, String text, String said) throws Exception {
        String answer =
                typed(Role.FILLER, address, text).andReturn().getResponse().getContentAsString();
        assertThat(besideCell(answer, address)).contains(said).doesNotContain("hj-bad");
    }

    @Test
    void draftsArePrivateAndComeBack() throws Exception {
        typed(Role.FILLER, VALUE, "130");
        assertThat(besideCell(page(Role.FILLER), VALUE)).contains("value=\"130\"", "hj-drafted");
        assertThat(besideCell(page(Role.THIRD_PARTY), VALUE)).doesNotContain("130");
        assertThat(evaluations.find(id).orElseThrow().revision()).isEqualTo(revision());
        // Typing back what the record says is no draft any more.
        typed(Role.FILLER, VALUE, "≤136");
        assertThat(drafts()).isEmpty();
    }

    @Test
    void aDraftIsDiscardedByItsOwnerOnlyAndTheRecordStays() throws Exception {
        typed(Role.FILLER, VALUE, "130");
        typed(Role.EXPERT, "judgement/effects/1/award", "20");
        long before = revision();
        web.perform(request(url() + "/discard", Role.FILLER)).andExpect(status().isFound());
        assertThat(drafts()).containsExactly("judgement/effects/1/award");
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    void anItemStandsUnderTheNameOfItsIndicator() throws Exception {
        long project = evaluations.list().stream()
                .filter(e -> e.caseId().equals("seed-001-published"))
                .mapToLong(EvaluationRecord::id)
                .findFirst()
                .orElseThrow();
        String page = web.perform(get("/evaluations/" + project + "/edit").with(DemoWebTest.signedIn(Role.FILLER)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page.indexOf("#funding.budget\">预算编制科学性</a>"))
                .isPositive()
                .isLessThan(page.indexOf("id=\"name:funding.budget.proved\" class=\"hj-grid-name hj-grid-item\""));
    }

    @Test
    @DisplayName("D5.21 a changed score and points given by a person are logged, with before and after")
    void applyingMakesTheDraftsTheRecordAndLeavesATrail() throws Exception {
        long before = revision();
        typed(Role.FILLER, VALUE, "137");
        typed(Role.FILLER, "fact/projects.on_time/1/source", "项目台账，<全部>按时");
        typed(Role.FILLER, "judgement/effects/1/award", "20");
        apply(Role.FILLER)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("[85.75, 97.71]")))
                .andExpect(content().string(containsString("[86.75, 92.75]")));
        assertThat(drafts()).isEmpty();
        assertThat(revision()).isEqualTo(before + 1);
        assertThat(evaluations.sheet(evaluations.find(id).orElseThrow()).range().high())
                .hasToString("92.75");
        assertThat(besideCell(page(Role.THIRD_PARTY), VALUE)).contains("value=\"137\"");
        assertThat(jdbc.sql(
                                "select action || ' ' || entity || ' ' || (before->>'1.value') || ' ' || (after->>'1.value')"
                                        + " from trail where action = 'fact.change' order by seq desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("fact.change evaluation/" + id + "/projects.on_time ≤136 137");
        assertThat(jdbc.sql("select (before->>'1.award') || ' ' || (after->>'1.award') from trail"
                                + " where action = 'judgement.change' order by seq desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("25 20");
        try (Connection connection = database.connect()) {
            assertThat(Chain.verify(connection).whole()).isTrue();
        }
        // Nothing left to apply is no new revision.
        apply(Role.FILLER).andExpect(status().isOk());
        assertThat(revision()).isEqualTo(before + 1);
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsChosenNotOverwritten() throws Exception {
        typed(Role.FILLER, VALUE, "130");
        typed(Role.THIRD_PARTY, VALUE, "120");
        apply(Role.THIRD_PARTY).andExpect(status().isOk());

        String mine = besideCell(page(Role.FILLER), VALUE);
        assertThat(mine).contains("hj-conflict", "≤136", "120", "130", "data-keep=\"theirs\"");
        apply(Role.FILLER).andExpect(status().isUnprocessableContent());
        assertThat(besideCell(page(Role.EXPERT), VALUE)).contains("value=\"120\"");

        choose("mine");
        assertThat(besideCell(page(Role.FILLER), VALUE))
                .contains("value=\"130\"")
                .doesNotContain("hj-conflict");
        apply(Role.FILLER).andExpect(status().isOk());
        assertThat(besideCell(page(Role.EXPERT), VALUE)).contains("value=\"130\"");

        typed(Role.FILLER, VALUE, "110", "130");
        typed(Role.THIRD_PARTY, VALUE, "100", "130");
        apply(Role.THIRD_PARTY).andExpect(status().isOk());
        choose("theirs");
        assertThat(drafts()).isEmpty();
        assertThat(besideCell(page(Role.FILLER), VALUE)).contains("value=\"100\"");
    }

    @Test
    void conflictingPlacesAreEnteredRowByRow() throws Exception {
        String second = "fact/projects.on_time/2/value";
        typed(Role.FILLER, VALUE, "130");
        String answer = typed(Role.FILLER, "fact/projects.on_time/1/state", "contested")
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(answer).contains("cell:" + second, "这里只有 1 处");
        typed(Role.FILLER, second, "125", "");
        typed(Role.FILLER, "fact/projects.on_time/2/source", "附表", "");
        apply(Role.FILLER).andExpect(status().isOk());
        assertThat(evaluations.caseOf(id).facts().get("projects.on_time")).hasSize(2);
    }

    @Test
    void everyStateCanBeEntered() throws Exception {
        String state = "fact/satisfaction.rate/1/state";
        for (String chosen : List.of("not-applicable", "not-evidenced")) {
            typed(Role.FILLER, state, chosen, "unknown");
            apply(Role.FILLER).andExpect(status().isOk());
            assertThat(besideCell(page(Role.FILLER), state)).contains("value=\"" + chosen + "\" selected");
            typed(Role.FILLER, state, "unknown", chosen);
            apply(Role.FILLER).andExpect(status().isOk());
        }
        typed(Role.FILLER, "fact/satisfaction.rate/1/value", "≥90", "");
        apply(Role.FILLER).andExpect(status().isOk());
        assertThat(besideCell(page(Role.FILLER), state)).contains("value=\"bounded\" selected");
    }

    // ---- The requests of the page ------------------------------------------------------------------------------

    private String url() {
        return "/evaluations/" + id + "/edit";
    }

    private ResultActions open(Role role) throws Exception {
        return web.perform(get(url()).with(DemoWebTest.signedIn(role)));
    }

    private String page(Role role) throws Exception {
        return open(role).andReturn().getResponse().getContentAsString();
    }

    private ResultActions typed(Role role, String address, String text) throws Exception {
        String base = address.equals(VALUE) ? "≤136" : "";
        return typed(role, address, text, base);
    }

    private ResultActions typed(Role role, String address, String text, String base) throws Exception {
        String recorded = !base.isEmpty() || address.isEmpty() ? base : base(address);
        return web.perform(
                request(url(), role).param("cell", address).param("typed", text).param("base", recorded));
    }

    /** What the page of somebody without drafts says in that cell. */
    private String base(String address) throws Exception {
        String cell = besideCell(page(Role.EXPERT), address);
        int from = cell.indexOf("data-base=\"") + "data-base=\"".length();
        return from < 20 ? "" : cell.substring(from, cell.indexOf('"', from)).replace("&gt;", ">");
    }

    private void choose(String keep) throws Exception {
        web.perform(request(url() + "/choice", Role.FILLER).param("cell", VALUE).param("keep", keep))
                .andExpect(status().isOk());
    }

    private ResultActions apply(Role role) throws Exception {
        return web.perform(request(url() + "/apply", role));
    }

    private static MockHttpServletRequestBuilder request(String url, Role role) {
        return post(url).with(DemoWebTest.signedIn(role)).with(csrf());
    }

    private List<String> drafts() {
        return jdbc.sql("select cell from entry_draft where person <> 'demo-third-party' order by cell")
                .query(String.class)
                .list();
    }

    private long revision() {
        return evaluations.find(id).orElseThrow().revision();
    }

    /** The table cell, with its note. */
    private static String besideCell(String html, String address) {
        int from = html.indexOf("<td id=\"box:" + address + "\"");
        return from < 0 ? "" : html.substring(from, html.indexOf("</td>", from));
    }
}
