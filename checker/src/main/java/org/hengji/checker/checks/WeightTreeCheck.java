package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Check;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.scores.ScoreNode;
import org.hengji.checker.scores.ScoreTables;
import org.hengji.checker.scores.ScoreTree;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** K07: weights add up to those above them, and no criterion gives more points than its indicator has. */
public final class WeightTreeCheck implements Check {
    private static final Pattern ITEM = Pattern.compile("[①-⑳]");
    private static final Pattern POINTS_IN_CRITERION = Pattern.compile("[(](\\d+(?:\\.\\d+)?)分[)]");

    @Override
    public String id() {
        return "K07";
    }

    @Override
    public Text meaning() {
        return Text.of(
                "下级指标权重之和等于上级权重，一级合计为满分，评分标准里的分值不超过指标权重",
                "Weights add up to the weight above, first-level weights to the full score; criteria stay within the weight");
    }

    @Override
    public void run(Report report, Tally tally) {
        List<ScoreTree> trees = ScoreTables.of(report);
        if (trees.isEmpty()) {
            tally.skip("没有读到评分表", "No score table was read");
        }
        for (ScoreTree tree : trees) {
            for (ScoreNode node : tree.nodes()) {
                List<ScoreNode> below = tree.children(node);
                boolean each = below.stream().anyMatch(c -> c.weight().isPresent());
                List<ScoreNode> children = each ? below : tree.weighted(node);
                if (!children.isEmpty()) {
                    sum(report, tree, node, children, tally);
                }
            }
            full(report, tree, tally);
            repeated(report, tree, tally);
            criteria(report, tree, tally);
        }
    }

    private void sum(Report report, ScoreTree tree, ScoreNode node, List<ScoreNode> children, Tally tally) {
        boolean known = node.weight().isPresent()
                && children.stream().allMatch(c -> c.weight().isPresent());
        if (!known || !tree.isWhole(node)) {
            tally.skip("有的权重没有读到", "Some weights could not be read");
            return;
        }
        Rational sum = sum(children);
        report.figureAt(node.weight().get().span())
                .ifPresent(
                        f -> tally.recomputed(f, sum.equals(node.weight().get().value())));
        if (sum.equals(node.weight().get().value())) {
            tally.pass();
            return;
        }
        boolean explains = total(tree)
                .map(t -> t.minus(node.weight().get().value()).plus(sum).equals(Rational.HUNDRED))
                .orElse(false);
        List<Span> places = new ArrayList<>();
        places.add(node.weight().get().span());
        children.forEach(c -> places.add(c.weight().get().span()));
        tally.find(Findings.of(
                        id(), Severity.FACTUAL, explains || !node.repaired() ? Confidence.HIGH : Confidence.MEDIUM)
                .says(
                        "“" + node.name() + "”的权重写的是" + node.weight().get().text() + "分，下级指标权重合计" + sum.toText() + "分"
                                + (explains ? "；按" + sum.toText() + "分，一级指标合计正好100分" : "") + "。",
                        "The weight of \"" + node.name() + "\" is printed as "
                                + node.weight().get().text() + ", the weights below it add up to " + sum.toText() + ".")
                .claimed(node.weight().get().text())
                .computed(sum.toText())
                .arithmetic(written(children, sum))
                .at(places)
                .settledBy("对照正式印发的指标体系核对权重。", "Compare the weights with the framework as issued."));
    }

