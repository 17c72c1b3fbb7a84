package org.hengji.scoring.evaluation;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.hengji.scoring.evaluation.Leaf.Terms;
import org.hengji.scoring.evaluation.Outcome.Truth;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.Indicator.Combine;
import org.hengji.scoring.framework.Indicator.WhenNotApplicable;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.interval.Box;
import org.hengji.scoring.interval.Cuts;
import org.hengji.scoring.interval.Limit;
import org.hengji.scoring.interval.Reach;
import org.hengji.scoring.interval.Search;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.number.Rounding;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Judgement;

/** A framework bound to a case: the points of every node over every completion of what is not known. */
final class Evaluation {
    static final String ROUNDING_READING = "rounding.";

    final Framework framework;
    final Case subject;
    final Map<String, String> readings;
    final Inputs inputs;
    final Statements statements;
    final Rules rules;
    final Map<String, FactDefinition> definitions;
    /** All nodes, depth first; the root, which is no indicator, is not among them. */
    final Map<String, Node> nodes = new LinkedHashMap<>();

    final Node root;
    private final Map<Node, Set<Integer>> variables = new HashMap<>();
    private final Map<Node, List<List<Node>>> groups = new HashMap<>();
    private final Map<List<Node>, Reach> hulls = new HashMap<>();
    private final Map<String, Rational> classWeights;
    private final Map<String, List<Node>> moves;

    Evaluation(Framework framework, Case subject) {
        this.framework = framework;
        this.subject = subject;
        this.readings = readingsInForce(framework, subject);
        this.definitions = OwnIndicators.facts(framework, subject);
        this.inputs = new Inputs(definitions, OwnIndicators.given(subject));
        this.statements = new Statements(inputs, new NodeOutcomes());
        this.rules = new Rules(inputs, statements, readings);
        this.classWeights = subject.classWeights();
        this.root = new Node(rootDefinition(framework), null);
        framework.indicators().forEach(i -> root.children.add(grow(i, root)));
        root.rounding =
                framework.rounding().at() == Rounding.At.TOTAL ? Optional.of(framework.rounding()) : Optional.empty();
        this.moves = moves();
        List.copyOf(nodes.values()).forEach(this::bind);
    }

    static Map<String, String> readingsInForce(Framework framework, Case subject) {
        Map<String, String> inForce = new LinkedHashMap<>();
        framework.readings().forEach((key, reading) -> {
            String chosen = subject.readings().get(key);
            inForce.put(key, chosen != null && reading.options().containsKey(chosen) ? chosen : reading.byDefault());
        });
        subject.readings().forEach((key, value) -> {
            if (key.startsWith(ROUNDING_READING) && roundingMode(value).isPresent()) {
                inForce.put(key, value);
            }
        });
        return inForce;
    }

    static Optional<RoundingMode> roundingMode(String key) {
        return Optional.ofNullable(
                switch (key) {
                    case "half-up" -> RoundingMode.HALF_UP;
                    case "half-even" -> RoundingMode.HALF_EVEN;
                    case "down" -> RoundingMode.DOWN;
                    case "up" -> RoundingMode.UP;
                    default -> null;
                });
    }

    private static Indicator rootDefinition(Framework f) {
        return new Indicator(
                "",
                f.name(),
                0,
                f.total(),
                false,
                null,
                null,
                Optional.empty(),
                f.indicators(),
                f.combine(),
                f.whenNotApplicable(),
                Optional.empty(),
                f.vetoes(),
                List.of(),
                Optional.empty());
    }

    private Node grow(Indicator definition, Node parent) {
        Node node = new Node(definition, parent);
        nodes.put(node.id(), node);
        node.judgement = Optional.ofNullable(subject.judgements().get(node.id()));
        node.override = Optional.ofNullable(subject.overrides().get(node.id()));
        if (parent == root && classWeights.containsKey(node.id())) {
            node.max = classWeights.get(node.id());
        }
        List<Indicator> children = definition.children();
        if (definition.rule().orElse(null) instanceof ScoringRule.Free free) {
            children = OwnIndicators.under(definition, free, subject);
            node.free = true;
        }
        for (Indicator child : children) {
            Node grown = grow(child, node);
            node.children.add(grown);
        }
        return node;
    }

