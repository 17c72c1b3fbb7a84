package org.hengji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hengji.server.database.DatabaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty installation to a clerk at work: the first link, an invitation, and what the clerk may not open. */
@DatabaseTest
class AdministrationBrowserTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final double PATIENCE = 30_000;
    private static final String PASSWORD = "marker-Passw0rd-7781";

    @TempDir
    Path temp;

    private final List<String> faults = new ArrayList<>();
    private Browser browser;

    @Test
    void theAdministratorInvitesAClerkWhoSetsAPasswordAndBeginsToWork() throws Exception {
        String chromium = System.getenv().getOrDefault("HENGJI_CHROMIUM", "/usr/bin/chromium");
        if (!Files.isExecutable(Path.of(chromium))) {
            System.err.println("SKIPPED: no browser. Install chromium or set HENGJI_CHROMIUM.");
        }
        assumeTrue(Files.isExecutable(Path.of(chromium)), "no chromium; set HENGJI_CHROMIUM");
        try (ServerProcess server = ServerProcess.start(
                        temp, "serve", "--data", temp.resolve("data").toString(), "--port", "0");
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser started = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Path.of(chromium))
                                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic")))) {
            browser = started;
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
            String address = server.address().replaceAll("/$", "");
            String first = server.out()
                    .lines()
                    .filter(l -> l.startsWith("setup: "))
                    .findFirst()
                    .orElseThrow()
                    .substring("setup: ".length());
            makeAccount(page(), first + "&lang=zh", "chen", "陈明");

            Page chen = page();
            signIn(chen, address, "chen");
            chen.locator(".hj-menu a[href='/administration']").click();
            assertThat(chen.locator(".hj-empty")).containsText("没有未使用的邀请");
            picture(chen, "administration-empty-zh");

            chen.locator("#invite button").click();
            assertThat(chen.locator("#role-fault")).containsText("没有选择角色");
            assertThat(chen.locator("#invitee-fault")).isVisible();
            picture(chen, "administration-faults-zh");

            String link = invited(chen, "FILLER", "李红");
            picture(chen, "administration-issued-zh");
            String mistaken = invited(chen, "FINANCE_REVIEWER", "王强");
            assertThat(chen.locator("#invitations tbody tr")).hasCount(2);
            Locator row = chen.locator("#invitations tbody tr").filter(new Locator.FilterOptions().setHasText("王强"));
            row.locator("summary").focus();
            chen.keyboard().press("Enter");
            picture(chen, "administration-withdraw-zh");
            row.locator("button").click();
            assertThat(chen.locator(".hj-notice")).containsText("邀请已撤回");
            assertThat(chen.locator("#invitations tbody tr")).hasCount(1);
            chen.navigate(address + "/administration?lang=en");
            assertThat(chen.locator("#invitations")).containsText("waiting for the person");
            picture(chen, "administration-en");
            chen.navigate(address + "/administration?lang=zh");

            assertThat(chen.navigate(link).status()).isEqualTo(409);
            assertThat(chen.locator("h1")).containsText("您已经登录");
            assertThat(page().navigate(mistaken).status()).isEqualTo(410);

            Page li = page();
            makeAccount(li, link, "li.hong", "");
            assertThat(li.locator(".hj-main h1")).hasText("工作台");
            assertThat(li.locator(".hj-person")).hasText("填报人 · 李红");
            assertThat(li.locator(".hj-menu a[href='/administration']")).hasCount(0);
            assertThat(li.navigate(address + "/administration").status()).isEqualTo(403);
            assertThat(page().navigate(link).status()).isEqualTo(410);
            faults.removeIf(f -> f.matches(".*status of (403|409|410|422).*"));
            assertThat(faults).isEmpty();

            chen.navigate(address + "/administration");
            assertThat(chen.locator("#accounts tbody tr").first()).containsText("li.hong");
            picture(chen, "administration-zh");
        }
    }

    private static String invited(Page page, String role, String name) {
        page.locator("#role").selectOption(role);
        page.locator("#invitee").fill(name);
        page.keyboard().press("Enter");
        assertThat(page.locator("#issued-title")).containsText(name);
        page.locator("[data-copy]").click();
        assertThat(page.locator("[data-copy-says]")).not().isEmpty();
        return page.locator("#issued-link").inputValue();
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

    /** A page of its own: another person at another computer. */
    private Page page() {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1366, 768));
        context.setDefaultTimeout(PATIENCE);
        context.setDefaultNavigationTimeout(PATIENCE);
        Page page = context.newPage();
        page.onConsoleMessage(m -> {
            if (m.type().equals("error")) {
                faults.add(m.text());
            }
        });
        page.onPageError(faults::add);
        return page;
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }
}
