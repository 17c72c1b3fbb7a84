package org.hengji.scoring.evaluation;

import org.hengji.scoring.interval.Reach;

/**
 * What a node gives over a box.
 *
 * @param points reach of its points (or of the rank of its grade)
 * @param applies whether it concerns this body at all
 */
record Outcome(Reach points, Truth applies) {
    static Outcome of(Reach points) {
        return new Outcome(points, Truth.YES);
    }

    /** Yes, no, or not yet decided over the whole box. */
    enum Truth {
        YES,
        NO,
        OPEN;

        Truth not() {
            return this == YES ? NO : this == NO ? YES : OPEN;
        }

        static Truth of(boolean value) {
            return value ? YES : NO;
        }
    }
}
