package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.rollup.Consolidation;
import org.hengji.scoring.rollup.Coverage;
import org.hengji.scoring.subject.Case;
import org.hengji.server.access.Role;
import org.hengji.server.evaluation.EvaluationRecord;
import org.hengji.server.evaluation.Evaluations;
import org.hengji.server.evaluation.Figures;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/** Bodies of one framework as a whole: the page prints what the library combines, and how many have spoken. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class RollUpWebTest {

    private static final String MUNICIPAL = "shenzhen-department-2021-municipal@1";
    private static final Pattern POINTS = Pattern.compile("data-points=\"([^\"]+)\">([^<]+)<");

    @Autowired
    private MockMvc web;

    @Autowired
    private Evaluations evaluations;

    @Test
    void thePageOpensOnTheFrameworkOfMostBodiesWithAllOfThem() throws Exception {
        String page = page("/evaluations/roll-up", "zh");
        assertThat(page).contains("汇总：2 个单位");
        assertThat(sheet(page)).isEqualTo(sheet(whole("", "zh")));
    }

    @Test
    void everyPointOnThePageIsThatOfTheLibrary() throws Exception {
        ScoreSheet sheet =
                Scoring.score(framework(), consolidation("seed-000", "seed-004").whole());
        for (String language : List.of("zh", "en")) {
            Matcher points = POINTS.matcher(whole("&open=all", language));
            int seen = 0;
            while (points.find()) {
                String id = points.group(1);
                ScoreSheet.Range range = id.equals("total")
                        ? sheet.range()
                        : sheet.node(id).orElseThrow().range();
                assertThat(points.group(2)).as(id).isEqualTo(Figures.range(sheet, range));
                seen++;
            }
            assertThat(seen).isGreaterThan(50);
        }
    }

    /** By hand: 4,558.00 + 372,935.07 = 377,493.07 of two; of planned projects one body has said nothing. */
    @Test
    void combinedFactsAndTheirCoverageArePrinted() throws Exception {
        String page = whole("", "zh");
        assertThat(cell(page, "data-whole", "budget.opening")).isEqualTo("377,493.07");
        assertThat(cell(page, "data-coverage", "budget.opening")).isEqualTo("2 个单位中 2 个已报");
        assertThat(cell(page, "data-coverage", "projects.planned"))
                .startsWith("2 个单位中 1 个已报")
                .contains("未报：深圳市社会组织管理局");
        assertThat(cell(page, "data-reported", "projects.timely"))
                .contains("1 / 2")
                .contains("2 个单位中 1 个已报");
        assertThat(cell(page, "data-coverage", "satisfaction.rate")).isEmpty();
        for (Coverage coverage : consolidation("seed-000", "seed-004").coverage()) {
            assertThat(cell(page, "data-coverage", coverage.fact()))
                    .as(coverage.fact())
                    .startsWith("2 个单位中 " + coverage.reported() + " 个已报");
            assertThat(cell(whole("", "en"), "data-coverage", coverage.fact()))
                    .startsWith(coverage.reported() + " of 2 bodies said");
        }
    }

    @Test
    void oneBodyAloneIsCombinedAsItself() throws Exception {
        ScoreSheet sheet = Scoring.score(framework(), consolidation("seed-004").whole());
        String page = page("/evaluations/roll-up?framework=" + MUNICIPAL + "&chosen=1&body=seed-004", "zh");
        assertThat(page)
                .contains("汇总：1 个单位")
                .contains("data-points=\"total\">" + Figures.range(sheet, sheet.range()) + "<");
        assertThat(cell(page, "data-whole", "budget.opening")).isEqualTo("372,935.07");
    }

    @Test
    void withoutABodyThePageSaysWhatToDo() throws Exception {
        assertThat(page("/evaluations/roll-up?framework=" + MUNICIPAL + "&chosen=1", "zh"))
                .contains("请至少选一个单位")
                .doesNotContain("data-points");
        assertThat(page("/evaluations/roll-up?framework=" + MUNICIPAL + "&chosen=1&body=%3Cscript%3E", "zh"))
                .contains("请至少选一个单位")
                .doesNotContain("<script>");
    }

    @Test
    void aFrameworkByWhichNobodyIsEvaluatedIsNotFound() throws Exception {
        for (String framework : List.of("no-such@1", "mof-project-self-evaluation-2021@1")) {
            web.perform(get("/evaluations/roll-up")
                            .param("framework", framework)
                            .with(DemoWebTest.signedIn(Role.FINANCE_REVIEWER)))
                    .andExpect(status().isNotFound());
        }
    }

    @Test
    void administratorsSeeNoneOfIt() throws Exception {
        for (Role role : Role.values()) {
            web.perform(get("/evaluations/roll-up").with(DemoWebTest.signedIn(role)))
                    .andExpect(role.administrator() ? status().isForbidden() : status().isOk());
        }
    }

    private Framework framework() {
        return Packs.find(MUNICIPAL).orElseThrow();
    }

    private Consolidation consolidation(String... bodies) {
        Case own = new Case(
                "whole",
                new Text("整体", "Whole"),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of());
        return Consolidation.of(
                framework(),
                own,
                List.of(bodies).stream()
                        .map(body -> evaluations.list().stream()
                                .filter(e -> e.body().equals(body) && e.kind().equals("strict"))
                                .map(EvaluationRecord::id)
                                .findFirst()
                                .orElseThrow())
                        .map(evaluations::caseOf)
                        .toList());
    }

    private String whole(String more, String language) throws Exception {
        return page(
                "/evaluations/roll-up?framework=" + MUNICIPAL + "&chosen=1&body=seed-000&body=seed-004" + more,
                language);
    }

    private static String sheet(String page) {
        return page.substring(page.indexOf("<table"), page.lastIndexOf("</table>"));
    }

    /** The words of a cell, without its tags. */
    private static String cell(String page, String attribute, String key) {
        Matcher cell = Pattern.compile(attribute + "=\"" + Pattern.quote(key) + "\">(.*?)</td>", Pattern.DOTALL)
                .matcher(page);
        assertThat(cell.find()).as(attribute + " " + key).isTrue();
        return cell.group(1).replaceAll("<[^>]*>", " ").strip();
    }

    private String page(String path, String language) throws Exception {
        return web.perform(get(java.net.URI.create(path))
                        .cookie(new Cookie("hengji-language", language))
                        .with(DemoWebTest.signedIn(Role.FINANCE_REVIEWER)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
