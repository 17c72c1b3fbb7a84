package org.hengji.checker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.hengji.documents.Block;
import org.hengji.documents.Document;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;

/** The same report as another kind of file, with real tables and merged cells. */
enum Written {
    DOCX {
        @Override
        byte[] of(Document report) throws IOException {
            try (XWPFDocument docx = new XWPFDocument();
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
                for (Block block : report.blocks()) {
                    if (block instanceof Block.Table table) {
                        table(docx, Sheet.of(report, table));
                    } else {
                        docx.createParagraph().createRun().setText(report.words(block.span()));
                    }
                }
                docx.write(bytes);
                return bytes.toByteArray();
            }
        }
    },
    HTML {
        @Override
        byte[] of(Document report) {
            StringBuilder html = new StringBuilder("<!DOCTYPE html><html lang=zh><meta charset=utf-8><body>");
            for (Block block : report.blocks()) {
                if (block instanceof Block.Table table) {
                    Sheet sheet = Sheet.of(report, table);
                    html.append("<table>");
                    for (int row = 0; row < sheet.rows(); row++) {
                        html.append("<tr>");
                        for (Sheet.Cell cell : sheet.row(row)) {
                            html.append("<td rowspan=")
                                    .append(cell.rows())
                                    .append(" colspan=")
                                    .append(cell.columns())
                                    .append('>')
                                    .append(escaped(cell.words()))
                                    .append("</td>");
                        }
                        html.append("</tr>");
                    }
                    html.append("</table>");
                } else {
                    html.append("<p>")
                            .append(escaped(report.words(block.span())))
                            .append("</p>");
                }
            }
            return html.append("</body></html>").toString().getBytes(StandardCharsets.UTF_8);
        }
    },
    /** Running text in one column, every table on a sheet of its own. */
    XLSX {
        @Override
        byte[] of(Document report) throws IOException {
            try (XSSFWorkbook xlsx = new XSSFWorkbook();
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
                XSSFSheet text = null;
                for (Block block : report.blocks()) {
                    if (block instanceof Block.Table table) {
                        table(xlsx.createSheet("表" + table.number()), Sheet.of(report, table));
                        text = null;
                    } else {
                        text = text == null ? xlsx.createSheet("正文" + (xlsx.getNumberOfSheets() + 1)) : text;
                        text.createRow(text.getLastRowNum() + 1).createCell(0).setCellValue(report.words(block.span()));
                    }
                }
                xlsx.write(bytes);
                return bytes.toByteArray();
            }
        }
    },
    PDF {
        @Override
        byte[] of(Document report) throws IOException {
            Pages pages = new Pages();
            for (Block block : report.blocks()) {
                if (block instanceof Block.Table table) {
                    pages.table(Sheet.of(report, table));
                } else {
                    pages.paragraph(report.words(block.span()));
                }
            }
            return pages.bytes();
        }
    };

    abstract byte[] of(Document report) throws IOException;

    String fileName() {
        return "report." + name().toLowerCase(java.util.Locale.ROOT);
    }

    private static void table(XWPFDocument docx, Sheet sheet) {
        var table = docx.createTable(0, 0);
        while (!table.getRows().isEmpty()) {
            table.removeRow(0);
        }
        for (int row = 0; row < sheet.rows(); row++) {
            XWPFTableRow line = table.createRow();
            while (!line.getTableCells().isEmpty()) {
                line.removeCell(0);
            }
            for (int column = 0; column < sheet.columns(); ) {
                Sheet.Cell cell = sheet.at(row, column);
                var written = line.createCell();
                CTTcPr properties = written.getCTTc().addNewTcPr();
                if (cell.columns() > 1) {
                    properties.addNewGridSpan().setVal(BigInteger.valueOf(cell.columns()));
                }
                if (cell.rows() > 1) {
                    properties.addNewVMerge().setVal(cell.row() == row ? STMerge.RESTART : STMerge.CONTINUE);
                }
                written.setText(cell.row() == row ? cell.words() : "");
                column = cell.column() + cell.columns();
            }
        }
    }

