package org.hengji.documents;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * Word documents as they would be printed: numbers of lists are words, deleted and hidden text is not. A text box or
 * note follows the paragraph that it hangs on, a nested table the table that it stands in. Running heads are put at the
 * end, in no block.
 */
final class DocxReader {
    private static final int WIDEST = 255;
    private static final int FIELDS = 50;
    private static final int DEEPEST_HEADING = 4;
    private static final int LONGEST_HEADING = 60;
    private static final Set<String> PAGE_FIELDS = Set.of("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF");
    private static final Pattern BARE_PAGE_NUMBER = Pattern.compile("[第页共of/\\d\\s\\p{Pd}·.，,　]*");

    /** What stands in a story: the body, a cell, a note, a text box. */
    private sealed interface Item {
        record Line(String words, int level) implements Item {}

        record Tabular(Grid grid) implements Item {}
    }

    private static final class Field {
        private final StringBuilder code = new StringBuilder();
        private boolean result;

        boolean isShown() {
            return result && !isPageNumber(code);
        }
    }

    private static final class Story {
        private final List<Item> items = new ArrayList<>();
        private final Deque<Field> fields = new ArrayDeque<>();
        /** Words before a paragraph mark that has been deleted: they belong to the next paragraph. */
        private String carried = "";

        boolean isShown() {
            for (Field field : fields) {
                if (!field.isShown()) {
                    return false;
                }
            }
            return true;
        }

        List<Item> items() {
            if (!carried.isEmpty()) {
                items.add(new Item.Line(Words.line(carried), 0));
                carried = "";
            }
            return items;
        }
    }

    private static final class Paragraph {
        private final StringBuilder words = new StringBuilder();
        private final List<Item> hanging = new ArrayList<>();
        private String style;
        private String list;
        private Integer listLevel;
        private Integer outline;
        private boolean joinsNext;
    }

    private static final class Merging {
        private final int row;
        private final int column;
        private final int columns;
        private final String words;
        private int rows = 1;

        Merging(int row, int column, int columns, String words) {
            this.row = row;
            this.column = column;
            this.columns = columns;
            this.words = words;
        }
    }

    private static final class Rows {
        private final List<Merging> cells = new ArrayList<>();
        private final Map<Integer, Merging> open = new HashMap<>();
        private final List<Item> nested = new ArrayList<>();
        private int count;
        private int column;
        private boolean deleted;
        private Merging last;
    }

    private final Allowance allowance;
    private DocxStyles styles = DocxStyles.none();
    private DocxNumbering numbering = DocxNumbering.none();
    private final Map<String, List<Item>> notes = new HashMap<>();

    private DocxReader(Allowance allowance) {
        this.allowance = allowance;
    }

    static Document read(OfficePackage file, String main, Allowance allowance) throws Refused, XMLStreamException {
        return new DocxReader(allowance).document(file, main);
    }

    private Document document(OfficePackage file, String main) throws Refused, XMLStreamException {
        Map<String, OfficePackage.Link> links = file.links(main);
        for (OfficePackage.Link link : links.values()) {
            Optional<Xml> part =
                    Set.of("styles", "numbering").contains(link.type()) ? file.xml(link.target()) : Optional.empty();
            if (part.isPresent()) {
                try (Xml xml = part.get()) {
                    if (link.type().equals("styles")) {
                        styles = DocxStyles.read(xml);
                    } else {
                        numbering = DocxNumbering.read(xml);
                    }
                }
            }
        }
        Set<String> running = new LinkedHashSet<>();
        for (OfficePackage.Link link : links.values()) {
            Optional<Xml> part =
                    Set.of("footnotes", "endnotes", "header", "footer").contains(link.type())
                            ? file.xml(link.target())
                            : Optional.empty();
            if (part.isPresent()) {
                try (Xml xml = part.get()) {
                    if (link.type().endsWith("notes")) {
                        notes(xml, link.type().substring(0, link.type().length() - 1));
                    } else if (xml.child()) {
                        Story story = new Story();
                        blocks(xml, story);
                        running.add(joined(story.items()));
                    }
                }
            }
        }
        Story body = new Story();
        Optional<Xml> part = file.xml(main);
        try (Xml xml = part.orElseThrow()) {
            while (xml.child()) {
                if (xml.getLocalName().equals("document")) {
                    while (xml.child()) {
                        if (xml.getLocalName().equals("body")) {
                            blocks(xml, body);
                        } else {
                            xml.skip();
                        }
                    }
                } else {
                    xml.skip();
                }
            }
        }
        FlatText text = new FlatText(allowance);
        for (Item item : body.items()) {
            if (item instanceof Item.Line line) {
                text.paragraph(line.words(), line.level());
            } else if (item instanceof Item.Tabular table) {
                text.table(table.grid());
            }
        }
        if (text.isBlank()) {
            throw Refusals.blank(allowance.name());
        }
        running.stream()
                .filter(words -> !BARE_PAGE_NUMBER.matcher(words).matches())
                .forEach(text::running);
        return text.document(Document.Kind.DOCX);
    }

