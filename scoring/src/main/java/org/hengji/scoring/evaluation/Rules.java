package org.hengji.scoring.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hengji.scoring.evaluation.Leaf.Terms;
import org.hengji.scoring.evaluation.Outcome.Truth;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.framework.Award;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.ScoringRule.Steps;
import org.hengji.scoring.framework.ScoringRule.TargetRule.Below;
import org.hengji.scoring.framework.ScoringRule.WhenZero;
import org.hengji.scoring.interval.Cuts;
import org.hengji.scoring.interval.Limit;
import org.hengji.scoring.interval.Span;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Judgement;

/** Binds rules to the facts and judgements of a case. */
final class Rules {
    private static final WhenZero OPEN = new WhenZero.NotComputable();
    private static final WhenZero FULL = new WhenZero.Give(Award.FULL);

    private final Inputs inputs;
    private final Statements statements;
    private final Map<String, String> readings;

    /** Judged variables of the space, to name them in the shortest list. */
    final Map<Integer, String> judgedVariables = new java.util.LinkedHashMap<>();

    Rules(Inputs inputs, Statements statements, Map<String, String> readings) {
        this.inputs = inputs;
        this.statements = statements;
        this.readings = readings;
    }

    Leaf bind(ScoringRule rule, Node node) {
        node.rule = rule;
        if (rule instanceof ScoringRule.ByReading by) {
            node.readings.add(by.reading());
            return bind(by.options().get(readings.get(by.reading())), node);
        } else if (rule instanceof ScoringRule.Vetoed vetoed) {
            Leaf inner = bind(vetoed.rule(), node);
            node.rule = rule;
            node.facts.addAll(vetoed.veto().when().facts());
            Leaf zero = new Leaf.Fixed(null, Rational.ZERO, Truth.YES);
            return new Leaf.Either(statements, vetoed.veto().when(), zero, inner);
        } else if (rule instanceof ScoringRule.JudgedWhen when) {
            node.facts.addAll(when.when().facts());
            Truth now = statements.test(when.when(), inputs.space.whole(), new Cuts(inputs.space.whole(), false));
            boolean missed = when.trigger() == ScoringRule.Trigger.WHEN_MISSED && now != Truth.NO || now == Truth.YES;
            if (missed) {
                Leaf judged = judged(when.judged().answers(), node);
                node.rule = rule;
                return judged;
            }
            if (now == Truth.NO) {
                Leaf otherwise = bind(when.otherwise(), node);
                node.rule = rule;
                return otherwise;
            }
            Leaf judged = judged(when.judged().answers(), node);
            Leaf otherwise = bind(when.otherwise(), node);
            node.rule = rule;
            return new Leaf.Either(statements, when.when(), judged, otherwise);
        } else if (rule instanceof ScoringRule.Judged judged) {
            if (judged.evidenceRequired()
                    && node.judgement.isPresent()
                    && node.judgement.get().evidence().isEmpty()
                    && !node.judgement.get().self()) {
                node.judged = true;
                return new Leaf.Fixed(Award.NOTHING, null, Truth.YES);
            }
            return judged(judged.answers(), node);
        } else if (rule instanceof ScoringRule.Choice choice) {
            return choice(choice, node);
        } else if (rule instanceof ScoringRule.Target target) {
            return target(target, node);
        } else if (rule instanceof ScoringRule.Grid grid) {
            return grid(grid, node);
        }
        return metric(rule, node);
    }

    /** A leaf that needs no fact: what is known about it is settled before any rule. */
    Optional<Leaf> settled(Node node) {
        for (String fact : node.facts) {
            Inputs.Input input = inputs.of(fact);
            if (input != null
                    && input.state() == Inputs.State.NOT_APPLICABLE
                    && !(node.rule instanceof ScoringRule.JudgedWhen)) {
                return Optional.of(new Leaf.Fixed(Award.FULL, null, Truth.NO));
            }
        }
        if (node.definition.notEvidenced().isPresent()
                && node.facts.stream()
                        .map(inputs::of)
                        .anyMatch(i -> i != null && i.state() == Inputs.State.NOT_EVIDENCED)) {
            return Optional.of(new Leaf.Fixed(node.definition.notEvidenced().get(), null, Truth.YES));
        }
        return Optional.empty();
    }

