package org.hengji.checker.arithmetic;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Han;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.vocabulary.FigureWords;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.number.Rational;

/** Figures that a report prints more than once for the same thing. */
public final class Repeats {
    private static final Pattern DIGITS = Pattern.compile("[\\d.,]+");
    private static final Pattern YEAR = Pattern.compile("(20\\d\\d)年");
    private static final int SHORTEST_CONTEXT = 10;
    private static final int LONG_CONTEXT = 24;
    private static final int LONGEST_CONTEXT = 60;
    private static final int SHORTEST_RATE = 5;
    private static final int SHORTEST_AMOUNT = 6;
    private static final int TELLING = 3;
    private static final int SHORTEST_RETOLD = 8;
    private static final int SAME_END = 3;
    /** Digits and decimal point of an amount that nobody writes twice by chance. */
    private static final int LONG_NUMBER = 8;

    private static final int TELLING_NUMBER = 6;
    private static final int OFTEN = 2;

    /**
     * @param name what they are figures of
     * @param figures in order of the report, at least two
     * @param sure the words around them are the same, or the name is that of a rate
     * @param held those of them that were not chosen, among several tellings, for their value
     */
    public record Same(String name, List<Figure> figures, boolean sure, List<Figure> held) {
        public Same(String name, List<Figure> figures, boolean sure) {
            this(name, figures, sure, figures);
        }

        /** The first figure that does not say the same as the first. */
        public Optional<Figure> other() {
            return figures.stream().filter(f -> !sameValue(figures.get(0), f)).findFirst();
        }
    }

    private Repeats() {}

    public static List<Same> of(Report report) {
        Map<String, List<Figure>> contexts = new LinkedHashMap<>();
        Map<String, List<Figure>> rates = new LinkedHashMap<>();
        Map<String, List<Figure>> amounts = new LinkedHashMap<>();
        for (Passage passage : report.passages()) {
            if (Report.isCriterion(passage)) {
                continue;
            }
            for (Figure figure : report.figures(passage)) {
                if (!figure.isExact()) {
                    continue;
                }
                context(figure).ifPresent(key -> put(contexts, key, figure));
                name(report, figure).ifPresent(name -> {
                    if (figure.isPercent() && report.words().ratio(name).isPresent()) {
                        put(rates, name, figure);
                    } else if (!figure.isPercent()) {
                        put(amounts, name + figure.unit().dimension(), figure);
                    }
                });
            }
        }
        List<Same> all = new ArrayList<>();
        collect(contexts, true, all);
        collect(rates, true, all);
        collect(amounts, false, all);
        all.addAll(periods(report));
        twins(report, all);
        slips(report, all);
        retold(report, all);
        surrounded(report, all);
        strays(report, all);
        return all;
    }

    /** 元 of 万元 and 亿元: which of them was meant may be just what is wrong. */
    private static String counted(Unit unit) {
        return unit.symbol().replaceFirst("^[百千万亿]+(?=.)", "");
    }

    /** Figures of two paragraphs that stand among the same words, the figures next to them being the same too. */
    private static void surrounded(Report report, List<Same> all) {
        Map<String, List<Figure>> byUnit = new LinkedHashMap<>();
        for (Figure figure : report.figures()) {
            if (!figure.passage().isCell()
                    && !figure.unit().symbol().isEmpty()
                    && !figure.unit().dimension().equals("point")) {
                put(byUnit, counted(figure.unit()) + figure.bound(), figure);
            }
        }
        for (List<Figure> figures : byUnit.values()) {
            for (int i = 0; i < figures.size(); i++) {
                for (int j = i + 1; j < figures.size(); j++) {
                    List<Figure> pair = List.of(figures.get(i), figures.get(j));
                    if (pair.get(0).passage() != pair.get(1).passage()
                            && Surroundings.same(report, pair.get(0), pair.get(1))
                            && all.stream().noneMatch(s -> s.figures().containsAll(pair))) {
                        all.add(new Same(pair.get(0).label(), pair, false));
                    }
                }
            }
        }
    }

