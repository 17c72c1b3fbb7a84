package org.hengji.benchmarks.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time for one department, 64 departments an invocation. Every state checks its own scores before it is timed. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class ScoringBenchmark {
    static final int BLOCK = 64;

    /** Where the next block begins, around the pool. */
    static int next(int at, int pool) {
        return at + BLOCK >= pool ? 0 : at + BLOCK;
    }

    @State(Scope.Thread)
    public static class Bound {
        Checked checked;
        long[] rows;
        int width;
        long[] out;
        int at;

        @Setup
        public void check() {
            checked = new Checked();
            checked.check("hand-written", 2_048, checked.handWritten());
            checked.check("plan", 2_048, checked.plan());
            rows = checked.rows;
            width = checked.width;
            out = new long[checked.plan.size()];
        }
    }

    @State(Scope.Thread)
    public static class Named {
        Checked checked;
        final List<Map<String, Rational>> pool = new ArrayList<>();
        long[] row;
        long[] out;
        int at;

        @Setup
        public void check() {
            checked = new Checked();
            for (int d = 0; d < Checked.RIVAL_POOL; d++) {
                pool.add(checked.byName(d));
            }
            row = new long[checked.width];
            out = new long[checked.plan.size()];
        }
    }

    @State(Scope.Thread)
    public static class EvalEx {
        final long[] out = new long[HandWritten.SCORES + 1];
        Rival rival;
        int at;

        @Setup
        public void check() {
            Checked checked = new Checked();
            rival = checked.evalEx();
            checked.check("EvalEx", Checked.RIVAL_POOL, rival);
        }
    }

    @State(Scope.Thread)
    public static class Aviator {
        final long[] out = new long[HandWritten.SCORES + 1];
        Rival rival;
        int at;

        @Setup
        public void check() {
            Checked checked = new Checked();
            rival = checked.aviator();
            checked.check("Aviator", Checked.RIVAL_POOL, rival);
        }
    }

    @State(Scope.Thread)
    public static class Cases {
        Checked checked;
        final List<Case> pool = new ArrayList<>();
        int at;

        @Setup
        public void check() {
            checked = new Checked();
            for (int d = 0; d < 256; d++) {
                pool.add(checked.plan.subject(checked.rows, d * checked.width));
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(BLOCK)
    public long handWritten(Bound s) {
        long total = 0;
        for (int d = s.at; d < s.at + BLOCK; d++) {
            total += HandWritten.score(s.rows, d * s.width, s.out);
        }
        s.at = next(s.at, Checked.POOL);
        return total;
    }

    @Benchmark
    @OperationsPerInvocation(BLOCK)
    public long plan(Bound s) {
        long total = 0;
        for (int d = s.at; d < s.at + BLOCK; d++) {
            s.checked.plan.score(s.rows, d * s.width, s.out, 0);
            total += s.out[s.out.length - 1];
        }
        s.at = next(s.at, Checked.POOL);
        return total;
    }

    @Benchmark
    @OperationsPerInvocation(BLOCK)
    public long planByName(Named s) {
        long total = 0;
        for (int d = s.at; d < s.at + BLOCK; d++) {
            s.checked.plan.bind(s.pool.get(d), s.row, 0);
            s.checked.plan.score(s.row, 0, s.out, 0);
            total += s.out[s.out.length - 1];
        }
        s.at = next(s.at, Checked.RIVAL_POOL);
        return total;
    }

    @Benchmark
    @OperationsPerInvocation(BLOCK)
    public long evalExDecimals(EvalEx s) {
        long total = 0;
        for (int d = s.at; d < s.at + BLOCK; d++) {
            total += s.rival.score(d, s.out);
        }
        s.at = next(s.at, Checked.RIVAL_POOL);
        return total;
    }

    @Benchmark
    @OperationsPerInvocation(BLOCK)
    public long aviatorLongs(Aviator s) {
        long total = 0;
        for (int d = s.at; d < s.at + BLOCK; d++) {
            total += s.rival.score(d, s.out);
        }
        s.at = next(s.at, Checked.RIVAL_POOL);
        return total;
    }

    /** The whole sheet: ranges, explanations, advice for every lost point, shortest list, digest. */
    @Benchmark
    public ScoreSheet sheet(Cases s) {
        s.at = (s.at + 1) % s.pool.size();
        return Scoring.score(s.checked.work.framework, s.pool.get(s.at));
    }
}
