package org.hengji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 预算编制有目标, as five people live it: finance opens the year, a library makes its budget in four steps with targets,
 * three bad targets are stopped, the review returns one, it is mended and approved.
 */
class YearlyLoopBrowserTest {

    private static final String CODE = "990101270000000000001";

    private static final String LIBRARY = "云岭市图书馆";
    private static final String CULTURE = "云岭市文化局";
    private static final String FINANCE = "云岭市财政局";

    @TempDir
    Path temp;

    private String address;
    private Page page;
    private final Map<String, String> violations = new TreeMap<>();

    @Test
    void aYearIsOpenedABudgetMadeAndItsTargetsApproved() throws Exception {
        try (Office office = Office.demo(temp)) {
            address = office.address();
            page = office.page();
            openTheYear();
            aProjectEntersTheLibrary();
            String budget = aBudgetInFourSteps();
            targets();
            onTheDesk();
            page.navigate(budget + "/ledger");
            assertThat(page.locator("main")).containsText("阅读活动物料");
            picture("loop-12-ledger");
            whatIsPaid(budget);
            assertThat(office.faults()).allMatch(f -> f.contains("status of 409") || f.contains("status of 422"));
            assertThat(violations).isEmpty();
        }
    }

    /** One payment typed and two in a file, one of them for a project that the budget does not have. */
    private void whatIsPaid(String budget) throws IOException {
        as("FILLER", LIBRARY);
        page.navigate(budget + "/ledger");
        page.locator("#ledger tbody a[href*='/payments']").first().click();
        page.locator("#on").fill("2027-03-05");
        page.locator("#amount").fill("1.2万");
        page.locator("#voucher").fill("记-018");
        page.locator("#note").fill("讲座劳务");
        page.locator("form[action$='/payments'] button[type=submit]").click();
        assertThat(page.locator(".hj-lead")).containsText("共 1 笔，合计 12,000.00 元");
        picture("loop-13-payments");
        Path file = temp.resolve("支付明细.csv");
        Files.writeString(
                file,
                "FISCAL_YEAR,AGENCY_CODE,PRO_CODE,支付凭证号,PAY_DATE,PAY_AMT\n2027,902001," + CODE
                        + ",ZF-1,2027-04-01,8000\n2027,902001,902001270000000000999,ZF-2,2027-04-02,500\n");
        page.navigate(address + "/imports/new?kind=execution");
        page.locator("#file").setInputFiles(file);
        page.locator("[data-upload] button[type=submit]").click();
        assertThat(page.locator("#findings")).containsText("902001270000000000999");
        picture("loop-14-payments-checked");
        page.locator("form[action$='/take'] button").click();
        assertThat(page.locator(".hj-notice")).containsText("新增 2 条");
        page.navigate(budget + "/ledger");
        assertThat(page.locator("#unallotted")).containsText("902001270000000000999");
        picture("loop-15-ledger-paid");
    }

    private void openTheYear() {
        as("FINANCE_REVIEWER", FINANCE);
        page.navigate(address + "/years");
        assertThat(page.locator("#open-year")).hasValue("2027");
        page.locator(".hp-open-year button").click();
        assertThat(page.locator("#years tr", new Page.LocatorOptions().setHasText("2027")))
                .containsText("已开启");
        picture("loop-1-year");
    }

    private void aProjectEntersTheLibrary() {
        as("FILLER", LIBRARY);
        page.navigate(address + "/projects/new");
        page.locator("#code").fill(CODE);
        page.locator("#name").fill("少儿阅读推广");
        page.locator("#level").selectOption("2");
        page.locator("#division").fill("读者服务部");
        page.locator("#novel").selectOption("continued");
        page.locator("#from").fill("2027");
        page.locator("#to").fill("2028");
        page.locator("#amount").fill("12");
        page.locator("#basis").fill("全民阅读促进条例");
        page.locator(".hb-form button.btn-primary").click();
        assertThat(page.locator("h1")).containsText("少儿阅读推广");
        String project = page.url();
        as("DEPARTMENT_REVIEWER", CULTURE);
        page.navigate(project);
        page.locator("form[action$='/enter'] button").click();
        assertThat(page.locator("main")).containsText("已入库");
        picture("loop-2-project");
    }

