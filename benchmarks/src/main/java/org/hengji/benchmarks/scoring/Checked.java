package org.hengji.benchmarks.scoring;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.batch.BatchPlan;
import org.hengji.scoring.evaluation.SettledPoints;
import org.hengji.scoring.number.Rational;

/** Everything that is timed, held score by score to the general engine's rationals first. */
final class Checked {
    static final int POOL = 16_384;
    /** The rivals are a hundred times slower and their facts are objects; a smaller pool is kind to them. */
    static final int RIVAL_POOL = 1_024;

    private static final int BY_SHEET = 16;

    final Work work = new Work();
    final BatchPlan plan = BatchPlan.of(work.framework, Map.of());
    final int width = plan.columns().size();
    final long[] rows = new long[POOL * width];
    private final int[] slots;

    Checked() {
        Departments departments = new Departments(plan);
        for (int d = 0; d < POOL; d++) {
            departments.fill(d, rows, d * width);
        }
        slots = new int[work.scores.size() + 1];
        for (int i = 0; i < work.scores.size(); i++) {
            slots[i] = plan.nodes().indexOf(work.scores.get(i));
        }
        slots[work.scores.size()] = plan.nodes().size();
        if (slots.length != HandWritten.SCORES + 1) {
            throw new IllegalStateException(slots.length - 1 + " scores");
        }
    }

    /** The 27 scores and the total that are right, from the general engine. */
    long[] expected(int department) {
        SettledPoints points = SettledPoints.of(work.framework, plan.subject(rows, department * width))
                .orElseThrow();
        long[] expected = new long[slots.length];
        for (int i = 0; i < work.scores.size(); i++) {
            expected[i] = hundredths(points.nodes().get(work.scores.get(i)));
        }
        expected[work.scores.size()] = hundredths(points.total());
        return expected;
    }

    private static long hundredths(Rational points) {
        return points.times(Rational.HUNDRED).numerator().longValueExact();
    }

    Map<String, Rational> byName(int department) {
        Map<String, Rational> values = new HashMap<>();
        for (int c = 0; c < width; c++) {
            values.put(
                    plan.columns().get(c).name(),
                    Rational.of(rows[department * width + c])
                            .times(Rational.unit(plan.columns().get(c).places())));
        }
        return values;
    }

    /** @throws IllegalStateException naming the first department that differs */
    void check(String who, int departments, Rival rival) {
        long[] out = new long[HandWritten.SCORES + 1];
        for (int d = 0; d < departments; d++) {
            Arrays.fill(out, -1);
            rival.score(d, out);
            long[] expected = expected(d);
            if (!Arrays.equals(out, expected)) {
                throw new IllegalStateException("%s, department %d:%n%s%n%s by the general engine"
                        .formatted(who, d, Arrays.toString(out), Arrays.toString(expected)));
            }
        }
    }

    Rival handWritten() {
        return (d, out) -> HandWritten.score(rows, d * width, out);
    }

    Rival plan() {
        long[] points = new long[plan.size()];
        return (d, out) -> {
            if (!plan.score(rows, d * width, points, 0)) {
                throw new IllegalStateException("department " + d + " has no points");
            }
            for (int i = 0; i < slots.length; i++) {
                out[i] = points[slots[i]];
            }
            return out[slots.length - 1];
        };
    }

    Rival evalEx() {
        return new EvalExRival(plan.columns(), rows, RIVAL_POOL);
    }

    Rival aviator() {
        return new AviatorRival(width, rows, RIVAL_POOL);
    }

    void all() {
        check("hand-written", POOL, handWritten());
        check("plan", POOL, plan());
        check("EvalEx", RIVAL_POOL, evalEx());
        check("Aviator", RIVAL_POOL, aviator());
        for (int d = 0; d < BY_SHEET; d++) {
            ScoreSheet sheet = Scoring.score(work.framework, plan.subject(rows, d * width));
            if (hundredths(sheet.total().orElseThrow()) != expected(d)[HandWritten.SCORES]) {
                throw new IllegalStateException("sheet of department " + d);
            }
        }
    }
}