    private void bind(Node node) {
        node.rounding = rounding(node);
        if (!node.children.isEmpty()) {
            shareOutJudgement(node);
            return;
        }
        ScoringRule rule = node.definition.rule().orElseThrow();
        if (rule instanceof ScoringRule.Free free) {
            node.rule = rule;
            node.leaf = free.whenEmpty() == ScoringRule.WhenEmpty.NOT_APPLICABLE
                    ? new Leaf.Fixed(org.hengji.scoring.framework.Award.FULL, null, Truth.NO)
                    : rules.judged(List.of(), node);
            return;
        }
        Leaf bound = rules.bind(rule, node);
        node.leaf = rules.settled(node).orElse(bound);
    }

    /** Full points on a node whose items are judged stand for all items that have no judgement of their own. */
    private void shareOutJudgement(Node node) {
        node.judgement
                .filter(j -> isFull(j, node.max))
                .ifPresent(j -> node.children.forEach(child -> {
                    if (child.judgement.isEmpty()) {
                        child.judgement = Optional.of(new Judgement(
                                child.id(),
                                new Judgement.Award.Share(Rational.ONE),
                                j.reason(),
                                j.by(),
                                j.self(),
                                j.evidence()));
                    }
                }));
    }

    static boolean isFull(Judgement judgement, Rational max) {
        return judgement.award() instanceof Judgement.Award.Points p
                        && p.points().equals(max)
                || judgement.award() instanceof Judgement.Award.Share s
                        && s.share().equals(Rational.ONE);
    }

    private Optional<Rounding> rounding(Node node) {
        Rounding rounding = node.definition.rounding().orElse(framework.rounding());
        for (Node n = node; n != null; n = n.parent) {
            String mode = readings.get(ROUNDING_READING + n.id());
            if (mode != null) {
                rounding = rounding.withMode(roundingMode(mode).orElseThrow());
                node.readings.add(ROUNDING_READING + n.id());
                break;
            }
        }
        if (node.isGraded()) {
            return Optional.empty();
        }
        boolean here = node.definition.rounding().isPresent()
                || switch (rounding.at()) {
                    case ITEM -> node.children.isEmpty() && !isPart(node) || isComposite(node);
                    case INDICATOR ->
                        !node.definition.item()
                                && (node.children.isEmpty()
                                        || node.children.get(0).definition.item());
                    case TOTAL -> false;
                };
        return here ? Optional.of(rounding) : Optional.empty();
    }

    /** Parts of a composite target are not rounded; the indicator they make is. */
    private static boolean isPart(Node node) {
        return node.parent != null && isComposite(node.parent);
    }

    private static boolean isComposite(Node node) {
        return node.parent != null && node.parent.free && !node.children.isEmpty();
    }

    Set<Integer> variables(Node node) {
        Set<Integer> known = variables.get(node);
        if (known != null) {
            return known;
        }
        Set<Integer> all = new TreeSet<>();
        if (node.override.isEmpty()) {
            if (node.leaf != null) {
                all.addAll(node.leaf.variables());
            }
            node.children.forEach(c -> all.addAll(variables(c)));
            node.definition.vetoes().forEach(v -> all.addAll(statements.variables(v.when())));
            movesTo(node).forEach(c -> all.addAll(variables(c)));
        }
        variables.put(node, all);
        return all;
    }

    /** Nodes whose weight comes to this one when they do not apply. */
    private List<Node> movesTo(Node node) {
        return moves.getOrDefault(node.id(), List.of());
    }

    private Map<String, List<Node>> moves() {
        Map<String, List<Node>> all = new HashMap<>();
        for (Node node : nodes.values()) {
            if (whenAbsentRule(node) instanceof WhenNotApplicable.MoveWeightTo move) {
                move.receivers().stream()
                        .filter(r -> !r.indicator().equals(node.id()))
                        .forEach(r -> all.computeIfAbsent(r.indicator(), k -> new ArrayList<>())
                                .add(node));
            }
        }
        return all;
    }

    /** What becomes of a node that does not apply: its own word when it moves its weight, else its parent's. */
    private static WhenNotApplicable whenAbsentRule(Node node) {
        return node.definition.whenNotApplicable() instanceof WhenNotApplicable.MoveWeightTo
                ? node.definition.whenNotApplicable()
                : node.parent.definition.whenNotApplicable();
    }

