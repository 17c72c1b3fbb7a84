package org.hengji.checker.claims;

import java.util.Locale;
import java.util.Optional;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Span;

/**
 * A sentence that says something of everything, or that something never happened.
 *
 * @param from where the claim begins in the passage
 * @param to behind its last character
 * @param subject what a claim of completeness or absence is about
 * @param excepts its sentence names exceptions
 */
public record Claim(Test test, Passage passage, int from, int to, Optional<String> subject, boolean excepts) {

    /** What a claim is held against. */
    public enum Test {
        /** Quarterly progress against the schedule. */
        SCHEDULE,
        /** Opening against adjusted budget. */
        ADJUSTMENT,
        /** Rows of the target tables, and misses in the problem chapter. */
        TARGETS,
        /** Lateness in the problem chapter. */
        DEADLINES,
        /** Staff against establishment. */
        STAFFING,
        /** Spending against budget. */
        BUDGET,
        /** Targets without a number. */
        MEASURABLE,
        /** The rate of what is said to be complete, and counts of what was left. */
        COMPLETE,
        /** Counts of what is said not to have happened. */
        ABSENT;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Span span() {
        return passage.original(from, to);
    }

    public String words() {
        return passage.text().substring(from, to);
    }
}
