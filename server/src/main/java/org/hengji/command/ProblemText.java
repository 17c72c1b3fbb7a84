package org.hengji.command;

import org.hengji.scoring.Problem;

/** A problem as a person reads it: place, what, the line with a caret, the way out. */
public final class ProblemText {
    private ProblemText() {}

    public static String of(String file, Problem problem) {
        StringBuilder text = new StringBuilder(file);
        problem.place()
                .ifPresent(p -> text.append(':').append(p.line()).append(':').append(p.column()));
        text.append(": ")
                .append(problem.message().zh())
                .append("  [")
                .append(problem.code())
                .append("]\n");
        text.append("  ").append(problem.message().en()).append('\n');
        problem.place()
                .ifPresent(p -> text.append("    ")
                        .append(p.source())
                        .append("\n    ")
                        .append(caret(p))
                        .append('\n'));
        text.append("  → ")
                .append(problem.remedy().zh())
                .append("\n  → ")
                .append(problem.remedy().en())
                .append('\n');
        return text.toString();
    }

    /** The caret under its column; a wide character takes a wide blank, so it stays right under Chinese text. */
    static String caret(Problem.Place place) {
        StringBuilder blanks = new StringBuilder();
        String before = place.source()
                .substring(0, Math.min(place.column() - 1, place.source().length()));
        before.codePoints().forEach(c -> blanks.append(c == '\t' ? '\t' : isWide(c) ? '\u3000' : ' '));
        return blanks.append('^').toString();
    }

    private static boolean isWide(int c) {
        Character.UnicodeBlock block = Character.UnicodeBlock.of(c);
        return Character.isIdeographic(c)
                || block == Character.UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION
                || block == Character.UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS
                || c == '“'
                || c == '”'
                || c == '…'
                || c == '—';
    }
}
