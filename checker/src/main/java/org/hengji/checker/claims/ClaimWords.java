package org.hengji.checker.claims;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.vocabulary.Glossary;
import org.hengji.scoring.number.Rational;

/**
 * The words of claims.
 *
 * @param says patterns by test
 * @param complete what may be said to be complete
 * @param schedule progress due at the end of each quarter
 */
public record ClaimWords(
        Map<Claim.Test, List<Pattern>> says,
        List<String> intends,
        List<String> asks,
        List<String> softens,
        List<String> denies,
        List<String> excepts,
        Pattern setsApart,
        List<Complete> complete,
        List<String> negations,
        List<String> nouns,
        List<Rational> schedule,
        List<String> quarters,
        List<String> problemChapters,
        List<String> notProblems,
        List<String> late,
        List<String> missed,
        List<String> inTime,
        List<String> matters,
        List<String> progress,
        List<String> notProgress) {

    /**
     * @param words that say everything was done
     * @param rates names of the rate that must then be 100 %
     * @param undone names of counts that must then be 0
     */
    public record Complete(List<String> words, List<String> rates, List<String> undone) {}

    private static final ClaimWords SHIPPED = read(Glossary.part("claims"));

    public static ClaimWords shipped() {
        return SHIPPED;
    }

    private static ClaimWords read(Glossary g) {
        Map<Claim.Test, List<Pattern>> says = new LinkedHashMap<>();
        for (Glossary claim : g.get("claims").items()) {
            says.put(
                    Claim.Test.valueOf(claim.get("test").text().toUpperCase(Locale.ROOT)),
                    claim.get("says").items().stream()
                            .map(i -> Pattern.compile(i.text()))
                            .toList());
        }
        return new ClaimWords(
                says,
                g.words("intends"),
                g.words("asks"),
                g.words("softens"),
                g.words("denies"),
                g.words("excepts"),
                Pattern.compile(g.get("sets-apart").text()),
                g.get("complete").items().stream()
                        .map(c -> new Complete(c.words("words"), c.words("rates"), c.words("undone")))
                        .toList(),
                g.words("absent", "negations"),
                g.words("absent", "nouns"),
                g.get("schedule").items().stream().map(i -> percent(i.text())).toList(),
                g.get("quarters").items().stream().map(Glossary::text).toList(),
                g.words("problems", "chapters"),
                g.words("problems", "not"),
                g.words("problems", "late"),
                g.words("problems", "missed"),
                g.words("in-time"),
                g.words("matters"),
                g.words("progress", "heads"),
                g.words("progress", "not"));
    }

    private static Rational percent(String text) {
        return Rational.parse(text.replace("%", "")).over(Rational.HUNDRED);
    }

    /** It stands in a chapter of problems, not of what will be done about them. */
    public boolean isProblem(Passage p) {
        return p.chapter().stream().anyMatch(c -> problemChapters.stream().anyMatch(c::contains))
                && p.chapter().stream()
                        .noneMatch(c -> problemChapters.stream().noneMatch(c::contains)
                                && notProblems.stream().anyMatch(c::contains));
    }
}
