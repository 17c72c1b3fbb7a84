package org.hengji.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hengji.checker.reading.Figure;
import org.hengji.documents.Document;
import org.hengji.documents.Span;
import org.junit.jupiter.api.Test;

/** Whoever changes one digit of a figure that can be computed again is found out, at that place. */
class AlteredFigureTest {
    /** Of a hundred altered figures; the others are told by kind in {@code target}. */
    private static final int FLOOR = 95;

    @Test
    void altered_figure_is_found() throws Exception {
        int altered = 0;
        int found = 0;
        Map<String, Integer> missedByCheck = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        for (String report : Planting.reports()) {
            Document clean = Corpus.read(Planting.clean(report));
            Set<String> before =
                    findings(report, clean, new Span(0, clean.text().length()));
            for (Map.Entry<Figure, Set<String>> recomputed :
                    recomputed(Report.of(report, clean)).entrySet()) {
                Figure figure = recomputed.getKey();
                Span span = figure.span();
                String words = clean.words(span);
                String changed = altered(words, span.start());
                Document document = Corpus.read(clean.text().substring(0, span.start())
                        + changed
                        + clean.text().substring(span.end()));
                Set<String> after = findings(report, document, span);
                after.removeAll(before);
                altered++;
                if (after.isEmpty()) {
                    String checks = String.join("+", recomputed.getValue());
                    missedByCheck.merge(checks, 1, Integer::sum);
                    missed.add(report + " line " + clean.line(span.start()) + " " + checks + ": " + words + " to "
                            + changed);
                } else {
                    found++;
                }
            }
        }
        missed.add(0, found + " of " + altered + " found; missed by the checks that recompute them: " + missedByCheck);
        write(missed);
        assertThat(altered).isGreaterThan(300);
        assertThat(found * 100).as(missed.get(0)).isGreaterThanOrEqualTo(FLOOR * altered);
    }

    /** Figures that some check computed again and found right, with the checks. */
    private static Map<Figure, Set<String>> recomputed(Report report) {
        Map<Figure, Set<String>> checks = new IdentityHashMap<>();
        for (Check check : Checks.all()) {
            Tally tally = new Tally();
            check.run(report, tally);
            tally.recomputed().forEach((figure, agrees) -> {
                if (agrees) {
                    checks.computeIfAbsent(figure, f -> new TreeSet<>()).add(check.id());
                }
            });
        }
        return checks.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        java.util.Comparator.comparing(figure -> figure.span().start())))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, java.util.LinkedHashMap::new));
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

    private static void write(List<String> lines) throws IOException {
        Files.write(Path.of("target/corpus-altered.txt"), lines);
    }
}
