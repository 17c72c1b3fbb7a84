package org.hengji.documents.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hengji.documents.CellSource;
import org.hengji.documents.Refused;
import org.hengji.documents.StoredCell;
import org.hengji.frameworks.DataFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folder is the expectation: a workbook dropped into {@code should_pass/KIND} must be read without error, one in
 * {@code should_fail/KIND} must be refused with a place and a way out. A {@code .yaml} of the same name tells which
 * findings there must be.
 */
class WorkbookFolderTest {
    private static final Path ROOT = root();

    private static Path root() {
        try {
            return Path.of(WorkbookFolderTest.class.getResource("/workbooks").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Path> should_pass() throws IOException {
        return files("should_pass");
    }

    static List<Path> should_fail() throws IOException {
        return files("should_fail");
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource
    void should_pass(Path file) throws Exception {
        List<ImportedRow> rows = new ArrayList<>();
        ImportResult result = Imports.read(file, rows);
        assertThat(result.findings().stream().filter(CellFinding::isError)).isEmpty();
        assertThat(rows).hasSize((int) result.rows()).isNotEmpty();
        expected(file, result.findings());
        List<ImportedRow> again = new ArrayList<>();
        Imports.read(file, again);
        Changes changes = Changes.between(rows, again);
        assertThat(changes.isNone()).isTrue();
        assertThat(changes.missing()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void should_fail(Path file) throws Exception {
        List<CellFinding> findings;
        try {
            ImportResult result = Imports.read(file, new ArrayList<>());
            assertThat(result.isSound()).isFalse();
            findings = result.findings();
            assertThat(findings).filteredOn(CellFinding::isError).isNotEmpty();
        } catch (Refused e) {
            findings = List.of(new CellFinding(CellFinding.Severity.ERROR, "", 0, 0, 0, "", "", e.problem()));
        }
        for (CellFinding finding : findings) {
            for (String words : List.of(
                    finding.problem().message().zh(),
                    finding.problem().message().en(),
                    finding.problem().remedy().zh(),
                    finding.problem().remedy().en())) {
                assertThat(words).isNotBlank().doesNotContain("null", "Exception", "系统错误");
            }
        }
        expected(file, findings);
    }

    /** The finding that a rule of a sheet ends in, without its row: {@code row.above 项目 G}. */
    private static Stream<String> ends(Form form) {
        return form.tables().stream().flatMap(table -> {
            String naming = "row.twice " + table.name().zh() + " ";
            return Stream.concat(
                            table.rules().stream()
                                    .map(rule ->
                                            end(rule) + " " + table.name().zh() + " " + column(table, judged(rule))),
                            table.unique() ? Stream.of(naming) : Stream.<String>empty())
                    .map(e -> form.id() + ": " + e);
        });
    }

    private static String end(FormRule rule) {
        if (rule instanceof FormRule.AtMost) {
            return "row.above";
        } else if (rule instanceof FormRule.SumsTo) {
            return "rows.sum";
        } else if (rule instanceof FormRule.RequiredWhen) {
            return "value.missing-here";
        } else if (rule instanceof FormRule.NumberWhen) {
            return "value.number-here";
        }
        return rule instanceof FormRule.Pairs ? "row.pair" : "row.not-found";
    }

    private static String judged(FormRule rule) {
        if (rule instanceof FormRule.AtMost most) {
            return most.left();
        } else if (rule instanceof FormRule.SumsTo sums) {
            return sums.column();
        } else if (rule instanceof FormRule.RequiredWhen required) {
            return required.column();
        } else if (rule instanceof FormRule.NumberWhen number) {
            return number.column();
        }
        return rule instanceof FormRule.Pairs pairs ? pairs.column() : ((FormRule.FoundIn) rule).column();
    }

    private static String column(Form.Table table, String key) {
        return StoredCell.place(1, table.index(key) + 1).replaceAll("\\d", "");
    }

    @Test
    void every_rule_of_every_form_has_a_workbook_that_breaks_it() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path file : should_fail()) {
            Path beside = Path.of(file.toString().replaceFirst("\\.[a-z]+$", ".yaml"));
            if (Files.exists(beside)) {
                Map<String, Object> root = DataFile.read(Files.readString(beside))
                        .value()
                        .orElseThrow()
                        .map();
                ((List<?>) root.get("findings"))
                        .forEach(f -> broken.add(file.getParent().getFileName() + ": " + f));
            }
        }
        List<String> rules = Form.shipped().stream()
                .flatMap(WorkbookFolderTest::ends)
                .distinct()
                .toList();
        assertThat(rules).hasSizeGreaterThan(10);
        assertThat(rules.stream().filter(rule -> broken.stream().noneMatch(b -> b.startsWith(rule))))
                .isEmpty();
    }

    /** {@code findings: [{code, sheet, cell}]}, each of them found. */
    private static void expected(Path file, List<CellFinding> findings) throws IOException {
        Path beside = Path.of(file.toString().replaceFirst("\\.[a-z]+$", ".yaml"));
        if (!Files.exists(beside)) {
            return;
        }
        Map<String, Object> root =
                DataFile.read(Files.readString(beside)).value().orElseThrow().map();
        List<String> found = findings.stream()
                .map(f -> f.problem().code() + " " + f.sheet() + " " + f.cell())
                .map(String::strip)
                .toList();
        for (Object one : (List<?>) root.get("findings")) {
            assertThat(found).contains(String.valueOf(one));
        }
    }

    /** Reads the file of the kind that its folder names. */
    static final class Imports {
        private Imports() {}

        static ImportResult read(Path file, List<ImportedRow> rows) throws Refused, Progress.Cancelled {
            Form form = Form.shipped(file.getParent().getFileName().toString()).orElseThrow();
            try (CellSource source = CellSource.open(file, FormImport.LIMITS)) {
                return FormImport.read(source, form, rows::add, Progress.NONE);
            }
        }
    }
}
