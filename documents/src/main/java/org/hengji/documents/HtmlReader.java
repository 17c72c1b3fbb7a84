package org.hengji.documents;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * Web pages as a browser shows them without its style sheets and scripts. A table that only lays out the page (one
 * cell, or another table inside) is read through; nothing that a page points at is fetched.
 */
final class HtmlReader {
    private static final int DEEPEST = 600;
    private static final int WIDEST = 1000;
    private static final int HIGHEST = 65_534;
    private static final int LONGEST_HEADING = 60;
    private static final int DEEPEST_HEADING = 4;
    private static final Pattern DECLARED =
            Pattern.compile("(?:charset|encoding)\\s*=\\s*[\"']?\\s*([\\w:.-]+)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> NEVER_SHOWN = Set.of(
            "head",
            "script",
            "style",
            "template",
            "noscript",
            "iframe",
            "object",
            "embed",
            "canvas",
            "audio",
            "video",
            "svg",
            "select",
            "datalist",
            "textarea",
            "title",
            "meta",
            "link",
            "rp",
            "rt");
    private static final Set<String> BLOCKS = Set.of(
            "html",
            "body",
            "p",
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "nav",
            "aside",
            "address",
            "blockquote",
            "pre",
            "figure",
            "figcaption",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "hr",
            "form",
            "fieldset",
            "legend",
            "center",
            "details",
            "summary",
            "table",
            "caption",
            "tr",
            "td",
            "th",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6");
    /** A line feed of the source between two of these is no blank that anybody meant. */
    private static final String WIDE =
            "[\\u2E80-\\u303F\\u3040-\\u30FF\\u3400-\\u9FFF\\uF900-\\uFAFF\\uFF01-\\uFF60\\u201C\\u201D\\u2014]";

    private static final Pattern WIDE_JOIN = Pattern.compile("(?<=" + WIDE + ") *\\n *(?=" + WIDE + ")");
    private static final Pattern HIDDEN =
            Pattern.compile("display\\s*:\\s*none|visibility\\s*:\\s*hidden|mso-hide\\s*:\\s*all");

    private final Allowance allowance;
    private final FlatText text;
    private final StringBuilder line = new StringBuilder();
    private final Map<Element, Integer> numbers = new IdentityHashMap<>();
    private int heading;

    private HtmlReader(Allowance allowance) {
        this.allowance = allowance;
        this.text = new FlatText(allowance);
    }

    static Document read(String name, byte[] bytes, Allowance allowance) throws Refused, IOException {
        String page = decoded(name, bytes);
        org.jsoup.nodes.Document parsed;
        try (Reader guarded = new Guarded(page, allowance)) {
            parsed = Parser.htmlParser().parseInput(guarded, "");
        }
        HtmlReader reader = new HtmlReader(allowance);
        reader.walk(parsed, 0);
        reader.flush();
        return reader.text.document(Document.Kind.HTML);
    }

    /** Asks for the time whenever the parser wants more. */
    private static final class Guarded extends Reader {
        private final StringReader page;
        private final Allowance allowance;

        Guarded(String page, Allowance allowance) {
            this.page = new StringReader(page);
            this.allowance = allowance;
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            allowance.time();
            return page.read(into, from, length);
        }

        @Override
        public void close() {
            page.close();
        }
    }

    private static String decoded(String name, byte[] bytes) throws Refused {
        int from = 0;
        Charset charset;
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            charset = StandardCharsets.UTF_8;
            from = 3;
        } else if (startsWith(bytes, 0xFF, 0xFE)) {
            charset = StandardCharsets.UTF_16LE;
            from = 2;
        } else if (startsWith(bytes, 0xFE, 0xFF)) {
            charset = StandardCharsets.UTF_16BE;
            from = 2;
        } else {
            charset = declared(name, bytes);
        }
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusals.encoding(
                    name, " 不是它声明的 " + charset.name() + " 编码", " is not in " + charset.name() + ", as it should be");
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Charset declared(String name, byte[] bytes) throws Refused {
        String head = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1);
        Matcher declared = DECLARED.matcher(head);
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        String charset = declared.group(1).toLowerCase(Locale.ROOT);
        // Pages that say GB2312 use characters of its successors, and mean them.
        if (charset.startsWith("gb") || charset.equals("x-gbk") || charset.equals("cp936")) {
            return Charset.forName("GB18030");
        }
        try {
            Charset found = Charset.forName(charset);
            // A declaration that could be read byte by byte cannot be true of UTF-16.
            return found.name().startsWith("UTF-16") || found.name().startsWith("UTF-32")
                    ? StandardCharsets.UTF_8
                    : found;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw Refusals.encoding(
                    name,
                    " 声明的编码 " + Words.line(charset) + " 不能识别",
                    " declares an unknown encoding, " + Words.line(charset));
        }
    }

