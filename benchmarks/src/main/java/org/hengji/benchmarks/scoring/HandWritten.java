package org.hengji.benchmarks.scoring;

/**
 * The baseline: the same framework as a programmer would write it out, on exact scaled longs, unchecked. It writes the
 * 27 scores in hundredths and their sum.
 */
final class HandWritten {
    static final int SCORES = 27;

    private HandWritten() {}

    static long score(long[] f, int o, long[] out) {
        long total = 0;
        total += out[0] = checklist(f[o], f[o + 1], f[o + 2], f[o + 3]);
        total += out[1] = checklist(f[o + 4], f[o + 5], f[o + 6], f[o + 7]);
        total += out[2] = checklist(f[o + 8], f[o + 9], f[o + 10], f[o + 11]);
        total += out[3] = checklist(f[o + 12], f[o + 13], f[o + 14], f[o + 15]);
        total += out[4] = checklist(f[o + 16], f[o + 17], f[o + 18], f[o + 19]);
        total += out[5] = Math.max(500 - 100 * f[o + 20], 0);
        total += out[6] = Math.max(300 - 50 * f[o + 21], 0);
        total += out[7] = Math.max(400 - 200 * f[o + 22], 0);
        total += out[8] = ratio(f[o + 23], f[o + 24], 300);
        total += out[9] = ratio(f[o + 25], f[o + 26], 600);
        total += out[10] = ratio(f[o + 27], f[o + 28], 200);
        total += out[11] = ratio(f[o + 29], f[o + 30], 400);
        total += out[12] = Math.max(ratio(f[o + 31], f[o + 32], 300), 60);
        total +=
                out[13] = (f[o + 33] > f[o + 34] ? 0 : ratio(f[o + 33], f[o + 34], 200)) + judged(f[o + 35], f[o + 70]);
        total += out[14] = tiers3(f[o + 36], f[o + 37], 90, 100, 75, 70, 60, 40, 100);
        total += out[15] = tiers2(f[o + 38], f[o + 39], 100, 100, 95, 50, 100);
        total += out[16] = tiers2(f[o + 40], f[o + 41], 95, 100, 90, 50, 100);
        total += out[17] = tiers2(f[o + 42], f[o + 43], 90, 300, 80, 200, 300);
        total += out[18] = tiers3(f[o + 44], f[o + 45], 100, 300, 90, 150, 80, 50, 300)
                + tiers3(f[o + 46], f[o + 47], 95, 600, 90, 400, 80, 200, 600);
        total += out[19] = tiers3(f[o + 48], f[o + 49], 98, 200, 85, 120, 70, 60, 200)
                + tiers2(f[o + 50], f[o + 51], 100, 200, 60, 100, 200);
        total += out[20] = shortfall(f[o + 52], f[o + 53]);
        total += out[21] = shortfall(f[o + 54], f[o + 55]);
        total += out[22] = shortfall(f[o + 56], f[o + 57]);
        total += out[23] = excess(f[o + 58], f[o + 59]) + judged(f[o + 60], f[o + 71]);
        total += out[24] = quarters(f[o + 61], f[o + 62], f[o + 63], f[o + 64], f[o + 65]);
        total += out[25] = f[o + 72];
        total += out[26] = (f[o + 67] == 0 || f[o + 66] >= f[o + 67] ? 300 : 0)
                + (f[o + 69] == 0 || f[o + 68] >= f[o + 69] ? 300 : 0);
        return out[27] = total;
    }

    private static long judged(long violation, long points) {
        return violation != 0 ? 0 : points;
    }

    private static long checklist(long a, long b, long c, long d) {
        return 100 * (a + b + c + d);
    }

    private static long ratio(long part, long whole, long max) {
        return whole == 0 ? max : Math.min((2 * max * part + whole) / (2 * whole), max);
    }

    private static long tiers2(long a, long b, long cut1, long p1, long cut2, long p2, long max) {
        if (b == 0) {
            return max;
        }
        long percent = 100 * a;
        return percent >= cut1 * b ? p1 : percent >= cut2 * b ? p2 : 0;
    }

    private static long tiers3(long a, long b, long cut1, long p1, long cut2, long p2, long cut3, long p3, long max) {
        if (b == 0) {
            return max;
        }
        long percent = 100 * a;
        return percent >= cut1 * b ? p1 : percent >= cut2 * b ? p2 : percent >= cut3 * b ? p3 : 0;
    }

    private static long shortfall(long actual, long target) {
        if (target == 0 || actual >= target) {
            return 300;
        }
        return Math.max(300 - 100 * ((10 * (target - actual) + target - 1) / target), 0);
    }

    private static long excess(long part, long whole) {
        if (whole == 0 || 10 * part <= whole) {
            return 100;
        }
        return Math.max(100 - 10 * ((100 * part - 10 * whole) / whole), 0);
    }

    private static long quarters(long budget, long q1, long q2, long q3, long q4) {
        if (budget == 0) {
            return 600;
        }
        long sum = 3 * Math.min(budget, 4 * q1)
                + 3 * Math.min(budget, 2 * q2)
                + Math.min(3 * budget, 4 * q3)
                + 3 * Math.min(budget, q4);
        return Math.min((2 * 600 * sum + 12 * budget) / (24 * budget), 600);
    }
}
