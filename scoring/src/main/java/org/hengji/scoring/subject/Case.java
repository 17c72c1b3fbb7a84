package org.hengji.scoring.subject;

import java.util.List;
import java.util.Map;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/**
 * What is known about one evaluation subject (a department-year or project-year).
 *
 * @param id name of the case
 * @param facts values by key; a list with more than one entry is contested
 * @param judgements by id of the node
 * @param overrides by id of the node
 * @param indicators brought under {@code free} rules
 * @param readings chosen readings, and {@code rounding.<id>} for the rounding mode of one node
 * @param classWeights first-level weights that the case sets, where the framework allows it
 * @param selfScores the body's own points, kept beside the rule's
 */
public record Case(
        String id,
        Text subject,
        Map<String, List<Fact>> facts,
        Map<String, Judgement> judgements,
        Map<String, Override> overrides,
        List<OwnIndicator> indicators,
        Map<String, String> readings,
        Map<String, Rational> classWeights,
        Map<String, Rational> selfScores) {

    public Case withReading(String key, String value) {
        var changed = new java.util.LinkedHashMap<>(readings);
        changed.put(key, value);
        return new Case(id, subject, facts, judgements, overrides, indicators, changed, classWeights, selfScores);
    }

    public Case withFacts(Map<String, List<Fact>> other) {
        return new Case(id, subject, other, judgements, overrides, indicators, readings, classWeights, selfScores);
    }

    public Case withJudgements(Map<String, Judgement> other) {
        return new Case(id, subject, facts, other, overrides, indicators, readings, classWeights, selfScores);
    }
}
