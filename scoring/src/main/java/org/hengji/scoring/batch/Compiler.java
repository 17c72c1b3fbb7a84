package org.hengji.scoring.batch;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hengji.scoring.evaluation.Curve;
import org.hengji.scoring.evaluation.Outline.Entry;
import org.hengji.scoring.evaluation.Outline.Formula;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.ScoringRule.WhenZero;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.number.Rounding;

/** Turns formulas into rules over longs. What no long can hold becomes a rule that always asks for rationals. */
final class Compiler {
    private static final Rule ALWAYS_EXACT = new Rule.Fixed(Stretch.BEYOND);

    private final Columns columns;
    private final int places;

    Compiler(Columns columns, int places) {
        this.columns = columns;
        this.places = places;
    }

    /** Points of one leaf, as printed. */
    private final class Printed {
        final String id;
        final int places;
        final RoundingMode mode;
        final long grain;
        final long most;

        Printed(Entry entry) {
            this.id = entry.definition().id();
            this.places = entry.rounding().map(Rounding::places).orElse(Compiler.this.places);
            this.mode = entry.rounding().map(Rounding::mode).orElse(RoundingMode.UNNECESSARY);
            this.grain = Rational.unit(places)
                    .over(Rational.unit(Compiler.this.places))
                    .numerator()
                    .longValueExact();
            this.most = entry.uncapped() ? Long.MAX_VALUE : weight(entry);
        }

        /** In units of the plan. */
        long units(Rational points) {
            return Math.min(Math.multiplyExact(coarse(points), grain), most);
        }

        /** In units of this node's own rounding. */
        long coarse(Rational points) {
            try {
                return points.toDecimal(places, mode).unscaledValue().longValueExact();
            } catch (ArithmeticException e) {
                throw refused(
                        id,
                        mode == RoundingMode.UNNECESSARY
                                ? "it may earn " + points.toText() + " points, and nothing rounds it here"
                                : "its points do not fit a long: " + points.toText());
            }
        }
    }

    static IllegalArgumentException refused(String node, String why) {
        return new IllegalArgumentException(
                "rule of " + node + " cannot be scored in batches: " + why + "; score such cases one by one");
    }

    /** Weight of a node in units of the plan. */
    long weight(Entry entry) {
        Rational units = entry.max().over(Rational.unit(places));
        if (!units.isWhole()) {
            throw refused(
                    entry.definition().id(),
                    "its weight " + entry.max().toText() + " has more than " + places + " decimal places");
        }
        return units.numerator().longValueExact();
    }

    Rule leaf(Entry entry, Formula formula) {
        if (!entry.definition().grades().isEmpty()) {
            throw refused(entry.definition().id(), "it ends in a grade, not in points");
        }
        return rule(formula, new Printed(entry));
    }

    private Rule rule(Formula formula, Printed printed) {
        if (formula instanceof Formula.Metric metric) {
            return metric(metric, printed);
        } else if (formula instanceof Formula.Either either) {
            Test when = test(either.when(), printed.id);
            Rule then = rule(either.then(), printed);
            return new Rule.Either(when, then, rule(either.otherwise(), printed));
        } else if (formula instanceof Formula.Choice choice) {
            int column = choice.fact().isPresent() ? columns.of(choice.fact().get()) : columns.judgementOf(printed.id);
            return new Rule.Choice(
                    column, choice.points().stream().mapToLong(printed::units).toArray());
        } else if (formula instanceof Formula.Judged) {
            return new Rule.Judged(columns.judgementOf(printed.id), printed.most);
        } else if (formula instanceof Formula.Fixed fixed) {
            return new Rule.Fixed(printed.units(fixed.points()));
        }
        throw refused(printed.id, "rules of kind " + ((Formula.Other) formula).kind() + " are not compiled");
    }

    private Rule metric(Formula.Metric metric, Printed printed) {
        long whenZero = metric.whenZero() instanceof WhenZero.Give give
                ? printed.units(give.award().of(metric.max(), metric.max()))
                : Stretch.BEYOND;
        boolean steady = metric.curve().pieces().stream().allMatch(p -> isLevel(p.shape()));
        if (printed.mode == RoundingMode.UNNECESSARY && !steady) {
            throw refused(printed.id, "its points are rounded only after they are added to others");
        }
        Rule rule;
        try {
            rule = quotient(metric, whenZero, printed);
        } catch (ArithmeticException | UnsupportedOperationException e) {
            rule = ALWAYS_EXACT;
        }
        return metric.voidWhen().isPresent()
                ? new Rule.Either(test(metric.voidWhen().get(), printed.id), new Rule.Fixed(0), rule)
                : rule;
    }

