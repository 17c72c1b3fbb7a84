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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hengji.checker.reading.Figure;
import org.hengji.documents.Document;
import org.hengji.documents.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whoever alters a figure that an agreeing computation rests on is found out, at that place. Which figures these are, and
 * with which other values, the checks say themselves when they judge the clean report.
 */
class AlteredFigureTest {
    private static final int LONGEST_CELL = 20;
    /** Thousands separators may be misplaced by it, as they are in reports. */
    private static final Pattern POINT = Pattern.compile("(\\d)\\.(\\d)(\\d)");

    /** How figures go wrong when they are typed or copied. */
    enum Slip {
        ONE_DIGIT(85),
        DIGITS_EXCHANGED(80),
        POINT_MOVED(85),
        /** Most of the figures that have 万 or 亿 at all are wholes, whose lists may name only some of the parts. */
        UNIT_OF_ANOTHER_SIZE(50),
        FIGURE_OF_ANOTHER_ROW(85);

        /** Of a hundred recomputed figures: those that a computation rests on, or this would say nothing. */
        final int fewest;

        Slip(int fewest) {
            this.fewest = fewest;
        }
    }

    @ParameterizedTest
    @EnumSource
    void altered_figure_is_found(Slip slip) throws Exception {
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
                Span span = figure.span();
                String words = clean.words(span);
                String changed = altered(slip, words, report, figure);
                if (changed.equals(words)) {
                    continue;
                }
                recomputed++;
                String line = name + " line " + clean.line(span.start()) + " " + String.join("+", checks) + ": " + words
                        + " to " + changed;
                Document document = Corpus.read(clean.text().substring(0, span.start())
                        + changed
                        + clean.text().substring(span.end()));
                Span place = new Span(span.start(), span.start() + changed.length());
                Figure other = Report.of(name, document).figureAt(place).orElseThrow(() -> new AssertionError(line));
                if (agreeing(tallies, figure, t -> t.rests(figure, other)).isEmpty()) {
                    left.add(line);
                    continue;
                }
                altered++;
                Set<String> after = findings(name, document, place);
                after.removeAll(before);
                if (after.isEmpty()) {
                    missed.add(line);
                }
            }
        }
        Files.write(Path.of("target/corpus-altered-" + slip + ".txt"), left);
        assertThat(missed).as("of %d altered figures", altered).isEmpty();
        assertThat(altered * 100)
                .as("of %d recomputed figures, %d left out", recomputed, left.size())
                .isGreaterThan(recomputed * slip.fewest);
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

    /** The place of the figure chooses among several; the words as they are where this slip cannot happen to them. */
    private static String altered(Slip slip, String words, Report report, Figure figure) {
        int seed = figure.span().start();
        return switch (slip) {
            case ONE_DIGIT -> oneDigit(words, seed);
            case DIGITS_EXCHANGED -> exchanged(words, seed);
            case POINT_MOVED -> POINT.matcher(words).replaceFirst("$1$2.$3").replaceFirst("^0+(?=\\d)", "");
            case UNIT_OF_ANOTHER_SIZE -> words.contains("亿") ? words.replace('亿', '万') : words.replace('万', '亿');
            case FIGURE_OF_ANOTHER_ROW -> ofAnotherRow(words, seed, report, figure);
        };
    }

    private static List<Integer> digits(String words) {
        return IntStream.range(0, words.length())
                .filter(i -> words.charAt(i) >= '0' && words.charAt(i) <= '9')
                .boxed()
                .toList();
    }

    /** Two neighbours, no nothing in front. */
    private static String exchanged(String words, int seed) {
        List<Integer> digits = digits(words);
        List<Integer> firsts = IntStream.range(0, Math.max(0, digits.size() - 1))
                .filter(i -> words.charAt(digits.get(i)) != words.charAt(digits.get(i + 1)))
                .filter(i -> i > 0 || words.charAt(digits.get(1)) != '0')
                .boxed()
                .toList();
        if (firsts.isEmpty()) {
            return words;
        }
        int first = firsts.get(seed % firsts.size());
        StringBuilder changed = new StringBuilder(words);
        changed.setCharAt(digits.get(first), words.charAt(digits.get(first + 1)));
        changed.setCharAt(digits.get(first + 1), words.charAt(digits.get(first)));
        return changed.toString();
    }

    /** One of the same column and kind with another value. */
    private static String ofAnotherRow(String words, int seed, Report report, Figure figure) {
        if (figure.passage().cell().isEmpty()) {
            return words;
        }
        var at = figure.passage().cell().get();
        List<String> others = at.table().cells().stream()
                .filter(c ->
                        c.column() == at.cell().column() && c.row() != at.cell().row())
                .flatMap(c -> report.figures(report.passage(c)).stream())
                .filter(f -> f.isLike(figure) && !f.base().equals(figure.base()))
                .filter(f -> f.passage().text().length() < LONGEST_CELL)
                .map(f -> report.words(f.span()))
                .toList();
        return others.isEmpty() ? words : others.get(seed % others.size());
    }

    /** Not the first one to nothing. */
    private static String oneDigit(String words, int seed) {
        List<Integer> digits = digits(words);
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
