package org.hengji.checker;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;

/**
 * Something in a report that does not add up, or that nobody can verify.
 *
 * @param check id of the check that found it
 * @param severity as the check computed it
 * @param message what is claimed, what the facts give, why it matters
 * @param claimed what the report prints
 * @param computed what the facts give
 * @param arithmetic the computation written out
 * @param effect what it does to the score
 * @param places where the claim stands, then its operands
 * @param settle what would settle it
 */
public record Finding(
        String check,
        Severity severity,
        Confidence confidence,
        Text message,
        Optional<String> claimed,
        Optional<String> computed,
        Optional<String> arithmetic,
        Effect effect,
        List<Place> places,
        Text settle) {

    /** Worst first. */
    public enum Severity {
        SCORE_CHANGING,
        FACTUAL,
        COSMETIC,
        QUESTION;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public enum Confidence {
        HIGH,
        MEDIUM,
        LOW;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param span the words in the document
     * @param elsewhere a place in another report of the same run, which takes the place of the span
     */
    public record Place(Span span, Optional<Location> elsewhere) {
        public static Place of(Span span) {
            return new Place(span, Optional.empty());
        }

        public static Place in(Location other) {
            return new Place(new Span(0, 0), Optional.of(other));
        }
    }

    /** What a finding does to the points of an indicator. */
    public sealed interface Effect {
        record None() implements Effect {}

        /** The points printed and those that the facts give. */
        record Corrected(String indicator, String from, String to) implements Effect {}

        /** The points lie somewhere in a range that the partial facts prove. */
        record Bounded(String indicator, String from, String low, String high) implements Effect {}

        /** The facts are nowhere in the report; the range is what the rule allows. */
        record Unverifiable(String indicator, String from, String low, String high) implements Effect {}
    }

    public static final Effect NO_EFFECT = new Effect.None();

    public Finding withSeverity(Severity other) {
        return new Finding(check, other, confidence, message, claimed, computed, arithmetic, effect, places, settle);
    }
}
