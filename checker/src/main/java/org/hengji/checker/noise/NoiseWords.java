package org.hengji.checker.noise;

import java.util.ArrayList;
import java.util.List;
import org.hengji.checker.vocabulary.Glossary;

/**
 * @param alike groups of characters of like shape
 * @param strays foreign words that have no place between Chinese characters
 * @param numeric heads of columns that hold numbers only
 * @param named heads of columns that hold short names only
 * @param letters pairs of letters that Chinese text uses on purpose
 * @param standard simplified characters that GB 2312 lacks
 */
record NoiseWords(
        List<String> alike,
        List<String> strays,
        List<String> numeric,
        List<String> named,
        List<String> letters,
        String standard) {
    private static final NoiseWords SHIPPED = read(Glossary.part("noise"));

    static NoiseWords shipped() {
        return SHIPPED;
    }

    private static NoiseWords read(Glossary g) {
        return new NoiseWords(
                new ArrayList<>(g.words("alike")),
                g.words("strays"),
                g.words("numeric"),
                g.words("named"),
                g.words("letters"),
                g.get("standard").text());
    }

    /** The two characters are read for one another. */
    boolean alike(char a, char b) {
        return a == b || alike.stream().anyMatch(group -> group.indexOf(a) >= 0 && group.indexOf(b) >= 0);
    }
}
