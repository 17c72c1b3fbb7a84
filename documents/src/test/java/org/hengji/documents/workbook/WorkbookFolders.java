package org.hengji.documents.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Makes the workbooks of the folders {@code should_pass} and {@code should_fail} as people make them: out of our
 * templates or by hand. Run it again after changing it: {@code WorkbookFolders src/test/resources/workbooks}.
 */
final class WorkbookFolders {
    private static final String[] HEADS = {"预算年度", "单位代码", "项目代码", "支付凭证号", "支付日期", "支付金额（元）", "资金性质", "用途"};
    private final Path root;

    private WorkbookFolders(Path root) {
        this.root = root;
    }

    public static void main(String[] args) throws IOException {
        new WorkbookFolders(Path.of(args[0])).make();
    }

    private void make() throws IOException {
        pass();
        cells();
        tables();
        files();
    }

    // ---- Files that are read -----------------------------------------------------------------------------------

    private void pass() throws IOException {
        payments("should_pass/execution/own-workbook", s -> payment(s, 1, "P001", "V1", 28.8));
        payments(
                "should_pass/execution/blank-rows-and-sums",
                s -> {
                    payment(s, 3, "P001", "V1", 1200);
                    payment(s, 7, "P001", "V2", -200);
                    s.createRow(8).createCell(0).setCellValue("合计");
                    s.getRow(8).createCell(5).setCellFormula("SUM(F2:F8)");
                },
                "row.sum 支付明细 A9");
        payments("should_pass/execution/typed-as-text", s -> {
            payment(s, 1, "P001", "V1", 0);
            text(s, "F2", "1,234.5");
            payment(s, 2, "P001", "V2", 0);
            text(s, "F3", "１２３４．５");
            payment(s, 3, "P001", "V3", 0);
            text(s, "F4", "12万");
            payment(s, 4, "P001", "V4", 0);
            text(s, "F5", "¥3,000.00");
            text(s, "E5", "2023年3月5日");
            text(s, "E4", "20230305");
        });
        payments(
                "should_pass/execution/hidden-decimals",
                s -> {
                    payment(s, 1, "P001", "V1", 28.8037);
                    style(s, "F2", "0.00");
                    payment(s, 2, "P001", "V2", 24 + 4.8);
                    style(s, "F3", "0.00");
                },
                "number.hidden 支付明细 F2",
                "number.places 支付明细 F2");
        payments(
                "should_pass/execution/formulas",
                s -> {
                    payment(s, 1, "P001", "V1", 0);
                    cell(s, "F2").setCellFormula("100*12+0.5");
                    s.getWorkbook().getCreationHelper().createFormulaEvaluator().evaluateAll();
                },
                "formula.cached 支付明细 F2");
        payments("should_pass/execution/text-that-looks-like-a-formula", s -> {
            payment(s, 1, "P001", "V1", 100);
            text(s, "H2", "=cmd|' /C calc'!A0");
            payment(s, 2, "P001", "V2", 100);
            text(s, "H3", "@SUM(1+1)");
        });
        payments("should_pass/execution/merged-downwards", s -> {
            payment(s, 1, "P001", "V1", 100);
            payment(s, 2, "", "V2", 200);
            payment(s, 3, "", "V3", 300);
            s.addMergedRegion(CellRangeAddress.valueOf("C2:C4"));
        });
        payments(
                "should_pass/execution/filtered-rows-and-further-columns",
                s -> {
                    payment(s, 1, "P001", "V1", 100);
                    payment(s, 2, "P001", "V2", 200);
                    s.getRow(2).setZeroHeight(true);
                    text(s, "I1", "经办人");
                    text(s, "I2", "财务科");
                },
                "rows.hidden 支付明细",
                "column.foreign 支付明细 I1");
        csv(
                "should_pass/execution/codes-utf8.csv",
                StandardCharsets.UTF_8,
                "\uFEFFMOF_DIV_CODE,FISCAL_YEAR,AGENCY_CODE,PRO_CODE,支付凭证号,PAY_DATE,PAY_AMT\r\n"
                        + "440300000,2023,001002,44030023P000000000001,PZ-1,20230305,28.80\r\n"
                        + "440300000,2023,001002,44030023P000000000001,PZ-2,20230306,\"1,200.50\"\r\n");
        csv(
                "should_pass/execution/exported-gb18030.csv",
                Charset.forName("GB18030"),
                "预算年度,单位代码,项目代码,支付凭证号,支付日期,支付金额,摘要\r\n2023,001002,P001,凭证1,2023-03-05,100.00,\"购买“办公用品”，一批\n含运费\"\r\n");
        csv(
                "should_pass/execution/tabs.csv",
                StandardCharsets.UTF_8,
                "FISCAL_YEAR\tAGENCY_CODE\tPRO_CODE\t凭证号\t日期\t金额（万元）\n2023\t1\tP\tV1\t2023/3/5\t1.23\n");
        template("should_pass/targets/filled-template", "targets", w -> {
            project(w, 3, "P001", 100, 80);
            indicator(w, 3, "P001", "产出指标", "数量指标", "培训人次", "≥", "500", "人次", 50.0);
            indicator(w, 4, "P001", "效益指标", "社会效益指标", "服务水平", "定性", "明显提高", "", 30.0);
            indicator(w, 5, "P001", "满意度指标", "服务对象满意度指标", "满意度", "≥", "95", "%", 10.0);
        });
        template("should_pass/users/filled-template", "users", w -> {
            row(w, "账号申请", 3, "何芳", "填报人", "902001", "新到任");
            row(w, "账号申请", 4, "张伟（预算处）", "财政审核人", "901", "");
            row(w, "账号申请", 5, "示例评价机构", "第三方评价机构", "", "承担年度评价");
        });
        template("should_pass/units/filled-template", "units", w -> {
            body(w, 3, "902", "示例市文化局", "主管部门", "");
            body(w, 4, "902001", "示例市图书馆", "预算单位", "902");
        });
        template("should_pass/projects/filled-template", "projects", w -> {
            library(w, 3, "X100", "一级项目", "", 2024, 2026, null);
            library(w, 4, "X101", "二级项目", "X100", 2024, 2025, 28.8);
        });
        template("should_pass/monitoring/filled-template", "monitoring", w -> {
            funds(w, 3, "P001", 100, 120, 66.6);
            progress(w, 3, "P001", "培训人次", "确定能", "", "");
            progress(w, 4, "P001", "满意度", "有可能", "人员保障", "八月起增派人员");
        });
    }