    private void walk(Node node, int depth) {
        allowance.time();
        if (depth > DEEPEST) {
            throw new Stopped(Refusals.tooDeep(allowance.name()));
        }
        if (node instanceof TextNode words) {
            allowance.characters(words.getWholeText().length());
            line.append(words.getWholeText());
            return;
        }
        if (!(node instanceof Element element)) {
            return;
        }
        String tag = element.normalName();
        if (!isShown(element)) {
            return;
        }
        switch (tag) {
            case "br" -> flush();
            case "input" -> line.append(value(element));
            case "table" -> {
                flush();
                table(element, depth);
            }
            default -> {
                boolean block = BLOCKS.contains(tag);
                if (block) {
                    flush();
                }
                int outer = heading;
                if (tag.length() == 2 && tag.charAt(0) == 'h' && Character.isDigit(tag.charAt(1))) {
                    heading = Math.min(tag.charAt(1) - '0', DEEPEST_HEADING);
                } else if (tag.equals("li")) {
                    line.append(number(element));
                }
                for (Node child = element.firstChild(); child != null; child = child.nextSibling()) {
                    walk(child, depth + 1);
                }
                if (block) {
                    flush();
                }
                heading = outer;
            }
        }
    }

    private static boolean isShown(Element element) {
        if (NEVER_SHOWN.contains(element.normalName()) || element.hasAttr("hidden")) {
            return false;
        }
        String style = element.attr("style");
        return style.isEmpty()
                || !HIDDEN.matcher(style.toLowerCase(Locale.ROOT)).find();
    }

    private static String value(Element input) {
        return switch (input.attr("type").toLowerCase(Locale.ROOT)) {
            case "", "text", "number", "date" -> input.attr("value");
            default -> "";
        };
    }

    /** The number that a browser prints before an item; items are asked for once each, in order. */
    private String number(Element item) {
        Element list = item.parent();
        if (list == null
                || !list.normalName().equals("ol")
                || list.attr("style").contains("none")) {
            return "";
        }
        int before = numbers.containsKey(list) ? numbers.get(list) : whole(list.attr("start"), 1) - 1;
        int number = whole(item.attr("value"), before + 1);
        numbers.put(list, number);
        String format = switch (list.attr("type")) {
            case "a" -> "lowerLetter";
            case "A" -> "upperLetter";
            case "i" -> "lowerRoman";
            case "I" -> "upperRoman";
            default -> "decimal";
        };
        return DocxNumbering.number(number, format) + ". ";
    }

