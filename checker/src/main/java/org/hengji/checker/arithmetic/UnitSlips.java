package org.hengji.checker.arithmetic;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.Report;
import org.hengji.checker.arithmetic.Averages.Average;
import org.hengji.checker.arithmetic.Ratios.Held;
import org.hengji.checker.arithmetic.Ratios.Operands;
import org.hengji.checker.reading.Figure;
import org.hengji.scoring.number.Rational;

/** Amounts that would be right with the decimal point or the unit shifted: a ratio, an average or a sum says so. */
public final class UnitSlips {
    /** ×10 for a digit too many, ×10000 for 万元 and 元. */
    private static final int TELLING = 4;

    /** How far an amount is off when its decimal point is one place away, or 万 stands for 元 or 亿 for 万. */
    static final List<Rational> SHIFTS =
            List.of(Rational.of(10), Rational.of(1, 10), Rational.of(10_000), Rational.of(1, 10_000));

    /**
     * @param times what the printed amount has to be multiplied by
     * @param arithmetic what then comes out right
     */
    public record Slip(Figure printed, Rational times, String arithmetic, List<Figure> others) {
        public String corrected() {
            return printed.value()
                            .times(times)
                            .toDecimal(printed.places() + 4, RoundingMode.HALF_UP)
                            .stripTrailingZeros()
                            .toPlainString()
                    + printed.unit().symbol();
        }

        /** The figure as it should have been printed, at its place. */
        public Figure repaired() {
            return shift(printed, times);
        }
    }

    private UnitSlips() {}

    /** Digits enough that nothing else is ten times it by chance. */
    static boolean isTelling(Figure figure) {
        return figure.value()
                        .toDecimal(figure.places(), RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .precision()
                >= TELLING;
    }

    /** Each figure once. */
    public static List<Slip> of(Report report) {
        return report.derived(All.class, r -> new All(read(r))).slips();
    }

    private record All(List<Slip> slips) {}

    private static List<Slip> read(Report report) {
        Map<Figure, Slip> slips = new LinkedHashMap<>();
        Ratios.of(report).held().stream()
                .filter(h -> !h.agreement().agrees())
                .forEach(h -> ratio(h, report).ifPresent(s -> slips.putIfAbsent(s.printed(), s)));
        Averages.of(report).stream()
                .filter(a -> !a.agrees(Rational.ONE))
                .forEach(a -> average(a).ifPresent(s -> slips.putIfAbsent(s.printed(), s)));
        Parts.of(report).found().stream()
                .filter(b -> !b.agrees())
                .forEach(b -> sum(b).ifPresent(s -> slips.putIfAbsent(s.printed(), s)));
        return new ArrayList<>(slips.values());
    }

    /** Of several the one with which the rest of the two amounts is printed too, or that nothing else bears out. */
    private static Optional<Slip> ratio(Held held, Report report) {
        Operands o = held.operands();
        List<Slip> slips = new ArrayList<>();
        List<Rational> rests = new ArrayList<>();
        for (Figure wrong : List.of(o.numerator(), o.denominator())) {
            for (Rational times : SHIFTS) {
                Operands shifted = wrong == o.numerator()
                        ? new Operands(o.kind(), shift(wrong, times), o.denominator(), o.falling())
                        : new Operands(o.kind(), o.numerator(), shift(wrong, times), o.falling());
                if (wrong.isMoney()
                        && shifted.isDefined()
                        && held.printed().agreement(shifted.value()).agrees()) {
                    slips.add(new Slip(
                            wrong,
                            times,
                            shifted.written(),
                            List.of(held.printed(), wrong == o.numerator() ? o.denominator() : o.numerator())));
                    rests.add(shifted.denominator()
                            .base()
                            .minus(shifted.numerator().base()));
                }
            }
        }
        for (int i = 0; i < slips.size(); i++) {
            Rational rest = rests.get(i);
            if (report.figures(held.printed().passage()).stream()
                    .anyMatch(f -> f.isMoney() && f.base().equals(rest) && rest.signum() != 0)) {
                return Optional.of(slips.get(i));
            }
        }
        return slips.stream()
                .filter(s -> !isBorneOut(s.printed(), report))
                .findFirst()
                .or(() -> slips.stream().findFirst());
    }

    /** Another rate comes out right with the figure as it is printed. */
    private static boolean isBorneOut(Figure figure, Report report) {
        return Ratios.of(report).held().stream()
                .anyMatch(h -> h.agreement().agrees()
                        && (h.operands().numerator() == figure || h.operands().denominator() == figure));
    }

    private static Figure shift(Figure f, Rational times) {
        return new Figure(
                f.passage(),
                f.from(),
                f.to(),
                f.value().times(times),
                f.places() + 4,
                f.unit(),
                f.bound(),
                f.label(),
                f.after(),
                f.sentence(),
                f.malformed());
    }

    private static Optional<Slip> average(Average a) {
        return SHIFTS.stream()
                .filter(a::agrees)
                .findFirst()
                .map(times -> new Slip(
                        a.total(),
                        times,
                        a.total().printed() + " × " + times.toText() + " ÷ "
                                + a.count().printed() + " = " + a.printed().printed(),
                        List.of(a.printed(), a.count())));
    }

    private static Optional<Slip> sum(Parts.Breakdown b) {
        return SHIFTS.stream()
                .filter(times ->
                        b.whole().base().times(times).equals(b.sum()) && b.sum().signum() > 0)
                .findFirst()
                .map(times -> new Slip(b.whole(), times, b.written(), b.parts()));
    }
}
