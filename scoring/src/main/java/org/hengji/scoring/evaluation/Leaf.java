package org.hengji.scoring.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.hengji.scoring.evaluation.Outcome.Truth;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.framework.Award;
import org.hengji.scoring.framework.ScoringRule.WhenZero;
import org.hengji.scoring.interval.Box;
import org.hengji.scoring.interval.Cuts;
import org.hengji.scoring.interval.Limit;
import org.hengji.scoring.interval.Reach;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.number.Rounding;

/** A rule bound to the facts of one case. */
interface Leaf {
    /** @param terms weight now in force, printed weight, and the rounding that applies here */
    Outcome over(Box box, Terms terms, Cuts cuts);

    Set<Integer> variables();

    record Terms(Rational max, Rational nominal, Optional<Rounding> rounding) {
        Rational of(Award award) {
            Rational points = award.of(max, nominal);
            return rounding.isPresent() ? rounding.get().apply(points) : points;
        }
    }

    /** One metric on a curve. */
    record Metric(
            Inputs inputs,
            Statements statements,
            Expression of,
            Function<Terms, Curve> curve,
            Optional<Condition> voidWhen,
            WhenZero whenZero)
            implements Leaf {

        @Override
        public Outcome over(Box box, Terms terms, Cuts cuts) {
            Truth isVoid = voidWhen.map(c -> statements.test(c, box, cuts)).orElse(Truth.NO);
            if (isVoid == Truth.YES) {
                return Outcome.of(Reach.of(Rational.ZERO));
            }
            Outcome reached = onCurve(box, terms, cuts);
            if (isVoid == Truth.NO) {
                return reached;
            }
            return new Outcome(
                    reached.points().or(Reach.of(Rational.ZERO)),
                    reached.applies() == Truth.YES ? Truth.YES : Truth.OPEN);
        }

        private Outcome onCurve(Box box, Terms terms, Cuts cuts) {
            for (Expression divisor : divisors(of)) {
                Reach reach = inputs.metrics.over(divisor, box, cuts);
                int low = reach.low().signum();
                int high = reach.high().signum();
                boolean mayVanish =
                        (low < 0 || low == 0 && !reach.lowOpen()) && (high > 0 || high == 0 && !reach.highOpen());
                if (mayVanish && reach.isOne()) {
                    return whenZero(whenZero, box, terms, cuts);
                } else if (mayVanish) {
                    inputs.metrics.crossings(divisor, Rational.ZERO, box, cuts);
                    return new Outcome(
                            Reach.enclosing(Limit.ZERO, Limit.of(terms.max())),
                            canBeInapplicable() ? Truth.OPEN : Truth.YES);
                }
            }
            Reach metric = inputs.metrics.over(of, box, cuts);
            Curve along = curve.apply(terms);
            Reach points = along.over(metric, terms.rounding());
            if (!points.exact() || cuts.everyStep()) {
                along.joints(metric, cuts.everyStep()).forEach(m -> inputs.metrics.crossings(of, m, box, cuts));
            }
            return Outcome.of(points);
        }

        boolean canBeInapplicable() {
            return canBeInapplicable(whenZero);
        }

        private static boolean canBeInapplicable(WhenZero zero) {
            return zero instanceof WhenZero.NotApplicable
                    || zero instanceof WhenZero.Depends d
                            && (canBeInapplicable(d.then()) || canBeInapplicable(d.otherwise()));
        }

        private Outcome whenZero(WhenZero zero, Box box, Terms terms, Cuts cuts) {
            if (zero instanceof WhenZero.Give give) {
                return Outcome.of(Reach.of(terms.of(give.award())));
            } else if (zero instanceof WhenZero.NotApplicable) {
                return new Outcome(Reach.of(Rational.ZERO), Truth.NO);
            } else if (zero instanceof WhenZero.Depends depends) {
                Truth when = statements.test(depends.when(), box, cuts);
                if (when == Truth.OPEN) {
                    return new Outcome(
                            Reach.enclosing(Limit.ZERO, Limit.of(terms.max())),
                            canBeInapplicable() ? Truth.OPEN : Truth.YES);
                }
                return whenZero(when == Truth.YES ? depends.then() : depends.otherwise(), box, terms, cuts);
            }
            // Not computable: any points are possible
            return Outcome.of(new Reach(Limit.ZERO, false, Map.of(), Limit.of(terms.max()), false, Map.of(), true));
        }

        @Override
        public Set<Integer> variables() {
            Set<Integer> all = new TreeSet<>(inputs.variables(of.facts()));
            voidWhen.ifPresent(c -> all.addAll(statements.variables(c)));
            zeroVariables(whenZero, all);
            return all;
        }

        private void zeroVariables(WhenZero zero, Set<Integer> into) {
            if (zero instanceof WhenZero.Depends d) {
                into.addAll(statements.variables(d.when()));
                zeroVariables(d.then(), into);
                zeroVariables(d.otherwise(), into);
            }
        }

        static List<Expression> divisors(Expression e) {
            List<Expression> found = new ArrayList<>();
            if (e instanceof Expression.Quotient q && !(q.divisor() instanceof Expression.Number)) {
                found.add(q.divisor());
            }
            e.parts().forEach(part -> found.addAll(divisors(part)));
            return found;
        }
    }

