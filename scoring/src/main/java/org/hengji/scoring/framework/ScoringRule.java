package org.hengji.scoring.framework;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.number.Rational;

/**
 * How a leaf turns facts or judgements into points or a grade: a closed set, each kind with its own data, no scripts.
 * {@code checklist} and {@code series} of the files are not here: they unfold into scoring items when a framework is
 * loaded, because a node with items is not a leaf.
 */
public sealed interface ScoringRule {

    /**
     * Points awarded by a person or a panel, 0 up to the weight, reason obligatory.
     *
     * @param answers when not empty, the only shares of the weight that may be given (1, 0 for yes or no)
     * @param evidenceRequired without accepted evidence the item earns nothing
     */
    record Judged(List<Rational> answers, boolean evidenceRequired) implements ScoringRule {}

    /** Full less {@code per} for each unit of {@code count}, never below {@code floor}. */
    record Deduct(Expression count, Award per, Award floor) implements ScoringRule {}

    /** One of named outcomes, read from a fact or, without one, from a judgement. */
    record Choice(Optional<String> fact, List<Outcome> outcomes) implements ScoringRule {}

    record Outcome(String key, Text name, Award award) {}

    /** {@code of} × {@code points}, between floor and cap; zero when {@code voidWhen} holds. */
    record Proportional(
            Expression of,
            Award points,
            Optional<Award> cap,
            Award floor,
            Optional<Condition> voidWhen,
            WhenZero whenZero)
            implements ScoringRule {}

    /**
     * Points along a line through anchors, each with a left and right limit; constant beyond the first and last anchor.
     */
    record Piecewise(Expression of, List<Anchor> anchors, WhenZero whenZero) implements ScoringRule {}

    /**
     * @param at value of the metric
     * @param left points approached from below
     * @param value points at the anchor itself
     * @param right points approached from above
     */
    record Anchor(Rational at, Award left, Award value, Award right) {}

    /** Full up to {@code limit}; above it {@code lose} for each {@code per} of excess, counted as {@code steps} says. */
    record Excess(Expression of, Rational limit, Rational per, Award lose, Steps steps, Award floor, WhenZero whenZero)
            implements ScoringRule {}

    /** Full from {@code target} on; below, {@code lose} for each {@code step} of the target that is missing. */
    record Shortfall(
            Expression actual,
            Expression target,
            Rational step,
            Award lose,
            Steps steps,
            Award floor,
            WhenZero whenZero)
            implements ScoringRule {}

    /** Whether a broken step counts in proportion, whole, or not at all. */
    enum Steps {
        PRO_RATA,
        STARTED,
        FULL
    }

    /** Bands of one metric, from the lowest up, covering the axis without hole or overlap. */
    record Tiers(Expression of, List<Band> bands, WhenZero whenZero) implements ScoringRule {}

    /** Bands of two metrics; {@code awards} has one row for each band of {@code rows}. */
    record Grid(
            Expression row,
            List<Interval> rows,
            Expression column,
            List<Interval> columns,
            List<List<Award>> awards,
            WhenZero whenZero)
            implements ScoringRule {}

    record Band(Interval interval, Award award, Optional<String> grade) {}

    /** From {@code low} to {@code high}; an empty end reaches to infinity. */
    record Interval(Optional<Rational> low, boolean lowOpen, Optional<Rational> high, boolean highOpen) {}

    /** A person's points in place of {@code otherwise}. */
    record JudgedWhen(Trigger trigger, Condition when, ScoringRule otherwise, Judged judged) implements ScoringRule {}

    enum Trigger {
        /** A judgement is compulsory while the condition holds. */
        COMPULSORY,
        /** A judgement is used when the condition holds or cannot be decided; without one the points are open. */
        WHEN_MISSED
    }

    /** Earned, or zero (or the stated effect) when the condition holds. */
    record Vetoed(Veto veto, ScoringRule rule) implements ScoringRule {}

    /** Another rule for each way of reading the official wording. */
    record ByReading(String reading, Map<String, ScoringRule> options) implements ScoringRule {}

    /** Sub-indicators brought by the case under the fixed weight of this class. */
    record Free(int atLeastAspects, int atLeastIndicators, Map<String, Way> ways, WhenEmpty whenEmpty)
            implements ScoringRule {}

    /** A way of scoring that an indicator of the case may name. */
    record Way(String id, Text name, TargetRule rule) {}

    /** What happens to the weight of a class for which the case brings no indicators. */
    enum WhenEmpty {
        JUDGED,
        NOT_APPLICABLE,
        FAULT
    }

    /** Actual against target, both from facts of the framework. */
    record Target(Expression actual, Goal goal, TargetRule how) implements ScoringRule {}

    /** What was to be reached. */
    sealed interface Goal {
        /** A number with its comparator; {@code ≤} and {@code <} make it a reverse indicator. */
        record Limit(Comparator comparator, Expression value) implements Goal {}

        record Between(Interval interval) implements Goal {}

        /** A word, reached or not as judged. */
        record Word(String word) implements Goal {}
    }

    enum Comparator {
        AT_LEAST("≥"),
        MORE(">"),
        AT_MOST("≤"),
        LESS("<"),
        EQUAL("=");

        public final String sign;

        Comparator(String sign) {
            this.sign = sign;
        }

        public boolean isReverse() {
            return this == AT_MOST || this == LESS;
        }
    }

    /**
     * How actual against target is scored (10号, 101号). For an indicator of the case, the case gives target and actual.
     *
     * @param below what a value that misses the target earns
     * @param passLine share of the target below which nothing is earned, for {@link Below#PASS_LINE}
     * @param bands of the actual value itself, for {@link Below#BANDS}
     * @param words bands of a qualitative target: the judgement names one, or a share inside one
     * @param reviewBeyond over-fulfilment by more than this share of the target needs a recorded judgement
     */
    record TargetRule(
            Below below,
            Optional<Rational> passLine,
            List<Band> bands,
            List<WordBand> words,
            Optional<Rational> reviewBeyond) {
        public enum Below {
            PROPORTIONAL,
            PASS_LINE,
            NOTHING,
            BANDS,
            WORDS
        }
    }

    /** Shares of the weight from {@code low} to {@code high} that a qualitative outcome may earn. */
    record WordBand(String key, Text name, Rational low, Rational high) {}

    /** What a zero denominator gives. */
    sealed interface WhenZero {
        record Give(Award award) implements WhenZero {}

        record NotApplicable() implements WhenZero {}

        record NotComputable() implements WhenZero {}

        record Depends(Condition when, WhenZero then, WhenZero otherwise) implements WhenZero {}

        /** The framework promises that no denominator can be zero. */
        record Never() implements WhenZero {}
    }

    /** A condition with an effect that comes after all other scoring. */
    record Veto(Condition when, Effect effect, Text reason) {}

    sealed interface Effect {
        /** The node earns nothing. */
        record Zero() implements Effect {}

        /** The grade of the whole cannot be better than this. */
        record CapGrade(String grade) implements Effect {}

        /** A label outside the scale. */
        record Label(Text label) implements Effect {}
    }
}