    /** Weight in force: printed (or set by the case) and what has moved here; empty while that is open. */
    Optional<Rational> inForce(Node node, Box box, Cuts cuts) {
        Rational max = node.max;
        for (Node moving : movesTo(node)) {
            Truth applies = applies(moving, box, cuts);
            if (applies == Truth.OPEN) {
                return Optional.empty();
            } else if (applies == Truth.NO) {
                var move = (WhenNotApplicable.MoveWeightTo) whenAbsentRule(moving);
                for (var receiver : move.receivers()) {
                    if (receiver.indicator().equals(node.id())) {
                        max = max.plus(moving.max.times(receiver.share()));
                    }
                }
            }
        }
        return Optional.of(max);
    }

    Truth applies(Node node, Box box, Cuts cuts) {
        if (node.override.isPresent()) {
            return Truth.YES;
        }
        if (node.leaf != null) {
            return node.leaf
                    .over(box, new Terms(node.max, node.definition.max(), Optional.empty()), cuts)
                    .applies();
        }
        boolean open = false;
        for (Node child : node.children) {
            Truth applies = applies(child, box, cuts);
            if (applies == Truth.YES || whenAbsentRule(child) instanceof WhenNotApplicable.Full) {
                return Truth.YES;
            }
            open |= applies == Truth.OPEN;
        }
        return open ? Truth.OPEN : Truth.NO;
    }

    Outcome over(Node node, Box box, Cuts cuts) {
        if (node.override.isPresent()) {
            return Outcome.of(Reach.of(node.override.get().points()));
        }
        return byRule(node, box, cuts);
    }

    /** What the rule gives, whatever an override says. */
    Outcome byRule(Node node, Box box, Cuts cuts) {
        Optional<Rational> inForce = inForce(node, box, cuts);
        if (inForce.isEmpty()) {
            Rational most = node.max;
            for (Node moving : movesTo(node)) {
                most = most.plus(moving.max);
            }
            return new Outcome(Reach.enclosing(Limit.ZERO, Limit.of(most)), applies(node, box, cuts));
        }
        Rational max = inForce.get();
        Outcome outcome = node.leaf != null
                ? node.leaf.over(box, new Terms(max, node.definition.max(), node.rounding), cuts)
                : combine(node, max, box, cuts);
        Reach points = outcome.points();
        if (!node.uncapped && !node.isGraded()) {
            points = points.least(Reach.of(max));
        }
        if (node.leaf == null && node.rounding.isPresent()) {
            points = rounded(points, node.rounding.get());
        }
        for (ScoringRule.Veto veto : node.definition.vetoes()) {
            if (veto.effect() instanceof ScoringRule.Effect.Zero) {
                Truth truth = statements.test(veto.when(), box, cuts);
                Reach zero = Reach.of(Rational.ZERO);
                points = truth == Truth.YES ? zero : truth == Truth.OPEN ? points.or(zero) : points;
            }
        }
        return new Outcome(points, outcome.applies());
    }

    private Outcome combine(Node node, Rational max, Box box, Cuts cuts) {
        List<Node> counted = new ArrayList<>();
        Map<Node, Outcome> outcomes = new LinkedHashMap<>();
        Rational absent = Rational.ZERO;
        boolean open = false;
        boolean full = false;
        boolean dropped = false;
        for (Node child : node.children) {
            Outcome outcome = over(child, box, cuts);
            open |= outcome.applies() == Truth.OPEN;
            if (outcome.applies() == Truth.NO) {
                WhenNotApplicable absence = whenAbsentRule(child);
                full |= absence instanceof WhenNotApplicable.Full;
                dropped |= absence instanceof WhenNotApplicable.DropAndRescale;
                absent = absent.plus(whenAbsent(child));
            } else {
                counted.add(child);
                outcomes.put(child, outcome);
            }
        }
        if (open) {
            Rational top =
                    node.isGraded() ? Rational.of(node.definition.grades().size() - 1L) : max;
            return new Outcome(
                    Reach.enclosing(Limit.ZERO, Limit.of(top)), full || !counted.isEmpty() ? Truth.YES : Truth.OPEN);
        }
        if (counted.isEmpty() && !full) {
            return new Outcome(Reach.of(Rational.ZERO), Truth.NO);
        }
        Combine combine = node.definition.combine();
        if (combine instanceof Combine.Sum) {
            return Outcome.of(sum(node, max, counted, outcomes, absent, dropped, box, cuts));
        }
        if (node.isGraded()) {
            return Outcome.of(Grades.combine(node, counted, outcomes, box, cuts, this));
        }
        if (full && !dropped) {
            node.children.stream().filter(c -> !counted.contains(c)).forEach(c -> {
                counted.add(c);
                outcomes.put(c, Outcome.of(Reach.of(c.max)));
            });
        }
        return Outcome.of(shares(node, max, counted, outcomes));
    }

