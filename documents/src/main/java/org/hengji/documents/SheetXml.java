package org.hengji.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The elements of a sheet, byte by byte: a sheet of a million rows is half a gigabyte of small elements, for which a
 * general parser takes several times as long. As strict as {@link Xml}: a document type, an unknown entity or an end
 * that does not fit its beginning ends the reading.
 */
final class SheetXml implements AutoCloseable {
    private static final int DEPTH = 256;
    private static final int MOST_ATTRIBUTES = 64;
    private static final int MOST_TEXT = 1 << 20;
    private static final int EVENTS_UNSEEN = 4096;

    private final InputStream in;
    private final Allowance allowance;
    private final byte[] bytes = new byte[1 << 16];
    private int at;
    private int end;
    private int events;

    private final String[] open = new String[DEPTH];
    private int depth;
    private boolean closing;

    /** Names met so far; a sheet has a dozen. */
    private String[] names = new String[16];

    private byte[][] spelt = new byte[16][];
    private int known;
    private final byte[] word = new byte[64];
    /** What followed the last name. */
    private int last;

    private final String[] attributes = new String[MOST_ATTRIBUTES];
    private final int[] from = new int[MOST_ATTRIBUTES];
    private final int[] to = new int[MOST_ATTRIBUTES];
    private int attributeCount;
    private byte[] values = new byte[256];

    private byte[] text = new byte[256];
    private int textLength;

    SheetXml(InputStream in, Allowance allowance) throws IOException {
        this.in = in;
        this.allowance = allowance;
        fill();
        boolean utf16 =
                end > 1 && (bytes[0] == 0 || bytes[1] == 0 || bytes[0] == (byte) 0xFE || bytes[0] == (byte) 0xFF);
        if (utf16) {
            throw damaged();
        }
    }

    /** Moves to the next child element of the element that the cursor stands in; false at that element's end. */
    boolean child() throws IOException {
        return next(false);
    }

    /** Leaves out the element that has just begun. */
    void skip() throws IOException {
        for (int target = depth - 1; depth > target; ) {
            next(false);
        }
    }

    /** The characters directly inside of the element that has just begun. */
    String words() throws IOException {
        textLength = 0;
        int inside = depth;
        while (depth >= inside) {
            next(depth == inside);
        }
        allowance.characters(textLength);
        return decoded(text, 0, textLength);
    }

    /** Name of the element that has just begun. */
    String name() {
        return open[depth - 1];
    }

    /** An attribute of the element that has just begun, by its local name; null when it has none. */
    String attribute(String name) {
        for (int i = 0; i < attributeCount; i++) {
            if (attributes[i].equals(name)) {
                return decoded(values, from[i], to[i]);
            }
        }
        return null;
    }

    int number(String name, int otherwise) {
        for (int i = 0; i < attributeCount; i++) {
            if (attributes[i].equals(name)) {
                int number = 0;
                for (int j = from[i]; j < to[i]; j++) {
                    int digit = values[j] - '0';
                    if (digit < 0 || digit > 9 || number > 100_000_000) {
                        return otherwise;
                    }
                    number = number * 10 + digit;
                }
                return to[i] > from[i] ? number : otherwise;
            }
        }
        return otherwise;
    }

