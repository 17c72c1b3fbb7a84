package org.hengji.documents.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationConstraint;
import org.apache.poi.ss.usermodel.DataValidationConstraint.OperatorType;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFDataValidationHelper;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFPrintSetup;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hengji.documents.StoredCell;
import org.hengji.scoring.number.Rational;

/** Writes the workbooks of this package in one hand: few styles, few colours, text that stays text. */
final class Pen implements AutoCloseable {
    static final String FONT = "微软雅黑";
    static final String ACCENT = "1F4E79";
    private static final String HEAD_FILL = "E8EFF7";
    private static final String LOCKED_FILL = "F2F2F2";
    private static final String LINE = "BFBFBF";
    private static final String GREY = "7F7F7F";
    private static final String LISTS = "_lists";
    private static final int HELD_DIGITS = 15;
    private static final int UNITS_OF_A_CHARACTER = 256;

    /** How a cell looks and whether it may be changed. */
    enum Look {
        TITLE,
        NOTE,
        PLAIN,
        STRONG,
        HEAD,
        INPUT,
        TABLE,
        LOCKED,
        GROUP,
        TOTAL
    }

    /**
     * @param format number format, {@code @} for text
     * @param wrap long text goes on in the next line
     * @param quoted the text would be taken for a formula when somebody edits it
     */
    record Style(Look look, String format, boolean wrap, HorizontalAlignment align, boolean quoted) {
        static Style of(Look look) {
            return new Style(look, "@", true, HorizontalAlignment.GENERAL, false);
        }

        static Style of(Look look, String format, HorizontalAlignment align) {
            return new Style(look, format, true, align, false);
        }
    }

    final XSSFWorkbook workbook;
    private final Map<Style, XSSFCellStyle> styles = new HashMap<>();
    private final Map<List<String>, String> lists = new LinkedHashMap<>();

    Pen() {
        this(new XSSFWorkbook());
    }

    /** Writes into a workbook that is there already. */
    Pen(XSSFWorkbook workbook) {
        this.workbook = workbook;
    }

    XSSFSheet sheet(String name) {
        XSSFSheet sheet = workbook.createSheet(name);
        sheet.setDisplayGridlines(false);
        sheet.setDefaultRowHeightInPoints(18);
        XSSFPrintSetup print = sheet.getPrintSetup();
        print.setPaperSize(XSSFPrintSetup.A4_PAPERSIZE);
        print.setLandscape(true);
        sheet.setFitToPage(true);
        print.setFitWidth((short) 1);
        print.setFitHeight((short) 0);
        sheet.setHorizontallyCenter(true);
        sheet.setMargin(org.apache.poi.ss.usermodel.PageMargin.LEFT, 0.5);
        sheet.setMargin(org.apache.poi.ss.usermodel.PageMargin.RIGHT, 0.5);
        sheet.getFooter().setCenter("第 &P 页，共 &N 页");
        return sheet;
    }

    /** The heads stay in sight and stand on every printed page. */
    static void freeze(XSSFSheet sheet, int columns, int rows) {
        sheet.createFreezePane(columns, rows);
        sheet.setRepeatingRows(new CellRangeAddress(rows - 1, rows - 1, -1, -1));
    }

    /** Locked cells stay as they are; rows may be added, sorted and widened all the same. */
    static void protect(XSSFSheet sheet) {
        sheet.enableLocking();
        sheet.lockFormatCells(false);
        sheet.lockFormatColumns(false);
        sheet.lockFormatRows(false);
        sheet.lockInsertRows(false);
        sheet.lockDeleteRows(false);
        sheet.lockSort(false);
        sheet.lockAutoFilter(false);
    }

    static void width(XSSFSheet sheet, int column, int characters) {
        sheet.setColumnWidth(column, Math.min(255, characters + 2) * UNITS_OF_A_CHARACTER);
    }

    XSSFCellStyle style(Style wanted) {
        return styles.computeIfAbsent(wanted, this::made);
    }

