package org.hengji.scoring.batch;

import java.util.List;
import org.hengji.scoring.expression.Condition.Comparison;

/** A condition over a row: 1 when it holds, 0 when not, negative when a long cannot tell. */
sealed interface Test {
    int holds(long[] row, int offset);

    /** An option column that has one option. */
    record Is(int column, long option) implements Test {
        @Override
        public int holds(long[] row, int offset) {
            return row[offset + column] == option ? 1 : 0;
        }
    }

    /** The sign of a difference whose divisors must all be positive to be told here. */
    record Compare(Form difference, Form[] divisors, Comparison comparison) implements Test {
        @Override
        public int holds(long[] row, int offset) {
            for (Form divisor : divisors) {
                if (divisor.at(row, offset) <= 0) {
                    return -1;
                }
            }
            long value = difference.at(row, offset);
            return value == Form.BEYOND ? -1 : comparison.holds(Long.signum(value)) ? 1 : 0;
        }
    }

    /** Always left to rationals. */
    record Undecided() implements Test {
        @Override
        public int holds(long[] row, int offset) {
            return -1;
        }
    }

    record Not(Test of) implements Test {
        @Override
        public int holds(long[] row, int offset) {
            int holds = of.holds(row, offset);
            return holds < 0 ? holds : 1 - holds;
        }
    }

    /** All of them, or any of them. */
    record Several(List<Test> of, boolean all) implements Test {
        @Override
        public int holds(long[] row, int offset) {
            int decisive = all ? 0 : 1;
            int result = 1 - decisive;
            for (Test test : of) {
                int holds = test.holds(row, offset);
                if (holds == decisive) {
                    return decisive;
                } else if (holds < 0) {
                    result = holds;
                }
            }
            return result;
        }
    }
}
