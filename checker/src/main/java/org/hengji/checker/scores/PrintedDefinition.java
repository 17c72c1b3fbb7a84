package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.scoring.number.Rational;

/**
 * A rate that the text prints beside what the score table says it is made of.
 *
 * @param named operands as the table names them, part and whole
 * @param used what the text divides by instead, in words or as a figure; empty when the rate is made as the table says
 * @param due what the table's operands give, where both are printed with one value
 */
public record PrintedDefinition(
        ScoreNode node,
        Figure printed,
        String named,
        Optional<String> used,
        List<Figure> operands,
        Optional<Rational> due) {
    private static final Pattern DEFINED =
            Pattern.compile("([\\p{IsHan}]{2,14}率)=([\\p{IsHan}]{2,16})÷([\\p{IsHan}]{2,16})×100%");
    private static final Pattern STATED =
            Pattern.compile("^\\(=?([\\p{IsHan}]{2,16})[÷/]([\\p{IsHan}]{2,16})(?:×100%)?\\)");
    private static final int SHORTEST_RATE = 3;
    private static final int SHARED = 2;

    /** Of score tables that follow no known framework. */
    public static List<PrintedDefinition> of(Report report) {
        List<PrintedDefinition> all = new ArrayList<>();
        for (ScoreTree tree : ScoreTables.of(report)) {
            for (ScoreNode node : tree.framework().isPresent() ? List.<ScoreNode>of() : tree.leaves()) {
                node.criterion().forEach(span -> {
                    Matcher m = DEFINED.matcher(report.passageAt(span.start()).text());
                    if (m.find()) {
                        report.figures().stream()
                                .filter(f -> isRate(report, f, m.group(1)))
                                .forEach(f -> of(report, node, f, m.group(2), m.group(3))
                                        .ifPresent(all::add));
                    }
                });
            }
        }
        return all;
    }

    private static boolean isRate(Report report, Figure f, String name) {
        return f.isPercent()
                && f.isExact()
                && !f.passage().isCell()
                && f.label().length() >= SHORTEST_RATE
                && (f.label().endsWith(name) || name.endsWith(f.label()))
                && PrintedFacts.isActual(f, report.words());
    }

    private static Optional<PrintedDefinition> of(
            Report report, ScoreNode node, Figure rate, String part, String whole) {
        Optional<Figure> above = one(report, part);
        Optional<Figure> below = one(report, whole).filter(b -> b.base().signum() > 0);
        Optional<Rational> due = above.isPresent() && below.isPresent()
                ? Optional.of(above.get().base().over(below.get().base()))
                : Optional.empty();
        List<Figure> operands = new ArrayList<>();
        above.ifPresent(operands::add);
        below.ifPresent(operands::add);
        String named = part + "÷" + whole;
        Matcher stated = STATED.matcher(rate.passage().text().substring(rate.to()));
        boolean agrees = due.filter(d -> rate.agreement(d).agrees()).isPresent();
        if (agrees) {
            return Optional.of(new PrintedDefinition(node, rate, named, Optional.empty(), operands, due));
        } else if (stated.find()) {
            boolean same = isSame(stated.group(1), part) && isSame(stated.group(2), whole);
            return same
                    ? Optional.empty()
                    : Optional.of(new PrintedDefinition(
                            node, rate, named, Optional.of(stated.group(1) + "÷" + stated.group(2)), operands, due));
        } else if (due.isEmpty()) {
            return Optional.empty();
        }
        return other(report, above.get(), rate).map(o -> {
            operands.add(o);
            return new PrintedDefinition(
                    node, rate, named, Optional.of(above.get().printed() + "÷" + o.printed()), operands, due);
        });
    }

    private static boolean isSame(String stated, String named) {
        return ToldWords.common(core(stated), core(named)) >= SHARED;
    }

    private static String core(String operand) {
        String core = operand;
        for (String filler : ToldWords.shipped().fillers()) {
            core = core.replace(filler, "");
        }
        return core.isEmpty() ? operand : core;
    }

    /** The amount of that name, where the text prints it with one value. */
    private static Optional<Figure> one(Report report, String operand) {
        List<Figure> named = report.figures().stream()
                .filter(f -> f.isMoney() && f.isExact() && !f.passage().isCell())
                .filter(f -> core(f.label()).equals(core(operand)))
                .toList();
        return named.stream().map(Figure::base).distinct().count() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    /** Another amount of the text or of a total row that gives the printed rate. */
    private static Optional<Figure> other(Report report, Figure above, Figure rate) {
        return report.figures().stream()
                .filter(f -> f.isMoney() && f.isExact() && f.base().compareTo(above.base()) > 0)
                .filter(f -> !f.passage().isCell() || isOfTotal(report, f.passage()))
                .filter(f -> rate.agreement(above.base().over(f.base())).agrees())
                .findFirst();
    }

    private static boolean isOfTotal(Report report, Passage cell) {
        Passage.InTable at = cell.cell().orElseThrow();
        return at.table()
                .at(at.cell().row(), 0)
                .map(report::passage)
                .filter(p -> ScoreWords.shipped().totalRow().contains(p.text()))
                .isPresent();
    }
}
