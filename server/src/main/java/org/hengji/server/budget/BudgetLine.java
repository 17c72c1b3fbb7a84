package org.hengji.server.budget;

import java.math.BigDecimal;
import org.hengji.server.budget.estimate.ExpenseType;
import org.hengji.server.budget.estimate.Source;

/** A line of an approved budget; amounts in 元. */
public record BudgetLine(
        long id,
        int place,
        ExpenseType type,
        String project,
        String name,
        Source source,
        String division,
        BigDecimal original,
        BigDecimal spent) {

    /** As the ledger knows it. */
    public String key() {
        return String.valueOf(id);
    }

    /** What counts as one part for the gross rate: the project, or the kind of basic expenditure. */
    public String part() {
        return project.isEmpty() ? type.name() : project;
    }
}
