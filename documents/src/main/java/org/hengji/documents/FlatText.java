package org.hengji.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes the flat form: a line for each paragraph and each row, tabs between the columns of a row. */
final class FlatText {
    private final Allowance allowance;
    private final StringBuilder text = new StringBuilder();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Integer> pages = new ArrayList<>();
    private int tables;
    private boolean afterTable;

    FlatText(Allowance allowance) {
        this.allowance = allowance;
    }

    /** The next words stand on a new page. */
    void page() {
        pages.add(text.length());
    }

    void paragraph(String words, int level) {
        if (!words.isEmpty()) {
            blocks.add(new Block.Paragraph(line(words), level));
        }
    }

    /** @param pageStarts where in the words a new page begins */
    void paragraph(String words, int level, List<Integer> pageStarts) {
        int start = text.length();
        pageStarts.forEach(at -> pages.add(start + at));
        paragraph(words, level);
    }

    /** Words that are printed but say nothing of their own: a running head, a page number. In the text, in no block. */
    void running(String words) {
        if (!words.isEmpty()) {
            line(words);
        }
    }

    private Span line(String words) {
        allowance.time();
        afterTable = false;
        Span span = put(words);
        text.append('\n');
        return span;
    }

    void table(Grid grid) {
        table(grid, Set.of());
    }

    /** @param onNewPage rows that are the first of their page */
    void table(Grid grid, Set<Integer> onNewPage) {
        if (grid.rows() == 0 || grid.columns() == 0) {
            return;
        }
        allowance.cells((long) grid.rows() * grid.columns());
        if (afterTable) {
            text.append('\n');
        }
        int start = text.length();
        List<Block.Cell> cells = new ArrayList<>(grid.pieces().size());
        int next = 0;
        for (int row = 1; row <= grid.rows(); row++) {
            allowance.time();
            if (onNewPage.contains(row)) {
                page();
            }
            for (int column = 1; column <= grid.columns(); column++) {
                if (column > 1) {
                    text.append('\t');
                }
                if (next < grid.pieces().size()
                        && grid.pieces().get(next).row() == row
                        && grid.pieces().get(next).column() == column) {
                    Grid.Piece piece = grid.pieces().get(next++);
                    cells.add(new Block.Cell(row, column, piece.rows(), piece.columns(), put(piece.words())));
                }
            }
            text.append('\n');
        }
        Span span = new Span(start, text.length() - 1);
        blocks.add(new Block.Table(span, ++tables, grid.rows(), grid.columns(), List.copyOf(cells)));
        afterTable = true;
    }

    private Span put(String words) {
        int start = text.length();
        text.append(words);
        return new Span(start, text.length());
    }

    boolean isBlank() {
        return Words.strip(text).isEmpty();
    }

    Document document(Document.Kind kind) throws Refused {
        if (isBlank()) {
            throw Refusals.blank(allowance.name());
        }
        // The last line feed would begin a line that is not there.
        text.setLength(text.length() - 1);
        if (text.length() > allowance.limits().characters()) {
            throw Refusals.tooLong(allowance.name(), allowance.limits().characters());
        }
        pages.replaceAll(page -> Math.min(page, text.length()));
        return Document.of(kind, text.toString(), blocks, pages);
    }
}