    // ---- Cells that are wrong ----------------------------------------------------------------------------------

    private void cells() throws IOException {
        wrong("words-for-an-amount", "F", s -> text(s, "F3", "若干"), "number.broken");
        wrong("misplaced-separators", "F", s -> text(s, "F3", "12,34.5"), "number.separators");
        wrong("about", "F", s -> text(s, "F3", "约12万"), "number.inexact");
        wrong("wrong-unit", "F", s -> text(s, "F3", "12人"), "unit.mismatch");
        wrong("amount-turned-into-a-day", "F", s -> style(s, "F3", "yyyy-mm-dd"), "number.date");
        wrong("division-by-zero", "F", s -> cell(s, "F3").setCellErrorValue((byte) 7), "cell.error");
        wrong("formula-without-result", "F", s -> fresh(s, "F3").setCellFormula("A1*2"), "formula.no-value");
        wrong(
                "day-as-a-bare-number",
                "E",
                s -> {
                    cell(s, "E3").setCellStyle(s.getWorkbook().createCellStyle());
                    cell(s, "E3").setCellValue(44088);
                },
                "date.number");
        wrong("day-that-is-none", "E", s -> text(s, "E3", "2023-02-30"), "date.broken");
        wrong("option-that-is-none", "G", s -> text(s, "G3", "小金库"), "option.unknown");
        wrong(
                "project-code-with-lost-digits",
                "C",
                s -> cell(s, "C3").setCellValue(4.4030020230012345E17),
                "text.digits-lost");
        wrong("year-outside", "A", s -> cell(s, "A3").setCellValue(23), "value.outside-domain");
        wrong("required-cell-blank", "B", s -> s.getRow(2).removeCell(cell(s, "B3")), "value.missing");
        wrong("percent-for-an-amount", "F", s -> style(s, "F3", "0.00%"), "unit.mismatch");
        payments(
                "should_fail/execution/same-voucher-twice",
                s -> {
                    payment(s, 1, "P001", "V1", 100);
                    payment(s, 5, "P002", "V1", 200);
                },
                "row.twice 支付明细 D6");
        payments(
                "should_fail/execution/amount-merged-downwards",
                s -> {
                    payment(s, 1, "P001", "V1", 100);
                    payment(s, 2, "P001", "V2", 0);
                    s.getRow(2).removeCell(cell(s, "F3"));
                    s.addMergedRegion(CellRangeAddress.valueOf("F2:F3"));
                },
                "cell.merged 支付明细 F2");
    }

