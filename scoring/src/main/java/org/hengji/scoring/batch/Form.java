package org.hengji.scoring.batch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A whole number computed from the columns of a row. */
sealed interface Form {
    /** Too large for the fast path. It fails every later guard, so nobody needs to look for it on the way. */
    long BEYOND = Long.MIN_VALUE;

    Form ONE = new Linear(1, new int[0], new long[0]);

    long at(long[] row, int offset);

    default boolean isOne() {
        return this instanceof Linear l && l.columns.length == 0 && l.constant == 1;
    }

    /** The one column that this is, or -1. */
    default int column() {
        return this instanceof Linear l && l.constant == 0 && l.columns.length == 1 && l.factors[0] == 1
                ? l.columns[0]
                : -1;
    }

    /**
     * Bits that a part may have, so that the sum of all parts times their factors stays below 2^62.
     *
     * @throws ArithmeticException when the factors leave no room
     */
    static int room(long constant, long[] factors) {
        long weight = Math.abs(constant);
        for (long factor : factors) {
            weight = Math.addExact(weight, Math.abs(factor));
        }
        int room = Long.numberOfLeadingZeros(weight) - 2;
        if (room < 1) {
            throw new ArithmeticException("factors too large for a long");
        }
        return room;
    }

    /** {@code constant + Σ factor × column} */
    record Linear(long constant, int[] columns, long[] factors, int room) implements Form {
        Linear(long constant, int[] columns, long[] factors) {
            this(constant, columns, factors, Form.room(constant, factors));
        }

        @Override
        public long at(long[] row, int offset) {
            long sum = constant;
            long size = 0;
            for (int i = 0; i < columns.length; i++) {
                long value = row[offset + columns[i]];
                size |= Math.abs(value);
                sum += factors[i] * value;
            }
            return size >>> room == 0 ? sum : BEYOND;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Linear l
                    && constant == l.constant
                    && Arrays.equals(columns, l.columns)
                    && Arrays.equals(factors, l.factors);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(columns);
        }
    }

    /** {@code Σ factor × part} */
    final class Weighted implements Form {
        private final Form[] parts;
        private final long[] factors;
        private final int room;

        Weighted(List<Form> parts, List<Long> factors) {
            this.parts = parts.toArray(Form[]::new);
            this.factors = factors.stream().mapToLong(f -> f).toArray();
            this.room = Form.room(0, this.factors);
        }

        @Override
        public long at(long[] row, int offset) {
            long sum = 0;
            long size = 0;
            for (int i = 0; i < parts.length; i++) {
                long value = parts[i].at(row, offset);
                size |= Math.abs(value);
                sum += factors[i] * value;
            }
            return size >>> room == 0 ? sum : BEYOND;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Weighted w && Arrays.equals(parts, w.parts) && Arrays.equals(factors, w.factors);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(parts);
        }
    }

    /**
     * {@code Σ factor × least of two scaled columns}: shares of one whole, each capped, as rules on quarters have them.
     * One loop over plain arrays in place of a dozen calls.
     */
    final class CappedSum implements Form {
        private final int[] columns;
        private final long[] scales;
        private final long[] factors;
        private final int room;

        private CappedSum(int[] columns, long[] scales, long[] factors) {
            this.columns = columns;
            this.scales = scales;
            this.factors = factors;
            long[] weights = new long[columns.length];
            for (int i = 0; i < columns.length; i++) {
                weights[i] = Math.multiplyExact(scales[i], factors[i / 2]);
            }
            this.room = Form.room(1, weights);
        }

        /** The same sum in this shape, if it has it; longs only, since every part is one or two columns. */
        static Optional<Form> of(List<Form> parts, List<Long> factors) {
            int[] columns = new int[parts.size() * 2];
            long[] scales = new long[parts.size() * 2];
            for (int i = 0; i < parts.size(); i++) {
                if (!(parts.get(i) instanceof Extreme e && e.least && e.parts.size() == 2)) {
                    return Optional.empty();
                }
                for (int side = 0; side < 2; side++) {
                    if (!(e.parts.get(side) instanceof Linear l && l.constant == 0 && l.columns.length == 1)) {
                        return Optional.empty();
                    }
                    columns[2 * i + side] = l.columns[0];
                    scales[2 * i + side] = l.factors[0];
                }
            }
            long[] each = factors.stream().mapToLong(f -> f).toArray();
            return Optional.of(new CappedSum(columns, scales, each));
        }

        @Override
        public long at(long[] row, int offset) {
            long sum = 0;
            long size = 0;
            for (int i = 0; i < factors.length; i++) {
                long a = row[offset + columns[2 * i]];
                long b = row[offset + columns[2 * i + 1]];
                size |= Math.abs(a) | Math.abs(b);
                sum += factors[i] * Math.min(scales[2 * i] * a, scales[2 * i + 1] * b);
            }
            return size >>> room == 0 ? sum : BEYOND;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof CappedSum c
                    && Arrays.equals(columns, c.columns)
                    && Arrays.equals(scales, c.scales)
                    && Arrays.equals(factors, c.factors);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(columns);
        }
    }

    /** The least or greatest of its parts. */
    record Extreme(List<Form> parts, boolean least) implements Form {
        @Override
        public long at(long[] row, int offset) {
            long found = parts.get(0).at(row, offset);
            boolean beyond = found == BEYOND;
            for (int i = 1; i < parts.size(); i++) {
                long value = parts.get(i).at(row, offset);
                beyond |= value == BEYOND;
                found = least ? Math.min(found, value) : Math.max(found, value);
            }
            return beyond ? BEYOND : found;
        }
    }

    record Absolute(Form of) implements Form {
        @Override
        public long at(long[] row, int offset) {
            return Math.abs(of.at(row, offset)); // BEYOND stays itself
        }
    }

    record Times(Form left, Form right) implements Form {
        @Override
        public long at(long[] row, int offset) {
            long a = left.at(row, offset);
            long b = right.at(row, offset);
            long product = a * b;
            boolean fits = Math.multiplyHigh(a, b) == product >> 63 && a != BEYOND && b != BEYOND;
            return fits ? product : BEYOND;
        }
    }
}
