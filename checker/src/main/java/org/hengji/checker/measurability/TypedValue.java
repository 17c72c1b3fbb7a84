package org.hengji.checker.measurability;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Figures;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.reading.Passages;
import org.hengji.checker.targets.Value;
import org.hengji.checker.vocabulary.FigureWords;

/**
 * What the cells of a row say together of its target.
 *
 * @param words comparator, value and unit in one, as a reader would write them: ≥1500家
 * @param value those words, read
 * @param figures every number in them, brackets included
 * @param unit unit of a single number as written, also one that nobody has defined; empty when there is none
 */
record TypedValue(String words, Value value, List<Figure> figures, String unit) {
    private static final Figures FIGURES = new Figures(FigureWords.shipped());
    private static final Pattern SIGNED = Pattern.compile("[≥≤><=].*");
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile(".*[\\d万亿]");

    static TypedValue of(TargetRow row) {
        String value = row.text(Field.VALUE);
        String even = MeasureWords.even(value);
        Comparator comparator = row.comparator().orElse(null);
        boolean number = even.chars().anyMatch(Character::isDigit);
        String words = value;
        if (comparator != null
                && comparator.isSign()
                && number
                && !SIGNED.matcher(even).matches()) {
            words = comparator.label().zh() + words;
        }
        if (row.has(Field.UNIT) && number && ENDS_IN_NUMBER.matcher(even).matches()) {
            words = words + row.text(Field.UNIT);
        }
        return of(words);
    }

    static TypedValue of(String typed) {
        String words = typed.replace("个工作日", "工作日");
        Passage passage = Passages.of(words);
        Value value = Value.of(words);
        String unit = "";
        if (value instanceof Value.Amount a) {
            unit = a.figure().unit().symbol().isEmpty()
                    ? a.figure().after()
                    : a.figure().unit().symbol();
        }
        return new TypedValue(words, value, FIGURES.in(passage), unit.strip());
    }

    boolean isNumeric() {
        return value instanceof Value.Amount || value instanceof Value.Between || value instanceof Value.Composite;
    }

    /** Kind of measure as {@code measures} of the words names them. */
    String measure() {
        if (value instanceof Value.Amount a) {
            return measure(a.figure());
        } else if (value instanceof Value.Between b) {
            return measure(b.high());
        } else if (value instanceof Value.Composite) {
            return "count";
        } else if (value instanceof Value.On) {
            return "date";
        }
        return "words";
    }

    private static String measure(Figure figure) {
        if (figure.isPercent()) {
            return "percent";
        }
        String dimension = figure.unit().dimension();
        if (dimension.startsWith("money")) {
            return "money";
        }
        return switch (dimension) {
            case "day", "working-day", "minute", "month" -> "time";
            case "point" -> "point";
            default -> "count";
        };
    }

    /**
     * The columns of a value that was typed into one: ≥1500 家 is a comparator, a number and a unit. What cannot be parted
     * stays whole.
     */
    static Map<Field, String> columns(String words) {
        Map<Field, String> columns = new EnumMap<>(Field.class);
        TypedValue typed = of(words);
        String plain = Passages.of(typed.words).text();
        columns.put(Field.VALUE, words.strip());
        if (typed.value instanceof Value.Amount a && typed.figures.size() == 1) {
            Figure figure = a.figure();
            String rest = plain.substring(0, figure.from()).replaceAll("[=\\s]", "");
            String behind = plain.substring(figure.to()).strip();
            boolean bare = figure.unit().symbol().isEmpty();
            if (rest.isEmpty() && (behind.isEmpty() || bare && behind.equals(typed.unit))) {
                columns.put(Field.VALUE, number(figure));
                columns.put(Field.UNIT, typed.unit);
                String sign = sign(figure.bound());
                if (!sign.isEmpty()) {
                    columns.put(Field.COMPARATOR, sign);
                } else if (plain.startsWith("=")) {
                    columns.put(Field.COMPARATOR, Comparator.EQUAL.label().zh());
                }
            }
        } else if (typed.value instanceof Value.Between) {
            columns.put(Field.COMPARATOR, Comparator.BETWEEN.label().zh());
        } else if (typed.value instanceof Value.Composite
                || typed.value instanceof Value.Amount && typed.figures.size() > 1) {
            columns.put(Field.COMPARATOR, Comparator.PARTS.label().zh());
        } else if (typed.value instanceof Value.On) {
            columns.put(Field.COMPARATOR, Comparator.DEADLINE.label().zh());
        } else if (typed.value instanceof Value.Words) {
            columns.put(Field.COMPARATOR, Comparator.WORDS.label().zh());
        }
        return columns;
    }

    /** The number as printed, thousands separators left out. */
    static String number(Figure figure) {
        return figure.value()
                .toDecimal(figure.places(), java.math.RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    static String sign(Figure.Bound bound) {
        return switch (bound) {
            case AT_LEAST -> Comparator.AT_LEAST.label().zh();
            case MORE -> Comparator.MORE.label().zh();
            case AT_MOST -> Comparator.AT_MOST.label().zh();
            case LESS -> Comparator.LESS.label().zh();
            default -> "";
        };
    }
}
