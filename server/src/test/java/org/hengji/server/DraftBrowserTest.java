package org.hengji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hengji.server.Office.picture;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is typed into a form survives a closed page, a cut network, an expired session and a second editor. */
class DraftBrowserTest {

    /** The answer to a submitted form names the year. */
    private static final Pattern SUBMITTED = Pattern.compile(".*[?&]year=\\d+.*");

    @TempDir
    Path temp;

    private String address;

    @Test
    void nothingTypedIsLost() throws Exception {
        try (Office office = Office.demo(temp)) {
            address = office.address();
            BrowserContext mine = office.desk();
            Page page = signedIn(mine, false);
            page.navigate(address + "/years");
            page.locator(".hp-areas a")
                    .filter(new Locator.FilterOptions().setHasText("云岭市"))
                    .click();
            assertThat(page.locator(".hp-areas .hj-here")).hasText("云岭市");
            String dues = page.url();
            Locator up1 = page.locator("#due-up1");
            String before = up1.inputValue();

            // The page is closed before anything is submitted.
            up1.fill("2027-09-01");
            saved(page);
            page.close();
            page = page(mine);
            page.navigate(dues);
            up1 = page.locator("#due-up1");
            assertThat(up1).hasValue("2027-09-01");
            picture(page, "draft-restored");
            page.locator(".hd-restored button").click();
            assertThat(up1).hasValue(before);
            assertThat(page.locator(".hd-restored")).hasCount(0);
            page.reload();
            assertThat(page.locator("#due-up1")).hasValue(before);

            // The network is cut, and comes back.
            mine.setOffline(true);
            page.locator("#due-up1").fill("2027-09-02");
            says(page, "unsent");
            mine.setOffline(false);
            saved(page);

            // The session ends; the person signs in again in another window and comes back.
            mine.clearCookies();
            page.locator("#due-down1").fill("2027-10-05");
            says(page, "signed-out");
            assertThat(page.locator("#signed-out")).isVisible();
            picture(page, "draft-signed-out");
            Page other = signedIn(mine, false);
            other.close();
            page.evaluate("window.dispatchEvent(new Event('focus'))");
            saved(page);
            assertThat(page.locator("#signed-out")).isHidden();

            // Somebody else submits first: both versions stay, and one is chosen.
            BrowserContext theirs = office.desk();
            Page second = signedIn(theirs, true);
            second.navigate(dues);
            second.locator("#due-up1").fill("2027-09-03");
            second.locator("#dues button[type=submit]").click();
            second.waitForURL(SUBMITTED);
            assertThat(second.locator("#due-up1")).hasValue("2027-09-03");
            // The second save is refused, on a page that was opened before the first.
            page.locator("#dues button[type=submit]").click();
            assertThat(page.locator(".hp-problem")).containsText("别人先保存了日期");
            Locator conflict = page.locator(".hd-conflict");
            assertThat(conflict).containsText("2027-09-02");
            assertThat(conflict).containsText("2027-09-03");
            assertThat(page.locator("#due-up1")).hasValue("2027-09-03");
            picture(page, "draft-conflict");
            conflict.locator("button").first().click();
            assertThat(page.locator("#due-up1")).hasValue("2027-09-02");
            assertThat(page.locator("#due-down1")).hasValue("2027-10-05");
            saved(page);
            page.locator("#dues button[type=submit]").click();
            page.waitForURL(SUBMITTED);
            assertThat(page.locator("#due-up1")).hasValue("2027-09-02");
            page.reload();
            assertThat(page.locator("#due-up1")).hasValue("2027-09-02");
            assertThat(page.locator(".hd-restored, .hd-conflict")).hasCount(0);
            picture(page, "years-zh");
        }
    }

    private static void saved(Page page) {
        says(page, "saved");
    }

    private static void says(Page page, String state) {
        assertThat(page.locator(".hd-status")).hasAttribute("data-state", state, patient());
    }

    private static LocatorAssertions.HasAttributeOptions patient() {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(30_000);
    }

    private static Page page(BrowserContext context) {
        Page page = context.newPage();
        return page;
    }

    /** As finance; of the city, or of the whole demonstration. */
    private Page signedIn(BrowserContext context, boolean ofTheCity) {
        Page page = page(context);
        page.navigate(address + "/sign-in?lang=zh");
        if (ofTheCity) {
            Locator choice = page.locator("select[name=unit]");
            choice.selectOption(choice.locator("option")
                    .filter(new Locator.FilterOptions().setHasText("云岭市财政局"))
                    .first()
                    .getAttribute("value"));
        }
        page.locator("button[value=FINANCE_REVIEWER]").click();
        assertThat(page.locator("#mine-head")).isVisible();
        return page;
    }
}
