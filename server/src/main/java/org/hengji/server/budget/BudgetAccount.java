package org.hengji.server.budget;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.number.Rational;
import org.hengji.server.budget.ledger.Adjustment;
import org.hengji.server.budget.ledger.Balances;
import org.hengji.server.budget.ledger.CarryOver;
import org.hengji.server.budget.ledger.Ledger;

/**
 * An approved budget with all that was done to it.
 *
 * @param changes the oldest first, posted or not
 * @param carryOver when the unit has given it
 */
public record BudgetAccount(
        Budget budget, List<BudgetLine> lines, List<BudgetChange> changes, Optional<CarryOver> carryOver) {

    /** Of the posted changes alone. */
    public Ledger ledger() {
        return new Ledger(
                originals(),
                changes.stream()
                        .filter(BudgetChange::posted)
                        .flatMap(c -> c.entries().stream())
                        .map(BudgetChange.Entry::adjustment)
                        .toList());
    }

    public Balances balances() {
        return balances(ledger());
    }

    Balances balances(Ledger ledger) {
        Map<String, BigDecimal> spent = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        lines.forEach(l -> {
            spent.put(l.key(), l.spent());
            names.put(l.key(), l.name());
        });
        return new Balances(ledger, spent, names);
    }

    public String name(String line) {
        return lines.stream()
                .filter(l -> l.key().equals(line))
                .map(BudgetLine::name)
                .findFirst()
                .orElse("");
    }

    /** Absolute changes of projects and kinds of basic expenditure ÷ original. */
    public Optional<Rational> grossRate() {
        Map<String, String> parts = new LinkedHashMap<>();
        lines.forEach(l -> parts.put(l.key(), l.part()));
        return ledger().grossRate(parts::get);
    }

    /** Net, without what finance added and what was carried in. */
    public Optional<Rational> ownNetRate() {
        return ledger().without(e -> e.kind() == Adjustment.Kind.ADDITION || e.kind() == Adjustment.Kind.CARRY_IN)
                .netRate();
    }

    public BigDecimal spent() {
        return lines.stream().map(BudgetLine::spent).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Map<String, BigDecimal> originals() {
        Map<String, BigDecimal> originals = new LinkedHashMap<>();
        lines.forEach(l -> originals.put(l.key(), l.original()));
        return originals;
    }
}
