package org.hengji.benchmarks.scoring;

import java.util.Arrays;
import java.util.Map;
import org.hengji.scoring.batch.BatchPlan;

/**
 * A million departments in one process and constant memory: made, scored and counted one after another. Says how fast,
 * what the heap holds before and after, and how many lie in each ten points.
 */
public final class Million {
    private Million() {}

    /** @param args how many departments; a million without */
    public static void main(String[] args) {
        long count = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
        BatchPlan plan = BatchPlan.of(new Work().framework, Map.of());
        Departments departments = new Departments(plan);
        long[] row = new long[plan.columns().size()];
        long[] points = new long[plan.size()];
        long[] tens = new long[11];
        score(plan, departments, row, points, new long[11], 0, 50_000); // compile first
        long before = usedAfterCollection();
        long started = System.nanoTime();
        score(plan, departments, row, points, tens, 0, count);
        long nanoseconds = System.nanoTime() - started;
        long after = usedAfterCollection();
        System.out.printf(
                "%,d departments in %,d ms: %,d a second, made and scored%n",
                count, nanoseconds / 1_000_000, count * 1_000_000_000L / nanoseconds);
        System.out.printf(
                "heap in use before %,d KiB, after %,d KiB, most allowed %,d KiB%n",
                before / 1024, after / 1024, Runtime.getRuntime().maxMemory() / 1024);
        System.out.println("totals from 0, 10, ... 100 points up: " + Arrays.toString(tens));
    }

    private static void score(
            BatchPlan plan, Departments departments, long[] row, long[] points, long[] tens, long from, long to) {
        int total = plan.size() - 1;
        for (long d = from; d < to; d++) {
            departments.fill(d, row, 0);
            if (!plan.score(row, 0, points, 0)) {
                throw new IllegalStateException("department " + d + " has no points");
            }
            tens[(int) (points[total] / 1_000)]++;
        }
    }

    private static long usedAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
