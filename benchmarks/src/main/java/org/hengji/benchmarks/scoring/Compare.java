package org.hengji.benchmarks.scoring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks in rounds, the baseline first, in the middle and last of each, and prints ratios of medians: a
 * machine that is busy for a while is then busy for both.
 */
public final class Compare {
    private static final String BASELINE = "handWritten";
    private static final String[] ROUND = {
        BASELINE, "plan", "planByName", BASELINE, "plan", "aviatorLongs", "evalExDecimals", BASELINE, "sheet"
    };

    private Compare() {}

    /** @param args rounds, then milliseconds of an iteration */
    public static void main(String[] args) throws RunnerException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        long milliseconds = args.length > 1 ? Long.parseLong(args[1]) : 1_000;
        System.out.println("checking scores against the general engine ...");
        new Checked().all();
        List<Map<String, List<Double>>> results = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Map<String, List<Double>> here = new LinkedHashMap<>();
            for (String name : ROUND) {
                here.computeIfAbsent(name, n -> new ArrayList<>()).addAll(fork(name, milliseconds));
            }
            results.add(here);
            System.out.println("round " + (round + 1) + " of " + rounds + ": plan / hand-written "
                    + format(median(here.get("plan")) / median(here.get(BASELINE))));
        }
        table(results);
    }

    private static List<Double> fork(String name, long milliseconds) throws RunnerException {
        Collection<RunResult> run = new Runner(new OptionsBuilder()
                        .include(ScoringBenchmark.class.getName() + "\\." + name + "$")
                        .forks(1)
                        .warmupIterations(4)
                        .warmupTime(TimeValue.milliseconds(milliseconds))
                        .measurementIterations(4)
                        .measurementTime(TimeValue.milliseconds(milliseconds))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        List<Double> times = new ArrayList<>();
        run.iterator()
                .next()
                .getBenchmarkResults()
                .forEach(fork -> fork.getIterationResults()
                        .forEach(i -> times.add(i.getPrimaryResult().getScore())));
        return times;
    }

    private static void table(List<Map<String, List<Double>>> results) {
        System.out.println();
        System.out.println(
                "| | best ns | median ns | ratio of medians to hand-written (min..max of rounds) | a second |");
        System.out.println("|---|---|---|---|---|");
        for (String name : results.get(0).keySet()) {
            List<Double> all = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            List<Double> baseline = new ArrayList<>();
            results.forEach(r -> {
                all.addAll(r.get(name));
                baseline.addAll(r.get(BASELINE));
                ratios.add(median(r.get(name)) / median(r.get(BASELINE)));
            });
            double median = median(all);
            System.out.printf(
                    "| %s | %s | %s | %s (%s..%s) | %,.0f |%n",
                    name,
                    format(all.stream().min(Double::compare).orElseThrow()),
                    format(median),
                    format(median / median(baseline)),
                    format(ratios.stream().min(Double::compare).orElseThrow()),
                    format(ratios.stream().max(Double::compare).orElseThrow()),
                    1e9 / median);
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String format(double value) {
        return value < 100 ? "%.2f".formatted(value) : "%,.0f".formatted(value);
    }
}
