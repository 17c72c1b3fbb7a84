package org.hengji.checker.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.reading.Figure.Bound;
import org.hengji.checker.vocabulary.FigureWords;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.number.Rational;

/** Finds the figures of a passage: numbers that measure something, not dates, list numbers, telephone numbers or names. */
public final class Figures {
    /** Stretches that hold digits but no figures. The look ahead turns most characters away at once. */
    private static final Pattern NO_FIGURES = Pattern.compile("(?=[\\d《〔\\[【第电传邮账热附表图序A-Za-z(①-⑳¹²³])(?:"
            + String.join(
                    "|",
                    "(?=\\d)(?:"
                            + String.join(
                                    "|",
                                    "(?:19|20)\\d{2}\\s*[-~至到]\\s*(?:19|20)\\d{2}\\s*年?度?",
                                    "(?<![\\d.,])(?:19|20)\\d{2}\\s*(?:年度?|-\\d{1,2}-\\d{1,2}|\\.\\d{1,2}\\.\\d{1,2}|/\\d{1,2}/\\d{1,2})",
                                    "\\d{1,2}月(?:\\d{1,2}日|份|底|末|初|以来|至\\d{1,2}月)?",
                                    "\\d{1,2}日(?!均)",
                                    "\\d{3,4}-\\d{7,8}",
                                    "(?<!\\d)1[3-9]\\d{9}(?!\\d)",
                                    "\\d{4,}(?:热线|平台)",
                                    "\\d+(?:\\+[\\dA-Za-z]+)+",
                                    "\\d+[A-Za-z]+\\d*(?!%)",
                                    "\\d+号(?!召)",
                                    "(?<=^|^-|[。；;:：，、\\s)])\\d{1,2}[.、)](?=(?:19|20)\\d{2}\\s*年|\\s*[^\\d\\s.%)])",
                                    "(?<=^)\\d{1,2}\\.\\s+(?=\\d)",
                                    "(?<=[”’])\\d{1,2}(?=[。，；\\s]|$)")
                            + ")",
                    "《[^《》]*》",
                    "[〔\\[【][12]\\d{3}[〕\\]】]第?\\d*号?",
                    "第[\\d一二三四五六七八九十]+",
                    "(?:电话|传真|邮编|账号|热线)[:：]?\\s*[\\d-]{5,}",
                    "(?:附件|附表|表|图|附录|序号)\\s*\\d+(?:-\\d+)?",
                    "[A-Za-z][A-Za-z\\d]*(?:-[A-Za-z]*\\d+)+",
                    "[A-Za-z]+\\d+[A-Za-z\\d]*",
                    "(?<=^|^-|^- |[。；;:：，、)])[(]\\d{1,2}[)]",
                    "[①-⑳¹²³]")
            + ")");

    private static final Pattern QUOTED = Pattern.compile("“([^“”]{1,40})”");
    private static final String NUMBER = "(\\d+(?:,\\d+)+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)";
    private static final Pattern NUMBERS = Pattern.compile(NUMBER + "\\s*([万亿千百]{0,2})");
    private static final Pattern WELL_GROUPED = Pattern.compile("\\d{1,3}(,\\d{3})+(\\.\\d+)?");
    private static final String HAN = "零〇一二两三四五六七八九十百千";
    private static final Pattern CHINESE = Pattern.compile("(?<![第" + HAN + "万三])([" + HAN
            + "]{1,6})(万?)(个|期|次|家|名|人次|人|场|项|类|批|处|本|篇|件|宗|所|座|台|套)(?![" + HAN + "大性])");
    private static final Pattern WRITTEN_OUT =
            Pattern.compile("(百分之)?([零一二三四五六七八九十百千]{1,8})(?<!百分之)(?:点([零一二三四五六七八九]{1,4}))?(亿元|万元|元|万人|万亩)?");
    private static final int LONGEST_BRACKET = 200;
    private static final Map<String, Unit> UNITS = units();
    private static final int LONGEST_UNIT =
            UNITS.keySet().stream().mapToInt(String::length).max().orElse(1);
    private static final String CLAUSE_MARKS = "，。；！？:：、()（）;!?\n";

