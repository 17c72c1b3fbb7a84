package org.hengji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hengji.server.Office.picture;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clerk and the report of the year, in a real browser. */
class ReportingBrowserTest {

    @TempDir
    Path temp;

    private List<String> faults;

    @Test
    void aClerkMendsAParagraphTakesTheReportAndSendsTheFiguresThroughExcel() throws Exception {
        try (Office office = Office.demo(temp)) {
            faults = office.faults();
            Page page = office.page();
            String address = office.address();
            page.navigate(address + "/sign-in");
            page.locator("button[value=FILLER]").click();
            report(page, address);
            entries(page);
            excel(page, address);
            assertThat(faults).isEmpty();
        }
    }

    private void report(Page page, String address) throws Exception {
        page.navigate(address + "/reports");
        page.locator("a", new Page.LocatorOptions().setHasText("部门整体支出绩效自评报告（市级）"))
                .first()
                .click();
        assertThat(page.locator(".hr-paper")).containsText("深圳市社会组织管理局");
        assertThat(page.locator(".hr-state")).containsText("处待补");
        // A gap leads to its paragraph, and the paragraph to its text, without the mouse.
        page.locator(".hr-gap-list a[href*='edit=plans']").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#text")).hasValue("【待填：后续工作计划】");
        page.locator("#text").fill("下一年度把季度用款计划细化到项目。");
        page.locator("#editor button[type=submit]").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#p-plans")).containsText("下一年度把季度用款计划细化到项目。");
        assertThat(page.locator(".hr-history")).containsText("修改");
        picture(page, "report-zh");
        Download word = page.waitForDownload(
                () -> page.locator(".hj-actions .btn-primary").click());
        assertThat(word.suggestedFilename()).endsWith("（草稿）.docx");
        Path file = temp.resolve("report.docx");
        word.saveAs(file);
        assertThat(DocumentReader.read(file, Limits.USUAL).text()).contains("下一年度把季度用款计划细化到项目。", "97.21");
    }

    /** From a gap to its field, and what is typed there is kept before it is saved. */
    private void entries(Page page) {
        page.locator(".hr-gap-list a[href$='/entries#text/experience']").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#text\\/experience")).isVisible();
        assertThat(WcagAudit.of(page)).isEmpty();
        page.locator("#text\\/experience").fill("分季度核对用款计划。");
        page.locator("#table\\/tasks\\/1\\/name").fill("社会组织登记");
        assertThat(page.locator("[data-draft-status], .hd-status")).hasAttribute("data-state", "saved");
        page.reload();
        assertThat(page.locator("#text\\/experience")).hasValue("分季度核对用款计划。");
        picture(page, "report-entries-zh");
        page.locator(".hr-entry-acts button").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".hr-ready")).containsText("已保存");
        page.locator(".hr-ready a").click();
        assertThat(page.locator(".hr-paper")).containsText("分季度核对用款计划。");
        assertThat(page.locator(".hr-paper")).containsText("社会组织登记");
    }

    private void excel(Page page, String address) {
        page.navigate(address + "/evaluations/1/edit");
        page.locator(".hj-actions a[href*='/imports/new']").click();
        Download workbook = page.waitForDownload(
                () -> page.locator("a[href*='/template.xlsx']").click());
        Path file = temp.resolve("facts.xlsx");
        workbook.saveAs(file);
        page.locator("#file").setInputFiles(file);
        page.locator("[data-upload] button[type=submit]").click();
        assertThat(page.locator(".hj-notice")).containsText("完全相同");
    }
}
