package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Check;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.arithmetic.ColumnRatios;
import org.hengji.checker.arithmetic.Ratios;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Figure.Agreement;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** K02: one report rounds in one way. */
public final class RoundingCheck implements Check {
    @Override
    public String id() {
        return "K02";
    }

    @Override
    public Text meaning() {
        return Text.of("同一份报告用同一种舍入方式", "A report rounds its percentages in one way");
    }

    @Override
    public void run(Report report, Tally tally) {
        List<Computed> rounded = new ArrayList<>();
        List<Computed> cut = new ArrayList<>();
        for (Computed computed : computed(report)) {
            if (computed.agreement() == Agreement.HALF_UP_ONLY) {
                rounded.add(computed);
            } else if (computed.agreement() == Agreement.TRUNCATED_ONLY) {
                cut.add(computed);
            } else if (computed.agreement() == Agreement.BOTH) {
                tally.pass();
            }
        }
        if (rounded.isEmpty() || cut.isEmpty()) {
            for (int i = 0; i < rounded.size() + cut.size(); i++) {
                tally.pass();
            }
            return;
        }
        rounded.forEach(h -> tally.pass());
        Computed first = cut.get(0);
        tally.find(new Finding(
                id(),
                Severity.COSMETIC,
                Confidence.HIGH,
                Text.of(
                        "有" + cut.size() + "处百分数舍去了尾数，另有" + rounded.size() + "处四舍五入，同一份报告的舍入方式不一致；例如"
                                + first.printed().printed() + "按四舍五入应为" + halfUp(first) + "。",
                        cut.size() + " percentages are cut off while " + rounded.size()
                                + " are rounded half up; for one, "
                                + first.printed().printed() + " would be "
                                + halfUp(first) + " when rounded."),
                Optional.of(first.printed().printed()),
                Optional.of(halfUp(first)),
                Optional.of(first.written()),
                Finding.NO_EFFECT,
                cut.stream().map(h -> Place.of(h.printed().span())).toList(),
                Text.of("统一用四舍五入，或在报告里说明舍入方式。", "Round half up throughout, or say how figures were rounded.")));
    }

    /** A percentage of the text or of a table, and what its operands give. */
    private record Computed(Figure printed, Rational value, Agreement agreement, String written) {}

    private static List<Computed> computed(Report report) {
        List<Computed> all = new ArrayList<>();
        Ratios.of(report)
                .held()
                .forEach(h -> all.add(new Computed(
                        h.printed(),
                        h.operands().value(),
                        h.agreement(),
                        h.operands().written())));
        ColumnRatios.of(report).forEach(r -> all.add(new Computed(r.printed(), r.value(), r.agreement(), r.written())));
        return all;
    }

    private static String halfUp(Computed held) {
        return held.value()
                        .over(held.printed().unit().factor())
                        .toDecimal(held.printed().places(), java.math.RoundingMode.HALF_UP)
                        .toPlainString()
                + held.printed().unit().symbol();
    }
}
