package org.hengji.checker.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hengji.documents.Span;

/**
 * Evens out what differs only in print: widths, spaces inside words, stray tags, LaTeX. Each character kept remembers
 * where it came from.
 */
final class Evening {
    /** LaTeX words that recognition leaves in tables of criteria. */
    private static final Map<String, String> LATEX = Map.of(
            "leq",
            "≤",
            "leqslant",
            "≤",
            "le",
            "≤",
            "geq",
            "≥",
            "geqslant",
            "≥",
            "ge",
            "≥",
            "times",
            "×",
            "div",
            "÷",
            "text",
            "",
            "sim",
            "~");

    private static final String TAGS = "p|/p|u|/u|b|/b|br|br/|sup|/sup|sub|/sub|strong|/strong";

    private final StringBuilder out = new StringBuilder();
    private final List<Span> noise = new ArrayList<>();
    private int[] starts = new int[256];
    private int[] ends = new int[256];

    /** Appends a stretch of the document's text. */
    void add(String text, Span span) {
        for (int i = span.start(); i < span.end(); ) {
            char c = text.charAt(i);
            int tag = c == '<' ? tag(text, i, span.end()) : 0;
            if (tag > 0) {
                noise.add(new Span(i, i + tag));
                i += tag;
            } else if (c == '\\' && i + 1 < span.end()) {
                i += latex(text, i, span.end());
            } else if (c == '$' || (c == '{' || c == '}') && inLatex(text, i, span)) {
                noise.add(new Span(i, i + 1));
                i++;
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200B' || c == '\uFEFF') {
                int next = i + 1;
                while (next < span.end()
                        && (Character.isWhitespace(text.charAt(next)) || Character.isSpaceChar(text.charAt(next)))) {
                    next++;
                }
                if (next < span.end() && parts(text.charAt(next))) {
                    put(' ', i, next);
                }
                i = next;
            } else {
                put(even(c, text, i, span), i, i + 1);
                i++;
            }
        }
    }

    private static int tag(String text, int at, int end) {
        int close = text.indexOf('>', at);
        return close > at && close < end && text.substring(at + 1, close).matches(TAGS) ? close - at + 1 : 0;
    }

    private int latex(String text, int at, int end) {
        char next = text.charAt(at + 1);
        if (next == '%' || next == '&' || next == '#' || next == '_') {
            put(next, at, at + 2);
            return 2;
        }
        int stop = at + 1;
        while (stop < end && Character.isLetter(text.charAt(stop)) && text.charAt(stop) < 128) {
            stop++;
        }
        String sign = LATEX.get(text.substring(at + 1, stop));
        if (sign == null) {
            put('\\', at, at + 1);
            return 1;
        }
        noise.add(new Span(at, stop));
        for (char c : sign.toCharArray()) {
            put(c, at, stop);
        }
        return stop - at;
    }

    private static boolean inLatex(String text, int at, Span span) {
        String before = text.substring(Math.max(span.start(), at - 24), at);
        return before.contains("\\text") || before.contains("$");
    }

    /** A space is kept only where leaving it out would glue numbers or Latin words together. */
    private boolean parts(char next) {
        if (out.isEmpty()) {
            return false;
        }
        char last = out.charAt(out.length() - 1);
        boolean lastWord = last < 128 && (Character.isLetterOrDigit(last) || last == '.' || last == ')');
        boolean nextWord = next < 128 && Character.isLetterOrDigit(next) || next >= '０' && next <= '９';
        return lastWord && nextWord;
    }

    private static char even(char c, String text, int at, Span span) {
        if (c >= '！' && c <= '～') {
            return switch (c) {
                case '，' -> isWide(text, at, span) ? ',' : '，';
                case '；' -> '；';
                case '！' -> '！';
                case '？' -> '？';
                case '～' -> '~';
                default -> (char) (c - 0xFEE0);
            };
        }
        return switch (c) {
            case ',' -> between(text, at, span) ? ',' : '，';
            case ';' -> '；';
            case '"' -> '“';
            case '﹪' -> '%';
            case '⩽', '≦' -> '≤';
            case '⩾', '≧' -> '≥';
            case '—', '–', '－' -> '-';
            case '∕' -> '/';
            default -> c;
        };
    }

    /** A comma between digits may part thousands; any other parts clauses. */
    private static boolean between(String text, int at, Span span) {
        return at > span.start()
                && at + 1 < span.end()
                && Character.isDigit(text.charAt(at - 1))
                && Character.isDigit(text.charAt(at + 1));
    }

    /** ５，５８０: between full-width digits a full-width comma parts thousands. */
    private static boolean isWide(String text, int at, Span span) {
        return at > span.start()
                && at + 3 < span.end()
                && isWideDigit(text.charAt(at - 1))
                && isWideDigit(text.charAt(at + 1))
                && isWideDigit(text.charAt(at + 2))
                && isWideDigit(text.charAt(at + 3));
    }

    private static boolean isWideDigit(char c) {
        return c >= '０' && c <= '９';
    }

    private void put(char c, int start, int end) {
        if (out.length() == starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        starts[out.length()] = start;
        ends[out.length()] = end;
        out.append(c);
    }

    boolean isEmpty() {
        return out.isEmpty();
    }

    char last() {
        return out.charAt(out.length() - 1);
    }

    Passage passage(int index, List<String> chapter, java.util.Optional<Passage.InTable> cell, int level) {
        return new Passage(
                index,
                out.toString(),
                Arrays.copyOf(starts, out.length()),
                Arrays.copyOf(ends, out.length()),
                List.copyOf(chapter),
                cell,
                level,
                List.copyOf(noise));
    }
}
