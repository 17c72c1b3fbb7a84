package org.hengji.server.budget;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hengji.server.budget.estimate.Line;
import org.springframework.stereotype.Service;

/** What the budget of a year has for each project. */
@Service
public class BudgetedProjects {

    private final Budgets budgets;

    BudgetedProjects(Budgets budgets) {
        this.budgets = budgets;
    }

    /** 元 by code of the project, as the budget stands: asked for or approved. Empty while there is no budget. */
    public Map<String, BigDecimal> of(long unit, int year) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        budgets.find(unit, year)
                .map(budget -> budgets.sheet(budget).draft().lines())
                .ifPresent(lines -> lines.stream()
                        .filter(line -> !line.project().isEmpty())
                        .forEach((Line line) -> amounts.merge(line.project(), line.amount(), BigDecimal::add)));
        return amounts;
    }
}
