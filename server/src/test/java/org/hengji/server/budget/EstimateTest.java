package org.hengji.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hengji.frameworks.DataFile;
import org.hengji.scoring.Problem;
import org.hengji.server.budget.estimate.Classification;
import org.hengji.server.budget.estimate.Codes;
import org.hengji.server.budget.estimate.Column;
import org.hengji.server.budget.estimate.Composition;
import org.hengji.server.budget.estimate.Controlled;
import org.hengji.server.budget.estimate.Draft;
import org.hengji.server.budget.estimate.ExpenseType;
import org.hengji.server.budget.estimate.Line;
import org.hengji.server.budget.estimate.LineReader;
import org.hengji.server.budget.estimate.Review;
import org.hengji.server.budget.estimate.Source;
import org.hengji.server.procedure.Stage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Lines of a budget as they are typed, what they add up to, and what speaks against submitting them. */
class EstimateTest {
    private static final Codes CODES = new Codes(
            Map.of("P-1", "社会组织培育"),
            Map.of(
                    "P-2",
                    Problem.of("library.not-in", "project", "项目“P-2”还没有入库", "P-2 is not in", "先入库", "Enter it first")),
            List.of("党建处", "综合处", "监管处"),
            Classification.of(2024));

    private static BigDecimal wan(String text) {
        return Money.ofWan(new BigDecimal(text));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> file() throws IOException {
        try (var in = EstimateTest.class.getResourceAsStream("/budget/lines.yaml")) {
            return DataFile.read(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .value()
                    .orElseThrow()
                    .map();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> examples(String key) throws IOException {
        return ((List<Object>) file().get(key))
                .stream().map(e -> (Map<String, Object>) e).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<Column, String> cells(Object typed) {
        Map<Column, String> cells = new EnumMap<>(Column.class);
        ((Map<String, String>) typed).forEach((k, v) -> cells.put(Column.of(k).orElseThrow(), v));
        return cells;
    }

    @TestFactory
    Stream<DynamicTest> lines() throws IOException {
        return examples("lines").stream()
                .map(e -> DynamicTest.dynamicTest((String) e.get("name"), () -> {
                    LineReader.Read read = LineReader.read(cells(e.get("cells")), CODES);
                    assertThat(read.problems()).isEmpty();
                    assertThat(read.line().orElseThrow().amount()).isEqualByComparingTo((String) e.get("amount"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusedCells() throws IOException {
        Map<String, Object> sound = examples("lines").get(0);
        return examples("refused").stream()
                .map(e -> DynamicTest.dynamicTest((String) e.get("name"), () -> {
                    Map<Column, String> cells = cells(sound.get("cells"));
                    cells.putAll(cells(e.get("change")));
                    LineReader.Read read = LineReader.read(cells, CODES);
                    assertThat(read.line()).isEmpty();
                    assertThat(read.problems())
                            .containsOnlyKeys(
                                    Column.of((String) e.get("column")).orElseThrow())
                            .allSatisfy((column, p) -> {
                                assertThat(p.code()).isEqualTo(e.get("code"));
                                assertThat(p.message().zh()).contains((String) e.get("says"));
                                assertThat(p.message().en()).isNotBlank();
                                assertThat(p.remedy().zh()).isNotBlank();
                                assertThat(p.remedy().en()).isNotBlank();
                            });
                }));
    }

    @Test
    void thePartsOfADepartmentBudgetAddUpToTheWhole() {
        // 34205.07 + 5023.18 + 333706.82 = 372935.07 万元, as a published budget has it.
        Composition parts = new Composition(List.of(
                line(ExpenseType.PERSONNEL, Source.GENERAL, "34205.07", Optional.empty(), "0"),
                line(ExpenseType.PUBLIC, Source.GENERAL, "5023.18", Optional.empty(), "0"),
                line(ExpenseType.PROJECT, Source.GENERAL, "26706.82", Optional.empty(), "0"),
                line(ExpenseType.PROJECT, Source.FUND, "307000", Optional.empty(), "0")));
        assertThat(parts.total()).isEqualByComparingTo(wan("372935.07"));
        assertThat(parts.basic()).isEqualByComparingTo(wan("39228.25"));
        assertThat(parts.of(Source.GENERAL)).isEqualByComparingTo(wan("65935.07"));
        assertThat(parts.of(ExpenseType.PROJECT, Source.FUND)).isEqualByComparingTo(wan("307000"));
        assertThat(parts.projects()).containsOnlyKeys("P-1");
    }

    @Test
    void revenueMustEqualExpenditureOfEachSource() {
        Draft draft = draft(Map.of(Source.GENERAL, wan("99.99")), Optional.empty(), Map.of());
        assertThat(Review.of(draft, Stage.UP1).objections()).singleElement().satisfies(p -> {
            assertThat(p.code()).isEqualTo("budget.balance");
            assertThat(p.message().zh()).contains("99.99 万元", "100.00 万元", "0.01 万元");
        });
        assertThat(Review.of(draft(Map.of(Source.GENERAL, wan("100")), Optional.empty(), Map.of()), Stage.UP1)
                        .objections())
                .isEmpty();
    }

    @Test
    void theReasonsExplainTheWholeChangeAgainstTheYearBefore() {
        Draft draft = new Draft(
                2024,
                draft(Map.of(), Optional.empty(), Map.of()).lines(),
                Map.of(Source.GENERAL, wan("100")),
                Optional.of(wan("120")),
                List.of(new Draft.Reason(wan("-30"), "项目完成"), new Draft.Reason(wan("9.99"), "新增任务")),
                Optional.empty(),
                Map.of());
        assertThat(Review.of(draft, Stage.UP1).objections()).singleElement().satisfies(p -> {
            assertThat(p.code()).isEqualTo("budget.change");
            assertThat(p.message().zh()).contains("减少 20.00 万元", "-20.01 万元", "0.01 万元没有说明");
        });
    }

    @Test
    void theSecondSubmissionKeepsToTheControlFiguresAndNamesTheirClause() {
        Map<Source, BigDecimal> revenue = Map.of(Source.GENERAL, wan("100"));
        Draft.Control tight = new Draft.Control(wan("110"), Map.of(Source.GENERAL, wan("99")), "财预〔2024〕1号第三条");
        assertThat(Review.of(draft(revenue, Optional.empty(), Map.of()), Stage.UP2)
                        .objections())
                .extracting(Problem::code)
                .containsExactly("budget.no-control");
        assertThat(Review.of(draft(revenue, Optional.of(tight), Map.of()), Stage.UP2)
                        .objections())
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.code()).isEqualTo("budget.above-control");
                    assertThat(p.message().zh()).contains("一般公共预算 100.00 万元", "99.00 万元", "财预〔2024〕1号第三条");
                    assertThat(p.remedy().zh()).contains("压减 1.00 万元");
                });
        assertThat(Review.of(draft(revenue, Optional.of(tight), Map.of()), Stage.UP1)
                        .objections())
                .isEmpty();
    }

    @Test
    void aRefusedProjectCannotBeSubmittedTheSecondTimeAndASuggestionWarns() {
        Map<Source, BigDecimal> revenue = Map.of(Source.GENERAL, wan("100"));
        Draft.Control control = new Draft.Control(wan("100"), Map.of(), "财预〔2024〕1号");
        Draft refused = draft(
                revenue, Optional.of(control), Map.of("P-1", new Draft.Evaluated("社会组织培育", true, Optional.empty())));
        assertThat(Review.of(refused, Stage.UP2).objections())
                .extracting(Problem::code)
                .containsExactly("budget.refused-project");
        Draft adjusted = draft(
                revenue,
                Optional.of(control),
                Map.of("P-1", new Draft.Evaluated("社会组织培育", false, Optional.of(wan("80")))));
        assertThat(Review.of(adjusted, Stage.UP2).objections()).isEmpty();
        assertThat(Review.of(adjusted, Stage.UP2).warnings())
                .extracting(Problem::code)
                .containsExactly("budget.above-suggested");
    }

    @Test
    void controlledSpendingAboveTheYearBeforeIsWarnedOf() {
        Draft draft = new Draft(
                2024,
                List.of(
                        line(ExpenseType.PUBLIC, Source.GENERAL, "3.92", Optional.of(Controlled.RECEPTION), "3.92"),
                        line(ExpenseType.PUBLIC, Source.GENERAL, "1.5", Optional.of(Controlled.VEHICLE), "0"),
                        line(ExpenseType.PUBLIC, Source.GENERAL, "2", Optional.of(Controlled.MEETING), "2")),
                Map.of(Source.GENERAL, wan("7.42")),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of());
        Review review = Review.of(draft, Stage.UP1);
        assertThat(review.objections()).isEmpty();
        assertThat(review.warnings())
                .extracting(Problem::path)
                .containsExactly("controlled.vehicle", "controlled.three-public");
        assertThat(review.warnings().get(1).message().zh()).contains("5.42 万元", "3.92 万元", "1.50 万元");
    }

    private static Draft draft(
            Map<Source, BigDecimal> revenue,
            Optional<Draft.Control> control,
            Map<String, Draft.Evaluated> conclusions) {
        return new Draft(
                2024,
                List.of(line(ExpenseType.PROJECT, Source.GENERAL, "100", Optional.empty(), "0")),
                revenue,
                Optional.empty(),
                List.of(),
                control,
                conclusions);
    }

    private static Line line(
            ExpenseType type, Source source, String wan, Optional<Controlled> controlled, String priorWan) {
        return new Line(
                type,
                type.basic() ? "" : "P-1",
                "明细",
                source,
                "208",
                "30201",
                BigDecimal.ONE,
                "项",
                wan(wan),
                1,
                "标准",
                "",
                "综合处",
                controlled,
                wan(priorWan),
                wan(priorWan),
                BigDecimal.ZERO);
    }
}
