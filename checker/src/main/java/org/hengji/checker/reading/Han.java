package org.hengji.checker.reading;

import java.util.BitSet;

/** Chinese characters. */
public final class Han {
    private static final BitSet ALL = new BitSet(Character.MAX_VALUE + 1);

    static {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            ALL.set(c, Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        }
    }

    private Han() {}

    public static boolean is(int character) {
        return character <= Character.MAX_VALUE
                ? ALL.get(character)
                : Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN;
    }

    /** Whether every character is; true of no character at all. */
    public static boolean only(String words) {
        return words.codePoints().allMatch(Han::is);
    }
}
