package org.hengji.server.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.ScoreSheet.Node;
import org.hengji.scoring.ScoreSheet.Range;
import org.hengji.scoring.number.Rational;

/** Points as they are printed, and where they lie on a bar of a hundred. */
public final class Figures {

    private Figures() {}

    public static String range(ScoreSheet sheet, Range range) {
        if (range.isOne()) {
            return sheet.print(range.low());
        }
        return (range.lowOpen() ? "(" : "[")
                + sheet.print(range.low())
                + ", "
                + sheet.print(range.high())
                + (range.highOpen() ? ")" : "]");
    }

    /** A weight or exact number without needless zeros. */
    public static String plain(Rational number) {
        return number.isDecimal()
                ? number.toText()
                : number.toDecimal(2, RoundingMode.HALF_UP).toPlainString();
    }

    /** Recomputed less printed; empty where they agree. */
    public static String difference(ScoreSheet sheet, Node node) {
        if (node.selfScore().isEmpty()) {
            return "";
        }
        Rational printed = node.selfScore().get();
        Rational low = node.range().low().minus(printed);
        Rational high = node.range().high().minus(printed);
        if (low.equals(high)) {
            return low.signum() == 0 ? "" : signed(sheet, low);
        }
        return signed(sheet, low) + " ~ " + signed(sheet, high);
    }

    private static String signed(ScoreSheet sheet, Rational number) {
        String text = sheet.print(number.abs());
        return number.signum() < 0 ? "−" + text : number.signum() > 0 ? "+" + text : text;
    }

    /** Place of a value on a bar from {@code least} to {@code most}, 0 to 100. */
    public static String place(Rational value, Rational least, Rational most) {
        if (most.compareTo(least) <= 0) {
            return "0";
        }
        BigDecimal at = value.minus(least)
                .times(Rational.HUNDRED)
                .over(most.minus(least))
                .toDecimal(2, RoundingMode.HALF_UP);
        return at.max(BigDecimal.ZERO).min(BigDecimal.valueOf(100)).toPlainString();
    }
}
