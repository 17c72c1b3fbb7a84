package org.hengji.scoring.batch;

import java.math.RoundingMode;
import java.util.Arrays;

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
            if (grain == 1) {
                cap = Math.min(cap, most);
                floor = Math.min(floor, most);
            }
        }

        boolean isCapped() {
            return cap < Long.MAX_VALUE;
        }

        /** Without a branch: whether a department reaches the cap is as good as a coin. */
        long clamp(long points) {
            long above = points - cap;
            long capped = points - (above & ~(above >> 63));
            long below = capped - floor;
            long clamped = capped - (below & (below >> 63));
            return grain == 1 ? clamped : Math.min(clamped * grain, most);
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

        /** The same for a metric that is a whole number and needs no division: {@code d} and {@code over} are 1. */
        long ofWhole(long n) {
            return Math.abs(n) >>> room != 0 ? BEYOND : ends.clamp(base + slope * n);
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
            long y = c * d;
            // Where nothing is lost, x and with it the steps are not above zero
            long steps = (started ? x + y - 1 : x) / y;
            steps &= ~(steps >> 63);
            long beyond = steps - most;
            steps -= beyond & ~(beyond >> 63);
            return ends.clamp(base - lose * steps);
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

    /**
     * Level bands: the lowest band's points, and what each threshold adds. Up to four thresholds in fields, without a
     * loop or a branch on the metric; one that is not there is never passed.
     */
    final class Tiers implements Stretch {
        static final int MOST = 4;

        private final long lowest;
        private final long t0;
        private final long t1;
        private final long t2;
        private final long t3;
        private final long u0;
        private final long u1;
        private final long u2;
        private final long u3;
        private final long add0;
        private final long add1;
        private final long add2;
        private final long add3;
        private final long open0;
        private final long open1;
        private final long open2;
        private final long open3;
        private final int room;
        private final boolean few;

        Tiers(Thresholds thresholds, long[] points) {
            long[] t = Arrays.copyOf(thresholds.t, MOST);
            long[] u = Arrays.copyOf(thresholds.u, MOST);
            long[] open = Arrays.copyOf(thresholds.open, MOST);
            long[] add = new long[MOST];
            for (int i = 0; i < MOST; i++) {
                if (i < thresholds.t.length) {
                    add[i] = points[i + 1] - points[i];
                } else {
                    open[i] = 1; // 0 × n - 0 × d - 1 stays below zero
                }
            }
            lowest = points[0];
            t0 = t[0];
            t1 = t[1];
            t2 = t[2];
            t3 = t[3];
            u0 = u[0];
            u1 = u[1];
            u2 = u[2];
            u3 = u[3];
            add0 = add[0];
            add1 = add[1];
            add2 = add[2];
            add3 = add[3];
            open0 = open[0];
            open1 = open[1];
            open2 = open[2];
            open3 = open[3];
            room = thresholds.room;
            few = thresholds.t.length <= 2;
        }

        @Override
        public long points(long n, long d) {
            if ((Math.abs(n) | d) >>> room != 0) {
                return BEYOND;
            }
            long points =
                    lowest + (add0 & ~(n * u0 - t0 * d - open0 >> 63)) + (add1 & ~(n * u1 - t1 * d - open1 >> 63));
            return few
                    ? points
                    : points + (add2 & ~(n * u2 - t2 * d - open2 >> 63)) + (add3 & ~(n * u3 - t3 * d - open3 >> 63));
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
