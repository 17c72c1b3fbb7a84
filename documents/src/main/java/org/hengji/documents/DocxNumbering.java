package org.hengji.documents;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;

/**
 * The numbers that a text processor puts before paragraphs of a list. They are printed and judged like typed ones, so
 * they are computed here as it would.
 */
final class DocxNumbering {
    private static final int LEVELS = 9;

    /** @param restart the level after which this one begins anew; 0 never, -1 after every higher one */
    private record Level(int start, String format, String text, boolean legal, int restart) {}

    private record Outline(Map<Integer, Level> levels, String styleLink) {}

    private record Num(String outline, Map<Integer, Level> levels, Map<Integer, Integer> starts) {}

    private final Map<String, Outline> outlines = new HashMap<>();
    private final Map<String, String> outlinesByStyle = new HashMap<>();
    private final Map<String, Num> nums = new HashMap<>();
    private final Map<String, int[]> counters = new HashMap<>();
    private final Set<String> begun = new HashSet<>();

    private DocxNumbering() {}

    static DocxNumbering none() {
        return new DocxNumbering();
    }

    static DocxNumbering read(Xml xml) throws XMLStreamException {
        DocxNumbering read = new DocxNumbering();
        if (xml.child()) {
            while (xml.child()) {
                switch (xml.getLocalName()) {
                    case "abstractNum" -> read.outline(xml);
                    case "num" -> read.num(xml);
                    default -> xml.skip();
                }
            }
        }
        return read;
    }

    private void outline(Xml xml) throws XMLStreamException {
        String id = xml.attribute("abstractNumId", "");
        Map<Integer, Level> levels = new HashMap<>();
        String link = null;
        while (xml.child()) {
            switch (xml.getLocalName()) {
                case "lvl" -> levels.put(xml.number("ilvl", 0), level(xml));
                case "styleLink" -> {
                    outlinesByStyle.put(xml.attribute("val", ""), id);
                    xml.skip();
                }
                case "numStyleLink" -> {
                    link = xml.attribute("val");
                    xml.skip();
                }
                default -> xml.skip();
            }
        }
        outlines.put(id, new Outline(levels, link));
    }

    private static Level level(Xml xml) throws XMLStreamException {
        int start = 0;
        String format = "decimal";
        String text = "";
        boolean legal = false;
        int restart = -1;
        while (xml.child()) {
            switch (xml.getLocalName()) {
                case "start" -> start = xml.number("val", 0);
                case "numFmt" -> format = xml.attribute("val", "decimal");
                case "lvlText" -> text = xml.attribute("val", "");
                case "isLgl" -> legal = xml.isOn();
                case "lvlRestart" -> restart = xml.number("val", -1);
                case "AlternateContent" -> {
                    // Newer number formats stand in the choice, the old spelling in the fallback.
                    while (xml.child()) {
                        if (xml.getLocalName().equals("Fallback")) {
                            while (xml.child()) {
                                if (xml.getLocalName().equals("numFmt")) {
                                    format = xml.attribute("val", format);
                                }
                                xml.skip();
                            }
                        } else {
                            xml.skip();
                        }
                    }
                    continue;
                }
                default -> {}
            }
            xml.skip();
        }
        return new Level(start, format, text, legal, restart);
    }

    private void num(Xml xml) throws XMLStreamException {
        String id = xml.attribute("numId", "");
        String outline = "";
        Map<Integer, Level> levels = new HashMap<>();
        Map<Integer, Integer> starts = new HashMap<>();
        while (xml.child()) {
            switch (xml.getLocalName()) {
                case "abstractNumId" -> {
                    outline = xml.attribute("val", "");
                    xml.skip();
                }
                case "lvlOverride" -> {
                    int at = xml.number("ilvl", 0);
                    while (xml.child()) {
                        switch (xml.getLocalName()) {
                            case "startOverride" -> {
                                starts.put(at, xml.number("val", 0));
                                xml.skip();
                            }
                            case "lvl" -> levels.put(at, level(xml));
                            default -> xml.skip();
                        }
                    }
                }
                default -> xml.skip();
            }
        }
        nums.put(id, new Num(outline, levels, starts));
    }

    /** The number of the next paragraph of a list with the blank that parts it from the words; often empty. */
    String next(String list, int depth) {
        Num num = nums.get(list);
        if (num == null || depth < 0 || depth >= LEVELS) {
            return "";
        }
        String key = num.outline();
        Outline outline = outlines.get(key);
        if (outline != null && outline.levels().isEmpty() && outline.styleLink() != null) {
            key = outlinesByStyle.getOrDefault(outline.styleLink(), key);
            outline = outlines.get(key);
        }
        if (outline == null || level(num, outline, depth) == null) {
            return "";
        }
        int[] counts = counters.computeIfAbsent(key, k -> new int[LEVELS]);
        if (begun.add(list)) {
            // A list that overrides the start begins anew at its first paragraph, although it shares the counters.
            num.starts().forEach((at, start) -> {
                if (at >= 0 && at < LEVELS) {
                    counts[at] = 0;
                }
            });
        }
        for (int at = 0; at <= depth; at++) {
            Level level = level(num, outline, at);
            int start = num.starts().getOrDefault(at, level == null ? 1 : level.start());
            if (counts[at] == 0) {
                // One more than the count, so that a list may begin at nought.
                counts[at] = start + 1;
            } else if (at == depth) {
                counts[at]++;
            }
        }
        for (int below = depth + 1; below < LEVELS; below++) {
            Level level = level(num, outline, below);
            if (level == null || level.restart() == -1 || level.restart() > depth) {
                counts[below] = 0;
            }
        }
        return label(num, outline, depth, counts);
    }