    /** Sentences that tell the same twice, word by word or nearly so: their figures are the same ones. */
    private static void twins(Report report, List<Same> all) {
        Map<String, List<Sentence>> bySignature = new LinkedHashMap<>();
        for (Passage passage : report.passages()) {
            if (!Report.isCriterion(passage)) {
                Sentence.of(passage, report.figures(passage))
                        .forEach(s -> bySignature
                                .computeIfAbsent(s.signature(), k -> new ArrayList<>())
                                .add(s));
            }
        }
        for (List<Sentence> group : bySignature.values()) {
            for (int i = 0; i < group.size(); i++) {
                for (int j = i + 1; j < group.size(); j++) {
                    Sentence a = group.get(i);
                    Sentence b = group.get(j);
                    if (a.passage() != b.passage() && a.isTwin(b)) {
                        for (int k = 0; k < a.figures().size(); k++) {
                            List<Figure> pair =
                                    List.of(a.figures().get(k), b.figures().get(k));
                            if (all.stream().noneMatch(s -> s.figures().containsAll(pair))) {
                                all.add(new Same(a.figures().get(k).label(), pair, true));
                            }
                        }
                    }
                }
            }
        }
    }

    /** A sentence with its figures masked. */
    private record Sentence(Passage passage, List<Figure> figures, Set<String> bigrams, String signature) {
        private static final int SHORTEST = 12;

        static List<Sentence> of(Passage passage, List<Figure> figures) {
            List<Sentence> all = new ArrayList<>();
            Map<Integer, List<Figure>> bySentence = new LinkedHashMap<>();
            figures.forEach(f -> bySentence
                    .computeIfAbsent(f.sentence(), k -> new ArrayList<>())
                    .add(f));
            for (List<Figure> own : bySentence.values()) {
                String text = passage.text();
                int start = own.get(0).from();
                while (start > 0 && "。；".indexOf(text.charAt(start - 1)) < 0) {
                    start--;
                }
                int end = own.get(own.size() - 1).to();
                while (end < text.length() && "。；".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                StringBuilder masked = new StringBuilder();
                int at = start;
                StringBuilder signature = new StringBuilder();
                for (Figure f : own) {
                    masked.append(text, Math.min(at, f.from()), f.from()).append('#');
                    signature.append(Repeats.counted(f.unit())).append('|');
                    at = f.to();
                }
                masked.append(text, Math.min(at, end), end);
                if (masked.length() >= SHORTEST) {
                    Set<String> bigrams = new HashSet<>();
                    for (int i = 0; i + 2 <= masked.length(); i++) {
                        bigrams.add(masked.substring(i, i + 2));
                    }
                    all.add(new Sentence(passage, own, bigrams, signature.toString()));
                }
            }
            return all;
        }

        /**
         * The same words: to the letter for a single figure; nine tenths of them where most of the figures are the same
         * too. Sentences made after one pattern for different things differ in most of their figures.
         */
        boolean isTwin(Sentence other) {
            long same = 0;
            for (int i = 0; i < figures.size(); i++) {
                same += sameValue(figures.get(i), other.figures.get(i)) ? 1 : 0;
            }
            if (figures.stream().anyMatch(f -> f.unit().dimension().equals("point"))
                    || figures.size() > 1 && same * 2 < figures.size()
                    || figures.size() == 1 && !bigrams.equals(other.bigrams)) {
                return false;
            }
            Set<String> few = bigrams.size() <= other.bigrams.size() ? bigrams : other.bigrams;
            Set<String> many = few == bigrams ? other.bigrams : bigrams;
            return few.size() * 10 >= many.size() * 7
                    && few.stream().filter(many::contains).count() * 10 >= few.size() * 9L;
        }
    }

    /**
     * The same thing told again in other words, as a results chapter repeats the work chapter: the names share most of their
     * characters and end alike, what is counted is the same, and neither tells another stage or period.
     */
    private static void retold(Report report, List<Same> all) {
        // The same kind of part may belong to several wholes
        Set<Figure> parts = new HashSet<>();
        Parts.of(report).found().forEach(b -> parts.addAll(b.parts()));
        Map<String, List<Figure>> byEnd = new LinkedHashMap<>();
        for (Figure figure : report.figures()) {
            String name = figure.label();
            boolean counts = !figure.isPercent()
                    && !figure.passage().isCell()
                    && !figure.unit().dimension().equals("point")
                    && name.length() >= SHORTEST_RETOLD
                    && !parts.contains(figure);
            if (counts
                    && !otherYear(report, figure)
                    && report.words().notActual().stream().noneMatch(name::contains)) {
                String end = name.substring(name.length() - SAME_END);
                put(byEnd, end + counted(figure.unit()) + counted(figure), figure);
            }
        }
        for (List<Figure> figures : byEnd.values()) {
            for (int i = 0; i < figures.size(); i++) {
                for (int j = i + 1; j < figures.size(); j++) {
                    List<Figure> pair = List.of(figures.get(i), figures.get(j));
                    if (pair.get(0).passage() != pair.get(1).passage()
                            && isRetold(
                                    report.words(),
                                    pair.get(0).label(),
                                    pair.get(1).label())
                            && all.stream().noneMatch(s -> s.figures().containsAll(pair))) {
                        all.add(new Same(pair.get(0).label(), pair, false));
                    }
                }
            }
        }
    }