    private final FigureWords words;

    public Figures(FigureWords words) {
        this.words = words;
    }

    private static Map<String, Unit> units() {
        Map<String, Unit> units = new LinkedHashMap<>();
        for (Unit unit : Unit.all()) {
            if (!unit.symbol().isEmpty()) {
                units.put(unit.symbol(), unit);
            }
        }
        units.put("个百分点", Unit.named("百分点").orElseThrow());
        // 年 and 月 behind a number are dates or spans of time told elsewhere
        units.keySet().removeAll(List.of("年", "月", "日"));
        return units;
    }

    public List<Figure> in(Passage passage) {
        String text = passage.text();
        if (text.isEmpty()) {
            return List.of();
        }
        boolean[] barred = barred(text);
        List<Figure> figures = new ArrayList<>();
        int[] sentences = sentences(text);
        Matcher m = NUMBERS.matcher(text);
        int previous = 0;
        for (int at = 0; m.find(at); ) {
            at = Math.max(m.end(1), m.start() + 1);
            if (barred[m.start(1)] || barred[m.end(1) - 1]) {
                continue;
            }
            Figure figure = figure(passage, m, previous, sentences);
            if (figure != null) {
                figures.add(figure);
                previous = figure.to();
                at = Math.max(at, Math.min(figure.to(), text.length()));
            }
        }
        Matcher han = CHINESE.matcher(text);
        while (han.find()) {
            if (!barred[han.start(1)]) {
                chinese(passage, han, figures, sentences).ifPresent(figures::add);
            }
        }
        Matcher written = WRITTEN_OUT.matcher(text);
        while (written.find()) {
            if ((written.group(1) != null) != (written.group(4) != null) && !barred[written.start(2)]) {
                writtenOut(passage, written, figures, sentences).ifPresent(figures::add);
            }
        }
        figures.sort(java.util.Comparator.comparingInt(Figure::from));
        return figures;
    }

    private Figure figure(Passage passage, Matcher m, int previous, int[] sentences) {
        String text = passage.text();
        String number = m.group(1);
        boolean grouped = number.indexOf(',') >= 0;
        String plain = number.replace(",", "");
        if (plain.length() > 18 || !grouped && plain.length() > 12 && plain.indexOf('.') < 0) {
            return null;
        }
        int places = plain.indexOf('.') < 0 ? 0 : plain.length() - plain.indexOf('.') - 1;
        int end = m.end(1);
        Rational scale = Rational.ONE;
        String scaled = "";
        Bound bound = Bound.EXACT;
        int probe = skip(text, end);
        for (var after : words.after().entrySet()) {
            if (after.getValue() == Bound.MORE && text.startsWith(after.getKey(), probe)) {
                bound = Bound.MORE;
                probe += after.getKey().length();
                break;
            }
        }
        Optional<Unit> unit = unit(text, probe);
        int unitEnd = probe + unit.map(u -> symbolLength(text, u)).orElse(0);
        if (unit.isEmpty() && probe < text.length() && "万亿".indexOf(text.charAt(probe)) >= 0) {
            scaled = text.substring(probe, probe + 1);
            scale = Rational.of(scaled.equals("万") ? 10_000 : 100_000_000);
            int rest = probe + 1;
            for (var after : words.after().entrySet()) {
                if (after.getValue() == Bound.MORE && text.startsWith(after.getKey(), rest)) {
                    bound = Bound.MORE;
                    rest += after.getKey().length();
                    break;
                }
            }
            unit = unit(text, rest);
            unitEnd = rest + unit.map(u -> symbolLength(text, u)).orElse(0);
        }
        if (unit.isEmpty() && scaled.isEmpty()) {
            unitEnd = bound == Bound.EXACT ? end : probe;
            if (!isBare(text, end, passage)) {
                return null;
            }
        }
        Unit whole = unit.orElse(Unit.NUMBER);
        if (!scaled.isEmpty()) {
            whole = new Unit(
                    scaled + whole.symbol(), whole.dimension(), whole.factor().times(scale));
        }
        for (var after : words.after().entrySet()) {
            if (bound == Bound.EXACT && text.startsWith(after.getKey(), unitEnd) && after.getValue() != Bound.MORE) {
                bound = after.getValue();
                unitEnd += after.getKey().length();
            }
        }
        int from = m.start(1);
        // A minus sign stands before the number of a cell; in running text the same dash joins words
        boolean negative = passage.isCell() && from == 1 && "-−".indexOf(text.charAt(0)) >= 0;
        // 不高于 and not 高于: the longest word counts
        int length = 0;
        boolean qualified = words.whole().stream().noneMatch(text.substring(0, from)::endsWith);
        int behind = from;
        for (var before : words.before().entrySet()) {
            int start = behind - before.getKey().length();
            if ((bound == Bound.EXACT || length > 0)
                    && before.getKey().length() > length
                    && start >= previous
                    && text.startsWith(before.getKey(), start)
                    && qualified) {
                bound = before.getValue();
                from = start;
                length = before.getKey().length();
            }
        }
        return new Figure(
                passage,
                negative ? 0 : from,
                Math.min(unitEnd, text.length()),
                negative ? Rational.parse(plain).negate() : Rational.parse(plain),
                places,
                whole,
                bound,
                label(text, from, previous),
                after(text, Math.min(unitEnd, text.length())),
                sentences[from],
                grouped && !WELL_GROUPED.matcher(number).matches());
    }

