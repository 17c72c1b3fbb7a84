package org.hengji.server.target;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.hengji.checker.measurability.TargetSheet;

/**
 * A target sheet: one for each unit and year, and one for each of its projects.
 *
 * @param code of the project (PRO_CODE); empty for the whole department
 * @param name of the project, or of the unit as it was when the sheet was begun
 * @param budget of the year in 元, where it is known
 */
public record Sheet(long id, long unit, int year, Kind kind, String code, String name, Optional<BigDecimal> budget) {

    public enum Kind {
        /** 部门（单位）整体 */
        DEPARTMENT,
        /** 一级项目 */
        FIRST_LEVEL,
        /** 二级项目 */
        SECOND_LEVEL;

        /** As in message keys: {@code target.kind.first-level}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public String subject() {
        return "target/" + id;
    }

    public String path() {
        return "/targets/" + id;
    }

    public String title() {
        return year + " " + name;
    }

    TargetSheet.Scope scope() {
        return kind == Kind.DEPARTMENT ? TargetSheet.Scope.DEPARTMENT : TargetSheet.Scope.PROJECT;
    }
}
