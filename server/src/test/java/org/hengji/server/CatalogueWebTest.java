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
import org.hengji.frameworks.Packs;
import org.hengji.scoring.ScoreSheet;
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
