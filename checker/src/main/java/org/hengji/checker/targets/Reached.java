package org.hengji.checker.targets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.scoring.number.Rational;

/** Finds the results that running text gives for a target. */
public final class Reached {
    /** Share of what is telling in a target's name that a sentence must have. */
    private static final Rational CLOSE = Rational.of(4, 5);

    private static final Rational MOST = Rational.of(3, 5);

    private Reached() {}

    /** Figures outside the target chapters with the target's unit, in a sentence that holds nearly all of its name. */
    public static List<Figure> of(Report report, Target target, Figure aim) {
        TargetWords words = TargetWords.shipped();
        Map<String, Integer> telling = pairs(strip(target.name(), words));
        if (telling.isEmpty()) {
            return List.of();
        }
        List<Figure> found = new ArrayList<>();
        for (Figure figure : report.figures()) {
            Passage p = figure.passage();
            if (p.isCell()
                    || figure == aim
                    || !figure.unit().symbol().equals(aim.unit().symbol())
                    || p.index() == aim.passage().index()
                    || inTargets(p, words)) {
                continue;
            }
            if (share(telling, around(figure)).compareTo(CLOSE) >= 0) {
                found.add(figure);
            }
        }
        return found;
    }

    /** All that there are to be reached: the greatest count of a sentence that says how many are due. */
    public static Optional<Figure> all(Report report, Target target, Figure aim) {
        TargetWords words = TargetWords.shipped();
        Map<String, Integer> telling = pairs(strip(target.name(), words));
        return telling.isEmpty()
                ? Optional.empty()
                : report.figures().stream()
                        .filter(f -> !f.passage().isCell()
                                && f.isExact()
                                && f.unit().symbol().equals(aim.unit().symbol())
                                && !inTargets(f.passage(), words))
                        .filter(f -> words.due().stream().anyMatch(around(f)::contains))
                        .filter(f -> share(telling, around(f)).compareTo(MOST) >= 0)
                        .max(Comparator.comparing(Figure::base));
    }

    public static Optional<Figure> greatest(List<Figure> results) {
        return results.stream().max(Comparator.comparing(Figure::base));
    }

    public static Optional<Figure> least(List<Figure> results) {
        return results.stream().min(Comparator.comparing(Figure::base));
    }

    private static boolean inTargets(Passage p, TargetWords words) {
        return p.chapter().stream().anyMatch(c -> words.chapters().stream().anyMatch(c::contains));
    }

    private static String around(Figure figure) {
        String text = figure.passage().text();
        int from = figure.from();
        while (from > 0 && "。；".indexOf(text.charAt(from - 1)) < 0) {
            from--;
        }
        int to = figure.to();
        while (to < text.length() && "。；".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return text.substring(from, to);
    }

    private static String strip(String name, TargetWords words) {
        String stripped = name;
        for (String word : words.common()) {
            stripped = stripped.replace(word, "|");
        }
        return stripped;
    }

    private static Map<String, Integer> pairs(String name) {
        Map<String, Integer> pairs = new HashMap<>();
        for (int i = 0; i + 2 <= name.length(); i++) {
            if (name.charAt(i) != '|' && name.charAt(i + 1) != '|') {
                pairs.merge(name.substring(i, i + 2), 1, Integer::sum);
            }
        }
        return pairs;
    }

    private static Rational share(Map<String, Integer> telling, String sentence) {
        long held = telling.keySet().stream().filter(sentence::contains).count();
        return Rational.of(held, telling.size());
    }
}
