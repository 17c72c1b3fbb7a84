package org.hengji.scoring.framework;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.number.Rounding;

/**
 * A versioned indicator framework (评价指标体系): tree, weights, rules, facts, grade bands and sources.
 *
 * @param kind department, project or self-evaluation
 * @param gradeOnRounded whether the grade is read from the rounded total (else from the exact one)
 * @param grades bands of the total, best first; the lower end belongs to the band
 * @param facts declarations in order of the file
 * @param readings named ways of reading the official wording
 * @param classWeights what a case may change about first-level weights
 * @param indicators first-level indicators
 * @param combine how the first level makes the total
 * @param digest sha256 over the canonical content of the file, without comments and layout
 */
public record Framework(
        String id,
        String version,
        Text name,
        String kind,
        Rational total,
        Rounding rounding,
        boolean gradeOnRounded,
        List<GradeBand> grades,
        Map<String, FactDefinition> facts,
        Map<String, ReadingDefinition> readings,
        Optional<ClassWeights> classWeights,
        List<Indicator> indicators,
        Indicator.Combine combine,
        Indicator.WhenNotApplicable whenNotApplicable,
        List<ScoringRule.Veto> vetoes,
        List<Source> sources,
        Optional<LocalDate> validFrom,
        Optional<LocalDate> validTo,
        String digest) {

    /** A grade of the total from {@code from} points up. */
    public record GradeBand(Rational from, Text name) {}

    /**
     * @param byDefault key of the option in force unless a case says otherwise
     * @param reason why that is the default
     * @param options key to meaning, in order of the file
     */
    public record ReadingDefinition(String key, Text name, String byDefault, Text reason, Map<String, Text> options) {}

    /** Limits within which a case may set first-level weights; the sum stays the total. */
    public record ClassWeights(Map<String, Limits> limits) {
        public record Limits(Rational min, Rational max) {}
    }

    /** All nodes, depth first in order of the file. */
    public List<Indicator> nodes() {
        List<Indicator> all = new ArrayList<>();
        indicators.forEach(i -> collect(i, all));
        return all;
    }

    public Optional<Indicator> node(String id) {
        return nodes().stream().filter(n -> n.id().equals(id)).findFirst();
    }

    private static void collect(Indicator node, List<Indicator> into) {
        into.add(node);
        node.children().forEach(child -> collect(child, into));
    }
}
