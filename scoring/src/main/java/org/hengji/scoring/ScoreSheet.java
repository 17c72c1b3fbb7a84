package org.hengji.scoring;

import java.util.List;
import java.util.Optional;
import org.hengji.scoring.framework.Source;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/**
 * The result (评分表): the tree of points, ranges and reasons. Points are exact; {@link #places} says how they print.
 *
 * @param total empty unless the range is one value
 * @param range hull of the total over everything that is not known
 * @param grade label when the whole range lies in one band
 * @param gradeRange worst and best label
 * @param labels labels outside the scale set by vetoes
 * @param nodes all nodes, depth first in framework order
 * @param unknown shortest list of what would close the range
 * @param digest sha256 over framework, facts, judgements, readings and points
 * @param problems refused facts and judgements, and other faults of the case
 */
public record ScoreSheet(
        String framework,
        String version,
        String frameworkDigest,
        int places,
        Optional<Rational> total,
        Range range,
        Optional<Text> grade,
        List<Text> gradeRange,
        List<Text> labels,
        List<Node> nodes,
        List<Unknown> unknown,
        List<ReadingInForce> readings,
        String digest,
        List<Problem> problems) {

    /**
     * Lowest and highest possible points; an open end is approached and never reached.
     *
     * @param exact the ends are the true ones; else the search was cut short, and the range may be wider than what the
     *     points can be, never narrower
     */
    public record Range(Rational low, Rational high, boolean lowOpen, boolean highOpen, boolean exact) {
        public static Range of(Rational one) {
            return new Range(one, one, false, false, true);
        }

        public boolean isOne() {
            return low.equals(high);
        }

        public boolean contains(Rational value) {
            int l = value.compareTo(low);
            int h = value.compareTo(high);
            return (l > 0 || l == 0 && !lowOpen) && (h < 0 || h == 0 && !highOpen);
        }
    }

    public enum Status {
        SCORED("scored"),
        RANGE("range"),
        SELF_JUDGED("self-judged"),
        JUDGED("judged"),
        OVERRIDDEN("overridden"),
        NOT_APPLICABLE("not-applicable"),
        NOT_REPORTED("not-reported"),
        NOT_COMPUTABLE("not-computable"),
        VETOED("vetoed");

        public final String key;

        Status(String key) {
            this.key = key;
        }
    }

    /**
     * @param max weight in force, after not-applicable weights have moved
     * @param nominalMax weight printed in the framework
     * @param points empty unless certain
     * @param alternatives the possible points when they are a few values, else empty
     * @param grade key of the outcome of an ordinal node
     * @param ruleRange what the rule gives where an override stands
     */
    public record Node(
            String id,
            Text name,
            int level,
            boolean item,
            boolean leaf,
            Rational max,
            Rational nominalMax,
            Optional<Rational> points,
            Range range,
            List<Rational> alternatives,
            Optional<String> grade,
            Status status,
            Optional<Rational> selfScore,
            Optional<Range> ruleRange,
            Explanation explanation) {}

    /** Why a node has its points; structured, rendered elsewhere. */
    public record Explanation(
            String rule,
            Text criterion,
            Source clause,
            List<Input> inputs,
            List<Step> steps,
            Optional<Rounded> rounding,
            List<String> readings,
            Optional<Rational> loss,
            Optional<Decision> decision,
            List<Counterfactual> counterfactual) {}

    /**
     * A fact or judgement that went in.
     *
     * @param value text of the value as it counts, e.g. {@code 83402.62}, {@code >90}, or empty when nobody has said
     * @param state known, bounded, contested, not-applicable, not-evidenced, unknown
     */
    public record Input(
            String fact, Text name, Optional<String> value, String unit, String state, List<String> sources) {}

    /** One step of the computation with the numbers in it. */
    public record Step(Text text, String expression, Optional<String> value) {}

    /** The one rounding that was applied. */
    public record Rounded(int places, String mode, String from, String to) {}

    /** Who decided, for judgements and overrides. */
    public record Decision(String kind, String reason, String by, Optional<String> evidence) {}

    /**
     * What it would take: this fact alone, all others as they are (at their worst where they are not known).
     *
     * @param bound {@code atLeast}, {@code atMost} or {@code equals}; {@code none}: not by this fact alone
     * @param value in the fact's own unit, or the key of an option
     * @param earns additional points
     * @param full whether the node then has full points
     */
    public record Counterfactual(String fact, String bound, Optional<String> value, Rational earns, boolean full) {}

    /** A fact or judgement whose value would move the total. */
    public record Unknown(
            Kind kind, String key, Text name, String unit, List<String> indicators, Rational pointsAtStake) {
        public enum Kind {
            FACT,
            JUDGEMENT
        }
    }

    public record ReadingInForce(String key, Text name, String inForce, List<Alternative> alternatives) {}

    /** The total, had the reading been this one. */
    public record Alternative(String value, Optional<Rational> total, Range range) {}

    public Optional<Node> node(String id) {
        return nodes.stream().filter(n -> n.id().equals(id)).findFirst();
    }

    /** Points or range as officials print them, e.g. {@code 5.00} or {@code [4.00, 6.00]}. */
    public String print(Rational points) {
        return points.toDecimal(places, java.math.RoundingMode.HALF_UP).toPlainString();
    }
}
