package org.hengji.documents.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.hengji.frameworks.FrameworkLoader;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.subject.Case;
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
        return files("should_pass").stream()
                .filter(f -> !FrameworkWorkbook.KINDS.contains(kind(f)))
                .toList();
    }

    static List<Path> should_pass_of_a_framework() throws IOException {
        return files("should_pass").stream()
                .filter(f -> FrameworkWorkbook.KINDS.contains(kind(f)))
                .toList();
    }

    private static String kind(Path file) {
        return file.getParent().getFileName().toString();
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
    void should_pass_of_a_framework(Path file) throws Exception {
        CaseImport read = Imports.ofFramework(file, FrameworkForm.blank(Imports.framework()));
        assertThat(read.result().findings().stream().filter(CellFinding::isError))
                .isEmpty();
        assertThat(read.changes().added()).isNotEmpty();
        assertThat(Imports.ofFramework(file, read.subject()).changes().isNone()).isTrue();
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

    /** Facts and judgements have no rules as data; what can be wrong in each column that is filled in stands there. */
    @Test
    void every_column_of_facts_and_judgements_has_a_workbook_that_breaks_it() throws IOException {
        List<String> broken = broken();
        List<String> columns = FrameworkWorkbook.KINDS.stream()
                .flatMap(kind -> FrameworkForm.of(kind, Imports.framework()).tables().stream()
                        .flatMap(table -> table.columns().stream()
                                .filter(c -> !c.system() && !c.key().equals("evidence"))
                                .map(c -> " " + table.name().zh() + " " + column(table, c.key()))
                                .map(place -> kind + ": \\S+" + place + "\\d+")))
                .toList();
        assertThat(columns).hasSize(14);
        assertThat(columns.stream().filter(c -> broken.stream().noneMatch(b -> b.matches(c))))
                .isEmpty();
    }

    @Test
    void every_rule_of_every_form_has_a_workbook_that_breaks_it() throws IOException {
        List<String> broken = broken();
        List<String> rules = Form.shipped().stream()
                .flatMap(WorkbookFolderTest::ends)
                .distinct()
                .toList();
        assertThat(rules).hasSizeGreaterThan(10);
        assertThat(rules.stream().filter(rule -> broken.stream().noneMatch(b -> b.startsWith(rule))))
                .isEmpty();
    }

    /** What the workbooks say of themselves: kind, rule and place. */
    private static List<String> broken() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path file : should_fail()) {
            Path beside = Path.of(file.toString().replaceFirst("\\.[a-z]+$", ".yaml"));
            if (Files.exists(beside)) {
                Map<String, Object> root = DataFile.read(Files.readString(beside))
                        .value()
                        .orElseThrow()
                        .map();
                ((List<?>) root.get("findings")).forEach(f -> broken.add(kind(file) + ": " + f));
            }
        }
        return broken;
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

        /** Of the workbooks of facts and score sheets. */
        static Framework framework() {
            try {
                return FrameworkLoader.load(Files.readString(ROOT.resolve("framework.yaml")))
                        .value()
                        .orElseThrow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static CaseImport ofFramework(Path file, Case before) throws Refused, Progress.Cancelled {
            try (CellSource source = CellSource.open(file, FormImport.LIMITS)) {
                return CaseImport.read(source, kind(file), framework(), before, Progress.NONE);
            }
        }

        static ImportResult read(Path file, List<ImportedRow> rows) throws Refused, Progress.Cancelled {
            if (FrameworkWorkbook.KINDS.contains(kind(file))) {
                return ofFramework(file, FrameworkForm.blank(framework())).result();
            }
            Form form = Form.shipped(kind(file)).orElseThrow();
            try (CellSource source = CellSource.open(file, FormImport.LIMITS)) {
                return FormImport.read(source, form, rows::add, Progress.NONE);
            }
        }
    }
}
