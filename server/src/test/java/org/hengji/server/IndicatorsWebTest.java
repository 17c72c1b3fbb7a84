package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hengji.server.access.Role;
import org.hengji.server.organisation.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** The library that targets are taken from, and last year beside this one. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class IndicatorsWebTest {

    private static final Path EVENING = Path.of("../frameworks/src/main/resources/org/hengji/frameworks/packs"
            + "/mof-project-self-evaluation-2020/1/cases/example-evening-library-2024.yaml");

    @Autowired
    private Web web;

    @Autowired
    private Units units;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void open() {
        long area = units.tree().area(web.unit("902001")).orElseThrow().id();
        for (int year : new int[] {2031, 2032}) {
            jdbc.sql("insert into fiscal_year (area, year, state) values (?, ?, 'OPEN') on conflict do nothing")
                    .params(area, year)
                    .update();
        }
    }

    private String sheet(String code, String name, int year) throws Exception {
        return web.send(
                        "/targets",
                        web.as(Role.FILLER, "902001"),
                        "unit",
                        String.valueOf(web.unit("902001")),
                        "year",
                        String.valueOf(year),
                        "kind",
                        "second-level",
                        "code",
                        code,
                        "name",
                        name)
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
    }

    @Test
    void theLibraryIsFoundByWordsAndOnlyWhatIsValidInTheYearIsThere() throws Exception {
        assertThat(web.page("/indicators?year=2026&q=外借", web.as(Role.FILLER, "902001")))
                .contains("外借册次", "CUL002", "借阅系统")
                .doesNotContain("COM001");
        assertThat(web.page("/indicators?year=1999", web.as(Role.FILLER, "902001")))
                .doesNotContain("CUL002");
    }

    @Test
    void lastYearsTargetStandsBesideTheFieldOfTheSameIndicator() throws Exception {
        String before = sheet("LAST-1", "上年测试", 2031);
        typed(before, Map.of("name", "阅读活动场次", "comparator", "≥", "value", "20", "unit", "场"));
        String now = sheet("LAST-1", "上年测试", 2032);
        assertThat(web.page(now, web.as(Role.FILLER, "902001"))).doesNotContain("上年目标 ≥20场");
        typed(now, Map.of("name", "阅读活动场次"));
        assertThat(web.page(now, web.as(Role.FILLER, "902001"))).contains("上年目标 ≥20场");
    }

    @Test
    void whatWasAttainedIsFoundInLastYearsEvaluationAndATypedActualStays() throws Exception {
        jdbc.sql("insert into evaluation (unit, case_id, body, kind, name_zh, name_en, framework, case_text)"
                        + " values (?, 'evening', 'evening', 'entry', '夜间开放 2031 年度', 'Evenings 2031',"
                        + " 'mof-project-self-evaluation-2020@1', ?)")
                .params(web.unit("902001"), Files.readString(EVENING))
                .update();
        String named = sheet("ACTUAL-1", "夜间开放", 2032);
        typed(named, Map.of("name", "设备完好率"));
        assertThat(cell(named, "last-actual")).isEqualTo("97%");
        typed(named, Map.of("value", "95", "unit", "%"));
        assertThat(web.page(named, web.as(Role.FILLER, "902001"))).contains("低于上年实际");

        String pasted = sheet("ACTUAL-2", "夜间开放", 2032);
        web.send(pasted + "/paste", web.as(Role.FILLER, "902001"), "block", "三级指标\t指标值\t上年实际值\n夜间开放天数\t320\t305 天\n");
        assertThat(cell(pasted, "last-actual")).isEqualTo("305 天");
    }

    private String cell(String sheet, String field) {
        return jdbc.sql("select text from target_cell where sheet = ? and field = ? and text <> ''")
                .params(Long.valueOf(sheet.replaceAll("\\D", "")), field)
                .query(String.class)
                .single();
    }

    private void typed(String sheet, Map<String, String> cells) throws Exception {
        web.page(sheet, web.as(Role.FILLER, "902001"));
        long row = jdbc.sql("select min(id) from target_row where sheet = ?")
                .param(Long.valueOf(sheet.replaceAll("\\D", "")))
                .query(Long.class)
                .single();
        for (var cell : cells.entrySet()) {
            web.send(
                    sheet + "/edit",
                    web.as(Role.FILLER, "902001"),
                    "cell",
                    row + "/" + cell.getKey(),
                    "typed",
                    cell.getValue(),
                    "base",
                    "");
        }
    }
}