    /** Two metrics on a grid. */
    record Grid(
            Inputs inputs,
            Expression row,
            List<Curve.Piece> rows,
            Expression column,
            List<Curve.Piece> columns,
            List<List<Award>> awards,
            Metric guard)
            implements Leaf {
        @Override
        public Outcome over(Box box, Terms terms, Cuts cuts) {
            Outcome guarded = guard.over(box, terms, cuts);
            if (guarded.applies() != Truth.YES || !isDefined(box, cuts)) {
                return guarded;
            }
            List<Integer> r = hit(row, rows, box, cuts);
            List<Integer> c = hit(column, columns, box, cuts);
            Reach points = null;
            for (int i : r) {
                for (int j : c) {
                    Reach one = Reach.of(terms.of(awards.get(i).get(j)));
                    points = points == null ? one : points.or(one);
                }
            }
            return Outcome.of(points);
        }

        private boolean isDefined(Box box, Cuts cuts) {
            return Metric.divisors(guard.of()).stream().allMatch(d -> {
                Reach reach = inputs.metrics.over(d, box, new Cuts(box, false));
                return reach.low().signum() > 0
                        || reach.high().signum() < 0
                        || reach.low().signum() == 0 && reach.lowOpen()
                        || reach.high().signum() == 0 && reach.highOpen();
            });
        }

        private List<Integer> hit(Expression of, List<Curve.Piece> bands, Box box, Cuts cuts) {
            Reach metric = inputs.metrics.over(of, box, cuts);
            List<Integer> hit = new ArrayList<>();
            for (int i = 0; i < bands.size(); i++) {
                Curve.Piece p = bands.get(i);
                int l = p.from().compareTo(metric.high());
                int h = p.to().compareTo(metric.low());
                if ((l < 0 || l == 0 && !p.fromOpen() && !metric.highOpen())
                        && (h > 0 || h == 0 && !p.toOpen() && !metric.lowOpen())) {
                    hit.add(i);
                }
            }
            if (hit.size() > 1) {
                hit.subList(1, hit.size())
                        .forEach(i ->
                                inputs.metrics.crossings(of, bands.get(i).from().value(), box, cuts));
            }
            return hit;
        }

        @Override
        public Set<Integer> variables() {
            Set<Integer> all = new TreeSet<>(guard.variables());
            all.addAll(inputs.variables(row.facts()));
            all.addAll(inputs.variables(column.facts()));
            return all;
        }
    }

