package org.hengji.checker.checks;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Check;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.scores.Printed;
import org.hengji.checker.scores.ScoreNode;
import org.hengji.checker.scores.ScoreTables;
import org.hengji.checker.scores.ScoreTree;
import org.hengji.checker.scores.ToldPoints;
import org.hengji.checker.scores.ToldPoints.Claim;
import org.hengji.checker.scores.ToldPoints.Kind;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** K09: what the text says of points is what the score table says. */
public final class NarrativeCheck implements Check {
    private static final Pattern UNNAMED = Pattern.compile("该项?指标满分(\\d+(?:\\.\\d+)?)分，得(\\d+(?:\\.\\d+)?)分");

    @Override
    public String id() {
        return "K09";
    }

    @Override
    public Text meaning() {
        return Text.of(
                "正文说的满分、得分、得分率和总分，与评分表一致",
                "Full marks, points, rates and totals told in the text are those of the score table");
    }

    @Override
    public void run(Report report, Tally tally) {
        List<ScoreTree> trees = ScoreTables.of(report);
        ToldPoints told = ToldPoints.of(report);
        if (told.claims().isEmpty() && told.totals().isEmpty()) {
            unnamed(report, trees, tally);
            if (tally.applied() == 0) {
                tally.skip("正文没有说得分", "The text tells no points");
            }
            return;
        }
        told.totals().forEach(f -> total(trees, f, tally));
        // 满分8分，得8分 of one sentence are one claim
        Map<List<Object>, List<Claim>> sentences = new LinkedHashMap<>();
        for (Claim claim : told.claims()) {
            Figure f = claim.figure();
            sentences
                    .computeIfAbsent(List.of(claim.node(), f.passage().index(), f.sentence()), k -> new ArrayList<>())
                    .add(claim);
        }
        sentences.values().forEach(claims -> compare(report, trees, claims, tally));
        unnamed(report, trees, tally);
    }

    private void unnamed(Report report, List<ScoreTree> trees, Tally tally) {
        if (!trees.isEmpty()) {
            report.passages().stream().filter(p -> !p.isCell()).forEach(p -> unnamed(report, trees.get(0), p, tally));
        }
    }