    private Reach sum(
            Node node,
            Rational max,
            List<Node> counted,
            Map<Node, Outcome> outcomes,
            Rational given,
            boolean dropped,
            Box box,
            Cuts cuts) {
        Reach points = Reach.of(given);
        Rational weights = given;
        for (Node child : counted) {
            if (!child.isGraded()) {
                points = points.plus(outcomes.get(child).points());
                weights = weights.plus(inForce(child, box, cuts).orElse(child.max));
            }
        }
        boolean reweighted = !node.free && node != root && !max.equals(node.definition.max());
        if ((dropped || reweighted) && weights.signum() > 0 && !weights.equals(max)) {
            points = points.times(max.over(weights));
        }
        return points;
    }

    private static Reach shares(Node node, Rational max, List<Node> counted, Map<Node, Outcome> outcomes) {
        Combine combine = node.definition.combine();
        Reach result = null;
        Rational total = Rational.ZERO;
        for (Node child : counted) {
            Reach share = outcomes.get(child).points().times(max.over(child.max));
            if (combine instanceof Combine.Min) {
                result = result == null ? share : result.least(share);
                total = Rational.ONE;
                continue;
            }
            Rational weight = combine instanceof Combine.Weighted w
                    ? w.weights().get(node.children.indexOf(child))
                    : Rational.ONE;
            total = total.plus(weight);
            result = result == null ? share.times(weight) : result.plus(share.times(weight));
        }
        return combine instanceof Combine.Min ? result : result.times(Rational.ONE.over(total));
    }

    /** Rounding keeps order, so the ends of the rounded points are the rounded ends, approached ones from inside. */
    static Reach rounded(Reach points, Rounding rounding) {
        return new Reach(
                edge(points.low(), points.lowOpen(), 1, rounding),
                points.lowOpen() && !points.low().isFinite(),
                points.lowAt(),
                edge(points.high(), points.highOpen(), -1, rounding),
                points.highOpen() && !points.high().isFinite(),
                points.highAt(),
                points.exact());
    }

    private static Limit edge(Limit end, boolean open, int inwards, Rounding rounding) {
        if (!end.isFinite()) {
            return end;
        }
        Rational value = end.value();
        if (open) {
            Rational hair = Rational.unit(rounding.places() + 2).over(Rational.of(value.denominator()));
            value = inwards > 0 ? value.plus(hair) : value.minus(hair);
        }
        return Limit.of(rounding.apply(value));
    }

    /** Hull of a node's points over everything that is not known. */
    Reach hull(Node node) {
        return added(node, this::hullTogether);
    }

    Reach hull(Node node, Box box) {
        return added(node, group -> hullTogether(group, box));
    }

    private Reach added(Node node, Function<List<Node>, Reach> hulls) {
        Reach total = Reach.of(Rational.ZERO);
        boolean exact = true;
        for (List<Node> group : independentGroups(node)) {
            Reach part = hulls.apply(group);
            exact &= part.exact();
            total = new Reach(
                    Limit.of(total.low().value().plus(part.low().value())),
                    total.lowOpen() || part.lowOpen(),
                    Map.of(),
                    Limit.of(total.high().value().plus(part.high().value())),
                    total.highOpen() || part.highOpen(),
                    Map.of(),
                    exact);
        }
        return total;
    }

    /** Over everything that is not known; once found, the parents and the total use it again. */
    Reach hullTogether(List<Node> group) {
        Reach known = hulls.get(group);
        if (known == null) {
            known = hullTogether(group, inputs.space.whole());
            hulls.put(group, known);
        }
        return known;
    }

