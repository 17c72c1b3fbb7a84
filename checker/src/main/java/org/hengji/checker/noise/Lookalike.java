package org.hengji.checker.noise;

/** Whether one word may be another one misread. */
public final class Lookalike {
    private Lookalike() {}

    /** Same length, and wherever they differ the characters have like shapes. */
    public static boolean of(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        NoiseWords words = NoiseWords.shipped();
        for (int i = 0; i < a.length(); i++) {
            if (!words.alike(a.charAt(i), b.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