    private void wrong(String name, String column, Consumer<XSSFSheet> change, String code) throws IOException {
        payments(
                "should_fail/execution/" + name,
                s -> {
                    payment(s, 1, "P001", "V1", 100);
                    payment(s, 2, "P001", "V2", 200);
                    change.accept(s);
                },
                code + " 支付明细 " + column + "3");
    }

    // ---- Tables that are wrong ---------------------------------------------------------------------------------

    private void tables() throws IOException {
        payments(
                "should_fail/execution/column-missing",
                s -> {
                    text(s, "D1", "流水");
                    payment(s, 1, "P001", "V1", 100);
                },
                "column.missing 支付明细 1");
        payments(
                "should_fail/execution/column-twice",
                s -> {
                    text(s, "I1", "金额");
                    payment(s, 1, "P001", "V1", 100);
                },
                "column.twice 支付明细 I1");
        payments(
                "should_fail/execution/unit-in-the-head-does-not-convert",
                s -> {
                    text(s, "F1", "支付金额（人）");
                    payment(s, 1, "P001", "V1", 100);
                },
                "column.unit 支付明细 F1");
        payments("should_fail/execution/no-data", s -> {}, "sheet.blank 支付明细 A2");
        workbook(
                "should_fail/execution/another-workbook",
                w -> w.createSheet("会议").createRow(0).createCell(0).setCellValue("签到表"),
                "sheet.missing 会议 A1");
        template("should_fail/execution/template-of-another-form", "targets", w -> {}, "template.other");
        template(
                "should_fail/targets/old-template",
                "targets",
                w -> w.getSheet(Template.SHEET).getRow(2).getCell(1).setCellValue("0"),
                "template.version");
        template(
                "should_fail/targets/several-faults",
                "targets",
                w -> {
                    project(w, 3, "P001", 100, 120);
                    indicator(w, 3, "P009", "产出指标", "数量指标", "培训人次", "≥", "提高", "人次", 50.0);
                    indicator(w, 4, "P001", "产出指标", "社会效益指标", "服务水平", "定性", "明显提高", "", 30.0);
                    indicator(w, 5, "P001", "满意度指标", "服务对象满意度指标", "满意度", "≥", "95", "", 10.0);
                },
                "row.above 项目 G4",
                "row.not-found 绩效指标 A4",
                "value.number-here 绩效指标 F4",
                "row.pair 绩效指标 C5",
                "value.missing-here 绩效指标 G6",
                "rows.sum 绩效指标 H6");
        template(
                "should_fail/monitoring/deviation-without-cause",
                "monitoring",
                w -> {
                    funds(w, 3, "P001", 100, 120, 130);
                    progress(w, 3, "P001", "培训人次", "完全不可能", "", "");
                },
                "row.above 预算执行 G4",
                "value.missing-here 指标完成 I4",
                "value.missing-here 指标完成 K4");
        template(
                "should_fail/targets/same-project-and-same-indicator-twice",
                "targets",
                w -> {
                    project(w, 3, "P001", 100, 80);
                    project(w, 4, "P001", 50, 50);
                    indicator(w, 3, "P001", "产出指标", "数量指标", "培训人次", "≥", "500", "人次", 50.0);
                    indicator(w, 4, "P001", "产出指标", "数量指标", "培训人次", "≥", "600", "人次", 40.0);
                },
                "row.twice 项目 D5",
                "row.twice 绩效指标 D5");
        template(
                "should_fail/targets/goal-longer-than-the-form-takes",
                "targets",
                w -> {
                    project(w, 3, "P001", 100, 80);
                    cell(w.getSheet("项目"), 3, 8).setCellValue("完成培训任务。".repeat(400));
                },
                "text.long 项目 I4");
        template(
                "should_fail/monitoring/paid-above-what-is-expected-for-the-year",
                "monitoring",
                w -> {
                    funds(w, 3, "P001", 100, 120, 60);
                    cell(w.getSheet("预算执行"), 3, 8).setCellValue(50);
                    progress(w, 3, "P001", "培训人次", "确定能", "", "");
                },
                "row.above 预算执行 G4");
        template(
                "should_fail/monitoring/indicator-of-a-project-that-is-not-there",
                "monitoring",
                w -> {
                    funds(w, 3, "P001", 100, 120, 60);
                    progress(w, 3, "P009", "培训人次", "确定能", "", "");
                },
                "row.not-found 指标完成 A4");
        template(
                "should_fail/monitoring/same-project-and-same-indicator-twice",
                "monitoring",
                w -> {
                    funds(w, 3, "P001", 100, 120, 60);
                    funds(w, 4, "P001", 100, 120, 70);
                    progress(w, 3, "P001", "培训人次", "确定能", "", "");
                    progress(w, 4, "P001", "培训人次", "确定能", "", "");
                },
                "row.twice 预算执行 B5",
                "row.twice 指标完成 D5");
        template(
                "should_fail/users/same-person-twice-and-no-such-role",
                "users",
                w -> {
                    row(w, "账号申请", 3, "何芳", "填报人", "902001", "");
                    row(w, "账号申请", 4, "何芳", "处室负责人", "902001", "");
                    row(w, "账号申请", 5, "罗毅", "局长", "902001", "");
                },
                "row.twice 账号申请 A5",
                "option.unknown 账号申请 B6");
        template(
                "should_fail/units/same-code-twice",
                "units",
                w -> {
                    body(w, 3, "902", "示例市文化局", "主管部门", "");
                    body(w, 4, "902", "示例市图书馆", "预算单位", "902");
                },
                "row.twice 单位 A5");
        template(
                "should_fail/projects/ends-before-it-begins-and-twice",
                "projects",
                w -> {
                    library(w, 3, "X101", "二级项目", "X100", 2026, 2024, 28.8);
                    library(w, 4, "X101", "二级项目", "X100", 2024, 2025, 30.0);
                },
                "row.above 项目 H4",
                "row.twice 项目 A5");
        payments(
                "should_fail/execution/division-code-too-short",
                s -> {
                    text(s, "I1", "MOF_DIV_CODE");
                    payment(s, 1, "P001", "V1", 100);
                    text(s, "I2", "4403");
                },
                "text.digits 支付明细 I2");
        csv(
                "should_fail/execution/line-of-a-csv.csv",
                StandardCharsets.UTF_8,
                "FISCAL_YEAR,AGENCY_CODE,PRO_CODE,凭证号,日期,金额\n\n2023,1,P,V1,2023-03-05,1.2.3\n",
                "number.broken line-of-a-csv F3");
    }

