package org.hengji.documents.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hengji.documents.CellSource;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.subject.Fact.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in a register goes out as a workbook and comes back as it was. */
class FormRoundTripTest {
    @TempDir
    Path folder;

    private record Came(ImportResult result, List<ImportedRow> rows) {}

    static Stream<Form> forms() {
        return Form.shipped().stream();
    }

    private static Came read(Path file, Form form) throws Exception {
        List<ImportedRow> rows = new ArrayList<>();
        try (CellSource source = CellSource.open(file, FormImport.LIMITS)) {
            return new Came(FormImport.read(source, form, rows::add, Progress.NONE), rows);
        }
    }

    private Came sent(Form form, Map<String, List<List<Value>>> rows) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FormWorkbook.write(form, rows, out);
        return read(Files.write(folder.resolve(form.id() + ".xlsx"), out.toByteArray()), form);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void importing_an_exported_workbook_changes_nothing(Form form) throws Exception {
        List<Path> samples;
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/workbooks/should_pass", form.id()))) {
            samples = files.filter(f -> f.toString().endsWith(".xlsx")).toList();
        }
        assertThat(samples).isNotEmpty();
        for (Path sample : samples) {
            List<ImportedRow> before = read(sample, form).rows();
            Map<String, List<List<Value>>> rows = new LinkedHashMap<>();
            before.forEach(
                    r -> rows.computeIfAbsent(r.table(), t -> new ArrayList<>()).add(r.values()));
            Came came = sent(form, rows);
            assertThat(came.result().findings().stream().filter(CellFinding::isError))
                    .as("%s", sample)
                    .isEmpty();
            Changes changes = Changes.between(before, came.rows());
            assertThat(changes.isNone()).as("%s: %s", sample, changes).isTrue();
            assertThat(changes.missing()).isEmpty();
            assertThat(came.rows()).hasSameSizeAs(before);
        }
    }

    private static CaseFile lamps() throws IOException {
        return CaseLoader.load(
                        Packs.caseText("mof-project-self-evaluation-2021/1", "example-street-lamps-2023.yaml"),
                        Packs::find)
                .value()
                .orElseThrow();
    }

    private static String cell(Form form, Came came, String third, String column) {
        return came.rows().stream()
                .filter(r -> r.table().equals("indicators"))
                .filter(r -> form.text(r, "third").equals(third))
                .map(r -> form.text(r, column))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_case_fills_in_the_targets_of_its_project() throws Exception {
        Form form = Form.shipped("targets").orElseThrow();
        Came came = sent(form, CaseRows.of(form, lamps()));
        assertThat(came.result().findings().stream().filter(CellFinding::isError))
                .isEmpty();
        ImportedRow project = came.rows().get(0);
        assertThat(form.text(project, "budget")).isEqualTo("500");
        assertThat(form.text(project, "appropriation")).isEqualTo("450");
        assertThat(cell(form, came, "改造路灯数量", "target")).isEqualTo("2000");
        assertThat(cell(form, came, "占道施工天数", "second")).isEqualTo("social-cost");
        assertThat(cell(form, came, "完工日期", "comparator")).isEqualTo("words");
        assertThat(cell(form, came, "完工日期", "target")).isEqualTo("2023年10月31日前");
        assertThat(came.rows()).hasSize(9);
    }

    @Test
    void a_case_fills_in_what_monitoring_knows_and_leaves_the_rest_to_the_clerk() throws Exception {
        Form form = Form.shipped("monitoring").orElseThrow();
        Came came = sent(form, CaseRows.of(form, lamps()));
        ImportedRow funds = came.rows().get(0);
        assertThat(funds.table()).isEqualTo("funds");
        assertThat(form.text(funds, "paid")).isEqualTo("230");
        assertThat(came.result().findings().stream()
                        .filter(CellFinding::isError)
                        .map(f -> f.problem().code())
                        .distinct())
                .containsExactly("value.missing");
        Map<String, List<List<Value>>> rows = CaseRows.of(form, lamps());
        int target = form.tables().get(1).index("target");
        assertThat(rows.get("indicators").get(2).get(target)).isEqualTo(new Value.Words("≥2000个"));
    }
}
