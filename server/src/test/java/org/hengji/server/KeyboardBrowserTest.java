package org.hengji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main journeys with keys alone: one address is opened at the start, then nothing is clicked. {@link Keys} fails
 * where the focus is not seen, is covered, or cannot go on.
 */
class KeyboardBrowserTest {

    private static final String LIBRARY = "云岭市图书馆";
    private static final String CULTURE = "云岭市文化局";
    private static final String FINANCE = "云岭市财政局";
    private static final String READING = "少儿阅读推广";
    private static final String HALL = "数字阅读馆建设";

    @TempDir
    Path temp;

    private Page page;
    private Keys keys;

    @Test
    void theMainJourneysNeedNoMouse() throws Exception {
        try (Office office = Office.demo(temp)) {
            page = office.page();
            keys = new Keys(page);
            page.navigate(office.address() + "/sign-in?lang=zh");
            try {
                journeys();
            } finally {
                picture("keys-last");
            }
            assertThat(office.faults()).allMatch(f -> f.contains("status of 422"));
        }
    }

    private void journeys() {
        choose("FINANCE_REVIEWER", FINANCE);
        theYear();
        aReportIsChecked();
        aProject();
        aBudget();
        targets();
        fiveHeads();
        exAnte();
    }

    /** Finance opens the year that its people then choose above, where arrows alone send nothing. */
    private void theYear() {
        keys.to(".hj-actions a[href='/years']").enter();
        keys.to("#open-year");
        assertThat(page.locator("#open-year")).hasValue("2027");
        keys.to(".hp-open-year button").enter();
        assertThat(page.locator("#years tr", new Page.LocatorOptions().setHasText("2027")))
                .containsText("已开启");
        String here = page.url();
        keys.to("#fiscal-year").press("ArrowDown");
        String year = page.locator("#fiscal-year").inputValue();
        assertThat(page.locator("[data-when-keyed]")).isVisible();
        assertThat(page).hasURL(here);
        keys.press("Tab").isAt("[data-when-keyed]").enter();
        assertThat(page.locator("#fiscal-year")).hasValue(year);
        assertThat(page.locator("[data-when-keyed]")).isHidden();
    }

    private void aReportIsChecked() {
        menu("报告审核");
        keys.to("#files");
        FileChooser chooser = page.waitForFileChooser(() -> page.keyboard().press("Space"));
        chooser.setFiles(Path.of("src/test/resources/reports/library-2023.txt"));
        keys.to("#framework").to(".hc-upload button").enter();
        assertThat(page.locator("#progress")).hasCount(0);
        keys.to("#reports tbody a").enter();
        keys.press("j").isAt(".hc-finding.hc-active");
        keys.to(".hc-finding.hc-active .hc-decide summary").press("Enter");
        keys.to(".hc-finding.hc-active .hc-decide textarea");
        keys.to(".hc-finding.hc-active button[value=waived]").press("Enter");
        // Refused: the focus is on the field that wants the reason.
        assertThat(page.locator(".hc-finding .hj-problem")).isVisible();
        keys.isAt(".hc-finding textarea[aria-invalid=true]").type("已核对原始凭证，以调整后预算为准。");
        keys.to(".hc-finding:has(textarea[aria-invalid=true]) button[value=waived]")
                .press("Enter");
        keys.isAt(".hc-finding:has(.hc-decision)");
        assertThat(page.locator(".hc-finding .hc-decision")).containsText("以调整后预算为准");
        picture("keys-waived");
    }

    private void aProject() {
        other("FILLER", LIBRARY);
        project("990101270000000000011", READING, "延续项目", "12", "全民阅读促进条例");
        assertThat(page.locator("h1")).containsText(READING);
        other("DEPARTMENT_REVIEWER", CULTURE);
        menu("预算与项目");
        keys.to("a[href='/projects']").enter();
        keys.to("input[type=search]").type("阅读推广");
        keys.to("tbody a:has-text('" + READING + "')").enter();
        keys.to("form[action$='/enter'] button").enter();
        assertThat(page.locator("main")).containsText("已入库");
    }

