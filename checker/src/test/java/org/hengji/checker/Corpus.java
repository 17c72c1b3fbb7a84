package org.hengji.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hengji.documents.Document;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;

/** Runs the checks over reports of the corpus. */
final class Corpus {
    private static final Checker CHECKER = Checker.shipped(Waivers.NONE);

    private static final List<String> LISTS =
            List.of("not-found", "false-alarms", "not-found-in-format", "otherwise-in-format");

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

    /** What is known not to be so, by list: of each check a file in {@code gaps}. */
    static Map<String, Set<String>> gaps() {
        Map<String, Set<String>> gaps = new HashMap<>();
        for (String list : LISTS) {
            gaps.put(list, new TreeSet<>());
        }
        gapsByCheck()
                .forEach((check, lists) ->
                        lists.forEach((list, lines) -> gaps.get(list).addAll(lines)));
        return gaps;
    }

    /** Check to list to lines. */
    static Map<String, Map<String, Set<String>>> gapsByCheck() {
        Map<String, Map<String, Set<String>>> gaps = new TreeMap<>();
        try (Stream<Path> files = Files.list(Planting.CORPUS.resolve("gaps"))) {
            for (Path file : files.sorted().toList()) {
                Map<String, Set<String>> lists = new HashMap<>();
                Planting.data(file).forEach((list, lines) -> {
                    assertThat(LISTS).as("%s", file).contains(list);
                    lists.put(
                            list,
                            ((List<?>) lines).stream().map(String.class::cast).collect(Collectors.toSet()));
                });
                gaps.put(file.getFileName().toString().replace(".yaml", ""), lists);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return gaps;
    }
}