    private Rule quotient(Formula.Metric metric, long whenZero, Printed printed) {
        Fraction fraction = fraction(metric.of()).upright();
        Stretch stretch = new Curves(metric.curve(), fraction.scale(), printed).stretch();
        Rule rule = new Rule.Metric(fraction.dividend(), fraction.divisor(), whenZero, stretch);
        Set<Form> positive = new LinkedHashSet<>(fraction.positive());
        positive.addAll(divisors(metric.of()));
        positive.remove(fraction.divisor());
        return positive.isEmpty() ? rule : new Rule.Guarded(positive.toArray(Form[]::new), rule);
    }

    /** Forms that are zero when a divisor of the expression is. */
    private Set<Form> divisors(Expression e) {
        Set<Form> found = new LinkedHashSet<>();
        if (e instanceof Expression.Quotient q && !(q.divisor() instanceof Expression.Number)) {
            found.add(fraction(q.divisor()).dividend());
        }
        e.parts().forEach(part -> found.addAll(divisors(part)));
        found.remove(Form.ONE);
        return found;
    }

    private Fraction fraction(Expression e) {
        if (e instanceof Expression.Number n) {
            return Fraction.of(n.value());
        } else if (e instanceof Expression.FactRef f) {
            int column = columns.of(f.fact());
            if (columns.get(column).kind() != Column.Kind.NUMBER) {
                throw new IllegalArgumentException(f.fact() + " is no number");
            }
            return Fraction.of(column, columns.unit(f.fact()));
        } else if (e instanceof Expression.Sum s) {
            return Fraction.sum(s.terms().stream().map(this::fraction).toList());
        } else if (e instanceof Expression.Product p) {
            return p.factors().stream()
                    .map(this::fraction)
                    .reduce(Fraction::times)
                    .orElseThrow();
        } else if (e instanceof Expression.Quotient q) {
            return fraction(q.dividend()).over(fraction(q.divisor()));
        } else if (e instanceof Expression.Least l) {
            return Fraction.extreme(l.of().stream().map(this::fraction).toList(), true);
        } else if (e instanceof Expression.Greatest g) {
            return Fraction.extreme(g.of().stream().map(this::fraction).toList(), false);
        } else if (e instanceof Expression.Negated n) {
            return fraction(n.of()).negate();
        }
        return fraction(((Expression.Absolute) e).of()).absolute();
    }

    Test test(Condition condition, String node) {
        if (condition instanceof Condition.Compare c) {
            return compare(c, node);
        } else if (condition instanceof Condition.Holds h) {
            return new Test.Is(columns.of(h.fact()), 1);
        } else if (condition instanceof Condition.Is is) {
            int column = columns.of(is.fact());
            return new Test.Is(column, columns.get(column).options().indexOf(is.option()));
        } else if (condition instanceof Condition.Not not) {
            return new Test.Not(test(not.of(), node));
        } else if (condition instanceof Condition.All || condition instanceof Condition.Any) {
            List<Test> parts = new ArrayList<>();
            condition.parts().forEach(part -> parts.add(test(part, node)));
            return new Test.Several(List.copyOf(parts), condition instanceof Condition.All);
        }
        throw refused(node, "its condition reads the points of another node");
    }

    private Test compare(Condition.Compare c, String node) {
        for (String fact : c.facts()) {
            if (columns.fact(fact).kind() == Kind.TEXT) {
                throw refused(node, "its condition compares the text " + fact);
            }
        }
        Expression difference = new Expression.Sum(List.of(c.left(), new Expression.Negated(c.right())));
        try {
            Fraction fraction = fraction(difference).upright();
            Set<Form> positive = new LinkedHashSet<>(fraction.positive());
            positive.addAll(divisors(difference));
            positive.add(fraction.divisor());
            positive.remove(Form.ONE);
            return new Test.Compare(fraction.dividend(), positive.toArray(Form[]::new), c.comparison());
        } catch (ArithmeticException | UnsupportedOperationException e) {
            return new Test.Undecided();
        }
    }

    private static boolean isLevel(Curve.Shape shape) {
        return shape instanceof Curve.Line line && line.slope().signum() == 0;
    }

    /** One curve over {@code scale × n / d}. */
    private static final class Curves {
        private final Curve curve;
        private final Rational scale;
        private final Printed printed;

        Curves(Curve curve, Rational scale, Printed printed) {
            this.curve = curve;
            this.scale = scale;
            this.printed = printed;
        }

