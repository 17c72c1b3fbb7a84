package org.hengji.documents.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.apache.poi.xssf.usermodel.XSSFHyperlink;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xssf.usermodel.extensions.XSSFCellBorder.BorderSide;
import org.hengji.documents.workbook.Pen.Look;
import org.hengji.documents.workbook.Pen.Style;

/**
 * The user's own workbook given back: cells with findings outlined and noted, everything else as it was, and a sheet in
 * front that lists them all. Text files and very large workbooks are given back as that list alone.
 */
public final class MarkedCopy {
    /** The sheet that lists the findings; it is never read as data. */
    public static final String SHEET = "导入结果";

    private static final String AUTHOR = "衡绩";
    private static final long MOST_BYTES = 8L << 20;
    private static final int MOST_MARKS = 2_000;
    private static final int MOST_CHARACTERS = 2_000;
    private static final byte[] RED = {(byte) 0xC0, 0, 0};
    private static final byte[] AMBER = {(byte) 0xBF, (byte) 0x8F, 0};
    private static final Pattern OUTWARD = Pattern.compile(
            "[|\\[]|\\b(HYPERLINK|WEBSERVICE|RTD|DDE|CALL|EXEC|REGISTER\\.ID|IMPORTXML|IMPORTDATA)\\s*\\(",
            Pattern.CASE_INSENSITIVE);
    private static final String[] HEADS = {"级别", "工作表", "位置", "行标识", "填的内容", "问题", "怎样改", "In English"};
    private static final int[] WIDTHS = {7, 14, 9, 24, 20, 56, 44, 60};

    private MarkedCopy() {}

    /**
     * @param original the file that was read; it is not changed
     * @return whether its cells are marked; else there is only the list
     */
    public static boolean write(Path original, ImportResult result, OutputStream out) throws IOException {
        boolean own = original.toString().toLowerCase(java.util.Locale.ROOT).endsWith(".xlsx")
                && Files.size(original) <= MOST_BYTES;
        try (Pen pen = own ? new Pen(opened(original)) : new Pen()) {
            if (own) {
                harmless(pen.workbook);
                marks(pen.workbook, result);
            }
            list(pen, result, own);
            pen.workbook.write(out);
        }
        return own;
    }

