package org.hengji.server.budget;

import org.hengji.scoring.framework.Text;
import org.hengji.server.budget.estimate.Choice;

/** 资金性质 of a project. All kinds need targets and monitoring. */
public enum Funding implements Choice {
    GENERAL("一般性经费", "General expenses"),
    SPECIAL("专项资金", "Special fund"),
    INVESTMENT("政府投资项目", "Government investment"),
    FUND("政府性基金项目", "Government fund"),
    TRANSFER("上级转移支付", "Transfer from above"),
    ADDITION("年中追加", "Mid-year addition");

    private final Text name;

    Funding(String zh, String en) {
        this.name = Text.of(zh, en);
    }

    @Override
    public Text text() {
        return name;
    }
}
