package org.hengji.checker.scores;

import java.util.List;
import org.hengji.checker.vocabulary.Glossary;

/**
 * Words by which the notes of a self-evaluation form say how its points are given.
 *
 * @param passLine in proportion to what lies above a pass line
 * @param direct all or nothing
 * @param inProportion in proportion to what was done
 */
record FormWords(List<String> passLine, List<String> direct, List<String> inProportion) {
    private static final FormWords SHIPPED = read(Glossary.part("scores").get("forms"));

    static FormWords shipped() {
        return SHIPPED;
    }

    private static FormWords read(Glossary g) {
        return new FormWords(g.words("pass-line"), g.words("direct"), g.words("in-proportion"));
    }
}
