package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Block;
import org.hengji.documents.Span;
import org.hengji.scoring.number.Rational;

/**
 * Grades in a report: the label that it gives itself and the bands that it declares.
 *
 * @param published the label of the whole, each time it is told
 * @param bands as the report declares them, best first; empty when it does not
 */
public record ToldGrades(List<Label> published, List<Band> bands) {

    public record Label(String label, Span span) {}

    /**
     * From {@code from} points up, to the next better band.
     *
     * @param to where it ends by its own words
     */
    public record Band(String label, Rational from, Optional<Rational> to, Span span) {}

    private static final int FEWEST_BANDS = 3;
    private static final int BEFORE = 10;
    private static final Pattern ONE = Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d+)?(?!\\d)");

    public static ToldGrades of(Report report) {
        return report.derived(ToldGrades.class, ToldGrades::find);
    }

    private static ToldGrades find(Report report) {
        ScoreWords words = ScoreWords.shipped();
        String label = "(" + String.join("|", quoted(words.gradeLabels())) + ")";
        Pattern told = Pattern.compile("(?:" + String.join("|", quoted(words.gradeLead())) + ")(?:为|是)?:?[“”\"]?"
                + label + "(?:等级|等|级|档)?\\d?[“”\"]?\\d{0,2}(?=[，。；、;,.)(]|$)");
        String leads = "(?:" + String.join("|", quoted(words.gradeLead())) + ")";
        Pattern inCell = Pattern.compile("(?:[^，。；]{0,6})等级[为:]" + label);
        // What stands in quotes behind the words for a grade is one, whatever it is
        Pattern inQuotes = Pattern.compile(leads + "(?:为|是)?:?[“\"]([^“”\"，。]{1,4}?)\\d?[”\"]");
        Pattern named = Pattern.compile("(?:为|是|:)[“\"]?" + label + "[”\"]?(?=[，。；、;,.)]|$)");
        List<Label> published = new ArrayList<>();
        List<Band> bands = new ArrayList<>();
        for (Passage passage : report.passages()) {
            if (passage.isCell()) {
                beside(report, passage, words).ifPresent(published::add);
                Matcher alone = inCell.matcher(passage.text());
                if (alone.matches()) {
                    published.add(new Label(alone.group(1), passage.original(alone.start(1), alone.end(1))));
                }
                continue;
            }
            List<Band> declared = bands(passage, named);
            if (declared.size() >= FEWEST_BANDS && bands.isEmpty()) {
                bands.addAll(declared);
            }
            Matcher quoted = inQuotes.matcher(passage.text());
            while (quoted.find()) {
                if (!words.gradeLabels().contains(quoted.group(1))) {
                    published.add(new Label(quoted.group(1), passage.original(quoted.start(1), quoted.end(1))));
                }
            }
            Matcher m = told.matcher(passage.text());
            while (m.find()) {
                String before = passage.text().substring(Math.max(0, m.start() - BEFORE), m.start());
                if (!ToldWords.any(ToldWords.shipped().elsewhere(), before)) {
                    published.add(new Label(m.group(1), passage.original(m.start(1), m.end(1))));
                }
            }
        }
        bands.sort(Comparator.comparing(Band::from).reversed());
        return new ToldGrades(List.copyOf(published), List.copyOf(bands));
    }

    /** 评价等级|优 as two cells. */
    private static Optional<Label> beside(Report report, Passage passage, ScoreWords words) {
        String head = passage.text().replaceAll("[:为\\s]+$", "");
        if (!words.gradeLead().contains(head)) {
            return Optional.empty();
        }
        Block.Cell cell = passage.cell().orElseThrow().cell();
        return report.cell(passage.cell().orElseThrow().table(), cell.row(), cell.column() + cell.columns())
                .filter(p -> words.gradeLabels().contains(p.text()))
                .map(p -> new Label(p.text(), p.original()));
    }

    /** 90(含)-100分为优、80(含)-90分为良…, or ≥90分为优；80≤分值<90为良… */
    private static List<Band> bands(Passage passage, Pattern named) {
        List<Band> bands = new ArrayList<>();
        Matcher m = named.matcher(passage.text());
        int from = 0;
        while (m.find()) {
            String segment = passage.text().substring(from, m.start());
            String clause = segment.replaceAll("^.*[，。；、:]", "");
            List<Rational> numbers = new ArrayList<>();
            Matcher n = ONE.matcher(clause);
            while (n.find()) {
                Rational value = Rational.parse(n.group());
                if (value.compareTo(Rational.HUNDRED) <= 0) {
                    numbers.add(value);
                }
            }
            Span span = passage.original(m.start(1), m.end(1));
            if (numbers.size() >= 2) {
                bands.add(new Band(
                        m.group(1),
                        numbers.get(0).min(numbers.get(1)),
                        Optional.of(numbers.get(0).max(numbers.get(1))),
                        span));
            } else if (numbers.size() == 1) {
                boolean up = ToldWords.any(ToldWords.shipped().upwards(), clause);
                bands.add(new Band(
                        m.group(1),
                        up ? numbers.get(0) : Rational.ZERO,
                        up ? Optional.empty() : Optional.of(numbers.get(0)),
                        span));
            }
            from = m.end();
        }
        long distinct = bands.stream().map(Band::from).distinct().count();
        return distinct == bands.size() ? bands : List.of();
    }

    private static List<String> quoted(List<String> words) {
        return words.stream().map(Pattern::quote).toList();
    }
}
