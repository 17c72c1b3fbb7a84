package org.hengji.checker.reading;

import java.util.List;
import java.util.Optional;
import org.hengji.documents.Block;
import org.hengji.documents.Span;

/**
 * Running words of a report in their plain form: one paragraph (joined where a page broke it) or one cell.
 *
 * @param index position among the passages of the report
 * @param text evened-out words; sentences of a paragraph end with 。；！？
 * @param starts for each character of {@code text}, where its original begins
 * @param ends for each character of {@code text}, where its original ends
 * @param chapter headings above it, outermost first
 * @param cell the table and cell it is, or empty for a paragraph
 * @param level of a heading, 0 for body text
 * @param noise stray tags and LaTeX met while evening out
 */
public record Passage(
        int index,
        String text,
        int[] starts,
        int[] ends,
        List<String> chapter,
        Optional<InTable> cell,
        int level,
        List<Span> noise) {

    public record InTable(Block.Table table, Block.Cell cell) {}

    /** Where a stretch of the plain text stands in the document. */
    public Span original(int from, int to) {
        if (text.isEmpty()) {
            return cell.map(c -> c.cell().span()).orElse(new Span(0, 0));
        }
        int last = Math.max(from, Math.min(to, text.length()) - 1);
        return new Span(starts[Math.min(from, text.length() - 1)], ends[last]);
    }

    public Span original() {
        return original(0, text.length());
    }

    public boolean isCell() {
        return cell.isPresent();
    }
}
