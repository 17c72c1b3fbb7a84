package org.hengji.documents.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedCopyTest {
    private static final Path FAULTS = Path.of("src/test/resources/workbooks/should_fail/targets/several-faults.xlsx");

    @Test
    void the_users_own_workbook_comes_back_with_its_bad_cells_marked(@TempDir Path folder) throws Exception {
        Path targets = Files.createDirectory(folder.resolve("targets"));
        Path mine = Files.copy(FAULTS, targets.resolve("mine.xlsx"));
        ImportResult result = WorkbookFolderTest.Imports.read(mine, new ArrayList<>());
        Path marked = targets.resolve("marked.xlsx");
        try (OutputStream out = Files.newOutputStream(marked)) {
            assertThat(MarkedCopy.write(mine, result, out)).isTrue();
        }
        try (XSSFWorkbook before = new XSSFWorkbook(Files.newInputStream(mine));
                XSSFWorkbook after = new XSSFWorkbook(Files.newInputStream(marked))) {
            assertThat(after.getSheetName(0)).isEqualTo(MarkedCopy.SHEET);
            XSSFCell bad = after.getSheet("绩效指标").getRow(3).getCell(5);
            assertThat(bad.getStringCellValue()).isEqualTo("提高");
            assertThat(bad.getCellStyle().getBorderTop()).isEqualTo(BorderStyle.MEDIUM);
            assertThat(bad.getCellStyle().getDataFormatString()).isEqualTo("@");
            assertThat(bad.getCellComment().getString().getString()).contains("提高", "怎样改", "只填数");
            XSSFCell good = after.getSheet("绩效指标").getRow(3).getCell(3);
            XSSFCell was = before.getSheet("绩效指标").getRow(3).getCell(3);
            assertThat(good.getCellComment()).isNull();
            assertThat(good.getCellStyle().getBorderTop())
                    .isEqualTo(was.getCellStyle().getBorderTop())
                    .isNotEqualTo(BorderStyle.MEDIUM);
            assertThat(after.getSheet("绩效指标").getDataValidations())
                    .hasSameSizeAs(before.getSheet("绩效指标").getDataValidations());
        }
        ImportResult again = WorkbookFolderTest.Imports.read(marked, new ArrayList<>());
        assertThat(places(again)).isEqualTo(places(result));
    }

    @Test
    void what_comes_back_starts_nothing_when_somebody_opens_it(@TempDir Path folder) throws Exception {
        Path mine = Files.createDirectory(folder.resolve("targets")).resolve("mine.xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(FAULTS));
                OutputStream out = Files.newOutputStream(mine)) {
            var row = book.getSheet("绩效指标").createRow(40);
            row.createCell(20).setCellValue("=cmd|' /C calc'!A0");
            row.createCell(21).setCellFormula("HYPERLINK(\"http://127.0.0.1:1/\",\"点击\")");
            row.createCell(22).setCellFormula("SUM(A1:A2)");
            row.createCell(23).setCellValue("-200");
            book.write(out);
        }
        ImportResult result = WorkbookFolderTest.Imports.read(FAULTS, new ArrayList<>());
        Path marked = folder.resolve("marked.xlsx");
        try (OutputStream out = Files.newOutputStream(marked)) {
            MarkedCopy.write(mine, result, out);
        }
        try (XSSFWorkbook after = new XSSFWorkbook(Files.newInputStream(marked))) {
            var row = after.getSheet("绩效指标").getRow(40);
            assertThat(row.getCell(20).getStringCellValue()).isEqualTo("=cmd|' /C calc'!A0");
            assertThat(row.getCell(21).getStringCellValue()).isEqualTo("=HYPERLINK(\"http://127.0.0.1:1/\",\"点击\")");
            assertThat(row.getCell(22).getCellFormula()).isEqualTo("SUM(A1:A2)");
            assertThat(List.of(20, 21, 23))
                    .allMatch(i -> row.getCell(i).getCellStyle().getQuotePrefixed());
        }
    }

    @Test
    void a_text_file_comes_back_as_the_list_of_its_findings(@TempDir Path folder) throws Exception {
        Path file = Path.of("src/test/resources/workbooks/should_fail/execution/line-of-a-csv.csv");
        ImportResult result = WorkbookFolderTest.Imports.read(file, new ArrayList<>());
        Path marked = folder.resolve("marked.xlsx");
        try (OutputStream out = Files.newOutputStream(marked)) {
            assertThat(MarkedCopy.write(file, result, out)).isFalse();
        }
        try (XSSFWorkbook after = new XSSFWorkbook(Files.newInputStream(marked))) {
            assertThat(after.getSheet(MarkedCopy.SHEET).getRow(3).getCell(2).getStringCellValue())
                    .isEqualTo("第 3 行");
        }
    }

    private static List<String> places(ImportResult result) {
        return result.findings().stream()
                .map(f -> f.problem().code() + f.sheet() + f.cell())
                .toList();
    }
}