    private static int whole(String value, int otherwise) {
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static String words(CharSequence raw) {
        // Most cells stand on one line of the source.
        return Words.collapsed(
                raw.toString().indexOf('\n') < 0 ? raw : WIDE_JOIN.matcher(raw).replaceAll(""));
    }

    private void flush() {
        if (line.isEmpty()) {
            return;
        }
        String words = words(line);
        line.setLength(0);
        if (!words.isEmpty()) {
            int official = Headings.level(words);
            text.paragraph(words, official > 0 || words.length() > LONGEST_HEADING ? official : heading);
        }
    }

    private void table(Element table, int depth) {
        List<List<Element>> groups = groups(table);
        int cells = 0;
        for (List<Element> group : groups) {
            for (Element row : group) {
                cells += cells(row).size();
            }
        }
        boolean layout = cells <= 1 || table.selectFirst("table table") != null;
        for (Element child : table.children()) {
            if (child.normalName().equals("caption")) {
                walk(child, depth + 1);
            }
        }
        if (!layout) {
            text.table(grid(groups).withoutUnseenColumns());
            return;
        }
        for (List<Element> group : groups) {
            for (Element row : group) {
                for (Element cell : cells(row)) {
                    walk(cell, depth + 4);
                }
            }
        }
    }

    /** Rows that are shown, by group: a cell never reaches down out of its group. Head first, foot last. */
    private static List<List<Element>> groups(Element table) {
        List<List<Element>> groups = new ArrayList<>();
        for (String kind : List.of("thead", "tbody", "tfoot")) {
            for (Element group : table.children()) {
                if (group.normalName().equals(kind) && isShown(group)) {
                    groups.add(group.children().stream()
                            .filter(row -> row.normalName().equals("tr") && isShown(row))
                            .toList());
                }
            }
        }
        return groups;
    }

    private static List<Element> cells(Element row) {
        return row.children().stream()
                .filter(cell ->
                        (cell.normalName().equals("td") || cell.normalName().equals("th")) && isShown(cell))
                .toList();
    }

    private Grid grid(List<List<Element>> groups) {
        List<Grid.Piece> pieces = new ArrayList<>();
        int before = 0;
        int columns = 0;
        for (List<Element> group : groups) {
            // The last row that each column is taken in, by a cell further up.
            int[] taken = new int[WIDEST + 2];
            Arrays.fill(taken, before);
            int last = before + group.size();
            for (int row = before + 1; row <= last; row++) {
                int column = 1;
                for (Element cell : cells(group.get(row - before - 1))) {
                    allowance.time();
                    while (column <= WIDEST && taken[column] >= row) {
                        column++;
                    }
                    if (column > WIDEST) {
                        throw new Stopped(Refusals.hostile(
                                allowance.name(),
                                "表格超过 " + WIDEST + " 列",
                                "a table has more than " + WIDEST + " columns"));
                    }
                    int wanted = Math.max(1, Math.min(whole(cell.attr("colspan"), 1), WIDEST));
                    int width = 1;
                    while (width < wanted && column + width <= WIDEST && taken[column + width] < row) {
                        width++;
                    }
                    int high = Math.min(whole(cell.attr("rowspan"), 1), HIGHEST);
                    int bottom = high == 0 ? last : Math.min(last, row + Math.max(1, high) - 1);
                    Arrays.fill(taken, column, column + width, bottom);
                    pieces.add(new Grid.Piece(row, column, bottom - row + 1, width, cellWords(cell)));
                    column += width;
                    columns = Math.max(columns, column - 1);
                }
            }
            before = last;
        }
        return new Grid(before, columns, pieces);
    }

    private String cellWords(Element cell) {
        StringBuilder words = new StringBuilder();
        collect(cell, words, 0);
        String shown = words(words);
        allowance.characters(shown.length());
        return shown;
    }

    private void collect(Node node, StringBuilder words, int depth) {
        allowance.time();
        if (depth > DEEPEST) {
            throw new Stopped(Refusals.tooDeep(allowance.name()));
        }
        if (node instanceof TextNode part) {
            words.append(part.getWholeText());
        } else if (node instanceof Element element && isShown(element)) {
            boolean apart = element.normalName().equals("br") || BLOCKS.contains(element.normalName());
            if (apart) {
                words.append(' ');
            }
            if (element.normalName().equals("input")) {
                words.append(value(element));
            } else if (element.normalName().equals("li")) {
                words.append(number(element));
            }
            for (Node child = element.firstChild(); child != null; child = child.nextSibling()) {
                collect(child, words, depth + 1);
            }
            if (apart) {
                words.append(' ');
            }
        }
    }
}
