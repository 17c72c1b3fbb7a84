package org.hengji.server.evaluation;

import org.hengji.server.frame.Language;

/** Texts of people and reports: shown as written, never translated, and marked where the page has another language. */
public final class Original {

    private Original() {}

    /** Chinese text on an English page. */
    public static boolean isForeign(String text, Language page) {
        return page == Language.ENGLISH
                && text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }
}
