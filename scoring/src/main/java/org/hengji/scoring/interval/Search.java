package org.hengji.scoring.interval;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.hengji.scoring.number.Rational;

/** Finds the exact hull, or the set of values, of something over a box by splitting it where that is needed. */
public final class Search {
    private static final int MOST_BOXES = 20_000;
    private static final int MOST_VALUES = 12;

    private Search() {}

    /**
     * The hull over the whole box. Exact unless the work exceeds a fixed bound; then it still encloses every value and
     * says that it is not exact.
     */
    public static Reach hull(BiFunction<Box, Cuts, Reach> values, Box box) {
        Deque<Box> open = new ArrayDeque<>();
        open.push(box);
        Reach hull = null;
        boolean exact = true;
        for (int i = 0; !open.isEmpty(); i++) {
            Box part = open.pop();
            Cuts cuts = new Cuts(part, false);
            Reach reach = values.apply(part, cuts);
            if (hull != null && hull.covers(reach)) {
                continue;
            }
            Cuts.Cut cut = cuts.first();
            if (!reach.exact() && cut != null && i < MOST_BOXES) {
                part.split(cut).forEach(open::push);
                continue;
            }
            exact &= reach.exact();
            hull = hull == null ? reach : hull.or(reach);
        }
        return new Reach(hull.low(), hull.lowOpen(), hull.lowAt(), hull.high(), hull.highOpen(), hull.highAt(), exact);
    }

    /** The possible values when they are a few, else empty. */
    public static Optional<Set<Rational>> few(BiFunction<Box, Cuts, Reach> values, Box box) {
        Deque<Box> open = new ArrayDeque<>();
        open.push(box);
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
            Cuts.Cut cut = cuts.first();
            if (cut == null || i > 2_000) {
                return Optional.empty();
            }
            part.split(cut).forEach(open::push);
        }
        return Optional.of(found);
    }
}