    // ---- Files that are not read -------------------------------------------------------------------------------

    private void files() throws IOException {
        byte[] plain = "正文".getBytes(StandardCharsets.UTF_8);
        put("should_fail/execution/text-called-xlsx.xlsx", plain, "file.damaged");
        put("should_fail/execution/empty.csv", new byte[0], "file.empty");
        put(
                "should_fail/execution/neither-encoding.csv",
                new byte[] {'a', ',', 'b', '\n', (byte) 0xff, (byte) 0xff, ',', 'c'},
                "file.encoding");
        csv(
                "should_fail/execution/quote-without-end.csv",
                StandardCharsets.UTF_8,
                "FISCAL_YEAR,AGENCY_CODE\n\"2023,1\n",
                "file.damaged");
        csv(
                "should_fail/execution/ten-thousand-columns.csv",
                StandardCharsets.UTF_8,
                "1,".repeat(10_000) + "\n",
                "file.too-wide");
        workbook(
                "should_fail/execution/ten-thousand-columns-wide",
                w -> {
                    var row = w.createSheet("支付明细").createRow(0);
                    for (int i = 0; i < 10_000; i++) {
                        row.createCell(i).setCellValue(1);
                    }
                },
                "file.too-wide");
    }

    // ---- Making ------------------------------------------------------------------------------------------------

