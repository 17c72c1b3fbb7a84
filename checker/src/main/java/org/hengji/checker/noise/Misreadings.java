package org.hengji.checker.noise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.noise.Noise.Kind;
import org.hengji.checker.noise.Noise.Mark;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Span;

/**
 * One character inside a word where everywhere else another one of like shape stands. Neither pair that the odd character
 * makes stands anywhere else.
 */
final class Misreadings {
    private static final int WINDOW = 4;
    private static final int COMMON = 3;
    private static final String NUMERALS = "零〇一二三四五六七八九十百千万亿两几甲乙丙丁上中下左右前后东南西北";

    private Misreadings() {}

    static List<Mark> in(List<Passage> passages, Pairs pairs) {
        Map<String, Map<Character, Integer>> common = new HashMap<>();
        Map<String, Span> first = new HashMap<>();
        for (Passage p : passages) {
            String text = p.text();
            for (int i = 0; i + WINDOW <= text.length(); i++) {
                String window = text.substring(i, i + WINDOW);
                if (window.chars().allMatch(c -> Pairs.han((char) c))) {
                    first.putIfAbsent(window, p.original(i, i + WINDOW));
                    for (int odd = 1; odd < WINDOW - 1; odd++) {
                        common.computeIfAbsent(frame(window, odd), f -> new HashMap<>())
                                .merge(window.charAt(odd), 1, Integer::sum);
                    }
                }
            }
        }
        List<Mark> marks = new ArrayList<>();
        for (Passage p : passages) {
            String text = p.text();
            for (int i = 0; i + WINDOW <= text.length(); i++) {
                String window = text.substring(i, i + WINDOW);
                for (int odd = 1; odd < WINDOW - 1; odd++) {
                    Optional<Mark> mark = mark(p, i, window, odd, common, first, pairs);
                    if (mark.isPresent()) {
                        marks.add(mark.get());
                        break;
                    }
                }
            }
        }
        return marks;
    }

    private static Optional<Mark> mark(
            Passage p,
            int at,
            String window,
            int odd,
            Map<String, Map<Character, Integer>> common,
            Map<String, Span> first,
            Pairs pairs) {
        Map<Character, Integer> others = common.get(frame(window, odd));
        char c = window.charAt(odd);
        if (others == null
                || others.size() < 2
                || NUMERALS.indexOf(c) >= 0
                || !pairs.alone(window.substring(odd - 1, odd + 1))
                || !pairs.alone(window.substring(odd, odd + 2))) {
            return Optional.empty();
        }
        return others.entrySet().stream()
                .filter(e -> e.getKey() != c && e.getValue() >= COMMON)
                .filter(e -> Lookalike.of(String.valueOf(c), String.valueOf(e.getKey())))
                .max(Map.Entry.comparingByValue())
                .map(e -> new Mark(
                        Kind.MISREAD,
                        p.original(at, at + WINDOW),
                        Optional.ofNullable(
                                first.get(window.substring(0, odd) + e.getKey() + window.substring(odd + 1))),
                        p,
                        false));
    }

    private static String frame(String window, int odd) {
        return odd + window.substring(0, odd) + '_' + window.substring(odd + 1);
    }
}