    private Leaf metric(ScoringRule rule, Node node) {
        if (rule instanceof ScoringRule.Proportional p) {
            node.uncapped = p.cap().isEmpty() && node.definition.item();
            Function<Terms, Curve> curve = t -> Curve.line(
                    award(p.points(), t),
                    award(p.floor(), t),
                    p.cap().isPresent()
                            ? p.cap().map(c -> award(c, t))
                            : Optional.of(node.uncapped ? node.parent.max : t.max()));
            return metric(p.of(), curve, p.voidWhen(), p.whenZero(), node);
        } else if (rule instanceof ScoringRule.Tiers tiers) {
            return metric(tiers.of(), t -> bands(tiers.bands(), t, node), Optional.empty(), tiers.whenZero(), node);
        } else if (rule instanceof ScoringRule.Deduct d) {
            Function<Terms, Curve> curve = t -> new Curve(
                    List.of(
                            Curve.constant(Limit.MINUS_INFINITY, true, Limit.ZERO, true, t.max()),
                            new Curve.Piece(
                                    Limit.ZERO,
                                    false,
                                    Limit.INFINITY,
                                    true,
                                    new Curve.Line(t.max(), award(d.per(), t).negate()))),
                    award(d.floor(), t),
                    Optional.of(t.max()));
            return metric(d.count(), curve, Optional.empty(), OPEN, node);
        } else if (rule instanceof ScoringRule.Excess e) {
            Function<Terms, Curve> curve = t -> new Curve(
                    List.of(
                            Curve.constant(Limit.MINUS_INFINITY, true, Limit.of(e.limit()), false, t.max()),
                            new Curve.Piece(
                                    Limit.of(e.limit()),
                                    true,
                                    Limit.INFINITY,
                                    true,
                                    steps(t.max(), e.limit(), true, e.per(), award(e.lose(), t), e.steps()))),
                    award(e.floor(), t),
                    Optional.of(t.max()));
            return metric(e.of(), curve, Optional.empty(), e.whenZero(), node);
        } else if (rule instanceof ScoringRule.Shortfall s) {
            Function<Terms, Curve> curve = t -> new Curve(
                    List.of(
                            new Curve.Piece(
                                    Limit.MINUS_INFINITY,
                                    true,
                                    Limit.of(Rational.ONE),
                                    true,
                                    steps(t.max(), Rational.ONE, false, s.step(), award(s.lose(), t), s.steps())),
                            Curve.constant(Limit.of(Rational.ONE), false, Limit.INFINITY, true, t.max())),
                    award(s.floor(), t),
                    Optional.of(t.max()));
            return metric(new Expression.Quotient(s.actual(), s.target()), curve, Optional.empty(), s.whenZero(), node);
        } else if (rule instanceof ScoringRule.Piecewise p) {
            return metric(p.of(), t -> anchored(p.anchors(), t), Optional.empty(), p.whenZero(), node);
        }
        throw new IllegalArgumentException("no leaf for " + rule);
    }

    /** A leaf is asked with the same terms again and again; its rounding is always the same one, or left out. */
    private static final class LastCurve implements Function<Terms, Curve> {
        private final Function<Terms, Curve> made;
        private Terms terms;
        private Curve curve;

        LastCurve(Function<Terms, Curve> made) {
            this.made = made;
        }

        @Override
        public Curve apply(Terms now) {
            boolean same = terms != null
                    && terms.max().equals(now.max())
                    && terms.nominal().equals(now.nominal())
                    && terms.rounding().isPresent() == now.rounding().isPresent();
            if (!same) {
                terms = now;
                curve = made.apply(now);
            }
            return curve;
        }
    }

    private Leaf metric(
            Expression of, Function<Terms, Curve> curve, Optional<Condition> voidWhen, WhenZero zero, Node node) {
        node.facts.addAll(of.facts());
        voidWhen.ifPresent(c -> node.facts.addAll(c.facts()));
        return new Leaf.Metric(inputs, statements, of, new LastCurve(curve), voidWhen, zero);
    }

    private static Rational award(Award award, Terms terms) {
        return award.of(terms.max(), terms.nominal());
    }

    private static Curve.Shape steps(
            Rational base, Rational origin, boolean upwards, Rational step, Rational lose, Steps steps) {
        if (steps != Steps.PRO_RATA) {
            return new Curve.Stairs(base, origin, upwards, step, lose, steps == Steps.STARTED);
        }
        Rational slope = lose.over(step);
        return upwards
                ? new Curve.Line(base.plus(slope.times(origin)), slope.negate())
                : new Curve.Line(base.minus(slope.times(origin)), slope);
    }

