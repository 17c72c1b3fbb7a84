package org.hengji.server.budget.estimate;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the lines of a budget add up to, in 元. */
public record Composition(List<Line> lines) {

    public Composition {
        lines = List.copyOf(lines);
    }

    public BigDecimal total() {
        return sum(l -> true);
    }

    public BigDecimal of(ExpenseType type) {
        return sum(l -> l.type() == type);
    }

    public BigDecimal of(Source source) {
        return sum(l -> l.source() == source);
    }

    public BigDecimal of(ExpenseType type, Source source) {
        return sum(l -> l.type() == type && l.source() == source);
    }

    /** 基本支出. */
    public BigDecimal basic() {
        return sum(l -> l.type().basic());
    }

    /** By code, in the order of the codes. */
    public Map<String, BigDecimal> projects() {
        Map<String, BigDecimal> projects = new TreeMap<>();
        lines.stream()
                .filter(l -> l.type() == ExpenseType.PROJECT)
                .forEach(l -> projects.merge(l.project(), l.amount(), BigDecimal::add));
        return projects;
    }

    /** Budget of this year and of the year before, of each kind that occurs in either. */
    public Map<Controlled, Pair> controlled() {
        Map<Controlled, Pair> controlled = new EnumMap<>(Controlled.class);
        lines.forEach(l -> l.controlled()
                .ifPresent(kind -> controlled.merge(kind, new Pair(l.amount(), l.priorBudget()), Pair::plus)));
        return controlled;
    }

    /** @param prior of the year before */
    public record Pair(BigDecimal now, BigDecimal prior) {
        Pair plus(Pair other) {
            return new Pair(now.add(other.now), prior.add(other.prior));
        }

        public boolean rises() {
            return now.compareTo(prior) > 0;
        }
    }

    private BigDecimal sum(Predicate<Line> which) {
        return lines.stream().filter(which).map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
