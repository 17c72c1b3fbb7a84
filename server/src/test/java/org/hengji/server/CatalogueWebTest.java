package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.server.access.Role;
import org.hengji.server.evaluation.EvaluationRecord;
import org.hengji.server.evaluation.Evaluations;
import org.hengji.server.evaluation.Figures;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/** Frameworks as pages, one indicator across bodies, and pages that print what the library computes. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class CatalogueWebTest {

    @Autowired
    private MockMvc web;

    @Autowired
    private Evaluations evaluations;

    @Test
    void everyFrameworkIsListedAndReadableInFull() throws Exception {
        String list = page("/frameworks", "zh");
        for (Framework framework : Packs.all()) {
            String path = "/frameworks/" + framework.id() + "/" + framework.version();
            assertThat(list).contains(path, framework.name().zh());
            String chinese = page(path, "zh");
            String english = page(path, "en");
            for (Indicator node : framework.nodes()) {
                assertThat(chinese).contains(escaped(node.name().zh()));
                assertThat(english).contains(escaped(node.name().en()));
            }
            framework.facts().keySet().forEach(key -> assertThat(chinese).contains("fact:" + key));
            framework.readings().keySet().forEach(key -> assertThat(chinese).contains("reading:" + key));
            framework.sources().forEach(s -> assertThat(chinese).contains(s.document()));
        }
    }

    @Test
    void anUnknownFrameworkOrIndicatorIsNotFound() throws Exception {
        for (String path : List.of("/frameworks/no-such/1", "/compare?indicator=no.such")) {
            web.perform(get(path).with(DemoWebTest.signedIn(Role.FINANCE_REVIEWER)))
                    .andExpect(status().isNotFound());
        }
    }

    @Test
    void budgetExecutionIsShownToBeComputedInThreeWays() throws Exception {
        web.perform(get("/compare?indicator=budget.execution").with(DemoWebTest.signedIn(Role.FINANCE_REVIEWER)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("种算法")))
                .andExpect(content().string(containsString("5.89")))
                .andExpect(content().string(containsString("5.98")))
                .andExpect(content().string(not(containsString("??"))));
    }

    @Test
    void comparisonsPrintWhatTheLibraryComputesInForceAndUnderEachReading() throws Exception {
        String page = page("/compare?indicator=budget.execution", "zh");
        int seen = 0;
        for (EvaluationRecord evaluation : evaluations.list()) {
            Framework framework = evaluations.framework(evaluation.id());
            if (framework.node("budget.execution").isEmpty()) {
                continue;
            }
            ScoreSheet sheet = evaluations.sheet(evaluation);
            String row = page.substring(page.indexOf("data-points=\"" + evaluation.id() + "\""));
            row = row.substring(0, row.indexOf("</tr>"));
            assertThat(row)
                    .as(evaluation.caseId())
                    .contains(">" + range(sheet, sheet.node("budget.execution").orElseThrow()) + " / 6<");
            List<String> readings = sheet.nodes().stream()
                    .filter(n -> n.id().startsWith("budget.execution"))
                    .flatMap(n -> n.explanation().readings().stream())
                    .distinct()
                    .toList();
            for (String key : readings) {
                for (String option : framework.readings().get(key).options().keySet()) {
                    ScoreSheet.Node under = Scoring.nodes(
                                    framework,
                                    evaluations.caseOf(evaluation.id()).withReading(key, option),
                                    List.of("budget.execution"))
                            .get("budget.execution");
                    assertThat(row).as(evaluation.caseId() + " " + option).contains(range(sheet, under) + "</td>");
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(6 * 3);
    }

    @Test
    void anIndicatorByWhichNobodyIsEvaluatedSaysSo() throws Exception {
        String indicator = Packs.find("mof-project-self-evaluation-2021@1")
                .orElseThrow()
                .indicators()
                .get(1)
                .id();
        assertThat(page("/compare?indicator=" + indicator, "zh")).contains("还没有按这个指标评价的单位");
        assertThat(page("/compare?indicator=" + indicator, "en"))
                .contains("No body is evaluated by this indicator yet");
    }

    @Test
    void fromEveryRowOfASheetTwoClicksLeadToItsClauseAndToTheOtherBodies() throws Exception {
        for (EvaluationRecord evaluation : evaluations.list()) {
            Framework framework = evaluations.framework(evaluation.id());
            String source = "/frameworks/" + framework.id() + "/" + framework.version();
            String catalogue = page(source, "zh");
            String sheet = page("/evaluations/" + evaluation.id() + "?open=all", "zh");
            List<String> rows = evaluations.sheet(evaluation).nodes().stream()
                    .map(ScoreSheet.Node::id)
                    .filter(id -> sheet.contains("data-points=\"" + id + "\"")
                            && framework.node(id).isPresent())
                    .toList();
            assertThat(rows).hasSizeGreaterThan(20);
            for (String id : rows) {
                assertThat(sheet)
                        .contains("href=\"" + source + "#" + id + "\"")
                        .contains("href=\"/compare?indicator=" + id + "\"");
            }
            Matcher links = Pattern.compile("href=\"" + source + "#([^\"]+)\"").matcher(sheet);
            while (links.find()) {
                assertThat(catalogue).as(links.group()).contains("id=\"" + links.group(1) + "\"");
            }
        }
    }

    @Test
    void sheetsPrintWhatTheLibraryComputesForEveryNodeOfAllPublishedCases() throws Exception {
        List<String> seen = new ArrayList<>();
        for (EvaluationRecord evaluation : evaluations.list()) {
            ScoreSheet sheet = evaluations.sheet(evaluation);
            String page = page("/evaluations/" + evaluation.id() + "?open=all", "zh");
            for (ScoreSheet.Node node : sheet.nodes()) {
                if (page.contains("data-points=\"" + node.id() + "\"")) {
                    assertThat(page)
                            .as("%s %s", evaluation.caseId(), node.id())
                            .contains("data-points=\"" + node.id() + "\">" + Figures.range(sheet, node.range()));
                    seen.add(evaluation.caseId() + " " + node.id());
                }
            }
            assertThat(page).contains("data-points=\"total\">" + Figures.range(sheet, sheet.range()));
        }
        assertThat(seen).hasSizeGreaterThan(8 * 21);
    }

    private static String range(ScoreSheet sheet, ScoreSheet.Node node) {
        return Figures.range(sheet, node.range());
    }

    private String page(String path, String language) throws Exception {
        return web.perform(get(path)
                        .cookie(new jakarta.servlet.http.Cookie("hengji-language", language))
                        .with(DemoWebTest.signedIn(Role.FINANCE_REVIEWER)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
