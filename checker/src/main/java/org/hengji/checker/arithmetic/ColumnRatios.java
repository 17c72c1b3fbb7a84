package org.hengji.checker.arithmetic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Figure.Agreement;
import org.hengji.documents.Block;
import org.hengji.scoring.number.Rational;

/**
 * Columns of percentages that are, row by row, one column divided by another. Which two they are is read off the rows
 * themselves: a formula that most rows keep holds for all.
 */
public final class ColumnRatios {
    private static final int FEWEST_ROWS = 2;
    private static final int LONGEST_COUNTER = 2;

    /**
     * One cell of such a column.
     *
     * @param shown whether the other rows alone show the formula
     */
    public record Row(
            Figure printed, List<Figure> operands, Rational value, Agreement agreement, String written, boolean shown) {
        /** Whether another value in place of an agreeing one would be found wrong. */
        public boolean breaks(Figure other) {
            return shown
                    && !ColumnRatios.agreement(other, operands.get(0), operands.get(1), value)
                            .agrees();
        }

        private Row in(List<Row> column) {
            return new Row(
                    printed,
                    operands,
                    value,
                    agreement,
                    written,
                    isFormula(agreeing(column) - (agreement.agrees() ? 1 : 0), column.size()));
        }
    }

    private ColumnRatios() {}

    public static List<Row> of(Report report) {
        return report.derived(All.class, r -> new All(read(r))).rows();
    }

    private record All(List<Row> rows) {}

    private static List<Row> read(Report report) {
        List<Row> rows = new ArrayList<>();
        for (Block.Table table : report.document().tables()) {
            Map<Integer, Map<Integer, Figure>> grid = grid(report, table);
            Set<Integer> scores = columns(report, table, report.words().scoreHeads());
            Set<Integer> given = columns(report, table, report.words().given());
            for (int column = 1; column <= table.columns(); column++) {
                if (!scores.contains(column) && !given.contains(column)) {
                    column(grid, column, table.columns(), scores).ifPresent(rows::addAll);
                    shares(report, table, grid, column).ifPresent(rows::addAll);
                }
            }
        }
        return rows;
    }

    /** Columns under one of the heads: the quotient of weights and points is nobody's rate, a schedule is set. */
    private static Set<Integer> columns(Report report, Block.Table table, List<String> heads) {
        Set<Integer> columns = new HashSet<>();
        for (Block.Cell cell : table.cells()) {
            String head = report.words(cell.span());
            if (head.length() <= 8 && heads.stream().anyMatch(head::contains)) {
                columns.add(cell.column());
            }
        }
        return columns;
    }

    /** A column that is another one's share of its total row. */
    private static Optional<List<Row>> shares(
            Report report, Block.Table table, Map<Integer, Map<Integer, Figure>> grid, int column) {
        Optional<Integer> total = grid.keySet().stream()
                .filter(r -> report.cell(table, r, 1)
                        .map(p -> report.words().totals().contains(p.text().replace(" ", "")))
                        .orElse(false))
                .findFirst();
        if (total.isEmpty()) {
            return Optional.empty();
        }
        for (var amount : grid.get(total.get()).entrySet()) {
            Figure whole = amount.getValue();
            List<Row> rows = new ArrayList<>();
            for (Map<Integer, Figure> row : grid.values()) {
                Figure printed = row.get(column);
                Figure part = row.get(amount.getKey());
                if (printed != null
                        && part != null
                        && part != whole
                        && printed.isPercent()
                        && !part.isPercent()
                        && whole.value().signum() != 0) {
                    Rational ratio = part.base().over(whole.base());
                    rows.add(new Row(
                            printed,
                            List.of(part, whole),
                            ratio,
                            printed.agreement(ratio),
                            part.printed() + " ÷ " + whole.printed() + Ratios.Exact.result(ratio),
                            false));
                }
            }
            if (isFormula(agreeing(rows), rows.size())) {
                return Optional.of(rows.stream().map(r -> r.in(rows)).toList());
            }
        }
        return Optional.empty();
    }

    /** Row to column to the figure that fills the cell whole. */
    public static Map<Integer, Map<Integer, Figure>> grid(Report report, Block.Table table) {
        Map<Integer, Map<Integer, Figure>> grid = new LinkedHashMap<>();
        for (Figure figure : report.figures()) {
            var cell = figure.passage().cell();
            if (cell.isPresent() && cell.get().table() == table && fills(figure)) {
                grid.computeIfAbsent(cell.get().cell().row(), r -> new LinkedHashMap<>())
                        .put(cell.get().cell().column(), figure);
            }
        }
        return grid;
    }

    /** Alone in its cell, or with a word for what is counted: 60支. */
    private static boolean fills(Figure figure) {
        String text = figure.passage().text().strip();
        int rest = text.length() - (figure.to() - figure.from());
        return rest <= 0
                || figure.from() == 0
                        && rest <= LONGEST_COUNTER
                        && figure.after().length() == rest
                        && figure.after().codePoints().allMatch(Character::isIdeographic);
    }

    private static Optional<List<Row>> column(
            Map<Integer, Map<Integer, Figure>> grid, int column, int columns, Set<Integer> scores) {
        List<Row> best = List.of();
        int most = FEWEST_ROWS - 1;
        for (int a = 1; a <= columns; a++) {
            for (int b = 1; b <= columns; b++) {
                if (a == column || b == column || a == b || scores.contains(a) || scores.contains(b)) {
                    continue;
                }
                List<Row> rows = rows(grid, column, a, b);
                int agreeing = agreeing(rows);
                if (agreeing > most && isFormula(agreeing, rows.size())) {
                    most = agreeing;
                    best = rows.stream().map(r -> r.in(rows)).toList();
                }
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    private static int agreeing(List<Row> rows) {
        return (int) rows.stream().filter(r -> r.agreement().agrees()).count();
    }

    private static boolean isFormula(int agreeing, int rows) {
        return agreeing >= FEWEST_ROWS && agreeing * 5 >= rows * 3;
    }

    /** Percentages divided by percentages carry the rounding of their own print. */
    private static Agreement agreement(Figure printed, Figure part, Figure whole, Rational ratio) {
        Agreement exact = printed.agreement(ratio);
        if (exact.agrees() || !part.isPercent()) {
            return exact;
        }
        Rational slack = part.halfUnit().over(whole.base()).plus(printed.halfUnit());
        return ratio.minus(printed.base()).abs().compareTo(slack) <= 0 ? Agreement.BOTH : exact;
    }

    private static List<Row> rows(Map<Integer, Map<Integer, Figure>> grid, int column, int a, int b) {
        List<Row> rows = new ArrayList<>();
        for (Map<Integer, Figure> row : grid.values()) {
            Figure printed = row.get(column);
            Figure part = row.get(a);
            Figure whole = row.get(b);
            if (printed == null
                    || part == null
                    || whole == null
                    || !printed.isPercent()
                    || !part.isLike(whole)
                    || whole.value().signum() == 0) {
                continue;
            }
            Rational ratio = part.base().over(whole.base());
            rows.add(new Row(
                    printed,
                    List.of(part, whole),
                    ratio,
                    agreement(printed, part, whole, ratio),
                    part.printed() + " ÷ " + whole.printed() + Ratios.Exact.result(ratio),
                    false));
        }
        return rows;
    }
}