    private static Level level(Num num, Outline outline, int at) {
        Level own = num.levels().get(at);
        return own == null ? outline.levels().get(at) : own;
    }

    private static String label(Num num, Outline outline, int depth, int[] counts) {
        Level level = level(num, outline, depth);
        if (level.format().equals("bullet")
                || level.format().equals("none") && !level.text().contains("%")) {
            return "";
        }
        StringBuilder label = new StringBuilder();
        String text = level.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 1 < text.length() && text.charAt(i + 1) >= '1' && text.charAt(i + 1) <= '9') {
                int at = text.charAt(++i) - '1';
                Level shown = level(num, outline, at);
                if (shown != null && at <= depth) {
                    label.append(number(counts[at] - 1, level.legal() ? "decimal" : shown.format()));
                }
            } else {
                label.append(c);
            }
        }
        String words = Words.line(label);
        if (words.isEmpty()) {
            return "";
        }
        char last = words.charAt(words.length() - 1);
        return "、）】〕．：".indexOf(last) >= 0 || Character.isIdeographic(last) ? words : words + " ";
    }

    static String number(int n, String format) {
        return switch (format) {
            case "chineseCounting",
                    "chineseCountingThousand",
                    "taiwaneseCounting",
                    "taiwaneseCountingThousand",
                    "japaneseCounting",
                    "ideographLegalTraditional" -> chinese(n, "〇一二三四五六七八九", "十百千");
            case "chineseLegalSimplified" -> chinese(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟");
            case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital" -> digits(n, "〇一二三四五六七八九");
            case "decimalFullWidth", "decimalFullWidth2" -> digits(n, "０１２３４５６７８９");
            case "ideographTraditional" -> one(n, "甲乙丙丁戊己庚辛壬癸");
            case "ideographZodiac" -> one(n, "子丑寅卯辰巳午未申酉戌亥");
            case "decimalEnclosedCircle", "decimalEnclosedCircleChinese" ->
                n >= 1 && n <= 20 ? String.valueOf((char) ('①' + n - 1)) : String.valueOf(n);
            case "decimalEnclosedFullstop" -> n >= 1 && n <= 20 ? String.valueOf((char) ('⒈' + n - 1)) : n + ".";
            case "decimalEnclosedParen" -> n >= 1 && n <= 20 ? String.valueOf((char) ('⑴' + n - 1)) : "(" + n + ")";
            case "ideographEnclosedCircle" ->
                n >= 1 && n <= 10 ? String.valueOf((char) ('㊀' + n - 1)) : chinese(n, "〇一二三四五六七八九", "十百千");
            case "decimalZero" -> n >= 0 && n < 10 ? "0" + n : String.valueOf(n);
            case "lowerLetter" -> letters(n, 'a');
            case "upperLetter" -> letters(n, 'A');
            case "lowerRoman" -> roman(n).toLowerCase(Locale.ROOT);
            case "upperRoman" -> roman(n);
            case "none", "bullet" -> "";
            default -> String.valueOf(n);
        };
    }

    private static String chinese(int n, String digits, String tens) {
        if (n < 0 || n > 9999) {
            return String.valueOf(n);
        }
        if (n < 10) {
            return String.valueOf(digits.charAt(n));
        }
        StringBuilder words = new StringBuilder();
        boolean gap = false;
        for (int power = 3, unit = 1000; power >= 0; power--, unit /= 10) {
            int digit = n / unit % 10;
            if (digit == 0) {
                gap = !words.isEmpty();
                continue;
            }
            if (gap) {
                words.append('零');
                gap = false;
            }
            if (!(power == 1 && digit == 1 && words.isEmpty())) {
                words.append(digits.charAt(digit));
            }
            if (power > 0) {
                words.append(tens.charAt(power - 1));
            }
        }
        return words.toString();
    }

    private static String digits(int n, String digits) {
        StringBuilder words = new StringBuilder();
        for (char c : String.valueOf(n).toCharArray()) {
            words.append(c == '-' ? c : digits.charAt(c - '0'));
        }
        return words.toString();
    }

    private static String one(int n, String of) {
        return n >= 1 && n <= of.length() ? String.valueOf(of.charAt(n - 1)) : String.valueOf(n);
    }

    /** a to z, then aa to zz, as text processors count. */
    private static String letters(int n, char first) {
        if (n < 1 || n > 780) {
            return String.valueOf(n);
        }
        return String.valueOf((char) (first + (n - 1) % 26)).repeat((n - 1) / 26 + 1);
    }

    private static String roman(int n) {
        if (n < 1 || n > 3999) {
            return String.valueOf(n);
        }
        int[] values = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
        String[] signs = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
        StringBuilder words = new StringBuilder();
        int left = n;
        for (int i = 0; i < values.length; i++) {
            while (left >= values[i]) {
                words.append(signs[i]);
                left -= values[i];
            }
        }
        return words.toString();
    }
}
