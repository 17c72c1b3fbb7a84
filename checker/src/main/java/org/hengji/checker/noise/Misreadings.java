package org.hengji.checker.noise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.noise.Noise.Kind;
import org.hengji.checker.noise.Noise.Mark;
import org.hengji.checker.reading.Han;
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

    /** A window of four and the place of the character in it that may be misread. */
    private record Candidate(Passage passage, int at, int odd) {
        char character() {
            return passage.text().charAt(at + odd);
        }

        long frame() {
            return Misreadings.frame(passage.text(), at, odd);
        }
    }

    static List<Mark> in(List<Passage> passages, Pairs pairs) {
        List<Candidate> candidates = new ArrayList<>();
        passages.forEach(p -> candidates(p, pairs, candidates));
        Map<Long, Map<Character, Integer>> common = new HashMap<>();
        candidates.forEach(c -> common.put(c.frame(), new HashMap<>()));
        passages.forEach(p -> count(p.text(), common));
        List<Mark> marks = new ArrayList<>();
        Candidate marked = null;
        for (Candidate c : candidates) {
            boolean again = marked != null && marked.passage() == c.passage() && marked.at() == c.at();
            Optional<Mark> mark = again ? Optional.empty() : mark(c, common.get(c.frame()), passages);
            if (mark.isPresent()) {
                marks.add(mark.get());
                marked = c;
            }
        }
        return marks;
    }

    /** Characters neither pair of which stands anywhere else, with Chinese around them. */
    private static void candidates(Passage p, Pairs pairs, List<Candidate> candidates) {
        String text = p.text();
        for (int at = 0; at + WINDOW <= text.length(); at++) {
            for (int odd = 1; odd < WINDOW - 1; odd++) {
                int place = at + odd;
                if (isChineseAround(text, at, odd)
                        && NUMERALS.indexOf(text.charAt(place)) < 0
                        && pairs.alone(text.substring(place - 1, place + 1))
                        && pairs.alone(text.substring(place, place + 2))) {
                    candidates.add(new Candidate(p, at, odd));
                }
            }
        }
    }

    /** Which characters stand in the wanted frames, and how often. */
    private static void count(String text, Map<Long, Map<Character, Integer>> wanted) {
        for (int at = 0; at + WINDOW <= text.length() && !wanted.isEmpty(); at++) {
            for (int odd = 1; odd < WINDOW - 1; odd++) {
                if (isChineseAround(text, at, odd) && Han.is(text.charAt(at + odd))) {
                    Map<Character, Integer> characters = wanted.get(frame(text, at, odd));
                    if (characters != null) {
                        characters.merge(text.charAt(at + odd), 1, Integer::sum);
                    }
                }
            }
        }
    }

    private static Optional<Mark> mark(Candidate c, Map<Character, Integer> others, List<Passage> passages) {
        if (others.size() < 2) {
            return Optional.empty();
        }
        String window = c.passage().text().substring(c.at(), c.at() + WINDOW);
        return others.entrySet().stream()
                .filter(e -> e.getKey() != c.character() && e.getValue() >= COMMON)
                .filter(e -> Lookalike.of(String.valueOf(c.character()), String.valueOf(e.getKey())))
                .max(Map.Entry.comparingByValue())
                .map(e -> new Mark(
                        Kind.MISREAD,
                        c.passage().original(c.at(), c.at() + WINDOW),
                        first(window.substring(0, c.odd()) + e.getKey() + window.substring(c.odd() + 1), passages),
                        c.passage(),
                        false));
    }

    private static Optional<Span> first(String words, List<Passage> passages) {
        return passages.stream()
                .filter(p -> p.text().contains(words))
                .findFirst()
                .map(p -> p.original(p.text().indexOf(words), p.text().indexOf(words) + WINDOW));
    }

    private static boolean isChineseAround(String text, int at, int odd) {
        for (int i = 0; i < WINDOW; i++) {
            if (i != odd && !Han.is(text.charAt(at + i))) {
                return false;
            }
        }
        return true;
    }

    /** The characters around the odd one, and where it stands among them. */
    private static long frame(String text, int at, int odd) {
        long frame = odd;
        for (int i = 0; i < WINDOW; i++) {
            if (i != odd) {
                frame = frame << Character.SIZE | text.charAt(at + i);
            }
        }
        return frame;
    }
}
