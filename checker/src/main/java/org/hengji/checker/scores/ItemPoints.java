package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hengji.scoring.number.Rational;

/**
 * The points of an indicator's scoring items beside its own. Items may have slipped into the rows of the indicators below;
 * then the sums tell whose they are.
 *
 * @param items in order
 * @param slipped those of them that stand in the rows of another indicator
 */
public record ItemPoints(ScoreNode node, List<Printed> items, List<Slipped> slipped) {
    private static final int FEWEST = 3;

    /** @param under the indicator in whose rows it stands */
    public record Slipped(Printed item, ScoreNode under) {}

    private record Row(ScoreNode node, List<Printed> items) {
        boolean agrees() {
            return !items.isEmpty() && sum(items).equals(points());
        }

        Rational points() {
            return node.points().orElseThrow().value();
        }
    }

    public Rational sum() {
        return sum(items);
    }

    public boolean agrees() {
        return sum().equals(node.points().orElseThrow().value());
    }

    /** Indicators whose items are known, be it by their rows, by their sums or by their number. */
    public static List<ItemPoints> of(ScoreTree tree) {
        List<ItemPoints> all = new ArrayList<>();
        List<Row> waiting = new ArrayList<>();
        for (Row row : tree.withItems() ? rows(tree) : List.<Row>of()) {
            if (row.agrees()) {
                settle(tree, waiting, all);
                waiting.clear();
                all.add(new ItemPoints(row.node(), row.items(), List.of()));
            } else {
                waiting.add(row);
            }
        }
        settle(tree, waiting, all);
        return List.copyOf(all);
    }

    private static List<Row> rows(ScoreTree tree) {
        List<ScoreNode> leaves = tree.leaves().stream()
                .filter(n -> n.points().isPresent())
                .sorted(Comparator.comparingInt(n -> n.place().start()))
                .toList();
        List<Row> rows = leaves.stream().map(n -> new Row(n, new ArrayList<>())).toList();
        tree.nodes().stream()
                .flatMap(n -> n.items().stream())
                .sorted(Comparator.comparingInt(i -> i.span().start()))
                .forEach(item -> rows.stream()
                        .filter(r -> r.node().place().start() <= item.span().start())
                        .reduce((a, b) -> b)
                        .ifPresent(r -> r.items().add(item)));
        return rows;
    }

    private static void settle(ScoreTree tree, List<Row> waiting, List<ItemPoints> all) {
        if (waiting.isEmpty()) {
            return;
        }
        List<Printed> items = waiting.stream().flatMap(r -> r.items().stream()).toList();
        bySum(waiting, items)
                .or(() -> byNumber(tree, waiting, items))
                .or(() -> byOthers(tree, waiting))
                .ifPresent(all::addAll);
    }

    /** Each takes items, in order, until they make up its points; none may be left. */
    private static Optional<List<ItemPoints>> bySum(List<Row> rows, List<Printed> items) {
        List<ItemPoints> found = new ArrayList<>();
        int at = 0;
        for (Row row : rows) {
            int from = at;
            while (at < items.size() && sum(items.subList(from, at)).compareTo(row.points()) < 0) {
                at++;
            }
            if (from == at || !sum(items.subList(from, at)).equals(row.points())) {
                return Optional.empty();
            }
            found.add(of(row, items.subList(from, at), rows));
        }
        return at == items.size() ? Optional.of(found) : Optional.empty();
    }

    /** As many as the framework has, where that leaves a single indicator that does not agree. */
    private static Optional<List<ItemPoints>> byNumber(ScoreTree tree, List<Row> rows, List<Printed> items) {
        List<ItemPoints> found = new ArrayList<>();
        int at = 0;
        for (Row row : rows) {
            int number = tree.indicator(row.node())
                    .map(i -> Rescoring.leaves(i).size())
                    .orElse(0);
            if (number == 0 || at + number > items.size()) {
                return Optional.empty();
            }
            found.add(of(row, items.subList(at, at + number), rows));
            at += number;
        }
        boolean one = found.stream().filter(i -> !i.agrees()).count() == 1;
        return at == items.size() && one ? Optional.of(found) : Optional.empty();
    }

    /** The only one that does not agree, in a table whose other rows all do. */
    private static Optional<List<ItemPoints>> byOthers(ScoreTree tree, List<Row> rows) {
        long others = rows(tree).stream()
                .filter(r -> !rows.get(0).node().equals(r.node()))
                .count();
        boolean kept = rows.size() == 1
                && rows.get(0).items().size() > 1
                && tree.framework().isEmpty()
                && others >= FEWEST
                && rows(tree).stream().filter(Row::agrees).count() == others;
        return kept ? Optional.of(List.of(of(rows.get(0), rows.get(0).items(), rows))) : Optional.empty();
    }

    private static ItemPoints of(Row row, List<Printed> items, List<Row> rows) {
        List<Slipped> slipped = new ArrayList<>();
        rows.stream()
                .filter(r -> r != row)
                .forEach(r ->
                        r.items().stream().filter(items::contains).forEach(i -> slipped.add(new Slipped(i, r.node()))));
        return new ItemPoints(row.node(), List.copyOf(items), List.copyOf(slipped));
    }

    private static Rational sum(List<Printed> items) {
        return items.stream().map(Printed::value).reduce(Rational.ZERO, Rational::plus);
    }
}
