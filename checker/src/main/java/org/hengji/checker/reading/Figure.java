package org.hengji.checker.reading;

import java.math.RoundingMode;
import org.hengji.documents.Span;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.number.Rational;

/**
 * A number as a report prints it.
 *
 * @param passage where it stands
 * @param from first character in the passage's plain text, qualifier included
 * @param to behind the last character, unit included
 * @param value in the printed unit: 83402.62 for 83,402.62 万元
 * @param places decimal places as printed
 * @param unit as printed, with 万 and 亿 in front of it counted in
 * @param bound whether it is the value itself or only bounds it
 * @param label words in front of it in its clause: what it is a number of
 * @param after words behind it up to the next mark: what is counted
 * @param sentence 0-based number of its sentence in the passage
 * @param malformed its thousands separators are misplaced; {@code value} reads it without them
 */
public record Figure(
        Passage passage,
        int from,
        int to,
        Rational value,
        int places,
        Unit unit,
        Bound bound,
        String label,
        String after,
        int sentence,
        boolean malformed) {

    /** What the printed words say of the true value. */
    public enum Bound {
        EXACT,
        /** 约, 左右: near the value, on either side. */
        ABOUT,
        /** 近: below the value, but not far. */
        NEARLY,
        /** 超过, 余, 多, 突破, &gt;. */
        MORE,
        /** 不低于, 以上, ≥. */
        AT_LEAST,
        /** 低于, 不足, &lt;. */
        LESS,
        /** 不超过, 以内, ≤. */
        AT_MOST
    }

    /** How a computed value compares with the printed one. */
    public enum Agreement {
        BOTH,
        HALF_UP_ONLY,
        TRUNCATED_ONLY,
        NEITHER;

        public boolean agrees() {
            return this != NEITHER;
        }
    }

    /** In the base unit of its dimension: 元, one, 人. */
    public Rational base() {
        return value.times(unit.factor());
    }

    public boolean isExact() {
        return bound == Bound.EXACT;
    }

    public boolean isPercent() {
        return unit.symbol().equals("%") || unit.symbol().equals("‰");
    }

    public boolean isMoney() {
        return unit.dimension().equals("money");
    }

    /** Half a unit of the last printed digit, in the base unit. */
    public Rational halfUnit() {
        return Rational.unit(places).over(Rational.of(2)).times(unit.factor());
    }

    /** Both can be added or divided: same dimension, and for bare numbers both bare. */
    public boolean isLike(Figure other) {
        return unit.dimension().equals(other.unit.dimension()) && isPercent() == other.isPercent();
    }

    /** @param exact a value in the base unit, held against the printed one at its printed places */
    public Agreement agreement(Rational exact) {
        Rational mine = exact.over(unit.factor());
        boolean halfUp = mine.round(places, RoundingMode.HALF_UP).equals(value);
        boolean down = mine.round(places, RoundingMode.DOWN).equals(value);
        if (halfUp && down) {
            return Agreement.BOTH;
        }
        return halfUp ? Agreement.HALF_UP_ONLY : down ? Agreement.TRUNCATED_ONLY : Agreement.NEITHER;
    }

    public String words() {
        return passage.text().substring(from, to);
    }

    /** Value and unit alone, for arithmetic in messages. */
    public String printed() {
        String number = value.isDecimal()
                ? value.toDecimal(places, RoundingMode.UNNECESSARY).toPlainString()
                : value.toText();
        return number + unit.symbol();
    }

    public Span span() {
        return passage.original(from, to);
    }
}
