package org.hengji.checker.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hengji.checker.noise.Noise.Kind;
import org.hengji.checker.noise.Noise.Mark;
import org.hengji.checker.reading.Han;
import org.hengji.checker.reading.Passage;

/**
 * Cells that were read twice, once well and once in other characters: no pair of the bad reading stands anywhere else, and
 * a cell beside it has numbers that look like its own.
 */
final class Doubles {
    private static final int LONGEST_NAME = 10;
    private static final int REACH = 4;
    private static final int SHORTEST_STRANGE = 3;

    private Doubles() {}

    /** A short name with the numbers that follow it in its row. */
    private record Named(Passage cell, List<Passage> numbers) {
        int row() {
            return cell.cell().orElseThrow().cell().row();
        }

        int column() {
            return cell.cell().orElseThrow().cell().column();
        }
    }

    static List<Mark> in(List<Passage> passages, Pairs pairs) {
        List<Mark> marks = new ArrayList<>();
        passages.stream()
                .filter(Passage::isCell)
                .collect(Collectors.groupingBy(
                        p -> p.cell().orElseThrow().table().number()))
                .values()
                .forEach(cells -> table(cells, pairs, marks));
        return marks;
    }

    private static void table(List<Passage> cells, Pairs pairs, List<Mark> marks) {
        List<Named> names = names(cells);
        List<Named> strange = names.stream()
                .filter(n -> pairs.strange(n.cell().text()) && hasHan(n.cell().text()))
                .toList();
        List<Named> unpaired = new ArrayList<>();
        int found = marks.size();
        for (Named bad : strange) {
            Optional<Named> good = names.stream()
                    .filter(n -> !strange.contains(n))
                    .filter(n -> Math.abs(n.row() - bad.row()) == 1 && Math.abs(n.column() - bad.column()) <= 1)
                    .filter(n -> Math.abs(
                                    n.cell().text().length() - bad.cell().text().length())
                            <= 1)
                    .filter(n -> alike(n, bad))
                    .findFirst();
            good.ifPresentOrElse(
                    g -> {
                        boolean equal = bad.numbers().stream()
                                .anyMatch(b -> g.numbers().stream()
                                        .anyMatch(a -> digits(a).equals(digits(b))));
                        marks.add(mark(Kind.DOUBLED, bad.cell(), Optional.of(g.cell()), equal));
                        for (int i = 0; i < bad.numbers().size(); i++) {
                            Passage twin =
                                    g.numbers().get(Math.min(i, g.numbers().size() - 1));
                            marks.add(mark(Kind.DOUBLED, bad.numbers().get(i), Optional.of(twin), equal));
                        }
                    },
                    () -> unpaired.add(bad));
        }
        if (marks.size() > found) {
            unpaired.forEach(n -> marks.add(mark(Kind.GARBLED, n.cell(), Optional.empty(), false)));
            nameless(cells, names, pairs).forEach(cell -> marks.add(mark(Kind.GARBLED, cell, Optional.empty(), false)));
        }
    }

    /** Strange words without numbers in a column of names; they count only beside cells that were read twice. */
    private static List<Passage> nameless(List<Passage> cells, List<Named> names, Pairs pairs) {
        List<Integer> columns = names.stream().map(Named::column).distinct().toList();
        return cells.stream()
                .filter(c -> c.text().length() >= SHORTEST_STRANGE && c.text().length() <= LONGEST_NAME)
                .filter(c -> columns.contains(c.cell().orElseThrow().cell().column()))
                .filter(c -> hasHan(c.text()) && pairs.strange(c.text()))
                .filter(c -> names.stream().noneMatch(n -> n.cell() == c))
                .toList();
    }

    private static Mark mark(Kind kind, Passage bad, Optional<Passage> good, boolean sure) {
        return new Mark(kind, bad.original(), good.map(Passage::original), bad, sure);
    }

    private static List<Named> names(List<Passage> cells) {
        List<Named> names = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Passage p = cells.get(i);
            String text = p.text();
            if (text.length() < 2 || text.length() > LONGEST_NAME || Character.isDigit(text.charAt(0))) {
                continue;
            }
            int row = p.cell().orElseThrow().cell().row();
            List<Passage> numbers = new ArrayList<>();
            for (int j = i + 1; j < cells.size() && numbers.size() < REACH; j++) {
                Passage next = cells.get(j);
                if (next.cell().orElseThrow().cell().row() != row || !isNumber(next.text())) {
                    break;
                }
                numbers.add(next);
            }
            if (!numbers.isEmpty()) {
                names.add(new Named(p, numbers));
            }
        }
        return names;
    }

    /** The same numbers, or without their points, or of digits that look alike. */
    private static boolean alike(Named good, Named bad) {
        int common = Math.min(good.numbers().size(), bad.numbers().size());
        for (int i = 0; i < common; i++) {
            String a = digits(good.numbers().get(i));
            String b = digits(bad.numbers().get(i));
            if (!Lookalike.of(a, b)) {
                return false;
            }
        }
        return true;
    }

    private static String digits(Passage number) {
        return number.text().replaceAll("[^\\d]", "");
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d+(\\. ?\\d+)?%?");
    }

    private static boolean hasHan(String text) {
        return text.chars().anyMatch(Han::is);
    }
}
