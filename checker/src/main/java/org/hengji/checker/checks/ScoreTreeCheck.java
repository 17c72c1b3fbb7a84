package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Check;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.scores.ItemPoints;
import org.hengji.checker.scores.Printed;
import org.hengji.checker.scores.Rescoring;
import org.hengji.checker.scores.ScoreNode;
import org.hengji.checker.scores.ScoreTables;
import org.hengji.checker.scores.ScoreTree;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** K08: points add up to sub-totals and total, none is blank, none lies outside 0 and its weight. */
public final class ScoreTreeCheck implements Check {
    private static final Pattern NUMBERED = Pattern.compile("^\\s*\\d[.、]");
    private static final Pattern ITEM_POINTS = Pattern.compile("[(](\\d+(?:\\.\\d+)?)分[)]");
    private static final Pattern ITEM = Pattern.compile("[①-⑳]");

    @Override
    public String id() {
        return "K08";
    }

    @Override
    public Text meaning() {
        return Text.of(
                "得分逐级相加等于小计和总分，没有空缺，不为负，也不超过权重",
                "Points add up to sub-totals and total; none is blank, negative or above its weight");
    }

    @Override
    public void run(Report report, Tally tally) {
        List<ScoreTree> trees = ScoreTables.of(report);
        if (trees.isEmpty()) {
            tally.skip("没有读到评分表", "No score table was read");
        }
        for (ScoreTree tree : trees) {
            tree.nodes().forEach(n -> within(n, tally));
            if (tree.withPoints()) {
                tree.nodes().forEach(n -> parent(report, tree, n, tally));
            }
            total(report, tree, tally);
            ItemPoints.of(tree).forEach(i -> items(report, i, tally));
            withinCriterion(report, tree, tally);
            tree.leaves().forEach(n -> blankItem(report, tree, n, tally));
        }
        for (int i = 1; i < trees.size(); i++) {
            copies(report, trees.get(0), trees.get(i), tally);
        }
        totals(report, trees, tally);
    }