    private XSSFCellStyle made(Style wanted) {
        XSSFCellStyle style = workbook.createCellStyle();
        XSSFFont font = workbook.createFont();
        font.setFontName(FONT);
        font.setFontHeightInPoints((short) 10);
        style.setDataFormat(workbook.createDataFormat().getFormat(wanted.format()));
        style.setWrapText(wanted.wrap());
        style.setAlignment(wanted.align());
        style.setVerticalAlignment(VerticalAlignment.CENTER);
        style.setLocked(wanted.look() != Look.INPUT);
        style.setQuotePrefixed(wanted.quoted());
        switch (wanted.look()) {
            case TITLE -> {
                font.setFontHeightInPoints((short) 16);
                font.setBold(true);
                font.setColor(color(ACCENT));
                style.setWrapText(false);
            }
            case NOTE -> font.setColor(color(GREY));
            case PLAIN -> {}
            case STRONG -> font.setBold(true);
            case HEAD -> {
                font.setBold(true);
                font.setColor(color(ACCENT));
                fill(style, HEAD_FILL);
                style.setAlignment(HorizontalAlignment.CENTER);
                lines(style);
            }
            case INPUT, TABLE -> lines(style);
            case LOCKED -> {
                fill(style, LOCKED_FILL);
                lines(style);
            }
            case GROUP -> {
                font.setBold(true);
                lines(style);
            }
            case TOTAL -> {
                font.setBold(true);
                fill(style, HEAD_FILL);
                lines(style);
            }
        }
        style.setFont(font);
        return style;
    }

    private static XSSFColor color(String rgb) {
        return new XSSFColor(new byte[] {
            (byte) Integer.parseInt(rgb.substring(0, 2), 16),
            (byte) Integer.parseInt(rgb.substring(2, 4), 16),
            (byte) Integer.parseInt(rgb.substring(4), 16)
        });
    }

    private static void fill(XSSFCellStyle style, String rgb) {
        style.setFillForegroundColor(color(rgb));
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    }

    private static void lines(XSSFCellStyle style) {
        style.setBorderTop(BorderStyle.THIN);
        style.setBorderBottom(BorderStyle.THIN);
        style.setBorderLeft(BorderStyle.THIN);
        style.setBorderRight(BorderStyle.THIN);
        for (var side : org.apache.poi.xssf.usermodel.extensions.XSSFCellBorder.BorderSide.values()) {
            style.setBorderColor(side, color(LINE));
        }
    }

    static XSSFRow row(XSSFSheet sheet, int row) {
        XSSFRow there = sheet.getRow(row);
        return there == null ? sheet.createRow(row) : there;
    }

    XSSFCell cell(XSSFSheet sheet, int row, int column, Style style) {
        XSSFRow at = row(sheet, row);
        XSSFCell cell = at.getCell(column);
        cell = cell == null ? at.createCell(column) : cell;
        cell.setCellStyle(style(style));
        return cell;
    }

    static boolean looksLikeAFormula(String words) {
        return !words.isEmpty() && "=+-@\t\r".indexOf(words.charAt(0)) >= 0;
    }

    /** Words as words: what begins like a formula is marked as text, so that editing the cell leaves it one. */
    void words(XSSFSheet sheet, int row, int column, String words, Style style) {
        boolean quoted = looksLikeAFormula(words);
        Style used = quoted ? new Style(style.look(), style.format(), style.wrap(), style.align(), true) : style;
        XSSFCell cell = cell(sheet, row, column, used);
        if (!words.isEmpty()) {
            cell.setCellValue(words);
        }
    }

    /** A number that spreadsheets hold exactly as a number, any other as text. */
    void number(XSSFSheet sheet, int row, int column, Rational number, Style style) {
        BigDecimal decimal = number.isDecimal() ? new BigDecimal(number.toText()) : null;
        if (decimal != null
                && decimal.stripTrailingZeros().precision() <= HELD_DIGITS
                && decimal.precision() - decimal.scale() <= HELD_DIGITS) {
            cell(sheet, row, column, style).setCellValue(decimal.doubleValue());
        } else {
            words(sheet, row, column, number.toText(), style);
        }
    }

    void day(XSSFSheet sheet, int row, int column, LocalDate day, Style style) {
        cell(sheet, row, column, style).setCellValue(day);
    }

    void formula(XSSFSheet sheet, int row, int column, String formula, Style style) {
        cell(sheet, row, column, style).setCellFormula(formula);
    }

    /** A drop-down of these words. */
    void choices(XSSFSheet sheet, int first, int last, int column, List<String> words, String title, String help) {
        XSSFDataValidationHelper helper = new XSSFDataValidationHelper(sheet);
        DataValidationConstraint constraint = helper.createFormulaListConstraint(list(words));
        validate(sheet, helper.createValidation(constraint, range(first, last, column)), title, help, true);
    }

