package org.hengji.scoring.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.number.Rational;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
    private static final int FRAMEWORKS = Integer.getInteger("hengji.batch.frameworks", 150);
    private static final int ROWS = 12;

    @Test
    void pointsAreThoseOfTheGeneralEngineToTheLastDigit() {
        int compared = 0;
        int refused = 0;
        for (int seed = 0; seed < FRAMEWORKS; seed++) {
            BatchSamples samples = new BatchSamples(seed);
            BatchPlan plan = BatchPlan.of(samples.framework, Map.of());
            long[] points = new long[plan.size() + 2];
            for (int r = 0; r < ROWS; r++) {
                long[] row = samples.row(plan);
                ScoreSheet sheet = Scoring.score(samples.framework, plan.subject(row, 0));
                try {
                    if (plan.score(row, 0, points, 1)) {
                        compare(sheet, plan, points, "seed " + seed + " row " + r);
                        compared++;
                    } else {
                        assertThat(sheet.nodes())
                                .anySatisfy(n -> assertThat(n.points().map(p -> isPrinted(p, plan)))
                                        .isNotEqualTo(Optional.of(true)));
                    }
                } catch (ArithmeticException e) {
                    // Points so many that no long holds them: said, never guessed
                    assertThat(sheet.nodes())
                            .anySatisfy(n -> assertThat(n.range().high()).isGreaterThan(Rational.of(1L << 30)));
                    refused++;
                }
            }
        }
        assertThat(compared).isGreaterThan(FRAMEWORKS * ROWS * 3 / 4);
        assertThat(refused).isLessThan(FRAMEWORKS);
    }

    private static boolean isPrinted(Rational points, BatchPlan plan) {
        return points.over(Rational.unit(plan.places())).isWhole();
    }

    private static void compare(ScoreSheet sheet, BatchPlan plan, long[] points, String which) {
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> found = new LinkedHashMap<>();
        int slot = 1;
        for (String node : plan.nodes()) {
            expected.put(
                    node,
                    sheet.node(node)
                            .orElseThrow()
                            .points()
                            .map(Rational::toText)
                            .orElse("open"));
            found.put(node, text(points[slot++], plan));
        }
        expected.put("total", sheet.total().map(Rational::toText).orElse("open"));
        found.put("total", text(points[slot], plan));
        assertThat(found).as(which).isEqualTo(expected);
    }

    private static String text(long points, BatchPlan plan) {
        return Rational.of(points).times(Rational.unit(plan.places())).toText();
    }

    @Test
    void valuesByNameMakeTheRowTheyCameFrom() {
        for (int seed = 0; seed < 50; seed++) {
            BatchSamples samples = new BatchSamples(seed);
            BatchPlan plan = BatchPlan.of(samples.framework, Map.of());
            long[] row = samples.row(plan);
            Map<String, Rational> values = new LinkedHashMap<>();
            for (int i = 0; i < row.length; i++) {
                Column column = plan.columns().get(i);
                values.put(column.name(), Rational.of(row[i]).times(Rational.unit(column.places())));
            }
            long[] bound = new long[row.length];
            plan.bind(values, bound, 0);
            assertThat(bound).as("seed %d", seed).isEqualTo(row);
        }
    }

    @Test
    void aValueTooFineForItsColumnIsRefusedByName() {
        BatchPlan plan = BatchPlan.of(new BatchSamples(3).framework, Map.of());
        Map<String, Rational> values = new LinkedHashMap<>();
        plan.columns().forEach(c -> values.put(c.name(), Rational.ONE));
        String number = plan.columns().stream()
                .filter(c -> c.kind() == Column.Kind.NUMBER)
                .findFirst()
                .orElseThrow()
                .name();
        values.put(number, Rational.of(1, 3));
        assertThatThrownBy(() -> plan.bind(values, new long[plan.columns().size()], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(number)
                .hasMessageContaining("1/3");
        values.remove(number);
        assertThatThrownBy(() -> plan.bind(values, new long[plan.columns().size()], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(number + " has no value");
    }
}
