package org.hengji.server.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.hengji.server.budget.ledger.Adjustment;

/**
 * An application for an adjustment (预算调整申请).
 *
 * @param approval document that it rests on
 * @param posted whether finance has approved it, so that it counts
 */
public record BudgetChange(
        long id,
        long budget,
        String title,
        String reason,
        String approval,
        LocalDate on,
        boolean posted,
        List<Entry> entries) {

    static final String COURSE = "budget-adjustment";

    public BudgetChange {
        entries = List.copyOf(entries);
    }

    /** @param purpose what moved money is for now */
    public record Entry(long id, Adjustment adjustment, String purpose) {}

    static String subject(long id) {
        return "budget-adjustment/" + id;
    }

    String subject() {
        return subject(id);
    }

    /** In all, each entry once. */
    public BigDecimal amount() {
        return entries.stream().map(e -> e.adjustment().amount().abs()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
