package org.hengji.checker.measurability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hengji.frameworks.DataFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule has rows that it is not about, rows that keep it and rows that break it. */
class RuleExamplesTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/measurability/examples.yaml");

    @TestFactory
    Stream<DynamicTest> everyExampleOfEveryRule() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        examples()
                .forEach((rule, kinds) -> maps(kinds)
                        .forEach((kind, list) -> ((List<?>) list)
                                .forEach(example -> tests.add(DynamicTest.dynamicTest(
                                        rule + " " + kind + " " + example, () -> run(rule, kind, maps(example)))))));
        return tests.stream();
    }

    @Test
    void noRuleIsWithoutExamples() throws Exception {
        assertThat(examples().keySet())
                .containsExactlyElementsOf(MeasureWords.shipped().rules().keySet());
        examples().forEach((rule, kinds) -> {
            assertThat(maps(kinds)).as(rule).containsOnlyKeys("skip", "pass", "fail");
            assertThat((List<?>) maps(kinds).get("pass")).as(rule).isNotEmpty();
            assertThat((List<?>) maps(kinds).get("fail")).as(rule).isNotEmpty();
        });
    }

    /** A remark is whole: nothing left to be filled in, all three parts in both languages. */
    @Test
    void everyRemarkIsWhole() throws Exception {
        int seen = 0;
        for (Object kinds : examples().values()) {
            for (Object example : (List<?>) maps(kinds).get("fail")) {
                for (Remark remark : Measurability.of(sheet(maps(example))).remarks()) {
                    for (var text : List.of(remark.what(), remark.why(), remark.remedy())) {
                        assertThat(text.zh()).as(remark.rule()).isNotBlank().doesNotContain("{");
                        assertThat(text.en()).as(remark.rule()).isNotBlank().doesNotContain("{");
                    }
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(50);
    }

    private static void run(String rule, String kind, Map<String, Object> example) {
        TargetSheet sheet = sheet(example);
        Lint lint = Measurability.of(sheet);
        List<Remark> found =
                lint.remarks().stream().filter(r -> r.rule().equals(rule)).toList();
        switch (kind) {
            case "skip" -> assertThat(lint.applied().get(rule)).isZero();
            case "pass" -> {
                assertThat(lint.applied().get(rule)).isPositive();
                assertThat(found).isEmpty();
            }
            default -> {
                assertThat(found).hasSize(1);
                Remark remark = found.get(0);
                assertThat(remark.row() + " " + remark.field().key()).isEqualTo(example.get("at"));
                assertThat(remark.what().zh()).contains((String) example.getOrDefault("says", ""));
                if (example.containsKey("suggests")) {
                    assertThat(remark.suggestion()).contains((String) example.get("suggests"));
                }
            }
        }
    }

    private static TargetSheet sheet(Map<String, Object> example) {
        List<TargetRow> rows = new ArrayList<>();
        if (example.containsKey("rows")) {
            for (Object row : (List<?>) example.get("rows")) {
                rows.add(row(maps(row), rows.size() + 1));
            }
        } else {
            rows.add(row(example, 1));
        }
        boolean department = "department".equals(example.get("scope"));
        return new TargetSheet(
                2022,
                department ? TargetSheet.Scope.DEPARTMENT : TargetSheet.Scope.PROJECT,
                "",
                (String) example.getOrDefault("goal", "培训 300 人。"),
                rows);
    }

    private static TargetRow row(Map<String, Object> cells, int number) {
        Map<Field, String> typed = new EnumMap<>(Field.class);
        cells.forEach(
                (key, text) -> Field.named(key).filter(Field::isColumn).ifPresent(f -> typed.put(f, (String) text)));
        return new TargetRow(number, typed);
    }

    private static Map<String, Object> examples() throws Exception {
        return DataFile.read(Files.readString(EXAMPLES)).value().orElseThrow().map();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> maps(Object value) {
        return (Map<String, Object>) value;
    }
}
