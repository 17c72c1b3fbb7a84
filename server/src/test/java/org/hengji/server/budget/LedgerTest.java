package org.hengji.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hengji.frameworks.DataFile;
import org.hengji.server.budget.ledger.Adjustment;
import org.hengji.server.budget.ledger.Balances;
import org.hengji.server.budget.ledger.CarryOver;
import org.hengji.server.budget.ledger.Ledger;
import org.hengji.server.budget.ledger.RigidAllocation;
import org.hengji.server.budget.ledger.Split;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** 预算调整台账. */
class LedgerTest {
    private static BigDecimal wan(String text) {
        return Money.ofWan(new BigDecimal(text));
    }

    @TestFactory
    @SuppressWarnings("unchecked")
    Stream<DynamicTest> workedExamples() throws IOException {
        try (var in = LedgerTest.class.getResourceAsStream("/budget/adjustments.yaml")) {
            List<Object> examples = (List<Object>) DataFile.read(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .value()
                    .orElseThrow()
                    .root();
            return examples.stream()
                    .map(e -> (Map<String, Object>) e)
                    .map(e -> DynamicTest.dynamicTest((String) e.get("name"), () -> example(e)));
        }
    }

    @SuppressWarnings("unchecked")
    private static void example(Map<String, Object> example) {
        List<Adjustment> entries = new ArrayList<>();
        for (Object entry : (List<Object>) example.get("entries")) {
            Map<String, String> e = (Map<String, String>) entry;
            entries.add(Adjustment.Kind.valueOf(e.get("kind")).of(e.get("from"), e.get("to"), wan(e.get("amount"))));
        }
        Ledger ledger = new Ledger(amounts(example.get("original")), entries);
        Map<String, BigDecimal> wanted = amounts(example.get("adjusted"));
        assertThat(ledger.adjusted().keySet()).isEqualTo(wanted.keySet());
        wanted.forEach(
                (line, amount) -> assertThat(ledger.adjusted(line)).as(line).isEqualByComparingTo(amount));
        assertThat(Money.percent(ledger.netRate())).isEqualTo(example.get("net") + "%");
        assertThat(Money.percent(ledger.grossRate(Function.identity()))).isEqualTo(example.get("gross") + "%");
        assertThat(Money.percent(ledger.turnoverRate())).isEqualTo(example.get("turnover") + "%");
        if (example.containsKey("net_without_additions")) {
            assertThat(Money.percent(ledger.without(e -> e.kind() == Adjustment.Kind.ADDITION)
                            .netRate()))
                    .isEqualTo(example.get("net_without_additions") + "%");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, BigDecimal> amounts(Object map) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        ((Map<String, String>) map).forEach((line, amount) -> amounts.put(line, wan(amount)));
        return amounts;
    }

    @Test
    void aRecallAboveTheUnspentBalanceIsRefusedWithTheBalance() {
        Balances balances = new Balances(
                new Ledger(Map.of("nursing", wan("110")), List.of()),
                Map.of("nursing", wan("1")),
                Map.of("nursing", "养老护理院选址"));
        assertThat(balances.objections(Adjustment.Kind.RECALL.of("nursing", wan("109"))))
                .isEmpty();
        assertThat(balances.objections(Adjustment.Kind.RECALL.of("nursing", wan("109.01"))))
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.code()).isEqualTo("recall.above-unspent");
                    assertThat(p.message().zh()).contains("养老护理院选址", "109.00 万元", "109.01 万元");
                    assertThat(p.remedy().zh()).contains("109.00 万元");
                });
        assertThat(balances.objections(Adjustment.Kind.ADDITION.of("elsewhere", wan("1"))))
                .extracting("code")
                .containsExactly("adjustment.line");
        assertThat(balances.objections(Adjustment.Kind.CUT.of("nursing", BigDecimal.ZERO)))
                .extracting("code")
                .containsExactly("adjustment.amount");
    }

    @Test
    void aSplitBalancesOrSaysByHowMuchItDoesNot() {
        Split split = new Split(
                "relief",
                wan("141.12"),
                wan("12.4"),
                List.of(new Split.Moved("other", wan("128.72"), "其他救助支出")),
                BigDecimal.ZERO);
        assertThat(split.objection()).isEmpty();
        assertThat(split.entries()).containsExactly(Adjustment.transfer("relief", "other", wan("128.72")));
        Split tooMuch = new Split("relief", wan("141.12"), wan("12.4"), split.moved(), wan("0.01"));
        assertThat(tooMuch.objection().orElseThrow().message().zh()).contains("141.13", "多 0.01 万元");
        Split recalled = new Split("nursing", wan("110"), wan("1"), List.of(), wan("109"));
        assertThat(recalled.entries()).containsExactly(Adjustment.Kind.RECALL.of("nursing", wan("109")));
    }

    @Test
    void carryOverIsOpeningPlusRevenueMinusExpenditureAndHasTwoRates() {
        CarryOver year = new CarryOver(wan("0.35"), wan("4652.58"), wan("4652.58"));
        assertThat(year.closing()).isEqualByComparingTo(wan("0.35"));
        assertThat(Money.percent(year.changeRate(wan("4762.70")))).isEqualTo("0.00%");
        assertThat(Money.percent(year.closingRate(wan("4762.70")))).isEqualTo("0.01%");
        assertThat(year.closingRate(BigDecimal.ZERO)).isEmpty();
    }

    @Test
    void moneyGivenAgainAfterAWeakYearIsRigidAndAGoodYearOrAGapIsNot() {
        RigidAllocation rule = RigidAllocation.USUAL;
        RigidAllocation.Year slow = new RigidAllocation.Year(2022, wan("100"), wan("79.99"), "");
        RigidAllocation.Year poor = new RigidAllocation.Year(2021, wan("100"), wan("100"), "差");
        RigidAllocation.Year good = new RigidAllocation.Year(2022, wan("100"), wan("80"), "良");
        assertThat(rule.found(2023, List.of(poor, slow))).containsExactly(slow, poor);
        assertThat(rule.found(2023, List.of(poor, good))).isEmpty();
        assertThat(rule.found(2023, List.of(poor))).isEmpty();
        assertThat(rule.found(2022, List.of(poor))).containsExactly(poor);
    }
}
