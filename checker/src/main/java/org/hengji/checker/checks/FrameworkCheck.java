package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Check;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.scores.ClassWeights;
import org.hengji.checker.scores.Printed;
import org.hengji.checker.scores.RuleNumbers;
import org.hengji.checker.scores.ScoreNode;
import org.hengji.checker.scores.ScoreTables;
import org.hengji.checker.scores.ScoreTree;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** K14: weights, points and limits in a score table are those of the framework that it follows. Wording may differ. */
public final class FrameworkCheck implements Check {
    private static final Pattern POINTS = Pattern.compile("(?<![\\d.×])(\\d{1,2}(?:\\.\\d{1,2})?)分");
    private static final Pattern LIMITS = Pattern.compile("(?<![\\d.])(\\d{1,3}(?:\\.\\d+)?)%");
    /** So many numbers of a criterion must agree before one that does not is a change and not another criterion. */
    private static final int ENOUGH_ALIKE = 2;

    @Override
    public String id() {
        return "K14";
    }

    @Override
    public Text meaning() {
        return Text.of(
                "评分表的权重和评分标准里的分值、界限，与所用的指标体系一致",
                "Weights, points and limits of the score table are those of the framework that it follows");
    }

    @Override
    public void run(Report report, Tally tally) {
        List<ScoreTree> trees = ScoreTables.of(report).stream()
                .filter(t -> t.framework().isPresent())
                .toList();
        List<ClassWeights> classes = ClassWeights.of(report);
        classes.forEach(c -> classWeight(c, tally));
        if (trees.isEmpty() && classes.isEmpty()) {
            tally.skip("评分表不属于已知的指标体系", "The score table follows no known framework");
        }
        for (ScoreTree tree : trees) {
            Framework framework = tree.framework().orElseThrow();
            for (ScoreNode node : tree.nodes()) {
                Optional<Indicator> indicator = tree.indicator(node);
                if (indicator.isPresent()) {
                    weight(framework, tree, node, indicator.get(), tally);
                    criterion(report, framework, node, indicator.get(), tally);
                }
            }
        }
    }

    private void classWeight(ClassWeights c, Tally tally) {
        if (c.agrees()) {
            tally.pass();
            return;
        }
        String name = c.indicator().name().zh();
        boolean one = c.low().equals(c.high());
        String due = one ? c.low().toText() : c.low().toText() + "至" + c.high().toText();
        String sum = c.sum().toText();
        tally.find(Findings.of(id(), Severity.QUESTION, Confidence.MEDIUM)
                .says(
                        "“" + name + "”各项权重合计" + sum + "分，"
                                + c.framework().name().zh() + "规定为" + due + "分。",
                        "The weights under \"" + name + "\" add up to " + sum + "; "
                                + c.framework().name().en() + " gives the class "
                                + (one
                                        ? due
                                        : c.low().toText() + " to " + c.high().toText()) + ".")
                .claimed(sum)
                .computed(due)
                .arithmetic(String.join(
                                " + ", c.weights().stream().map(Printed::text).toList()) + " = " + sum)
                .at(c.weights().stream().map(Printed::span).toList())
                .settledBy(
                        "权重允许调整的，说明调整依据；否则按指标体系改正。",
                        "Where weights may be set, give the reason; else follow the framework."));
    }

    private void weight(Framework framework, ScoreTree tree, ScoreNode node, Indicator indicator, Tally tally) {
        if (node.weight().isEmpty()) {
            return;
        }
        Printed weight = node.weight().get();
        if (weight.value().equals(indicator.max())) {
            tally.pass();
            return;
        }
        if (isToldBySums(tree, node, indicator)) {
            return;
        }
        tally.find(Findings.of(id(), Severity.QUESTION, node.repaired() ? Confidence.LOW : Confidence.MEDIUM)
                .says(
                        "“" + node.name() + "”的权重是" + weight.text() + "分，"
                                + framework.name().zh() + "规定为"
                                + indicator.max().toText() + "分。",
                        "\"" + node.name() + "\" has a weight of " + weight.text() + "; "
                                + framework.name().en() + " gives "
                                + indicator.max().toText() + ".")
                .claimed(weight.text())
                .computed(indicator.max().toText())
                .at(weight.span())
                .settledBy(
                        "权重是参考分值的，说明调整依据；否则按指标体系改正。",
                        "Where weights may be set, give the reason; else follow the framework."));
    }

