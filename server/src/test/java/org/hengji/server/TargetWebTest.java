package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.server.access.Role;
import org.hengji.server.organisation.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Target sheets: who may, how a sheet is filled, stopped, returned, mended, approved and changed. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class TargetWebTest {
    private static final Path SEED = Path.of("../checker/src/test/resources/measurability/seed-004.tsv");
    private static int sheets;

    private int year;

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Units units;

    private long id;
    private String path;

    @BeforeEach
    void aNewSheet() throws Exception {
        long unit = units.byCode("902001").orElseThrow().id();
        year = jdbc.sql("select max(year) from fiscal_year where state = 'OPEN'")
                .query(Integer.class)
                .single();
        String to = post(
                        Role.FILLER,
                        "/targets",
                        "year",
                        String.valueOf(year),
                        "unit",
                        String.valueOf(unit),
                        "kind",
                        "second-level",
                        "code",
                        "902001-" + ++sheets,
                        "name",
                        "读者培训",
                        "budget",
                        "1,200.5")
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        path = to;
        id = Long.parseLong(to.substring("/targets/".length()));
    }

    @Test
    void theTableOfAReportIsPastedAndItsRemarksAreShown() throws Exception {
        String to = paste(Files.readString(SEED));
        page(Role.FILLER, to)
                .andExpect(content().string(containsString("加入了 51 行")))
                .andExpect(content().string(containsString("第 37 行“自助办理业务项增长率”的指标值写的是“提高”")))
                .andExpect(content().string(containsString("49 个指标")));
        assertThat(rows()).isEqualTo(51);
        post(Role.FILLER, path + "/rows", "undo", to.replaceAll(".*batch=", ""));
        assertThat(rows()).isZero();
    }

    @Test
    void aBlockWithoutHeadsIsTakenFromTheCellOn() throws Exception {
        String to = paste("产出\t数量\t培训人数\t300 人\n\t质量\t合格率\t≥95%\n");
        page(Role.FILLER, to).andExpect(content().string(containsString("加入了 2 行")));
        assertThat(cell(1, "unit")).isEqualTo("人");
        paste("这不是目标表");
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void aValueInOnePieceIsParted() throws Exception {
        long row = firstRow();
        save(Role.FILLER, row, "value", "≥95%", "").andExpect(status().isOk());
        assertThat(cell(1, "value")).isEqualTo("95");
        assertThat(cell(1, "comparator")).isEqualTo("≥");
        assertThat(cell(1, "unit")).isEqualTo("%");
    }

    @Test
    void anIndicatorOfTheLibraryBringsWhatItKnows() throws Exception {
        long row = firstRow();
        save(Role.FILLER, row, "name", "到馆人次", "").andExpect(content().string(containsString("月度报表")));
        assertThat(cell(1, "unit")).isEqualTo("万人次");
        assertThat(cell(1, "second")).isEqualTo("quantity");
    }

    @Test
    void whoIsSecondSeesBothVersionsAndNothingIsLost() throws Exception {
        long row = firstRow();
        save(Role.FILLER, row, "name", "培训人数", "").andExpect(status().isOk());
        save(Role.FILLER, row, "name", "参训人数", "")
                .andExpect(content().string(containsString("参训人数")))
                .andExpect(content().string(containsString("用对方的")));
        assertThat(cell(1, "name")).isEqualTo("培训人数");
        post(Role.FILLER, path + "/edit/choice", "cell", row + "/name", "keep", "mine");
        assertThat(cell(1, "name")).isEqualTo("参训人数");
    }

    @Test
    void aRemovedRowCanBePutBack() throws Exception {
        paste("产出\t数量\t培训人数\t300 人\n产出\t质量\t合格率\t≥95%\n");
        long row = firstRow();
        post(Role.FILLER, path + "/rows", "remove", String.valueOf(row));
        assertThat(rows()).isEqualTo(1);
        post(Role.FILLER, path + "/rows", "restore", String.valueOf(row));
        assertThat(rows()).isEqualTo(2);
    }

    /** A word for a rate, no unit, a level below last year: three bad targets, none gets through. */
    @Test
    void badTargetsStopTheSubmission() throws Exception {
        sound();
        paste("二级指标\t三级指标\t比较符\t指标值\t计量单位\t上年实际值\t取值依据\t对应预算\t数据来源\n"
                + "社会效益\t办理量增长率\t定性\t提高\t\t\t计划\t基本支出\t系统\n"
                + "数量\t上架图书\t≥\t300\t\t\t计划\t基本支出\t系统\n"
                + "数量\t讲座场次\t≥\t20\t场\t24 场\t计划\t基本支出\t系统\n");
        act(Role.FILLER, "submit", "")
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("“提高”，这是要用数衡量的指标")))
                .andExpect(content().string(containsString("没有计量单位")))
                .andExpect(content().string(containsString("不如上年实际“24 场”")));
        assertThat(step()).isEqualTo(0);
    }

    @Test
    void aSheetIsReturnedMendedApprovedAndChangedOnlyByProcedure() throws Exception {
        sound();
        long row = firstRow();
        up();
        save(Role.FILLER, row, "value", "1", "300").andExpect(status().isConflict());
        act(Role.DEPARTMENT_REVIEWER, "approve", "").andExpect(content().string(containsString("还有 5 个方面没有审核")));
        review(Role.DEPARTMENT_REVIEWER, "RETURN", "12", "第 1 行按上年实际重新测算");
        act(Role.DEPARTMENT_REVIEWER, "approve", "").andExpect(content().string(containsString("审核意见是退回")));
        act(Role.DEPARTMENT_REVIEWER, "return", "见审核意见").andExpect(status().is3xxRedirection());
        page(Role.FILLER, path).andExpect(content().string(containsString("第 1 行按上年实际重新测算")));
        save(Role.FILLER, row, "value", "320", "300").andExpect(status().isOk());
        up();
        review(Role.DEPARTMENT_REVIEWER, "PASS", "19", "");
        act(Role.DEPARTMENT_REVIEWER, "approve", "").andExpect(status().is3xxRedirection());
        review(Role.FINANCE_REVIEWER, "PASS", "11", "");
        act(Role.FINANCE_REVIEWER, "approve", "").andExpect(content().string(containsString("等级“差”")));
        review(Role.FINANCE_REVIEWER, "PASS", "19", "");
        act(Role.FINANCE_REVIEWER, "approve", "").andExpect(status().is3xxRedirection());
        save(Role.FILLER, row, "value", "1", "320").andExpect(status().isConflict());
        assertThat(versions()).isEqualTo(1);

        post(Role.FILLER, path + "/change").andExpect(status().is3xxRedirection());
        save(Role.FILLER, row, "value", "280", "320").andExpect(status().isOk());
        act(Role.FILLER, "submit", "预算调减").andExpect(status().is3xxRedirection());
        act(Role.DIVISION_HEAD, "approve", "");
        act(Role.UNIT_APPROVER, "approve", "");
        review(Role.DEPARTMENT_REVIEWER, "PASS", "19", "");
        act(Role.DEPARTMENT_REVIEWER, "approve", "");
        review(Role.FINANCE_REVIEWER, "PASS", "19", "");
        act(Role.FINANCE_REVIEWER, "approve", "").andExpect(status().is3xxRedirection());
        assertThat(versions()).isEqualTo(2);
        page(Role.FINANCE_REVIEWER, path + "/versions/2")
                .andExpect(content().string(containsString("预算调减")))
                .andExpect(content().string(containsString("<del>≥320人</del>")))
                .andExpect(content().string(containsString("<ins>≥280人</ins>")));
    }

    @Test
    void whatIsExportedComesBackTheSame() throws Exception {
        sound();
        byte[] file = web.perform(get(path + "/workbook.xlsx").with(DemoWebTest.signedIn(Role.FILLER)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        paste("二级指标\t三级指标\t指标值\n数量\t多出来的\t5 场\n");
        ImportDesk desk = new ImportDesk(web, DemoWebTest.signedIn(Role.FILLER), "/imports");
        String address = desk.send("targets", String.valueOf(id), "目标.xlsx", file);
        assertThat(desk.page(address)).contains("导入（1 条）");
        assertThat(rows()).as("a dry run").isEqualTo(9);
        desk.take(address);
        assertThat(rows()).isEqualTo(8);
        assertThat(cell(1, "name") + cell(1, "comparator") + cell(1, "value") + cell(1, "unit"))
                .isEqualTo("培训人数≥300人");
    }

    @Test
    void whatIsExportedAndBroughtBackAtOnceChangesNothing() throws Exception {
        sound();
        ImportDesk desk = new ImportDesk(web, DemoWebTest.signedIn(Role.FILLER), "/imports");
        byte[] file = desk.open(path + "/workbook.xlsx").getContentAsByteArray();
        assertThat(desk.page(desk.send("targets", String.valueOf(id), "目标.xlsx", file)))
                .contains("与系统里的数据完全相同");
        assertThat(desk.begin("targets", "999999", "目标.xlsx", file).getStatus()).isEqualTo(404);
        assertThat(rows()).isEqualTo(8);
    }

    @Test
    void onlyThoseWhoFillInMayWriteAndOnlyBusinessMayRead() throws Exception {
        long row = firstRow();
        for (Role role : Role.values()) {
            boolean seesIt = !role.administrator();
            page(role, "/targets").andExpect(status().is(seesIt ? 200 : 403));
            page(role, path).andExpect(status().is(seesIt ? 200 : 403));
            save(role, row, "name", "甲", "").andExpect(status().is(role == Role.FILLER ? 200 : 403));
        }
        page(Role.FILLER, "/targets/999999").andExpect(status().isNotFound());
        page(Role.FILLER, "/targets/" + id + "/versions/1").andExpect(status().isNotFound());
    }

    @Test
    void theListSaysWhereEachStands() throws Exception {
        sound();
        page(Role.FINANCE_REVIEWER, "/targets?year=" + year)
                .andExpect(content().string(containsString("云岭市图书馆")))
                .andExpect(content().string(containsString("目标填报")))
                .andExpect(content().string(not(containsString("新建目标表"))));
    }

    @Test
    void theFunctionsOfTheUnitStandBesideTheTargetsOfTheWhole() throws Exception {
        long library = units.byCode("902001").orElseThrow().id();
        path = post(
                        Role.FILLER,
                        "/targets",
                        "year",
                        String.valueOf(year),
                        "unit",
                        String.valueOf(library),
                        "kind",
                        "department")
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        id = Long.parseLong(path.substring("/targets/".length()));
        page(Role.FILLER, path)
                .andExpect(content().string(containsString("共 3 项，3 项还没有指标")))
                .andExpect(content().string(containsString("2 组织全民阅读活动，指导基层图书室</option>")));
        long row = firstRow();
        save(Role.FILLER, row, "name", "阅读活动场次", "");
        save(Role.FILLER, row, "function", "组织全民阅读活动，指导基层图书室", "")
                .andExpect(content().string(containsString("共 3 项，2 项还没有指标")))
                .andExpect(content().string(containsString("指标：阅读活动场次")));
        paste("三级指标\t对应职能\n到馆人次\t1、3\n");
        page(Role.FINANCE_REVIEWER, path).andExpect(content().string(containsString("共 3 项，0 项还没有指标")));
    }

    // ---- What people do ----------------------------------------------------------------------------------------

    private void sound() throws Exception {
        save(Role.FILLER, 0, "goal", "全年培训 300 人。", "").andExpect(status().isOk());
        paste("一级指标\t二级指标\t三级指标\t比较符\t指标值\t计量单位\t取值依据\t对应预算\t数据来源\t调查方案\n"
                + "产出\t数量\t培训人数\t≥\t300\t人\t年度培训计划\t基本支出\t签到系统\t\n"
                + "产出\t质量\t不适用\t\t不适用\n产出\t时效\t不适用\t\t不适用\n产出\t成本\t不适用\t\t不适用\n"
                + "效益\t社会效益\t学员结业率\t≥\t90\t%\t上年实际\t基本支出\t结业名册\t\n"
                + "效益\t经济效益\t不适用\t\t不适用\n效益\t生态效益\t不适用\t\t不适用\n"
                + "满意度\t服务对象满意度\t学员满意度\t≥\t90\t%\t上年实际\t基本支出\t问卷\t结业时全员问卷\n");
    }

    private void up() throws Exception {
        act(Role.FILLER, "submit", "").andExpect(status().is3xxRedirection());
        act(Role.DIVISION_HEAD, "approve", "").andExpect(status().is3xxRedirection());
        act(Role.UNIT_APPROVER, "approve", "").andExpect(status().is3xxRedirection());
    }

    private void review(Role role, String result, String points, String opinion) throws Exception {
        String[] form = new String[30];
        List<String> heads = List.of("form", "reason", "measure", "whole", "clear");
        for (int i = 0; i < 5; i++) {
            form[i * 6] = heads.get(i) + ".result";
            form[i * 6 + 1] = result;
            form[i * 6 + 2] = heads.get(i) + ".points";
            form[i * 6 + 3] = points;
            form[i * 6 + 4] = heads.get(i) + ".opinion";
            form[i * 6 + 5] = opinion;
        }
        post(role, path + "/review", form).andExpect(status().is3xxRedirection());
    }

    private ResultActions act(Role role, String act, String comment) throws Exception {
        String page = page(role, path).andReturn().getResponse().getContentAsString();
        Matcher m = Pattern.compile(
                        "/procedures/(\\d+)/" + act + "\".*?name=\"revision\" value=\"(\\d+)\"", Pattern.DOTALL)
                .matcher(page);
        assertThat(m.find()).as("%s may %s", role, act).isTrue();
        return post(role, "/procedures/" + m.group(1) + "/" + act, "revision", m.group(2), "comment", comment);
    }

    private String paste(String block) throws Exception {
        return post(Role.FILLER, path + "/paste", "block", block)
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
    }

    private ResultActions save(Role role, long row, String field, String typed, String base) throws Exception {
        return post(role, path + "/edit", "cell", row + "/" + field, "typed", typed, "base", base);
    }

    private ResultActions post(Role role, String to, String... form) throws Exception {
        var request =
                MockMvcRequestBuilders.post(to).with(DemoWebTest.signedIn(role)).with(csrf());
        for (int i = 0; i < form.length; i += 2) {
            request.param(form[i], form[i + 1]);
        }
        return web.perform(request);
    }

    private ResultActions page(Role role, String at) throws Exception {
        return web.perform(get(at).with(DemoWebTest.signedIn(role)));
    }

    // ---- What is on record -------------------------------------------------------------------------------------

    private long firstRow() throws Exception {
        page(Role.FILLER, path);
        return jdbc.sql("select id from target_row where sheet = ? and removed_at is null order by place, id limit 1")
                .param(id)
                .query(Long.class)
                .single();
    }

    private String cell(int number, String field) {
        return jdbc.sql(
                        "select coalesce((select text from target_cell c where c.row = r.id and c.field = ?), '')"
                                + " from target_row r where sheet = ? and removed_at is null order by place, id limit 1 offset ?")
                .params(field, id, number - 1)
                .query(String.class)
                .single();
    }

    private int rows() {
        return jdbc.sql("select count(distinct c.row) from target_cell c join target_row r on r.id = c.row"
                        + " where c.sheet = ? and r.removed_at is null and c.text <> ''")
                .param(id)
                .query(Integer.class)
                .single();
    }

    private int versions() {
        return jdbc.sql("select count(*) from target_version where sheet = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    private int step() {
        return jdbc.sql("select step from procedure_document where subject = ?")
                .param("target/" + id)
                .query(Integer.class)
                .single();
    }
}
