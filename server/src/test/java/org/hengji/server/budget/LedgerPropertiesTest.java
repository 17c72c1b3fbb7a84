package org.hengji.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hengji.scoring.number.Rational;
import org.hengji.server.budget.ledger.Adjustment;
import org.hengji.server.budget.ledger.Balances;
import org.hengji.server.budget.ledger.Ledger;
import org.hengji.server.budget.ledger.Split;

/** Whatever is entered, in whatever order, the ledger keeps its sums. */
class LedgerPropertiesTest {
    private static final List<String> LINES = List.of("a", "b", "c", "d");

    @Provide
    Arbitrary<Ledger> ledgers() {
        Arbitrary<BigDecimal> amounts = Arbitraries.bigDecimals()
                .between(new BigDecimal("0.01"), new BigDecimal("99999999"))
                .ofScale(6);
        Arbitrary<Adjustment> entries = Combinators.combine(
                        Arbitraries.of(Adjustment.Kind.values()), Arbitraries.of(LINES), Arbitraries.of(LINES), amounts)
                .filter((kind, from, to, amount) -> kind != Adjustment.Kind.TRANSFER || !from.equals(to))
                .as((kind, from, to, amount) -> kind.of(from, to, amount));
        return Combinators.combine(
                        amounts.list().ofSize(LINES.size()), entries.list().ofMaxSize(20))
                .as((originals, made) -> {
                    Map<String, BigDecimal> original = new LinkedHashMap<>();
                    for (int i = 0; i < LINES.size(); i++) {
                        original.put(LINES.get(i), originals.get(i));
                    }
                    return new Ledger(original, made);
                });
    }

    @Property(tries = 300)
    void aLineIsItsOriginalAndTheSignedSumOfItsEntries(@ForAll("ledgers") Ledger ledger) {
        for (String line : LINES) {
            BigDecimal signed = BigDecimal.ZERO;
            for (Adjustment e : ledger.entries()) {
                signed = signed.add(e.effect().getOrDefault(line, BigDecimal.ZERO));
            }
            assertThat(ledger.adjusted(line))
                    .isEqualByComparingTo(ledger.original().get(line).add(signed));
        }
    }

    @Property(tries = 300)
    void transfersLeaveTheWholeWhatItWas(@ForAll("ledgers") Ledger ledger) {
        Ledger onlyTransfers = ledger.without(e -> e.kind() != Adjustment.Kind.TRANSFER);
        assertThat(onlyTransfers.totalAdjusted()).isEqualByComparingTo(onlyTransfers.totalOriginal());
        assertThat(onlyTransfers.netRate()).contains(Rational.ZERO);
    }

    @Property(tries = 300)
    void netIsAtMostGrossByLineAndThatAtMostTwiceWhatWasEntered(@ForAll("ledgers") Ledger ledger) {
        Rational net = ledger.netRate().orElseThrow();
        Rational gross = ledger.grossRate(Function.identity()).orElseThrow();
        Rational turnover = ledger.turnoverRate().orElseThrow();
        assertThat(net).isLessThanOrEqualTo(gross);
        assertThat(gross).isLessThanOrEqualTo(turnover.times(Rational.of(2)));
        assertThat(ledger.grossRate(line -> "all")).contains(net);
    }

    @Property(tries = 200)
    void theOrderOfEntriesDoesNotMatter(@ForAll("ledgers") Ledger ledger) {
        List<Adjustment> backwards = new ArrayList<>(ledger.entries());
        java.util.Collections.reverse(backwards);
        Ledger other = new Ledger(ledger.original(), backwards);
        LINES.forEach(line -> assertThat(other.adjusted(line)).isEqualByComparingTo(ledger.adjusted(line)));
    }

    @Property(tries = 300)
    void noEntryThatIsLetThroughTakesMoreThanIsUnspent(
            @ForAll("ledgers") Ledger wanted, @ForAll("ledgers") Ledger spending) {
        Map<String, BigDecimal> spent = new LinkedHashMap<>();
        LINES.forEach(line -> spent.put(
                line, wanted.original().get(line).min(spending.original().get(line))));
        Ledger made = new Ledger(wanted.original(), List.of());
        for (Adjustment entry : wanted.entries()) {
            if (new Balances(made, spent, Map.of()).objections(entry).isEmpty()) {
                made = made.with(entry);
            }
        }
        Balances after = new Balances(made, spent, Map.of());
        LINES.forEach(line -> assertThat(after.unspent(line)).isGreaterThanOrEqualTo(BigDecimal.ZERO));
    }

    @Property(tries = 300)
    void aBalancedSplitLeavesExactlyWhatIsKept(@ForAll("ledgers") Ledger ledger, @ForAll("ledgers") Ledger shares) {
        BigDecimal kept = shares.original().get("a");
        BigDecimal recalled = shares.original().get("b");
        List<Split.Moved> moved = List.of(
                new Split.Moved("b", shares.original().get("c"), "甲"),
                new Split.Moved("c", shares.original().get("d"), "乙"));
        BigDecimal whole =
                kept.add(recalled).add(moved.get(0).amount()).add(moved.get(1).amount());
        Map<String, BigDecimal> original = new LinkedHashMap<>(ledger.original());
        original.put("a", whole);
        Ledger after = new Ledger(original, new Split("a", whole, kept, moved, recalled).entries());
        assertThat(after.adjusted("a")).isEqualByComparingTo(kept);
        assertThat(after.totalAdjusted())
                .isEqualByComparingTo(after.totalOriginal().subtract(recalled));
    }
}
