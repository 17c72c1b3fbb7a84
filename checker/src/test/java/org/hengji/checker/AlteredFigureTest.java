package org.hengji.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hengji.checker.reading.Figure;
import org.hengji.documents.Document;
import org.hengji.documents.Span;
import org.junit.jupiter.api.Test;

/**
 * Whoever changes one digit of a figure that an agreeing computation rests on is found out, at that place. Which figures
 * these are, and with which other values, the checks say themselves when they judge the clean report.
 */
class AlteredFigureTest {
    /** Of a hundred recomputed figures: those that a computation rests on, or this would say nothing. */
    private static final int FEWEST = 85;

    @Test
    void altered_figure_is_found() throws Exception {
        int recomputed = 0;
        int altered = 0;
        List<String> missed = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (String name : Planting.reports()) {
            Document clean = Corpus.read(Planting.clean(name));
            Set<String> before = findings(name, clean, new Span(0, clean.text().length()));
            Report report = Report.of(name, clean);
            Map<String, Tally> tallies = tallies(report);
            for (Figure figure : report.figures()) {
                Set<String> checks = agreeing(tallies, figure, t -> true);
                if (checks.isEmpty()) {
                    continue;
                }
                recomputed++;
                Span span = figure.span();
                String words = clean.words(span);
                String changed = altered(words, span.start());
                String line = name + " line " + clean.line(span.start()) + " " + String.join("+", checks) + ": " + words
                        + " to " + changed;
                Document document = Corpus.read(clean.text().substring(0, span.start())
                        + changed
                        + clean.text().substring(span.end()));
                Figure other = Report.of(name, document).figureAt(span).orElseThrow(() -> new AssertionError(line));
                if (agreeing(tallies, figure, t -> t.rests(figure, other)).isEmpty()) {
                    left.add(line);
                    continue;
                }
                altered++;
                Set<String> after = findings(name, document, span);
                after.removeAll(before);
                if (after.isEmpty()) {
                    missed.add(line);
                }
            }
        }
        Files.write(Path.of("target/corpus-altered.txt"), left);
        assertThat(missed).as("of %d altered figures", altered).isEmpty();
        assertThat(altered * 100)
                .as("of %d recomputed figures, %d left out", recomputed, left.size())
                .isGreaterThan(recomputed * FEWEST);
    }

    private static Map<String, Tally> tallies(Report report) {
        Map<String, Tally> tallies = new TreeMap<>();
        for (Check check : Checks.all()) {
            Tally tally = new Tally();
            check.run(report, tally);
            tallies.put(check.id(), tally);
        }
        return tallies;
    }

    /** The checks that computed the figure again and found it right. */
    private static Set<String> agreeing(Map<String, Tally> tallies, Figure figure, Predicate<Tally> such) {
        Set<String> checks = new TreeSet<>();
        tallies.forEach((check, tally) -> {
            if (tally.recomputed().getOrDefault(figure, false) && such.test(tally)) {
                checks.add(check);
            }
        });
        return checks;
    }

    private static Set<String> findings(String report, Document document, Span at) {
        Places place = new Places(List.of(at));
        return Corpus.verdict(report, document).findings().stream()
                .map(Verdict.Judged::finding)
                .filter(f -> f.places().stream().anyMatch(place::overlap))
                .map(f -> f.check() + " " + f.message().zh())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** One digit, the place of the figure choosing which, the first one not to nothing. */
    private static String altered(String words, int seed) {
        List<Integer> digits = new ArrayList<>();
        for (int i = 0; i < words.length(); i++) {
            if (words.charAt(i) >= '0' && words.charAt(i) <= '9') {
                digits.add(i);
            }
        }
        if (digits.isEmpty()) {
            return numeral(words);
        }
        int at = digits.get(seed % digits.size());
        int digit = words.charAt(at) - '0';
        char other = (char) ('0' + (digit + 3) % 10);
        other = other == '0' && at == digits.get(0) ? '5' : other;
        return words.substring(0, at) + other + words.substring(at + 1);
    }

    private static String numeral(String words) {
        String from = "一二两三四五六七八九";
        for (int i = 0; i < words.length(); i++) {
            int digit = from.indexOf(words.charAt(i));
            if (digit >= 0) {
                return words.substring(0, i) + (digit == 4 ? '七' : '四') + words.substring(i + 1);
            }
        }
        return words;
    }
}