    /** 该指标满分10分，得10分 without a name: some indicator of its chapter must have these. */
    private void unnamed(Report report, ScoreTree tree, Passage p, Tally tally) {
        Matcher m = UNNAMED.matcher(p.text());
        while (!p.chapter().isEmpty() && m.find()) {
            String chapter = p.chapter().get(p.chapter().size() - 1);
            Optional<ScoreNode> top = tree.firstLevel().stream()
                    .filter(n -> chapter.contains(n.name()))
                    .findFirst();
            Span told = p.original(m.start(), m.end());
            boolean held = tally.findings().stream()
                    .flatMap(f -> f.places().stream())
                    .anyMatch(f -> f.span().overlaps(told));
            if (top.isEmpty() || held) {
                continue;
            }
            Rational full = Rational.parse(m.group(1));
            Rational got = Rational.parse(m.group(2));
            List<ScoreNode> all = below(tree, top.get());
            boolean fits = all.stream()
                    .filter(n -> n.weight().filter(w -> w.value().equals(full)).isPresent())
                    .anyMatch(n -> n.points().map(g -> g.value().equals(got)).orElse(true));
            boolean known = all.stream()
                    .allMatch(n -> n.weight().isPresent() && n.points().isPresent());
            if (fits) {
                tally.pass();
            } else if (known) {
                tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.MEDIUM)
                        .says(
                                "“" + chapter + "”里写有满分" + m.group(1) + "分、得" + m.group(2) + "分，评分表“"
                                        + top.get().name() + "”下没有这样一个指标。",
                                "\"" + chapter + "\" tells " + m.group(2) + " of " + m.group(1)
                                        + " points; the score table has no such indicator below \""
                                        + top.get().name() + "\".")
                        .claimed(m.group(2) + " / " + m.group(1))
                        .at(told, top.get().place())
                        .settledBy("写明是哪个指标，并与评分表核对。", "Name the indicator and compare it with the score table."));
            }
        }
    }

    private static List<ScoreNode> below(ScoreTree tree, ScoreNode top) {
        List<ScoreNode> all = new ArrayList<>(List.of(top));
        tree.children(top).forEach(c -> all.addAll(below(tree, c)));
        return all;
    }

    private void total(List<ScoreTree> trees, Figure told, Tally tally) {
        Optional<Printed> total =
                trees.stream().flatMap(t -> t.total().stream()).findFirst();
        if (total.isEmpty()) {
            tally.skip("没有可以对照的评分表合计", "There is no total of a score table to compare with");
        } else if (total.get().value().equals(told.value())) {
            tally.recomputed(told, true);
            tally.pass();
        } else {
            tally.recomputed(told, false);
            tally.find(Findings.of(id(), Severity.SCORE_CHANGING, Confidence.HIGH)
                    .says(
                            "正文写总分" + told.printed() + "，评分表合计" + total.get().text() + "分。",
                            "The text gives a total of " + told.value().toText() + ", the score table "
                                    + total.get().text() + ".")
                    .claimed(told.printed())
                    .computed(total.get().text())
                    .at(told.span(), total.get().span())
                    .settledBy("确定总分，改正另一处。", "Settle the total and correct the other place."));
        }
    }

    private void compare(Report report, List<ScoreTree> trees, List<Claim> claims, Tally tally) {
        List<String> told = new ArrayList<>();
        List<String> table = new ArrayList<>();
        List<String> english = new ArrayList<>();
        List<Span> places = new ArrayList<>();
        List<Span> operands = new ArrayList<>();
        String node = claims.get(0).node();
        boolean sure = claims.stream().allMatch(Claim::named);
        for (Claim claim : claims) {
            Figure figure = claim.figure();
            if (claim.kind() == Kind.RATE) {
                rate(report, trees, claims, claim, tally);
                continue;
            }
            boolean full = claim.kind() == Kind.FULL;
            Optional<Value> value = full ? weight(trees, node) : points(trees, node);
            if (value.isEmpty()) {
                tally.skip("评分表里没有可以对照的数", "The table has nothing to compare with");
                continue;
            }
            boolean same = value.get().value().equals(figure.value());
            tally.recomputed(figure, same);
            if (same) {
                tally.pass();
            } else {
                told.add((full ? "满分" : "得") + figure.printed());
                table.add((full ? "满分" : "得") + value.get().value().toText() + "分");
                english.add((full ? "full marks of " : "points of ")
                        + figure.value().toText() + " where the table has "
                        + value.get().value().toText());
                places.add(figure.span());
                operands.addAll(value.get().spans());
            }
        }
        if (!told.isEmpty()) {
            places.addAll(operands);
            tally.find(Findings.of(id(), Severity.FACTUAL, sure ? Confidence.HIGH : Confidence.MEDIUM)
                    .says(
                            "正文写“" + node + "”" + String.join("、", told) + "，评分表里是" + String.join("、", table) + "。",
                            "For \"" + node + "\" the text tells " + String.join(", and ", english) + ".")
                    .claimed(String.join("，", told))
                    .computed(String.join("，", table))
                    .at(places)
                    .settledBy(
                            "核对该指标的分值和得分，改正其中一处。", "Check weight and points of the indicator and correct one place."));
        }
    }

    /** 得分率 is points over full marks, of the same sentence if it tells them. */
    private void rate(Report report, List<ScoreTree> trees, List<Claim> claims, Claim claim, Tally tally) {
        Optional<Value> full = own(claims, Kind.FULL).or(() -> weight(trees, claim.node()));
        Optional<Value> got = own(claims, Kind.GOT).or(() -> points(trees, claim.node()));
        Figure printed = claim.figure();
        if (full.isEmpty() || got.isEmpty() || full.get().value().signum() == 0) {
            tally.skip("没有可以复算得分率的分值或得分", "Nothing to recompute the score rate from");
            return;
        }
        Rational rate = got.get().value().over(full.get().value());
        // Where the table bears the rate out, the points told are what is wrong, and that is found by itself
        boolean agrees =
                printed.agreement(rate).agrees() || ToldPoints.of(report).bearsOut(report, printed);
        tally.recomputed(printed, agrees);
        if (agrees) {
            tally.pass();
            return;
        }
        String computed = rate.times(Rational.HUNDRED)
                        .toDecimal(Math.max(2, printed.places()), RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
        List<Span> places = new ArrayList<>();
        places.add(printed.span());
        places.addAll(got.get().spans());
        places.addAll(full.get().spans());
        tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.HIGH)
                .says(
                        "“" + claim.node() + "”的得分率写的是" + printed.printed() + "，按得分和满分应为" + computed + "。",
                        "The score rate of \"" + claim.node() + "\" is printed as " + printed.printed()
                                + "; points over full marks make " + computed + ".")
                .claimed(printed.printed())
                .computed(computed)
                .arithmetic(
                        got.get().value().toText() + " ÷ " + full.get().value().toText() + " = " + computed)
                .at(places)
                .settledBy("改正得分率。", "Correct the score rate."));
    }

    private record Value(Rational value, List<Span> spans) {}

    private static Optional<Value> own(List<Claim> claims, Kind kind) {
        return claims.stream()
                .filter(c -> c.kind() == kind)
                .findFirst()
                .map(c -> new Value(c.figure().value(), List.of(c.figure().span())));
    }

    private static Optional<Value> weight(List<ScoreTree> trees, String name) {
        return trees.stream()
                .flatMap(t -> t.named(name).flatMap(ScoreNode::weight).stream())
                .findFirst()
                .map(w -> new Value(w.value(), List.of(w.span())));
    }

    /** Printed, or the sum of what is printed below. */
    private static Optional<Value> points(List<ScoreTree> trees, String name) {
        return trees.stream()
                .flatMap(t -> t.named(name).flatMap(ScoreNode::points).stream())
                .findFirst()
                .map(p -> new Value(p.value(), List.of(p.span())))
                .or(() -> trees.stream()
                        .flatMap(t -> t.named(name).flatMap(n -> sum(t, n)).stream())
                        .findFirst());
    }

    private static Optional<Value> sum(ScoreTree tree, ScoreNode node) {
        if (node.points().isPresent()) {
            Printed p = node.points().get();
            return Optional.of(new Value(p.value(), List.of(p.span())));
        }
        List<ScoreNode> children = tree.children(node);
        if (children.isEmpty() || !tree.isWhole(node)) {
            return Optional.empty();
        }
        Rational sum = Rational.ZERO;
        List<Span> spans = new ArrayList<>();
        for (ScoreNode child : children) {
            Optional<Value> part = sum(tree, child);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(part.get().value());
            spans.addAll(part.get().spans());
        }
        return Optional.of(new Value(sum, spans));
    }
}