    private static boolean isRetold(FigureWords words, String a, String b) {
        String few = a.length() <= b.length() ? a : b;
        String many = few == a ? b : a;
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 2 <= many.length(); i++) {
            pairs.add(many.substring(i, i + 2));
        }
        int shared = 0;
        for (int i = 0; i + 2 <= few.length(); i++) {
            shared += pairs.contains(few.substring(i, i + 2)) ? 1 : 0;
        }
        return shared * 10 >= (few.length() - 1) * 8
                && words.stage(a).equals(words.stage(b))
                && words.period(a).map(Map.Entry::getKey).equals(words.period(b).map(Map.Entry::getKey))
                && words.telling(few).length() >= TELLING;
    }

    /** Long amounts that differ in a single digit: one is most likely a slip of the other. */
    private static void slips(Report report, List<Same> all) {
        List<Figure> amounts = report.figures().stream()
                .filter(f -> f.isExact() && !f.isPercent() && digits(f).length() >= LONG_NUMBER)
                .toList();
        for (int i = 0; i < amounts.size(); i++) {
            for (int j = i + 1; j < amounts.size(); j++) {
                List<Figure> pair = List.of(amounts.get(i), amounts.get(j));
                if (pair.get(0).unit().equals(pair.get(1).unit())
                        && oneDigitApart(digits(pair.get(0)), digits(pair.get(1)))
                        && all.stream().noneMatch(s -> s.figures().containsAll(pair))) {
                    all.add(new Same(pair.get(0).label(), pair, false));
                }
            }
        }
    }

    /** 137.26 where 137.96 is told again and again; 4762.73万元 where 47626988.41元 is the total of a table. */
    private static void strays(Report report, List<Same> all) {
        List<Figure> amounts = report.figures().stream()
                .filter(f -> f.isExact() && f.isMoney() && f.places() > 0)
                .filter(Repeats::isTelling)
                .filter(f -> !Report.isCriterion(f.passage()))
                .toList();
        for (Figure stray : amounts) {
            List<Figure> alike = amounts.stream()
                    .filter(f -> f.unit().equals(stray.unit()) && oneDigitApart(digits(f), digits(stray)))
                    .filter(f -> !areOfTwoStages(report.words(), f, stray) && !isToldApart(report, f, stray))
                    .toList();
            boolean alone = amounts.stream().noneMatch(f -> f != stray && sameValue(f, stray));
            boolean often = alike.size() >= OFTEN
                    && alike.stream().map(Figure::base).distinct().count() == 1;
            if (alone && often) {
                pair(alike.get(0), stray, all);
            } else if (alone) {
                report.figures().stream()
                        .filter(Repeats::isInYuan)
                        .filter(f -> differ(digits(rounded(f, stray)), digits(stray)) == 1)
                        .filter(f -> amounts.stream().noneMatch(g -> sameValue(g, f)))
                        .findFirst()
                        .ifPresent(f -> pair(f, stray, all));
            }
        }
    }

    /** Not a round one: of 2,000.00 and 2,100.00 nobody can say that one is the other mistyped. */
    private static boolean isTelling(Figure amount) {
        return digits(amount).replaceAll("0+$", "").length() >= TELLING_NUMBER;
    }