    /** Numbers are expected; anything else is asked about, since amounts such as 12万 are read as well. */
    void numbers(
            XSSFSheet sheet,
            int first,
            int last,
            int column,
            boolean whole,
            String low,
            String high,
            String title,
            String help) {
        XSSFDataValidationHelper helper = new XSSFDataValidationHelper(sheet);
        int operator = high == null ? OperatorType.GREATER_OR_EQUAL : OperatorType.BETWEEN;
        DataValidationConstraint constraint = whole
                ? helper.createIntegerConstraint(operator, low, high)
                : helper.createDecimalConstraint(operator, low, high);
        validate(sheet, helper.createValidation(constraint, range(first, last, column)), title, help, false);
    }

    void days(XSSFSheet sheet, int first, int last, int column, String title, String help) {
        XSSFDataValidationHelper helper = new XSSFDataValidationHelper(sheet);
        DataValidationConstraint constraint =
                helper.createDateConstraint(OperatorType.BETWEEN, "DATE(1990,1,1)", "DATE(2100,12,31)", "yyyy-mm-dd");
        validate(sheet, helper.createValidation(constraint, range(first, last, column)), title, help, false);
    }

    void help(XSSFSheet sheet, int first, int last, int column, int most, String title, String help) {
        XSSFDataValidationHelper helper = new XSSFDataValidationHelper(sheet);
        DataValidationConstraint constraint =
                helper.createTextLengthConstraint(OperatorType.LESS_OR_EQUAL, String.valueOf(most), null);
        validate(sheet, helper.createValidation(constraint, range(first, last, column)), title, help, false);
    }

    private static CellRangeAddressList range(int first, int last, int column) {
        return new CellRangeAddressList(first, last, column, column);
    }

    private static void validate(XSSFSheet sheet, DataValidation validation, String title, String help, boolean only) {
        validation.setEmptyCellAllowed(true);
        validation.setErrorStyle(only ? DataValidation.ErrorStyle.STOP : DataValidation.ErrorStyle.WARNING);
        validation.setShowErrorBox(true);
        validation.createErrorBox(clipped(title, 30), clipped(only ? "请从下拉框中选择。" : "与这一栏的要求不符。" + help, 220));
        if (!help.isEmpty()) {
            validation.setShowPromptBox(true);
            validation.createPromptBox(clipped(title, 30), clipped(help, 250));
        }
        sheet.addValidationData(validation);
    }

    private static String clipped(String words, int most) {
        return words.length() <= most ? words : words.substring(0, most - 1) + "…";
    }

    /** A hidden column with these words, once for each list. */
    private String list(List<String> words) {
        return lists.computeIfAbsent(List.copyOf(words), w -> {
            XSSFSheet sheet = workbook.getSheet(LISTS);
            if (sheet == null) {
                sheet = workbook.createSheet(LISTS);
            }
            int column = lists.size();
            for (int i = 0; i < w.size(); i++) {
                row(sheet, i).createCell(column).setCellValue(w.get(i));
            }
            String letters = StoredCell.place(1, column + 1).replaceAll("\\d", "");
            return LISTS + "!$" + letters + "$1:$" + letters + "$" + w.size();
        });
    }

    void template(Template template) {
        XSSFSheet sheet = workbook.createSheet(Template.SHEET);
        int row = 0;
        for (Map.Entry<String, String> field : template.fields().entrySet()) {
            XSSFRow at = sheet.createRow(row++);
            at.createCell(0).setCellValue(field.getKey());
            at.createCell(1).setCellValue(field.getValue());
        }
    }

    void write(OutputStream out) throws IOException {
        for (String name : List.of(LISTS, Template.SHEET)) {
            int index = workbook.getSheetIndex(name);
            if (index >= 0) {
                workbook.setSheetOrder(name, workbook.getNumberOfSheets() - 1);
                workbook.setSheetVisibility(workbook.getSheetIndex(name), SheetVisibility.VERY_HIDDEN);
                workbook.getSheetAt(workbook.getSheetIndex(name)).enableLocking();
            }
        }
        workbook.setActiveSheet(0);
        workbook.getProperties().getCoreProperties().setCreator("Hengji");
        workbook.write(out);
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
