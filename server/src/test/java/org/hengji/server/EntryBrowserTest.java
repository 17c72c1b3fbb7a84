package org.hengji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hengji.server.Office.picture;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clerk in front of the form, in a real browser: types, is interrupted, is contradicted, and gets it done. */
class EntryBrowserTest {

    private static final String ON_TIME = "fact/projects.on_time/1/value";
    private static final String IN_USE = "fact/assets.in_use/1/value";
    private static final Pattern SAVED = Pattern.compile("(已保存|Saved) \\d\\d:\\d\\d");

    @TempDir
    Path temp;

    private Office office;
    private String address;

    @Test
    void aClerkTypesLeavesComesBackAndPutsTheFiguresIntoEffect() throws Exception {
        try (Office served = Office.demo(temp)) {
            office = served;
            address = served.address();
            journey("zh", "社会保险基金", "≤136", "[85.75, 97.71]", "[91.75, 97.75]");
            journey("en", "Social Insurance", "137", "[91.75, 97.75]", "[85.75, 97.71]");
            judgement();
            assertThat(office.faults()).isEmpty();
            crash();
        }
    }

    /** An expert judges: too many points and a missing reason are refused, the facts cannot be changed. */
    private void judgement() {
        try (BrowserContext desk = office.desk()) {
            Page page = open(desk, "EXPERT", "zh", "社会保险基金");
            assertThat(cell(page, ON_TIME)).not().isEditable();
            Locator award = cell(page, "judgement/effects/1/award");
            award.fill("26");
            award.press("Tab");
            assertThat(page.locator("[id='note:judgement/effects/1/award']")).containsText("满分 25，这里是 26");
            cell(page, "judgement/effects/1/reason").fill("");
            award.fill("20");
            award.press("Enter");
            assertThat(page.locator("[id='note:judgement/effects/1/reason']")).containsText("没有写理由");
            award.scrollIntoViewIfNeeded();
            picture(page, "entry-judgement-zh");
            cell(page, "judgement/effects/1/reason").fill("服务人次下降，效果不及上年");
            cell(page, "judgement/effects/1/by").fill("专家组");
            assertThat(page.locator("#entry-status")).hasAttribute("data-problems", "0");
            assertThat(page.locator("#entry-total")).hasText("[80.75, 92.71]");
        }
    }

    /** The server dies without a word: what was saved is there when it is back. */
    private void crash() throws Exception {
        try (BrowserContext desk = office.desk()) {
            Page page = open(desk, "FILLER", "zh", "社会保险基金");
            cell(page, ON_TIME).fill("99");
            assertThat(page.locator("#entry-saved")).hasText(SAVED);
            office.server().kill();
            try (ServerProcess second = ServerProcess.start(
                    temp, "demo", "--data", temp.resolve("demo").toString(), "--port", "0")) {
                address = second.address().replaceAll("/$", "");
                page = open(desk, "FILLER", "zh", "社会保险基金");
                assertThat(cell(page, ON_TIME)).hasValue("99");
            }
        }
    }

    private void journey(String language, String body, String onTime, String before, String after) {
        try (BrowserContext desk = office.desk();
                BrowserContext elsewhere = office.desk()) {
            String typed = onTime.equals("137") ? "≤136" : "137";
            Page page = open(desk, "FILLER", language, body);
            assertThat(cell(page, ON_TIME)).hasValue(onTime);
            assertThat(page.locator("#entry-total")).hasText(before);
            picture(page, "entry-" + language);
            keyboard(page);
            refusal(page, language);
            paste(page);

            // Typed, and the window closed at once: the draft is there when the clerk comes back.
            cell(page, ON_TIME).fill(typed);
            assertThat(page.locator("#entry-saved")).hasText(SAVED);
            assertThat(page.locator("#entry-total")).hasText(after);
            page.close();
            page = open(desk, "FILLER", language, body);
            assertThat(cell(page, ON_TIME)).hasValue(typed);
            assertThat(page.locator("#entry-total")).hasText(after);
            expiry(page, desk, language, body);
            page = open(desk, "FILLER", language, body);

            // Somebody else puts another figure into effect meanwhile.
            Page other = open(elsewhere, "THIRD_PARTY", language, body);
            assertThat(cell(other, ON_TIME)).hasValue(onTime);
            cell(other, ON_TIME).fill("130");
            cell(other, ON_TIME).press("Enter");
            assertThat(other.locator("#entry-saved")).hasText(SAVED);
            other.locator("#entry-apply button").click();
            assertThat(other.locator("#applied-total")).isVisible();
            picture(other, "entry-applied-" + language);

            page.reload();
            Locator choice = page.locator("[id='note:" + ON_TIME + "'] .hj-choice");
            for (String version : List.of(onTime, "130", typed)) {
                assertThat(choice).containsText(version);
            }
            page.locator("#entry-apply button").click();
            assertThat(cell(page, ON_TIME)).isFocused();
            picture(page, "entry-conflict-" + language);
            choice.locator("[data-keep=mine]").click();
            assertThat(page.locator(".hj-conflict")).hasCount(0);

            page.locator("#entry-apply button").click();
            assertThat(page.locator("#applied-total")).hasText(after);
            picture(page, "entry-done-" + language);
            page.locator(".hj-actions .btn-primary").click();
            assertThat(page.locator("[data-points=total]")).hasText(after);
        }
    }

