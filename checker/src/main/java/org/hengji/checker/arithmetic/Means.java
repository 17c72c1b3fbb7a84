package org.hengji.checker.arithmetic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Block;
import org.hengji.scoring.number.Rational;

/** The row 全年平均 below the rows of the quarters: the mean of one of the columns above it. */
public final class Means {
    private static final int QUARTERS = 4;

    /**
     * @param values the column that gives it, or else the one above it
     * @param exact their mean, in the base unit
     */
    public record Mean(Figure printed, List<Figure> values, Rational exact, boolean agrees) {}

    private Means() {}

    public static List<Mean> of(Report report) {
        List<Mean> all = new ArrayList<>();
        for (Block.Table table : report.document().tables()) {
            Map<Integer, List<Figure>> columns = new LinkedHashMap<>();
            Map<Integer, Map<Integer, Figure>> grid = ColumnRatios.grid(report, table);
            for (int row = 1; row <= table.rows(); row++) {
                String head = report.cell(table, row, 1).map(Passage::text).orElse("");
                Map<Integer, Figure> cells = grid.getOrDefault(row, Map.of());
                if (report.words().means().stream().anyMatch(head::contains)) {
                    List<Figure> rates =
                            cells.values().stream().filter(Figure::isPercent).toList();
                    if (rates.size() == 1) {
                        of(rates.get(0), columns).ifPresent(all::add);
                    }
                } else if (report.words().period(head).isPresent()) {
                    cells.forEach((column, f) -> {
                        if (f.isPercent()) {
                            columns.computeIfAbsent(column, c -> new ArrayList<>())
                                    .add(f);
                        }
                    });
                }
            }
        }
        return all;
    }

    private static java.util.Optional<Mean> of(Figure printed, Map<Integer, List<Figure>> columns) {
        List<Mean> means = columns.values().stream()
                .filter(c -> c.size() == QUARTERS)
                .map(c -> mean(printed, c))
                .toList();
        int own = printed.passage().cell().orElseThrow().cell().column();
        return means.stream()
                .filter(Mean::agrees)
                .findFirst()
                .or(() -> means.stream()
                        .filter(m -> m.values()
                                        .get(0)
                                        .passage()
                                        .cell()
                                        .orElseThrow()
                                        .cell()
                                        .column()
                                == own)
                        .findFirst());
    }

    private static Mean mean(Figure printed, List<Figure> column) {
        Rational sum = column.stream().map(Figure::base).reduce(Rational.ZERO, Rational::plus);
        Rational mean = sum.over(Rational.of(column.size()));
        Rational slack = column.stream()
                .map(Figure::halfUnit)
                .reduce(printed.halfUnit(), Rational::max)
                .plus(printed.halfUnit());
        boolean agrees = printed.agreement(mean).agrees()
                || mean.minus(printed.base()).abs().compareTo(slack) <= 0;
        return new Mean(printed, List.copyOf(column), mean, agrees);
    }
}
