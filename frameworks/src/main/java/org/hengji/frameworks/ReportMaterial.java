package org.hengji.frameworks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.subject.Fact;

/**
 * What a report tells beyond the facts that its framework asks for: figures of the body's own work, texts that only the
 * body can write, and rows of its tables. It never moves a score and is no part of the digest.
 *
 * @param unit name of the body on the cover, where it is not that of the subject
 * @param year fiscal year, where the subject does not say it
 * @param declared declarations of the figures, by key
 * @param facts figures, by key; more than one entry is contested
 * @param texts what the body wrote, by key; a line feed begins a new paragraph
 * @param tables rows by table; each row by column, cells as the body wrote them
 */
public record ReportMaterial(
        Optional<String> unit,
        Optional<String> year,
        Map<String, FactDefinition> declared,
        Map<String, List<Fact>> facts,
        Map<String, String> texts,
        Map<String, List<Map<String, String>>> tables) {
    public static final ReportMaterial NONE =
            new ReportMaterial(Optional.empty(), Optional.empty(), Map.of(), Map.of(), Map.of(), Map.of());

    ReportMaterial withText(String key, String text) {
        Map<String, String> more = new LinkedHashMap<>(texts);
        more.put(key, text);
        return new ReportMaterial(unit, year, declared, facts, more, tables);
    }
}
