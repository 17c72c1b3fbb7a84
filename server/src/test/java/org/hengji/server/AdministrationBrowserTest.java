package org.hengji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hengji.server.Office.picture;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.hengji.server.identity.OneTimeCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty installation to a clerk at work: three administrators, a request, its approval, and the audit. */
class AdministrationBrowserTest {

    private static final String PASSWORD = "marker-Passw0rd-7781";

    @TempDir
    Path temp;

    private Office office;

    @Test
    void oneAsksAnotherApprovesAClerkBeginsToWorkAndTheThirdSeesIt() throws Exception {
        try (Office served = Office.serve(temp)) {
            office = served;
            String address = office.address();
            makeAccount(office.page(), printed(office.server(), "setup") + "&lang=zh", "chen", "陈明");
            makeAccount(office.page(), printed(office.server(), "setup-security") + "&lang=zh", "zhou", "周宁");
            makeAccount(office.page(), printed(office.server(), "setup-audit") + "&lang=zh", "wu", "吴桐");

            Page chen = office.page();
            signIn(chen, address, "chen");
            chen.locator(".hj-menu a[href='/administration']").click();
            assertThat(chen.locator(".hj-empty")).containsText("没有未办结的申请");
            picture(chen, "administration-empty-zh");

            chen.locator("#ask button").click();
            assertThat(chen.locator("#role-fault")).containsText("没有选择角色");
            assertThat(chen.locator("#person-fault")).isVisible();
            picture(chen, "administration-faults-zh");
            ask(chen, "FILLER", "李红");
            ask(chen, "FINANCE_REVIEWER", "王强");

            Page zhou = office.page();
            signIn(zhou, address, "zhou");
            zhou.locator(".hj-menu a[href='/security']").click();
            assertThat(zhou.locator("#waiting tbody tr")).hasCount(2);
            Locator li = row(zhou, "#waiting", "李红");
            li.locator("summary").first().focus();
            zhou.keyboard().press("Enter");
            picture(zhou, "security-approve-zh");
            li.locator("form[action$='/approve'] button").click();
            assertThat(zhou.locator(".hj-notice")).containsText("已批准");
            Locator wang = row(zhou, "#waiting", "王强");
            wang.locator("summary").nth(1).click();
            wang.locator("input[name=comment]").fill("他在别的处");
            wang.locator("form[action$='/refuse'] button").click();
            assertThat(zhou.locator(".hj-notice")).containsText("已拒绝");
            picture(zhou, "security-zh");
            zhou.navigate(address + "/security?lang=en");
            picture(zhou, "security-en");

            chen.navigate(address + "/administration");
            assertThat(chen.locator("#requests tbody tr")).hasCount(1);
            chen.locator("#requests form[action$='/link'] button").click();
            assertThat(chen.locator("#issued-title")).containsText("李红");
            chen.locator("[data-copy]").click();
            assertThat(chen.locator("[data-copy-says]")).not().isEmpty();
            String link = chen.locator("#issued-link").inputValue();
            picture(chen, "administration-issued-zh");
            chen.navigate(address + "/administration?lang=en");
            assertThat(chen.locator("#requests")).containsText("waiting for the person");
            picture(chen, "administration-en");
            chen.navigate(address + "/administration?lang=zh");
            assertThat(chen.navigate(link).status()).isEqualTo(409);
            assertThat(chen.locator("h1")).containsText("您已经登录");

            Page clerk = office.page();
            makeAccount(clerk, link, "li.hong", "");
            assertThat(clerk.locator(".hj-main h1")).hasText("工作台");
            assertThat(clerk.locator(".hj-person")).hasText("填报人 · 李红");
            for (String theirs : List.of("/administration", "/security", "/audit")) {
                assertThat(clerk.locator(".hj-menu a[href='" + theirs + "']")).hasCount(0);
                assertThat(clerk.navigate(address + theirs).status()).isEqualTo(403);
            }
            assertThat(office.page().navigate(link).status()).isEqualTo(410);

            clerk.navigate(address + "/account");
            String secret = clerk.locator("#secret").innerText().replace(" ", "");
            clerk.locator("#confirm").fill(PASSWORD);
            clerk.locator("#code").fill(OneTimeCode.now(secret));
            picture(clerk, "own-account-zh");
            clerk.locator("#second-factor button").click();
            assertThat(clerk.locator(".hj-notice")).containsText("动态验证码已启用");
            Page elsewhere = office.page();
            elsewhere.navigate(address + "/sign-in");
            elsewhere.locator("#name").fill("li.hong");
            elsewhere.locator("#password").fill(PASSWORD);
            elsewhere.locator("main button").click();
            elsewhere.locator("#code").fill("000000");
            picture(elsewhere, "sign-in-code-zh");
            elsewhere.locator("main button").click();
            assertThat(elsewhere.locator(".hj-problem")).containsText("验证码不对");

            Page wu = office.page();
            signIn(wu, address, "wu");
            wu.locator(".hj-menu a[href='/audit']").click();
            assertThat(wu.locator("#trail")).containsText("批准权限");
            assertThat(wu.locator("#trail")).containsText("越权访问");
            wu.locator("#action").selectOption("right.approve");
            wu.locator("#filter button").click();
            assertThat(wu.locator("#trail > tbody > tr")).hasCount(1);
            wu.locator("#trail summary").click();
            picture(wu, "audit-zh");
            wu.navigate(address + "/audit?lang=en");
            picture(wu, "audit-en");
            zhou.navigate(address + "/security?lang=zh");
            assertThat(zhou.locator("#watched")).containsText("wu");
            office.faults().removeIf(f -> f.matches(".*status of (401|403|409|410|422).*"));
            assertThat(office.faults()).isEmpty();

            chen.navigate(address + "/administration");
            assertThat(chen.locator("#accounts tbody tr").first()).containsText("li.hong");
            picture(chen, "administration-zh");
        }
    }

    private static void ask(Page page, String role, String name) {
        page.locator("#role").selectOption(role);
        page.locator("#person").fill(name);
        page.keyboard().press("Enter");
        assertThat(page.locator(".hj-notice")).containsText("申请已提交");
    }

    private static Locator row(Page page, String table, String name) {
        return page.locator(table + " tbody tr").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static String printed(ServerProcess server, String kind) throws Exception {
        return server.out()
                .lines()
                .filter(l -> l.startsWith(kind + ": "))
                .findFirst()
                .orElseThrow()
                .substring(kind.length() + 2);
    }

    /** @param displayName empty to keep the name that the invitation brings */
    private static void makeAccount(Page page, String link, String name, String displayName) {
        page.navigate(link);
        page.locator("#name").fill(name);
        if (!displayName.isEmpty()) {
            page.locator("#displayName").fill(displayName);
        }
        page.locator("#password").fill(PASSWORD);
        page.locator("#repeated").fill(PASSWORD);
        page.locator("main button").click();
        assertThat(page.locator(".hj-menu")).isVisible();
    }

    private static void signIn(Page page, String address, String name) {
        page.navigate(address + "/sign-in");
        page.locator("#name").fill(name);
        page.locator("#password").fill(PASSWORD);
        page.locator("main button").click();
        assertThat(page.locator(".hj-menu")).isVisible();
    }
}
