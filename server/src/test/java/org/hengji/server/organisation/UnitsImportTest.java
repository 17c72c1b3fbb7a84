package org.hengji.server.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.hengji.server.ImportDesk;
import org.hengji.server.WebTest;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/** 单位目录 in a file: superiors before those under them, from a day on, history kept. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class UnitsImportTest {

    private static final String HEADS = "AGENCY_CODE,单位名称,类型,级次,单位性质,上级单位代码,主管部门代码,START_DATE\n";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Units units;

    @Autowired
    private JdbcClient database;

    private ImportDesk desk(Role role) {
        return new ImportDesk(
                mvc,
                SecurityMockMvcRequestPostProcessors.authentication(UsernamePasswordAuthenticationToken.authenticated(
                        new Person("an", "an", role, 0), null, java.util.List.of())),
                "/administration/imports");
    }

    private ImportDesk desk() {
        return desk(Role.SYSTEM_ADMINISTRATOR);
    }

    private String send(String rows) throws Exception {
        return desk().send("units", "", "单位.csv", HEADS + rows);
    }

    private Unit unit(String code) {
        return units.byCode(code).orElseThrow();
    }

    @Test
    void aTreeInAnyOrderComesInAndTheSameFileTwiceChangesNothing() throws Exception {
        String rows = "931001,云岭市档案馆,预算单位,市级,事业单位,931,,2026-01-01\n"
                + "931,云岭市档案局,主管部门,市级,行政单位,990100000,,2026-01-01\n"
                + "931001.01,保管部,内设机构,市级,,931001,,2026-01-01\n";
        String address = send(rows);
        assertThat(desk().page(address)).contains("检查通过，共 3 行", "从生效日期起随之改变");
        assertThat(units.byCode("931")).as("a dry run").isEmpty();
        assertThat(desk().take(address)).contains("已导入：新增 3 条");
        assertThat(unit("931001").parent()).hasValue(unit("931").id());
        assertThat(unit("931001").kind()).isEqualTo(UnitKind.UNIT);
        assertThat(desk().page(send(rows))).contains("与系统里的数据完全相同");

        String renamed = send("931001,云岭市综合档案馆,预算单位,市级,事业单位,931,,2026-06-01\n");
        assertThat(desk().take(renamed)).contains("已导入：新增 0 条，修改 1 条");
        assertThat(units.versions(unit("931001").id()))
                .extracting(v -> v.name().zh() + " " + v.from())
                .containsExactly("云岭市档案馆 2026-01-01", "云岭市综合档案馆 2026-06-01");
        assertThat(units.tree(LocalDate.of(2026, 3, 1))
                        .find(unit("931001").id())
                        .orElseThrow()
                        .name()
                        .zh())
                .isEqualTo("云岭市档案馆");
        assertThat(desk().page(send(rows)))
                .as("the first file again says what was so once")
                .contains("与系统里的数据完全相同");
    }

    @Test
    void whatHasNoPlaceInTheTreeKeepsTheWholeFileOut() throws Exception {
        String page = desk().page(send("932,甲局,主管部门,市级,行政单位,990100000,,2026-01-01\n"
                + "933,乙中心,预算单位,市级,,999,,2026-01-01\n"
                + "934,丙所,预算单位,市级,,935,,2026-01-01\n"
                + "935,丁所,预算单位,市级,,934,,2026-01-01\n"
                + "936,戊馆,预算单位,市级,,,,2026-01-01\n"));
        assertThat(page)
                .contains("都没有代码“999”", "F3", "“934”的上级又在它自己下面", "只有财政区划可以没有上级", "F6", "没有导入任何数据")
                .doesNotContain("导入（");
        assertThat(units.byCode("932")).isEmpty();
        assertThat(desk().page(send("937,己局,皇宫,市级,,990100000,,2026-01-01\n"))).contains("皇宫", "不在可选范围内");
    }

    @Test
    void theTemplateHoldsTheTreeAndBringsItBackUnchanged() throws Exception {
        byte[] template =
                desk().open("/administration/imports/template.xlsx?kind=units").getContentAsByteArray();
        long before = revision();
        assertThat(desk().page(desk().send("units", "", "单位目录.xlsx", template))).contains("与系统里的数据完全相同");
        assertThat(revision()).isEqualTo(before);
    }

    private long revision() {
        return database.sql("select revision from organisation")
                .query(Long.class)
                .single();
    }

    @Test
    void onlyTheSystemAdministratorBringsBodies() throws Exception {
        for (Role role : Role.values()) {
            int status =
                    desk(role).begin("units", "", "单位.csv", HEADS.getBytes()).getStatus();
            assertThat(status).as(role.key()).isEqualTo(role == Role.SYSTEM_ADMINISTRATOR ? 302 : 403);
        }
    }
}
