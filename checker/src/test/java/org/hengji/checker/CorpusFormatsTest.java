package org.hengji.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hengji.documents.Document;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is found in a report is found in the same report as a Word document, a web page, a workbook or a pdf. */
class CorpusFormatsTest {
    private static final Map<String, Set<String>> GAPS = Corpus.gaps();
    private static final Set<String> CHECKS =
            Checks.all().stream().map(Check::id).collect(Collectors.toSet());
    private static final Set<String> MISSED = new ConcurrentSkipListSet<>();
    private static final Set<String> OTHERWISE = new ConcurrentSkipListSet<>();

    @TestFactory
    Stream<DynamicTest> reportThatIsRightIsJudgedAlike() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String report : Planting.reports()) {
            for (Written written : Written.values()) {
                String name = written.fileName().substring(7) + " " + report;
                tests.add(DynamicTest.dynamicTest(name, () -> judgedAlike(report, written, name)));
            }
        }
        return tests.stream();
    }

    /** Each fault in one further kind of file; in workbooks those that stand in tables. */
    @TestFactory
    Stream<DynamicTest> plantedFaultIsFoundInOtherFiles() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        List<Planting> plantings = Planting.all().stream()
                .filter(p -> p.check().filter(CHECKS::contains).isPresent()
                        && !GAPS.get("not-found").contains(p.name()))
                .toList();
        for (Planting planting : plantings) {
            Written turn = Written.values()[Math.floorMod(planting.name().hashCode(), Written.values().length)];
            Written written = turn == Written.XLSX && !planting.isInTable() ? Written.DOCX : turn;
            String name = written.fileName().substring(7) + " " + planting.name();
            tests.add(DynamicTest.dynamicTest(planting.check().orElseThrow() + " " + name, () -> {
                boolean found = Corpus.isFound(planting, as(written, planting.text()));
                if (!found) {
                    MISSED.add(name);
                }
                assertThat(found).isEqualTo(!GAPS.get("not-found-in-format").contains(name));
            }));
        }
        return tests.stream();
    }

    @AfterAll
    static void list() throws IOException {
        Files.write(Path.of("target/corpus-formats-missed.txt"), MISSED);
        Files.write(Path.of("target/corpus-formats-otherwise.txt"), OTHERWISE);
    }

    private static void judgedAlike(String report, Written written, String name) throws Exception {
        String text = Planting.clean(report);
        Set<String> plain = lines(report, Corpus.read(text));
        Set<String> other = lines(report, as(written, text));
        Set<String> differences = new TreeSet<>(plain);
        differences.removeAll(other);
        other.removeAll(plain);
        differences.addAll(other);
        Set<String> named = differences.stream().map(d -> name + ": " + d).collect(Collectors.toSet());
        OTHERWISE.addAll(named);
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(GAPS.get("otherwise-in-format").stream()
                        .filter(gap -> gap.startsWith(name + ": "))
                        .toList());
    }

    private static Document as(Written written, String text) throws Exception {
        return DocumentReader.read(written.fileName(), written.of(Corpus.read(text)), Limits.USUAL);
    }

    private static Set<String> lines(String report, Document document) {
        return Corpus.verdict(report, document).findings().stream()
                .map(f -> Corpus.line("", document, f).replaceAll("\\s+", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
