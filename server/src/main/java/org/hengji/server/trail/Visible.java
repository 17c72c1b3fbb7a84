package org.hengji.server.trail;

/**
 * Text that can forge no line and move no cursor: a control character becomes its picture (␍, ␊, ␛), what turns the
 * direction of reading or stands for half a character becomes �.
 */
final class Visible {

    private Visible() {}

    /** For a field of one line. */
    static String line(String text) {
        return neutral(text, false);
    }

    /** For a value inside before and after, where line ends and tabs are content and JSON keeps them apart. */
    static String value(String text) {
        return neutral(text, true);
    }

    private static String neutral(String text, boolean lines) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                if (out != null) {
                    out.append(c).append(text.charAt(i + 1));
                }
                i++;
                continue;
            }
            char shown = lines && (c == '\n' || c == '\t') ? c : shown(c);
            if (shown != c && out == null) {
                out = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (out != null) {
                out.append(shown);
            }
        }
        return out == null ? text : out.toString();
    }

    private static char shown(char c) {
        if (c < 0x20) {
            return (char) (0x2400 + c);
        } else if (c == 0x7f) {
            return '\u2421';
        }
        boolean turns = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0x200e || c == 0x200f;
        boolean breaks = c == 0x2028 || c == 0x2029;
        return c >= 0x80 && c < 0xa0 || turns || breaks || Character.isSurrogate(c) ? '\ufffd' : c;
    }
}
