package org.hengji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hengji.server.Office.picture;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A unit makes its first submission in a real browser: lines from Excel, a fault mended, sent on. */
class BudgetBrowserTest {
    private static final String BLOCK =
            "项目支出\t902001260000000000101\t活动物料\t一般公共预算\t2070104\t30299\t200\t场\t1,500\t\t\t三家询价\t读者服务部\t\t30\t28\t16.8\n"
                    + "项目支出\t902001260000000000103\t中文图书\t一般公共预算\t2070104\t30299\t20,000\t册\t42.5\t\t\t上年采购均价\t读者服务部\n"
                    + "公用经费\t\t差旅\t一般公共预算\t2070104\t30211\t60\t人次\t1200\t\t差旅费管理办法\t\t办公室\t差旅费\t6\n";

    @TempDir
    Path temp;

    @Test
    void aUnitMakesItsFirstSubmissionFromExcel() throws Exception {
        try (Office office = Office.demo(temp)) {
            Page page = office.page();
            String address = office.address();
            signIn(page, address, "FILLER");
            library(page, address);
            budget(page, address);
            assertThat(office.faults()).isEmpty();
        }
    }

    private static void signIn(Page page, String address, String role) {
        page.navigate(address + "/sign-in");
        page.locator("#unit").selectOption(new SelectOption().setLabel("云岭市图书馆"));
        page.locator("button[value=" + role + "]").click();
    }

    private void library(Page page, String address) {
        page.navigate(address + "/projects");
        assertThat(page.locator("#list-projects")).containsText("少儿阅读活动");
        picture(page, "projects-zh");
        page.locator("#list-projects a", new Page.LocatorOptions().setHasText("少儿阅读活动"))
                .first()
                .click();
        assertThat(page.locator("main")).containsText("预算固化提示");
        picture(page, "project-zh");
        page.navigate(address + "/projects/new");
        picture(page, "project-new-zh");
    }

    private void budget(Page page, String address) {
        page.navigate(address + "/budgets");
        page.locator("form[action='/budgets'] button").click();
        page.locator(".hb-paste summary").click();
        page.locator("#block").fill(BLOCK);
        page.locator(".hb-paste button").click();
        // 200 × 1,500 + 20,000 × 42.5 + 60 × 1,200
        assertThat(page.locator("#budget-total")).hasText("122.20");
        picture(page, "budget-unbalanced-zh");
        page.locator("[data-cell='head/0/revenue.general']").fill("122.2");
        page.keyboard().press("Enter");
        assertThat(page.locator("#entry-status")).containsText("收支平衡");
        assertThat(page.locator("#entry-saved")).containsText("已保存");
        // A word for a number is outlined with its reason, and the next fault is a key away.
        page.locator("[data-col=quantity]").first().fill("若干");
        page.keyboard().press("Tab");
        assertThat(page.locator("#entry-status")).containsText("1");
        assertThat(page.locator(".hj-bad .hj-problem").first()).containsText("若干");
        picture(page, "budget-fault-zh");
        page.locator("[data-col=quantity]").first().fill("200");
        page.keyboard().press("Tab");
        assertThat(page.locator(".hj-bad")).hasCount(0);
        assertThat(page.locator("#budget-sums")).containsText("差旅费");
        page.locator("#budget-sums").scrollIntoViewIfNeeded();
        picture(page, "budget-sums-zh");
        page.locator("form[action$='/submit'] button").first().click();
        assertThat(page.locator(".hp-panel")).containsText("一上单位审批");
        assertThat(page.locator("#entry-saved")).containsText("当前环节不能修改");
        picture(page, "budget-submitted-zh");
    }
}
