package org.hengji.server.budget.ledger;

import java.math.BigDecimal;
import java.util.Optional;
import org.hengji.scoring.number.Rational;

/**
 * 结转结余 of a year, in 元.
 *
 * @param opening at the start of the year
 */
public record CarryOver(BigDecimal opening, BigDecimal revenue, BigDecimal expenditure) {

    public BigDecimal closing() {
        return opening.add(revenue).subtract(expenditure);
    }

    /** (closing − opening) ÷ budget: what the year itself left over. */
    public Optional<Rational> changeRate(BigDecimal budget) {
        return share(closing().subtract(opening), budget);
    }

    /** closing ÷ budget: all that is left. */
    public Optional<Rational> closingRate(BigDecimal budget) {
        return share(closing(), budget);
    }

    private static Optional<Rational> share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? Optional.empty()
                : Optional.of(Rational.of(part).over(Rational.of(whole)));
    }
}
