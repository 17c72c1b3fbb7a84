package org.hengji.frameworks;

import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.subject.Case;

/**
 * A case file: what is known about a subject, the framework it is scored by, and what it expects.
 *
 * @param note what the case shows, may be empty
 * @param material what only reports need
 * @param places where each value stands, by its dotted path (e.g. {@code facts.assets.in_use})
 */
public record CaseFile(
        String reference,
        Framework framework,
        Case subject,
        Text note,
        Expectation expect,
        ReportMaterial material,
        Map<String, Problem.Place> places) {

    /** The same case with a text for its reports. */
    public CaseFile withMaterial(ReportMaterial other) {
        return new CaseFile(reference, framework, subject, note, expect, other, places);
    }

    public CaseFile withText(String key, String text) {
        return new CaseFile(reference, framework, subject, note, expect, material.withText(key, text), places);
    }

    /**
     * What the file says should come out.
     *
     * @param points printed points by node
     * @param range lowest and highest points by node
     * @param total expected total, or {@code totalRange} for a range
     */
    public record Expectation(
            Map<String, String> points,
            Map<String, String[]> range,
            Optional<String> total,
            Optional<String[]> totalRange,
            Optional<String> grade) {}
}
