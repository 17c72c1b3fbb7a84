package org.hengji.server.organisation;

import java.util.Locale;

/** What a node of the tree is (ORG-03). */
public enum UnitKind {
    /** 财政区划: a government with its own budget, not a body. */
    AREA,
    /** 主管部门: has subordinate units, and a budget of its own. */
    DEPARTMENT,
    /** 预算单位. */
    UNIT,
    /** 下属事业单位, with a budget of its own. */
    INSTITUTION,
    BRANCH,
    STATION,
    DIVISION;

    /** Whether it makes a budget and answers for it; the others are inner parts of one that does. */
    public boolean hasBudget() {
        return this == DEPARTMENT || this == UNIT || this == INSTITUTION;
    }

    /** As in message keys: {@code unit.kind.branch}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
