package org.hengji.checker.scores;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hengji.checker.Location;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.scores.Held.Result;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;

/**
 * How a report read the wording of the indicators that its own figures let one recompute; small enough to be kept for each
 * report of a run.
 *
 * @param framework {@code id@version}, empty when it is not known
 * @param used by id of the indicator
 */
public record Methods(String framework, Map<String, Method> used) {
    private static final String DIVISOR = "divisor";

    /**
     * @param readings options by key of the reading that give the printed points, or what a share was divided by; none
     *     when it is the usual way
     * @param points where they stand
     */
    public record Method(String name, Map<String, String> readings, Location points) {}

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
                            report.locate(stages.printed().span())));
        }
        for (OtherDivisor share : OtherDivisor.of(report)) {
            used.put(
                    share.leaf().id(),
                    new Method(
                            share.leaf().name().zh(),
                            share.isDue() ? Map.of() : Map.of(DIVISOR, name(share.divisor())),
                            report.locate(share.printed().span())));
        }
        return new Methods(r.framework().id() + "@" + r.framework().version(), used);
    }

    private static String name(Figure divisor) {
        return divisor.label().isEmpty() ? divisor.printed() : divisor.label();
    }

    /** An option in words; the usual one where a report chose none. */
    public static Text words(Framework framework, String key, Optional<String> option) {
        if (key.equals(DIVISOR)) {
            return option.map(o -> Text.of("除以“" + o + "”", "divided by \"" + o + "\""))
                    .orElse(Text.of("除以评分标准规定的数", "divided by what the rule names"));
        }
        Framework.ReadingDefinition reading = framework.readings().get(key);
        return reading.options().get(option.orElse(reading.byDefault()));
    }
}
