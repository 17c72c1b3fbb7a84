package org.hengji.checker.measurability;

import java.util.List;

/**
 * The targets of one department or project for one year.
 *
 * @param longTerm goal of the whole period; may be blank
 * @param goal goal of the year
 */
public record TargetSheet(int year, Scope scope, String longTerm, String goal, List<TargetRow> rows) {

    public enum Scope {
        /** 部门（单位）整体 */
        DEPARTMENT,
        /** One project; its money is its budget line. */
        PROJECT
    }

    public TargetSheet {
        rows = List.copyOf(rows);
    }
}
