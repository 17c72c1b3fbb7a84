package org.hengji.documents;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * Workbooks as they would be printed: each sheet a heading and one table whose rows and columns are those of the sheet,
 * so that {@code r5c3} is the cell C5. A sheet that fills its first column alone is running text, a paragraph for each
 * row. Hidden sheets are left out; hidden rows and columns keep their place, blank.
 */
final class XlsxReader {
    private record Filled(int row, int column, String words) {}

    private static final class Sheet {
        private final List<Filled> cells = new ArrayList<>();
        private final List<XlsxParts.Area> merged = new ArrayList<>();
        private final BitSet hiddenRows = new BitSet();
        private final BitSet hiddenColumns = new BitSet();

        boolean isHidden(int row, int column) {
            return hiddenRows.get(row) || hiddenColumns.get(column);
        }
    }

    private final Allowance allowance;
    private final XlsxParts parts;

    private XlsxReader(Allowance allowance, XlsxParts parts) {
        this.allowance = allowance;
        this.parts = parts;
    }

    static Document read(OfficePackage file, String main, Allowance allowance) throws Refused, XMLStreamException {
        return new XlsxReader(allowance, XlsxParts.read(file, main, allowance)).document(file);
    }

    private Document document(OfficePackage file) throws Refused, XMLStreamException {
        FlatText text = new FlatText(allowance);
        for (XlsxParts.SheetPart sheet : parts.sheets()) {
            Optional<Xml> part = sheet.hidden() ? Optional.empty() : file.xml(sheet.part());
            if (part.isPresent()) {
                try (Xml xml = part.get()) {
                    Grid grid = grid(sheet(xml));
                    if (!grid.pieces().isEmpty()) {
                        text.paragraph(Words.line(sheet.name()), 1);
                        if (grid.columns() == 1) {
                            grid.pieces().stream()
                                    .map(Grid.Piece::words)
                                    .filter(words -> !words.isEmpty())
                                    .forEach(words -> text.paragraph(words, Headings.level(words)));
                        } else {
                            text.table(grid);
                        }
                    }
                }
            }
        }
        return text.document(Document.Kind.XLSX);
    }

    private Sheet sheet(Xml xml) throws XMLStreamException {
        Sheet sheet = new Sheet();
        if (!xml.child()) {
            return sheet;
        }
        while (xml.child()) {
            switch (xml.getLocalName()) {
                case "cols" -> {
                    while (xml.child()) {
                        if (isOn(xml, "hidden")) {
                            int from = Math.max(1, xml.number("min", 1));
                            int to = Math.min(XlsxParts.COLUMNS, xml.number("max", from));
                            sheet.hiddenColumns.set(from, Math.max(from, to + 1));
                        }
                        xml.skip();
                    }
                }
                case "sheetData" -> rows(xml, sheet);
                case "mergeCells" -> {
                    while (xml.child()) {
                        allowance.cells(1);
                        XlsxParts.area(xml.attribute("ref", "")).ifPresent(sheet.merged::add);
                        xml.skip();
                    }
                }
                default -> xml.skip();
            }
        }
        return sheet;
    }

    private static boolean isOn(Xml xml, String attribute) {
        String value = xml.attribute(attribute, "0");
        return value.equals("1") || value.equals("true");
    }

    private void rows(Xml xml, Sheet sheet) throws XMLStreamException {
        int row = 0;
        while (xml.child()) {
            row = clamped(xml.number("r", row + 1), row + 1, XlsxParts.ROWS);
            if (isOn(xml, "hidden")) {
                sheet.hiddenRows.set(row);
            }
            int column = 0;
            while (xml.child()) {
                Optional<XlsxParts.Area> at = XlsxParts.area(xml.attribute("r", ""));
                column = clamped(at.isPresent() ? at.get().column() : column + 1, column + 1, XlsxParts.COLUMNS);
                String words = cell(xml);
                if (!words.isEmpty()) {
                    allowance.cells(1);
                    allowance.characters(words.length());
                    sheet.cells.add(new Filled(row, column, words));
                }
            }
        }
    }

