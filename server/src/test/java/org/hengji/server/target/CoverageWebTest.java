package org.hengji.server.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hengji.server.Web;
import org.hengji.server.WebTest;
import org.hengji.server.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** 目标申报覆盖率 (OBJ-03), and sheets begun from the library: nothing is typed twice. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class CoverageWebTest {

    private static final int YEAR = LocalDate.now().getYear();

    @Autowired
    private Web web;

    @Test
    void moneyIsCoveredWhereItsProjectHasTargetsAndASheetBeginsWithTheMoneyOfTheBudget() throws Exception {
        String all = web.page("/targets/coverage?year=" + YEAR, web.as(Role.FINANCE_REVIEWER, "901"));
        assertThat(row(all, "云岭市文化馆")).contains(">82.00<", ">100.00%<");
        assertThat(row(all, "云岭市公园管理中心")).contains(">96.00<", ">0.00%<", ">苗木补植<");

        String own = web.page("/targets/coverage?year=" + YEAR, web.as(Role.FILLER, "902002"));
        assertThat(own).contains("云岭市文化馆").doesNotContain("苗木补植");

        String page = web.page("/targets/new?year=" + YEAR, web.as(Role.FILLER, "903001"));
        assertThat(row(page, "903001260000000000101"))
                .contains(
                        ">96.00<",
                        "name=\"kind\" value=\"second-level\"",
                        "name=\"name\" value=\"苗木补植\"",
                        "name=\"budget\" value=\"96.00\"");
        String sheet = web.send(
                        "/targets",
                        web.as(Role.FILLER, "903001"),
                        "unit",
                        String.valueOf(web.unit("903001")),
                        "year",
                        String.valueOf(YEAR),
                        "kind",
                        "second-level",
                        "code",
                        "903001260000000000101",
                        "name",
                        "苗木补植",
                        "budget",
                        "96.00")
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        String now = web.page("/targets/new?year=" + YEAR, web.as(Role.FILLER, "903001"));
        assertThat(row(now, "903001260000000000101"))
                .contains("href=\"" + sheet + "\"")
                .doesNotContain("<button");
        assertThat(row(web.page("/targets/coverage?year=" + YEAR, web.as(Role.FILLER, "903001")), "云岭市公园管理中心"))
                .contains(">100.00%<");
    }

    /** A division of a unit has people, but no budget. */
    @Test
    void whoBelongsToNoBudgetUnitIsToldSo() throws Exception {
        String answer = Web.body(web.perform(get("/targets/new").with(web.as(Role.FILLER, "902001.01")))
                .andExpect(status().isConflict()));
        assertThat(answer).contains("您所在的机构不是预算单位", "请所属单位的填报人建立");
    }

    private static String row(String page, String words) {
        return Pattern.compile("<tr>.*?</tr>", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .filter(row -> row.contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row with " + words + " in " + page));
    }
}