    private static XSSFWorkbook opened(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new XSSFWorkbook(in);
        }
    }

    /**
     * What goes back to somebody may be opened by somebody else: words that begin like a formula stay words when the cell
     * is edited, and a formula that starts a program or fetches from outside becomes words.
     */
    private static void harmless(XSSFWorkbook workbook) {
        Map<Short, XSSFCellStyle> quoted = new HashMap<>();
        for (Sheet sheet : workbook) {
            for (Row row : sheet) {
                for (Cell cell : row) {
                    if (cell.getCellType() == CellType.FORMULA && reachesOut(cell.getCellFormula())) {
                        String formula = "=" + cell.getCellFormula();
                        cell.removeFormula();
                        cell.setCellValue(formula);
                    }
                    if (cell.getCellType() == CellType.STRING && Pen.looksLikeAFormula(cell.getStringCellValue())) {
                        cell.setCellStyle(
                                quoted.computeIfAbsent(cell.getCellStyle().getIndex(), k -> {
                                    XSSFCellStyle style = workbook.createCellStyle();
                                    style.cloneStyleFrom(cell.getCellStyle());
                                    style.setQuotePrefixed(true);
                                    return style;
                                }));
                    }
                }
            }
        }
    }

    /** DDE ({@code cmd|'…'!A0}), other workbooks, and functions that fetch or call. */
    private static boolean reachesOut(String formula) {
        return OUTWARD.matcher(formula).find();
    }

    private static void marks(XSSFWorkbook workbook, ImportResult result) {
        for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
            XSSFSheet sheet = workbook.getSheetAt(i);
            sheet.getCellComments().entrySet().stream()
                    .filter(e -> AUTHOR.equals(e.getValue().getAuthor()))
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(at ->
                            sheet.getRow(at.getRow()).getCell(at.getColumn()).removeCellComment());
        }
        Map<String, List<CellFinding>> byCell = new LinkedHashMap<>();
        for (CellFinding finding : result.findings()) {
            if (finding.row() > 0 && byCell.size() < MOST_MARKS) {
                byCell.computeIfAbsent(
                                finding.sheet() + "!" + finding.row() + ":" + Math.max(1, finding.column()),
                                k -> new ArrayList<>())
                        .add(finding);
            }
        }
        Map<List<Object>, XSSFCellStyle> styles = new HashMap<>();
        byCell.values().forEach(findings -> mark(workbook, findings, styles));
    }

    private static void mark(
            XSSFWorkbook workbook, List<CellFinding> findings, Map<List<Object>, XSSFCellStyle> styles) {
        CellFinding first = findings.get(0);
        XSSFSheet sheet = workbook.getSheet(first.sheet());
        if (sheet == null) {
            return;
        }
        int column = Math.max(1, first.column()) - 1;
        XSSFCell cell = Pen.row(sheet, first.row() - 1).getCell(column);
        cell = cell == null ? Pen.row(sheet, first.row() - 1).createCell(column) : cell;
        boolean error = findings.stream().anyMatch(CellFinding::isError);
        XSSFCellStyle before = cell.getCellStyle();
        cell.setCellStyle(
                styles.computeIfAbsent(List.of(before.getIndex(), error), k -> outlined(workbook, before, error)));
        StringBuilder words = new StringBuilder();
        XSSFComment there = cell.getCellComment();
        if (there != null) {
            words.append(there.getString()).append("\n\n");
            cell.removeCellComment();
        }
        for (CellFinding finding : findings) {
            words.append(finding.isError() ? "【错误】" : "【提示】")
                    .append(finding.problem().message().zh())
                    .append("\n【怎样改】")
                    .append(finding.problem().remedy().zh())
                    .append('\n');
        }
        XSSFClientAnchor anchor = new XSSFClientAnchor(
                0, 0, 0, 0, column + 1, first.row() - 1, column + 5, first.row() + 3 + 3 * findings.size());
        XSSFComment comment = sheet.createDrawingPatriarch().createCellComment(anchor);
        comment.setString(new XSSFRichTextString(
                words.length() > MOST_CHARACTERS ? words.substring(0, MOST_CHARACTERS) + "…" : words.toString()));
        comment.setAuthor(AUTHOR);
        cell.setCellComment(comment);
    }

    /** The cell's own style with an outline; nothing else of it changes. */
    private static XSSFCellStyle outlined(XSSFWorkbook workbook, XSSFCellStyle before, boolean error) {
        XSSFCellStyle style = workbook.createCellStyle();
        style.cloneStyleFrom(before);
        XSSFColor color = new XSSFColor(error ? RED : AMBER);
        style.setBorderTop(BorderStyle.MEDIUM);
        style.setBorderBottom(BorderStyle.MEDIUM);
        style.setBorderLeft(BorderStyle.MEDIUM);
        style.setBorderRight(BorderStyle.MEDIUM);
        for (BorderSide side : BorderSide.values()) {
            style.setBorderColor(side, color);
        }
        return style;
    }

    private static void list(Pen pen, ImportResult result, boolean own) {
        int old = pen.workbook.getSheetIndex(SHEET);
        if (old >= 0) {
            pen.workbook.removeSheetAt(old);
        }
        XSSFSheet sheet = pen.sheet(SHEET);
        pen.workbook.setSheetOrder(SHEET, 0);
        pen.workbook.setActiveSheet(0);
        pen.workbook.setSelectedTab(0);
        pen.words(sheet, 0, 0, SHEET, Style.of(Look.TITLE));
        sheet.getRow(0).setHeightInPoints(28);
        pen.words(
                sheet,
                1,
                0,
                "读到 " + result.rows() + " 行，没有错误的 " + result.sound() + " 行；错误 " + result.errors() + " 处，提示 "
                        + result.warnings() + " 处。有错误时一行也不导入；在原处改好后，用这个文件再导入即可，本表不会被读取。",
                new Style(Look.NOTE, "@", false, HorizontalAlignment.GENERAL, false));
        for (int i = 0; i < HEADS.length; i++) {
            Pen.width(sheet, i, WIDTHS[i]);
            pen.words(sheet, 2, i, HEADS[i], Style.of(Look.HEAD));
        }
        Pen.freeze(sheet, 0, 3);
        int row = 3;
        for (CellFinding finding : result.findings()) {
            String[] words = {
                finding.isError() ? "错误" : "提示",
                finding.sheet(),
                finding.line() > 0 ? "第 " + finding.line() + " 行" : finding.cell(),
                finding.key(),
                finding.value(),
                finding.problem().message().zh(),
                finding.problem().remedy().zh(),
                finding.problem().message().en() + " → "
                        + finding.problem().remedy().en()
            };
            int lines = 1;
            for (int i = 0; i < words.length; i++) {
                pen.words(sheet, row, i, words[i], Style.of(finding.isError() && i == 0 ? Look.GROUP : Look.TABLE));
                lines = Math.max(lines, Instructions.lines(words[i], WIDTHS[i]));
            }
            sheet.getRow(row).setHeightInPoints(Math.min(400, 14.5f * lines + 3));
            if (own && finding.row() > 0 && pen.workbook.getSheet(finding.sheet()) != null) {
                XSSFHyperlink link = pen.workbook.getCreationHelper().createHyperlink(HyperlinkType.DOCUMENT);
                link.setAddress("'" + finding.sheet().replace("'", "''") + "'!"
                        + org.hengji.documents.StoredCell.place(finding.row(), Math.max(1, finding.column())));
                sheet.getRow(row).getCell(2).setHyperlink(link);
            }
            row++;
        }
    }
}
