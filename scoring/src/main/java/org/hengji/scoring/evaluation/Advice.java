package org.hengji.scoring.evaluation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hengji.scoring.ScoreSheet.Counterfactual;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.interval.Box;
import org.hengji.scoring.interval.Limit;
import org.hengji.scoring.interval.Reach;
import org.hengji.scoring.interval.Span;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;

/**
 * What it would take to earn lost points: for one movable fact at a time, the nearest value at the fact's own places
 * that earns the next step and the one that earns full points; all other facts as they are, at their worst where they
 * are not known.
 */
final class Advice {
    private static final int MOST_DOUBLINGS = 60;
    private static final int MOST_SETTLEMENTS = 64;
    private static final int MOST_LOOKS = 600;

    private final Evaluation evaluation;
    private final Map<String, Evaluation> freed = new HashMap<>();

    Advice(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    List<Counterfactual> on(Node node) {
        List<Counterfactual> advice = new ArrayList<>();
        if (node.leaf == null || node.override.isPresent() || node.isGraded() || node.judged) {
            return advice;
        }
        Reach now = evaluation.hull(node);
        Rational max = evaluation
                .inForce(node, evaluation.inputs.space.whole(), noCuts())
                .orElse(node.max);
        Rational full = node.uncapped ? now.high().value().max(max) : max;
        if (now.low().value().compareTo(full) >= 0) {
            return advice;
        }
        for (String key : node.facts) {
            FactDefinition definition = evaluation.definitions.get(key);
            if (definition == null
                    || !definition.movable()
                    || evaluation.inputs.of(key).state() == Inputs.State.NOT_APPLICABLE) {
                continue;
            }
            advice.addAll(
                    definition.kind().isNumeric()
                            ? byNumber(node, definition, now.low().value(), max)
                            : byOption(node, definition, now.low().value(), max));
        }
        return advice;
    }

    private org.hengji.scoring.interval.Cuts noCuts() {
        return new org.hengji.scoring.interval.Cuts(evaluation.inputs.space.whole(), false);
    }

    private List<Counterfactual> byOption(Node node, FactDefinition definition, Rational now, Rational full) {
        List<Counterfactual> found = new ArrayList<>();
        for (String option : Inputs.options(definition)) {
            Fact.Value value = definition.kind() == FactDefinition.Kind.BOOLEAN
                    ? new Fact.Value.Flag(Boolean.parseBoolean(option))
                    : new Fact.Value.Option(option);
            Evaluation changed = with(definition.key(), value);
            Rational points = changed.hull(changed.nodes.get(node.id())).low().value();
            if (points.compareTo(now) > 0) {
                found.add(new Counterfactual(
                        definition.key(),
                        "equals",
                        Optional.of(option),
                        points.minus(now),
                        points.compareTo(full) >= 0));
            }
        }
        return found;
    }

    private Evaluation with(String key, Fact.Value value) {
        Map<String, List<Fact>> facts = new LinkedHashMap<>(evaluation.subject.facts());
        facts.put(key, List.of(new Fact(key, value, "")));
        return new Evaluation(evaluation.framework, evaluation.subject.withFacts(facts));
    }

    private List<Counterfactual> byNumber(Node node, FactDefinition definition, Rational now, Rational max) {
        Inputs.Input given = evaluation.inputs.of(definition.key());
        Evaluation free = freed.computeIfAbsent(definition.key(), key -> with(key, new Fact.Value.Unknown()));
        Inputs.Input moving = free.inputs.of(definition.key());
        if (moving.variable() < 0) {
            return List.of();
        }
        Rational start = given.state() == Inputs.State.KNOWN ? given.number() : null;
        Node same = free.nodes.get(node.id());
        Optional<Box> worst = worst(free, same, moving.variable(), start);
        if (worst.isEmpty()) {
            return List.of(new Counterfactual(definition.key(), "none", Optional.empty(), Rational.ZERO, false));
        }
        Scale scale = new Scale(free, same, moving.variable(), definition.places(), worst.get());
        Map<Boolean, Counterfactual> found = new TreeMap<>();
        Rational step = now.plus(Rational.unit(evaluation.framework.rounding().places() + 6));
        if (isStepwise(node.rule)) {
            nearest(scale, definition, start, step, now, max).ifPresent(c -> found.put(c.full(), c));
        }
        Optional<Counterfactual> whole = nearest(scale, definition, start, max, now, max);
        whole.ifPresent(c -> found.put(true, c));
        List<Counterfactual> all = new ArrayList<>(found.values());
        if (whole.isEmpty()) {
            all.add(new Counterfactual(definition.key(), "none", Optional.empty(), Rational.ZERO, false));
        }
        return all;
    }

    /** All other unknowns settled where the node earns least; empty when the worst lies at infinity. */
    private static Optional<Box> worst(Evaluation free, Node node, int moving, Rational start) {
        Box whole = free.inputs.space.whole();
        List<Box> settled = List.of(whole);
        for (int other : free.variables(node)) {
            if (other == moving || whole.isSettled(other)) {
                continue;
            }
            Span span = whole.span(other);
            if (span != null && (!span.low().isFinite() || !span.high().isFinite())) {
                return Optional.empty();
            }
            List<Box> next = new ArrayList<>();
            settled.forEach(box -> next.addAll(ShortestList.settle(box, other)));
            settled = next.size() > MOST_SETTLEMENTS ? next.subList(0, MOST_SETTLEMENTS) : next;
        }
        Box worst = null;
        Reach least = null;
        for (Box box : settled) {
            Box here = start == null ? box : box.with(moving, Span.point(start));
            Reach reach = here == null ? null : free.hull(node, here);
            boolean worse = reach != null
                    && (least == null
                            || reach.low().compareTo(least.low()) < 0
                            || reach.low().compareTo(least.low()) == 0
                                    && reach.high().compareTo(least.high()) < 0);
            if (worse) {
                worst = box;
                least = reach;
            }
        }
        return Optional.ofNullable(worst);
    }

    private static boolean isStepwise(ScoringRule rule) {
        return rule instanceof ScoringRule.Tiers
                || rule instanceof ScoringRule.Grid
                || rule instanceof ScoringRule.Deduct
                || rule instanceof ScoringRule.Shortfall
                || rule instanceof ScoringRule.Excess e && e.steps() != ScoringRule.Steps.PRO_RATA
                || rule instanceof ScoringRule.Vetoed v && isStepwise(v.rule())
                || rule instanceof ScoringRule.ByReading;
    }

    private Optional<Counterfactual> nearest(
            Scale scale, FactDefinition definition, Rational start, Rational wanted, Rational now, Rational max) {
        Optional<BigInteger> up = scale.above(start, wanted);
        Optional<BigInteger> down = scale.below(start, wanted);
        if (start == null && up.isPresent() && up.equals(scale.lowest())) {
            up = down.isPresent() ? Optional.empty() : up;
        } else if (start == null && up.isPresent()) {
            down = Optional.empty();
        }
        boolean upwards = up.isPresent()
                && (down.isEmpty()
                        || scale.value(up.get()).minus(start).compareTo(start.minus(scale.value(down.get()))) <= 0);
        Optional<BigInteger> at = upwards ? up : down;
        return at.map(index -> {
            Rational points = scale.points(index);
            return new Counterfactual(
                    definition.key(),
                    upwards ? "atLeast" : "atMost",
                    Optional.of(Explaining.number(scale.value(index), definition.kind() == FactDefinition.Kind.DATE)),
                    points.minus(now),
                    points.compareTo(max) >= 0);
        });
    }

    /** The values of a fact at its own places, numbered. */
    private static final class Scale {
        private final Evaluation evaluation;
        private final Node node;
        private final int variable;
        private final Rational unit;
        private final Box settled;
        private final Span domain;
        private int looks;

        Scale(Evaluation evaluation, Node node, int variable, int places, Box settled) {
            this.evaluation = evaluation;
            this.node = node;
            this.variable = variable;
            this.unit = Rational.unit(places);
            this.settled = settled;
            this.domain = settled.span(variable);
        }

        Rational value(BigInteger index) {
            return unit.times(Rational.of(index));
        }

        Optional<BigInteger> lowest() {
            return domain.low().isFinite()
                    ? Optional.of(firstInside(domain.low().value().over(unit).ceiling(), BigInteger.ONE))
                    : Optional.empty();
        }

        private BigInteger firstInside(BigInteger index, BigInteger direction) {
            return domain.contains(value(index)) ? index : index.add(direction);
        }

        private boolean canEarn(BigInteger one, BigInteger other, Rational wanted) {
            return reach(one.min(other), one.max(other)).high().value().compareTo(wanted) >= 0;
        }

        Rational points(BigInteger index) {
            return reach(index, index).low().value();
        }

        private Reach reach(BigInteger from, BigInteger to) {
            looks++;
            Box box = settled.with(
                    variable, Span.of(Limit.of(value(from)), false, Limit.of(value(to)), false, domain.whole()));
            return box == null ? Reach.of(Rational.of(-1)) : evaluation.hull(node, box);
        }

        Optional<BigInteger> above(Rational start, Rational wanted) {
            BigInteger from;
            if (start != null) {
                from = start.over(unit).floor().add(BigInteger.ONE);
            } else if (lowest().isPresent()) {
                from = lowest().get();
            } else {
                return Optional.empty();
            }
            return search(from, highest(), BigInteger.ONE, wanted);
        }

        Optional<BigInteger> below(Rational start, Rational wanted) {
            BigInteger from;
            if (start != null) {
                from = start.over(unit).ceiling().subtract(BigInteger.ONE);
            } else {
                from = highest().orElse(BigInteger.TEN.pow(15).multiply(unit.denominator()));
            }
            return search(from, lowest(), BigInteger.ONE.negate(), wanted);
        }

        private Optional<BigInteger> highest() {
            return domain.high().isFinite()
                    ? Optional.of(firstInside(domain.high().value().over(unit).floor(), BigInteger.ONE.negate()))
                    : Optional.empty();
        }

        /** Nearest number from {@code from} on, in the direction, that earns what is wanted. */
        private Optional<BigInteger> search(
                BigInteger from, Optional<BigInteger> end, BigInteger direction, Rational wanted) {
            BigInteger far =
                    end.map(e -> e.subtract(from).multiply(direction)).orElse(BigInteger.TWO.pow(MOST_DOUBLINGS));
            if (far.signum() < 0 || !canEarn(from, from.add(far.multiply(direction)), wanted)) {
                return Optional.empty();
            }
            BigInteger at = BigInteger.ZERO;
            for (BigInteger width = BigInteger.ONE; at.compareTo(far) <= 0; width = width.shiftLeft(1)) {
                BigInteger to = at.add(width).min(far);
                Optional<BigInteger> hit = first(at, to, from, direction, wanted);
                if (hit.isPresent()) {
                    return hit;
                }
                at = to.add(BigInteger.ONE);
            }
            return Optional.empty();
        }

        /** First distance between {@code near} and {@code far} that earns what is wanted, as a number of the scale. */
        private Optional<BigInteger> first(
                BigInteger near, BigInteger far, BigInteger from, BigInteger direction, Rational wanted) {
            BigInteger a = from.add(near.multiply(direction));
            BigInteger b = from.add(far.multiply(direction));
            if (looks > MOST_LOOKS || !canEarn(a, b, wanted)) {
                return Optional.empty();
            }
            if (near.equals(far)) {
                return points(a).compareTo(wanted) >= 0 ? Optional.of(a) : Optional.empty();
            }
            BigInteger middle = near.add(far).shiftRight(1);
            Optional<BigInteger> hit = first(near, middle, from, direction, wanted);
            return hit.isPresent() ? hit : first(middle.add(BigInteger.ONE), far, from, direction, wanted);
        }
    }
}
