package org.hengji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hengji.server.Office.picture;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clerk with files, in a real browser: what is wrong with them, what becomes of them, and how to stop one. */
class IntakeBrowserTest {

    /** A file dropped where files are dropped; the browser lets no test drag one. */
    private static final String DROP = "([name, content]) => { const bytes = Uint8Array.from(atob(content), c =>"
            + " c.charCodeAt(0)); const held = new DataTransfer(); held.items.add(new File([bytes], name));"
            + " document.querySelector('[data-drop]').dispatchEvent(new DragEvent('drop', {dataTransfer: held, bubbles:"
            + " true, cancelable: true})); }";

    @TempDir
    Path temp;

    @Test
    void aClerkDropsAFileMendsItImportsItAndStopsALargeOne() throws Exception {
        try (Office office = Office.demo(temp)) {
            Page page = office.page();
            page.navigate(office.address() + "/sign-in?lang=zh");
            page.locator("#unit").selectOption(new SelectOption().setLabel("云岭市图书馆"));
            page.locator("button[value=FILLER]").click();
            page.locator("#menu a[href='/imports']").click();
            assertThat(page.locator("#kinds tbody tr").first()).containsText("项目库登记表");
            picture(page, "imports-empty-zh");
            page.locator("a[href='/imports/new?kind=projects']").click();
            mend(page, faulty(page));
            stop(page, office.address());
            page.navigate(office.address() + "/imports");
            assertThat(page.locator("#imports tbody tr")).hasCount(4);
            picture(page, "imports-list-zh");
            page.navigate(office.address() + "/imports?lang=en");
            picture(page, "imports-list-en");
            assertThat(office.faults()).isEmpty();
        }
    }

    /** The template filled in with an amount that is none and a basis that is missing, dropped onto the page. */
    private Path faulty(Page page) throws IOException {
        Download template = page.waitForDownload(() -> page.locator("a[href*='template.xlsx'], .hi-template button")
                .first()
                .click());
        Path file = temp.resolve("项目库登记表.xlsx");
        template.saveAs(file);
        edit(file, sheet -> {
            fill(sheet, 1, "902001270000000000061", "若干", "云文〔2026〕3号");
            fill(sheet, 2, "902001270000000000062", "8.5", "");
        });
        page.evaluate(DROP, new Object[] {
            file.getFileName().toString(), Base64.getEncoder().encodeToString(Files.readAllBytes(file))
        });
        assertThat(page.locator("[data-chosen]")).hasText("项目库登记表.xlsx");
        picture(page, "imports-new-zh");
        page.locator("[data-upload] button[type=submit]").click();
        assertThat(page.locator(".hj-import-fault")).containsText("有 2 处错误，没有导入任何数据");
        assertThat(page.locator("#findings")).containsText("若干");
        assertThat(page.locator("#findings")).containsText("必填项没有填");
        assertThat(page.locator("form[action$='/take']")).hasCount(0);
        picture(page, "imports-faulty-zh");
        Download marked = page.waitForDownload(
                () -> page.locator("a[href$='/marked.xlsx']").click());
        Path back = temp.resolve(marked.suggestedFilename());
        marked.saveAs(back);
        assertThat(marked.suggestedFilename()).isEqualTo("项目库登记表（标注）.xlsx");
        return back;
    }

    private void mend(Page page, Path marked) throws IOException {
        edit(marked, sheet -> {
            assertThat(cell(sheet, 1, "项目总额").getCellComment().getString().getString())
                    .contains("若干");
            fill(sheet, 1, "902001270000000000061", "12万元", "云文〔2026〕3号");
            fill(sheet, 2, "902001270000000000062", "8.5", "云文〔2026〕3号");
        });
        page.locator("#file").setInputFiles(marked);
        page.locator("[data-upload] button[type=submit]").click();
        assertThat(page.locator(".hi-ready")).containsText("检查通过，共 2 行");
        picture(page, "imports-ready-zh");
        // Another sitting: it is still there.
        String address = page.url();
        page.navigate(address.replaceAll("/\\d+$", ""));
        page.locator("#imports tbody tr").first().locator("a").click();
        page.locator("form[action$='/take'] button").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".hj-notice")).containsText("已导入：新增 2 条");
        picture(page, "imports-done-zh");
        page.navigate(address.replaceAll("/\\d+$", "/new?kind=projects"));
        page.locator("#file").setInputFiles(marked);
        page.locator("[data-upload] button[type=submit]").click();
        assertThat(page.locator(".hj-notice")).containsText("完全相同");
        assertThat(page.locator("form[action$='/take']")).hasCount(0);
        picture(page, "imports-same-zh");
    }

    private void stop(Page page, String address) throws IOException {
        Path large = temp.resolve("支付明细.csv");
        StringBuilder rows = new StringBuilder("FISCAL_YEAR,AGENCY_CODE,PRO_CODE,支付凭证号,PAY_DATE,PAY_AMT\n");
        for (int i = 0; i < 400_000; i++) {
            rows.append("2026,902001,P-1,ZF-").append(i).append(",2026-03-05,12.50\n");
        }
        Files.writeString(large, rows);
        page.navigate(address + "/imports/new?kind=execution");
        page.locator("#file").setInputFiles(large);
        page.locator("[data-upload] button[type=submit]").click();
        assertThat(page.locator("#progress")).containsText(Pattern.compile("已读 \\d{1,3},\\d{3} 行，其中 0 行有错误"));
        picture(page, "imports-progress-zh");
        page.locator("#progress button").click();
        assertThat(page.locator(".hj-notice")).containsText("没有写入任何数据");
        assertThat(page.locator(".hj-empty")).containsText("没有导入");
        picture(page, "imports-stopped-zh");
    }

    // ---- Workbooks ----

    private interface Edit {
        void edit(XSSFSheet sheet);
    }

    private static void edit(Path file, Edit edit) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                XSSFWorkbook book = new XSSFWorkbook(in)) {
            edit.edit(book.getSheet("项目"));
            try (OutputStream out = Files.newOutputStream(file)) {
                book.write(out);
            }
        }
    }

    private static void fill(XSSFSheet sheet, int row, String code, String amount, String basis) {
        String[][] cells = {
            {"项目编码", code},
            {"项目名称", "少儿阅读推广"},
            {"层级", "二级项目"},
            {"责任处室", "读者服务部"},
            {"开始年度", "2027"},
            {"结束年度", "2027"},
            {"项目属性", "新增项目"},
            {"资金性质", "一般性经费"},
            {"项目总额", amount},
            {"立项依据", basis}
        };
        for (String[] said : cells) {
            cell(sheet, row, said[0]).setCellValue(said[1]);
        }
    }

    /** @param row below the heads, from 1 */
    private static XSSFCell cell(XSSFSheet sheet, int row, String column) {
        for (var line : sheet) {
            for (var head : line) {
                if (line.getFirstCellNum() >= 0
                        && line.getCell(line.getFirstCellNum()).toString().startsWith("项目编码")
                        && head.toString().startsWith(column)) {
                    var at = sheet.getRow(line.getRowNum() + row) == null
                            ? sheet.createRow(line.getRowNum() + row)
                            : sheet.getRow(line.getRowNum() + row);
                    return at.getCell(head.getColumnIndex()) == null
                            ? at.createCell(head.getColumnIndex())
                            : at.getCell(head.getColumnIndex());
                }
            }
        }
        throw new AssertionError("no column " + column);
    }
}
