package org.hengji.checker.tellings;

import java.util.List;
import java.util.regex.Pattern;
import org.hengji.checker.vocabulary.Glossary;

/**
 * Words by which the same thing is known again.
 *
 * @param endings ends of names that only tell what is counted
 * @param actual labels that tell a figure to be the actual one and nothing more
 * @param bare what may stand before a count whose name follows it
 * @param some words by which only some are meant
 * @param remainders what is left of two amounts
 * @param spending ids of the ratios whose whole less part that is
 */
record TellingWords(
        List<String> endings,
        List<String> actual,
        List<String> bare,
        List<String> some,
        List<String> remainders,
        List<String> spending,
        List<String> budget,
        List<String> budgetTold,
        List<String> spent,
        List<String> spentTold,
        Pattern quoted) {

    private static final TellingWords SHIPPED = read(Glossary.part("tellings"));

    static TellingWords shipped() {
        return SHIPPED;
    }

    private static TellingWords read(Glossary g) {
        return new TellingWords(
                g.words("endings"),
                g.words("actual"),
                g.words("bare"),
                g.words("some"),
                g.words("remainders"),
                g.words("spending"),
                g.words("year", "budget", "head"),
                g.words("year", "budget", "told"),
                g.words("year", "spent", "head"),
                g.words("year", "spent", "told"),
                Pattern.compile("[“\"]([^“”\"]{3,30})[”\"]的?(?:" + String.join("|", g.words("quoted"))
                        + ")[为是]?[“\"]([^“”\"]{1,40})[”\"]"));
    }

    /** 实验教师培训 of 实验教师培训人次. */
    String core(String name) {
        return endings.stream()
                .filter(e -> name.endsWith(e) && name.length() - e.length() >= 2)
                .max(java.util.Comparator.comparingInt(String::length))
                .map(e -> name.substring(0, name.length() - e.length()))
                .orElse(name);
    }
}