    private static boolean areOfTwoStages(FigureWords words, Figure a, Figure b) {
        Optional<FigureWords.Stage> one = words.stage(a.label());
        Optional<FigureWords.Stage> other = words.stage(b.label());
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    /** By how much they differ is printed too, as when a budget was adjusted by a round amount. */
    private static boolean isToldApart(Report report, Figure a, Figure b) {
        Rational apart = a.base().minus(b.base()).abs();
        return report.figures().stream()
                .anyMatch(f -> f.isMoney() && f.base().abs().equals(apart));
    }

    /** To the cent in a table whose head tells the unit. */
    private static boolean isInYuan(Figure f) {
        return f.isExact()
                && f.passage().isCell()
                && f.unit().factor().equals(Rational.ONE)
                && (f.unit().symbol().isEmpty() || f.isMoney())
                && f.places() == 2
                && digits(f).length() > LONG_NUMBER;
    }

    private static void pair(Figure a, Figure b, List<Same> all) {
        List<Figure> pair = List.of(a, b);
        if (all.stream().noneMatch(s -> s.figures().containsAll(pair))) {
            all.add(new Same(b.label(), pair, false));
        }
    }

    /** An amount as it would be printed in the unit and with the places of another. */
    private static Figure rounded(Figure f, Figure like) {
        Rational value = f.base().over(like.unit().factor()).round(like.places(), RoundingMode.HALF_UP);
        return new Figure(
                f.passage(),
                f.from(),
                f.to(),
                value,
                like.places(),
                like.unit(),
                f.bound(),
                f.label(),
                f.after(),
                f.sentence(),
                false);
    }

    private static int differ(String a, String b) {
        int apart = Math.abs(a.length() - b.length()) * 2;
        for (int i = 0; i < Math.min(a.length(), b.length()); i++) {
            apart += a.charAt(i) == b.charAt(i) ? 0 : 1;
        }
        return apart;
    }

    private static String digits(Figure figure) {
        return figure.value()
                .toDecimal(figure.places(), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    /** The last digit may differ by rounding, so it does not count. */
    private static boolean oneDigitApart(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        int apart = 0;
        for (int i = 0; i < a.length(); i++) {
            apart += a.charAt(i) == b.charAt(i) ? 0 : 1;
        }
        return apart == 1 && a.charAt(a.length() - 1) == b.charAt(b.length() - 1);
    }

    private static void put(Map<String, List<Figure>> into, String key, Figure figure) {
        into.computeIfAbsent(key, k -> new ArrayList<>()).add(figure);
    }

    private static void collect(Map<String, List<Figure>> from, boolean sure, List<Same> all) {
        for (List<Figure> figures : from.values()) {
            // Within one paragraph a name may stand for several stages of the same amount
            List<Figure> apart = new ArrayList<>();
            for (Figure f : figures) {
                if (apart.stream().noneMatch(a -> a.passage() == f.passage())) {
                    apart.add(f);
                }
            }
            boolean known = all.stream().anyMatch(s -> s.figures().containsAll(apart));
            if (apart.size() > 1 && !known) {
                all.add(new Same(apart.get(0).label(), apart, sure));
            }
        }
    }

    /** The sentence up to the figure, other figures masked; with the end of the one before when that is short. */
    private static Optional<String> context(Figure figure) {
        String text = figure.passage().text();
        int start = figure.from();
        while (start > 0 && "。；".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        if (figure.from() - start < LONG_CONTEXT) {
            start = Math.max(0, start - SHORTEST_CONTEXT);
        }
        start = Math.max(start, figure.from() - LONGEST_CONTEXT);
        String context = DIGITS.matcher(text.substring(start, figure.from())).replaceAll("#");
        long han = context.codePoints().filter(Han::is).count();
        return han < SHORTEST_CONTEXT
                ? Optional.empty()
                : Optional.of(context + "|" + figure.unit().dimension() + figure.isPercent() + counted(figure));
    }

    /** What is counted: 7名孤儿 and 49名儿童 are two counts. */
    private static String counted(Figure figure) {
        return figure.isMoney() || figure.isPercent()
                ? ""
                : figure.after().substring(0, Math.min(4, figure.after().length()));
    }

    /** A name that can only mean one thing in a report. */
    private static Optional<String> name(Report report, Figure figure) {
        FigureWords words = report.words();
        if (figure.passage().isCell() && !figure.isPercent()) {
            return Optional.empty();
        }
        String clause = clause(figure);
        if (words.notActual().stream().anyMatch(clause::contains) || otherYear(report, figure)) {
            return Optional.empty();
        }
        String name = figure.label().replace("“", "").replace("”", "");
        int shortest = figure.isPercent() ? SHORTEST_RATE : SHORTEST_AMOUNT;
        boolean telling = figure.isPercent() || words.telling(name).length() >= TELLING;
        return name.length() >= shortest && telling && words.period(name).isEmpty()
                ? Optional.of(name)
                : Optional.empty();
    }

    private static String clause(Figure figure) {
        String text = figure.passage().text();
        int start = Math.max(
                text.lastIndexOf('。', Math.max(figure.from() - 1, 0)),
                text.lastIndexOf('；', Math.max(figure.from() - 1, 0)));
        int from = Math.max(start + 1, figure.from() - LONG_CONTEXT);
        return text.substring(from, Math.min(text.length(), figure.to() + 2));
    }

    private static boolean otherYear(Report report, Figure figure) {
        var years = YEAR.matcher(clause(figure));
        String last = null;
        while (years.find()) {
            last = years.group(1);
        }
        return last != null && !last.equals(report.year());
    }

    /** Rates of a quarter told in the text and in a table whose rows are quarters. */
    private static List<Same> periods(Report report) {
        FigureWords words = report.words();
        Map<String, List<Figure>> told = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (Figure figure : report.figures()) {
            if (!figure.isPercent() || !figure.isExact() || Report.isCriterion(figure.passage())) {
                continue;
            }
            // 一季度、三季度分别为23%和73%: the label cannot tell which is which
            boolean several = lead(figure).contains("分别");
            String name = figure.passage().isCell() ? cellName(report, figure) : several ? "" : figure.label();
            words.period(name)
                    .ifPresent(period -> words.ratio(name).ifPresent(ratio -> {
                        String rate = ratio.names().stream()
                                .filter(name::endsWith)
                                .findFirst()
                                .orElse("");
                        if (!rate.isEmpty()) {
                            String kind = ratio.names().stream()
                                    .filter(rate::endsWith)
                                    .min(java.util.Comparator.comparingInt(String::length))
                                    .orElse(rate);
                            put(told, period.getKey() + kind, figure);
                            names.putIfAbsent(period.getKey() + kind, name);
                        }
                    }));
        }
        List<Same> all = new ArrayList<>();
        told.forEach((key, figures) -> {
            boolean apart = figures.stream()
                            .map(f -> f.passage()
                                    .cell()
                                    .map(c -> c.table().number())
                                    .orElse(0))
                            .distinct()
                            .count()
                    > 1;
            if (apart) {
                List<Figure> firsts = new ArrayList<>();
                firsts.add(figures.get(0));
                figures.stream()
                        .filter(f ->
                                f.passage().isCell() != figures.get(0).passage().isCell())
                        .findFirst()
                        .ifPresent(firsts::add);
                all.add(new Same(names.get(key), firsts, true));
            }
        });
        return all;
    }

    private static String lead(Figure figure) {
        String text = figure.passage().text();
        int start = Math.max(text.lastIndexOf('。', figure.from()), text.lastIndexOf('；', figure.from())) + 1;
        return text.substring(start, figure.from());
    }

    /** Row head and column head together: 第一季度 + 各季度执行率. */
    public static String cellName(Report report, Figure figure) {
        Passage.InTable at = figure.passage().cell().orElseThrow();
        String row =
                report.cell(at.table(), at.cell().row(), 1).map(Passage::text).orElse("");
        String column = "";
        for (int r = at.cell().row() - 1; r >= 1 && column.isEmpty(); r--) {
            String above = report.cell(at.table(), r, at.cell().column())
                    .map(Passage::text)
                    .orElse("");
            if (!above.isEmpty() && above.chars().noneMatch(Character::isDigit)) {
                column = above;
            }
        }
        for (String word : report.words().each()) {
            column = column.replace(word, "");
        }
        return row + column;
    }

    /** Equal, or one is the other rounded to fewer places. */
    public static boolean sameValue(Figure a, Figure b) {
        Figure coarse = a.halfUnit().compareTo(b.halfUnit()) >= 0 ? a : b;
        Figure fine = coarse == a ? b : a;
        return a.base().equals(b.base())
                || fine.base()
                        .over(coarse.unit().factor())
                        .round(coarse.places(), RoundingMode.HALF_UP)
                        .equals(coarse.value())
                || fine.base()
                        .over(coarse.unit().factor())
                        .round(coarse.places(), RoundingMode.DOWN)
                        .equals(coarse.value());
    }
}
