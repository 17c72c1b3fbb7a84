package org.hengji.scoring.batch;

import java.math.RoundingMode;

/** Points along one stretch of a metric, in units of the last printed place, already rounded. */
sealed interface Stretch {
    /** No points yet: this row needs big integers or the general engine. Negative, like nothing else. */
    long BEYOND = Form.BEYOND;

    /** Bits left free in points without a cap, so that a parent can add up thousands of them. */
    int SUM_BITS = 12;

    /** @param d above zero; the metric is n/d */
    long points(long n, long d);

    record Level(long points) implements Stretch {
        @Override
        public long points(long n, long d) {
            return points;
        }
    }

    /**
     * Ends of points.
     *
     * @param floor not below zero
     * @param cap in units of this rounding; the largest long lifts it
     * @param grain units of the plan in one unit of this rounding
     * @param most weight of the node, in units of the plan
     */
    record Ends(long floor, long cap, long grain, long most) {
        public Ends {
            if (floor < 0 || cap == Long.MAX_VALUE && grain != 1) {
                throw new ArithmeticException("points that longs here do not cover");
            }
        }

        boolean isCapped() {
            return cap < Long.MAX_VALUE;
        }

        long clamp(long points) {
            long clamped = Math.max(Math.min(points, cap), floor) * grain;
            return Math.min(clamped, most);
        }
    }

    /**
     * {@code (base × d + slope × n) / (over × d)}.
     *
     * @param room bits that n and d may have
     */
    record Slope(long base, long slope, long over, Ends ends, RoundingMode mode, boolean halfUp, int room)
            implements Stretch {
        Slope(long base, long slope, long over, Ends ends, RoundingMode mode) {
            this(
                    base,
                    slope,
                    over,
                    ends,
                    mode,
                    mode == RoundingMode.HALF_UP,
                    Math.min(
                            Form.room(1, new long[] {base, base, slope, slope, over, over}),
                            ends.isCapped() ? 62 : Form.room(1, new long[] {base, slope}) - SUM_BITS));
        }

        @Override
        public long points(long n, long d) {
            if ((Math.abs(n) | d) >>> room != 0) {
                return BEYOND;
            }
            long x = base * d + slope * n;
            if (x <= 0) {
                return ends.clamp(0);
            }
            long y = over * d;
            return ends.clamp(halfUp ? (2 * x + y) / (2 * y) : Rounded.of(x, y, mode));
        }
    }

    /**
     * {@code base - lose × steps}, where {@code steps} is {@code (a × n + b × d) / (c × d)}, started or full ones.
     *
     * @param base not below the cap
     * @param lose above zero
     * @param most steps after which only the floor is left
     */
    record Stairs(long a, long b, long c, boolean started, long base, long lose, long most, Ends ends, int room)
            implements Stretch {
        Stairs(long a, long b, long c, boolean started, long base, long lose, long most, Ends ends) {
            this(a, b, c, started, base, lose, most, ends, Form.room(1, new long[] {a, b, c}));
        }

        @Override
        public long points(long n, long d) {
            if ((Math.abs(n) | d) >>> room != 0) {
                return BEYOND;
            }
            long x = a * n + b * d;
            if (x <= 0) {
                return ends.clamp(ends.cap);
            }
            long y = c * d;
            long steps = (started ? x + y - 1 : x) / y;
            return ends.clamp(base - lose * Math.min(steps, most));
        }
    }

    /** Places where something else begins: a metric passes one from {@code t/u} on, or only above it where open. */
    final class Thresholds {
        private final long[] t;
        private final long[] u;
        private final long[] open;
        private final int room;

        Thresholds(long[] t, long[] u, boolean[] open) {
            this.t = t;
            this.u = u;
            this.open = new long[open.length];
            int least = 62;
            for (int i = 0; i < t.length; i++) {
                this.open[i] = open[i] ? 1 : 0;
                least = Math.min(least, Form.room(1, new long[] {t[i], u[i]}));
            }
            this.room = least;
        }

        /** How many are passed, without a branch, because nobody can foretell a department's ratio; -1 when beyond. */
        int passed(long n, long d) {
            if ((Math.abs(n) | d) >>> room != 0) {
                return -1;
            }
            int missed = 0;
            for (int i = 0; i < t.length; i++) {
                missed += (int) ((n * u[i] - t[i] * d - open[i]) >>> 63);
            }
            return t.length - missed;
        }
    }

    /** Level bands. */
    record Tiers(Thresholds thresholds, long[] points) implements Stretch {
        @Override
        public long points(long n, long d) {
            int band = thresholds.passed(n, d);
            return band < 0 ? BEYOND : points[band];
        }
    }

    /** Bands that are not all level. */
    record Pieces(Thresholds thresholds, Stretch[] pieces) implements Stretch {
        @Override
        public long points(long n, long d) {
            int band = thresholds.passed(n, d);
            return band < 0 ? BEYOND : pieces[band].points(n, d);
        }
    }
}
