package org.hengji.documents.report;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.hengji.documents.report.Paper.Block;
import org.hengji.documents.report.Paper.Cell;
import org.hengji.documents.report.Paper.Run;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTbl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblBorders;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblCellMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTrPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STJcTable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STVerticalJc;

/** Writes tables cell by cell: every row has the whole grid, a merged cell continues as Word wants it. */
final class DocxTables {
    /** What stands at a place of the grid. */
    record Place(Cell cell, int row, int column) {}

    /** A table of so few rows stays on one page. */
    static final int FEW_ROWS = 10;

    private final XWPFDocument document;

    DocxTables(XWPFDocument document) {
        this.document = document;
    }

    void write(Block.Table table, Paper.Page page) {
        List<Integer> widths = widths(table.widths(), Layout.textWidth(page));
        List<Paper.Row> rows = new ArrayList<>(table.header());
        rows.addAll(table.rows());
        Place[][] grid = grid(rows, widths.size());
        CTTbl written = document.getDocument().getBody().addNewTbl();
        properties(written, widths);
        for (int r = 0; r < rows.size(); r++) {
            row(written.addNewTr(), grid[r], r, widths, table, rows.size() <= FEW_ROWS && r < rows.size() - 1);
        }
        document.insertTable(document.getBodyElements().size(), new XWPFTable(written, document));
    }

    static List<Integer> widths(List<Integer> relative, int total) {
        int sum = relative.stream().mapToInt(Integer::intValue).sum();
        List<Integer> widths = new ArrayList<>();
        int given = 0;
        int shares = 0;
        for (int share : relative) {
            shares += share;
            int to = (int) ((long) total * shares / sum);
            widths.add(to - given);
            given = to;
        }
        return widths;
    }

    /** Where each cell lies; a place under a span points at the cell that covers it. */
    static Place[][] grid(List<Paper.Row> rows, int columns) {
        Place[][] grid = new Place[rows.size()][columns];
        for (int r = 0; r < rows.size(); r++) {
            int column = 0;
            for (Cell cell : rows.get(r).cells()) {
                while (column < columns && grid[r][column] != null) {
                    column++;
                }
                for (int down = 0; down < cell.down() && r + down < rows.size(); down++) {
                    for (int over = 0; over < cell.span() && column + over < columns; over++) {
                        grid[r + down][column + over] = new Place(cell, r, column);
                    }
                }
                column += cell.span();
            }
        }
        return grid;
    }

    private static void properties(CTTbl table, List<Integer> widths) {
        CTTblPr properties = table.addNewTblPr();
        properties
                .addNewTblW()
                .setW(BigInteger.valueOf(
                        widths.stream().mapToInt(Integer::intValue).sum()));
        properties.getTblW().setType(STTblWidth.DXA);
        properties.addNewJc().setVal(STJcTable.CENTER);
        CTTblBorders borders = properties.addNewTblBorders();
        for (var border : List.of(
                borders.addNewTop(),
                borders.addNewLeft(),
                borders.addNewBottom(),
                borders.addNewRight(),
                borders.addNewInsideH(),
                borders.addNewInsideV())) {
            border.setVal(STBorder.SINGLE);
            border.setSz(BigInteger.valueOf(4));
            border.setSpace(BigInteger.ZERO);
            border.setColor("000000");
        }
        properties.addNewTblLayout().setType(STTblLayoutType.FIXED);
        CTTblCellMar margins = properties.addNewTblCellMar();
        for (var margin : List.of(margins.addNewLeft(), margins.addNewRight())) {
            margin.setW(BigInteger.valueOf(60));
            margin.setType(STTblWidth.DXA);
        }
        var grid = table.addNewTblGrid();
        widths.forEach(w -> grid.addNewGridCol().setW(BigInteger.valueOf(w)));
    }

    private void row(
            CTRow written, Place[] places, int number, List<Integer> widths, Block.Table table, boolean withNext) {
        boolean header = number < table.header().size();
        CTTrPr row = written.addNewTrPr();
        row.addNewCantSplit();
        if (header) {
            row.addNewTblHeader();
        }
        for (int column = 0; column < places.length; ) {
            Place place = places[column];
            int span = place == null ? 1 : place.cell().span();
            CTTc cell = written.addNewTc();
            CTTcPr properties = cell.addNewTcPr();
            int width = 0;
            for (int over = 0; over < span && column + over < widths.size(); over++) {
                width += widths.get(column + over);
            }
            properties.addNewTcW().setW(BigInteger.valueOf(width));
            properties.getTcW().setType(STTblWidth.DXA);
            if (span > 1) {
                properties.addNewGridSpan().setVal(BigInteger.valueOf(span));
            }
            if (place != null && place.cell().down() > 1) {
                properties.addNewVMerge().setVal(place.row() == number ? STMerge.RESTART : STMerge.CONTINUE);
            }
            if (header) {
                var shade = properties.addNewShd();
                shade.setVal(org.openxmlformats.schemas.wordprocessingml.x2006.main.STShd.CLEAR);
                shade.setColor("auto");
                shade.setFill("EDEFF2");
            }
            properties.addNewVAlign().setVal(STVerticalJc.CENTER);
            boolean begins = place != null && place.row() == number;
            content(cell, begins ? place.cell() : null, header, table, withNext);
            column += span;
        }
    }

    private void content(CTTc written, Cell cell, boolean header, Block.Table table, boolean withNext) {
        List<List<Run>> lines = cell == null ? List.of(List.of()) : DocxWriter.lines(cell.runs());
        for (List<Run> line : lines) {
            XWPFParagraph paragraph = new XWPFParagraph(written.addNewP(), document);
            paragraph.setStyle("Table" + Layout.tableSize(table.widths().size()));
            if (withNext) {
                paragraph.setKeepNext(true);
            }
            if (cell != null) {
                paragraph.setAlignment(
                        switch (cell.align()) {
                            case LEFT -> ParagraphAlignment.LEFT;
                            case CENTRE -> ParagraphAlignment.CENTER;
                            case RIGHT -> ParagraphAlignment.RIGHT;
                        });
                line.forEach(r -> DocxWriter.run(paragraph, r));
                if (header || cell.bold()) {
                    paragraph.getRuns().forEach(r -> r.setBold(true));
                }
            }
        }
    }
}
