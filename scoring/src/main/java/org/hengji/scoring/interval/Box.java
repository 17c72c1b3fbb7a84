package org.hengji.scoring.interval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hengji.scoring.number.Rational;

/** A part of a {@link Space}: for every number a span, for every choice the options that are still open. Immutable. */
public final class Box {
    private static final Rational FAR = Rational.of(1000);

    private final Space space;
    private final Span[] spans;
    private final long[] options;

    private Box(Space space, Span[] spans, long[] options) {
        this.space = space;
        this.spans = spans;
        this.options = options;
    }

    static Box of(Space space) {
        Span[] spans = space.spans.toArray(new Span[0]);
        long[] options = new long[spans.length];
        for (int i = 0; i < options.length; i++) {
            options[i] = (1L << space.optionCounts.get(i)) - 1;
        }
        Box box = new Box(space, spans, options);
        box.settle();
        return box;
    }

    public Span span(int number) {
        return spans[number];
    }

    /** The one option left, or -1 while several are open. */
    public int option(int choice) {
        return Long.bitCount(options[choice]) == 1 ? Long.numberOfTrailingZeros(options[choice]) : -1;
    }

    public List<Integer> openOptions(int choice) {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            if ((options[choice] >> i & 1) == 1) {
                open.add(i);
            }
        }
        return open;
    }

    public boolean isSettled(int variable) {
        return spans[variable] == null ? option(variable) >= 0 : spans[variable].isPoint();
    }

    /** This box with a narrower span; null when nothing is left. */
    public Box with(int number, Span span) {
        Box next = new Box(space, spans.clone(), options.clone());
        next.spans[number] = span;
        return next.settle() ? next : null;
    }

    public Box with(int choice, int option) {
        Box next = new Box(space, spans.clone(), options.clone());
        next.options[choice] = 1L << option;
        return next.settle() ? next : null;
    }

    /** The share variable that stands for {@code number} while it is limited by another open number, or null. */
    Space.AtMost limitOf(int number) {
        for (Space.AtMost limit : space.limits) {
            if (limit.lesser() == number && !spans[limit.greater()].isPoint() && !spans[number].isPoint()) {
                return limit;
            }
        }
        return null;
    }

    /** Whether the limit binds over the whole box (1), nowhere (-1), or in a part only (0). */
    int binding(Space.AtMost limit) {
        Span lesser = spans[limit.lesser()];
        Span greater = spans[limit.greater()];
        if (lesser.high().compareTo(greater.low()) <= 0) {
            return -1;
        }
        return lesser.high().compareTo(greater.high()) >= 0 ? 1 : 0;
    }

    private boolean settle() {
        for (Space.Tie tie : space.ties) {
            if (option(tie.choice()) == tie.option()) {
                spans[tie.number()] = spans[tie.number()].meet(tie.span());
            }
        }
        for (Space.AtMost limit : space.limits) {
            Span lesser = spans[limit.lesser()];
            Span greater = spans[limit.greater()];
            spans[limit.lesser()] =
                    lesser.meet(Span.of(Limit.MINUS_INFINITY, true, greater.high(), greater.highOpen(), false));
            spans[limit.greater()] = greater.meet(Span.of(lesser.low(), lesser.lowOpen(), Limit.INFINITY, true, false));
        }
        for (Span span : spans) {
            if (span != null && span.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The parts of this box on both sides of a cut. */
    List<Box> split(Cuts.Cut cut) {
        List<Box> parts = new ArrayList<>();
        if (spans[cut.variable()] == null) {
            for (int option : openOptions(cut.variable())) {
                Box part = with(cut.variable(), option);
                if (part != null) {
                    parts.add(part);
                }
            }
            return parts;
        }
        for (Span span : spans[cut.variable()].split(cut.at())) {
            Box part = with(cut.variable(), span);
            if (part != null) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** Whether the variable only places another one below its limit. */
    boolean isShare(int variable) {
        return space.limits.stream().anyMatch(l -> l.share() == variable);
    }

    /** This box with the variable settled in each possible way; empty when that is more than {@code most} ways. */
    public List<Box> points(int variable, int most) {
        List<Box> points = new ArrayList<>();
        Span span = spans[variable];
        if (isSettled(variable) || isShare(variable)) {
            return List.of(this);
        }
        if (span == null) {
            return split(new Cuts.Cut(variable, Rational.ZERO));
        }
        if (!span.whole() || !span.low().isFinite() || !span.high().isFinite()) {
            return points;
        }
        Rational width = span.high().value().minus(span.low().value());
        if (width.compareTo(Rational.of(most)) > 0) {
            return points;
        }
        for (Rational at = span.low().value(); at.compareTo(span.high().value()) <= 0; at = at.plus(Rational.ONE)) {
            Box point = with(variable, Span.point(at));
            if (point != null) {
                points.add(point);
            }
        }
        return points;
    }

    /** This box with the variable settled at its ends and at a few places between. */
    List<Box> samples(int variable) {
        Span span = spans[variable];
        if (isSettled(variable) || isShare(variable)) {
            return List.of(this);
        }
        if (span == null) {
            return split(new Cuts.Cut(variable, Rational.ZERO));
        }
        Set<Rational> places = new LinkedHashSet<>();
        if (span.low().isFinite()) {
            places.add(span.low().value());
            places.add(span.low().value().plus(Rational.ONE));
        }
        if (span.high().isFinite()) {
            places.add(span.high().value());
        } else if (span.low().isFinite()) {
            places.add(span.low().value().plus(FAR));
        }
        List<Box> samples = new ArrayList<>();
        for (Rational place : places) {
            Span point = span.meet(Span.point(place));
            Box sample = point.isEmpty() ? null : with(variable, point);
            if (sample != null) {
                samples.add(sample);
            }
        }
        return samples;
    }

    boolean isCut(Cuts.Cut cut) {
        return spans[cut.variable()] == null ? option(cut.variable()) < 0 : spans[cut.variable()].isCut(cut.at());
    }

    Cuts.Cut middle(int variable) {
        Span span = spans[variable];
        Rational at = span == null ? Rational.ZERO : span.middle();
        return new Cuts.Cut(variable, span != null && span.whole() ? Rational.of(at.floor()) : at);
    }
}
