package org.hengji.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Framework;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages are kept as files: {@code should_fail/NAME.yaml} begins with {@code # expect: CODE line:column}, and
 * {@code NAME.txt} beside it holds what a person reads. Dropping a file into the folder is the test; run with
 * {@code -Dgolden=write} to write the texts, and read them before keeping them.
 */
class DiagnosticsTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Pattern EXPECTED = Pattern.compile("# expect: (\\S+) (\\d+:\\d+)");
    private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:-[a-z]+)*\\.[a-z]+(?:-[a-z]+)*[a-z0-9]*)\"");

    /** Texts in the sources that look like a code and are none. */
    private static final Set<String> NO_CODES =
            Set.of("index.txt", "figures.yaml", "expect.differs", "expect.grade", "expect.total", "expression.too");

    @ParameterizedTest
    @MethodSource("failing")
    void is_refused_with_the_message_beside_it(Path file) throws IOException {
        List<Problem> problems = problems(file);
        var expected = EXPECTED.matcher(Files.readString(file));
        assertThat(expected.find())
                .as("first line is “# expect: CODE line:column”")
                .isTrue();
        assertThat(problems)
                .extracting(DiagnosticsTest::codeAndPlace)
                .contains(expected.group(1) + " " + expected.group(2));

        String text = problems.stream()
                .map(p -> ProblemText.of(String.valueOf(file.getFileName()), p))
                .collect(Collectors.joining("\n"));
        Path golden = Path.of(file.toString().replace(".yaml", ".txt"));
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void is_read_without_a_fault(Path file) {
        assertThat(problems(file)).isEmpty();
    }

    @Test
    void every_message_has_its_file() throws IOException {
        Set<String> emitted = new TreeSet<>();
        for (Path source : sources()) {
            CODE.matcher(Files.readString(source)).results().forEach(r -> emitted.add(r.group(1)));
        }
        emitted.removeAll(NO_CODES);
        Set<String> shown = new TreeSet<>();
        for (Path file : failing().toList()) {
            var expected = EXPECTED.matcher(Files.readString(file));
            assertThat(expected.find()).as(file.toString()).isTrue();
            shown.add(expected.group(1));
        }
        assertThat(shown).containsExactlyElementsOf(emitted);
    }

    /** Without the cells of forms, which no file can bring up; TypedCellsTest has those messages. */
    private static List<Path> sources() throws IOException {
        try (Stream<Path> own = Files.walk(Path.of("src/main/java"))) {
            return Stream.concat(
                            own.filter(p -> p.toString().endsWith(".java") && !p.endsWith("TypedCells.java")),
                            Stream.of(Path.of(
                                    "../scoring/src/main/java/org/hengji/scoring/framework/ExpressionParser.java")))
                    .toList();
        }
    }

    static Stream<Path> failing() throws IOException {
        return yamlIn("should_fail");
    }

    static Stream<Path> passing() throws IOException {
        return yamlIn("should_pass");
    }

    private static Stream<Path> yamlIn(String folder) throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
            return files.filter(p -> p.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    private static List<Problem> problems(Path file) {
        String text = text(file);
        return text.lines().anyMatch(l -> l.startsWith("case:"))
                ? CaseLoader.load(text, DiagnosticsTest::framework).problems()
                : FrameworkLoader.load(text).problems();
    }

    private static Optional<Framework> framework(String reference) {
        Path small = RESOURCES.resolve("should_pass/" + reference.split("@")[0] + ".yaml");
        return Files.exists(small) ? FrameworkLoader.load(text(small)).value() : Packs.find(reference);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String codeAndPlace(Problem problem) {
        return problem.code() + " "
                + problem.place().map(p -> p.line() + ":" + p.column()).orElse("-");
    }
}
