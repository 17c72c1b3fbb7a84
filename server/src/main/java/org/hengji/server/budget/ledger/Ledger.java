package org.hengji.server.budget.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hengji.scoring.number.Rational;

/**
 * A budget and everything that was done to it since. The adjusted budget of a line is its original amount and the signed
 * sum of the entries that touch it.
 *
 * @param original by line, in 元; lines that came later stand with zero
 */
public record Ledger(Map<String, BigDecimal> original, List<Adjustment> entries) {

    public Ledger {
        original = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(original));
        entries = List.copyOf(entries);
    }

    /** By line, in the order of the originals; a line that only entries know comes last. */
    public Map<String, BigDecimal> adjusted() {
        Map<String, BigDecimal> adjusted = new LinkedHashMap<>(original);
        for (Adjustment entry : entries) {
            entry.effect().forEach((line, change) -> adjusted.merge(line, change, BigDecimal::add));
        }
        return adjusted;
    }

    public BigDecimal adjusted(String line) {
        return adjusted().getOrDefault(line, BigDecimal.ZERO);
    }

    public BigDecimal totalOriginal() {
        return sum(original.values());
    }

    public BigDecimal totalAdjusted() {
        return sum(adjusted().values());
    }

    /** |adjusted − original| ÷ original (净调整率); nothing where the original is zero. */
    public Optional<Rational> netRate() {
        return share(totalAdjusted().subtract(totalOriginal()).abs());
    }

    /**
     * The absolute changes of the parts, added up, ÷ original (总调整率): what cancels out within a part does not count,
     * what cancels out between parts does.
     *
     * @param part what a line belongs to: itself, its project, its source
     */
    public Optional<Rational> grossRate(Function<String, String> part) {
        Map<String, BigDecimal> changes = new LinkedHashMap<>();
        for (Adjustment entry : entries) {
            entry.effect().forEach((line, change) -> changes.merge(part.apply(line), change, BigDecimal::add));
        }
        return share(sum(changes.values().stream().map(BigDecimal::abs).toList()));
    }

    /** All that was entered ÷ original, each entry once (累计调整发生额占比). */
    public Optional<Rational> turnoverRate() {
        return share(sum(entries.stream().map(e -> e.amount().abs()).toList()));
    }

    /** Without the entries that a reading of the rule leaves out, e.g. additions that finance decided and that are listed. */
    public Ledger without(Predicate<Adjustment> left) {
        return new Ledger(original, entries.stream().filter(left.negate()).toList());
    }

    public Ledger with(Adjustment entry) {
        List<Adjustment> more = new ArrayList<>(entries);
        more.add(entry);
        return new Ledger(original, more);
    }

    private Optional<Rational> share(BigDecimal amount) {
        BigDecimal base = totalOriginal();
        return base.signum() == 0
                ? Optional.empty()
                : Optional.of(Rational.of(amount).over(Rational.of(base)));
    }

    private static BigDecimal sum(Iterable<BigDecimal> amounts) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : amounts) {
            sum = sum.add(amount);
        }
        return sum;
    }
}
