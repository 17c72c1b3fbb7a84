package org.hengji.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hengji.frameworks.Loaded;
import org.hengji.scoring.Problem;
import org.hengji.scoring.number.Rational;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Policy and waivers files with one fault each; the last line says on which line and which one. */
class SettingsTest {
    private static final Path SETTINGS = Path.of("src/test/resources/settings");

    @TestFactory
    Stream<DynamicTest> everyFaultIsToldWithItsLine() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(SETTINGS)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(SETTINGS.relativize(file).toString(), () -> refused(file)));
    }

    private static void refused(Path file) throws IOException {
        String text = Files.readString(file);
        String expected = text.lines().reduce((a, b) -> b).orElseThrow();
        Loaded<?> loaded = file.getParent().endsWith("policy") ? Policy.read(text) : Waivers.read(text);
        assertThat(loaded.value()).isEmpty();
        assertThat(loaded.problems()).hasSize(1);
        Problem problem = loaded.problems().get(0);
        assertThat("# line " + problem.place().orElseThrow().line() + " " + problem.code())
                .isEqualTo(expected);
        assertThat(problem.remedy().zh()).isNotBlank();
        assertThat(problem.remedy().en()).isNotBlank();
    }

    @Test
    void a_policy_changes_only_what_it_names() {
        Policy policy = Policy.read("thresholds: {small-loss: 1/2}\n").value().orElseThrow();
        assertThat(policy.threshold("small-loss")).isEqualTo(Rational.of(1, 2));
        assertThat(policy.threshold("over-fulfilment")).isEqualTo(Rational.of(13, 10));
        assertThat(policy.severity()).isEqualTo(Finding.Severity.FACTUAL);
        assertThat(policy.confidence()).isEqualTo(Finding.Confidence.MEDIUM);
    }

    @Test
    void checks_stand_in_the_order_of_their_ids_and_once() {
        assertThat(Checks.all().stream().map(Check::id)).isSorted().doesNotHaveDuplicates();
        assertThat(Checks.ids())
                .containsAll(Checks.all().stream().map(Check::id).toList());
    }
}
