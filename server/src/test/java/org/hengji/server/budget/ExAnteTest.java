package org.hengji.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hengji.frameworks.DataFile;
import org.hengji.scoring.number.Rational;
import org.hengji.server.budget.exante.Instrument;
import org.hengji.server.budget.exante.Tally;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** 事前绩效评估: five heads, independent experts, a suggestion that people may leave. */
class ExAnteTest {
    private static final Instrument INSTRUMENT = Instrument.current();

    @Test
    void theInstrumentHasFiveHeadsOfTwentyPoints() {
        assertThat(INSTRUMENT.heads())
                .extracting(h -> h.name().zh())
                .containsExactly("立项必要性", "投入经济性", "绩效目标合理性", "实施方案可行性", "筹资合规性");
        assertThat(INSTRUMENT.heads()).allSatisfy(h -> {
            assertThat(h.points()).isEqualTo(Rational.of(20));
            assertThat(h.items()).hasSize(4);
        });
        assertThat(INSTRUMENT.points()).isEqualTo(Rational.HUNDRED);
        assertThat(INSTRUMENT.addresses()).doesNotHaveDuplicates().hasSize(20);
    }

    @TestFactory
    @SuppressWarnings("unchecked")
    Stream<DynamicTest> workedExamples() throws IOException {
        try (var in = ExAnteTest.class.getResourceAsStream("/budget/ex-ante.yaml")) {
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
        List<Map<String, String>> sheets = ((List<String>) example.get("experts"))
                .stream().map(ExAnteTest::sheet).toList();
        Tally tally = Tally.of(INSTRUMENT, sheets);
        ((Map<String, String>) example.get("heads"))
                .forEach((head, points) ->
                        assertThat(tally.heads().get(head)).as(head).isEqualTo(Rational.parse(points)));
        assertThat(tally.total()).isEqualTo(Rational.parse((String) example.get("total")));
        assertThat(tally.suggestion(INSTRUMENT).map(Enum::name).orElse(null)).isEqualTo(example.get("suggestion"));
    }

    /** One tick a head, in the order of the heads. */
    private static Map<String, String> sheet(String ticks) {
        String[] of = ticks.split(" ");
        Map<String, String> sheet = new LinkedHashMap<>();
        for (int i = 0; i < of.length; i++) {
            Instrument.Head head = INSTRUMENT.heads().get(i);
            String word = of[i];
            String key = INSTRUMENT.ticks().stream()
                    .filter(t -> t.name().zh().equals(word))
                    .findFirst()
                    .orElseThrow()
                    .key();
            head.items().forEach(item -> sheet.put(head.key() + "." + item.key(), key));
        }
        return sheet;
    }

    @Test
    void noveltyAmountAndKindCallForAnEvaluation() {
        BigDecimal small = Money.ofWan(new BigDecimal("99.99"));
        BigDecimal hundred = Money.ofWan(new BigDecimal("100"));
        BigDecimal large = Money.ofWan(new BigDecimal("1000"));
        assertThat(INSTRUMENT.due("社区食堂", true, small)).isEmpty();
        assertThat(INSTRUMENT.due("社区食堂", true, hundred))
                .extracting(Instrument.Trigger::key)
                .containsExactly("new");
        assertThat(INSTRUMENT.due("社区食堂", false, hundred)).isEmpty();
        assertThat(INSTRUMENT.due("社区食堂", true, large))
                .extracting(Instrument.Trigger::key)
                .containsExactly("new", "large");
        assertThat(INSTRUMENT.due("窗口经办人员工作服", false, small))
                .extracting(Instrument.Trigger::key)
                .containsExactly("special");
    }
}
