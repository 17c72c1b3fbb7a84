package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Block;
import org.hengji.documents.Span;
import org.hengji.scoring.number.Rational;

/**
 * Points lost by the lowest indicators, as the score table or the text tells them, beside what the report says of problems.
 *
 * @param items what was scored
 * @param problems passages that tell problems
 * @param notes sentences that tell deductions anywhere
 */
public record Losses(List<Item> items, List<Passage> problems, List<String> notes) {

    /**
     * @param above names of the indicators above it
     * @param remark what the table's own row says of the reason
     */
    public record Item(
            String name, List<String> above, Rational weight, Rational points, List<Span> places, String remark) {
        public Rational loss() {
            return weight.minus(points);
        }
    }

    private static final int LONGEST_LEAD = 30;
    /** 无 and 已完成 are none. */
    private static final int FEWEST_OF_A_CAUSE = 5;
    /** 不足 alone may tell anything. */
    private static final int SHORTEST_LEAD = 4;

    public static Losses of(Report report) {
        return report.derived(Losses.class, Losses::find);
    }

    /** A form alone has no cell for why the funds were not spent. */
    public boolean hasNoRoom(Item item) {
        return problems.isEmpty() && item.name().endsWith(ScoreWords.shipped().execution());
    }

    private static Losses find(Report report) {
        List<Item> items = new ArrayList<>();
        ScoreTables.of(report).stream()
                .max(java.util.Comparator.comparingLong(t ->
                        t.leaves().stream().filter(n -> n.points().isPresent()).count()))
                .ifPresent(
                        tree -> tree.leaves().forEach(n -> item(report, tree, n).ifPresent(items::add)));
        if (items.isEmpty()) {
            told(report, items);
        }
        List<Passage> problems = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Passage passage : report.passages()) {
            if (passage.isCell()) {
                continue;
            }
            if (isProblem(passage)) {
                problems.add(passage);
            }
            for (String sentence : passage.text().split("[。；]")) {
                if (ToldWords.any(ToldWords.shipped().deducted(), sentence)) {
                    notes.add(sentence);
                }
            }
        }
        return new Losses(List.copyOf(items), List.copyOf(problems), List.copyOf(notes));
    }

    private static Optional<Item> item(Report report, ScoreTree tree, ScoreNode node) {
        if (node.points().isEmpty() || node.weight().isEmpty()) {
            return Optional.empty();
        }
        Span span = node.points().get().span();
        List<Span> places = new ArrayList<>(List.of(span, node.weight().get().span(), node.place()));
        ScoreTables.of(report).stream()
                .filter(other -> other != tree)
                .flatMap(other -> other.named(node.name()).stream())
                .forEach(copy -> {
                    places.add(copy.place());
                    copy.points().ifPresent(p -> places.add(p.span()));
                    places.addAll(copy.criterion());
                });
        return Optional.of(new Item(
                node.name(),
                tree.nodes().stream()
                        .filter(n ->
                                n.level() < node.level() && tree.children(n).contains(node))
                        .map(ScoreNode::name)
                        .toList(),
                node.weight().get().value(),
                node.points().get().value(),
                List.copyOf(places),
                remark(report, span)));
    }

    /** Words behind the points in the same row. */
    private static String remark(Report report, Span points) {
        Optional<Passage.InTable> at = report.passageAt(points.start()).cell();
        StringBuilder words = new StringBuilder();
        StringBuilder causes = new StringBuilder();
        at.ifPresent(c -> {
            for (Block.Cell cell : c.table().row(c.cell().row())) {
                if (cell.column() > c.cell().column()) {
                    words.append(report.passage(cell).text());
                    if (isBelowCauses(report, c.table(), cell)) {
                        causes.append(report.passage(cell).text());
                    }
                }
            }
        });
        if (causes.chars().filter(Character::isIdeographic).count() >= FEWEST_OF_A_CAUSE) {
            return causes.toString();
        }
        return ToldWords.any(ToldWords.shipped().causes(), words.toString()) ? words.toString() : "";
    }

    private static boolean isBelowCauses(Report report, Block.Table table, Block.Cell cell) {
        return IntStream.range(1, cell.row())
                .mapToObj(row -> report.cell(table, row, cell.column()))
                .flatMap(Optional::stream)
                .anyMatch(head -> ToldWords.any(
                        ToldWords.shipped().causeHeads(), head.text().replace(" ", "")));
    }

    private static void told(Report report, List<Item> items) {
        Map<String, List<ToldPoints.Claim>> byNode = new LinkedHashMap<>();
        ToldPoints.of(report)
                .claims()
                .forEach(c ->
                        byNode.computeIfAbsent(c.node(), k -> new ArrayList<>()).add(c));
        byNode.forEach((name, claims) -> {
            Optional<Figure> full = first(claims, ToldPoints.Kind.FULL);
            Optional<Figure> got = first(claims, ToldPoints.Kind.GOT);
            if (full.isPresent() && got.isPresent()) {
                items.add(new Item(
                        name,
                        List.of(),
                        full.get().value(),
                        got.get().value(),
                        List.of(got.get().span(), full.get().span()),
                        ""));
            }
        });
    }

    private static Optional<Figure> first(List<ToldPoints.Claim> claims, ToldPoints.Kind kind) {
        return claims.stream()
                .filter(c -> c.kind() == kind)
                .map(ToldPoints.Claim::figure)
                .findFirst();
    }

    private static boolean isProblem(Passage passage) {
        List<String> words = ToldWords.shipped().problems();
        String text = passage.text();
        return passage.chapter().stream().anyMatch(h -> ToldWords.any(words, h))
                || words.stream().filter(w -> w.length() >= SHORTEST_LEAD).anyMatch(w -> {
                    int at = text.indexOf(w);
                    return at >= 0 && at < LONGEST_LEAD && passage.level() == 0;
                });
    }
}
