package org.hengji.server.procedure;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a document stands.
 *
 * @param step index in the course
 * @param assignee the one person who has it; empty when everybody of the step's role has
 * @param entered by index of an editing step: who sent it on from there last
 * @param sentBy who brought it here by sending it on, while it can still be taken back
 */
public record Standing(
        int step, State state, Optional<String> assignee, Map<Integer, String> entered, Optional<String> sentBy) {

    public enum State {
        /** Waits at its step. */
        OPEN,
        /** Waits at an editing step, because a reviewer wants it mended. */
        RETURNED,
        /** Waits at an editing step, because its sender took it back. */
        WITHDRAWN,
        /** At its end: everybody has agreed. */
        APPROVED,
        /** Stopped with its year, just as it was. */
        CLOSED;

        /** Somebody has it. */
        public boolean waits() {
            return this == OPEN || this == RETURNED || this == WITHDRAWN;
        }
    }

    public Standing {
        entered = Map.copyOf(entered);
    }

    /** A document just begun: everybody of the first step's role may work at it. */
    public static Standing begun() {
        return new Standing(0, State.OPEN, Optional.empty(), Map.of(), Optional.empty());
    }

    Standing at(int newStep, State newState, Optional<String> newAssignee) {
        return new Standing(newStep, newState, newAssignee, entered, Optional.empty());
    }

    Standing sentOn(int newStep, State newState, String by, boolean wasEdited) {
        Map<Integer, String> now = new TreeMap<>(entered);
        if (wasEdited) {
            now.put(step, by);
        }
        return new Standing(newStep, newState, Optional.empty(), now, Optional.of(by));
    }

    Standing to(String person) {
        return new Standing(step, state, Optional.of(person), entered, sentBy);
    }
}
