package org.hengji.checker.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Block;

/** Spending progress at the end of each quarter, where a table tells it. */
final class Progress {
    private Progress() {}

    /** One figure for each quarter in order; empty when no table has them all. */
    static List<Figure> of(Report report, ClaimWords words) {
        for (Block.Table table : report.document().tables()) {
            Map<Integer, Map<Integer, Passage>> rows = new TreeMap<>();
            for (Passage p : report.passages()) {
                p.cell()
                        .filter(c -> c.table().number() == table.number())
                        .ifPresent(c -> rows.computeIfAbsent(c.cell().row(), r -> new TreeMap<>())
                                .put(c.cell().column(), p));
            }
            List<Figure> found = quarters(report, rows, words);
            if (found.size() == words.quarters().size()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<Figure> quarters(Report report, Map<Integer, Map<Integer, Passage>> rows, ClaimWords words) {
        int column = 0;
        List<Figure> found = new ArrayList<>();
        for (Map<Integer, Passage> row : rows.values()) {
            for (var cell : row.entrySet()) {
                String text = cell.getValue().text();
                if (column == 0
                        && words.progress().stream().anyMatch(text::endsWith)
                        && words.notProgress().stream().noneMatch(text::contains)) {
                    column = cell.getKey();
                }
            }
            String name = row.values().iterator().next().text();
            boolean next = found.size() < words.quarters().size()
                    && name.endsWith(words.quarters().get(found.size()));
            if (next && column > 0 && row.get(column) != null) {
                report.figures(row.get(column)).stream()
                        .filter(Figure::isPercent)
                        .findFirst()
                        .ifPresent(found::add);
            }
        }
        return found;
    }
}