    private void full(Report report, ScoreTree tree, Tally tally) {
        var total = total(tree);
        if (total.isEmpty() || tree.fullTotal().isEmpty()) {
            return;
        }
        boolean agrees = total.get().equals(tree.fullTotal().get().value());
        report.figureAt(tree.fullTotal().get().span()).ifPresent(f -> tally.recomputed(f, agrees));
        if (agrees) {
            tally.pass();
            return;
        }
        // A first-level weight that does not fit those below it has been told already
        boolean told = tree.firstLevel().stream()
                .anyMatch(n -> !tree.children(n).isEmpty()
                        && tree.children(n).stream().allMatch(c -> c.weight().isPresent())
                        && !sum(tree.children(n)).equals(n.weight().get().value()));
        if (!told) {
            List<Span> places = new ArrayList<>();
            places.add(tree.fullTotal().get().span());
            summed(tree).forEach(n -> places.add(n.weight().get().span()));
            tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.HIGH)
                    .says(
                            "各项权重合计" + total.get().toText() + "分，表中合计写的是"
                                    + tree.fullTotal().get().text() + "分。",
                            "The weights add up to " + total.get().toText() + ", the table prints "
                                    + tree.fullTotal().get().text() + ".")
                    .claimed(tree.fullTotal().get().text())
                    .computed(total.get().toText())
                    .arithmetic(written(summed(tree), total.get()))
                    .at(places)
                    .settledBy("核对各一级指标的权重。", "Check the first-level weights."));
        }
    }

    /** The full marks told again for another level. */
    private void repeated(Report report, ScoreTree tree, Tally tally) {
        tree.fullTotal()
                .ifPresent(full -> tree.repeated().weights().forEach(w -> {
                    boolean same = w.value().equals(full.value());
                    report.figureAt(w.span()).ifPresent(f -> tally.recomputed(f, same));
                    if (same) {
                        tally.pass();
                        return;
                    }
                    tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.HIGH)
                            .says(
                                    "合计行里权重一处写" + full.text() + "分，另一处写" + w.text() + "分。",
                                    "The total row prints a weight of " + full.text() + " in one place and of "
                                            + w.text() + " in another.")
                            .claimed(full.text())
                            .computed(w.text())
                            .at(full.span(), w.span())
                            .settledBy("核对各级指标的权重合计。", "Check the weights of each level."));
                }));
    }

    /** First-level weights; in forms that print weights for the lowest alone, those. */
    private static List<ScoreNode> summed(ScoreTree tree) {
        List<ScoreNode> first = tree.firstLevel();
        return first.stream().allMatch(n -> n.weight().isPresent())
                ? first
                : first.stream()
                        .flatMap(n -> n.weight().isPresent() || tree.children(n).isEmpty()
                                ? java.util.stream.Stream.of(n)
                                : tree.weighted(n).stream())
                        .toList();
    }

    private static java.util.Optional<Rational> total(ScoreTree tree) {
        List<ScoreNode> first = summed(tree);
        return first.size() > 1 && first.stream().allMatch(n -> n.weight().isPresent())
                ? java.util.Optional.of(sum(first))
                : java.util.Optional.empty();
    }

    private void criteria(Report report, ScoreTree tree, Tally tally) {
        for (ScoreNode node : tree.leaves()) {
            if (node.weight().isEmpty() || node.repaired()) {
                continue;
            }
            items(report, node, tally);
            for (Span span : node.criterion()) {
                Passage passage = report.passageAt(span.start());
                Matcher m = POINTS_IN_CRITERION.matcher(passage.text());
                while (m.find()) {
                    if (Rational.parse(m.group(1)).compareTo(node.weight().get().value()) <= 0) {
                        tally.pass();
                        continue;
                    }
                    tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.MEDIUM)
                            .says(
                                    "“" + node.name() + "”权重"
                                            + node.weight().get().text() + "分，评分标准里却有" + m.group(1)
                                            + "分的要点，可能是录入或识别错误。",
                                    "\"" + node.name() + "\" has a weight of "
                                            + node.weight().get().text() + ", but its criterion gives " + m.group(1)
                                            + " points for one item; most likely a slip.")
                            .claimed(m.group(1) + "分")
                            .computed("≤ " + node.weight().get().text() + "分")
                            .at(
                                    passage.original(m.start(1), m.end(1) + 1),
                                    node.weight().get().span())
                            .settledBy("对照正式印发的评分标准改正分值。", "Correct the points after the criterion as issued."));
                }
            }
        }
    }

    /** ①…（2分）；②…（1分）: where each item names its points, they make up the weight. */
    private void items(Report report, ScoreNode node, Tally tally) {
        StringBuilder text = new StringBuilder();
        List<Span> places = new ArrayList<>();
        for (Span span : node.criterion()) {
            Passage passage = report.passageAt(span.start());
            if (!ITEM.matcher(passage.text()).lookingAt()) {
                continue;
            }
            text.append(passage.text());
            for (Matcher m = POINTS_IN_CRITERION.matcher(passage.text()); m.find(); ) {
                places.add(passage.original(m.start(1), m.end(1) + 1));
            }
        }
        String[] items = ITEM.split(text);
        Rational sum = Rational.ZERO;
        for (int i = 1; i < items.length; i++) {
            Matcher m = POINTS_IN_CRITERION.matcher(items[i]);
            if (!m.find()) {
                return;
            }
            sum = sum.plus(Rational.parse(m.group(1)));
            if (m.find()) {
                return;
            }
        }
        if (items.length < 3) {
            return;
        }
        Rational weight = node.weight().orElseThrow().value();
        if (sum.equals(weight)) {
            tally.pass();
            return;
        }
        List<Span> all = new ArrayList<>(places);
        all.add(node.weight().get().span());
        tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.MEDIUM)
                .says(
                        "“" + node.name() + "”权重" + node.weight().get().text() + "分，评分标准各要点的分值合计" + sum.toText() + "分。",
                        "\"" + node.name() + "\" has a weight of "
                                + node.weight().get().text() + "; the items of its criterion add up to " + sum.toText()
                                + ".")
                .claimed(node.weight().get().text())
                .computed(sum.toText())
                .at(all)
                .settledBy("对照正式印发的评分标准改正分值。", "Correct the points after the criterion as issued."));
    }

    private static Rational sum(List<ScoreNode> nodes) {
        return nodes.stream().map(n -> n.weight().orElseThrow().value()).reduce(Rational.ZERO, Rational::plus);
    }

    private static String written(List<ScoreNode> nodes, Rational sum) {
        return String.join(
                        " + ",
                        nodes.stream().map(n -> n.weight().orElseThrow().text()).toList()) + " = " + sum.toText();
    }
}
