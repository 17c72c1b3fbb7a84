package org.hengji.frameworks;

import org.hengji.scoring.Problem;

/** A problem as a person reads it: place, what is wrong, the line with a caret under the fault, the way out. */
public final class ProblemText {
    private static final int MOST_COLUMNS = 100;
    private static final int BEFORE_CARET = 60;

    private ProblemText() {}

    public static String of(String file, Problem problem) {
        StringBuilder out = new StringBuilder(file);
        problem.place()
                .ifPresent(p -> out.append(':').append(p.line()).append(':').append(p.column()));
        out.append(": ")
                .append(problem.message().zh())
                .append("  [")
                .append(problem.code())
                .append("]\n");
        out.append("  ").append(problem.message().en()).append('\n');
        problem.place().ifPresent(p -> quote(p, out));
        out.append("  → ").append(problem.remedy().zh()).append('\n');
        out.append("  → ").append(problem.remedy().en()).append('\n');
        return out.toString();
    }

    private static void quote(Problem.Place place, StringBuilder out) {
        int[] line = place.source().codePoints().toArray();
        int caret = Math.min(place.column() - 1, line.length);
        int from = 0;
        int to = line.length;
        if (width(line, 0, line.length) > MOST_COLUMNS) {
            from = back(line, caret);
            to = ahead(line, from);
        }
        out.append("    ").append(from > 0 ? "... " : "");
        out.append(new String(line, from, to - from))
                .append(to < line.length ? " ..." : "")
                .append("\n    ");
        out.append(from > 0 ? "    " : "");
        for (int i = from; i < caret; i++) {
            out.appendCodePoint(line[i] == '\t' ? '\t' : isWide(line[i]) ? '\u3000' : ' ');
        }
        out.append("^\n");
    }

    private static int back(int[] line, int caret) {
        int from = caret;
        for (int columns = 0; from > 0 && columns < BEFORE_CARET; from--) {
            columns += isWide(line[from - 1]) ? 2 : 1;
        }
        return from;
    }

    private static int ahead(int[] line, int from) {
        int to = from;
        for (int columns = 0; to < line.length && columns < MOST_COLUMNS; to++) {
            columns += isWide(line[to]) ? 2 : 1;
        }
        return to;
    }

    private static int width(int[] line, int from, int to) {
        int columns = 0;
        for (int i = from; i < to; i++) {
            columns += isWide(line[i]) ? 2 : 1;
        }
        return columns;
    }

    /** Characters that take two columns in a terminal: Chinese, full-width forms and signs, emoji. */
    static boolean isWide(int c) {
        return c >= 0x1100
                && (c <= 0x115F
                        || c == 0x201C
                        || c == 0x201D
                        || c == 0x2014
                        || c == 0x2026
                        || c >= 0x2E80 && c <= 0x303E
                        || c >= 0x3041 && c <= 0xA4CF
                        || c >= 0xAC00 && c <= 0xD7A3
                        || c >= 0xF900 && c <= 0xFAFF
                        || c >= 0xFE30 && c <= 0xFE6F
                        || c >= 0xFF00 && c <= 0xFF60
                        || c >= 0xFFE0 && c <= 0xFFE6
                        || c >= 0x1F300 && c <= 0x1FAFF
                        || c >= 0x20000 && c <= 0x3FFFD);
    }
}