    private Optional<Figure> chinese(Passage passage, Matcher m, List<Figure> others, int[] sentences) {
        int value = Numerals.value(m.group(1));
        if (value < 2 || others.stream().anyMatch(f -> f.from() < m.end() && m.start() < f.to())) {
            return Optional.empty();
        }
        Unit unit = Unit.named(m.group(2) + m.group(3))
                .or(() -> Unit.named(m.group(3)))
                .orElse(Unit.NUMBER);
        String text = passage.text();
        int previous = others.stream()
                .mapToInt(Figure::to)
                .filter(t -> t <= m.start())
                .max()
                .orElse(0);
        return Optional.of(new Figure(
                passage,
                m.start(),
                m.end(),
                Rational.of(value),
                0,
                unit,
                Bound.EXACT,
                label(text, m.start(), previous),
                after(text, m.end()),
                sentences[m.start()],
                false));
    }

    /** 三千二百万元, 百分之二十五. */
    private Optional<Figure> writtenOut(Passage passage, Matcher m, List<Figure> others, int[] sentences) {
        int whole = Numerals.value(m.group(2));
        boolean taken = others.stream().anyMatch(f -> f.from() < m.end() && m.start() < f.to());
        if (whole < 1 || taken || m.start() > 0 && "第几数".indexOf(passage.text().charAt(m.start() - 1)) >= 0) {
            return Optional.empty();
        }
        String behind = m.group(3) == null ? "" : digits(m.group(3));
        Unit unit = Unit.named(m.group(1) != null ? "%" : m.group(4)).orElse(Unit.NUMBER);
        String text = passage.text();
        int previous = others.stream()
                .mapToInt(Figure::to)
                .filter(t -> t <= m.start())
                .max()
                .orElse(0);
        return Optional.of(new Figure(
                passage,
                m.start(),
                m.end(),
                Rational.parse(behind.isEmpty() ? String.valueOf(whole) : whole + "." + behind),
                behind.length(),
                unit,
                Bound.EXACT,
                label(text, m.start(), previous),
                after(text, m.end()),
                sentences[m.start()],
                false));
    }

    private static String digits(String han) {
        return han.chars()
                .mapToObj(c -> String.valueOf("零一二三四五六七八九".indexOf(c)))
                .collect(java.util.stream.Collectors.joining());
    }

    private static int skip(String text, int at) {
        return at < text.length() && text.charAt(at) == ' ' ? at + 1 : at;
    }

