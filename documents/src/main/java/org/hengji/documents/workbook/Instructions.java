package org.hengji.documents.workbook;

import java.util.List;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.hengji.documents.workbook.Pen.Look;
import org.hengji.documents.workbook.Pen.Style;
import org.hengji.scoring.framework.Text;

/** The first sheet of a workbook (说明): what it is for, how it is filled in, what each column wants. */
final class Instructions {
    static final String SHEET = "说明";
    private static final int[] WIDTHS = {14, 22, 8, 52, 52};
    private static final int LAST = WIDTHS.length - 1;
    private static final double LINE = 14.5;

    /** A column and what belongs into it. */
    record Entry(String sheet, String column, boolean required, Text help) {}

    private Instructions() {}

    static void write(Pen pen, Text title, Text purpose, List<Text> how, List<Entry> entries, String definition) {
        XSSFSheet sheet = pen.sheet(SHEET);
        for (int i = 0; i < WIDTHS.length; i++) {
            Pen.width(sheet, i, WIDTHS[i]);
        }
        int row = 0;
        pen.words(sheet, row, 0, title.zh(), Style.of(Look.TITLE));
        sheet.getRow(row++).setHeightInPoints(30);
        pen.words(sheet, row++, 0, title.en(), new Style(Look.NOTE, "@", false, HorizontalAlignment.GENERAL, false));
        pen.words(sheet, row++, 0, definition, new Style(Look.NOTE, "@", false, HorizontalAlignment.GENERAL, false));
        row++;
        row = pair(pen, sheet, row, "用途", purpose);
        for (int i = 0; i < how.size(); i++) {
            row = pair(pen, sheet, row, i == 0 ? "填写要求" : "", how.get(i));
        }
        row++;
        String[] heads = {"工作表", "列", "必填", "填写内容", "In English"};
        for (int i = 0; i < heads.length; i++) {
            pen.words(sheet, row, i, heads[i], Style.of(Look.HEAD));
        }
        Pen.freeze(sheet, 0, row + 1);
        sheet.createFreezePane(0, 0);
        row++;
        String before = "";
        int began = row;
        for (Entry entry : entries) {
            if (!entry.sheet().equals(before) && !before.isEmpty()) {
                merge(sheet, began, row - 1);
                began = row;
            }
            pen.words(sheet, row, 0, entry.sheet(), Style.of(Look.GROUP));
            before = entry.sheet();
            pen.words(sheet, row, 1, entry.column(), Style.of(Look.TABLE));
            pen.words(
                    sheet, row, 2, entry.required() ? "是" : "", Style.of(Look.TABLE, "@", HorizontalAlignment.CENTER));
            pen.words(sheet, row, 3, entry.help().zh(), Style.of(Look.TABLE));
            pen.words(sheet, row, 4, entry.help().en(), Style.of(Look.TABLE));
            int lines = Math.max(
                    lines(entry.help().zh(), WIDTHS[3]), lines(entry.help().en(), WIDTHS[4]));
            sheet.getRow(row++).setHeightInPoints((float) (LINE * lines + 3));
        }
        if (row > began) {
            merge(sheet, began, row - 1);
        }
        Pen.protect(sheet);
    }

    private static void merge(XSSFSheet sheet, int first, int last) {
        if (last > first) {
            sheet.addMergedRegion(new CellRangeAddress(first, last, 0, 0));
        }
    }

    private static int pair(Pen pen, XSSFSheet sheet, int row, String label, Text text) {
        pen.words(sheet, row, 0, label, Style.of(Look.STRONG));
        pen.words(sheet, row, 1, text.zh(), Style.of(Look.PLAIN));
        pen.words(sheet, row, LAST, text.en(), Style.of(Look.NOTE));
        sheet.addMergedRegion(new CellRangeAddress(row, row, 1, LAST - 1));
        int wide = WIDTHS[1] + WIDTHS[2] + WIDTHS[3];
        int lines = Math.max(lines(text.zh(), wide), lines(text.en(), WIDTHS[LAST]));
        sheet.getRow(row).setHeightInPoints((float) (LINE * lines + 4));
        return row + 1;
    }

    /** How many lines a text takes in a column; a Chinese character is as wide as two others. */
    static int lines(String text, int characters) {
        int lines = 0;
        for (String part : text.split("\n", -1)) {
            int width = part.codePoints().map(c -> c > 0x2000 ? 2 : 1).sum();
            lines += Math.max(1, (width + characters - 1) / characters);
        }
        return lines;
    }
}
