package org.hengji.server.budget.estimate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The budget of a unit for a year as it stands in one of the four steps; amounts in 元.
 *
 * @param revenue expected, by source; a source without any is absent
 * @param priorTotal of the year before; empty when the unit had no budget
 * @param reasons why the total differs from the year before
 * @param control figures that finance gave at 一下; empty before
 * @param conclusions of ex-ante evaluations, by project code
 */
public record Draft(
        int year,
        List<Line> lines,
        Map<Source, BigDecimal> revenue,
        Optional<BigDecimal> priorTotal,
        List<Reason> reasons,
        Optional<Control> control,
        Map<String, Evaluated> conclusions) {

    public Draft {
        lines = List.copyOf(lines);
        revenue = Map.copyOf(revenue);
        reasons = List.copyOf(reasons);
        conclusions = Map.copyOf(conclusions);
    }

    public Composition composition() {
        return new Composition(lines);
    }

    public BigDecimal revenueTotal() {
        return revenue.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public BigDecimal explained() {
        return reasons.stream().map(Reason::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** @param amount signed: above zero for what makes the budget larger */
    public record Reason(BigDecimal amount, String text) {}

    /**
     * 控制数.
     *
     * @param bySource most that may be asked from each source; a source without is not limited by itself
     * @param clause document and clause that gave them
     */
    public record Control(BigDecimal total, Map<Source, BigDecimal> bySource, String clause) {}

    /** What an ex-ante evaluation came to; the amount only when it suggested one. */
    public record Evaluated(String project, boolean refused, Optional<BigDecimal> suggested) {}
}
