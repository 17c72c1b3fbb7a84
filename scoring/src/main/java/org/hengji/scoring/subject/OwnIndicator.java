package org.hengji.scoring.subject;

import java.util.List;
import java.util.Optional;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.ScoringRule.Comparator;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/**
 * An indicator that the case brings under a class of the framework ({@code free} rule).
 *
 * @param under id of the class
 * @param aspect 社会, 经济, 生态, 可持续 ...; counted where the framework asks for several aspects
 * @param way id of the way of scoring, one that the class offers
 * @param rule instead of a way: a rule of its own
 * @param target what was to be reached
 * @param actual what was reached
 */
public record OwnIndicator(
        String id,
        Text name,
        String under,
        Optional<String> aspect,
        Rational weight,
        Optional<String> way,
        Optional<ScoringRule> rule,
        Optional<Target> target,
        Fact.Value actual,
        Unit unit,
        int places) {

    /** What was to be reached. */
    public sealed interface Target {
        /** ≥ (forward), ≤ (reverse), = and their strict forms. */
        record Limit(Comparator comparator, Rational value) implements Target {}

        record Between(Bound low, Bound high) implements Target {}

        /** A word, reached or not as judged (提高, 有效保障). */
        record Word(String word) implements Target {}

        /** A date; the actual is a date as well. */
        record Deadline(Rational epochDay) implements Target {}

        /** Several parts that each have target and actual. */
        record Composite(Mode mode, List<Part> parts) implements Target {
            public enum Mode {
                ALL,
                MIN,
                WEIGHTED
            }
        }
    }

    public record Part(String name, Rational weight, Target target, Fact.Value actual) {}
}