    /** @return its address */
    private String aBudgetInFourSteps() {
        as("FILLER", LIBRARY);
        page.navigate(address + "/budgets");
        page.locator("form.hb-line #year").fill("2027");
        page.locator("form.hb-line button").click();
        String budget = page.url();
        page.locator("[data-cell^='lines/'][data-col=type]").first().selectOption("项目支出");
        type("project", CODE);
        type("name", "阅读活动物料");
        page.locator("[data-cell^='lines/'][data-col=source]").first().selectOption("一般公共预算");
        type("function", "2070104");
        type("economic", "30227");
        type("quantity", "24");
        type("measure", "场");
        type("price", "5000");
        type("basis", "上年合同单价");
        type("division", "读者服务部");
        page.locator("[data-col=revenue]").first().fill("12");
        page.locator("[data-col=revenue]").first().press("Tab");
        assertThat(page.locator("#budget-total")).hasText("12.00");
        assertThat(page.locator("#entry-status")).containsText("收支平衡");
        picture("loop-3-budget");
        act("submit");
        for (String[] who : new String[][] {{"UNIT_APPROVER", LIBRARY}, {"DEPARTMENT_REVIEWER", CULTURE}}) {
            as(who[0], who[1]);
            page.navigate(budget);
            act("approve");
        }
        as("FINANCE_REVIEWER", FINANCE);
        page.navigate(budget);
        control("general", "12");
        control("total", "12");
        control("clause", "云财预〔2026〕18号 第三条");
        picture("loop-4-control");
        act("submit");
        as("FILLER", LIBRARY);
        page.navigate(budget);
        act("submit");
        for (String[] who : new String[][] {
            {"UNIT_APPROVER", LIBRARY}, {"DEPARTMENT_REVIEWER", CULTURE}, {"FINANCE_REVIEWER", FINANCE}
        }) {
            as(who[0], who[1]);
            page.navigate(budget);
            act("approve");
        }
        assertThat(page.locator(".hp-mark")).containsText("已批准");
        picture("loop-5-approved");
        return budget;
    }

    private void targets() {
        as("FILLER", LIBRARY);
        page.navigate(address + "/targets/new?year=2027");
        Locator wanting = page.locator("#wanting tr", new Page.LocatorOptions().setHasText(CODE));
        assertThat(wanting).containsText("12.00");
        wanting.locator("button").click();
        assertThat(page.locator("h1")).containsText("少儿阅读推广");
        String sheet = page.url();
        Locator goal = page.locator("[data-col=goal]");
        goal.fill("全年办 24 场少儿阅读活动，办证少儿不少于 3,000 人。");
        goal.press("Tab");
        assertThat(page.locator("#entry-saved")).containsText("已保存");
        paste("一级指标\t二级指标\t三级指标\t比较符\t指标值\t计量单位\t取值依据\t对应预算\t数据来源\t调查方案\t上年实际值\n"
                + "产出\t数量\t阅读活动场次\t≥\t20\t场\t年度活动计划\t基本支出\t活动台账\t\t24 场\n"
                + "产出\t数量\t新增少儿读者证\t≥\t3000\t\t年度活动计划\t基本支出\t读者系统\t\t\n"
                + "产出\t质量\t不适用\t\t不适用\n产出\t时效\t不适用\t\t不适用\n产出\t成本\t不适用\t\t不适用\n"
                + "效益\t社会效益\t少儿图书外借增长率\t定性\t提高\t\t上年实际\t基本支出\t读者系统\t\t\n"
                + "效益\t经济效益\t不适用\t\t不适用\n效益\t生态效益\t不适用\t\t不适用\n"
                + "满意度\t服务对象满意度\t小读者和家长满意度\t≥\t90\t%\t上年实际\t基本支出\t问卷\t活动结束时现场问卷\t\n");
        picture("loop-6-three-bad");
        act("submit");
        assertThat(page.locator("main")).containsText("“提高”");
        assertThat(page.locator("main")).containsText("没有计量单位");
        assertThat(page.locator("main")).containsText("不如上年实际“24 场”");
        picture("loop-7-stopped");

        page.locator(".hp-problem a").first().click();
        assertThat(row("阅读活动场次")).isVisible();
        assertThat(page.url()).isEqualTo(sheet + "#row-1");
        mend("阅读活动场次", "value", "26");
        mend("新增少儿读者证", "unit", "个");
        Locator growth = row("少儿图书外借增长率");
        growth.locator("select[data-col=comparator]").selectOption(new SelectOption().setLabel("≥"));
        mend("少儿图书外借增长率", "value", "5");
        mend("少儿图书外借增长率", "unit", "%");
        assertThat(page.locator(".hj-bad")).hasCount(0);
        act("submit");
        for (String[] who : new String[][] {{"DIVISION_HEAD", LIBRARY}, {"UNIT_APPROVER", LIBRARY}}) {
            as(who[0], who[1]);
            page.navigate(sheet);
            act("approve");
        }
        as("DEPARTMENT_REVIEWER", CULTURE);
        page.navigate(sheet);
        review("RETURN", "12", "读者证以“个”计不妥，请改用“张”");
        picture("loop-8-review");
        page.locator("details:has(form[action$='/return']) summary").click();
        page.locator("#comment-return").fill("见审核意见");
        act("return");
        as("FILLER", LIBRARY);
        page.navigate(sheet);
        assertThat(page.locator(".hp-comment")).containsText("见审核意见");
        assertThat(page.locator("#review")).containsText("请改用“张”");
        mend("新增少儿读者证", "unit", "张");
        assertThat(page.locator("#entry-saved")).containsText("已保存");
        picture("loop-9-returned");
        act("submit");
        for (String[] who : new String[][] {{"DIVISION_HEAD", LIBRARY}, {"UNIT_APPROVER", LIBRARY}}) {
            as(who[0], who[1]);
            page.navigate(sheet);
            act("approve");
        }
        for (String[] who : new String[][] {{"DEPARTMENT_REVIEWER", CULTURE}, {"FINANCE_REVIEWER", FINANCE}}) {
            as(who[0], who[1]);
            page.navigate(sheet);
            review("PASS", "19", "");
            act("approve");
        }
        assertThat(page.locator(".hp-mark")).containsText("已批准");
        assertThat(row("新增少儿读者证").locator("[data-col=unit]")).hasValue("张");
        picture("loop-10-targets-approved");
    }

