package org.hengji.scoring.interval;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.hengji.scoring.number.Rational;

/** Finds the exact hull, or the set of values, of something over a box by splitting it where that is needed. */
public final class Search {
    private static final int MOST_BOXES = 800;
    private static final int MOST_VALUES = 12;
    private static final int MOST_POINTS = 600;
    private static final int MOST_TRIED = 256;

    private Search() {}

    /**
     * The hull over the whole box. Exact unless the work exceeds a fixed bound; then it still encloses every value and
     * says that it is not exact.
     *
     * @param variables what it depends on; split where it offers no better place
     */
    public static Reach hull(BiFunction<Box, Cuts, Reach> values, Box box, Set<Integer> variables) {
        Reach enclosing = values.apply(box, new Cuts(box, false));
        if (enclosing.exact()) {
            return enclosing;
        }
        Reach tried = tried(values, box, variables);
        if (tried != null && tried.covers(enclosing)) {
            return tried;
        }
        Deque<Box> open = pointByPoint(box, variables);
        Reach hull = null;
        Reach attained = null;
        for (int i = 0; !open.isEmpty(); i++) {
            Box part = open.pop();
            Cuts cuts = new Cuts(part, false);
            Reach reach = values.apply(part, cuts);
            if (hull != null && hull.covers(reach)) {
                continue;
            }
            if (!reach.exact() && i < MOST_BOXES && reach.low().compareTo(reach.high()) < 0) {
                Cuts.Cut cut = cuts.first() != null ? cuts.first() : furtherCut(values, part, variables);
                if (cut != null) {
                    part.split(cut).forEach(open::push);
                    continue;
                }
            }
            hull = hull == null ? reach : hull.or(reach);
            if (reach.exact()) {
                attained = attained == null ? reach : attained.or(reach);
            }
        }
        boolean exact = hull.isOne() || attained != null && attained.covers(hull);
        return hull.exactly(exact);
    }

    /**
     * The hull of a few points of the box. When these already reach both ends of an enclosing range there is nothing left to
     * search; with several facts unknown that is the rule.
     */
    private static Reach tried(BiFunction<Box, Cuts, Reach> values, Box box, Set<Integer> variables) {
        List<Box> points = List.of(box);
        for (int variable : variables) {
            List<Box> finer = new ArrayList<>();
            for (Box part : points) {
                finer.addAll(part.samples(variable));
            }
            if (finer.isEmpty() || finer.size() > MOST_TRIED) {
                return null;
            }
            points = finer;
        }
        Reach hull = null;
        for (Box point : points) {
            Reach reach = values.apply(point, new Cuts(point, false));
            // A point where the rule gives nothing certain, as at a zero denominator, proves nothing
            if (reach.exact() && reach.isOne()) {
                hull = hull == null ? reach : hull.or(reach);
            }
        }
        return hull == null ? null : hull.exactly(true);
    }

    /** The points of the box one by one where these are few, else the box as a whole. */
    private static Deque<Box> pointByPoint(Box box, Set<Integer> variables) {
        Deque<Box> open = new ArrayDeque<>(List.of(box));
        for (int variable : variables) {
            Deque<Box> finer = new ArrayDeque<>();
            for (Box part : open) {
                List<Box> points = part.points(variable, MOST_POINTS);
                if (points.isEmpty() || finer.size() + points.size() > MOST_POINTS) {
                    return new ArrayDeque<>(List.of(box));
                }
                finer.addAll(points);
            }
            open = finer;
        }
        return open;
    }

    /** Each part is decided, their sum is not: split where one of them jumps, else in the middle. */
    private static Cuts.Cut furtherCut(BiFunction<Box, Cuts, Reach> values, Box box, Set<Integer> variables) {
        Cuts cuts = new Cuts(box, true);
        boolean exact = values.apply(box, cuts).exact();
        if (cuts.first() == null && !exact) {
            variables.forEach(cuts::middle);
        }
        return cuts.first();
    }

    /** The possible values when they are a few, else empty. */
    public static Optional<Set<Rational>> few(BiFunction<Box, Cuts, Reach> values, Box box, Set<Integer> variables) {
        Deque<Box> open = pointByPoint(box, variables);
        if (open.size() == 1 && variables.stream().anyMatch(v -> box.isShare(v))) {
            return Optional.empty(); // a share stands for whole numbers there, and takes values between them
        }
        Set<Rational> found = new TreeSet<>();
        for (int i = 0; !open.isEmpty(); i++) {
            Box part = open.pop();
            Cuts cuts = new Cuts(part, true);
            Reach reach = values.apply(part, cuts);
            if (reach.exact() && reach.isOne() && !reach.lowOpen()) {
                found.add(reach.low().value());
                if (found.size() > MOST_VALUES) {
                    return Optional.empty();
                }
                continue;
            }
            variables.stream()
                    .filter(v -> box.span(v) == null || box.span(v).whole())
                    .forEach(cuts::middle);
            Cuts.Cut cut = cuts.first();
            if (cut == null || i > 150) {
                return Optional.empty();
            }
            part.split(cut).forEach(open::push);
        }
        return Optional.of(found);
    }
}
