package org.hengji.documents.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.documents.CellSource;
import org.hengji.frameworks.Loaded;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormReaderTest {
    private static final String TARGETS = Packs.form("targets");

    @Test
    void every_shipped_form_is_sound() {
        assertThat(Form.shipped())
                .extracting(Form::id)
                .containsExactly("targets", "monitoring", "execution", "projects", "users", "units");
    }

    @Test
    void the_example_of_the_manual_is_a_form() throws Exception {
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/workbooks.md")));
        assertThat(example.find()).isTrue();
        assertThat(FormReader.read(example.group(1)).problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'kind: count', 'kind: counted', form.kind",
        "'unit: 万元', 'unit: 万圆', form.unit",
        "'left: appropriation', 'left: grant', form.column",
        "'rule: found-in', 'rule: finds', form.rule",
        "'most: 21', 'moost: 21', form.field",
        "'cost: [economic-cost', 'cost: [no-cost', form.option",
        "'sheet: projects', 'sheet: works', form.sheet",
    })
    void a_fault_of_a_definition_has_its_line(String right, String wrong, String code) {
        Loaded<Form> loaded =
                FormReader.read(TARGETS.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)));
        assertThat(loaded.value()).isEmpty();
        Problem problem = loaded.problems().get(0);
        assertThat(problem.code()).isEqualTo(code);
        int line = (int) TARGETS.substring(0, TARGETS.indexOf(right)).lines().count();
        assertThat(problem.place().orElseThrow().line()).isEqualTo(Math.max(1, line));
    }

    @Test
    void who_watches_a_reading_may_end_it(@TempDir Path folder) throws Exception {
        StringBuilder csv = new StringBuilder("FISCAL_YEAR,AGENCY_CODE,PRO_CODE,凭证号,日期,金额\n");
        for (int i = 0; i < 20_000; i++) {
            csv.append("2023,1,P,V").append(i).append(",2023-03-05,1.20\n");
        }
        Path file = Files.writeString(folder.resolve("a.csv"), csv);
        List<Long> told = new ArrayList<>();
        try (CellSource source = CellSource.open(file, FormImport.LIMITS)) {
            assertThatThrownBy(() -> FormImport.read(
                            source, Form.shipped("execution").orElseThrow(), row -> {}, (rows, faulty, done, size) -> {
                                told.add(rows);
                                assertThat(done).isBetween(1L, size);
                                return told.size() < 2;
                            }))
                    .isInstanceOf(Progress.Cancelled.class);
        }
        assertThat(told).containsExactly(5_000L, 10_000L);
    }
}
