package org.hengji.checker.noise;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hengji.checker.reading.Han;
import org.hengji.checker.reading.Passage;
import org.hengji.frameworks.Packs;

/**
 * Pairs of neighbouring characters, how often a report has them and whether the official frameworks do. A word none of
 * whose pairs occurs anywhere else is no word of the trade.
 *
 * @param inReport how often each pair stands in the report
 * @param official pairs of the shipped frameworks
 */
record Pairs(Map<String, Integer> inReport, Set<String> official) {
    private static final Set<String> OFFICIAL = readOfficial();

    static Pairs of(List<Passage> passages) {
        Map<String, Integer> counts = new HashMap<>();
        for (Passage passage : passages) {
            String text = passage.text();
            for (int i = 0; i + 2 <= text.length(); i++) {
                if (Han.is(text.charAt(i)) && Han.is(text.charAt(i + 1))) {
                    counts.merge(text.substring(i, i + 2), 1, Integer::sum);
                }
            }
        }
        return new Pairs(counts, OFFICIAL);
    }

    private static Set<String> readOfficial() {
        Set<String> pairs = new HashSet<>();
        for (String pack : Packs.index()) {
            String text = Packs.source(pack);
            for (int i = 0; i + 2 <= text.length(); i++) {
                if (Han.is(text.charAt(i)) && Han.is(text.charAt(i + 1))) {
                    pairs.add(text.substring(i, i + 2));
                }
            }
        }
        return Set.copyOf(pairs);
    }

    /** Stands nowhere but here. */
    boolean alone(String pair) {
        return inReport.getOrDefault(pair, 0) <= 1 && !official.contains(pair);
    }

    /** Chinese throughout, and none of its pairs stands anywhere else. */
    boolean strange(String word) {
        if (word.length() < 2) {
            return false;
        }
        boolean han = false;
        for (int i = 0; i + 2 <= word.length(); i++) {
            han |= Han.is(word.charAt(i)) || Han.is(word.charAt(i + 1));
            if (Han.is(word.charAt(i)) && Han.is(word.charAt(i + 1)) && !alone(word.substring(i, i + 2))) {
                return false;
            }
        }
        return han;
    }
}
