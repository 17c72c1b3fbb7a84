package org.hengji.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hengji.documents.Document;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;

/** Runs the checks over reports of the corpus. */
final class Corpus {
    private static final Checker CHECKER = Checker.shipped(Waivers.NONE);

    private Corpus() {}

    static Document read(String text) throws Exception {
        return DocumentReader.read("report.txt", text.getBytes(StandardCharsets.UTF_8), Limits.USUAL);
    }

    /** @param others further reports of the same run */
    static Verdict verdict(String name, Document document, Document... others) {
        List<Report> reports = new ArrayList<>(List.of(Report.of(name, document)));
        for (Document other : others) {
            reports.add(Report.of("beside " + reports.size(), other));
        }
        Verdict verdict = CHECKER.check(reports.toArray(Report[]::new)).get(0);
        assertThat(verdict.errors()).isEmpty();
        return verdict;
    }

    /** What the check of a planting finds in the edited report, wherever it stands. */
    static List<Finding> findings(Planting planting, Document document) throws Exception {
        Document[] others =
                planting.beside().isEmpty() ? new Document[0] : new Document[] {read(planting.besideText())};
        return verdict(planting.report(), document, others).findings().stream()
                .map(Verdict.Judged::finding)
                .filter(f -> f.check().equals(planting.check().orElseThrow()))
                .toList();
    }

    static boolean isFound(Planting planting, Document document) throws Exception {
        Places quotes = Places.of(document, planting.quotes());
        return findings(planting, document).stream()
                .anyMatch(f -> f.places().stream().anyMatch(quotes::overlap));
    }

    static String line(String name, Document document, Verdict.Judged found) {
        String words = found.finding().places().isEmpty()
                ? "-"
                : document.words(found.finding().places().get(0).span()).replaceAll("\\s+", " ");
        return name + " " + found.finding().check() + " " + words;
    }

    /** Of a report that is right; a question that the check itself doubts is none. */
    static boolean isFalseAlarm(Verdict.Judged found) {
        return switch (found.severity()) {
            case FACTUAL, SCORE_CHANGING -> true;
            case COSMETIC -> false;
            case QUESTION -> found.finding().confidence() != Finding.Confidence.LOW;
        };
    }

    /** Lists of {@code gaps.yaml} by name. */
    static Map<String, Set<String>> gaps() {
        try {
            return Planting.data(Planting.CORPUS.resolve("gaps.yaml")).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            e -> ((List<?>) e.getValue())
                                    .stream().map(String.class::cast).collect(Collectors.toCollection(TreeSet::new))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