    /** The weights below do not add up to it: that has been said already. */
    private static boolean isToldBySums(ScoreTree tree, ScoreNode node, Indicator indicator) {
        List<ScoreNode> children = tree.children(node);
        return !children.isEmpty()
                && children.stream().allMatch(c -> c.weight().isPresent())
                && children.stream()
                        .map(c -> c.weight().orElseThrow().value())
                        .reduce(Rational.ZERO, Rational::plus)
                        .equals(indicator.max());
    }

    private void criterion(Report report, Framework framework, ScoreNode node, Indicator indicator, Tally tally) {
        boolean lowest = indicator.children().stream().allMatch(Indicator::item);
        if (!lowest || node.criterion().isEmpty() || node.repaired()) {
            return;
        }
        RuleNumbers numbers = RuleNumbers.of(indicator);
        List<Number> points = new ArrayList<>();
        List<Number> limits = new ArrayList<>();
        for (Span span : node.criterion()) {
            Passage passage = report.passageAt(span.start());
            if (isRemark(report, passage, node) || !Report.isCriterion(passage)) {
                continue;
            }
            read(passage, POINTS, Rational.ONE, points);
            read(passage, LIMITS, Rational.of(1, 100), limits);
        }
        compare(framework, node, indicator, points, numbers.points(), numbers, "分", tally);
        compare(framework, node, indicator, limits, numbers.limits(), numbers, "%", tally);
    }

    /** It stands in the row of the points, behind them. */
    private static boolean isRemark(Report report, Passage passage, ScoreNode node) {
        return node.points()
                .flatMap(p -> report.passageAt(p.span().start()).cell())
                .flatMap(at -> passage.cell()
                        .map(c -> c.table() == at.table()
                                && c.cell().row() == at.cell().row()
                                && c.cell().column() > at.cell().column()))
                .orElse(false);
    }

    private record Number(Rational value, Span span) {}

    private static void read(Passage passage, Pattern pattern, Rational scale, List<Number> into) {
        Matcher m = pattern.matcher(passage.text());
        while (m.find()) {
            into.add(new Number(Rational.parse(m.group(1)).times(scale), passage.original(m.start(1), m.end(1) + 1)));
        }
    }

    private void compare(
            Framework framework,
            ScoreNode node,
            Indicator indicator,
            List<Number> printed,
            Set<Rational> official,
            RuleNumbers numbers,
            String unit,
            Tally tally) {
        Set<Rational> values = new TreeSet<>(printed.stream().map(Number::value).toList());
        long alike = values.stream().filter(official::contains).count();
        List<Number> foreign = printed.stream()
                .filter(n -> !official.contains(n.value()))
                // A criterion that gives more than the weight is told with the weights
                .filter(n -> unit.equals("%") || n.value().compareTo(indicator.max()) <= 0)
                .toList();
        if (alike >= ENOUGH_ALIKE && foreign.isEmpty()) {
            tally.pass();
            return;
        }
        if (alike < ENOUGH_ALIKE
                || values.stream().filter(v -> !official.contains(v)).count() != 1) {
            return;
        }
        Number one = foreign.isEmpty() ? null : foreign.get(0);
        if (one == null) {
            return;
        }
        Optional<Rational> due = numbers.missing(official, values);
        String claimed = written(one.value(), unit);
        tally.find(Findings.of(id(), Severity.FACTUAL, due.isPresent() ? Confidence.MEDIUM : Confidence.LOW)
                .says(
                        "“" + node.name() + "”的评分标准里有" + claimed + "，"
                                + framework.name().zh() + "里这个指标的标准没有这个数"
                                + due.map(d -> "，对应的是" + written(d, unit)).orElse("") + "。",
                        "The criterion of \"" + node.name() + "\" has " + claimed
                                + ", which the criterion of this indicator in "
                                + framework.name().en() + " does not"
                                + due.map(d -> "; it has " + written(d, unit)).orElse("") + ".")
                .claimed(claimed)
                .computed(due.map(d -> written(d, unit)).orElse(null))
                .at(one.span())
                .settledBy("对照正式印发的评分标准核对。", "Compare with the criterion as issued."));
    }

    private static String written(Rational value, String unit) {
        return (unit.equals("%") ? value.times(Rational.HUNDRED) : value).toText() + unit;
    }
}
