package org.hengji.checker.scores;

import java.util.List;
import java.util.regex.Pattern;
import org.hengji.checker.vocabulary.Glossary;
import org.hengji.scoring.number.Rational;

/** Words by which running text speaks of points, problems and measures. */
public record ToldWords(
        List<String> item,
        List<String> rate,
        List<String> suffix,
        List<String> elsewhere,
        List<String> whole,
        List<String> upwards,
        List<Grade> grades,
        List<String> classEnding,
        List<String> problems,
        List<String> measures,
        List<String> faults,
        List<List<String>> subjects,
        List<String> plain,
        List<String> deducted,
        List<String> causes,
        List<String> causeHeads,
        List<String> generic,
        List<String> bodies,
        List<String> measured,
        List<String> fillers,
        List<String> kinds,
        List<Condition> conditions,
        List<String> timely,
        Pattern unfinished) {
    /** Best first. */
    public record Grade(String label, Rational from) {}

    /** What a rule asks for full points, and how a report admits that it is not so. */
    public record Condition(List<Pattern> rule, List<Pattern> admits) {}

    private static List<Pattern> patterns(List<String> words) {
        return words.stream().map(Pattern::compile).toList();
    }

    private static final ToldWords SHIPPED = read(Glossary.part("told"));

    public static ToldWords shipped() {
        return SHIPPED;
    }

    private static ToldWords read(Glossary g) {
        return new ToldWords(
                g.words("item"),
                g.words("rate"),
                g.words("suffix"),
                g.words("elsewhere"),
                g.words("whole"),
                g.words("upwards"),
                g.get("grades").items().stream()
                        .map(i -> new Grade(
                                i.get("label").text(),
                                Rational.parse(i.get("from").text())))
                        .toList(),
                g.words("class"),
                g.words("problems"),
                g.words("measures"),
                g.words("faults"),
                g.get("subjects").items().stream().map(Glossary::words).toList(),
                g.words("plain"),
                g.words("deducted"),
                g.words("causes"),
                g.words("cause-heads"),
                g.words("generic"),
                g.words("bodies"),
                g.words("measured"),
                g.words("fillers"),
                g.words("kinds"),
                g.get("conditions").items().stream()
                        .map(c -> new Condition(patterns(c.words("rule")), patterns(c.words("admits"))))
                        .toList(),
                g.words("timely"),
                Pattern.compile(String.join("|", g.words("unfinished"))));
    }

    /** All names of the matters that a name speaks of. */
    public List<String> subjectsOf(String name) {
        return subjects.stream().filter(s -> any(s, name)).flatMap(List::stream).toList();
    }

    /** Whether a text speaks of what a name names: by one of its subjects, or by a pair of characters all its own. */
    public boolean tells(String text, String name) {
        if (any(subjectsOf(name), text) || text.contains(name)) {
            return true;
        }
        for (int i = 0; i + 2 <= name.length(); i++) {
            String pair = name.substring(i, i + 2);
            if (!generic.contains(pair) && text.contains(pair)) {
                return true;
            }
        }
        return false;
    }

    public static boolean any(List<String> words, String in) {
        return words.stream().anyMatch(in::contains);
    }

    /** Length of the longest stretch that both hold. */
    public static int common(String a, String b) {
        int most = 0;
        for (int i = 0; i < a.length(); i++) {
            int length = most + 1;
            while (i + length <= a.length() && b.contains(a.substring(i, i + length))) {
                most = length++;
            }
        }
        return most;
    }
}
