package org.hengji.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XlsxReaderTest {

    private static Document read(byte[] xlsx) throws Refused {
        return Placed.checked(DocumentReader.read("得分表.xlsx", xlsx, Limits.USUAL));
    }

    /** Columns by hand after the format's own description: what the cell holds, its format, what the sheet shows. */
    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "83402.62|General|83402.62",
                "0.30000000000000004|General|0.3",
                "1234567.891234|General|1234567.891",
                "0.333333333333333|General|0.333333333",
                "440301199001011234|General|440301199001011000",
                "-12.5|General|-12.5",
                "0.00001234|General|0.00001234",
                "1E-20|General|1E-20",
                "100|General|100",
                "0.9996|0.00%|99.96%",
                "0.99995|0.00%|100.00%",
                "0.5|0%|50%",
                "83402.625|#,##0.00|83,402.63",
                "-1234.5|#,##0.00|-1,234.50",
                "0|#,##0.00|0.00",
                "0.5|#,##0.00|0.50",
                "0.5|#.##|.5",
                "5|0.##|5.",
                "1234567|#,##0|1,234,567",
                "1234567|#,##0.0,|1,234.6",
                "123456789|0.00,,|123.46",
                "83402.62|0!.0000|8.3403",
                "-5|0;(0)|(5)",
                "0|0.00;-0.00;\"-\"|-",
                "12.5|0.0\"分\"|12.5分",
                "1234.5|[$¥-804]#,##0.00|¥1,234.50",
                "1234.5|[Red]0.0|1234.5",
                "7|000|007",
                "12345|0.00E+00|1.23E+04",
                "0.00012|0.0E+00|1.2E-04",
                "44561|yyyy/m/d|2021/12/31",
                "44561|yyyy\"年\"m\"月\"d\"日\"|2021年12月31日",
                "44561.75|yyyy-mm-dd hh:mm|2021-12-31 18:00",
                "44561.75|h:mm AM/PM|6:00 PM",
                "1.5|[h]:mm|36:00",
                "44561|aaaa|星期五",
                "59|yyyy-mm-dd|1900-02-28",
                "61|yyyy-mm-dd|1900-03-01",
                "12.25|# ?/?|12.25",
                "150|[>=100]0;0.00|150",
                "3.5|@|3.5",
                "-1|yyyy-mm-dd|-1",
            })
    void numbers_are_shown_as_the_sheet_shows_them(String held, String format, String shown) {
        CellFormat read = format.equals("General") ? CellFormat.GENERAL : CellFormat.of(format);
        assertThat(read.shown(held, false)).isEqualTo(shown);
    }

    @Test
    void a_workbook_of_poi_is_read_as_it_would_be_printed() throws Refused, IOException {
        Document document = read(poi());
        assertThat(document.text()).isEqualTo("""
                        得分表
                        自评表\t\t\t\t
                        指标\t权重\t\t\t得分
                        产出\t12.50%\t\t\t8.00
                        \t2021/12/31\t\t\tTRUE
                        \t\t\t\t
                        换 行\t\t\t\t20.5
                        二
                        1,234.50\t项""");
        assertThat(document.blocks()).hasSize(4);
        Block.Table table = document.tables().get(0);
        assertThat(document.words(table.at(4, 1).orElseThrow().span())).isEqualTo("产出");
        assertThat(table.at(4, 1).orElseThrow().name()).isEqualTo("r3c1");
        assertThat(table.at(1, 5).orElseThrow().name()).isEqualTo("r1c1");
        assertThat(table.at(3, 3))
                .as("a hidden column has its place and no cell")
                .isEmpty();
        assertThat(document.words(table.at(6, 5).orElseThrow().span())).isEqualTo("20.5");
    }

    private static byte[] poi() throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            XSSFSheet sheet = workbook.createSheet("得分表");
            sheet.createRow(0).createCell(0).setCellValue("自评表");
            sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 4));
            XSSFRow head = sheet.createRow(1);
            head.createCell(0).setCellValue("指标");
            head.createCell(1).setCellValue("权重");
            head.createCell(2).setCellValue("藏");
            head.createCell(4).setCellValue("得分");
            XSSFRow row = sheet.createRow(2);
            row.createCell(0).setCellValue("产出");
            row.createCell(1).setCellValue(0.125);
            row.getCell(1).setCellStyle(style(workbook, "0.00%"));
            row.createCell(4).setCellValue(8);
            row.getCell(4).setCellStyle(style(workbook, "0.00"));
            XSSFRow next = sheet.createRow(3);
            next.createCell(0).setCellValue("残留");
            next.createCell(1).setCellValue(LocalDate.of(2021, 12, 31));
            XSSFCellStyle date = workbook.createCellStyle();
            date.setDataFormat((short) 14);
            next.getCell(1).setCellStyle(date);
            next.createCell(4).setCellValue(true);
            sheet.addMergedRegion(new CellRangeAddress(2, 3, 0, 0));
            XSSFRow hidden = sheet.createRow(4);
            hidden.createCell(0).setCellValue("隐藏行");
            hidden.setZeroHeight(true);
            XSSFRow last = sheet.createRow(5);
            last.createCell(0).setCellValue("换\n行");
            last.createCell(4).setCellFormula("SUM(E3:E4)+12.5");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            sheet.setColumnHidden(2, true);
            workbook.createSheet("空");
            XSSFSheet second = workbook.createSheet("二");
            second.createRow(0).createCell(0).setCellValue(1234.5);
            second.getRow(0).getCell(0).setCellStyle(style(workbook, "#,##0.00"));
            second.getRow(0).createCell(1).setCellValue("项");
            workbook.createSheet("藏").createRow(0).createCell(0).setCellValue("不见");
            workbook.setSheetHidden(3, true);
            workbook.write(bytes);
            return bytes.toByteArray();
        }
    }

    @Test
    void sheet_of_one_column_is_running_text() throws Refused, IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            XSSFSheet sheet = workbook.createSheet("正文");
            sheet.createRow(0).createCell(0).setCellValue("一、基本情况");
            sheet.createRow(2).createCell(0).setCellValue("预算执行率97%。");
            workbook.write(bytes);
            Document read = DocumentReader.read("report.xlsx", bytes.toByteArray(), Limits.USUAL);
            assertThat(read.tables()).isEmpty();
            assertThat(read.text()).isEqualTo("正文\n一、基本情况\n预算执行率97%。");
        }
    }

    private static XSSFCellStyle style(XSSFWorkbook workbook, String format) {
        XSSFCellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        return style;
    }
}
