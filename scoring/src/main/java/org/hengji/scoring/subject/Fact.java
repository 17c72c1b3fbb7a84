package org.hengji.scoring.subject;

import java.util.Optional;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.number.Rational;

/**
 * A named value with its state and where it came from. Numbers are already in the unit of the declaration.
 *
 * @param key key of the declaration
 * @param source where it was read or who says so; facts of one place go together when they are contested
 */
public record Fact(String key, Value value, String source) {

    public sealed interface Value {
        /** One value. */
        record Known(Rational number) implements Value {}

        /** 余, 超过, 近, ≥ ...: somewhere in an interval; an empty end is as far as the domain goes. */
        record Bounded(Optional<Bound> low, Optional<Bound> high) implements Value {}

        record Flag(boolean holds) implements Value {}

        record Option(String key) implements Value {}

        record Words(String text) implements Value {}

        /** The rule does not concern this body. */
        record NotApplicable() implements Value {}

        /** Claimed, without the proof that the rule asks for; the claim may be kept beside it. */
        record NotEvidenced(Optional<Rational> claimed) implements Value {}

        /** Nobody has said. */
        record Unknown() implements Value {}
    }
}
