package org.hengji.server.budget.estimate;

import org.hengji.scoring.framework.Text;

/** 资金来源. */
public enum Source implements Choice {
    GENERAL("一般公共预算", "General public budget"),
    FUND("政府性基金", "Government funds"),
    CARRY_OVER("上年结转", "Carry-over"),
    OTHER("其他资金", "Other funds");

    private final Text name;

    Source(String zh, String en) {
        this.name = Text.of(zh, en);
    }

    @Override
    public Text text() {
        return name;
    }
}
