package org.hengji.server.budget.estimate;

import java.math.BigDecimal;
import java.util.Optional;
import org.hengji.scoring.number.Rational;

/**
 * One line of a budget, with how its amount comes about: quantity × unit price × months.
 *
 * @param project code; empty for basic expenditure
 * @param quantity at most four decimals
 * @param price in 元, at most two decimals
 * @param months 1 when the price is for the whole
 * @param standard that was applied; empty only when there is a basis
 * @param division that answers for it
 * @param priorBudget of the same item in the year before, in 元; the other two alike
 */
public record Line(
        ExpenseType type,
        String project,
        String name,
        Source source,
        String function,
        String economic,
        BigDecimal quantity,
        String measure,
        BigDecimal price,
        int months,
        String standard,
        String basis,
        String division,
        Optional<Controlled> controlled,
        BigDecimal priorBudget,
        BigDecimal priorAdjusted,
        BigDecimal priorSpent) {

    /** In 元, exact: six decimals at most. */
    public BigDecimal amount() {
        return quantity.multiply(price).multiply(BigDecimal.valueOf(months));
    }

    /** 测算过程: {@code 65 人 × 1,000.00 元 × 12 个月}. */
    public String calculation() {
        return quantity.stripTrailingZeros().toPlainString()
                + (measure.isEmpty() ? "" : " " + measure)
                + " × " + org.hengji.server.budget.Money.yuan(price) + " 元"
                + (months == 1 ? "" : " × " + months + " 个月");
    }

    /** Spent ÷ adjusted budget of the year before. */
    public Optional<Rational> priorExecution() {
        return priorAdjusted.signum() == 0
                ? Optional.empty()
                : Optional.of(Rational.of(priorSpent).over(Rational.of(priorAdjusted)));
    }
}
