package org.hengji.documents;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * Workbooks as they would be printed: each sheet a heading and one table whose rows and columns are those of the sheet,
 * so that {@code r5c3} is the cell C5. Hidden sheets are left out; hidden rows and columns keep their place, blank.
 */
final class XlsxReader {
    private static final int ROWS = 1_048_576;
    private static final int COLUMNS = 16_384;
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private record Filled(int row, int column, String words) {}

    /** @param bottom last row, as {@code right} is the last column */
    private record Area(int row, int column, int bottom, int right) {}

    private static final class Sheet {
        private final List<Filled> cells = new ArrayList<>();
        private final List<Area> merged = new ArrayList<>();
        private final BitSet hiddenRows = new BitSet();
        private final BitSet hiddenColumns = new BitSet();

        boolean isHidden(int row, int column) {
            return hiddenRows.get(row) || hiddenColumns.get(column);
        }
    }

    private final Allowance allowance;
    private final List<String> shared = new ArrayList<>();
    private final List<CellFormat> formats = new ArrayList<>();
    private boolean since1904;

    private XlsxReader(Allowance allowance) {
        this.allowance = allowance;
    }

    static Document read(OfficePackage file, String main, Allowance allowance) throws Refused, XMLStreamException {
        return new XlsxReader(allowance).document(file, main);
    }

    private Document document(OfficePackage file, String main) throws Refused, XMLStreamException {
        Map<String, OfficePackage.Link> links = file.links(main);
        for (OfficePackage.Link link : links.values()) {
            if (link.type().equals("sharedStrings") || link.type().equals("styles")) {
                Optional<Xml> part = file.xml(link.target());
                if (part.isPresent()) {
                    try (Xml xml = part.get()) {
                        if (link.type().equals("styles")) {
                            styles(xml);
                        } else {
                            strings(xml);
                        }
                    }
                }
            }
        }
        Map<String, String> names = new java.util.LinkedHashMap<>();
        Optional<Xml> workbook = file.xml(main);
        try (Xml xml = workbook.orElseThrow()) {
            names(xml, links, names);
        }
        FlatText text = new FlatText(allowance);
        for (Map.Entry<String, String> sheet : names.entrySet()) {
            Optional<Xml> part = file.xml(sheet.getKey());
            if (part.isPresent()) {
                try (Xml xml = part.get()) {
                    Grid grid = grid(sheet(xml));
                    if (!grid.pieces().isEmpty()) {
                        text.paragraph(Words.line(sheet.getValue()), 1);
                        text.table(grid);
                    }
                }
            }
        }
        return text.document(Document.Kind.XLSX);
    }

    private void names(Xml xml, Map<String, OfficePackage.Link> links, Map<String, String> names)
            throws XMLStreamException {
        if (!xml.child()) {
            return;
        }
        while (xml.child()) {
            switch (xml.getLocalName()) {
                case "workbookPr" -> {
                    String base = xml.attribute("date1904", "0");
                    since1904 = base.equals("1") || base.equals("true");
                    xml.skip();
                }
                case "sheets" -> {
                    while (xml.child()) {
                        OfficePackage.Link link = links.get(xml.attribute("id", ""));
                        if (link != null
                                && link.type().equals("worksheet")
                                && xml.attribute("state", "visible").equals("visible")) {
                            names.put(link.target(), xml.attribute("name", ""));
                        }
                        xml.skip();
                    }
                }
                default -> xml.skip();
            }
        }
    }

    private void styles(Xml xml) throws XMLStreamException {
        Map<Integer, CellFormat> own = new HashMap<>();
        if (!xml.child()) {
            return;
        }
        while (xml.child()) {
            switch (xml.getLocalName()) {
                case "numFmts" -> {
                    while (xml.child()) {
                        own.put(xml.number("numFmtId", 0), CellFormat.of(xml.attribute("formatCode", "")));
                        xml.skip();
                    }
                }
                case "cellXfs" -> {
                    while (xml.child()) {
                        int id = xml.number("numFmtId", 0);
                        formats.add(own.containsKey(id) ? own.get(id) : CellFormat.builtIn(id));
                        xml.skip();
                    }
                }
                default -> xml.skip();
            }
        }
    }

    private void strings(Xml xml) throws XMLStreamException {
        if (xml.child()) {
            while (xml.child()) {
                shared.add(rich(xml));
            }
        }
    }