    private static void payment(XSSFSheet sheet, int row, String project, String voucher, double amount) {
        var cells = sheet.createRow(row);
        cells.createCell(0).setCellValue(2023);
        cells.createCell(1).setCellValue("001002");
        if (!project.isEmpty()) {
            cells.createCell(2).setCellValue(project);
        }
        cells.createCell(3).setCellValue(voucher);
        cells.createCell(4).setCellValue(LocalDate.of(2023, 3, 5));
        style(sheet, new CellReference(row, 4).formatAsString(), "yyyy/m/d");
        cells.createCell(5).setCellValue(amount);
        cells.createCell(6).setCellValue("一般公共预算资金");
    }

    private static void project(XSSFWorkbook workbook, int row, String code, double budget, double appropriation) {
        XSSFSheet sheet = workbook.getSheet("项目");
        cell(sheet, row, 0).setCellValue(2024);
        cell(sheet, row, 3).setCellValue(code);
        cell(sheet, row, 4).setCellValue("公共就业服务");
        cell(sheet, row, 5).setCellValue(budget);
        cell(sheet, row, 6).setCellValue(appropriation);
        cell(sheet, row, 8).setCellValue("完成年度培训任务");
    }

    private static void indicator(
            XSSFWorkbook workbook,
            int row,
            String project,
            String first,
            String second,
            String third,
            String comparator,
            String target,
            String unit,
            double weight) {
        XSSFSheet sheet = workbook.getSheet("绩效指标");
        List<String> words = List.of(project, first, second, third, comparator, target, unit);
        for (int i = 0; i < words.size(); i++) {
            cell(sheet, row, i).setCellValue(words.get(i));
        }
        cell(sheet, row, 7).setCellValue(weight);
    }

    private static void row(XSSFWorkbook workbook, String sheet, int row, String... words) {
        for (int i = 0; i < words.length; i++) {
            cell(workbook.getSheet(sheet), row, i).setCellValue(words[i]);
        }
    }

    private static void body(XSSFWorkbook workbook, int row, String code, String name, String kind, String parent) {
        row(workbook, "单位", row, code, name, "", kind, "市级", "", parent);
        cell(workbook.getSheet("单位"), row, 8).setCellValue(LocalDate.of(2026, 1, 1));
    }

    private static void library(
            XSSFWorkbook workbook, int row, String code, String level, String parent, int from, int to, Double amount) {
        row(workbook, "项目", row, code, "少儿阅读推广", level, parent, "", "读者服务部", "何芳");
        XSSFSheet sheet = workbook.getSheet("项目");
        cell(sheet, row, 7).setCellValue(from);
        cell(sheet, row, 8).setCellValue(to);
        cell(sheet, row, 9).setCellValue("新增项目");
        cell(sheet, row, 10).setCellValue("一般性经费");
        if (amount != null) {
            cell(sheet, row, 11).setCellValue(amount);
        }
        cell(sheet, row, 12).setCellValue("年度工作计划");
    }

