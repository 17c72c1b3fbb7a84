package org.hengji.checker.tellings;

import java.util.ArrayList;
import java.util.List;
import org.hengji.checker.Report;
import org.hengji.checker.arithmetic.Ratios;
import org.hengji.checker.reading.Figure;
import org.hengji.scoring.number.Rational;

/** 到位3,600万元；实际支出3,492万元，执行率97%，结余108万元: what the rate leaves of its whole. */
public final class Remainders {
    private static final int NEAR = 100;

    /** @param due whole less part, in the base unit */
    public record Rest(Figure printed, Figure whole, Figure part, Rational due) {
        public boolean agrees() {
            Rational slack = whole.halfUnit().plus(part.halfUnit()).plus(printed.halfUnit());
            return printed.base().minus(due).abs().compareTo(slack) <= 0;
        }

        /** Whether another value in its place would be found wrong: a coarse whole leaves room for several. */
        public boolean breaks(Figure other) {
            return !new Rest(other, whole, part, due).agrees();
        }

        public String computed() {
            return due.over(printed.unit().factor()).toText() + printed.unit().symbol();
        }
    }

    private Remainders() {}

    public static List<Rest> of(Report report) {
        TellingWords words = TellingWords.shipped();
        List<Rest> all = new ArrayList<>();
        for (Ratios.Held held : Ratios.of(report).held()) {
            Figure rate = held.printed();
            Figure whole = held.operands().denominator();
            Figure part = held.operands().numerator();
            boolean spent = held.agreement().agrees()
                    && words.spending().contains(held.ratio().id())
                    && held.operands().kind() == org.hengji.checker.vocabulary.FigureWords.RatioKind.SHARE;
            if (!spent) {
                continue;
            }
            List<Figure> figures = report.figures(rate.passage());
            figures.stream()
                    .filter(f -> f.from() > rate.to() && f.from() - rate.to() < NEAR)
                    .filter(f ->
                            f.isMoney() && f.isExact() && words.remainders().contains(f.label()))
                    .findFirst()
                    .ifPresent(
                            f -> all.add(new Rest(f, whole, part, whole.base().minus(part.base()))));
        }
        return all;
    }
}
