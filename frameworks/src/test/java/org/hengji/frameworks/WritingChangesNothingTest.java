package org.hengji.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.number.Rational;

/**
 * Shipped cases with some facts taken out at random: the same figures in another unit, or in another order, are the same
 * case: points, ranges, reasons, advice and digest.
 */
class WritingChangesNothingTest {
    private static final Pattern AMOUNT = Pattern.compile("value: \"([0-9.]+)\", unit: 万元");
    private static final Pattern ONE_LINE_FACT = Pattern.compile("  [a-z0-9_.]+: \\{.*}");
    private static final List<Map.Entry<String, Rational>> UNITS = List.of(
            Map.entry("元", Rational.of(10_000)),
            Map.entry("万元", Rational.ONE),
            Map.entry("亿元", Rational.of(1, 10_000)));

    /** A shipped case: what stands before its facts, its facts line by line, and what stands after them. */
    private record Parts(List<String> before, List<String> facts, List<String> after) {
        static Parts of(Random random) {
            List<String> cases = new ArrayList<>();
            Packs.index().forEach(p -> Packs.cases(p).forEach(c -> cases.add(Packs.caseText(p, c))));
            List<String> lines = cases.get(random.nextInt(cases.size()))
                    .lines()
                    .filter(l -> !l.strip().startsWith("#"))
                    .toList();
            int from = lines.indexOf("facts:") + 1;
            int to = from;
            while (to < lines.size() && ONE_LINE_FACT.matcher(lines.get(to)).matches()) {
                to++;
            }
            List<String> facts = new ArrayList<>(lines.subList(from, to));
            for (int out = random.nextInt(3); out > 0 && facts.size() > 1; out--) {
                facts.remove(random.nextInt(facts.size()));
            }
            return new Parts(lines.subList(0, from), facts, lines.subList(to, lines.size()));
        }

        ScoreSheet sheet() {
            List<String> all = new ArrayList<>(before);
            all.addAll(facts);
            all.addAll(after);
            Loaded<CaseFile> loaded = CaseLoader.load(String.join("\n", all) + "\n", Packs::find);
            assertThat(loaded.problems()).isEmpty();
            CaseFile file = loaded.value().orElseThrow();
            return Scoring.score(file.framework(), file.subject());
        }

        Parts inOtherUnits(Random random) {
            List<String> rewritten = facts.stream()
                    .map(line -> AMOUNT.matcher(line).replaceAll(amount -> {
                        Map.Entry<String, Rational> unit = UNITS.get(random.nextInt(UNITS.size()));
                        String value = Rational.parse(amount.group(1))
                                .times(unit.getValue())
                                .toText();
                        return "value: \"" + value + "\", unit: " + unit.getKey();
                    }))
                    .toList();
            return new Parts(before, rewritten, after);
        }

        Parts shuffled(Random random) {
            List<String> other = new ArrayList<>(facts);
            Collections.shuffle(other, random);
            return new Parts(before, other, after);
        }
    }

    @Property(tries = 25)
    void amounts_in_other_units(@ForAll long seed) {
        Random random = new Random(seed);
        Parts parts = Parts.of(random);
        assertThat(parts.inOtherUnits(random).sheet()).isEqualTo(parts.sheet());
    }

    @Property(tries = 25)
    void facts_in_another_order(@ForAll long seed) {
        Random random = new Random(seed);
        Parts parts = Parts.of(random);
        assertThat(parts.shuffled(random).sheet()).isEqualTo(parts.sheet());
    }
}
