package org.hengji.checker.checks;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hengji.checker.Check;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.arithmetic.Repeats;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.tellings.Remainders;
import org.hengji.checker.tellings.Tellings;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** K10: one fact has one value, wherever a report prints it. */
public final class OneValueCheck implements Check {
    @Override
    public String id() {
        return "K10";
    }

    @Override
    public Text meaning() {
        return Text.of("同一个数在报告各处写法一致", "A figure has the same value wherever the report prints it");
    }

    @Override
    public void run(Report report, Tally tally) {
        Remainders.of(report).forEach(rest -> rest(rest, tally));
        Set<Set<Span>> told = new HashSet<>();
        for (Repeats.Same same : Tellings.of(report)) {
            Optional<Figure> other = same.other();
            if (other.isEmpty()) {
                same.figures()
                        .forEach(f ->
                                tally.recomputed(f, true, changed -> same.held().contains(f)));
                tally.pass();
                continue;
            }
            Figure first = same.figures().get(0);
            Figure second = other.get();
            if (!told.add(Set.of(first.span(), second.span()))) {
                continue;
            }
            tally.recomputed(first, false);
            tally.recomputed(second, false);
            String called = same.name().length() < 2
                    ? Findings.lead(first)
                    : same.name().equals(first.label()) ? Findings.listed(first) : same.name();
            String name = called.isEmpty() ? "这个数" : called;
            String slip = slip(first, second);
            tally.find(new Finding(
                    id(),
                    Severity.FACTUAL,
                    same.sure() ? Confidence.HIGH : Confidence.MEDIUM,
                    Text.of(
                            "“" + name + "”一处写" + first.printed() + "，另一处写" + second.printed() + slip + "，同一个数不应有两个值。",
                            "\"" + name + "\" is " + first.printed() + " in one place and " + second.printed()
                                    + " in another; one fact has one value."),
                    Optional.of(first.printed()),
                    Optional.of(second.printed()),
                    Optional.empty(),
                    Finding.NO_EFFECT,
                    List.of(Place.of(first.span()), Place.of(second.span())),
                    Text.of(
                            "查原始数据，确定哪个值正确；口径不同的，分别写明口径。",
                            "Find the right value in the records; where the bases differ, name them.")));
        }
    }

    private void rest(Remainders.Rest rest, Tally tally) {
        tally.recomputed(rest.printed(), rest.agrees(), rest::breaks);
        if (rest.agrees()) {
            tally.pass();
            return;
        }
        String arithmetic = rest.whole().printed() + " − " + rest.part().printed() + " = " + rest.computed();
        String name = rest.printed().label();
        tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.MEDIUM)
                .says(
                        "“" + name + "”写的是" + rest.printed().printed() + "，按同处的两个数应为" + rest.computed() + "（"
                                + arithmetic + "）。",
                        "\"" + name + "\" is printed as " + rest.printed().printed()
                                + "; the two amounts beside it leave " + rest.computed() + ".")
                .claimed(rest.printed().printed())
                .computed(rest.computed())
                .arithmetic(arithmetic)
                .at(rest.printed().span(), rest.whole().span(), rest.part().span())
                .settledBy("核对余额和它的两个来源数。", "Check what is left and the two amounts it comes from."));
    }

    /** A value that is exactly ten, a hundred or ten thousand times the other is a slip of the unit. */
    private static String slip(Figure a, Figure b) {
        if (a.base().signum() == 0 || b.base().signum() == 0) {
            return "";
        }
        Rational times = a.base().max(b.base()).over(a.base().min(b.base()));
        for (int power : new int[] {10, 100, 1_000, 10_000}) {
            if (times.equals(Rational.of(power))) {
                return "（正好相差" + power + "倍，可能是单位或小数点之误）";
            }
        }
        return "";
    }
}
