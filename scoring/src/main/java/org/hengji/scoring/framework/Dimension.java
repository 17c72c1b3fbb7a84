package org.hengji.scoring.framework;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hengji.scoring.expression.Unit;

/**
 * What a value measures, as powers of basic dimensions: money over persons for 元/人. Bare numbers and ratios have none.
 *
 * @param literal written as a number and not computed from facts; fits beside counts, as in {@code tasks < 5}
 * @param zero written as 0, which is nothing of anything
 */
record Dimension(Map<String, Integer> powers, boolean literal, boolean zero) {
    static final Dimension NONE = new Dimension(Map.of(), false, false);

    static Dimension of(Unit unit) {
        Map<String, Integer> powers = new TreeMap<>();
        if (!unit.dimension().isEmpty()) {
            String[] parts = unit.dimension().split("-per-", 2);
            powers.put(parts[0], 1);
            if (parts.length == 2) {
                for (String below : parts[1].split("-")) {
                    powers.merge(below, -1, Integer::sum);
                }
            }
        }
        return new Dimension(powers, false, false);
    }

    static Dimension number(boolean zero) {
        return new Dimension(Map.of(), true, zero);
    }

    /** A number written with its unit. */
    Dimension asLiteral() {
        return new Dimension(powers, true, false);
    }

    Dimension times(Dimension other) {
        return combine(other, 1);
    }

    Dimension over(Dimension other) {
        return combine(other, -1);
    }

    private Dimension combine(Dimension other, int sign) {
        Map<String, Integer> all = new TreeMap<>(powers);
        other.powers.forEach((d, p) -> all.merge(d, sign * p, Integer::sum));
        all.values().removeIf(p -> p == 0);
        return new Dimension(all, literal && other.literal, false);
    }

    /** Whether values of both may be added and compared. A bare number never fits money: 5 may be 元 or 万元. */
    boolean fits(Dimension other) {
        if (powers.equals(other.powers) || zero || other.zero) {
            return true;
        }
        return literal && powers.isEmpty() && !other.isMoney() || other.literal && other.powers.isEmpty() && !isMoney();
    }

    /** The dimension of a sum of both. */
    Dimension with(Dimension other) {
        return powers.isEmpty() ? new Dimension(other.powers, literal && other.literal, zero && other.zero) : this;
    }

    boolean isMoney() {
        return powers.containsKey("money");
    }

    String inWords(boolean zh) {
        if (powers.isEmpty()) {
            return zh ? "纯数字" : "a bare number";
        } else if (powers.equals(Map.of("money", 1))) {
            return zh ? "金额" : "money";
        }
        return powers.entrySet().stream()
                .map(e -> e.getKey() + (e.getValue() == 1 ? "" : "^" + e.getValue()))
                .collect(Collectors.joining("·"));
    }
}