    private static Optional<Unit> unit(String text, int at) {
        for (int length = Math.min(LONGEST_UNIT, text.length() - at); length > 0; length--) {
            Unit unit = UNITS.get(text.substring(at, at + length));
            if (unit != null
                    && !(unit.symbol().equals("分")
                            && at + 1 < text.length()
                            && "之局院公支别钟为".indexOf(text.charAt(at + 1)) >= 0)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** 分 of 分局, 周 of 周年: the unit is the beginning of another word. */
    private static boolean isPartOfWord(String symbol, String text, int next) {
        return next < text.length()
                && (symbol.equals("分") && "之局院公支别为".indexOf(text.charAt(next)) >= 0
                        || symbol.equals("周") && text.charAt(next) == '年');
    }

    private static int symbolLength(String text, Unit unit) {
        return unit.symbol().equals("百分点") ? 4 : unit.symbol().length();
    }

    /** A number without unit counts as a figure where it stands alone or ends its clause. */
    private static boolean isBare(String text, int end, Passage passage) {
        int next = skip(text, end);
        return passage.isCell() && next >= text.length()
                || next >= text.length()
                || CLAUSE_MARKS.indexOf(text.charAt(next)) >= 0
                || Han.is(text.charAt(next))
                || "&~×/*=<>≤≥+-".indexOf(text.charAt(next)) >= 0;
    }

    private String label(String text, int from, int previous) {
        int start = clauseStart(text, from, previous);
        String label = words.name(text.substring(start, from));
        // “…执行率为:98%” and “(2) …”: the name stands one mark further left
        if (label.isEmpty() && start > previous && start > 0 && ":：".indexOf(text.charAt(start - 1)) >= 0) {
            int further = clauseStart(text, start - 1, previous);
            label = words.name(text.substring(further, start - 1));
        }
        return label;
    }

    /** Where the clause begins; a short remark in brackets without digits belongs to the name: 编制数（含工勤人员）. */
    private static int clauseStart(String text, int from, int previous) {
        int start = from;
        while (start > previous) {
            char before = text.charAt(start - 1);
            if (before == ')') {
                int open = text.lastIndexOf('(', start - 2);
                String inside = open < previous ? "0" : text.substring(open + 1, start - 1);
                if (inside.length() > 16 || inside.chars().anyMatch(Character::isDigit) || inside.indexOf('(') >= 0) {
                    break;
                }
                start = open;
            } else if (CLAUSE_MARKS.indexOf(before) >= 0) {
                break;
            } else {
                start--;
            }
        }
        return start;
    }

    private static String after(String text, int to) {
        int end = to;
        while (end < text.length()
                && CLAUSE_MARKS.indexOf(text.charAt(end)) < 0
                && !Character.isDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(to, end);
    }

    /** Sentences end at 。；！？ outside brackets. */
    private static int[] sentences(String text) {
        int[] of = new int[text.length() + 1];
        int sentence = 0;
        int open = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            of[i] = sentence;
            if (c == '(' && open < 0) {
                int close = text.indexOf(')', i);
                open = close > i && close - i < LONGEST_BRACKET ? close : -1;
            }
            if (open >= 0 && i >= open) {
                open = -1;
            }
            if (open < 0 && "。；！？".indexOf(c) >= 0) {
                sentence++;
            }
        }
        of[text.length()] = sentence;
        return of;
    }

    private static boolean[] barred(String text) {
        boolean[] barred = new boolean[text.length() + 1];
        for (Matcher m = NO_FIGURES.matcher(text); m.find(); ) {
            java.util.Arrays.fill(barred, m.start(), m.end(), true);
        }
        for (Matcher m = QUOTED.matcher(text); m.find(); ) {
            String quoted = m.group(1);
            char first = quoted.charAt(0);
            boolean figure = Character.isDigit(first) || "≥≤><约".indexOf(first) >= 0;
            if (!figure) {
                java.util.Arrays.fill(barred, m.start(), m.end(), true);
            }
        }
        return barred;
    }
}
