package org.hengji.documents;

import java.util.regex.Pattern;

/** Levels of official headings, by the way they are numbered. */
final class Headings {
    private static final int LONGEST = 60;
    private static final Pattern FIRST = Pattern.compile("[一二三四五六七八九十]{1,3}、.*");
    private static final Pattern SECOND = Pattern.compile("[（(][一二三四五六七八九十]{1,3}[）)].*");
    private static final Pattern THIRD = Pattern.compile("\\d{1,2}[.．、](?!\\d).*");
    private static final Pattern FOURTH = Pattern.compile("[（(]\\d{1,2}[）)].*");

    private Headings() {}

    /** 0 for body text: a numbered line that is long or ends a sentence is an enumeration, not a heading. */
    static int level(String line) {
        if (line.length() > LONGEST || line.indexOf('。') >= 0 && line.indexOf('。') < line.length() - 1) {
            return 0;
        }
        char last = line.charAt(line.length() - 1);
        if (last == '；' || last == ';' || last == '，' || last == ',') {
            return 0;
        }
        if (FIRST.matcher(line).matches()) {
            return 1;
        }
        if (SECOND.matcher(line).matches()) {
            return 2;
        }
        if (THIRD.matcher(line).matches()) {
            return 3;
        }
        return FOURTH.matcher(line).matches() ? 4 : 0;
    }
}
