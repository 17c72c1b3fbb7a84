package org.hengji.scoring.framework;

import java.util.List;
import java.util.Optional;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.number.Rational;

/**
 * Declaration of a fact (数据项).
 *
 * @param key dotted key, unique in the framework
 * @param unit unit in which the fact is shown and its domain is written
 * @param places decimal places the fact is measured in; counterfactuals move in steps of the last one
 * @param domain values that are possible at all
 * @param options names of the outcomes when {@code kind} is CHOICE
 * @param movable whether the body can influence it, so that advice may name it
 * @param rollUp how values of several units make one
 */
public record FactDefinition(
        String key,
        Text name,
        Kind kind,
        Unit unit,
        int places,
        Domain domain,
        List<Option> options,
        boolean movable,
        Optional<RollUp> rollUp) {

    public enum Kind {
        DECIMAL,
        COUNT,
        BOOLEAN,
        DATE,
        CHOICE,
        TEXT;

        public boolean isNumeric() {
            return this == DECIMAL || this == COUNT || this == DATE;
        }
    }

    public record Option(String key, Text name) {}

    /**
     * Possible values in the fact's own unit; an empty bound is open-ended.
     *
     * @param atMost key of another fact that this one cannot exceed
     */
    public record Domain(Optional<Bound> min, Optional<Bound> max, Optional<String> atMost) {
        public static final Domain ANY = new Domain(Optional.empty(), Optional.empty(), Optional.empty());

        /** An unknown fact needs some domain; one-sided is enough. */
        public boolean isDeclared() {
            return min.isPresent() || max.isPresent() || atMost.isPresent();
        }
    }

    /** An end of a domain or interval. */
    public record Bound(Rational value, boolean open) {}

    /** How a fact of several units becomes one fact of the whole. */
    public sealed interface RollUp {
        record Sum() implements RollUp {}

        record RatioOfSums(String numerator, String denominator) implements RollUp {}

        record WeightedMean(String weight) implements RollUp {}

        record Count() implements RollUp {}

        record AllHold() implements RollUp {}
    }
}
