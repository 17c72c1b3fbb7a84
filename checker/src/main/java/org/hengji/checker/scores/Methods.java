package org.hengji.checker.scores;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hengji.checker.Location;
import org.hengji.checker.Report;
import org.hengji.checker.scores.Held.Result;

/**
 * How a report read the wording of the indicators that its own figures let one recompute; small enough to be kept for each
 * report of a run.
 *
 * @param framework {@code id@version}, empty when it is not known
 * @param used by id of the indicator
 */
public record Methods(String framework, Map<String, Method> used) {

    /**
     * @param readings options by key of the reading that give the printed points; none when the usual ones do
     * @param words the same in words
     * @param points where they stand
     */
    public record Method(String name, Map<String, String> readings, String words, Location points) {}

    public static Methods of(Report report) {
        Map<String, Method> used = new TreeMap<>();
        Optional<Rescoring> rescoring = Rescoring.of(report);
        if (rescoring.isEmpty()) {
            return new Methods("", used);
        }
        Rescoring r = rescoring.get();
        for (Held held : Held.of(report)) {
            boolean told = held.result() == Result.BY_READING
                    || held.result() == Result.AGREES && !held.basis().isEmpty();
            if (told) {
                Map<String, String> readings = new TreeMap<>(held.readings().orElse(Map.of()));
                used.put(
                        held.indicator().id(),
                        new Method(
                                held.node().name(),
                                readings,
                                words(r, readings),
                                report.locate(held.printed().span())));
            }
        }
        for (OperandStages stages : OperandStages.of(report)) {
            if (!stages.isDue() && stages.used().isEmpty()) {
                continue;
            }
            Map<String, String> readings = new TreeMap<>();
            stages.used().ifPresent(option -> readings.put(stages.reading(), option));
            used.put(
                    stages.leaf().id(),
                    new Method(
                            stages.leaf().name().zh(),
                            readings,
                            words(r, readings),
                            report.locate(stages.printed().span())));
        }
        return new Methods(r.framework().id() + "@" + r.framework().version(), used);
    }

    private static String words(Rescoring r, Map<String, String> readings) {
        return String.join(
                "；",
                readings.entrySet().stream()
                        .map(e -> r.framework()
                                .readings()
                                .get(e.getKey())
                                .options()
                                .get(e.getValue())
                                .zh())
                        .toList());
    }
}
