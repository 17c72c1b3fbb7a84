package org.hengji.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hengji.documents.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole reports of bodies that do not exist, right in every figure, and the same reports with one fault planted: every
 * fault is found where it stands, and nothing above cosmetic is found without one, save questions that the check itself
 * doubts. What is not so is listed in
 * {@code gaps}, a file for each check, and the lists are held both ways.
 */
class CorpusTest {
    private static final Map<String, Set<String>> GAPS = Corpus.gaps();
    private static final Set<String> CHECKS =
            Checks.all().stream().map(Check::id).collect(Collectors.toSet());
    private static final Set<String> MISSED = new ConcurrentSkipListSet<>();
    private static final Set<String> ALARMS = new ConcurrentSkipListSet<>();
    private static final Set<String> QUESTIONS = new ConcurrentSkipListSet<>();

    @TestFactory
    Stream<DynamicTest> plantedFaultIsFoundWhereItStands() throws IOException {
        return Planting.all().stream()
                .filter(p -> p.check().isPresent())
                .map(p -> DynamicTest.dynamicTest(p.check().orElseThrow() + " " + p.name(), () -> found(p)));
    }

    @TestFactory
    Stream<DynamicTest> changeThatIsNoFaultIsLeftAlone() throws IOException {
        return Planting.all().stream()
                .filter(p -> p.check().isEmpty())
                .map(p -> DynamicTest.dynamicTest(p.name(), () -> leftAlone(p.name(), p.text())));
    }

    @TestFactory
    Stream<DynamicTest> cleanReportIsLeftAlone() throws IOException {
        return Planting.reports().stream()
                .map(report -> DynamicTest.dynamicTest(report, () -> leftAlone(report, Planting.clean(report))));
    }

    @Test
    void listsOfGapsNameWhatIsThereEachUnderItsCheck() throws IOException {
        Map<String, String> checks = new TreeMap<>();
        for (Planting planting : Planting.all()) {
            checks.put(planting.name(), planting.check().orElse(""));
        }
        Corpus.gapsByCheck().forEach((check, lists) -> {
            assertThat(lists.getOrDefault("not-found", Set.of()))
                    .as(check)
                    .allSatisfy(name -> assertThat(checks).containsEntry(name, check));
            assertThat(lists.getOrDefault("not-found-in-format", Set.of()))
                    .as(check)
                    .allSatisfy(line -> assertThat(checks).containsEntry(line.split(" ", 2)[1], check));
            assertThat(lists.getOrDefault("false-alarms", Set.of()))
                    .as(check)
                    .allMatch(line -> line.split(" ")[1].equals(check));
            assertThat(lists.getOrDefault("otherwise-in-format", Set.of()))
                    .as(check)
                    .allMatch(line -> line.contains(": " + check));
        });
        Set<String> names = new TreeSet<>(Planting.reports());
        names.addAll(checks.keySet());
        assertThat(names)
                .containsAll(GAPS.get("false-alarms").stream()
                        .map(line -> line.split(" ", 2)[0])
                        .toList());
    }

    @AfterAll
    static void list() throws IOException {
        Files.write(Path.of("target/corpus-missed.txt"), MISSED);
        Files.write(Path.of("target/corpus-alarms.txt"), ALARMS);
        Files.write(Path.of("target/corpus-questions.txt"), QUESTIONS);
    }

    private static void found(Planting planting) throws Exception {
        String check = planting.check().orElseThrow();
        assumeTrue(CHECKS.contains(check), check + " is not there yet");
        boolean found = Corpus.isFound(planting, Corpus.read(planting.text()));
        if (!found) {
            MISSED.add(planting.name());
        }
        if (GAPS.get("not-found").contains(planting.name())) {
            assertThat(found).as("is found; take it off the list of gaps").isFalse();
        } else {
            assertThat(found).as("%s in one of %s", check, planting.quotes()).isTrue();
        }
    }

    private static void leftAlone(String name, String text) throws Exception {
        Document document = Corpus.read(text);
        Verdict verdict = Corpus.verdict(name, document);
        List<String> alarms = verdict.findings().stream()
                .filter(Corpus::isFalseAlarm)
                .map(f -> Corpus.line(name, document, f))
                .distinct()
                .toList();
        ALARMS.addAll(alarms);
        verdict.findings().stream()
                .filter(f -> f.severity() == Finding.Severity.QUESTION && !Corpus.isFalseAlarm(f))
                .forEach(f -> QUESTIONS.add(Corpus.line(name, document, f) + " | "
                        + f.finding().confidence().key() + " | "
                        + f.finding().message().zh()));
        assertThat(alarms)
                .containsExactlyInAnyOrderElementsOf(GAPS.get("false-alarms").stream()
                        .filter(line -> line.startsWith(name + " "))
                        .toList());
    }
}
