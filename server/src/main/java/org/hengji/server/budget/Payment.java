package org.hengji.server.budget;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A payment (支付).
 *
 * @param project code; empty for basic expenditure
 * @param voucher known once in a body and a year
 * @param amount in 元; a refund is negative
 * @param line of the budget in which it counts; 0 where that is not certain
 * @param lineName blank where it counts in none
 * @param imported whether it came in a file
 * @param by who brought it
 */
public record Payment(
        long id,
        LocalDate on,
        String voucher,
        String project,
        long line,
        String lineName,
        BigDecimal amount,
        String payee,
        String note,
        boolean imported,
        String by) {

    /** Payments of one project that count in no line, and how much they are. */
    public record Unallotted(String project, long count, BigDecimal amount) {}
}
