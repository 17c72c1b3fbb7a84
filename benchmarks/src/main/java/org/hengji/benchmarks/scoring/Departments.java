package org.hengji.benchmarks.scoring;

import java.util.List;
import org.hengji.scoring.batch.BatchPlan;
import org.hengji.scoring.batch.Column;

/**
 * Departments from their number alone, so that millions need no memory. One in four has round figures that hit cuts and
 * ties; one denominator in a hundred is zero.
 */
final class Departments {
    private static final int[] ROUND = {50, 60, 70, 75, 80, 85, 90, 95, 98, 99, 100, 100, 100, 105};

    private final Column.Kind[] kinds;
    private final boolean[] whole;
    private final boolean[] money;
    private final boolean[] small;
    private final long[] most;
    private final boolean[] found;

    Departments(BatchPlan plan) {
        List<Column> columns = plan.columns();
        int width = columns.size();
        kinds = new Column.Kind[width];
        whole = new boolean[width];
        money = new boolean[width];
        small = new boolean[width];
        most = new long[width];
        found = new boolean[width];
        for (int i = 0; i < width; i++) {
            String name = columns.get(i).name();
            kinds[i] = columns.get(i).kind();
            // Declared in the order of the rules: a part comes before its whole, save for the budget of the quarters
            whole[i] = name.endsWith(".whole") || name.endsWith(".planned") || name.endsWith(".target");
            money[i] = columns.get(i).places() > 0;
            found[i] = name.endsWith(".found");
            small[i] = name.startsWith("e.");
            most[i] = name.endsWith("judgement:a") ? 300 : 200;
        }
    }

    void fill(long number, long[] row, int offset) {
        long state = number * 0x9E3779B97F4A7C15L;
        boolean round = (mix(state) & 3) == 0;
        long budget = 0;
        for (int i = 0; i < kinds.length; i++) {
            long r = mix(state += 0x9E3779B97F4A7C15L) >>> 1;
            row[offset + i] = switch (kinds[i]) {
                case OPTION -> found[i] == (r % 8 == 0) ? 1 : 0;
                case CHOSEN -> 0;
                case JUDGED -> r % (most[i] + 1);
                case NUMBER -> {
                    if (i + 1 < kinds.length && whole[i + 1]) {
                        long size = whole(i, round, r);
                        row[offset + i + 1] = size;
                        yield size == 0 ? 0 : part(i, size, round, mix(r) >>> 1);
                    } else if (whole[i]) {
                        yield row[offset + i];
                    } else if (money[i]) {
                        // The budget of the year, then what was spent by the end of each quarter
                        if (budget == 0) {
                            budget = Math.max(whole(i, round, r), 100);
                            yield budget;
                        }
                        yield part(i, budget, round, r) * (1 + r % 4) / 4 / 100 * 100;
                    }
                    yield r % 5 == 0 ? r % 7 : 0;
                }
            };
        }
    }

    private long whole(int i, boolean round, long r) {
        if (r % 100 == 0) {
            return 0;
        } else if (!money[i]) {
            return 1 + r % 40;
        }
        return round ? (1 + r % 500) * 1_000_000 : (1_000 + r % 50_000_000) * 100;
    }

    private long part(int i, long size, boolean round, long r) {
        long percent = round ? ROUND[(int) (r % ROUND.length)] : 0;
        long ratio = round ? percent * 10_000 : 500_000 + r % 600_000;
        if (small[i]) {
            ratio /= 4;
        }
        long unit = money[i] ? 100 : 1;
        return r % 3 == 0 && !small[i] ? size : size * ratio / 1_000_000 / unit * unit;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
