package org.hengji.scoring.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.scoring.interval.Limit;
import org.hengji.scoring.interval.Reach;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.number.Rounding;

/**
 * Points as a function of one metric: pieces from left to right that cover the axis, each a line or stairs, so each
 * monotone. Rounding is part of it, because it decides whether an open end is reached.
 *
 * @param floor lowest points
 * @param cap highest points; empty lifts the cap
 */
public record Curve(List<Piece> pieces, Rational floor, Optional<Rational> cap) {

    public record Piece(Limit from, boolean fromOpen, Limit to, boolean toOpen, Shape shape) {
        boolean contains(Rational m) {
            Limit v = Limit.of(m);
            int l = v.compareTo(from);
            int h = v.compareTo(to);
            return (l > 0 || l == 0 && !fromOpen) && (h < 0 || h == 0 && !toOpen);
        }
    }

    public sealed interface Shape {}

    /** {@code base + slope × m} */
    public record Line(Rational base, Rational slope) implements Shape {}

    /** {@code base} less {@code lose} for each step from {@code origin}, upwards or downwards, started or full. */
    public record Stairs(Rational base, Rational origin, boolean upwards, Rational step, Rational lose, boolean started)
            implements Shape {}

    /** Points at one end of a stretch. */
    private record End(Limit points, boolean reached) {}

    static Piece constant(Limit from, boolean fromOpen, Limit to, boolean toOpen, Rational points) {
        return new Piece(from, fromOpen, to, toOpen, new Line(points, Rational.ZERO));
    }

    static Curve line(Rational slope, Rational floor, Optional<Rational> cap) {
        return new Curve(
                List.of(new Piece(Limit.MINUS_INFINITY, true, Limit.INFINITY, true, new Line(Rational.ZERO, slope))),
                floor,
                cap);
    }

    Piece pieceAt(Rational m) {
        return pieces.stream().filter(p -> p.contains(m)).findFirst().orElseThrow();
    }

    /** Points before rounding. */
    public Rational at(Rational m) {
        return clamp(raw(pieceAt(m).shape(), m));
    }

    /** Points over all values of the metric. Inexact where the curve turns: then the pieces' ends are places to split. */
    Reach over(Reach given, Optional<Rounding> rounding) {
        // Both ends can be limits towards the same value: the metric is as good as that value
        Reach metric = given.isOne()
                ? new Reach(given.low(), false, given.lowAt(), given.high(), false, given.highAt(), given.exact())
                : given;
        List<End> ends = new ArrayList<>();
        for (Piece piece : pieces) {
            int l = piece.from.compareTo(metric.low());
            int h = piece.to.compareTo(metric.high());
            Limit from = l >= 0 ? piece.from : metric.low();
            boolean fromOpen = l > 0 ? piece.fromOpen : l < 0 ? metric.lowOpen() : piece.fromOpen || metric.lowOpen();
            Limit to = h <= 0 ? piece.to : metric.high();
            boolean toOpen = h < 0 ? piece.toOpen : h > 0 ? metric.highOpen() : piece.toOpen || metric.highOpen();
            int width = from.compareTo(to);
            if (width > 0 || width == 0 && (fromOpen || toOpen)) {
                continue;
            }
            ends.add(end(piece.shape, from, fromOpen, 1, rounding));
            ends.add(end(piece.shape, to, toOpen, -1, rounding));
        }
        boolean up = true;
        boolean down = true;
        End lowest = ends.get(0);
        End highest = ends.get(0);
        for (int i = 1; i < ends.size(); i++) {
            int c = ends.get(i).points.compareTo(ends.get(i - 1).points);
            up &= c >= 0;
            down &= c <= 0;
            lowest = better(lowest, ends.get(i), -1);
            highest = better(highest, ends.get(i), 1);
        }
        boolean turns = !up && !down;
        boolean flat = up && down;
        return new Reach(
                lowest.points,
                !lowest.reached,
                flat || turns ? java.util.Map.of() : up ? metric.lowAt() : metric.highAt(),
                highest.points,
                !highest.reached,
                flat || turns ? java.util.Map.of() : up ? metric.highAt() : metric.lowAt(),
                flat && lowest.reached || metric.exact() && !turns);
    }

