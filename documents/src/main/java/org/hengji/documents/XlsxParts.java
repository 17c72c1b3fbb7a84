package org.hengji.documents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/** What the sheets of a workbook share: their names and order, number formats, strings, the calendar. */
final class XlsxParts {
    static final int ROWS = 1_048_576;
    static final int COLUMNS = 16_384;
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    /**
     * @param part path in the archive
     * @param hidden not shown to the reader
     */
    record SheetPart(String name, String part, boolean hidden) {}

    /** @param bottom last row, as {@code right} is the last column */
    record Area(int row, int column, int bottom, int right) {}

    private final SharedStrings shared;
    private final List<CellFormat> formats = new ArrayList<>();
    private final List<SheetPart> sheets = new ArrayList<>();
    private boolean since1904;

    private XlsxParts(Allowance allowance) {
        this.shared = new SharedStrings(allowance);
    }

    static XlsxParts read(OfficePackage file, String main, Allowance allowance) throws Refused, XMLStreamException {
        XlsxParts parts = new XlsxParts(allowance);
        Map<String, OfficePackage.Link> links = file.links(main);
        for (OfficePackage.Link link : links.values()) {
            if (link.type().equals("sharedStrings") || link.type().equals("styles")) {
                Optional<Xml> part = file.xml(link.target());
                if (part.isPresent()) {
                    try (Xml xml = part.get()) {
                        if (link.type().equals("styles")) {
                            parts.styles(xml);
                        } else {
                            parts.strings(xml);
                        }
                    }
                }
            }
        }
        try (Xml xml = file.xml(main).orElseThrow()) {
            parts.names(xml, links);
        }
        return parts;
    }

    List<SheetPart> sheets() {
        return sheets;
    }

    boolean since1904() {
        return since1904;
    }

    CellFormat format(int style) {
        return style >= 0 && style < formats.size() ? formats.get(style) : CellFormat.GENERAL;
    }

    /** The shared string of an index as the file writes it; blank when there is none. */
    String string(String index) {
        try {
            return shared.get(Integer.parseInt(index.strip()));
        } catch (NumberFormatException e) {
            return "";
        }
    }

    private void names(Xml xml, Map<String, OfficePackage.Link> links) throws XMLStreamException {
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
                        if (link != null && link.type().equals("worksheet")) {
                            boolean hidden = !xml.attribute("state", "visible").equals("visible");
                            sheets.add(new SheetPart(xml.attribute("name", ""), link.target(), hidden));
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
    static String rich(Xml xml) throws XMLStreamException {
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

    static String unescaped(String words) {
        return words.contains("_x")
                ? ESCAPED.matcher(words)
                        .replaceAll(
                                m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))))
                : words;
    }

    /** {@code B2} or {@code B2:D4}. */
    static Optional<Area> area(String reference) {
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
}
