package org.hengji.documents;

/** Characters of a file made into the words of one line. */
final class Words {
    private Words() {}

    /**
     * One line: what breaks lines or columns becomes a space, what has no width is dropped, and blanks at both ends go.
     * All else stays as it was written, double spaces and full-width forms included.
     */
    static String line(CharSequence raw) {
        StringBuilder words = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\t' || c == '\n' || c == '\r' || c == '\u000B' || c == '\f' || isSpace(c)) {
                words.append(' ');
            } else if (!hasNoWidth(c)) {
                words.append(c);
            }
        }
        return strip(words);
    }

    /** Like {@link #line}, with every run of blanks made one: where the format itself does not keep them. */
    static String collapsed(CharSequence raw) {
        String line = line(raw);
        StringBuilder words = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != ' ' || words.charAt(words.length() - 1) != ' ') {
                words.append(c);
            }
        }
        return words.toString();
    }

    /** No-break and typographic spaces; the ideographic space is kept, it is written on purpose. */
    private static boolean isSpace(char c) {
        return c == '\u00A0'
                || c == '\u0085'
                || c >= '\u2000' && c <= '\u200A'
                || c == '\u202F'
                || c == '\u205F'
                || c == '\u2028'
                || c == '\u2029';
    }

    private static boolean hasNoWidth(char c) {
        return c < ' '
                || c >= '\u007F' && c < '\u00A0'
                || c == '\u00AD'
                || c >= '\u200B' && c <= '\u200F'
                || c >= '\u202A' && c <= '\u202E'
                || c >= '\u2060' && c <= '\u206F'
                || c == '\uFEFF'
                || c == '\uFFFE'
                || c == '\uFFFF';
    }

    static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }

    static String strip(CharSequence words) {
        int from = 0;
        int to = words.length();
        while (from < to && isBlank(words.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(words.charAt(to - 1))) {
            to--;
        }
        return words.subSequence(from, to).toString();
    }

    /** Joined by one space, blanks left out. */
    static String joined(Iterable<String> parts) {
        StringBuilder words = new StringBuilder();
        for (String part : parts) {
            if (!part.isEmpty()) {
                words.append(words.isEmpty() ? "" : " ").append(part);
            }
        }
        return words.toString();
    }
}