    Reach hullTogether(List<Node> group, Box box) {
        Set<Integer> all = new TreeSet<>();
        group.forEach(n -> all.addAll(variables(n)));
        return Search.hull((b, cuts) -> together(group, b, cuts), box, all);
    }

    Reach together(List<Node> group, Box box, Cuts cuts) {
        Reach sum = null;
        for (Node node : group) {
            Outcome outcome = over(node, box, cuts);
            Reach points = outcome.points();
            if (outcome.applies() == Truth.OPEN) {
                points = points.inexact();
            } else if (outcome.applies() == Truth.NO) {
                points = Reach.of(whenAbsent(node));
            }
            sum = sum == null ? points : sum.plus(points);
        }
        return sum;
    }

    /** Points of a node that does not apply, as its parent counts them. */
    Rational whenAbsent(Node node) {
        return node.parent != null && whenAbsentRule(node) instanceof WhenNotApplicable.Full ? node.max : Rational.ZERO;
    }

    /** Parts that add up to the node; parts in different groups share nothing that is not known. */
    List<List<Node>> independentGroups(Node node) {
        List<List<Node>> known = groups.get(node);
        if (known == null) {
            known = independent(node);
            groups.put(node, known);
        }
        return known;
    }

    private List<List<Node>> independent(Node node) {
        List<Node> units = new ArrayList<>();
        flatten(node, units);
        List<List<Node>> groups = new ArrayList<>();
        List<Set<Integer>> groupVariables = new ArrayList<>();
        for (Node unit : units) {
            List<Node> group = new ArrayList<>(List.of(unit));
            Set<Integer> vars = new TreeSet<>(variables(unit));
            for (int i = groups.size() - 1; i >= 0; i--) {
                if (groupVariables.get(i).stream().anyMatch(vars::contains)) {
                    group.addAll(groups.remove(i));
                    vars.addAll(groupVariables.remove(i));
                }
            }
            groups.add(group);
            groupVariables.add(vars);
        }
        return groups;
    }

    private void flatten(Node node, List<Node> into) {
        if (isPlainSum(node)) {
            node.children.forEach(child -> flatten(child, into));
        } else {
            into.add(node);
        }
    }

    /** True when the node's points are its children's, added, over every completion. */
    private boolean isPlainSum(Node node) {
        if (node.children.isEmpty()
                || node.override.isPresent()
                || !(node.definition.combine() instanceof Combine.Sum)
                || node.rounding.isPresent()
                || node.isGraded()
                || !movesTo(node).isEmpty()
                || node != root && !node.free && !node.max.equals(node.definition.max())
                || node.definition.vetoes().stream().anyMatch(v -> v.effect() instanceof ScoringRule.Effect.Zero)) {
            return false;
        }
        Rational weights = Rational.ZERO;
        Box whole = inputs.space.whole();
        for (Node child : node.children) {
            Cuts none = new Cuts(whole, false);
            Truth applies = applies(child, whole, none);
            boolean full = whenAbsentRule(child) instanceof WhenNotApplicable.Full;
            boolean rescales = whenAbsentRule(child) instanceof WhenNotApplicable.DropAndRescale;
            if (child.uncapped
                    || child.isGraded()
                    || applies == Truth.OPEN && !full
                    || applies == Truth.NO && rescales) {
                return false;
            }
            weights = weights.plus(
                    applies == Truth.NO
                            ? whenAbsent(child)
                            : inForce(child, whole, none).orElse(framework.total()));
        }
        return node == root || weights.compareTo(node.max) <= 0;
    }

    /** The node's possible points when they are a few. */
    Optional<Set<Rational>> few(Node node) {
        if (variables(node).size() > 6) {
            return Optional.empty();
        }
        return Search.few((box, cuts) -> together(List.of(node), box, cuts), inputs.space.whole(), variables(node));
    }

    private final class NodeOutcomes implements Statements.Nodes {
        @Override
        public Reach points(String id, Box box, Cuts cuts) {
            return over(nodes.get(id), box, cuts).points();
        }

        @Override
        public Rational max(String id) {
            return nodes.get(id).max;
        }

        @Override
        public int rank(String id, String grade) {
            return nodes.get(id).rank(grade);
        }

        @Override
        public Set<Integer> variables(String id) {
            return Evaluation.this.variables(nodes.get(id));
        }
    }
}
