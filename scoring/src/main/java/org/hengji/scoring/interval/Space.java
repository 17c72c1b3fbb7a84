package org.hengji.scoring.interval;

import java.util.ArrayList;
import java.util.List;

/**
 * The unknowns of a case: numbers within spans, and choices among a few options. Built once, then every {@link Box} is a
 * part of it.
 */
public final class Space {
    /** A span for numbers; null for a choice. */
    final List<Span> spans = new ArrayList<>();

    final List<Integer> optionCounts = new ArrayList<>();
    final List<Tie> ties = new ArrayList<>();
    final List<AtMost> limits = new ArrayList<>();

    /** While {@code choice} has {@code option}, {@code number} lies in {@code span}. */
    record Tie(int choice, int option, int number, Span span) {}

    /** {@code lesser} ≤ {@code greater}; {@code share} in [0, 1] places it between its own low end and the greater. */
    record AtMost(int lesser, int greater, int share) {}

    public int number(Span span) {
        spans.add(span);
        optionCounts.add(0);
        return spans.size() - 1;
    }

    /** @param options how many, at most 60 */
    public int choice(int options) {
        spans.add(null);
        optionCounts.add(options);
        return spans.size() - 1;
    }

    public void tie(int choice, int option, int number, Span span) {
        ties.add(new Tie(choice, option, number, span));
    }

    public void atMost(int lesser, int greater) {
        limits.add(new AtMost(
                lesser,
                greater,
                number(Span.closed(org.hengji.scoring.number.Rational.ZERO, org.hengji.scoring.number.Rational.ONE))));
    }

    /** Leaves only the values that also lie in {@code to}; kept as it is when none would remain. */
    public void narrow(int number, Span to) {
        Span narrowed = spans.get(number).meet(to);
        if (!narrowed.isEmpty()) {
            spans.set(number, narrowed);
        }
    }

    /** Other variables that a limit binds this one to. */
    public List<Integer> limitsOf(int number) {
        List<Integer> bound = new ArrayList<>();
        for (AtMost limit : limits) {
            if (limit.lesser() == number || limit.greater() == number) {
                bound.addAll(List.of(limit.lesser(), limit.greater(), limit.share()));
            }
        }
        return bound;
    }

    public int size() {
        return spans.size();
    }

    public Box whole() {
        return Box.of(this);
    }
}
