package org.hengji.server.evaluation;

import java.util.List;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.ScoreSheet.Node;
import org.hengji.scoring.number.Rational;
import org.hengji.server.frame.Frame;

/** Points lost by indicator, most first: what is surely lost, and what may be lost besides. */
public final class Losses {

    private static final int MOST_BARS = 12;

    private final ScoreSheet sheet;
    private final List<Bar> bars;

    private Losses(ScoreSheet sheet, List<Bar> bars) {
        this.sheet = sheet;
        this.bars = bars;
    }

    /**
     * One indicator.
     *
     * @param least surely lost
     * @param most lost at worst
     */
    public record Bar(Node node, Rational least, Rational most) {}

    public static Losses of(ScoreSheet sheet) {
        return new Losses(
                sheet,
                SheetRows.losses(sheet).stream()
                        .map(n -> new Bar(
                                n,
                                n.max().minus(n.range().high()),
                                n.max().minus(n.range().low())))
                        .toList());
    }

    public boolean none() {
        return bars.isEmpty();
    }

    /** As many as one looks at. */
    public List<Bar> shown() {
        return bars.stream().limit(MOST_BARS).toList();
    }

    public List<Bar> all() {
        return bars;
    }

    public String label(Bar bar) {
        return bar.least().equals(bar.most())
                ? sheet.print(bar.least())
                : sheet.print(bar.least()) + " ~ " + sheet.print(bar.most());
    }

    /** Width of a bar of that many points, of {@code full} for the longest. */
    public String width(Rational points, int full) {
        return points.times(Rational.of(full))
                .over(bars.get(0).most())
                .toDecimal(1, java.math.RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** The finding: where most was lost, and how much of all. */
    public String finding(Frame frame) {
        Bar worst = bars.get(0);
        String name = worst.node().name().in(frame.language().code());
        Rational sure = bars.stream().map(Bar::least).reduce(Rational.ZERO, Rational::plus);
        Rational possible = bars.stream().map(Bar::most).reduce(Rational.ZERO, Rational::plus);
        return sure.equals(possible)
                ? frame.text("evaluation.losses.sure", name, sheet.print(worst.most()), sheet.print(sure))
                : frame.text(
                        "evaluation.losses.possible",
                        name,
                        label(worst),
                        sheet.print(sure) + " ~ " + sheet.print(possible));
    }
}
