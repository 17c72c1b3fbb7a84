package org.hengji.checker.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Figure.Bound;
import org.hengji.checker.reading.Figures;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.reading.Passages;
import org.hengji.checker.vocabulary.FigureWords;

/** Reads the value of a cell, or of a stretch of text. */
final class Values {
    private static final Pattern RANGE = Pattern.compile("\\d+(\\.\\d+)?[%\\p{IsHan}]{0,3}[-~至到]\\d+(\\.\\d+)?.*");
    private static final Pattern DEADLINE = Pattern.compile(".*(前|之前|以前|完成)");
    private static final String BY_NAME = "，、；;,。:()的为共";

    private static final Figures FIGURES = new Figures(FigureWords.shipped());

    private Values() {}

    /** What is typed into the cell of a target form. */
    static Value of(String cell) {
        Passage passage = Passages.of(cell);
        return of(passage, 0, passage.text().length(), FIGURES.in(passage), TargetWords.shipped());
    }

    static Value of(Passage passage, int from, int to, List<Figure> figures, TargetWords words) {
        String text = passage.text().substring(from, to).strip();
        if (text.isEmpty()) {
            return new Value.Blank();
        }
        if (words.none().contains(text)) {
            return new Value.NotSet();
        }
        List<Figure> main = new ArrayList<>();
        for (Figure figure : figures) {
            if (figure.from() >= from && figure.to() <= to && !bracketed(passage.text(), from, figure.from())) {
                main.add(figure);
            }
        }
        List<Day> days = Day.in(text);
        if (main.isEmpty()) {
            return days.size() == 1
                            && (DEADLINE.matcher(text).matches() || days.get(0).to() == text.length())
                    ? new Value.On(days.get(0))
                    : new Value.Words(text);
        }
        if (main.size() == 1) {
            return new Value.Amount(main.get(0));
        }
        if (main.size() == 2 && isRange(text, main.get(0), main.get(1))) {
            return new Value.Between(main.get(0), main.get(1));
        }
        List<Value.Part> parts = new ArrayList<>();
        for (Figure figure : main) {
            String name = name(figure);
            if (name.isEmpty() || parts.stream().anyMatch(p -> p.name().equals(name))) {
                return new Value.Words(text);
            }
            parts.add(new Value.Part(name, figure));
        }
        return new Value.Composite(parts);
    }

    private static boolean isRange(String text, Figure low, Figure high) {
        boolean up = low.bound() == Bound.AT_LEAST || low.bound() == Bound.MORE;
        boolean down = high.bound() == Bound.AT_MOST || high.bound() == Bound.LESS;
        boolean sameUnit = low.isLike(high) || low.unit().symbol().isEmpty();
        return sameUnit
                && low.value().compareTo(high.value()) < 0
                && (up && down || RANGE.matcher(text).matches());
    }

    private static String name(Figure figure) {
        String label = figure.label();
        while (!label.isEmpty() && BY_NAME.indexOf(label.charAt(0)) >= 0) {
            label = label.substring(1);
        }
        return label;
    }

    private static boolean bracketed(String text, int from, int at) {
        int depth = 0;
        for (int i = from; i < at; i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
        }
        return depth > 0;
    }
}