        Stretch stretch() {
            List<Curve.Piece> pieces = curve.pieces();
            List<Curve.Piece> moving =
                    pieces.stream().filter(p -> !isLevel(p.shape())).toList();
            if (pieces.size() == 1) {
                return shape(pieces.get(0).shape());
            }
            if (moving.size() == 1
                    && pieces.stream()
                            .allMatch(p -> isLevel(p.shape()) && isBeyondEnd(p, moving.get(0)) || p == moving.get(0))) {
                return shape(moving.get(0).shape());
            }
            int joints = pieces.size() - 1;
            long[] t = new long[joints];
            long[] u = new long[joints];
            boolean[] open = new boolean[joints];
            for (int i = 0; i < joints; i++) {
                Rational at = pieces.get(i).to().value().over(scale);
                t[i] = at.numerator().longValueExact();
                u[i] = at.denominator().longValueExact();
                open[i] = !pieces.get(i).toOpen();
            }
            Stretch.Thresholds thresholds = new Stretch.Thresholds(t, u, open);
            Stretch[] parts = pieces.stream().map(p -> shape(p.shape())).toArray(Stretch[]::new);
            return moving.isEmpty() && joints <= Stretch.Tiers.MOST
                    ? new Stretch.Tiers(
                            thresholds,
                            java.util.Arrays.stream(parts)
                                    .mapToLong(p -> ((Stretch.Level) p).points())
                                    .toArray())
                    : new Stretch.Pieces(thresholds, parts);
        }

        /**
         * Whether a level piece is what the floor or cap makes of its moving neighbour anyway, all the way out: then the
         * neighbour's shape does for both.
         */
        private boolean isBeyondEnd(Curve.Piece level, Curve.Piece moving) {
            boolean above = !level.to().isFinite();
            if (above == !level.from().isFinite()) {
                return false;
            }
            Curve alone = new Curve(
                    List.of(new Curve.Piece(
                            org.hengji.scoring.interval.Limit.MINUS_INFINITY,
                            true,
                            org.hengji.scoring.interval.Limit.INFINITY,
                            true,
                            moving.shape())),
                    curve.floor(),
                    curve.cap());
            Rational joint = (above ? level.from() : level.to()).value();
            Rational there = alone.at(joint);
            Rational points = ((Curve.Line) level.shape()).base();
            boolean rises = moving.shape() instanceof Curve.Line line
                    ? line.slope().signum() > 0
                    : !((Curve.Stairs) moving.shape()).upwards();
            Rational end = rises == above ? curve.cap().orElse(null) : curve.floor();
            boolean meets = (above ? moving.to() : moving.from()).equals(above ? level.from() : level.to());
            return meets && there.equals(points) && points.equals(end);
        }

        private Stretch shape(Curve.Shape shape) {
            if (shape instanceof Curve.Stairs stairs) {
                return stairs(stairs);
            }
            Curve.Line line = (Curve.Line) shape;
            if (line.slope().signum() == 0) {
                Rational capped = curve.cap().map(line.base()::min).orElse(line.base());
                return new Stretch.Level(printed.units(capped.max(curve.floor())));
            }
            Rational ten = Rational.ONE.over(Rational.unit(printed.places));
            Rational base = line.base().times(ten);
            Rational slope = line.slope().times(scale).times(ten);
            Rational over = Rational.of(base.denominator())
                    .times(Rational.of(slope.denominator()))
                    .over(Rational.of(base.denominator().gcd(slope.denominator())));
            return new Stretch.Slope(
                    whole(base.times(over)), whole(slope.times(over)), whole(over), ends(), printed.mode);
        }

        private Stretch.Ends ends() {
            return new Stretch.Ends(
                    printed.coarse(curve.floor()),
                    curve.cap().map(printed::coarse).orElse(Long.MAX_VALUE),
                    printed.grain,
                    printed.most);
        }

        private Stretch stairs(Curve.Stairs s) {
            Rational ten = Rational.ONE.over(Rational.unit(printed.places));
            Rational base = s.base().times(ten);
            Rational lose = s.lose().times(ten);
            boolean plain = base.isWhole()
                    && lose.isWhole()
                    && lose.signum() > 0
                    && curve.cap().filter(cap -> cap.compareTo(s.base()) <= 0).isPresent();
            if (!plain) {
                throw new ArithmeticException("stairs that are not whole");
            }
            // steps = ±(scale × n / d - origin) / step = (a × n + b × d) / (c × d)
            Rational sign = Rational.of(s.upwards() ? 1 : -1).over(s.step());
            Rational a = scale.times(sign);
            Rational b = s.origin().times(sign).negate();
            Rational c = Rational.of(a.denominator())
                    .times(Rational.of(b.denominator()))
                    .over(Rational.of(a.denominator().gcd(b.denominator())));
            long most = base.over(lose).ceiling().longValueExact() + 1;
            return new Stretch.Stairs(
                    whole(a.times(c)),
                    whole(b.times(c)),
                    whole(c),
                    s.started(),
                    whole(base),
                    whole(lose),
                    Math.max(most, 0),
                    ends());
        }

        private static long whole(Rational value) {
            return value.numerator().longValueExact();
        }
    }
}