    private int clamped(int value, int least, int most) {
        if (value < least || value > most) {
            throw new Stopped(
                    Refusals.damaged(allowance.name(), "单元格的位置前后矛盾", "the places of its cells contradict each other"));
        }
        return value;
    }

    private String cell(Xml xml) throws XMLStreamException {
        String type = xml.attribute("t", "n");
        int style = xml.number("s", 0);
        String value = "";
        while (xml.child()) {
            switch (xml.getLocalName()) {
                case "v" -> value = xml.words();
                case "is" -> value = XlsxParts.rich(xml);
                default -> xml.skip();
            }
        }
        String shown = switch (type) {
            case "s" -> parts.string(value);
            case "b" -> value.strip().equals("1") ? "TRUE" : value.isEmpty() ? "" : "FALSE";
            case "n" -> value.isBlank() ? "" : parts.format(style).shown(value, parts.since1904());
            default -> value;
        };
        return Words.line(XlsxParts.unescaped(shown));
    }

    private Grid grid(Sheet sheet) {
        Map<Long, String> words = new HashMap<>();
        int rows = 0;
        int columns = 0;
        for (Filled cell : sheet.cells) {
            words.put(key(cell.row(), cell.column()), cell.words());
        }
        Map<Long, XlsxParts.Area> areas = new HashMap<>();
        for (XlsxParts.Area area : sheet.merged) {
            if (words.containsKey(key(area.row(), area.column())) && isSeen(sheet, area)) {
                areas.putIfAbsent(key(area.row(), area.column()), area);
            }
        }
        for (Filled cell : sheet.cells) {
            XlsxParts.Area area = areas.get(key(cell.row(), cell.column()));
            if (area != null || !sheet.isHidden(cell.row(), cell.column())) {
                rows = Math.max(rows, area == null ? cell.row() : area.bottom());
                columns = Math.max(columns, area == null ? cell.column() : area.right());
            }
        }
        if ((long) rows * columns > Allowance.CELLS) {
            throw new Stopped(Refusals.tooManyCells(allowance.name(), Allowance.CELLS));
        }
        BitSet taken = new BitSet(rows * columns);
        List<Grid.Piece> pieces = new ArrayList<>();
        for (int row = 1; row <= rows; row++) {
            allowance.time();
            for (int column = 1; column <= columns; column++) {
                int at = (row - 1) * columns + column - 1;
                if (taken.get(at)) {
                    continue;
                }
                XlsxParts.Area area = areas.get(key(row, column));
                if (area != null && isFree(taken, area, columns)) {
                    for (int r = row; r <= area.bottom(); r++) {
                        taken.set((r - 1) * columns + column - 1, (r - 1) * columns + area.right());
                    }
                    pieces.add(new Grid.Piece(
                            row,
                            column,
                            area.bottom() - row + 1,
                            area.right() - column + 1,
                            words.get(key(row, column))));
                } else if (!sheet.isHidden(row, column)) {
                    pieces.add(new Grid.Piece(row, column, 1, 1, words.getOrDefault(key(row, column), "")));
                }
            }
        }
        return new Grid(rows, columns, pieces);
    }

    private static long key(int row, int column) {
        return (long) row << 32 | column;
    }

    private static boolean isSeen(Sheet sheet, XlsxParts.Area area) {
        return sheet.hiddenRows.nextClearBit(area.row()) <= area.bottom()
                && sheet.hiddenColumns.nextClearBit(area.column()) <= area.right();
    }

    private static boolean isFree(BitSet taken, XlsxParts.Area area, int columns) {
        for (int row = area.row(); row <= area.bottom(); row++) {
            int next = taken.nextSetBit((row - 1) * columns + area.column() - 1);
            if (next >= 0 && next < (row - 1) * columns + area.right()) {
                return false;
            }
        }
        return true;
    }
}
