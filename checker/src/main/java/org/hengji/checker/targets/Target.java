package org.hengji.checker.targets;

import java.util.Optional;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Span;
import org.hengji.scoring.number.Rational;

/**
 * One target of a report.
 *
 * @param name without the breaks that a narrow column makes
 * @param kind its class, as far as the table tells
 * @param named where its name stands
 * @param target what was aimed at
 * @param targeted where that stands
 * @param lost points that the report itself takes off beside it, where it prints weight and score
 * @param actual what was reached; empty when the report gives no actual values
 */
public record Target(
        String name,
        Optional<IndicatorClass> kind,
        Span named,
        Value target,
        Place targeted,
        Optional<Value> actual,
        Optional<Place> reached,
        Optional<Rational> lost) {

    /** The report took points off for it. */
    public boolean isPaidFor() {
        return lost.filter(l -> l.signum() > 0).isPresent();
    }

    /** @param words the words of the value, evened out */
    public record Place(Passage passage, Span span, String words) {}
}
