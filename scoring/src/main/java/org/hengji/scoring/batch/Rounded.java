package org.hengji.scoring.batch;

import java.math.RoundingMode;

/** Whole quotients of positive longs. */
final class Rounded {
    private Rounded() {}

    static long of(long x, long y, RoundingMode mode) {
        long whole = x / y;
        long rest = x - whole * y;
        boolean up = switch (mode) {
            case HALF_UP -> 2 * rest >= y;
            case HALF_EVEN -> 2 * rest > y || 2 * rest == y && (whole & 1) == 1;
            case UP, CEILING -> rest > 0;
            case DOWN, FLOOR -> false;
            case HALF_DOWN -> 2 * rest > y;
            case UNNECESSARY -> throw new ArithmeticException("rounding necessary");
        };
        return up ? whole + 1 : whole;
    }
}
