package org.hengji.documents;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * A table before it has a place in the text.
 *
 * @param pieces in any order, none over another
 */
record Grid(int rows, int columns, List<Piece> pieces) {

    /** A cell with its words; rows and columns from 1. */
    record Piece(int row, int column, int rows, int columns, String words) {}

    Grid {
        pieces = pieces.stream()
                .sorted(Comparator.comparingInt(Piece::row).thenComparingInt(Piece::column))
                .toList();
    }

    static Grid of(List<Piece> pieces) {
        int rows = 0;
        int columns = 0;
        for (Piece piece : pieces) {
            rows = Math.max(rows, piece.row() + piece.rows() - 1);
            columns = Math.max(columns, piece.column() + piece.columns() - 1);
        }
        return new Grid(rows, columns, pieces);
    }

    /**
     * Without columns in which no cell begins: text processors keep a grid line for every edge that was ever dragged a
     * little, and readers never see them.
     */
    Grid withoutUnseenColumns() {
        BitSet begun = new BitSet();
        pieces.forEach(piece -> begun.set(piece.column()));
        if (begun.cardinality() == columns) {
            return this;
        }
        int[] seen = new int[columns + 2];
        for (int column = 1; column <= columns + 1; column++) {
            seen[column] = seen[column - 1] + (begun.get(column) || column > columns ? 1 : 0);
        }
        List<Piece> moved = new ArrayList<>();
        for (Piece piece : pieces) {
            int column = seen[piece.column()];
            int behind = piece.column() + piece.columns();
            // A column counts as begun at its own number: the first begun column at or behind the edge is the next one.
            int width = begun.get(behind) || behind > columns ? seen[behind] - column : seen[behind] + 1 - column;
            moved.add(new Piece(piece.row(), column, piece.rows(), Math.max(1, width), piece.words()));
        }
        return new Grid(rows, begun.cardinality(), moved);
    }

    Grid withoutRow(int row) {
        List<Piece> left = new ArrayList<>();
        for (Piece piece : pieces) {
            boolean covers = piece.row() <= row && row < piece.row() + piece.rows();
            int rest = piece.rows() - (covers ? 1 : 0);
            if (rest > 0) {
                int moved = piece.row() > row ? piece.row() - 1 : piece.row();
                left.add(new Piece(moved, piece.column(), rest, piece.columns(), piece.words()));
            }
        }
        return new Grid(rows - 1, columns, left);
    }

    boolean isBlankRow(int row) {
        return pieces.stream()
                .noneMatch(piece -> piece.row() == row && !piece.words().isEmpty());
    }

    /** This table and, from its next row on, another of the same columns. */
    Grid above(Grid other) {
        List<Piece> all = new ArrayList<>(pieces);
        for (Piece piece : other.pieces) {
            all.add(new Piece(piece.row() + rows, piece.column(), piece.rows(), piece.columns(), piece.words()));
        }
        return new Grid(rows + other.rows, columns, all);
    }
}