    /** Enter goes down, Shift+Enter up, Tab right, Esc takes back, Ctrl+Z too. */
    private static void keyboard(Page page) {
        Locator first = cell(page, "fact/budget.faults/1/value");
        String was = first.inputValue();
        first.focus();
        page.keyboard().type("7");
        page.keyboard().press("Escape");
        assertThat(first).hasValue(was);
        page.keyboard().press("Enter");
        assertThat(cell(page, "fact/targets.faults/1/value")).isFocused();
        page.keyboard().press("Shift+Enter");
        assertThat(first).isFocused();
        page.keyboard().press("Tab");
        assertThat(cell(page, "fact/budget.faults/1/unit")).isFocused();
        page.keyboard().press("Shift+Tab");
        page.keyboard().type("9");
        page.keyboard().press("Enter");
        page.keyboard().press("Control+z");
        assertThat(first).hasValue(was);
        assertThat(page.locator("#entry-status")).hasAttribute("data-changes", "0");
    }

    private static void refusal(Page page, String language) {
        cell(page, IN_USE).fill("834,02.62");
        cell(page, IN_USE).press("Enter");
        Locator note = page.locator("[id='note:" + IN_USE + "']");
        assertThat(note).containsText(language.equals("zh") ? "千分位不在应在的位置" : "separators of 834,02.62 are misplaced");
        assertThat(page.locator("#entry-status")).hasAttribute("data-problems", "1");
        page.locator("[data-next=hj-bad]").click();
        assertThat(cell(page, IN_USE)).isFocused();
        picture(page, "entry-refused-" + language);
        page.locator("#entry-apply button").click();
        assertThat(cell(page, IN_USE)).isFocused();
        cell(page, IN_USE).fill("83,402.62");
        assertThat(note).hasText("");
        assertThat(page.locator("#entry-status")).hasAttribute("data-problems", "0");
    }

    /** A block as Excel puts it on the clipboard: two rows of value, unit, state and a source in quotes. */
    private static void paste(Page page) {
        Locator start = cell(page, "fact/staff.in_post/1/value");
        String was = start.inputValue();
        start.focus();
        start.evaluate("""
                (cell, text) => {
                  const data = new DataTransfer();
                  data.setData("text/plain", text);
                  cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
                }""", "756\t人\t已知\t\"人事处\n花名册\"\r\n792\t万块\t\t编办\r\n");
        assertThat(start).hasValue("756");
        assertThat(cell(page, "fact/staff.in_post/1/source")).hasValue("人事处\n花名册");
        assertThat(cell(page, "fact/staff.quota/1/value")).hasValue("792");
        assertThat(page.locator("[id='note:fact/staff.quota/1/unit']")).containsText("万块");
        page.keyboard().press("Control+z");
        assertThat(start).hasValue(was);
        assertThat(page.locator("#entry-status")).hasAttribute("data-problems", "0");
        assertThat(page.locator("#entry-status")).hasAttribute("data-changes", "0");
    }

    /** The session ends while somebody types; the cell is kept, offered back, and reaches the server. */
    private void expiry(Page page, BrowserContext desk, String language, String body) {
        String url = page.url();
        int quiet = office.faults().size();
        desk.clearCookies();
        Locator source = cell(page, "fact/projects.on_time/1/source");
        source.fill("项目台账 " + language);
        source.press("Enter");
        assertThat(page.locator("#signed-out")).isVisible();
        assertThat(source).hasValue("项目台账 " + language);
        picture(page, "entry-expired-" + language);
        // The browser reports the refused request; that is what it should do here.
        page.waitForTimeout(200);
        while (office.faults().size() > quiet) {
            office.faults().remove(office.faults().size() - 1);
        }
        // Signed in again in another window, the page goes on by itself when the clerk returns to it.
        Page signIn = open(desk, "FILLER", language, body);
        assertThat(signIn.locator("#entry-offer")).isVisible();
        signIn.close();
        page.evaluate("() => window.dispatchEvent(new Event('focus'))");
        assertThat(page.locator("#entry-saved")).hasText(SAVED);
        assertThat(page.locator("#signed-out")).isHidden();
        assertThat(page.locator("[id='box:fact/projects.on_time/1/source']")).hasClass(Pattern.compile("hj-drafted"));

        // Or the window is closed before that: the cell is offered back.
        int before = office.faults().size();
        desk.clearCookies();
        source.fill("项目台账第二版 " + language);
        source.press("Enter");
        assertThat(page.locator("#signed-out")).isVisible();
        page.waitForTimeout(200);
        while (office.faults().size() > before) {
            office.faults().remove(office.faults().size() - 1);
        }
        page.close();

        Page again = open(desk, "FILLER", language, body);
        assertThat(again).hasURL(url);
        assertThat(again.locator("#entry-offer")).isVisible();
        picture(again, "entry-offer-" + language);
        again.locator("[data-offer=take]").click();
        assertThat(cell(again, "fact/projects.on_time/1/source")).hasValue("项目台账第二版 " + language);
        assertThat(again.locator("#entry-saved")).hasText(SAVED);
        assertThat(again.locator("[id='box:fact/projects.on_time/1/source']")).hasClass(Pattern.compile("hj-drafted"));
        again.close();
    }

    private Page open(BrowserContext context, String role, String language, String body) {
        Page page = context.newPage();
        page.navigate(address + "/sign-in?lang=" + language);
        page.locator("button[value=" + role + "]").click();
        page.locator("#bodies tbody tr")
                .filter(new Locator.FilterOptions().setHasText(body))
                .locator("td")
                .first()
                .locator("a")
                .click();
        page.locator(".hj-actions .btn-primary").click();
        assertThat(page.locator("#entry-status")).isVisible();
        // The form listens once its script has run, which on a busy machine may be after it is seen.
        page.waitForLoadState();
        return page;
    }

    private static Locator cell(Page page, String address) {
        return page.locator("[id='cell:" + address + "']");
    }
}
