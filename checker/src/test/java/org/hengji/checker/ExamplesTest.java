package org.hengji.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.hengji.frameworks.DataFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every check has its own small reports: {@code fails-*} with the faults it must find and no others, {@code passes-*} where
 * it applies and finds nothing, {@code skips-*} where it must not apply.
 */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/examples");
    /** Another report of the same run, for checks that compare. */
    private static final String BESIDE = ".beside.txt";

    @TestFactory
    Stream<DynamicTest> everyExampleOfEveryCheck() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(EXAMPLES)) {
            files = walk.filter(p -> p.toString().endsWith(".txt"))
                    .filter(p -> !p.toString().endsWith(BESIDE))
                    .sorted()
                    .toList();
        }
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(EXAMPLES.relativize(file).toString(), () -> run(file)));
    }

    @Test
    void noCheckIsWithoutExamples() {
        for (Check check : Checks.all()) {
            for (String kind : List.of("fails", "passes", "skips")) {
                assertThat(EXAMPLES.resolve(check.id()))
                        .as("%s %s", check.id(), kind)
                        .isDirectoryContaining("glob:**/" + kind + "-*.txt");
            }
        }
    }

    private static void run(Path file) throws Exception {
        String id = file.getParent().getFileName().toString();
        Check check =
                Checks.all().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
        var document = DocumentReader.read(file, Limits.USUAL);
        Tally tally = new Tally();
        String name = file.getFileName().toString();
        Report report = Report.of(name, document);
        Path beside = file.resolveSibling(name.replaceAll("\\.txt$", BESIDE));
        if (check instanceof ComparingCheck comparing && Files.exists(beside)) {
            Report other = Report.of("beside.txt", DocumentReader.read(beside, Limits.USUAL));
            comparing.run(report, Map.of(other.file(), comparing.note(other)), tally);
        } else {
            check.run(report, tally);
        }
        if (name.startsWith("skips-")) {
            assertThat(tally.applied()).isZero();
        } else if (name.startsWith("passes-")) {
            assertThat(tally.findings()).isEmpty();
            assertThat(tally.passed()).isPositive();
        } else {
            List<String> found = tally.findings().stream()
                    .map(f -> line(
                            document.words(f.places().get(0).span()),
                            f.computed().orElse("-"),
                            f.severity().key(),
                            f.confidence().key()))
                    .toList();
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected(file));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> expected(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName().toString().replaceAll("\\.txt$", ".expect.yaml"));
        var loaded = DataFile.read(Files.readString(beside));
        assertThat(loaded.problems()).isEmpty();
        return ((List<Map<String, String>>) loaded.value().orElseThrow().map().get("findings"))
                .stream()
                        .map(f -> line(
                                f.get("quote"),
                                f.getOrDefault("computed", "-"),
                                f.get("severity"),
                                f.get("confidence")))
                        .toList();
    }

    private static String line(String quote, String computed, String severity, String confidence) {
        return String.join(" | ", quote, computed, severity, confidence);
    }
}
