package org.hengji.server.budget.ledger;

import java.math.BigDecimal;
import java.util.Map;
import org.hengji.scoring.framework.Text;

/** One entry of the ledger (预算调整). Amounts are positive 元, only that of a changed basis has a sign. */
public sealed interface Adjustment {

    BigDecimal amount();

    /** What it does to each line that it touches. */
    Map<String, BigDecimal> effect();

    Kind kind();

    /** 追加: more money for a line. */
    record Addition(String line, BigDecimal amount) implements Adjustment {
        @Override
        public Map<String, BigDecimal> effect() {
            return Map.of(line, amount);
        }

        @Override
        public Kind kind() {
            return Kind.ADDITION;
        }
    }

    /** 调剂: from one line to another; the whole stays what it was. */
    record Transfer(String from, String to, BigDecimal amount) implements Adjustment {
        public Transfer {
            if (from.equals(to)) {
                throw new IllegalArgumentException("a transfer from a line to itself: " + from);
            }
        }

        @Override
        public Map<String, BigDecimal> effect() {
            return Map.of(from, amount.negate(), to, amount);
        }

        @Override
        public Kind kind() {
            return Kind.TRANSFER;
        }
    }

    /** 压减: the line gets less than was approved. */
    record Cut(String line, BigDecimal amount) implements Adjustment {
        @Override
        public Map<String, BigDecimal> effect() {
            return Map.of(line, amount.negate());
        }

        @Override
        public Kind kind() {
            return Kind.CUT;
        }
    }

    /** 统筹收回: money that will not be spent goes back to finance. */
    record Recall(String line, BigDecimal amount) implements Adjustment {
        @Override
        public Map<String, BigDecimal> effect() {
            return Map.of(line, amount.negate());
        }

        @Override
        public Kind kind() {
            return Kind.RECALL;
        }
    }

    /** 结转: money of the year before that may still be spent. */
    record CarryIn(String line, BigDecimal amount) implements Adjustment {
        @Override
        public Map<String, BigDecimal> effect() {
            return Map.of(line, amount);
        }

        @Override
        public Kind kind() {
            return Kind.CARRY_IN;
        }
    }

    /**
     * 口径调整: the same money counted in another way.
     *
     * @param amount signed
     */
    record BasisChange(String line, BigDecimal amount) implements Adjustment {
        @Override
        public Map<String, BigDecimal> effect() {
            return Map.of(line, amount);
        }

        @Override
        public Kind kind() {
            return Kind.BASIS_CHANGE;
        }
    }

    enum Kind {
        ADDITION("追加", "Addition"),
        TRANSFER("调剂", "Transfer"),
        CUT("压减", "Cut"),
        RECALL("统筹收回", "Recall"),
        CARRY_IN("结转", "Carry-in"),
        BASIS_CHANGE("口径调整", "Change of basis");

        private final Text name;

        Kind(String zh, String en) {
            this.name = Text.of(zh, en);
        }

        public Text text() {
            return name;
        }

        /** Whether it takes from a line. */
        public boolean takes() {
            return this == TRANSFER || this == CUT || this == RECALL;
        }

        /** @param from the line that gives or changes; {@code to} only for transfers */
        public Adjustment of(String from, String to, BigDecimal amount) {
            return switch (this) {
                case ADDITION -> new Addition(from, amount);
                case TRANSFER -> new Transfer(from, to, amount);
                case CUT -> new Cut(from, amount);
                case RECALL -> new Recall(from, amount);
                case CARRY_IN -> new CarryIn(from, amount);
                case BASIS_CHANGE -> new BasisChange(from, amount);
            };
        }
    }
}