    private void project(String code, String name, String novel, String amount, String basis) {
        menu("预算与项目");
        keys.to("a[href='/projects']").enter();
        keys.to(".hj-actions a[href='/projects/new']").enter();
        keys.to("#code").type(code);
        keys.to("#name").type(name);
        keys.to("#level").choose("二级项目");
        keys.to("#division").type("读者服务部");
        keys.to("#responsible").type("何芳");
        keys.to("#novel").choose(novel);
        keys.to("#from").type("2027");
        keys.to("#to").type("2028");
        keys.to("#amount").type(amount);
        keys.to("#basis").type(basis);
        keys.to(".hb-form button.btn-primary").enter();
    }

    private void aBudget() {
        other("FILLER", LIBRARY);
        menu("预算与项目");
        keys.to("a[href='/budgets']").enter();
        keys.to("form.hb-line #year").type("2027");
        keys.to("form.hb-line button").enter();
        keys.to(line("type")).choose("项目支出");
        keys.to(line("project")).type("990101270000000000011");
        keys.to(line("name")).type("阅读活动物料");
        keys.to(line("source")).choose("一般公共预算");
        keys.to(line("function")).type("2070104");
        keys.to(line("economic")).type("30227");
        keys.to(line("quantity")).type("24");
        keys.to(line("measure")).type("场");
        keys.to(line("price")).type("5000");
        keys.to(line("basis")).type("上年合同单价");
        keys.to(line("division")).type("读者服务部");
        // Out of the table with one key, down to the revenue and back up to the step.
        keys.press("Tab", "Escape").isAt("[data-leave]");
        keys.to("[data-col=revenue]").type("12");
        keys.press("Enter");
        assertThat(page.locator("#budget-total")).hasText("12.00");
        assertThat(page.locator("#entry-status")).containsText("收支平衡");
        picture("keys-budget");
        keys.press("Tab", "Escape").isAt("[data-leave]").press("Enter");
        act("submit");
        assertThat(page.locator(".hp-steps .hp-here")).containsText("单位审批");
        task("UNIT_APPROVER", LIBRARY, "预算");
        act("approve");
        assertThat(page.locator(".hp-steps .hp-here")).containsText("主管部门审核");
    }

    private void targets() {
        other("FILLER", LIBRARY);
        menu("绩效目标");
        keys.to(".hj-actions a[href^='/targets/new']").enter();
        keys.to("#for-year").type("2027");
        keys.to(".ht-years button").enter();
        keys.to("#wanting tr:has-text('990101270000000000011') button").enter();
        keys.to("[data-col=goal]").type("全年办 24 场少儿阅读活动，家长满意度不低于 90%。");
        indicator(1, "数量指标", "阅读活动场次", "≥", "24", "场", "");
        indicator(2, "社会效益指标", "少儿图书外借增长率", "≥", "5", "%", "");
        indicator(3, "服务对象满意度指标", "小读者和家长满意度", "≥", "90", "%", "活动结束时现场问卷");
        assertThat(page.locator("#entry-saved")).containsText("已保存");
        picture("keys-targets");
        keys.press("Tab", "Escape").isAt("[data-leave]").press("Enter");
        act("submit");
        assertThat(page.locator(".hp-steps .hp-here")).containsText("处室审核");
        for (String role : List.of("DIVISION_HEAD", "UNIT_APPROVER")) {
            task(role, LIBRARY, READING);
            act("approve");
        }
        assertThat(page.locator(".hp-steps .hp-here")).containsText("主管部门审核");
    }

