package org.hengji.documents;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random words and tables with merged cells, to be written by one hand and read by another. */
final class Grids {
    private Grids() {}

    static Arbitrary<String> words(int least) {
        return Arbitraries.strings()
                .withCharRange('一', '龥')
                .withCharRange('0', '9')
                .withChars("，。、；：（）〔〕《》“”%％.,-—&<>\"' 　①√𠮷Aaz½")
                .ofMinLength(least)
                .ofMaxLength(90)
                .map(Grids::whole)
                .filter(words -> words.length() >= least);
    }

    /** Without halves of a pair of surrogates, which no file can hold, and without blanks at the ends. */
    private static String whole(String words) {
        StringBuilder whole = new StringBuilder();
        words.codePoints()
                .filter(c -> !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                .forEach(whole::appendCodePoint);
        return Words.strip(whole);
    }

    /** Tables of at least two columns, in which every column has a cell that begins there. */
    static Arbitrary<Grid> grids(boolean merged) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(2, 5),
                        words(0).list().ofSize(30),
                        Arbitraries.integers().between(0, 9).list().ofSize(30))
                .as((rows, columns, words, dice) -> grid(rows, columns, words, merged ? dice : null));
    }

    private static Grid grid(int rows, int columns, List<String> words, List<Integer> dice) {
        boolean[][] taken = new boolean[rows + 2][columns + 2];
        List<Grid.Piece> pieces = new ArrayList<>();
        int next = 0;
        for (int row = 1; row <= rows; row++) {
            for (int column = 1; column <= columns; column++, next++) {
                if (taken[row][column]) {
                    continue;
                }
                int die = dice == null || row == 1 ? 0 : dice.get(next);
                int width = die >= 7 && column < columns && !taken[row][column + 1] ? 2 : 1;
                int height = (die == 6 || die == 9) && row < rows ? 2 : 1;
                for (int r = row; r < row + height; r++) {
                    for (int c = column; c < column + width; c++) {
                        taken[r][c] = true;
                    }
                }
                pieces.add(new Grid.Piece(row, column, height, width, words.get(next)));
            }
        }
        return new Grid(rows, columns, pieces);
    }

    /** The cell that covers a place. */
    static Grid.Piece piece(Grid grid, int row, int column) {
        return grid.pieces().stream()
                .filter(p -> p.row() <= row
                        && row < p.row() + p.rows()
                        && p.column() <= column
                        && column < p.column() + p.columns())
                .findFirst()
                .orElseThrow();
    }

    /** What was read of a table. */
    static Grid read(Document document, Block.Table table) {
        return new Grid(
                table.rows(),
                table.columns(),
                table.cells().stream()
                        .map(c -> new Grid.Piece(c.row(), c.column(), c.rows(), c.columns(), document.words(c.span())))
                        .toList());
    }
}
