package org.hengji.server.budget.estimate;

import org.hengji.scoring.framework.Text;

/** 支出类型. Personnel and public are the basic expenditure. */
public enum ExpenseType implements Choice {
    PERSONNEL("人员经费", "Personnel"),
    PUBLIC("公用经费", "Daily public"),
    PROJECT("项目支出", "Project");

    private final Text name;

    ExpenseType(String zh, String en) {
        this.name = Text.of(zh, en);
    }

    @Override
    public Text text() {
        return name;
    }

    public boolean basic() {
        return this != PROJECT;
    }
}
