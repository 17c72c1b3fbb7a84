package org.hengji.scoring.batch;

import java.util.List;

/**
 * One number of a row.
 *
 * @param name key of the fact, or {@code judgement:} and the id of the node
 * @param places the row holds the value times 10 to this power, in the unit of the fact's declaration; points of a
 *     judgement likewise
 * @param options keys of a boolean, choice or chosen outcome: the row then holds the place of one of them
 */
public record Column(String name, Kind kind, int places, List<String> options) {
    public enum Kind {
        NUMBER,
        OPTION,
        JUDGED,
        CHOSEN
    }

    static final String JUDGEMENT = "judgement:";

    /** Id of the node that is judged. */
    String node() {
        return name.substring(JUDGEMENT.length());
    }
}
