package org.hengji.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hengji.scoring.number.Rational;
import org.hengji.server.budget.exante.Instrument;
import org.hengji.server.budget.exante.Tally;

/** Panels of random experts. */
class ExAntePropertiesTest {
    private static final Instrument INSTRUMENT = Instrument.current();

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

    @Provide
    Arbitrary<List<Map<String, String>>> panels() {
        List<String> addresses = INSTRUMENT.addresses();
        return Arbitraries.of(
                        INSTRUMENT.ticks().stream().map(Instrument.Tick::key).toList())
                .list()
                .ofSize(addresses.size())
                .map(ticks -> {
                    Map<String, String> sheet = new HashMap<>();
                    for (int i = 0; i < addresses.size(); i++) {
                        sheet.put(addresses.get(i), ticks.get(i));
                    }
                    return sheet;
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(7);
    }

    @Property(tries = 300)
    void noHeadLeavesWhatItsExpertsGaveAndTheOrderOfExpertsDoesNotMatter(
            @ForAll("panels") List<Map<String, String>> panel, @ForAll Random random) {
        Tally tally = Tally.of(INSTRUMENT, panel);
        for (Instrument.Head head : INSTRUMENT.heads()) {
            List<Rational> given = panel.stream()
                    .map(s -> Tally.points(INSTRUMENT, head, s))
                    .sorted()
                    .toList();
            assertThat(tally.heads().get(head.key())).isBetween(given.get(0), given.get(given.size() - 1));
        }
        List<Map<String, String>> shuffled = new ArrayList<>(panel);
        Collections.shuffle(shuffled, random);
        assertThat(Tally.of(INSTRUMENT, shuffled)).isEqualTo(tally);
    }

    @Property(tries = 200)
    void aBetterTickNeverLowersTheTotal(@ForAll("panels") List<Map<String, String>> panel, @ForAll Random random) {
        Rational before = Tally.of(INSTRUMENT, panel).total();
        List<Map<String, String>> better = new ArrayList<>(panel);
        Map<String, String> sheet = new HashMap<>(better.get(0));
        sheet.put(
                INSTRUMENT.addresses().get(random.nextInt(INSTRUMENT.addresses().size())),
                INSTRUMENT.ticks().get(0).key());
        better.set(0, sheet);
        assertThat(Tally.of(INSTRUMENT, better).total()).isGreaterThanOrEqualTo(before);
    }
}