    private void notes(Xml xml, String kind) throws XMLStreamException, Refused {
        if (!xml.child()) {
            return;
        }
        while (xml.child()) {
            String type = xml.attribute("type", "normal");
            if (xml.getLocalName().equals(kind) && type.equals("normal")) {
                String id = kind + xml.attribute("id", "");
                Story story = new Story();
                blocks(xml, story);
                notes.put(id, story.items());
            } else {
                xml.skip();
            }
        }
    }

    private static String joined(List<Item> items) {
        List<String> parts = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof Item.Line line) {
                parts.add(line.words());
            } else if (item instanceof Item.Tabular table) {
                table.grid().pieces().forEach(piece -> parts.add(piece.words()));
            }
        }
        return Words.joined(parts);
    }

    private interface Inside {
        void read(Xml xml) throws XMLStreamException, Refused;
    }

    /** Of several spellings of one content the first; the others say the same to older programs. */
    private static void alternatives(Xml xml, Inside inside) throws XMLStreamException, Refused {
        boolean taken = false;
        while (xml.child()) {
            if (!taken && Set.of("Choice", "Fallback").contains(xml.getLocalName())) {
                taken = true;
                inside.read(xml);
            } else {
                xml.skip();
            }
        }
    }

    private void blocks(Xml xml, Story story) throws XMLStreamException, Refused {
        while (xml.child()) {
            switch (xml.getLocalName()) {
                case "p" -> paragraph(xml, story);
                case "tbl" -> table(xml, story);
                case "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo" -> blocks(xml, story);
                case "AlternateContent" -> alternatives(xml, inside -> blocks(inside, story));
                default -> xml.skip();
            }
        }
    }

    private void paragraph(Xml xml, Story story) throws XMLStreamException, Refused {
        Paragraph paragraph = new Paragraph();
        inline(xml, paragraph, story);
        if (paragraph.joinsNext) {
            story.carried += paragraph.words;
            story.items.addAll(paragraph.hanging);
            return;
        }
        String number = number(paragraph);
        String words = number + story.carried + paragraph.words;
        story.carried = "";
        String[] lines = words.split("\n");
        for (String raw : lines) {
            String line = Words.line(raw);
            if (!line.isEmpty()) {
                story.items.add(new Item.Line(line, lines.length > 1 ? Headings.level(line) : level(paragraph, line)));
            }
        }
        story.items.addAll(paragraph.hanging);
    }

    private String number(Paragraph paragraph) {
        String list = paragraph.list == null ? styles.list(paragraph.style).orElse(null) : paragraph.list;
        if (list == null || list.equals("0")) {
            return "";
        }
        int level = paragraph.listLevel == null ? styles.listLevel(paragraph.style) : paragraph.listLevel;
        String number = numbering.next(list, level);
        allowance.characters(number.length());
        return number;
    }

    private int level(Paragraph paragraph, String words) {
        if (styles.isContents(paragraph.style)) {
            return 0;
        }
        int official = Headings.level(words);
        if (official > 0 || words.length() > LONGEST_HEADING) {
            return official;
        }
        int outline = paragraph.outline == null ? styles.heading(paragraph.style) : (paragraph.outline + 1) % 10;
        return Math.max(0, Math.min(outline, DEEPEST_HEADING));
    }

    private void inline(Xml xml, Paragraph paragraph, Story story) throws XMLStreamException, Refused {
        while (xml.child()) {
            switch (xml.getLocalName()) {
                case "pPr" -> properties(xml, paragraph);
                case "r" -> run(xml, paragraph, story);
                case "del", "moveFrom", "sdtPr", "sdtEndPr", "rPr", "rt", "rubyPr", "oMathParaPr", "ctrlPr" ->
                    xml.skip();
                case "fldSimple" -> {
                    if (isPageNumber(xml.attribute("instr", ""))) {
                        xml.skip();
                    } else {
                        inline(xml, paragraph, story);
                    }
                }
                case "AlternateContent" -> alternatives(xml, inside -> inline(inside, paragraph, story));
                default -> inline(xml, paragraph, story);
            }
        }
    }

    private static void properties(Xml xml, Paragraph paragraph) throws XMLStreamException {
        while (xml.child()) {
            switch (xml.getLocalName()) {
                case "pStyle" -> {
                    paragraph.style = xml.attribute("val");
                    xml.skip();
                }
                case "outlineLvl" -> {
                    paragraph.outline = Math.max(0, Math.min(xml.number("val", 9), 9));
                    xml.skip();
                }
                case "numPr" -> {
                    while (xml.child()) {
                        if (xml.getLocalName().equals("numId")) {
                            paragraph.list = xml.attribute("val");
                        } else if (xml.getLocalName().equals("ilvl")) {
                            paragraph.listLevel = xml.number("val", 0);
                        }
                        xml.skip();
                    }
                }
                case "rPr" -> {
                    while (xml.child()) {
                        if (xml.getLocalName().equals("del")) {
                            paragraph.joinsNext = true;
                        }
                        xml.skip();
                    }
                }
                default -> xml.skip();
            }
        }
    }

    private void run(Xml xml, Paragraph paragraph, Story story) throws XMLStreamException, Refused {
        boolean hidden = false;
        while (xml.child()) {
            String name = xml.getLocalName();
            if (name.equals("rPr")) {
                hidden = isHidden(xml);
                continue;
            }
            boolean shown = !hidden && story.isShown();
            switch (name) {
                case "t" -> {
                    String words = xml.words();
                    if (shown) {
                        paragraph.words.append(words.replace('\n', ' '));
                    }
                }
                case "tab", "ptab" -> put(xml, paragraph, shown, " ");
                case "br", "cr" -> put(xml, paragraph, shown, "\n");
                case "noBreakHyphen" -> put(xml, paragraph, shown, "-");
                case "sym" -> put(xml, paragraph, shown, symbol(xml));
                case "fldChar" -> {
                    field(xml.attribute("fldCharType", ""), story);
                    xml.skip();
                }
                case "instrText" -> {
                    String code = xml.words();
                    if (!story.fields.isEmpty() && !story.fields.peek().result) {
                        story.fields.peek().code.append(code);
                    }
                }
                case "drawing", "pict", "object" -> hanging(xml, paragraph, shown);
                case "AlternateContent" -> alternatives(xml, inside -> hanging(inside, paragraph, shown));
                case "footnoteReference", "endnoteReference" -> {
                    List<Item> note = notes.remove(
                            name.substring(0, name.length() - "Reference".length()) + xml.attribute("id", ""));
                    if (note != null && shown) {
                        paragraph.hanging.addAll(note);
                    }
                    xml.skip();
                }
                case "ruby" -> inline(xml, paragraph, story);
                default -> xml.skip();
            }
        }
    }

    private static void put(Xml xml, Paragraph paragraph, boolean shown, String words) throws XMLStreamException {
        xml.skip();
        if (shown) {
            paragraph.words.append(words);
        }
    }

    private static boolean isHidden(Xml xml) throws XMLStreamException {
        boolean hidden = false;
        while (xml.child()) {
            if (xml.getLocalName().equals("vanish")) {
                hidden = xml.isOn();
            }
            xml.skip();
        }
        return hidden;
    }

    private void field(String mark, Story story) {
        switch (mark) {
            case "begin" -> {
                story.fields.push(new Field());
                if (story.fields.size() > FIELDS) {
                    throw new Stopped(Refusals.tooDeep(allowance.name()));
                }
            }
            case "separate" -> {
                if (!story.fields.isEmpty()) {
                    story.fields.peek().result = true;
                }
            }
            case "end" -> story.fields.poll();
            default -> {}
        }
    }

    private static boolean isPageNumber(CharSequence code) {
        String words = code.toString().strip();
        int end = 0;
        while (end < words.length() && Character.isLetter(words.charAt(end))) {
            end++;
        }
        return PAGE_FIELDS.contains(words.substring(0, end).toUpperCase(Locale.ROOT));
    }

    /** Characters of picture fonts that forms use for boxes and ticks. */
    private static String symbol(Xml xml) {
        String code = xml.attribute("char", "");
        return switch (code.length() == 4 ? code.substring(2).toUpperCase(Locale.ROOT) : "") {
            case "FC", "50" -> "√";
            case "FE", "52" -> "☑";
            case "A8", "6F", "71", "A3", "2A" -> "□";
            case "FB", "4F" -> "×";
            case "FD", "51", "78" -> "☒";
            default -> " ";
        };
    }

    private void hanging(Xml xml, Paragraph paragraph, boolean shown) throws XMLStreamException, Refused {
        while (xml.child()) {
            switch (xml.getLocalName()) {
                case "txbxContent" -> {
                    Story box = new Story();
                    blocks(xml, box);
                    if (shown) {
                        paragraph.hanging.addAll(box.items());
                    }
                }
                case "AlternateContent" -> alternatives(xml, inside -> hanging(inside, paragraph, shown));
                default -> hanging(xml, paragraph, shown);
            }
        }
    }

    private void table(Xml xml, Story story) throws XMLStreamException, Refused {
        Rows rows = new Rows();
        rows(xml, rows);
        List<Grid.Piece> pieces = new ArrayList<>();
        for (Merging cell : rows.cells) {
            pieces.add(new Grid.Piece(cell.row, cell.column, cell.rows, cell.columns, cell.words));
        }
        story.items.add(new Item.Tabular(Grid.of(pieces).withoutUnseenColumns()));
        story.items.addAll(rows.nested);
    }

    private void rows(Xml xml, Rows rows) throws XMLStreamException, Refused {
        while (xml.child()) {
            switch (xml.getLocalName()) {
                case "tr" -> {
                    rows.count++;
                    rows.column = 1;
                    rows.deleted = false;
                    rows.last = null;
                    int before = rows.cells.size();
                    cells(xml, rows);
                    if (rows.deleted) {
                        rows.count--;
                        rows.cells.subList(before, rows.cells.size()).clear();
                    }
                    close(rows);
                }
                case "sdt", "sdtContent", "customXml", "ins", "moveTo" -> rows(xml, rows);
                default -> xml.skip();
            }
        }
    }

    /** A merge downwards ends where a row does not go on with it. */
    private static void close(Rows rows) {
        for (Iterator<Merging> open = rows.open.values().iterator(); open.hasNext(); ) {
            Merging cell = open.next();
            if (cell.row + cell.rows - 1 < rows.count) {
                open.remove();
            }
        }
    }

    private void cells(Xml xml, Rows rows) throws XMLStreamException, Refused {
        while (xml.child()) {
            switch (xml.getLocalName()) {
                case "trPr" -> {
                    while (xml.child()) {
                        switch (xml.getLocalName()) {
                            case "gridBefore" -> rows.column += clamped(xml.number("val", 0), 0);
                            case "del" -> rows.deleted = true;
                            default -> {}
                        }
                        xml.skip();
                    }
                }
                case "tc" -> cell(xml, rows);
                case "sdt", "sdtContent", "customXml" -> cells(xml, rows);
                default -> xml.skip();
            }
        }
    }

    private static int clamped(int value, int least) {
        return Math.max(least, Math.min(value, WIDEST));
    }

    private void cell(Xml xml, Rows rows) throws XMLStreamException, Refused {
        allowance.cells(1);
        int columns = 1;
        boolean goesOnDown = false;
        boolean startsDown = false;
        boolean goesOnRight = false;
        Story story = new Story();
        while (xml.child()) {
            switch (xml.getLocalName()) {
                case "tcPr" -> {
                    while (xml.child()) {
                        switch (xml.getLocalName()) {
                            case "gridSpan" -> columns = clamped(xml.number("val", 1), 1);
                            case "vMerge" -> {
                                startsDown = xml.attribute("val", "continue").equals("restart");
                                goesOnDown = !startsDown;
                            }
                            case "hMerge" ->
                                goesOnRight = !xml.attribute("val", "continue").equals("restart");
                            default -> {}
                        }
                        xml.skip();
                    }
                }
                case "p" -> paragraph(xml, story);
                case "tbl" -> table(xml, story);
                case "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo" -> blocks(xml, story);
                case "AlternateContent" -> alternatives(xml, inside -> blocks(inside, story));
                default -> xml.skip();
            }
        }
        int column = rows.column;
        rows.column += columns;
        if (rows.column > WIDEST * 4) {
            throw new Stopped(Refusals.hostile(
                    allowance.name(),
                    "表格有 " + rows.column + " 列以上",
                    "a table has more than " + rows.column + " columns"));
        }
        Merging above = rows.open.get(column);
        if (goesOnDown
                && above != null
                && above.columns == columns
                && above.row + above.rows == rows.count
                && !rows.deleted) {
            above.rows++;
            rows.last = null;
            return;
        }
        if (goesOnRight && rows.last != null) {
            Merging wider = new Merging(rows.last.row, rows.last.column, rows.last.columns + columns, rows.last.words);
            rows.cells.set(rows.cells.size() - 1, wider);
            rows.last = wider;
            return;
        }
        List<String> words = new ArrayList<>();
        for (Item item : story.items()) {
            if (item instanceof Item.Line line) {
                words.add(line.words());
            } else if (!rows.deleted) {
                rows.nested.add(item);
            }
        }
        Merging cell = new Merging(rows.count, column, columns, Words.joined(words));
        rows.cells.add(cell);
        rows.last = cell;
        if (startsDown) {
            rows.open.put(column, cell);
        }
    }
}