    private static void funds(
            XSSFWorkbook workbook, int row, String project, double opening, double adjusted, double paid) {
        XSSFSheet sheet = workbook.getSheet("预算执行");
        cell(sheet, row, 0).setCellValue(2024);
        cell(sheet, row, 1).setCellValue(project);
        cell(sheet, row, 2).setCellValue("公共就业服务");
        cell(sheet, row, 3).setCellValue(LocalDate.of(2024, 7, 31));
        cell(sheet, row, 4).setCellValue(opening);
        cell(sheet, row, 5).setCellValue(adjusted);
        cell(sheet, row, 6).setCellValue(paid);
    }

    private static void progress(
            XSSFWorkbook workbook,
            int row,
            String project,
            String third,
            String likelihood,
            String cause,
            String measure) {
        XSSFSheet sheet = workbook.getSheet("指标完成");
        List<String> words =
                List.of(project, "产出指标", "数量指标", third, "≥500人次", "300人次", "480人次", likelihood, cause, "", measure);
        for (int i = 0; i < words.size(); i++) {
            cell(sheet, row, i).setCellValue(words.get(i));
        }
    }

    private static XSSFCell cell(XSSFSheet sheet, int row, int column) {
        XSSFCell cell = Pen.row(sheet, row).getCell(column);
        return cell == null ? Pen.row(sheet, row).createCell(column) : cell;
    }

    private static XSSFCell cell(XSSFSheet sheet, String place) {
        CellReference at = new CellReference(place);
        return cell(sheet, at.getRow(), at.getCol());
    }

    /** Without what the cell held before, which would be kept as the formula's result. */
    private static XSSFCell fresh(XSSFSheet sheet, String place) {
        XSSFCell cell = cell(sheet, place);
        cell.getRow().removeCell(cell);
        return cell(sheet, place);
    }

    private static void text(XSSFSheet sheet, String place, String words) {
        cell(sheet, place).setCellStyle(sheet.getWorkbook().createCellStyle());
        cell(sheet, place).setCellValue(words);
    }

    private static void style(XSSFSheet sheet, String place, String format) {
        CellStyle style = sheet.getWorkbook().createCellStyle();
        style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat(format));
        cell(sheet, place).setCellStyle(style);
    }

    private void payments(String name, Consumer<XSSFSheet> content, String... findings) throws IOException {
        workbook(
                name,
                w -> {
                    XSSFSheet sheet = w.createSheet("支付明细");
                    for (int i = 0; i < HEADS.length; i++) {
                        cell(sheet, 0, i).setCellValue(HEADS[i]);
                    }
                    content.accept(sheet);
                },
                findings);
    }

    private void template(String name, String form, Consumer<XSSFWorkbook> content, String... findings)
            throws IOException {
        java.io.ByteArrayOutputStream blank = new java.io.ByteArrayOutputStream();
        FormWorkbook.write(Form.shipped(form).orElseThrow(), Map.of(), blank);
        try (XSSFWorkbook workbook = new XSSFWorkbook(new java.io.ByteArrayInputStream(blank.toByteArray()))) {
            save(name, workbook, content, findings);
        }
    }

    private void workbook(String name, Consumer<XSSFWorkbook> content, String... findings) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            save(name, workbook, content, findings);
        }
    }

    private void save(String name, XSSFWorkbook workbook, Consumer<XSSFWorkbook> content, String... findings)
            throws IOException {
        content.accept(workbook);
        Files.createDirectories(root.resolve(name).getParent());
        try (OutputStream out = Files.newOutputStream(root.resolve(name + ".xlsx"))) {
            workbook.write(out);
        }
        expect(name, findings);
    }

    private void csv(String name, Charset charset, String content, String... findings) throws IOException {
        put(name, content.getBytes(charset), findings);
    }

    private void put(String name, byte[] content, String... findings) throws IOException {
        Files.write(root.resolve(name), content);
        expect(name.substring(0, name.lastIndexOf('.')), findings);
    }

    private void expect(String name, String... findings) throws IOException {
        if (findings.length > 0) {
            StringBuilder yaml = new StringBuilder("findings:\n");
            for (String finding : findings) {
                yaml.append("  - \"").append(finding).append("\"\n");
            }
            Files.writeString(root.resolve(name + ".yaml"), yaml.toString());
        }
    }
}
