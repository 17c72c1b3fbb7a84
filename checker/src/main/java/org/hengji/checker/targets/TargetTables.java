package org.hengji.checker.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hengji.checker.Report;
import org.hengji.checker.noise.Noise;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Block;
import org.hengji.scoring.number.Rational;

/**
 * Reads target tables. A table that a page broke goes on under the next page without heads, and recognition moves its rows
 * by a column or two: a row then counts from its last words.
 */
final class TargetTables {
    private final Report report;
    private final TargetWords words;
    private final Noise noise;
    private final List<Target> targets = new ArrayList<>();
    private Optional<IndicatorClass> kind = Optional.empty();

    TargetTables(Report report, TargetWords words) {
        this.report = report;
        this.words = words;
        this.noise = Noise.of(report);
    }

    /**
     * @param actual 0 when the table has no actual values
     * @param weight 0 when the table has no points
     * @param last the last column with a head
     */
    private record Heads(int name, int target, int actual, int weight, int score, int last) {
        /** The values are the last columns, so that a row may be counted from its end. */
        boolean countsFromEnd() {
            return last == Math.max(target, actual) && (actual == 0 || actual == target + 1) && target == name + 1;
        }
    }

    List<Target> read() {
        Heads heads = null;
        boolean joined = false;
        for (Block block : report.document().blocks()) {
            if (block instanceof Block.Paragraph p) {
                // Between the halves of a table stands at most a page number
                joined &= p.span().length() <= 4;
            } else if (block instanceof Block.Table table) {
                Map<Integer, Map<Integer, Passage>> rows = rows(table);
                Heads before = joined ? heads : null;
                heads = table(rows, before);
                joined = heads != null;
            }
        }
        return targets;
    }

    private Map<Integer, Map<Integer, Passage>> rows(Block.Table table) {
        Map<Integer, Map<Integer, Passage>> rows = new TreeMap<>();
        for (Passage p : report.passages()) {
            if (p.cell().isPresent() && p.cell().get().table().number() == table.number()) {
                Block.Cell cell = p.cell().get().cell();
                rows.computeIfAbsent(cell.row(), r -> new TreeMap<>()).put(cell.column(), p);
            }
        }
        return rows;
    }

    private Heads table(Map<Integer, Map<Integer, Passage>> rows, Heads before) {
        Heads heads = before;
        boolean first = before != null;
        for (Map<Integer, Passage> row : rows.values()) {
            Optional<Heads> own = heads(row);
            if (own.isPresent()) {
                heads = own.get();
                kind = before == null ? Optional.empty() : kind;
                first = false;
            } else if (heads != null) {
                if (row(row, heads, first, heads != before)) {
                    first = false;
                }
            }
        }
        return heads;
    }

    private Optional<Heads> heads(Map<Integer, Passage> row) {
        int name = 0;
        int target = 0;
        int actual = 0;
        int weight = 0;
        int score = 0;
        int last = 0;
        for (var cell : row.entrySet()) {
            String text = cell.getValue().text().replace(" ", "");
            if (text.isEmpty()) {
                continue;
            }
            last = cell.getKey();
            if (words.nameHeads().contains(text)) {
                name = cell.getKey();
            } else if (words.targetHeads().contains(text)) {
                target = cell.getKey();
            } else if (words.actualHeads().contains(text) && target > 0 && actual == 0) {
                actual = cell.getKey();
            } else if (words.weightHeads().contains(text)) {
                weight = cell.getKey();
            } else if (words.scoreHeads().contains(text)) {
                score = cell.getKey();
            }
        }
        return name > 0 && target > name
                ? Optional.of(new Heads(name, target, actual, weight, score, last))
                : Optional.empty();
    }

    /** @return whether the row was a target or the rest of one */
    private boolean row(Map<Integer, Passage> row, Heads heads, boolean first, boolean underOwnHeads) {
        List<Passage> cells = new ArrayList<>();
        for (var cell : row.entrySet()) {
            if (!cell.getValue().text().isBlank()) {
                cells.add(cell.getValue());
            }
        }
        if (cells.isEmpty()) {
            return false;
        }
        int classes = 0;
        while (classes < cells.size() && isClass(cells, classes, row, heads, underOwnHeads)) {
            kind = words.classOf(plain(cells.get(classes)));
            classes++;
        }
        Passage name = row.get(heads.name());
        Passage target = row.get(heads.target());
        Passage actual = heads.actual() == 0 ? null : row.get(heads.actual());
        if (underOwnHeads && filled(name) && (filled(target) || filled(actual))) {
            add(name, target, actual, lost(row.get(heads.weight()), row.get(heads.score())));
            return true;
        }
        int values = heads.actual() == 0 ? 1 : 2;
        List<Passage> rest = cells.subList(classes, cells.size());
        if (rest.size() == 1 && first && !targets.isEmpty()) {
            lengthen(rest.get(0));
            return true;
        }
        if (heads.countsFromEnd() && rest.size() == values + 1) {
            add(rest.get(0), rest.get(1), values == 2 ? rest.get(2) : null, Optional.empty());
            return true;
        }
        return false;
    }

    /** A cell in front of the name, or in a moved row any leading one, that names a class. */
    private boolean isClass(
            List<Passage> cells, int at, Map<Integer, Passage> row, Heads heads, boolean underOwnHeads) {
        Passage cell = cells.get(at);
        boolean inFront = !underOwnHeads
                || cell.cell().orElseThrow().cell().column() < heads.name()
                || !filled(row.get(heads.target()));
        int values = heads.actual() == 0 ? 1 : 2;
        int left = cells.size() - at;
        return inFront
                && words.classOf(plain(cell)).isPresent()
                && (left > values + 1 || left == values + 1 && words.isPlainClass(plain(cell)));
    }

    private static boolean filled(Passage cell) {
        return cell != null && !cell.text().isBlank();
    }

    private static String plain(Passage cell) {
        return cell.text().replace(" ", "");
    }

    private static Optional<Rational> lost(Passage weight, Passage score) {
        return number(weight).flatMap(w -> number(score).map(w::minus));
    }

    private static Optional<Rational> number(Passage cell) {
        return cell != null && cell.text().matches("\\d+(\\.\\d+)?")
                ? Optional.of(Rational.parse(cell.text()))
                : Optional.empty();
    }

    private void add(Passage name, Passage target, Passage actual, Optional<Rational> lost) {
        if (noise.marks(name.original())) {
            return;
        }
        targets.add(new Target(
                plain(name),
                kind,
                name.original(),
                target == null ? new Value.Blank() : value(target),
                place(target == null ? name : target),
                Optional.ofNullable(actual).map(this::value),
                Optional.ofNullable(actual).map(TargetTables::place),
                lost));
    }

    private Value value(Passage cell) {
        return Values.of(cell, 0, cell.text().length(), report.figures(cell), words);
    }

    private static Target.Place place(Passage cell) {
        return new Target.Place(cell, cell.original(), cell.text());
    }

    /** The rest of a name that a page broke. */
    private void lengthen(Passage rest) {
        Target last = targets.remove(targets.size() - 1);
        targets.add(new Target(
                last.name() + plain(rest),
                last.kind(),
                last.named(),
                last.target(),
                last.targeted(),
                last.actual(),
                last.reached(),
                last.lost()));
    }
}
