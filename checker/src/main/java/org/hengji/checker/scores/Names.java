package org.hengji.checker.scores;

/** Names of indicators as tables print and recognition garbles them. */
final class Names {
    private static final String MARKS = "、，。“”()（）：:";
    private static final int SHORT = 4;
    private static final int LONG = 8;

    private Names() {}

    /** Equal up to marks, or so near that only recognition or a line break can have parted them. */
    static boolean same(String printed, String official) {
        String a = plain(printed);
        String b = plain(official);
        if (a.equals(b)) {
            return true;
        }
        if (a.length() < SHORT || b.length() < SHORT) {
            return false;
        }
        int most = b.length() >= LONG ? 2 : 1;
        return Math.abs(a.length() - b.length()) <= most && distance(a, b, most) <= most
                || b.length() >= LONG && a.length() * 3 >= b.length() * 2 && isShortened(a, b);
    }

    /** 社会、经济、生态效益 for 社会效益、经济效益、生态效益. */
    private static boolean isShortened(String a, String b) {
        int at = 0;
        for (int i = 0; i < b.length() && at < a.length(); i++) {
            at += a.charAt(at) == b.charAt(i) ? 1 : 0;
        }
        return at == a.length();
    }

    /** Without spaces and marks. */
    static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (MARKS.indexOf(c) < 0 && !Character.isWhitespace(c)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    static int distance(String a, String b, int most) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            int least = row[0];
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                row[j] = Math.min(
                        Math.min(row[j] + 1, row[j - 1] + 1), diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = above;
                least = Math.min(least, row[j]);
            }
            if (least > most) {
                return least;
            }
        }
        return row[b.length()];
    }
}
