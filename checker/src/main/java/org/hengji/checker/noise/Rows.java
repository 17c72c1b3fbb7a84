package org.hengji.checker.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hengji.checker.noise.Noise.Kind;
import org.hengji.checker.noise.Noise.Mark;
import org.hengji.checker.reading.Han;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Span;

/** Rows that do not stand under their heads, and heads that stand a second time inside their table. */
final class Rows {
    private static final int LONGEST_NUMBER = 12;
    private static final int LONGEST_NAME = 40;
    private static final int HEAD_ROWS = 3;
    private static final String NO_HEAD = ".*\\d.*|.{13,}";

    private Rows() {}

    static List<Mark> in(List<Passage> passages) {
        List<Mark> marks = new ArrayList<>();
        passages.stream()
                .filter(Passage::isCell)
                .collect(Collectors.groupingBy(
                        p -> p.cell().orElseThrow().table().number(), TreeMap::new, Collectors.toList()))
                .values()
                .forEach(cells -> table(cells, marks));
        return marks;
    }

    private static void table(List<Passage> cells, List<Mark> marks) {
        Map<Integer, List<Passage>> rows =
                cells.stream().collect(Collectors.groupingBy(Rows::row, TreeMap::new, Collectors.toList()));
        Map<Integer, String> heads = heads(rows);
        if (heads.isEmpty()) {
            return;
        }
        String first = words(rows.get(1));
        boolean below = false;
        for (var row : rows.entrySet()) {
            if (row.getKey() > 1 && first.length() > 4 && words(row.getValue()).equals(first)) {
                marks.add(new Mark(
                        Kind.REPEATED_HEAD,
                        all(row.getValue()),
                        Optional.of(all(rows.get(1))),
                        row.getValue().get(0),
                        true));
                continue;
            }
            Map<Integer, String> further = below ? names(row.getValue()) : Map.of();
            below |= row.getKey() >= HEAD_ROWS || !isShort(row.getValue());
            if (!further.isEmpty()) {
                heads = further;
                continue;
            }
            for (Passage cell : row.getValue()) {
                String head = heads.get(cell.cell().orElseThrow().cell().column());
                if (head != null && row.getKey() > 1 && misplaced(head, cell.text())) {
                    marks.add(new Mark(Kind.SHIFTED, cell.original(), Optional.empty(), cell, false));
                    break;
                }
            }
        }
    }

    /** A sentence under the head of a number. */
    private static boolean misplaced(String head, String text) {
        return NoiseWords.shipped().numeric().contains(head)
                        && text.length() > LONGEST_NUMBER
                        && text.chars().filter(Han::is).count() > LONGEST_NUMBER / 2
                || NoiseWords.shipped().named().contains(head) && text.length() > LONGEST_NAME;
    }

    /** The lowest head of each column, where the head rows name columns of numbers. */
    private static Map<Integer, String> heads(Map<Integer, List<Passage>> rows) {
        Map<Integer, String> heads = new TreeMap<>();
        for (var row : rows.entrySet()) {
            if (row.getKey() > HEAD_ROWS || !isShort(row.getValue())) {
                break;
            }
            heads.putAll(texts(row.getValue()));
        }
        return isNumeric(heads) ? heads : Map.of();
    }

    /** Heads within a table, where a form begins another part; empty where the row is none. */
    private static Map<Integer, String> names(List<Passage> row) {
        Map<Integer, String> names = texts(row);
        return isShort(row) && isNumeric(names) ? names : Map.of();
    }

    private static boolean isShort(List<Passage> row) {
        return row.stream().noneMatch(c -> c.text().matches(NO_HEAD));
    }

    private static Map<Integer, String> texts(List<Passage> row) {
        Map<Integer, String> texts = new TreeMap<>();
        row.stream()
                .filter(c -> !c.text().isEmpty())
                .forEach(c -> texts.put(c.cell().orElseThrow().cell().column(), c.text()));
        return texts;
    }

    private static boolean isNumeric(Map<Integer, String> heads) {
        return heads.values().stream().anyMatch(NoiseWords.shipped().numeric()::contains);
    }

    private static String words(List<Passage> row) {
        return row.stream().map(Passage::text).collect(Collectors.joining());
    }

    private static Span all(List<Passage> row) {
        return row.get(0).original().to(row.get(row.size() - 1).original());
    }

    private static int row(Passage p) {
        return p.cell().orElseThrow().cell().row();
    }
}