    private static void table(XSSFSheet page, Sheet sheet) {
        for (int row = 0; row < sheet.rows(); row++) {
            page.createRow(row);
        }
        for (Sheet.Cell cell : sheet.cells()) {
            page.getRow(cell.row()).createCell(cell.column()).setCellValue(cell.words());
            if (cell.rows() > 1 || cell.columns() > 1) {
                page.addMergedRegion(new CellRangeAddress(
                        cell.row(), cell.row() + cell.rows() - 1, cell.column(), cell.column() + cell.columns() - 1));
            }
        }
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Pages of A4 with ruled tables; the font names its characters and has no shapes. */
    private static final class Pages {
        private static final int SIZE = 9;
        private static final int LEFT = 40;
        private static final int RIGHT = 555;
        private static final int TOP = 800;
        private static final int BOTTOM = 50;
        private static final int LINE = 13;

        private final List<StringBuilder> pages = new ArrayList<>();
        private int y;

        Pages() {
            turn();
        }

        private void turn() {
            pages.add(new StringBuilder());
            y = TOP;
        }

        private StringBuilder page() {
            return pages.get(pages.size() - 1);
        }

        void paragraph(String words) {
            List<String> lines = wrapped("\u3000\u3000" + words, RIGHT - LEFT);
            for (String line : lines) {
                if (y < BOTTOM) {
                    turn();
                }
                show(LEFT, y, line);
                y -= LINE;
            }
            y -= LINE / 2;
        }

        void table(Sheet sheet) {
            int[] xs = columns(sheet);
            int[] heights = new int[sheet.rows()];
            java.util.Arrays.fill(heights, LINE + 4);
            for (Sheet.Cell cell : sheet.cells()) {
                int needed = lines(cell, xs).size() * LINE + 4;
                int have = 0;
                for (int row = cell.row(); row < cell.row() + cell.rows(); row++) {
                    have += heights[row];
                }
                heights[cell.row() + cell.rows() - 1] += Math.max(0, needed - have);
            }
            int from = 0;
            while (from < sheet.rows()) {
                int to = from;
                int height = 0;
                while (to < sheet.rows() && (to == from || y - height - heights[to] > BOTTOM - LINE)) {
                    height += heights[to++];
                }
                if (to == from + 1 && y - height < BOTTOM - LINE && y < TOP) {
                    turn();
                    continue;
                }
                draw(sheet, xs, heights, from, to);
                from = to;
                if (from < sheet.rows()) {
                    turn();
                }
            }
            y -= LINE;
        }

        private void draw(Sheet sheet, int[] xs, int[] heights, int from, int to) {
            int[] ys = new int[to - from + 1];
            ys[0] = y;
            for (int row = from; row < to; row++) {
                ys[row - from + 1] = ys[row - from] - heights[row];
            }
            for (Sheet.Cell cell : sheet.cells()) {
                int top = Math.max(cell.row(), from);
                int bottom = Math.min(cell.row() + cell.rows(), to);
                if (top < bottom) {
                    int x1 = xs[cell.column()];
                    int x2 = xs[cell.column() + cell.columns()];
                    int y1 = ys[top - from];
                    int y2 = ys[bottom - from];
                    line(x1, y1, x2, y1);
                    line(x1, y2, x2, y2);
                    line(x1, y1, x1, y2);
                    line(x2, y1, x2, y2);
                    if (cell.row() >= from) {
                        int at = y1 - LINE;
                        for (String words : lines(cell, xs)) {
                            show(x1 + 2, at + 2, words);
                            at -= LINE;
                        }
                    }
                }
            }
            y = ys[to - from] - LINE;
        }

        private static int[] columns(Sheet sheet) {
            int[] widths = new int[sheet.columns()];
            java.util.Arrays.fill(widths, 14);
            for (Sheet.Cell cell : sheet.cells()) {
                if (cell.columns() == 1) {
                    widths[cell.column()] = Math.max(widths[cell.column()], Math.min(140, width(cell.words()) + 6));
                }
            }
            int all = java.util.Arrays.stream(widths).sum();
            int[] xs = new int[widths.length + 1];
            xs[0] = LEFT;
            for (int i = 0; i < widths.length; i++) {
                xs[i + 1] = xs[i] + (all > RIGHT - LEFT ? Math.max(12, widths[i] * (RIGHT - LEFT) / all) : widths[i]);
            }
            return xs;
        }

        private static List<String> lines(Sheet.Cell cell, int[] xs) {
            return wrapped(cell.words(), xs[cell.column() + cell.columns()] - xs[cell.column()] - 4);
        }

        private static List<String> wrapped(String words, int room) {
            List<String> lines = new ArrayList<>();
            StringBuilder line = new StringBuilder();
            for (char c : words.toCharArray()) {
                if (line.length() > 0 && width(line.toString() + c) > room) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(c);
            }
            lines.add(line.toString());
            return lines;
        }

        private static int width(String words) {
            return (words.chars().map(c -> c < 0x7F ? 1 : 2).sum() * SIZE + 1) / 2;
        }

        private void show(int x, int baseline, String words) {
            StringBuilder hex = new StringBuilder();
            words.chars().forEach(c -> hex.append("%04X".formatted(c)));
            page().append("BT /F %d Tf %d %d Td <%s> Tj ET%n".formatted(SIZE, x, baseline, hex));
        }

        private void line(int x1, int y1, int x2, int y2) {
            page().append("%d %d m %d %d l S%n".formatted(x1, y1, x2, y2));
        }

        byte[] bytes() throws IOException {
            return Pdf.of(pages.stream().map(StringBuilder::toString).toList());
        }
    }
}
