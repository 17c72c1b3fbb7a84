package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.vocabulary.FigureWords.Stage;
import org.hengji.checker.vocabulary.Glossary;
import org.hengji.scoring.number.Rational;

/**
 * How far a budget was adjusted: the change of the whole, and the changes of the parts that a report tells, which may offset
 * one another.
 *
 * @param whole opening and adjusted budget
 * @param parts the finest parts told that make up both
 */
public record Adjustments(Change whole, List<Change> parts) {
    private static final int NEAR = 2;
    private static final List<String> NAMES =
            Glossary.part("operands").get("cumulative").words("names");

    /** One budget before and after. */
    public record Change(String name, Figure opening, Figure adjusted) {
        public Rational size() {
            return adjusted.base().minus(opening.base()).abs();
        }
    }

    public Rational net() {
        return whole.size().over(whole.opening().base());
    }

    public Rational sum() {
        return parts.stream().map(Change::size).reduce(Rational.ZERO, Rational::plus);
    }

    public Rational gross() {
        return sum().over(whole.opening().base());
    }

    /** Only where the parts make up the whole before and after. */
    public static Optional<Adjustments> of(Report report) {
        List<Change> all = changes(report);
        return all.stream()
                .max(Comparator.comparing(c -> c.opening().base()))
                .filter(c -> c.opening().base().signum() > 0)
                .flatMap(whole -> {
                    List<Change> parts = parts(whole, all);
                    return parts.size() > 1 ? Optional.of(new Adjustments(whole, parts)) : Optional.empty();
                });
    }

    private static List<Change> changes(Report report) {
        List<Change> all = new ArrayList<>();
        for (Passage p : report.passages()) {
            List<Figure> amounts = p.isCell()
                    ? List.of()
                    : report.figures(p).stream()
                            .filter(f -> f.isMoney() && f.isExact())
                            .toList();
            for (int i = 0; i < amounts.size(); i++) {
                Figure from = amounts.get(i);
                for (int j = i + 1; stage(report, from) == Stage.INITIAL && j < amounts.size() && j <= i + NEAR; j++) {
                    Figure to = amounts.get(j);
                    boolean known = all.stream()
                            .anyMatch(c -> c.opening().base().equals(from.base())
                                    && c.adjusted().base().equals(to.base()));
                    if (stage(report, to) == Stage.ADJUSTED && !known) {
                        all.add(new Change(from.label(), from, to));
                        break;
                    }
                }
            }
        }
        return all;
    }

    private static Stage stage(Report report, Figure f) {
        return report.words().stage(f.label()).orElse(null);
    }

    /** Two of the named parts that together are the whole at both times, each by its own parts if it has some. */
    private static List<Change> parts(Change whole, List<Change> all) {
        List<Change> named = all.stream()
                .filter(c -> c != whole && NAMES.stream().anyMatch(c.name()::contains))
                .filter(c -> c.opening().base().compareTo(whole.opening().base()) < 0)
                .toList();
        for (Change a : named) {
            for (Change b : named) {
                if (a.opening().span().start() < b.opening().span().start()
                        && adds(whole.opening(), a.opening(), b.opening())
                        && adds(whole.adjusted(), a.adjusted(), b.adjusted())) {
                    List<Change> parts = new ArrayList<>();
                    for (Change part : List.of(a, b)) {
                        List<Change> own = parts(part, all);
                        parts.addAll(own.isEmpty() ? List.of(part) : own);
                    }
                    return parts;
                }
            }
        }
        return List.of();
    }

    private static boolean adds(Figure whole, Figure a, Figure b) {
        Rational slack = whole.halfUnit().max(a.halfUnit()).max(b.halfUnit());
        boolean decimals = whole.places() > 0 || a.places() > 0 || b.places() > 0;
        Rational fine = decimals
                ? List.of(whole, a, b).stream()
                        .filter(f -> f.places() > 0)
                        .map(Figure::halfUnit)
                        .reduce(Rational.ZERO, Rational::max)
                : slack;
        return whole.base().minus(a.base()).minus(b.base()).abs().compareTo(fine.times(Rational.of(3))) <= 0;
    }
}
