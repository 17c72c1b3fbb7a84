package org.hengji.scoring.rollup;

import java.util.List;

/**
 * How many units stand behind a combined fact.
 *
 * @param reported units that have said something about it, be it that it does not concern them
 * @param units all units
 * @param missing ids of those that have not
 */
public record Coverage(String fact, int reported, int units, List<String> missing) {
    public boolean isComplete() {
        return missing.isEmpty();
    }
}
