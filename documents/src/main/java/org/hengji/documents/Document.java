package org.hengji.documents;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A report in its flat form.
 *
 * @param kind what file it was read from
 * @param text all words: of a text file its decoded content, of any other what the command {@code text} prints
 * @param blocks paragraphs and tables in order
 * @param pages offset at which each page begins; empty when the format has no fixed pages
 * @param lines offset at which each line begins
 */
public record Document(Kind kind, String text, List<Block> blocks, int[] pages, int[] lines) {

    public enum Kind {
        DOCX,
        PDF,
        XLSX,
        HTML,
        TEXT
    }

    public static Document of(Kind kind, String text, List<Block> blocks, List<Integer> pages) {
        int[] lines = new int[(int) text.chars().filter(c -> c == '\n').count() + 1];
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                lines[line++] = i + 1;
            }
        }
        return new Document(
                kind, text, List.copyOf(blocks), pages.stream().mapToInt(p -> p).toArray(), lines);
    }

    public String words(Span span) {
        return text.substring(span.start(), span.end());
    }

    /** 1-based line of an offset, lines being split at LF. */
    public int line(int offset) {
        return floor(lines, offset) + 1;
    }

    /** 1-based page of an offset, where the format has pages. */
    public OptionalInt page(int offset) {
        return pages.length == 0 ? OptionalInt.empty() : OptionalInt.of(Math.max(0, floor(pages, offset)) + 1);
    }

    public List<Block.Table> tables() {
        return blocks.stream()
                .filter(Block.Table.class::isInstance)
                .map(Block.Table.class::cast)
                .toList();
    }

    private static int floor(int[] starts, int offset) {
        int found = Arrays.binarySearch(starts, offset);
        found = found >= 0 ? found : -found - 2;
        // A blank page begins where the next one does; the words are on the last of them.
        while (found >= 0 && found + 1 < starts.length && starts[found + 1] == starts[found]) {
            found++;
        }
        return found;
    }
}
