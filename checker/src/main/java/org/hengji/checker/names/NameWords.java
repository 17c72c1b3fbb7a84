package org.hengji.checker.names;

import java.util.List;
import org.hengji.checker.vocabulary.Glossary;

/**
 * @param bodies ends of names of bodies
 * @param platforms ends of names of platforms
 * @param ranks last characters of names of public bodies
 * @param distinct characters that tell different things apart
 * @param versions words that tell versions of a document apart
 */
record NameWords(List<String> bodies, List<String> platforms, String ranks, String distinct, List<String> versions) {
    private static final NameWords SHIPPED = read(Glossary.part("names"));

    static NameWords shipped() {
        return SHIPPED;
    }

    private static NameWords read(Glossary g) {
        return new NameWords(
                g.words("bodies"),
                g.words("platforms"),
                g.get("ranks").text(),
                g.get("distinct").text(),
                g.words("versions"));
    }

    boolean isDistinct(char c) {
        return distinct.indexOf(c) >= 0 || Character.isDigit(c);
    }
}
