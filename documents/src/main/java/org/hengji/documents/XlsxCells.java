package org.hengji.documents;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cells of a workbook, without any layout. */
final class XlsxCells extends CellSource {
    private final OfficePackage file;
    private final XlsxParts parts;
    private final Allowance allowance;
    private final long size;
    /** Read before the sheet at hand. */
    private long before;

    private final List<Sheet> sheets = new ArrayList<>();

    XlsxCells(OfficePackage file, XlsxParts parts, Allowance allowance, long size) {
        this.file = file;
        this.parts = parts;
        this.allowance = allowance;
        this.size = size;
        for (XlsxParts.SheetPart part : parts.sheets()) {
            sheets.add(new Sheet(sheets.size(), part.name(), part.hidden()));
        }
    }

    @Override
    public List<Sheet> sheets() {
        return List.copyOf(sheets);
    }

    @Override
    public long done() {
        return Math.min(size, allowance.packed() - before);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(Sheet sheet, Rows rows) throws Refused {
        before = allowance.packed();
        Optional<InputStream> part =
                file.bytes(parts.sheets().get(sheet.number()).part());
        if (part.isEmpty()) {
            return;
        }
        try (SheetXml xml = new SheetXml(part.get(), allowance)) {
            if (!xml.child()) {
                return;
            }
            while (xml.child()) {
                switch (xml.name()) {
                    case "sheetData" -> {
                        if (!rows(xml, rows)) {
                            return;
                        }
                    }
                    case "mergeCells" -> {
                        while (xml.child()) {
                            allowance.cells(1);
                            String area = xml.attribute("ref");
                            xml.skip();
                            XlsxParts.area(area == null ? "" : area)
                                    .ifPresent(
                                            a -> rows.merged(new Merged(a.row(), a.column(), a.bottom(), a.right())));
                        }
                    }
                    default -> xml.skip();
                }
            }
        } catch (Stopped e) {
            throw e.refused();
        } catch (IOException e) {
            throw Refusals.damaged(allowance.name(), "内容不完整或不合格式", "its content is incomplete or malformed");
        }
    }

    private boolean rows(SheetXml xml, Rows rows) throws IOException {
        int number = 0;
        while (xml.child()) {
            number = clamped(xml.number("r", number + 1), number + 1, XlsxParts.ROWS);
            String hides = xml.attribute("hidden");
            boolean hidden = "1".equals(hides) || "true".equals(hides);
            List<StoredCell> cells = cells(xml, number);
            if (!cells.isEmpty() && !rows.row(new Row(number, 0, hidden, cells))) {
                return false;
            }
        }
        return true;
    }

    private List<StoredCell> cells(SheetXml xml, int row) throws IOException {
        List<StoredCell> cells = new ArrayList<>(16);
        int column = 0;
        while (xml.child()) {
            int at = xml.column();
            column = clamped(at > 0 ? at : column + 1, column + 1, XlsxParts.COLUMNS);
            String type = xml.attribute("t");
            int style = xml.number("s", 0);
            String value = "";
            boolean formula = false;
            while (xml.child()) {
                switch (xml.name()) {
                    case "v" -> value = xml.words();
                    case "is" -> value = rich(xml);
                    case "f" -> {
                        formula = true;
                        xml.skip();
                    }
                    default -> xml.skip();
                }
            }
            StoredCell cell = cell(row, column, type == null ? "n" : type, style, value, formula);
            if (!cell.isBlank() || formula) {
                if (cells.size() == MOST_COLUMNS) {
                    throw new Stopped(Refusals.tooManyColumns(allowance.name(), MOST_COLUMNS));
                }
                cells.add(cell);
            }
        }
        return cells;
    }

    private StoredCell cell(int row, int column, String type, int style, String value, boolean formula) {
        return switch (type) {
            case "n" -> of(row, column, StoredCell.Type.NUMBER, value, parts.format(style), formula);
            case "b" -> of(row, column, StoredCell.Type.FLAG, value.strip(), CellFormat.GENERAL, formula);
            case "e" -> of(row, column, StoredCell.Type.ERROR, value, CellFormat.GENERAL, formula);
            // Days as text, in files of the strict variant
            case "d" -> text(row, column, value.length() > 10 ? value.substring(0, 10) : value, formula);
            case "s" -> text(row, column, parts.string(value), formula);
            default -> text(row, column, value, formula);
        };
    }

    private StoredCell text(int row, int column, String words, boolean formula) {
        return of(row, column, StoredCell.Type.TEXT, XlsxParts.unescaped(words), CellFormat.GENERAL, formula);
    }

    private StoredCell of(
            int row, int column, StoredCell.Type type, String stored, CellFormat format, boolean formula) {
        return new StoredCell(row, column, type, stored, format, parts.since1904(), formula);
    }

    private static String rich(SheetXml xml) throws IOException {
        StringBuilder words = new StringBuilder();
        while (xml.child()) {
            switch (xml.name()) {
                case "t" -> words.append(xml.words());
                case "r" -> words.append(rich(xml));
                default -> xml.skip();
            }
        }
        return words.toString();
    }

    private int clamped(int value, int least, int most) {
        if (value < least || value > most) {
            throw new Stopped(
                    Refusals.damaged(allowance.name(), "单元格的位置前后矛盾", "the places of its cells contradict each other"));
        }
        return value;
    }
}
