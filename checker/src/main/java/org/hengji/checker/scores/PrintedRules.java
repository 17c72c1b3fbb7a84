package org.hengji.checker.scores;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.scores.Held.Kind;
import org.hengji.documents.Block;
import org.hengji.documents.Span;
import org.hengji.scoring.number.Rational;

/**
 * Points that a report gives by a rule of its own score table, which follows no known framework, beside what that rule gives
 * for the rate that the report prints.
 *
 * @param node the indicator
 * @param points where they are printed, in the table or in the text
 * @param due what the rule gives
 * @param basis the rate, or the count
 */
public record PrintedRules(
        ScoreNode node, Kind kind, Figure points, Rational due, boolean agrees, List<Figure> basis, String arithmetic) {

    private static final Pattern YEAR = Pattern.compile("(20\\d\\d)年");
    private static final Pattern TOLD = Pattern.compile("(\\d+(?:\\.\\d+)?)%×(\\d+(?:\\.\\d+)?)分");
    private static final Pattern EACH = Pattern.compile("每有?一个([\\p{IsHan}]{2,8})扣(\\d+(?:\\.\\d+)?)分");
    private static final int PLACES = 2;
    private static final int NEAR = 24;
    private static final int SHORTEST_RATE = 3;
    private static final int LONGEST_OPENING = 6;

    public static List<PrintedRules> of(Report report) {
        return report.derived(Found.class, PrintedRules::find).all();
    }

    private record Found(List<PrintedRules> all) {}

    private static Found find(Report report) {
        List<PrintedRules> all = new ArrayList<>();
        for (ScoreTree tree : ScoreTables.of(report)) {
            if (tree.framework().isPresent()) {
                continue;
            }
            for (ScoreNode node : tree.leaves()) {
                boolean scored = node.points().isPresent() && node.weight().isPresent() && !node.repaired();
                if (scored) {
                    told(report, node, all);
                    String criterion = criterion(report, node);
                    PrintedRule.of(criterion).ifPresent(rule -> byRate(report, tree, node, rule, all));
                    byCount(report, node, criterion, all);
                }
            }
        }
        return new Found(List.copyOf(all));
    }

    /** The criterion's cell, or what stands behind the points in their row. */
    static String criterion(Report report, ScoreNode node) {
        StringBuilder text = new StringBuilder();
        node.criterion()
                .forEach(span -> text.append(report.passageAt(span.start()).text()));
        if (text.isEmpty()) {
            behind(report, node).forEach(p -> text.append(p.text()));
        }
        return text.toString();
    }

    private static List<Passage> behind(Report report, ScoreNode node) {
        Optional<Passage.InTable> at =
                report.passageAt(node.points().orElseThrow().span().start()).cell();
        List<Passage> behind = new ArrayList<>();
        at.ifPresent(c -> {
            for (Block.Cell cell : c.table().row(c.cell().row())) {
                if (cell.column() > c.cell().column()) {
                    behind.add(report.passage(cell));
                }
            }
        });
        return behind;
    }

    /** 执行率96%×10分 beside the points. */
    private static void told(Report report, ScoreNode node, List<PrintedRules> all) {
        for (Passage passage : behind(report, node)) {
            Matcher m = TOLD.matcher(passage.text());
            if (m.find()) {
                Rational due = Rational.parse(m.group(1)).over(Rational.HUNDRED).times(Rational.parse(m.group(2)));
                List<Figure> basis = report.figures(passage).stream()
                        .filter(f -> f.isPercent() && f.from() >= m.start() && f.to() <= m.end())
                        .toList();
                add(report, node, Kind.FORMULA, List.of(due), basis, m.group(), all);
            }
        }
    }

    private static void byRate(
            Report report, ScoreTree tree, ScoreNode node, PrintedRule rule, List<PrintedRules> all) {
        List<Figure> rates = report.figures().stream()
                .filter(f -> f.isPercent() && f.isExact() && isOf(report, tree, node, rule, f))
                .toList();
        if (rates.isEmpty() || rates.stream().map(Figure::base).distinct().count() != 1) {
            return;
        }
        Kind kind = rule instanceof PrintedRule.Bands
                ? Kind.TIERS
                : rule instanceof PrintedRule.Steps ? Kind.STEPS : Kind.FORMULA;
        // Where tables print different weights, points that follow from either are not what is wrong.
        List<Rational> due = weights(report, node)
                .flatMap(weight -> rule.due(rates.get(0).base(), weight).stream())
                .toList();
        if (!due.isEmpty()) {
            add(
                    report,
                    node,
                    kind,
                    due,
                    rates.subList(0, 1),
                    rule.written(
                            rates.get(0).printed(), node.weight().orElseThrow().value()),
                    all);
        }
    }

    /** Its own, then those that other tables print for it. */
    private static Stream<Rational> weights(Report report, ScoreNode node) {
        return Stream.concat(
                        Stream.of(node),
                        ScoreTables.of(report).stream().flatMap(tree -> tree.named(node.name()).stream()))
                .flatMap(n -> n.weight().stream())
                .map(Printed::value)
                .distinct();
    }

    /** This year's rate of that name, in the text or behind the points themselves. */
    private static boolean isOf(Report report, ScoreTree tree, ScoreNode node, PrintedRule rule, Figure f) {
        if (f.passage().isCell()) {
            return behind(report, node).contains(f.passage())
                    && ToldWords.shipped().measured().contains(f.label());
        }
        String label = f.label();
        if (label.length() < 2 || !PrintedFacts.isActual(f, report.words()) || isOtherYear(report, f)) {
            return false;
        }
        if (isAim(report, f)) {
            return false;
        }
        if (!rule.rate().isEmpty()) {
            return label.endsWith(rule.rate())
                    || label.length() >= SHORTEST_RATE && rule.rate().endsWith(label);
        }
        boolean kind = label.length() >= SHORTEST_RATE && node.name().endsWith(label);
        return kind && (unique(tree, label) || speaksOf(tree, node, f));
    }

    /** 年度目标：…合格率100%. */
    private static boolean isAim(Report report, Figure f) {
        String text = f.passage().text();
        int start = text.lastIndexOf('。', f.from()) + 1;
        String opening = text.substring(start, Math.min(f.from(), start + LONGEST_OPENING));
        return report.words().notActual().stream().anyMatch(opening::contains);
    }

    private static boolean isOtherYear(Report report, Figure f) {
        Matcher years = YEAR.matcher(f.passage().text().substring(Math.max(0, f.from() - NEAR), f.from()));
        String last = report.year();
        while (years.find()) {
            last = years.group(1);
        }
        return !last.equals(report.year());
    }

    private static boolean unique(ScoreTree tree, String label) {
        return tree.leaves().stream().filter(n -> n.name().endsWith(label)).count() == 1;
    }

    /** Two neighbouring characters of the name that no other indicator has stand before the figure in its paragraph. */
    private static boolean speaksOf(ScoreTree tree, ScoreNode node, Figure f) {
        String before = f.passage().text().substring(0, f.from());
        String name = node.name();
        for (int i = 0; i + 2 <= name.length(); i++) {
            String pair = name.substring(i, i + 2);
            boolean own = tree.leaves().stream()
                    .noneMatch(n -> !n.name().equals(name) && n.name().contains(pair));
            if (own && before.contains(pair)) {
                return true;
            }
        }
        return false;
    }

    /** 每有一个标段逾期扣2分: 1个标段逾期15天. */
    private static void byCount(Report report, ScoreNode node, String criterion, List<PrintedRules> all) {
        Matcher m = EACH.matcher(criterion);
        if (!m.find()) {
            return;
        }
        List<Figure> counts = report.figures().stream()
                .filter(f -> !f.passage().isCell() && f.isExact() && f.after().startsWith(m.group(1)))
                .toList();
        if (counts.size() == 1) {
            Rational lost = counts.get(0).base().times(Rational.parse(m.group(2)));
            Rational due = node.weight().orElseThrow().value().minus(lost).max(Rational.ZERO);
            String written = counts.get(0).words() + " × " + m.group(2) + "分";
            add(report, node, Kind.STEPS, List.of(due), counts, written, all);
        }
    }

    /** Against the points of the table and those that the text tells of the indicator. */
    private static void add(
            Report report,
            ScoreNode node,
            Kind kind,
            List<Rational> due,
            List<Figure> basis,
            String arithmetic,
            List<PrintedRules> all) {
        List<Figure> printed = new ArrayList<>();
        report.figureAt(node.points().orElseThrow().span()).ifPresent(printed::add);
        ToldPoints.of(report).claims().stream()
                .filter(c -> c.kind() == ToldPoints.Kind.GOT && c.node().equals(node.name()))
                .map(ToldPoints.Claim::figure)
                .forEach(printed::add);
        basis.forEach(b -> toldWith(report, b).filter(f -> !printed.contains(f)).ifPresent(printed::add));
        for (Figure points : printed) {
            boolean agrees = due.stream().anyMatch(d -> fits(d, points));
            all.add(new PrintedRules(node, kind, points, due.get(0), agrees, basis, arithmetic));
        }
    }

    /** 满意度88.33%，…，得8分: the points that the sentence of the rate tells. */
    private static Optional<Figure> toldWith(Report report, Figure basis) {
        return basis.passage().isCell()
                ? Optional.empty()
                : report.figures(basis.passage()).stream()
                        .filter(f -> f.from() > basis.to() && f.sentence() == basis.sentence())
                        .filter(f -> f.unit().dimension().equals("point") && f.isExact())
                        .filter(f -> report.words().got().stream().anyMatch(f.label()::endsWith))
                        .filter(f -> report.figures(basis.passage()).stream()
                                .noneMatch(r -> r.isPercent()
                                        && report.words().rate(r.label()).isPresent()
                                        && r.from() > basis.to()
                                        && r.to() < f.from()
                                        && r.sentence() == f.sentence()))
                        .findFirst();
    }

    private static boolean fits(Rational due, Figure points) {
        int places = Math.max(PLACES, points.places());
        return due.round(places, RoundingMode.HALF_UP).equals(points.value())
                || due.round(places, RoundingMode.DOWN).equals(points.value())
                || due.round(points.places(), RoundingMode.HALF_UP).equals(points.value()) && points.places() > 0;
    }

    public String dueText() {
        return due.toDecimal(PLACES, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    public Span place() {
        return points.span();
    }
}