    /** The total is told for each level, in several columns and in several tables. */
    private void totals(Report report, List<ScoreTree> trees, Tally tally) {
        List<Printed> all = new ArrayList<>();
        for (ScoreTree tree : trees) {
            tree.total().ifPresent(all::add);
            all.addAll(tree.repeated().points());
        }
        if (all.size() < 2) {
            return;
        }
        Printed one = all.get(0);
        List<Printed> others =
                all.stream().filter(p -> !p.value().equals(one.value())).toList();
        all.forEach(p -> report.figureAt(p.span()).ifPresent(f -> tally.recomputed(f, others.isEmpty())));
        if (others.isEmpty()) {
            tally.pass();
            return;
        }
        List<Span> places = new ArrayList<>(List.of(one.span()));
        others.forEach(o -> places.add(o.span()));
        String other = others.get(0).text();
        tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.HIGH)
                .says(
                        "评分表的总分一处写" + one.text() + "分，另" + (others.size() > 1 ? "有" + others.size() + "处" : "一处") + "写"
                                + other + "分。",
                        "The total of the score table is " + one.text() + " in one place and " + other + " in "
                                + (others.size() > 1 ? others.size() + " others." : "another."))
                .claimed(one.text())
                .computed(other)
                .at(places)
                .settledBy("按各项得分核对总分，改正写错的一处。", "Check the total by its points and correct the wrong one."));
    }

    private void within(ScoreNode node, Tally tally) {
        if (node.points().isEmpty() || node.weight().isEmpty()) {
            return;
        }
        Printed points = node.points().get();
        Printed weight = node.weight().get();
        if (points.value().compareTo(weight.value()) <= 0) {
            tally.pass();
            return;
        }
        tally.find(Findings.of(id(), Severity.SCORE_CHANGING, node.repaired() ? Confidence.MEDIUM : Confidence.HIGH)
                .says(
                        "“" + node.name() + "”得" + points.text() + "分，超过权重" + weight.text() + "分。",
                        "\"" + node.name() + "\" is given " + points.text() + " points, above its weight of "
                                + weight.text() + ".")
                .claimed(points.text())
                .computed("≤ " + weight.text())
                .at(points.span(), weight.span())
                .settledBy("核对得分和权重。", "Check points and weight."));
    }

    private void parent(Report report, ScoreTree tree, ScoreNode node, Tally tally) {
        List<ScoreNode> children = tree.children(node);
        if (children.isEmpty() || node.points().isEmpty()) {
            return;
        }
        if (!tree.isWhole(node) || children.stream().anyMatch(c -> c.points().isEmpty())) {
            tally.skip("有的得分没有读到", "Some points could not be read");
            return;
        }
        compare(report, node.name(), node.points().get(), node.weight(), children, node.repaired(), tally);
    }

    private void compare(
            Report report,
            String name,
            Printed printed,
            Optional<Printed> weight,
            List<ScoreNode> parts,
            boolean repaired,
            Tally tally) {
        Rational sum = sum(parts);
        report.figureAt(printed.span()).ifPresent(f -> tally.recomputed(f, sum.equals(printed.value())));
        if (sum.equals(printed.value())) {
            tally.pass();
            return;
        }
        List<Span> places = new ArrayList<>();
        places.add(printed.span());
        parts.forEach(p -> places.add(p.points().orElseThrow().span()));
        weight.ifPresent(w -> places.add(w.span()));
        tally.find(Findings.of(id(), Severity.SCORE_CHANGING, repaired ? Confidence.MEDIUM : Confidence.HIGH)
                .says(
                        "“" + name + "”写的是" + printed.text() + "分，各项得分合计" + sum.toText() + "分。",
                        "\"" + name + "\" is printed as " + printed.text() + " points, its parts add up to "
                                + sum.toText() + ".")
                .claimed(printed.text())
                .computed(sum.toText())
                .arithmetic(String.join(
                                " + ",
                                parts.stream()
                                        .map(p -> p.points().orElseThrow().text())
                                        .toList()) + " = " + sum.toText())
                .at(places)
                .settledBy("核对各项得分和合计。", "Check the points and their sum."));
    }

    private void total(Report report, ScoreTree tree, Tally tally) {
        if (tree.total().isEmpty()) {
            return;
        }
        List<ScoreNode> leaves = tree.leaves();
        List<ScoreNode> blank =
                leaves.stream().filter(n -> n.points().isEmpty()).toList();
        Printed total = tree.total().get();
        if (!tree.isWhole()) {
            tally.skip("评分表有的行没有读到", "Some rows of the score table could not be read");
        } else if (blank.isEmpty()) {
            boolean repaired = leaves.stream().anyMatch(ScoreNode::repaired);
            compare(report, "总分", total, tree.fullTotal(), leaves, repaired, tally);
        } else if (blank.size() == 1) {
            ScoreNode one = blank.get(0);
            List<ScoreNode> others = leaves.stream().filter(n -> n != one).toList();
            Rational rest = total.value().minus(sum(others));
            List<Span> places = new ArrayList<>(List.of(one.place(), total.span()));
            others.forEach(n -> places.add(n.points().orElseThrow().span()));
            boolean fits = one.weight()
                    .map(w -> rest.signum() >= 0 && rest.compareTo(w.value()) <= 0)
                    .orElse(true);
            tally.find(Findings.of(id(), fits ? Severity.FACTUAL : Severity.SCORE_CHANGING, Confidence.HIGH)
                    .says(
                            "“" + one.name() + "”的得分是空的；总分" + total.text() + "分减去其余各项"
                                    + sum(others).toText() + "分，相当于给了" + rest.toText() + "分"
                                    + (fits ? "。" : "，超出了它的权重。"),
                            "\"" + one.name() + "\" has no points; the total of " + total.text()
                                    + " less the others of " + sum(others).toText() + " amounts to " + rest.toText()
                                    + ".")
                    .computed(rest.toText())
                    .arithmetic(total.text() + " − " + sum(others).toText() + " = " + rest.toText())
                    .at(places)
                    .settledBy("补填该指标的得分。", "Fill in the points of this indicator."));
        } else {
            tally.skip("有几项得分是空的或没有读到", "Several points are blank or could not be read");
        }
    }

    /** Points of the scoring items add up to those of the indicator. */
    private void items(Report report, ItemPoints item, Tally tally) {
        Printed points = item.node().points().orElseThrow();
        List<Span> places = new ArrayList<>(List.of(points.span()));
        item.items().forEach(i -> places.add(i.span()));
        places.forEach(p -> report.figureAt(p).ifPresent(f -> tally.recomputed(f, item.agrees())));
        if (item.agrees()) {
            tally.pass();
            return;
        }
        tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.MEDIUM)
                .says(
                        "“" + item.node().name() + "”得" + points.text() + "分，各要点的得分合计"
                                + item.sum().toText() + "分。",
                        "\"" + item.node().name() + "\" is given " + points.text()
                                + " points; those of its items add up to "
                                + item.sum().toText() + ".")
                .claimed(points.text())
                .computed(item.sum().toText())
                .arithmetic(String.join(
                                " + ", item.items().stream().map(Printed::text).toList())
                        + " = " + item.sum().toText())
                .at(places)
                .settledBy("核对各要点的得分和该指标的得分。", "Check the points of the items and of the indicator."));
    }

    /** 1.…(1分)；|4: an item above the points that its own criterion has. */
    private void withinCriterion(Report report, ScoreTree tree, Tally tally) {
        if (!tree.withItems()) {
            return;
        }
        for (ScoreNode node : tree.nodes()) {
            for (Printed item : node.items()) {
                criterionBeside(report, item)
                        .filter(most -> item.value().compareTo(Rational.parse(report.words(most))) > 0)
                        .ifPresent(most -> tally.find(Findings.of(id(), Severity.SCORE_CHANGING, Confidence.MEDIUM)
                                .says(
                                        "“" + node.name() + "”有一个要点得" + item.text() + "分，评分标准里这一要点只有"
                                                + report.words(most) + "分。",
                                        "An item of \"" + node.name() + "\" is given " + item.text()
                                                + " points; its criterion has " + report.words(most) + ".")
                                .claimed(item.text())
                                .computed("≤ " + report.words(most))
                                .at(item.span(), most)
                                .settledBy("核对该要点的得分。", "Check the points of this item.")));
            }
        }
    }

    /** The only points that the row of an item names, where its criterion is one numbered item. */
    private static Optional<Span> criterionBeside(Report report, Printed item) {
        Passage.InTable at = report.passageAt(item.span().start()).cell().orElse(null);
        if (at == null) {
            return Optional.empty();
        }
        List<Span> points = new ArrayList<>();
        for (var cell : at.table().row(at.cell().row())) {
            Passage passage = report.passage(cell);
            Matcher m = ITEM_POINTS.matcher(passage.text());
            if (NUMBERED.matcher(passage.text()).find()) {
                while (m.find()) {
                    points.add(passage.original(m.start(1), m.end(1)));
                }
            }
        }
        return points.size() == 1 ? Optional.of(points.get(0)) : Optional.empty();
    }

    /** One item of several has no points although each has a row of its own. */
    private void blankItem(Report report, ScoreTree tree, ScoreNode node, Tally tally) {
        Optional<Indicator> indicator = tree.indicator(node);
        int leaves = indicator.map(i -> Rescoring.leaves(i).size()).orElse(0);
        List<Span> criterion = node.criterion().stream()
                .filter(c -> ITEM.matcher(report.words(c).stripLeading()).lookingAt())
                .toList();
        if (leaves < 3
                || node.repaired()
                || criterion.size() != leaves
                || node.items().size() != leaves - 1
                || node.points().isEmpty()) {
            return;
        }
        Set<Integer> filled = new HashSet<>();
        node.items().forEach(i -> row(report, i.span()).ifPresent(filled::add));
        List<Span> blank = criterion.stream()
                .filter(c -> row(report, c).filter(r -> !filled.contains(r)).isPresent())
                .toList();
        if (blank.size() != 1 || filled.size() != leaves - 1) {
            return;
        }
        Rational sum = node.items().stream().map(Printed::value).reduce(Rational.ZERO, Rational::plus);
        Rational rest = node.points().get().value().minus(sum);
        tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.MEDIUM)
                .says(
                        "“" + node.name() + "”有一个要点没有得分；该指标"
                                + node.points().get().text() + "分减去其余要点" + sum.toText() + "分，相当于给了" + rest.toText()
                                + "分。",
                        "One item of \"" + node.name() + "\" has no points; the indicator's "
                                + node.points().get().text() + " less the others of " + sum.toText() + " leave "
                                + rest.toText() + ".")
                .computed(rest.toText())
                .arithmetic(node.points().get().text() + " − " + sum.toText() + " = " + rest.toText())
                .at(blank.get(0), node.points().get().span())
                .settledBy("补填该要点的得分。", "Fill in the points of this item."));
    }

    private static Optional<Integer> row(Report report, Span span) {
        return report.passageAt(span.start()).cell().map(c -> c.cell().row());
    }

    /** A summary in the text and the table in the annex tell the same points. */
    private void copies(Report report, ScoreTree one, ScoreTree other, Tally tally) {
        for (ScoreNode a : one.nodes()) {
            other.named(a.name()).ifPresent(b -> {
                if (a.points().isPresent() && b.points().isPresent()) {
                    Printed p = a.points().get();
                    Printed q = b.points().get();
                    boolean same = p.value().equals(q.value());
                    report.figureAt(p.span()).ifPresent(f -> tally.recomputed(f, same));
                    report.figureAt(q.span()).ifPresent(f -> tally.recomputed(f, same));
                    if (same) {
                        tally.pass();
                    } else {
                        tally.find(Findings.of(id(), Severity.SCORE_CHANGING, Confidence.HIGH)
                                .says(
                                        "“" + a.name() + "”在两张评分表里得分不同：" + p.text() + "分和" + q.text() + "分。",
                                        "\"" + a.name() + "\" has different points in two tables: " + p.text() + " and "
                                                + q.text() + ".")
                                .claimed(p.text())
                                .computed(q.text())
                                .at(p.span(), q.span())
                                .settledBy("确定哪张表正确，改正另一张。", "Find the right table and correct the other."));
                    }
                }
            });
        }
    }

    private static Rational sum(List<ScoreNode> nodes) {
        return nodes.stream().map(n -> n.points().orElseThrow().value()).reduce(Rational.ZERO, Rational::plus);
    }
}
