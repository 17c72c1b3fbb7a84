package org.hengji.checker.tellings;

import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Han;
import org.hengji.checker.vocabulary.FigureWords.Stage;

/** How the words around two figures compare. */
final class Wording {
    private static final Pattern YEAR = Pattern.compile("(20\\d\\d)年");
    private static final int NEAR = 24;
    private static final int SHORTEST = 4;

    private Wording() {}

    /** In running text, exact, of this year and neither planned nor aimed at. */
    static boolean isResult(Report report, Figure figure) {
        if (figure.passage().isCell() || !figure.isExact()) {
            return false;
        }
        String near = near(figure);
        var years = YEAR.matcher(near);
        String last = report.year();
        while (years.find()) {
            last = years.group(1);
        }
        return last.equals(report.year())
                && report.words().notActual().stream().noneMatch(near::contains)
                && (figure.isPercent()
                        || report.words()
                                .stage(figure.label())
                                .filter(s -> s == Stage.PLANNED || s == Stage.INITIAL)
                                .isEmpty());
    }

    private static String near(Figure figure) {
        String text = figure.passage().text();
        int start = sentenceStart(figure);
        return text.substring(Math.max(start, figure.from() - NEAR), Math.min(text.length(), figure.to() + 2));
    }

    static int sentenceStart(Figure figure) {
        String text = figure.passage().text();
        int start = figure.from();
        while (start > 0 && "。；".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return start;
    }

    /** The sentence up to the figure. */
    static String lead(Figure figure) {
        return figure.passage().text().substring(sentenceStart(figure), figure.from());
    }

    /** The sentence that the figure stands in. */
    static String sentence(Figure figure) {
        String text = figure.passage().text();
        int end = figure.to();
        while (end < text.length() && "。；".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(sentenceStart(figure), end);
    }

    /** Nearly all characters of a label stand in the name, in its order or in pairs, and they make up most of it. */
    static boolean tells(String label, String name) {
        if (label.length() < SHORTEST) {
            return false;
        }
        if (label.equals(name)) {
            return true;
        }
        boolean all = label.chars().allMatch(c -> name.indexOf(c) >= 0);
        Set<String> pairs = pairs(label);
        long shared = pairs.stream().filter(name::contains).count();
        boolean most = label.length() * 2 >= name.length();
        boolean ends = name.startsWith(label.substring(0, 2)) && name.endsWith(label.substring(label.length() - 2));
        return all && shared * 5 >= pairs.size() * 3L && (most || ends);
    }

    /** The sentence behind the one of the figure. */
    static String next(Figure figure) {
        String text = figure.passage().text();
        int from = sentenceStart(figure) + sentence(figure).length() + 1;
        int to = from;
        while (to < text.length() && "。；".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return from < text.length() ? text.substring(from, to) : "";
    }

    static Set<String> pairs(String text) {
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 2 <= text.length(); i++) {
            pairs.add(text.substring(i, i + 2));
        }
        return pairs;
    }

    static boolean sharePair(Report report, Figure a, Figure b) {
        Set<String> mine =
                pairs(report.words().telling(a.label()) + "|" + report.words().telling(a.after()));
        Set<String> theirs =
                pairs(report.words().telling(b.label()) + "|" + report.words().telling(b.after()));
        mine.retainAll(theirs);
        mine.removeIf(p -> p.indexOf('|') >= 0 || !Han.only(p));
        return !mine.isEmpty();
    }

    static boolean sameKind(Figure a, Figure b) {
        return a.unit().symbol().equals(b.unit().symbol())
                || !a.unit().dimension().isEmpty()
                        && a.unit().dimension().equals(b.unit().dimension());
    }

    /** Digits and point as printed. */
    static String digits(Figure figure) {
        return figure.value()
                .toDecimal(figure.places(), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    /** Two digits have changed places. */
    static boolean exchanged(String a, String b) {
        if (a.length() != b.length() || a.replace(".", "").length() < 3 || a.equals(b)) {
            return false;
        }
        int first = -1;
        int second = -1;
        for (int i = 0; i < a.length(); i++) {
            if (a.charAt(i) != b.charAt(i)) {
                if (second >= 0) {
                    return false;
                }
                second = first < 0 ? -1 : i;
                first = first < 0 ? i : first;
            }
        }
        return second >= 0 && a.charAt(first) == b.charAt(second) && a.charAt(second) == b.charAt(first);
    }

    /** One digit is another. */
    static boolean oneDigit(String a, String b) {
        int apart = a.length() == b.length() && a.replace(".", "").length() > 2 ? 0 : 2;
        for (int i = 0; i < Math.min(a.length(), b.length()); i++) {
            apart += a.charAt(i) == b.charAt(i) ? 0 : 1;
        }
        return apart == 1;
    }

    static List<Figure> inText(Report report) {
        return report.figures().stream()
                .filter(f -> !f.passage().isCell() && f.isExact())
                .toList();
    }
}