    private void indicator(
            int row, String kind, String name, String comparator, String value, String unit, String survey) {
        String cells = "#targets tbody:nth-of-type(" + row + ") ";
        keys.to(cells + "[data-col=second]").choose(kind);
        keys.to(cells + "[data-col=name]").type(name);
        keys.to(cells + "[data-col=comparator]").choose(comparator);
        keys.to(cells + "[data-col=value]").type(value);
        keys.to(cells + "[data-col=unit]").type(unit);
        keys.to(cells + "[data-col=basis]").type("年度活动计划");
        keys.to(cells + "[data-col=source]").type("活动台账");
        if (!survey.isEmpty()) {
            keys.to(cells + "[data-col=survey]").type(survey);
        }
    }

    /** Four heads pass, one is returned with an opinion, and the sheet goes back with it. */
    private void fiveHeads() {
        task("DEPARTMENT_REVIEWER", CULTURE, READING);
        for (String head : List.of("form", "reason", "measure", "whole", "clear")) {
            boolean back = head.equals("measure");
            keys.to("input[name='" + head + ".result']").press("Space");
            if (back) {
                keys.press("ArrowRight");
            }
            keys.to("input[name='" + head + ".points']").type(back ? "9" : "18");
            keys.to("textarea[name='" + head + ".opinion']").type(back ? "请写明外借量从哪一年起算" : "");
        }
        keys.to("form[action$='/review'] button").enter();
        assertThat(page.locator("#review .ht-grade")).containsText("81 / 100");
        picture("keys-review");
        keys.to("details:has(form[action$='/return']) > summary").press("Enter");
        keys.to("#comment-return").type("见可衡量性一项的意见");
        keys.to("form[action$='/return'] button[type=submit]").enter();
        assertThat(page.locator(".hp-mark")).containsText("已退回");
        task("FILLER", LIBRARY, READING);
        assertThat(page.locator(".hp-comment")).containsText("见可衡量性一项的意见");
        assertThat(page.locator("#review")).containsText("请写明外借量从哪一年起算");
    }

    private void exAnte() {
        other("FILLER", LIBRARY);
        project("990101270000000000012", HALL, "新增项目", "200", "市级数字阅读规划");
        keys.to("form[action$='/ex-ante'] button").enter();
        keys.to("#reason").type("数字阅读率低于全市平均");
        keys.to("#responsible").type("何芳");
        keys.to("form.hb-form button").enter();
        act("submit");
        task("DEPARTMENT_REVIEWER", CULTURE, HALL);
        keys.to("#person").type("demo-expert");
        keys.to("form[action$='/seats'] button").enter();
        other("EXPERT", "");
        menu("预算与项目");
        keys.to("a[href='/ex-ante']").enter();
        keys.to("a:has-text('" + HALL + "')").enter();
        int items = page.locator("[role=radiogroup]").count();
        assertThat(items).isEqualTo(20);
        for (int i = 0; i < items; i++) {
            keys.to("tr:has([role=radiogroup]) >> nth=" + i + " >> input[type=radio]")
                    .press("Space", "ArrowRight");
        }
        keys.to("button[name=submit]").enter();
        assertThat(page.locator("[role=status]").first()).containsText("已提交");
        picture("keys-expert");
    }

    /** From the top bar out of one role and into another. */
    private void other(String role, String unit) {
        keys.to(".hj-sign-out button").enter();
        choose(role, unit);
    }

    private void choose(String role, String unit) {
        if (!unit.isEmpty()) {
            keys.to("#unit").choose(unit);
        }
        keys.to("button[value=" + role + "]").enter();
        if (!unit.isEmpty()) {
            assertThat(page.locator(".hj-top-unit")).hasText(unit);
        }
    }

    /** On the desk of another person, the task of that name. */
    private void task(String role, String unit, String title) {
        other(role, unit);
        keys.to("#mine a:has-text('" + title + "')").enter();
    }

    private void menu(String entry) {
        keys.to(".hj-menu a:text-is('" + entry + "')").enter();
    }

    private void act(String act) {
        keys.to("form[action$='/" + act + "'] button[type=submit]").enter();
    }

    private static String line(String column) {
        return "[data-cell^='lines/'][data-col='" + column + "'] >> nth=0";
    }

    private void picture(String name) {
        Office.picture(page, name);
    }
}