    static Limit low(ScoringRule.Interval i) {
        return i.low().map(Limit::of).orElse(Limit.MINUS_INFINITY);
    }

    static Limit high(ScoringRule.Interval i) {
        return i.high().map(Limit::of).orElse(Limit.INFINITY);
    }

    private static Curve bands(List<ScoringRule.Band> bands, Terms terms, Node node) {
        List<Curve.Piece> pieces = new ArrayList<>();
        Rational cap = Rational.ZERO;
        for (ScoringRule.Band band : bands) {
            ScoringRule.Interval i = band.interval();
            Rational points = band.grade().isPresent()
                    ? Rational.of(node.rank(band.grade().get()))
                    : award(band.award(), terms);
            cap = cap.max(points);
            pieces.add(Curve.constant(
                    low(i),
                    i.lowOpen() || i.low().isEmpty(),
                    high(i),
                    i.highOpen() || i.high().isEmpty(),
                    points));
        }
        return new Curve(pieces, Rational.ZERO, Optional.of(cap));
    }

    private static Curve anchored(List<ScoringRule.Anchor> anchors, Terms terms) {
        List<Curve.Piece> pieces = new ArrayList<>();
        ScoringRule.Anchor first = anchors.get(0);
        pieces.add(Curve.constant(Limit.MINUS_INFINITY, true, Limit.of(first.at()), true, award(first.left(), terms)));
        for (int i = 0; i < anchors.size(); i++) {
            ScoringRule.Anchor a = anchors.get(i);
            pieces.add(Curve.constant(Limit.of(a.at()), false, Limit.of(a.at()), false, award(a.value(), terms)));
            if (i + 1 < anchors.size()) {
                ScoringRule.Anchor b = anchors.get(i + 1);
                Rational from = award(a.right(), terms);
                Rational slope = award(b.left(), terms).minus(from).over(b.at().minus(a.at()));
                pieces.add(new Curve.Piece(
                        Limit.of(a.at()),
                        true,
                        Limit.of(b.at()),
                        true,
                        new Curve.Line(from.minus(slope.times(a.at())), slope)));
            }
        }
        ScoringRule.Anchor last = anchors.get(anchors.size() - 1);
        pieces.add(Curve.constant(Limit.of(last.at()), true, Limit.INFINITY, true, award(last.right(), terms)));
        return new Curve(pieces, Rational.ZERO, Optional.of(terms.max()));
    }

    private Leaf grid(ScoringRule.Grid grid, Node node) {
        Leaf.Metric guard = (Leaf.Metric) metric(
                new Expression.Sum(List.of(grid.row(), grid.column())),
                t -> Curve.line(Rational.ZERO, Rational.ZERO, Optional.of(t.max())),
                Optional.empty(),
                grid.whenZero(),
                node);
        return new Leaf.Grid(
                inputs, grid.row(), pieces(grid.rows()), grid.column(), pieces(grid.columns()), grid.awards(), guard);
    }

    private static List<Curve.Piece> pieces(List<ScoringRule.Interval> intervals) {
        return intervals.stream()
                .map(i -> Curve.constant(
                        low(i),
                        i.lowOpen() || i.low().isEmpty(),
                        high(i),
                        i.highOpen() || i.high().isEmpty(),
                        Rational.ZERO))
                .toList();
    }

    private Leaf choice(ScoringRule.Choice choice, Node node) {
        List<Award> awards = choice.outcomes().stream()
                .map(o -> node.isGraded()
                                && node.definition.grades().stream()
                                        .anyMatch(g -> g.key().equals(o.key()))
                        ? Award.points(Rational.of(node.rank(o.key())))
                        : o.award())
                .toList();
        if (choice.fact().isPresent()) {
            node.facts.add(choice.fact().get());
            Inputs.Input input = inputs.of(choice.fact().get());
            List<Award> byOption = input.options().stream()
                    .map(key -> choice.outcomes().stream()
                            .filter(o -> o.key().equals(key))
                            .findFirst()
                            .map(o -> awards.get(choice.outcomes().indexOf(o)))
                            .orElse(Award.NOTHING))
                    .toList();
            return new Leaf.Choice(input.variable(), input.variable() < 0 ? 0 : -1, byOption);
        }
        if (node.judgement.isPresent() && node.judgement.get().award() instanceof Judgement.Award.Outcome outcome) {
            node.judged = true;
            int at = IntStream.range(0, choice.outcomes().size())
                    .filter(i -> choice.outcomes().get(i).key().equals(outcome.key()))
                    .findFirst()
                    .orElse(-1);
            return at < 0 ? openChoice(awards, node) : new Leaf.Choice(-1, at, awards);
        } else if (node.judgement.isPresent()) {
            return judged(List.of(), node);
        }
        return openChoice(awards, node);
    }

