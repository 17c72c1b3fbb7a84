package org.hengji.checker.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Block;
import org.hengji.scoring.expression.Unit;

/** Totals of the year in tables by quarter or month, with the unit that the head of the row names. */
public final class YearRows {
    private static final Pattern HEAD = Pattern.compile("(?:其中[:：]?)?(.{2,}?)[(（](.{1,5})[)）]");

    /** @param figure the total, in the unit of its row */
    public record Row(String name, Figure figure) {}

    private YearRows() {}

    public static List<Row> of(Report report) {
        List<Row> rows = new ArrayList<>();
        for (Block.Table table : report.document().tables()) {
            for (int column = 3; column <= table.columns(); column++) {
                String top = report.cell(table, 1, column)
                        .map(p -> p.text().replace(" ", ""))
                        .orElse("");
                if (!report.words().yearly().contains(top)) {
                    continue;
                }
                int yearly = column;
                ColumnRatios.grid(report, table)
                        .forEach((row, cells) -> Optional.ofNullable(cells.get(yearly))
                                .flatMap(f -> named(
                                        report.cell(table, row, 1)
                                                .map(Passage::text)
                                                .orElse(""),
                                        f))
                                .ifPresent(rows::add));
            }
        }
        return rows;
    }

    private static Optional<Row> named(String head, Figure total) {
        Matcher m = HEAD.matcher(head.replace(" ", ""));
        return m.matches()
                ? Unit.named(m.group(2)).map(unit -> new Row(m.group(1), in(unit, total)))
                : Optional.empty();
    }

    private static Figure in(Unit unit, Figure f) {
        return new Figure(
                f.passage(),
                f.from(),
                f.to(),
                f.value(),
                f.places(),
                unit,
                f.bound(),
                f.label(),
                f.after(),
                f.sentence(),
                f.malformed());
    }
}