    /** Text that may be cut into runs; phonetic guides beside it are left out. */
    private static String rich(Xml xml) throws XMLStreamException {
        StringBuilder words = new StringBuilder();
        while (xml.child()) {
            switch (xml.getLocalName()) {
                case "t" -> words.append(xml.words());
                case "r" -> words.append(rich(xml));
                default -> xml.skip();
            }
        }
        return words.toString();
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
                            int to = Math.min(COLUMNS, xml.number("max", from));
                            sheet.hiddenColumns.set(from, Math.max(from, to + 1));
                        }
                        xml.skip();
                    }
                }
                case "sheetData" -> rows(xml, sheet);
                case "mergeCells" -> {
                    while (xml.child()) {
                        allowance.cells(1);
                        area(xml.attribute("ref", "")).ifPresent(sheet.merged::add);
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
            row = clamped(xml.number("r", row + 1), row + 1, ROWS);
            if (isOn(xml, "hidden")) {
                sheet.hiddenRows.set(row);
            }
            int column = 0;
            while (xml.child()) {
                Optional<Area> at = area(xml.attribute("r", ""));
                column = clamped(at.isPresent() ? at.get().column() : column + 1, column + 1, COLUMNS);
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
                case "is" -> value = rich(xml);
                default -> xml.skip();
            }
        }
        String shown = switch (type) {
            case "s" -> string(value);
            case "b" -> value.strip().equals("1") ? "TRUE" : value.isEmpty() ? "" : "FALSE";
            case "n" ->
                value.isBlank()
                        ? ""
                        : (style >= 0 && style < formats.size() ? formats.get(style) : CellFormat.GENERAL)
                                .shown(value, since1904);
            default -> value;
        };
        return Words.line(unescaped(shown));
    }

    private String string(String index) {
        try {
            int at = Integer.parseInt(index.strip());
            return at >= 0 && at < shared.size() ? shared.get(at) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }

    private static String unescaped(String words) {
        return words.contains("_x")
                ? ESCAPED.matcher(words)
                        .replaceAll(
                                m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))))
                : words;
    }

    /** {@code B2} or {@code B2:D4}. */
    private static Optional<Area> area(String reference) {
        int colon = reference.indexOf(':');
        int[] from = place(colon < 0 ? reference : reference.substring(0, colon));
        int[] to = colon < 0 ? from : place(reference.substring(colon + 1));
        return from == null || to == null || to[0] < from[0] || to[1] < from[1]
                ? Optional.empty()
                : Optional.of(new Area(from[0], from[1], to[0], to[1]));
    }

    private static int[] place(String reference) {
        int column = 0;
        int i = 0;
        for (; i < reference.length() && i < 3 && reference.charAt(i) >= 'A' && reference.charAt(i) <= 'Z'; i++) {
            column = column * 26 + reference.charAt(i) - 'A' + 1;
        }
        int row = 0;
        for (; i < reference.length() && row <= ROWS; i++) {
            char c = reference.charAt(i);
            if (c < '0' || c > '9') {
                return null;
            }
            row = row * 10 + c - '0';
        }
        return column < 1 || column > COLUMNS || row < 1 || row > ROWS ? null : new int[] {row, column};
    }

    private Grid grid(Sheet sheet) {
        Map<Long, String> words = new HashMap<>();
        int rows = 0;
        int columns = 0;
        for (Filled cell : sheet.cells) {
            words.put(key(cell.row(), cell.column()), cell.words());
        }
        Map<Long, Area> areas = new HashMap<>();
        for (Area area : sheet.merged) {
            if (words.containsKey(key(area.row(), area.column())) && isSeen(sheet, area)) {
                areas.putIfAbsent(key(area.row(), area.column()), area);
            }
        }
        for (Filled cell : sheet.cells) {
            Area area = areas.get(key(cell.row(), cell.column()));
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
                Area area = areas.get(key(row, column));
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

    private static boolean isSeen(Sheet sheet, Area area) {
        return sheet.hiddenRows.nextClearBit(area.row()) <= area.bottom()
                && sheet.hiddenColumns.nextClearBit(area.column()) <= area.right();
    }

    private static boolean isFree(BitSet taken, Area area, int columns) {
        for (int row = area.row(); row <= area.bottom(); row++) {
            int next = taken.nextSetBit((row - 1) * columns + area.column() - 1);
            if (next >= 0 && next < (row - 1) * columns + area.right()) {
                return false;
            }
        }
        return true;
    }
}