    /** The column of a cell's place, e.g. 3 for {@code C12}; 0 when there is none. */
    int column() {
        for (int i = 0; i < attributeCount; i++) {
            if (attributes[i].equals("r")) {
                int column = 0;
                for (int j = from[i]; j < to[i] && values[j] >= 'A' && values[j] <= 'Z' && column < 20_000; j++) {
                    column = column * 26 + values[j] - 'A' + 1;
                }
                return column;
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The next element begins (true) or the one around it ends (false). */
    private boolean next(boolean keep) throws IOException {
        if (++events % EVENTS_UNSEEN == 0) {
            allowance.time();
        }
        if (closing) {
            closing = false;
            depth--;
            return false;
        }
        while (true) {
            if (!upToElement(keep)) {
                if (depth > 0) {
                    throw damaged();
                }
                return false;
            }
            int c = read();
            if (c == '?') {
                past("?>");
            } else if (c == '!') {
                marked(keep);
            } else if (c == '/') {
                String name = named(read());
                int after = last;
                while (after == ' ' || after == '\n' || after == '\r' || after == '\t') {
                    after = read();
                }
                if (after != '>' || depth == 0 || open[depth - 1] != name) {
                    throw damaged();
                }
                depth--;
                return false;
            } else {
                begin(c);
                return true;
            }
        }
    }

    /** Text up to the next angle bracket; false at the end of the file. */
    private boolean upToElement(boolean keep) throws IOException {
        while (true) {
            int start = at;
            while (at < end && bytes[at] != '<' && (!keep || bytes[at] != '&')) {
                at++;
            }
            if (keep) {
                append(start, at);
            }
            if (at < end) {
                if (bytes[at++] == '<') {
                    return true;
                }
                text = ensured(text, textLength, 8);
                textLength = entity(text, textLength);
            } else if (!fill()) {
                return false;
            }
        }
    }

    private void append(int start, int stop) {
        int length = stop - start;
        if (length > 0) {
            if (textLength + length > MOST_TEXT) {
                throw new Stopped(Refusals.tooLong(allowance.name(), MOST_TEXT));
            }
            text = ensured(text, textLength, length);
            System.arraycopy(bytes, start, text, textLength, length);
            textLength += length;
        }
    }

    private static byte[] ensured(byte[] array, int used, int more) {
        return used + more <= array.length ? array : Arrays.copyOf(array, Math.max(used + more, array.length * 2));
    }

    /** Writes the character that an entity stands for; the ampersand has been read. */
    private int entity(byte[] into, int length) throws IOException {
        StringBuilder name = new StringBuilder();
        for (int c = read(); c != ';'; c = read()) {
            if (c < 0 || name.length() > 10) {
                throw damaged();
            }
            name.append((char) c);
        }
        int character = switch (name.toString()) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "amp" -> '&';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> numbered(name.toString());
        };
        byte[] utf8 = new String(Character.toChars(character)).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(utf8, 0, into, length, utf8.length);
        return length + utf8.length;
    }

    private int numbered(String name) {
        try {
            int character = name.startsWith("#x")
                    ? Integer.parseInt(name.substring(2), 16)
                    : name.startsWith("#") ? Integer.parseInt(name.substring(1)) : -1;
            if (Character.isValidCodePoint(character) && character > 0) {
                return character;
            }
        } catch (NumberFormatException e) {
            throw damaged();
        }
        throw hostile();
    }

    private void marked(boolean keep) throws IOException {
        int c = read();
        if (c == '-' && read() == '-') {
            past("-->");
        } else if (c == '[') {
            for (char wanted : "CDATA[".toCharArray()) {
                if (read() != wanted) {
                    throw damaged();
                }
            }
            int before = textLength;
            int brackets = 0;
            for (int next = read(); next != '>' || brackets < 2; next = read()) {
                if (next < 0 || textLength > MOST_TEXT) {
                    throw damaged();
                }
                brackets = next == ']' ? brackets + 1 : 0;
                text = ensured(text, textLength, 1);
                text[textLength++] = (byte) next;
            }
            textLength = keep ? textLength - 2 : before;
        } else {
            throw hostile();
        }
    }

    private Stopped hostile() {
        return new Stopped(Refusals.hostile(
                allowance.name(),
                "XML 部件带有文档类型或外部实体声明",
                "one of its XML parts declares a document type or an external entity"));
    }

    private void past(String mark) throws IOException {
        for (int matched = 0; matched < mark.length(); ) {
            int c = read();
            if (c < 0) {
                throw damaged();
            }
            matched = c == mark.charAt(matched) ? matched + 1 : c == mark.charAt(0) ? Math.max(1, matched) : 0;
        }
    }

    private void begin(int first) throws IOException {
        if (depth == DEPTH) {
            throw new Stopped(Refusals.tooDeep(allowance.name()));
        }
        open[depth++] = named(first);
        attributeCount = 0;
        int used = 0;
        int c = last;
        while (true) {
            while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                c = read();
            }
            if (c == '>') {
                return;
            } else if (c == '/') {
                if (read() != '>') {
                    throw damaged();
                }
                closing = true;
                return;
            }
            String name = named(c);
            c = last;
            while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                c = read();
            }
            if (c != '=' || attributeCount == MOST_ATTRIBUTES) {
                throw damaged();
            }
            int quote = read();
            while (quote == ' ' || quote == '\n' || quote == '\r' || quote == '\t') {
                quote = read();
            }
            if (quote != '"' && quote != '\'') {
                throw damaged();
            }
            attributes[attributeCount] = name;
            from[attributeCount] = used;
            for (c = read(); c != quote; c = read()) {
                if (c < 0 || c == '<' || used > MOST_TEXT) {
                    throw damaged();
                }
                values = ensured(values, used, 8);
                if (c == '&') {
                    used = entity(values, used);
                } else {
                    values[used++] = (byte) c;
                }
            }
            to[attributeCount++] = used;
            c = read();
        }
    }

    /** A name from its first character on, without its prefix; what follows it is in {@link #last}. */
    private String named(int first) throws IOException {
        int length = 0;
        int c = first;
        while (c >= 0 && c != ' ' && c != '>' && c != '/' && c != '=' && c != '\n' && c != '\r' && c != '\t') {
            if (c == ':') {
                length = 0;
            } else if (length == word.length || c == '<' || c == '"' || c == '&') {
                throw damaged();
            } else {
                word[length++] = (byte) c;
            }
            c = read();
        }
        last = c;
        if (length == 0) {
            throw damaged();
        }
        for (int i = 0; i < known; i++) {
            if (Arrays.equals(spelt[i], 0, spelt[i].length, word, 0, length)) {
                return names[i];
            }
        }
        if (known == names.length) {
            if (known > 1000) {
                throw damaged();
            }
            names = Arrays.copyOf(names, known * 2);
            spelt = Arrays.copyOf(spelt, known * 2);
        }
        spelt[known] = Arrays.copyOf(word, length);
        names[known] = new String(word, 0, length, StandardCharsets.UTF_8).intern();
        return names[known++];
    }

    private int read() throws IOException {
        return at < end || fill() ? bytes[at++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(bytes, 0, bytes.length));
        return end > 0;
    }

    private static String decoded(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return new String(bytes, from, to - from, StandardCharsets.UTF_8);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private Stopped damaged() {
        return new Stopped(
                Refusals.damaged(allowance.name(), "工作表的内容不合格式", "the content of one of its sheets is malformed"));
    }
}