    /** The loop of the library shows the first link made and names those that are missing. */
    private void onTheDesk() {
        as("UNIT_APPROVER", LIBRARY);
        page.navigate(address + "/?year=2027");
        picture("loop-11-desk");
        assertThat(page.locator("main")).containsText("目标");
    }

    private void as(String role, String unit) {
        page.navigate(address + "/sign-in?lang=zh");
        page.locator("#unit").selectOption(new SelectOption().setLabel(unit));
        page.locator("button[value=" + role + "]").click();
        assertThat(page.locator(".hj-top-unit")).hasText(unit);
    }

    private void act(String act) {
        Locator button = page.locator("form[action$='/" + act + "'] button[type=submit]");
        assertThat(button).hasCount(1);
        // What is typed is saved first, so the page leaves a moment after the click.
        page.waitForRequestFinished(
                new Page.WaitForRequestFinishedOptions()
                        .setPredicate(request -> request.url().contains("/procedures/")),
                button::click);
        page.waitForLoadState();
    }

    private void type(String column, String text) {
        Locator cell =
                page.locator("[data-cell^='lines/'][data-col='" + column + "']").first();
        cell.fill(text);
        cell.press("Tab");
    }

    private void control(String what, String text) {
        Locator cell = page.locator("[data-cell='head/0/control." + what + "']");
        cell.fill(text);
        cell.press("Tab");
        assertThat(page.locator("#entry-saved")).containsText("已保存");
    }

    private Locator row(String name) {
        return page.locator("#targets tr")
                .filter(new Locator.FilterOptions().setHas(page.locator("input[data-col=name][value='" + name + "']")));
    }

    private void mend(String indicator, String column, String text) {
        Locator cell = row(indicator).locator("[data-col='" + column + "']");
        cell.fill(text);
        cell.press("Tab");
    }

    /** As from Excel: the block lies in the clipboard and is pasted into the first free cell. */
    private void paste(String block) {
        page.locator("#targets [data-col=name]").first().focus();
        page.evaluate(
                "block => { const data = new DataTransfer(); data.setData('text/plain', block);"
                        + " document.activeElement.dispatchEvent(new ClipboardEvent('paste',"
                        + " {clipboardData: data, bubbles: true, cancelable: true})); }",
                block);
        assertThat(row("阅读活动场次")).isVisible();
    }

    private void review(String result, String points, String opinion) {
        for (String head : List.of("form", "reason", "measure", "whole", "clear")) {
            page.locator("input[name='" + head + ".result'][value=" + result + "]")
                    .check();
            page.locator("input[name='" + head + ".points']").fill(points);
            page.locator("textarea[name='" + head + ".opinion']").fill(opinion);
        }
        page.locator("form[action$='/review'] button[type=submit]").click();
        assertThat(page.locator("#review .ht-grade")).containsText(Pattern.compile("/ 100"));
    }

    /** Looked at by people, and by the audit: most of these pages show nothing before somebody has worked. */
    private void picture(String name) {
        Office.wholePicture(page, name);
    }
}
