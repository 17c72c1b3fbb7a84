package org.hengji.server.budget;

import java.util.List;
import java.util.Map;

/**
 * The budget of a unit for a year, as it was typed.
 *
 * @param cells the figures beside the lines by key: {@code revenue.general}, {@code prior.total}, {@code control.clause}
 */
public record Budget(
        long id,
        long unit,
        int year,
        Map<String, String> cells,
        List<BudgetRow> lines,
        List<BudgetRow> reasons,
        boolean approved) {

    static final String COURSE = "budget";

    /** As the procedure knows it. */
    String subject() {
        return subject(id);
    }

    static String subject(long id) {
        return "budget/" + id;
    }

    public String cell(String key) {
        return cells.getOrDefault(key, "");
    }
}
