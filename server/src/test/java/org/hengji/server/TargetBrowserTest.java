package org.hengji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hengji.server.Office.picture;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clerk in front of a target sheet, in a real browser: pastes the table of a report, then types without the mouse. */
class TargetBrowserTest {
    private static final Path SEED = Path.of("../checker/src/test/resources/measurability/seed-004.tsv");
    private static final Pattern SAVED = Pattern.compile("(已保存|Saved) \\d\\d:\\d\\d");

    @TempDir
    Path temp;

    private String address;

    @Test
    void aClerkPastesTheTableOfAReportAndTypesWithoutTheMouse() throws Exception {
        try (Office office = Office.demo(temp)) {
            address = office.address();
            Page page = office.page();
            page.navigate(address + "/sign-in?lang=zh");
            page.locator("button[value=FILLER]").click();
            page.navigate(address + "/targets");
            picture(page, "targets-empty");
            pasted(page);
            typed(page);
            page.navigate(address + "/targets");
            picture(page, "targets-list");
            page.navigate(address + "/targets?lang=en");
            picture(page, "targets-list-en");
            assertThat(office.faults()).isEmpty();
        }
    }

    private void pasted(Page page) throws Exception {
        begin(page, "department", "", "");
        cell(page, 1, "second").focus();
        paste(cell(page, 1, "second"), Files.readString(SEED));
        assertThat(page.locator(".ht-notice")).containsText("加入了 51 行");
        assertThat(page.locator("#entry-status")).containsText("49 个指标");
        assertThat(page.locator("#target-general")).containsText("“取值依据”整栏空着：31 个定量指标");
        picture(page, "targets-pasted");
        page.locator("[data-next=hj-bad]").click();
        picture(page, "targets-next");
        cell(page, 37, "value").focus();
        assertThat(note(page, 37, "value")).containsText("第 37 行“自助办理业务项增长率”的指标值写的是“提高”");
        picture(page, "targets-remark");
        cell(page, 37, "value").fill("≥8%");
        cell(page, 37, "value").press("Enter");
        assertThat(page.locator("#entry-saved")).hasText(SAVED);
        assertThat(cell(page, 37, "unit")).hasValue("%");
        assertThat(note(page, 37, "value")).not().containsText("提高");
        // The count of rows 2: the parts are right, so their sum is taken.
        cell(page, 2, "value").focus();
        page.keyboard().press("Control+Enter");
        assertThat(cell(page, 2, "value")).hasValue(Pattern.compile("2229宗.*"));
        assertThat(note(page, 2, "value")).not().containsText("分项");
    }

    /** From the goal to the third row with nothing but keys. */
    private void typed(Page page) {
        begin(page, "second-level", "902001-001", "读者服务");
        page.locator("[id='cell:0/goal']").focus();
        page.keyboard().type("全年到馆 60 万人次。");
        cell(page, 1, "second").focus();
        page.keyboard().press("ArrowDown");
        assertThat(cell(page, 1, "second")).hasValue("quantity");
        page.keyboard().press("Tab");
        page.keyboard().type("到馆人次");
        page.keyboard().press("Tab");
        assertThat(page.locator("#entry-saved")).hasText(SAVED);
        assertThat(cell(page, 1, "unit")).hasValue("万人次");
        page.keyboard().press("Tab");
        assertThat(cell(page, 1, "value")).isFocused();
        page.keyboard().type("60");
        page.keyboard().press("Enter");
        assertThat(cell(page, 2, "value")).isFocused();
        page.keyboard().type("≥95%");
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Shift+Tab");
        assertThat(cell(page, 2, "name")).isFocused();
        page.keyboard().type("读者满意度");
        page.keyboard().press("Enter");
        assertThat(cell(page, 3, "name")).isFocused();
        page.keyboard().press("Control+d");
        assertThat(cell(page, 3, "name")).hasValue("读者满意度");
        page.keyboard().press("Escape");
        assertThat(cell(page, 3, "name")).hasValue("");
        assertThat(cell(page, 2, "unit")).hasValue("%");
        assertThat(page.locator("#entry-saved")).hasText(SAVED);
        picture(page, "targets-typed");
        page.reload();
        assertThat(cell(page, 1, "value")).hasValue("60");
        assertThat(cell(page, 2, "name")).hasValue("读者满意度");
        typedOn(page);
    }

    /** A slow line: what is typed while the figure before is on its way is the same person's, and no second version. */
    private static void typedOn(Page page) {
        List<Route> held = new ArrayList<>();
        page.route("**/edit", held::add);
        Locator value = cell(page, 1, "value");
        value.fill("61");
        page.waitForCondition(() -> held.size() == 1);
        value.fill("62");
        page.unroute("**/edit");
        held.get(0).resume();
        value.press("Tab");
        assertThat(page.locator("#entry-saved")).hasText(SAVED);
        page.reload();
        assertThat(value).hasValue("62");
        assertThat(page.locator("#entry-status .hj-count-conflict")).hasCount(0);

        // The answer has begun to come and takes its time.
        page.evaluate("() => { const whole = Response.prototype.text; Response.prototype.text = function () {"
                + " return new Promise(later => setTimeout(later, 2000)).then(() => whole.call(this)); }; }");
        List<String> sent = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().endsWith("/edit") && request.method().equals("POST")) {
                sent.add(request.postData().replaceAll(".*typed=(\\d+)&base=(\\d+).*", "$1 for $2"));
            }
        });
        page.waitForResponse("**/edit", () -> value.fill("63"));
        value.fill("64");
        page.waitForCondition(() -> sent.size() > 1);
        assertThat(page.locator("#entry-saved")).hasText(SAVED);
        assertThat(sent).containsExactly("63 for 62", "64 for 63");
        page.reload();
        assertThat(value).hasValue("64");
        assertThat(page.locator("#entry-status .hj-count-conflict")).hasCount(0);
    }

    private void begin(Page page, String kind, String code, String name) {
        page.navigate(address + "/targets/new");
        page.locator("#for-unit").selectOption(new SelectOption().setLabel("902001 云岭市图书馆"));
        page.locator(".ht-years button").click();
        picture(page, "targets-new");
        if (kind.equals("department")) {
            page.locator("#wanting button").first().click();
        } else {
            page.locator(".ht-other summary").click();
            page.locator("#kind").selectOption(kind);
            page.locator("#code").fill(code);
            page.locator("#name").fill(name);
            page.locator(".ht-form button").click();
        }
        assertThat(page.locator("#entry-status")).isVisible();
        page.waitForLoadState();
    }

    private static void paste(Locator at, String block) {
        at.evaluate("""
                (cell, text) => {
                  const data = new DataTransfer();
                  data.setData("text/plain", text);
                  cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
                }""", block);
    }

    private static Locator cell(Page page, int row, String field) {
        return page.locator("#targets tbody tr").nth(row - 1).locator("[data-col='" + field + "']");
    }

    private static Locator note(Page page, int row, String field) {
        return page.locator("#targets tbody tr").nth(row - 1).locator("td.ht-" + field + " .hj-note");
    }
}
