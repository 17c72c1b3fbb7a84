package org.hengji.server.budget.ledger;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.framework.Text;

/**
 * One entry of the ledger (预算调整).
 *
 * @param line the line that gets, gives or is counted anew
 * @param to the line that gets what {@code line} gives; there for a transfer and for nothing else
 * @param amount in 元, positive; only that of a changed basis has a sign
 */
public record Adjustment(Kind kind, String line, Optional<String> to, BigDecimal amount) {

    public Adjustment {
        if (to.isPresent() != (kind == Kind.TRANSFER) || to.filter(line::equals).isPresent()) {
            throw new IllegalArgumentException(kind + " from " + line + " to " + to);
        }
    }

    public static Adjustment transfer(String from, String to, BigDecimal amount) {
        return new Adjustment(Kind.TRANSFER, from, Optional.of(to), amount);
    }

    /** What it does to each line that it touches. */
    public Map<String, BigDecimal> effect() {
        BigDecimal own = kind.takes ? amount.negate() : amount;
        return to.isPresent() ? Map.of(line, own, to.get(), amount) : Map.of(line, own);
    }

    public enum Kind {
        /** More money for a line. */
        ADDITION("追加", "Addition", false),
        /** From one line to another; the whole stays what it was. */
        TRANSFER("调剂", "Transfer", true),
        /** The line gets less than was approved. */
        CUT("压减", "Cut", true),
        /** Money that will not be spent goes back to finance. */
        RECALL("统筹收回", "Recall", true),
        /** Money of the year before that may still be spent. */
        CARRY_IN("结转", "Carry-in", false),
        /** The same money counted in another way. */
        BASIS_CHANGE("口径调整", "Change of basis", false);

        private final Text name;
        private final boolean takes;

        Kind(String zh, String en, boolean takes) {
            this.name = Text.of(zh, en);
            this.takes = takes;
        }

        public Text text() {
            return name;
        }

        /** Whether it takes from a line. */
        public boolean takes() {
            return takes;
        }

        /** @param to counts only for a transfer */
        public Adjustment of(String line, String to, BigDecimal amount) {
            return this == TRANSFER ? transfer(line, to, amount) : of(line, amount);
        }

        /** Of any kind but a transfer. */
        public Adjustment of(String line, BigDecimal amount) {
            return new Adjustment(this, line, Optional.empty(), amount);
        }
    }
}
