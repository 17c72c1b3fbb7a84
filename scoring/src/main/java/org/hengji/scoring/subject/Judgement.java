package org.hengji.scoring.subject;

import java.util.List;
import java.util.Optional;
import org.hengji.scoring.number.Rational;

/**
 * Points, an outcome or a grade awarded by a person, with the reason.
 *
 * @param award what was given, in exactly one form
 * @param by who judged
 * @param self judged by the evaluated body itself
 * @param evidence reference to the proof, where there is one
 */
public record Judgement(
        String indicator, Award award, String reason, String by, boolean self, Optional<String> evidence) {

    public sealed interface Award {
        record Points(Rational points) implements Award {}

        /** Share of the weight, 0 to 1. */
        record Share(Rational share) implements Award {}

        record Outcome(String key) implements Award {}

        record Grade(String key) implements Award {}

        /** Scores of a panel: their mean; from three on, the highest and lowest are left out. */
        record Panel(List<Rational> scores) implements Award {}

        /** Judged as not concerning this body. */
        record NotApplicable() implements Award {}
    }
}
