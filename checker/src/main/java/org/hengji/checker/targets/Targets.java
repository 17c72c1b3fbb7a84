package org.hengji.checker.targets;

import java.util.ArrayList;
import java.util.List;
import org.hengji.checker.Report;

/**
 * All targets of a report.
 *
 * @param inTables rows of target tables, in order
 * @param inText targets stated in running text, in order
 */
public record Targets(List<Target> inTables, List<Target> inText) {

    public static Targets of(Report report) {
        return report.derived(Targets.class, Targets::read);
    }

    private static Targets read(Report report) {
        TargetWords words = TargetWords.shipped();
        return new Targets(
                List.copyOf(new TargetTables(report, words).read()),
                List.copyOf(new StatedTargets(report, words).read()));
    }

    public List<Target> all() {
        List<Target> all = new ArrayList<>(inTables);
        all.addAll(inText);
        return all;
    }
}
