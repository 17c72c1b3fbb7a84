package org.hengji.scoring.number;

import java.math.RoundingMode;

/**
 * Where and how points are rounded, exactly once.
 *
 * @param places decimal places of printed points, 0 to 6
 * @param mode half-up, down, up or half-even
 * @param at the one level whose values are rounded
 */
public record Rounding(int places, RoundingMode mode, At at) {
    /** Scoring items (or leaves without items), leaves as a whole, or only the total. */
    public enum At {
        ITEM,
        INDICATOR,
        TOTAL
    }

    public Rational apply(Rational value) {
        return value.round(places, mode);
    }

    public Rounding withMode(RoundingMode other) {
        return new Rounding(places, other, at);
    }
}
