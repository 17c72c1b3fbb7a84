package org.hengji.checker.reading;

/** Chinese numerals up to thousands. */
public final class Numerals {
    private Numerals() {}

    /** The value of 十二 or 12; 0 when the characters make no number, as in 百家争鸣. */
    public static int value(String word) {
        if (!word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Integer.parseInt(word);
        }
        int total = 0;
        int digit = -1;
        for (char c : word.toCharArray()) {
            int power = switch (c) {
                case '十' -> 10;
                case '百' -> 100;
                case '千' -> 1000;
                default -> 0;
            };
            if (power > 0) {
                int times = digit >= 0 ? digit : power == 10 && total == 0 ? 1 : 0;
                total += times * power;
                digit = -1;
            } else if (digit > 0) {
                return 0;
            } else {
                digit = c == '两' ? 2 : Math.max("零一二三四五六七八九".indexOf(c), 0);
            }
        }
        return total + Math.max(digit, 0);
    }
}