    /** Values of the metric inside its reach at which the points jump or bend. */
    List<Rational> joints(Reach metric, boolean everyStep) {
        List<Rational> joints = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece.from.isFinite() && inside(piece.from, metric)) {
                joints.add(piece.from.value());
            }
            if (everyStep && piece.shape instanceof Stairs s) {
                for (int n = 0; n < 200; n++) {
                    Rational offset = s.step.times(Rational.of(n));
                    Rational m = s.upwards ? s.origin.plus(offset) : s.origin.minus(offset);
                    if (inside(Limit.of(m), metric)) {
                        joints.add(m);
                    }
                }
            }
        }
        return joints;
    }

    private static boolean inside(Limit m, Reach metric) {
        return m.compareTo(metric.low()) >= 0 && m.compareTo(metric.high()) <= 0;
    }

    private static End better(End a, End b, int direction) {
        int c = b.points.compareTo(a.points) * direction;
        return c > 0 || c == 0 && b.reached ? b : a;
    }

    /** @param inwards 1 when the stretch lies above {@code m}, -1 when below */
    private End end(Shape shape, Limit m, boolean open, int inwards, Optional<Rounding> rounding) {
        if (m.isFinite() && !open) {
            return new End(Limit.of(round(clamp(raw(shape, m.value())), rounding)), true);
        }
        if (shape instanceof Stairs s) {
            return new End(Limit.of(round(clamp(beside(s, m, inwards)), rounding)), true);
        }
        Line line = (Line) shape;
        if (line.slope.signum() == 0) {
            return new End(Limit.of(round(clamp(line.base), rounding)), true);
        }
        int towards = -line.slope.signum() * inwards; // how the points move on the way to m
        if (!m.isFinite()) {
            if (towards < 0) {
                return new End(Limit.of(round(floor, rounding)), true);
            }
            return cap.isPresent()
                    ? new End(Limit.of(round(cap.get(), rounding)), true)
                    : new End(Limit.INFINITY, false);
        }
        Rational points = line.base.plus(line.slope.times(m.value()));
        Rational clamped = clamp(points);
        boolean beyond = !clamped.equals(points)
                || towards < 0 && cap.isPresent() && points.compareTo(cap.get()) >= 0
                || towards > 0 && points.compareTo(floor) <= 0;
        if (beyond) {
            return new End(Limit.of(round(clamped, rounding)), true);
        }
        if (rounding.isEmpty()) {
            return new End(Limit.of(points), false);
        }
        // Just short of the end: nearer than any value at which the rounded points change
        Rational hair = Rational.ONE.over(Rational.of(points.denominator())
                .times(Rational.of(4))
                .over(Rational.unit(rounding.get().places())));
        Rational near = towards > 0 ? points.minus(hair) : points.plus(hair);
        return new End(Limit.of(round(near, rounding)), true);
    }

    private static Rational raw(Shape shape, Rational m) {
        if (shape instanceof Line line) {
            return line.base.plus(line.slope.times(m));
        }
        Stairs s = (Stairs) shape;
        Rational steps = (s.upwards ? m.minus(s.origin) : s.origin.minus(m)).over(s.step);
        return s.base.minus(s.lose.times(Rational.of(s.started ? steps.ceiling() : steps.floor())));
    }

    /** Points of stairs right beside {@code m}. */
    private Rational beside(Stairs s, Limit m, int inwards) {
        if (!m.isFinite()) {
            return s.lose.signum() == 0 ? s.base : floor;
        }
        Rational steps = (s.upwards ? m.value().minus(s.origin) : s.origin.minus(m.value())).over(s.step);
        boolean more = s.upwards == inwards > 0;
        Rational counted;
        if (s.started) {
            counted = Rational.of(steps.ceiling());
            if (more && steps.isWhole()) {
                counted = counted.plus(Rational.ONE);
            }
        } else {
            counted = Rational.of(steps.floor());
            if (!more && steps.isWhole()) {
                counted = counted.minus(Rational.ONE);
            }
        }
        return s.base.minus(s.lose.times(counted));
    }

    private Rational clamp(Rational points) {
        Rational capped = cap.isPresent() ? points.min(cap.get()) : points;
        return capped.max(floor);
    }

    private static Rational round(Rational points, Optional<Rounding> rounding) {
        return rounding.isPresent() ? rounding.get().apply(points) : points;
    }
}