    private Leaf openChoice(List<Award> awards, Node node) {
        int variable = inputs.space.choice(awards.size());
        judgedVariables.put(variable, node.id());
        return new Leaf.Choice(variable, -1, awards);
    }

    /** Points from the node's judgement, or anything from 0 up to the weight while there is none. */
    Leaf judged(List<Rational> answers, Node node) {
        if (node.judgement.isPresent()) {
            node.judged = true;
            Judgement.Award award = node.judgement.get().award();
            if (award instanceof Judgement.Award.Points p) {
                return share(p.points().over(node.max));
            } else if (award instanceof Judgement.Award.Share s) {
                return share(s.share());
            } else if (award instanceof Judgement.Award.Panel panel) {
                return share(mean(panel.scores()).over(node.max));
            } else if (award instanceof Judgement.Award.NotApplicable) {
                return new Leaf.Fixed(Award.FULL, null, Truth.NO);
            } else if (award instanceof Judgement.Award.Grade grade && node.isGraded()) {
                return new Leaf.Fixed(Award.points(Rational.of(node.rank(grade.key()))), null, Truth.YES);
            }
            node.judged = false;
        }
        if (node.isGraded()) {
            return openChoice(
                    IntStream.range(0, node.definition.grades().size())
                            .mapToObj(i -> Award.points(Rational.of(i)))
                            .toList(),
                    node);
        }
        return openShare(Rational.ZERO, Rational.ONE, answers, node);
    }

    private Leaf share(Rational share) {
        return new Leaf.Judged(-1, share, List.of());
    }

    private Leaf openShare(Rational low, Rational high, List<Rational> answers, Node node) {
        int variable = inputs.space.number(Span.closed(low, high));
        judgedVariables.put(variable, node.id());
        return new Leaf.Judged(variable, null, answers);
    }

    /** Mean of a panel; from three scores on the highest and the lowest are left out. */
    static Rational mean(List<Rational> scores) {
        List<Rational> counted = scores.stream().sorted().toList();
        if (counted.size() >= 3) {
            counted = counted.subList(1, counted.size() - 1);
        }
        return counted.stream().reduce(Rational.ZERO, Rational::plus).over(Rational.of(counted.size()));
    }

    private Leaf target(ScoringRule.Target target, Node node) {
        ScoringRule.TargetRule how = target.how();
        if (target.goal() instanceof ScoringRule.Goal.Word || how.below() == Below.WORDS) {
            return words(how, node);
        }
        node.facts.addAll(target.actual().facts());
        if (how.below() == Below.BANDS) {
            return metric(target.actual(), t -> bands(how.bands(), t, node), Optional.empty(), OPEN, node);
        }
        Leaf reached;
        Condition much = null;
        if (target.goal() instanceof ScoringRule.Goal.Between between) {
            reached = between(target.actual(), between.interval(), how, node);
            if (how.reviewBeyond().isPresent() && between.interval().high().isPresent()) {
                Rational most = between.interval()
                        .high()
                        .get()
                        .times(Rational.ONE.plus(how.reviewBeyond().get()));
                much = new Condition.Compare(target.actual(), Condition.Comparison.MORE, new Expression.Number(most));
            }
        } else {
            ScoringRule.Goal.Limit limit = (ScoringRule.Goal.Limit) target.goal();
            boolean reverse = limit.comparator().isReverse();
            boolean strict = limit.comparator() == ScoringRule.Comparator.MORE
                    || limit.comparator() == ScoringRule.Comparator.LESS;
            boolean zero =
                    limit.value() instanceof Expression.Number n && n.value().signum() == 0;
            if (zero) {
                reached = aroundZero(target.actual(), reverse, strict, node);
            } else {
                Expression ratio = reverse
                        ? new Expression.Quotient(limit.value(), target.actual())
                        : new Expression.Quotient(target.actual(), limit.value());
                reached = metric(ratio, t -> attained(how, strict, t), Optional.empty(), reverse ? FULL : OPEN, node);
                if (how.reviewBeyond().isPresent()) {
                    Rational factor = reverse
                            ? Rational.ONE.minus(how.reviewBeyond().get())
                            : Rational.ONE.plus(how.reviewBeyond().get());
                    much = new Condition.Compare(
                            target.actual(),
                            reverse ? Condition.Comparison.LESS : Condition.Comparison.MORE,
                            new Expression.Product(List.of(limit.value(), new Expression.Number(factor))));
                }
            }
        }
        return much == null ? reached : bindReview(much, reached, node);
    }

