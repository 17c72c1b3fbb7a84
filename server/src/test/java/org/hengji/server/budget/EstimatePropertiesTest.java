package org.hengji.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hengji.server.budget.estimate.Classification;
import org.hengji.server.budget.estimate.Codes;
import org.hengji.server.budget.estimate.Column;
import org.hengji.server.budget.estimate.Composition;
import org.hengji.server.budget.estimate.ExpenseType;
import org.hengji.server.budget.estimate.Line;
import org.hengji.server.budget.estimate.LineReader;
import org.hengji.server.budget.estimate.Source;

/** Sums of random budgets, and lines typed again. */
class EstimatePropertiesTest {
    @Provide
    Arbitrary<List<Line>> budgets() {
        Arbitrary<BigDecimal> quantities = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("99999"))
                .ofScale(4);
        Arbitrary<BigDecimal> prices = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("9999999"))
                .ofScale(2);
        return Combinators.combine(
                        Arbitraries.of(ExpenseType.values()),
                        Arbitraries.of(Source.values()),
                        quantities,
                        prices,
                        Arbitraries.integers().between(1, 12))
                .as((type, source, quantity, price, months) -> new Line(
                        type,
                        type.basic() ? "" : "P-" + months,
                        "明细",
                        source,
                        "208",
                        "30201",
                        quantity,
                        "项",
                        price,
                        months,
                        "标准",
                        "",
                        "综合处",
                        Optional.empty(),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO))
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 300)
    void totalIsBasicPlusProjectAndTheSumOfTheSourcesAndOfEveryCell(@ForAll("budgets") List<Line> lines) {
        Composition parts = new Composition(lines);
        assertThat(parts.basic().add(parts.of(ExpenseType.PROJECT))).isEqualByComparingTo(parts.total());
        BigDecimal bySource = BigDecimal.ZERO;
        BigDecimal byCell = BigDecimal.ZERO;
        for (Source source : Source.values()) {
            bySource = bySource.add(parts.of(source));
            for (ExpenseType type : ExpenseType.values()) {
                byCell = byCell.add(parts.of(type, source));
            }
        }
        assertThat(bySource).isEqualByComparingTo(parts.total());
        assertThat(byCell).isEqualByComparingTo(parts.total());
        assertThat(parts.projects().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(parts.of(ExpenseType.PROJECT));
    }

    @Property(tries = 200)
    void whatIsTypedAgainFromALineGivesTheSameLine(@ForAll("budgets") List<Line> lines) {
        Map<String, String> projects = new LinkedHashMap<>();
        lines.forEach(l -> projects.put(l.project(), "项目"));
        Codes codes = new Codes(projects, Map.of(), List.of(), Classification.of(2024));
        List<Line> again = new ArrayList<>();
        for (Line line : lines) {
            Map<Column, String> cells = new EnumMap<>(Column.class);
            cells.put(Column.TYPE, line.type().text().en());
            cells.put(Column.PROJECT, line.project());
            cells.put(Column.NAME, line.name());
            cells.put(Column.SOURCE, line.source().text().zh());
            cells.put(Column.FUNCTION, line.function());
            cells.put(Column.ECONOMIC, line.economic());
            cells.put(Column.QUANTITY, Money.yuan(line.quantity()));
            cells.put(Column.MEASURE, line.measure());
            cells.put(Column.PRICE, Money.yuan(line.price()));
            cells.put(Column.MONTHS, String.valueOf(line.months()));
            cells.put(Column.STANDARD, line.standard());
            cells.put(Column.DIVISION, line.division());
            again.add(LineReader.read(cells, codes).line().orElseThrow());
        }
        for (int i = 0; i < lines.size(); i++) {
            assertThat(again.get(i).amount()).isEqualByComparingTo(lines.get(i).amount());
        }
    }
}
