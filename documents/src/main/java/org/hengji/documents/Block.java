package org.hengji.documents;

import java.util.List;
import java.util.Optional;

/** A paragraph or a table, in order of the text. */
public sealed interface Block {
    Span span();

    /**
     * A paragraph as it was printed; one sentence may run over several where a page was broken.
     *
     * @param level 0 for body text, 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）
     */
    record Paragraph(Span span, int level) implements Block {}

    /**
     * A table.
     *
     * @param number 1-based in the document
     * @param rows number of rows, header included
     * @param columns number of columns of the widest row
     * @param cells by row and column; a merged cell once, at its top left
     */
    record Table(Span span, int number, int rows, int columns, List<Cell> cells) implements Block {

        /** The cell that covers a place of the grid; empty where the grid has none. */
        public Optional<Cell> at(int row, int column) {
            return cells.stream()
                    .filter(c -> c.row() <= row
                            && row < c.row() + c.rows()
                            && c.column() <= column
                            && column < c.column() + c.columns())
                    .findFirst();
        }

        /** Cells that begin in a row, from the left. */
        public List<Cell> row(int row) {
            return cells.stream().filter(c -> c.row() == row).toList();
        }
    }

    /**
     * A cell of a table; blank cells are kept, their span is empty and stands where the words would.
     *
     * @param row 1-based
     * @param column 1-based
     * @param rows how many rows it covers
     * @param columns how many columns it covers
     */
    record Cell(int row, int column, int rows, int columns, Span span) {
        /** As findings name it: {@code r3c2}. */
        public String name() {
            return "r" + row + "c" + column;
        }
    }
}