    /** One of several outcomes, by a choice fact or a choice that a person makes. */
    record Choice(int choice, int settled, List<Award> awards) implements Leaf {
        @Override
        public Outcome over(Box box, Terms terms, Cuts cuts) {
            int option = choice < 0 ? settled : box.option(choice);
            if (option >= 0) {
                return Outcome.of(Reach.of(terms.of(awards.get(option))));
            }
            if (cuts.everyStep()) {
                cuts.choice(choice);
            }
            Map<Integer, Rational> points = new LinkedHashMap<>();
            box.openOptions(choice).forEach(o -> points.put(o, terms.of(awards.get(o))));
            var low =
                    points.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
            var high =
                    points.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
            return Outcome.of(new Reach(
                    Limit.of(low.getValue()),
                    false,
                    Map.of(choice, low.getKey() + 1),
                    Limit.of(high.getValue()),
                    false,
                    Map.of(choice, high.getKey() + 1),
                    true));
        }

        @Override
        public Set<Integer> variables() {
            return choice < 0 ? Set.of() : Set.of(choice);
        }
    }

    /** Points by a person: a share of the weight, settled or between two shares. */
    record Judged(int share, Rational settled, List<Rational> answers) implements Leaf {
        @Override
        public Outcome over(Box box, Terms terms, Cuts cuts) {
            if (share < 0) {
                return Outcome.of(Reach.of(terms.of(Award.share(settled))));
            }
            var span = box.span(share);
            if (cuts.everyStep()) {
                answers.forEach(a -> cuts.at(share, a));
                if (!answers.isEmpty() && !span.isPoint() && answers.stream().noneMatch(span::contains)) {
                    // Between two answers lies no answer: the nearer one stands for the stretch
                    return Outcome.of(Reach.of(terms.of(Award.share(
                            nearest(span.low().value().plus(span.high().value()).over(Rational.of(2)))))));
                }
            }
            Rational low = terms.of(Award.share(span.low().value()));
            Rational high = terms.of(Award.share(span.high().value()));
            boolean one = span.isPoint();
            return Outcome.of(new Reach(
                    Limit.of(low),
                    false,
                    one ? Map.of() : Map.of(share, -1),
                    Limit.of(high),
                    false,
                    one ? Map.of() : Map.of(share, 1),
                    true));
        }

        private Rational nearest(Rational at) {
            return answers.stream()
                    .min(java.util.Comparator.comparing(a -> a.minus(at).abs()))
                    .orElseThrow();
        }

        @Override
        public Set<Integer> variables() {
            return share < 0 ? Set.of() : Set.of(share);
        }
    }

    /** Nothing open about it: an override, a lacking proof, a body that the rule does not concern. */
    record Fixed(Award award, Rational points, Truth applies) implements Leaf {
        @Override
        public Outcome over(Box box, Terms terms, Cuts cuts) {
            return new Outcome(Reach.of(points != null ? points : terms.of(award)), applies);
        }

        @Override
        public Set<Integer> variables() {
            return Set.of();
        }
    }

    /** One rule while a condition holds, another while it does not. */
    record Either(Statements statements, Condition when, Leaf then, Leaf otherwise) implements Leaf {
        @Override
        public Outcome over(Box box, Terms terms, Cuts cuts) {
            Truth truth = statements.test(when, box, cuts);
            if (truth == Truth.YES) {
                return then.over(box, terms, cuts);
            } else if (truth == Truth.NO) {
                return otherwise.over(box, terms, cuts);
            }
            Outcome a = then.over(box, terms, cuts);
            Outcome b = otherwise.over(box, terms, cuts);
            return new Outcome(a.points().or(b.points()), a.applies() == b.applies() ? a.applies() : Truth.OPEN);
        }

        @Override
        public Set<Integer> variables() {
            Set<Integer> all = new TreeSet<>(statements.variables(when));
            all.addAll(then.variables());
            all.addAll(otherwise.variables());
            return all;
        }
    }
}
