package org.hengji.checker.measurability;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One indicator as it was typed. Cells keep the writer's words; reading them is the business of the checks.
 *
 * @param number 1-based place in the sheet
 * @param cells columns that are not blank
 */
public record TargetRow(int number, Map<Field, String> cells) {

    public TargetRow {
        Map<Field, String> filled = new EnumMap<>(Field.class);
        cells.forEach((field, text) -> {
            if (!text.isBlank()) {
                filled.put(field, text.strip());
            }
        });
        cells = Collections.unmodifiableMap(filled);
    }

    /** The words of a cell, or an empty string. */
    public String text(Field field) {
        return cells.getOrDefault(field, "");
    }

    public boolean has(Field field) {
        return cells.containsKey(field);
    }

    /** Nothing but its class is filled in. */
    public boolean isEmpty() {
        return cells.keySet().stream().allMatch(f -> f == Field.FIRST || f == Field.SECOND);
    }

    public Optional<TargetClass> kind() {
        return MeasureWords.shipped().kind(text(Field.FIRST), text(Field.SECOND));
    }

    public Optional<Heading> heading() {
        return kind().map(TargetClass::heading).or(() -> MeasureWords.shipped().heading(text(Field.FIRST)));
    }

    public Optional<Comparator> comparator() {
        return MeasureWords.shipped().comparator(text(Field.COMPARATOR));
    }

    public TargetRow with(Field field, String text) {
        Map<Field, String> more = new EnumMap<>(Field.class);
        more.putAll(cells);
        more.put(field, text);
        return new TargetRow(number, more);
    }

    public TargetRow numbered(int place) {
        return new TargetRow(place, cells);
    }
}
