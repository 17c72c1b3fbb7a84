package org.hengji.checker.noise;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.noise.Noise.Kind;
import org.hengji.checker.noise.Noise.Mark;
import org.hengji.checker.reading.Han;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Span;

/** Markup, signs of foreign scripts, foreign words and torn numbers. */
final class Strays {
    /** Accented Latin, kana, Cyrillic, private and replacement characters; × ÷ and Greek are used on purpose. */
    private static final Pattern SIGNS =
            Pattern.compile("[§¤¶À-ÖØ-öø-ɏぁ-ゟァ-ヺЀ-ӿ\\uE000-\\uF8FF\\uFFFD\\p{Cntrl}&&[^\\t\\r\\n]]");

    private static final Pattern WORDS = Pattern.compile(
            "(?<=\\p{IsHan}) ?(" + String.join("|", NoiseWords.shipped().strays()) + ") ?(?=\\p{IsHan})");
    private static final Pattern LETTERS = Pattern.compile("(?<=\\p{IsHan})(?![A-Z]{2})[A-Za-z]{2}(?=\\p{IsHan})");
    private static final int SHORTEST_TWICE = 4;
    private static final int LONGEST_TWICE = 20;
    /** One character in so many may be outside the simplified set before a report counts as written in another. */
    private static final int OTHER_SCRIPT = 100;

    private static final Pattern EMPHASIS = Pattern.compile("\\*\\*(?=[^*\\s][^*]{0,80}\\*\\*)|(?<=[^*\\s])\\*\\*");
    private static final Pattern TORN = Pattern.compile("\\d{1,3}\\. \\d{1,2}");

    private static final Pattern SCRAP = Pattern.compile("(?<=[。！？])\\p{IsHan}{2}。");

    private Strays() {}

    static List<Mark> in(List<Passage> passages) {
        List<Mark> marks = new ArrayList<>();
        unusual(passages, marks);
        for (Passage p : passages) {
            for (Span span : p.noise()) {
                marks.add(new Mark(Kind.MARKUP, span, Optional.empty(), p, true));
            }
            String text = p.text();
            find(EMPHASIS, Kind.MARKUP, p, marks);
            for (Matcher m = SIGNS.matcher(text); m.find(); ) {
                if (!Character.isLetter(text.charAt(m.start())) || !inLatinWord(text, m.start())) {
                    marks.add(new Mark(Kind.FOREIGN, p.original(m.start(), m.end()), Optional.empty(), p, true));
                }
            }
            for (Matcher m = WORDS.matcher(text); m.find(); ) {
                marks.add(new Mark(Kind.FOREIGN, p.original(m.start(1), m.end(1)), Optional.empty(), p, true));
            }
            for (Matcher m = LETTERS.matcher(text); m.find(); ) {
                if (!NoiseWords.shipped().letters().contains(m.group())) {
                    marks.add(new Mark(Kind.FOREIGN, p.original(m.start(), m.end()), Optional.empty(), p, false));
                }
            }
            for (int at = 0; at < text.length(); ) {
                int length = twice(text, at);
                if (length > 0) {
                    marks.add(new Mark(
                            Kind.REPEATED_WORDS,
                            p.original(at, at + 2 * length),
                            Optional.of(p.original(at, at + length)),
                            p,
                            true));
                }
                at += Math.max(1, 2 * length);
            }
            for (Matcher m = SCRAP.matcher(text); !p.isCell() && m.find(); ) {
                marks.add(new Mark(Kind.FRAGMENT, p.original(m.start(), m.end()), Optional.empty(), p, false));
            }
            if (p.isCell() && TORN.matcher(text).matches()) {
                marks.add(new Mark(Kind.SPLIT_NUMBER, p.original(), Optional.empty(), p, true));
            }
        }
        return marks;
    }

    /** Length of the longest Chinese words from here that stand twice in a row; 0 where none do. */
    private static int twice(String text, int at) {
        int han = 0;
        while (han < LONGEST_TWICE && at + han < text.length() && Han.is(text.charAt(at + han))) {
            han++;
        }
        for (int length = han; length >= SHORTEST_TWICE; length--) {
            if (text.regionMatches(at, text, at + length, length)) {
                return length;
            }
        }
        return 0;
    }

    /** Characters outside the simplified set (GB 2312) in a report that otherwise keeps to it. */
    private static void unusual(List<Passage> passages, List<Mark> marks) {
        CharsetEncoder simplified = Charset.forName("GB2312").newEncoder();
        List<Mark> found = new ArrayList<>();
        int han = 0;
        for (Passage p : passages) {
            String text = p.text();
            for (int i = 0; i < text.length(); i++) {
                if (Han.is(text.charAt(i))) {
                    han++;
                    if (!simplified.canEncode(text.charAt(i))
                            && text.charAt(i) != '〇'
                            && NoiseWords.shipped().standard().indexOf(text.charAt(i)) < 0) {
                        found.add(new Mark(Kind.UNUSUAL, p.original(i, i + 1), Optional.empty(), p, false));
                    }
                }
            }
        }
        if (found.size() * OTHER_SCRIPT < han) {
            marks.addAll(found);
        }
    }

    private static void find(Pattern pattern, Kind kind, Passage p, List<Mark> marks) {
        for (Matcher m = pattern.matcher(p.text()); m.find(); ) {
            marks.add(new Mark(kind, p.original(m.start(), m.end()), Optional.empty(), p, true));
        }
    }

    private static boolean inLatinWord(String text, int at) {
        return at > 0 && latin(text.charAt(at - 1)) || at + 1 < text.length() && latin(text.charAt(at + 1));
    }

    private static boolean latin(char c) {
        return c < 128 && Character.isLetter(c);
    }
}
