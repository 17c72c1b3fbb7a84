package org.hengji.checker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hengji.checker.reading.Figure;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;

/** What one check did with one report: how often it applied, passed, or could not, and what it found. */
public final class Tally {
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Text, Integer> skipped = new LinkedHashMap<>();
    private final Map<Figure, Boolean> recomputed = new LinkedHashMap<>();
    private final Map<Figure, List<Predicate<Figure>>> resting = new LinkedHashMap<>();
    private final List<Span> noise = new ArrayList<>();
    private int applied;
    private int passed;

    /** It could be held against its operands and holds. */
    public void pass() {
        applied++;
        passed++;
    }

    /** It could be held against its operands and does not hold. */
    public void find(Finding finding) {
        applied++;
        findings.add(finding);
    }

    /** Words are garbled beyond use; other checks shall not read figures in them. */
    public void noise(Span span) {
        noise.add(span);
    }

    /** It could not be applied. */
    public void skip(String zh, String en) {
        skipped.merge(new Text(zh, en), 1, Integer::sum);
    }

    /** A printed figure was computed again from others. One agreeing computation is enough for a figure to agree. */
    public void recomputed(Figure figure, boolean agrees) {
        recomputed(figure, agrees, other -> true);
    }

    /**
     * As above, where not every other value would be found wrong.
     *
     * @param breaks whether it would, given the figure as it would be read with that value
     */
    public void recomputed(Figure figure, boolean agrees, Predicate<Figure> breaks) {
        recomputed.merge(figure, agrees, Boolean::logicalOr);
        if (agrees) {
            resting.computeIfAbsent(figure, f -> new ArrayList<>()).add(breaks);
        }
    }

    /** Whether a computation that agrees with the figure rests on it so that the other value would be found wrong. */
    public boolean rests(Figure figure, Figure other) {
        return resting.getOrDefault(figure, List.of()).stream().anyMatch(b -> b.test(other));
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    public Map<Text, Integer> skipped() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
    }

    public Map<Figure, Boolean> recomputed() {
        return Map.copyOf(recomputed);
    }

    public List<Span> noise() {
        return List.copyOf(noise);
    }

    public int applied() {
        return applied;
    }

    public int passed() {
        return passed;
    }
}
