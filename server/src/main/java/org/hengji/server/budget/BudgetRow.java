package org.hengji.server.budget;

import java.util.EnumMap;
import java.util.Map;
import org.hengji.server.budget.estimate.Column;

/**
 * A row of one of the sheets of a budget, as it was typed.
 *
 * @param cells by key of the column; a blank one may be absent
 */
public record BudgetRow(long id, int place, Map<String, String> cells) {

    public String cell(String key) {
        return cells.getOrDefault(key, "");
    }

    public boolean blank() {
        return cells.values().stream().allMatch(String::isBlank);
    }

    Map<Column, String> columns() {
        Map<Column, String> columns = new EnumMap<>(Column.class);
        cells.forEach((key, typed) -> Column.of(key).ifPresent(c -> columns.put(c, typed)));
        return columns;
    }
}
