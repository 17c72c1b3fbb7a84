package org.hengji.checker;

import java.util.ArrayList;
import java.util.List;
import org.hengji.documents.Block;
import org.hengji.documents.Document;

/**
 * A table of a plain report as a word processor would have drawn it: blanks at the left of a row belong to the cell
 * above, blanks in the head to the cell beside or above.
 *
 * @param cells by row and column, each once
 */
record Sheet(int rows, int columns, List<Cell> cells) {

    /** 0-based. */
    record Cell(int row, int column, int rows, int columns, String words) {}

    static Sheet of(Document document, Block.Table table) {
        String[][] words = new String[table.rows()][table.columns()];
        for (Block.Cell cell : table.cells()) {
            words[cell.row() - 1][cell.column() - 1] = document.words(cell.span());
        }
        int head = head(words);
        int[][] owner = new int[table.rows()][table.columns()];
        for (int row = 0; row < table.rows(); row++) {
            boolean leading = true;
            for (int column = 0; column < table.columns(); column++) {
                int here = row * table.columns() + column;
                boolean blank = isBlank(words[row][column]);
                leading &= blank;
                if (blank && row < head && row > 0 && !isBlank(words[0][column])) {
                    owner[row][column] = owner[row - 1][column];
                } else if (blank && row < head && column > 0 && isAlone(owner, row, column, table.columns())) {
                    owner[row][column] = owner[row][column - 1];
                } else if (leading && row > head && column < table.columns() - 1) {
                    owner[row][column] = owner[row - 1][column];
                } else {
                    owner[row][column] = here;
                }
            }
        }
        return new Sheet(table.rows(), table.columns(), cells(words, owner));
    }

    /** Rows of the head: it has blanks and the last of its rows has none that is not covered from above. */
    private static int head(String[][] words) {
        if (words.length < 4 || words[0].length < 7 || !isBlank(words[0][1])) {
            return 1;
        }
        return 3;
    }

    private static boolean isAlone(int[][] owner, int row, int column, int columns) {
        return owner[row][column - 1] / columns == row;
    }

    private static boolean isBlank(String words) {
        return words == null || words.isEmpty();
    }

    private static List<Cell> cells(String[][] words, int[][] owner) {
        List<Cell> cells = new ArrayList<>();
        int columns = owner[0].length;
        for (int row = 0; row < owner.length; row++) {
            for (int column = 0; column < columns; column++) {
                int here = row * columns + column;
                if (owner[row][column] == here) {
                    int right = column;
                    while (right + 1 < columns && owner[row][right + 1] == here) {
                        right++;
                    }
                    int down = row;
                    while (down + 1 < owner.length && owner[down + 1][column] == here) {
                        down++;
                    }
                    String text = words[row][column] == null ? "" : words[row][column];
                    cells.add(new Cell(row, column, down - row + 1, right - column + 1, text));
                }
            }
        }
        return cells;
    }

    /** Cells that begin in a row, from the left. */
    List<Cell> row(int row) {
        return cells.stream().filter(c -> c.row() == row).toList();
    }

    Cell at(int row, int column) {
        return cells.stream()
                .filter(c -> c.row() <= row
                        && row < c.row() + c.rows()
                        && c.column() <= column
                        && column < c.column() + c.columns())
                .findFirst()
                .orElseThrow();
    }
}
