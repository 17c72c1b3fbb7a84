package org.hengji.documents;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Plain and recognised text: lines with tabs are rows of a table, a table ends at a line without any. */
final class TextReader {
    private TextReader() {}

    static Document read(String name, byte[] bytes, Limits limits) throws Refused {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused(
                    "file.encoding",
                    name + " 不是 UTF-8 编码",
                    name + " is not UTF-8",
                    "用编辑器另存为 UTF-8",
                    "Save it as UTF-8");
        }
        if (text.length() > limits.characters()) {
            throw new Refused(
                    "file.too-long",
                    name + " 有 " + text.length() + " 个字符，超过 " + limits.characters() + " 个的上限",
                    name + " has " + text.length() + " characters, over the limit of " + limits.characters(),
                    "拆分后再试",
                    "Split the file");
        }
        return Document.of(Document.Kind.TEXT, text, blocks(text), List.of());
    }

    static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        List<Span> rows = new ArrayList<>();
        int tables = 0;
        for (int start = 0; start <= text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            Span line = new Span(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end);
            boolean row = text.substring(line.start(), line.end()).indexOf('\t') >= 0;
            if (!row && !rows.isEmpty()) {
                blocks.add(table(text, rows, ++tables));
                rows.clear();
            }
            if (row) {
                rows.add(line);
            } else {
                Span words = strip(text, line.start(), line.end());
                if (!words.isEmpty()) {
                    blocks.add(new Block.Paragraph(words, Headings.level(text.substring(words.start(), words.end()))));
                }
            }
            start = end + 1;
        }
        if (!rows.isEmpty()) {
            blocks.add(table(text, rows, ++tables));
        }
        return blocks;
    }

    private static Block.Table table(String text, List<Span> rows, int number) {
        List<Block.Cell> cells = new ArrayList<>();
        int widest = 0;
        for (int r = 0; r < rows.size(); r++) {
            Span row = rows.get(r);
            int column = 0;
            for (int from = row.start(); from <= row.end(); ) {
                int tab = text.indexOf('\t', from);
                int to = tab < 0 || tab > row.end() ? row.end() : tab;
                cells.add(new Block.Cell(r + 1, ++column, 1, 1, strip(text, from, to)));
                from = to + 1;
            }
            widest = Math.max(widest, column);
        }
        Span all = rows.get(0).to(rows.get(rows.size() - 1));
        return new Block.Table(all, number, rows.size(), widest, List.copyOf(cells));
    }

    private static Span strip(String text, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return new Span(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }
}