    private Leaf bindReview(Condition much, Leaf reached, Node node) {
        Truth now = statements.test(much, inputs.space.whole(), new Cuts(inputs.space.whole(), false));
        if (now == Truth.NO) {
            return reached;
        }
        return now == Truth.YES
                ? judged(List.of(), node)
                : new Leaf.Either(statements, much, judged(List.of(), node), reached);
    }

    /** Share of the target that is reached, at most 1, turned into points. */
    private static Curve attained(ScoringRule.TargetRule how, boolean strict, Terms t) {
        Limit one = Limit.of(Rational.ONE);
        Curve.Piece full = Curve.constant(one, strict && how.below() == Below.NOTHING, Limit.INFINITY, true, t.max());
        Curve.Shape missed;
        List<Curve.Piece> pieces = new ArrayList<>();
        if (how.below() == Below.PROPORTIONAL) {
            missed = new Curve.Line(Rational.ZERO, t.max());
            pieces.add(new Curve.Piece(Limit.MINUS_INFINITY, true, one, true, missed));
        } else if (how.below() == Below.PASS_LINE) {
            Rational pass = how.passLine().orElseThrow();
            Rational slope = t.max().over(Rational.ONE.minus(pass));
            pieces.add(Curve.constant(Limit.MINUS_INFINITY, true, Limit.of(pass), true, Rational.ZERO));
            pieces.add(new Curve.Piece(
                    Limit.of(pass),
                    false,
                    one,
                    true,
                    new Curve.Line(slope.times(pass).negate(), slope)));
        } else {
            pieces.add(Curve.constant(Limit.MINUS_INFINITY, true, one, !full.fromOpen(), Rational.ZERO));
        }
        pieces.add(full);
        return new Curve(pieces, Rational.ZERO, Optional.of(t.max()));
    }

    private Leaf aroundZero(Expression actual, boolean reverse, boolean strict, Node node) {
        Function<Terms, Curve> curve = t -> {
            Rational below = reverse ? t.max() : Rational.ZERO;
            Rational at = strict ? Rational.ZERO : t.max();
            Rational above = reverse ? Rational.ZERO : t.max();
            return new Curve(
                    List.of(
                            Curve.constant(Limit.MINUS_INFINITY, true, Limit.ZERO, true, below),
                            Curve.constant(Limit.ZERO, false, Limit.ZERO, false, at),
                            Curve.constant(Limit.ZERO, true, Limit.INFINITY, true, above)),
                    Rational.ZERO,
                    Optional.of(t.max()));
        };
        return metric(actual, curve, Optional.empty(), OPEN, node);
    }

    /** Inside the range full; below it as a missed target; above it over-fulfilled, so full. */
    private Leaf between(Expression actual, ScoringRule.Interval i, ScoringRule.TargetRule how, Node node) {
        if (i.low().isEmpty() || i.low().get().signum() <= 0) {
            return metric(
                    actual,
                    t -> new Curve(
                            List.of(
                                    Curve.constant(Limit.MINUS_INFINITY, true, low(i), !i.lowOpen(), Rational.ZERO),
                                    Curve.constant(low(i), i.lowOpen(), Limit.INFINITY, true, t.max())),
                            Rational.ZERO,
                            Optional.of(t.max())),
                    Optional.empty(),
                    OPEN,
                    node);
        }
        Expression ratio =
                new Expression.Quotient(actual, new Expression.Number(i.low().get()));
        return metric(ratio, t -> attained(how, i.lowOpen(), t), Optional.empty(), OPEN, node);
    }

    private Leaf words(ScoringRule.TargetRule how, Node node) {
        if (node.judgement.isPresent() && node.judgement.get().award() instanceof Judgement.Award.Outcome outcome) {
            Optional<ScoringRule.WordBand> band = how.words().stream()
                    .filter(w -> w.key().equals(outcome.key()))
                    .findFirst();
            if (band.isPresent()) {
                node.judged = band.get().low().equals(band.get().high());
                return openShare(band.get().low(), band.get().high(), List.of(), node);
            }
        }
        return judged(List.of(), node);
    }
}
