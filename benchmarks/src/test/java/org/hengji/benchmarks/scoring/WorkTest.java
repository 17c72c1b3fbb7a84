package org.hengji.benchmarks.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.batch.BatchPlan;
import org.hengji.scoring.batch.Column;
import org.hengji.scoring.evaluation.SettledPoints;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.number.Rational;
import org.junit.jupiter.api.Test;

/** What is timed gives right scores; nothing is timed here. */
class WorkTest {
    @Test
    void every_engine_scores_the_same() {
        Checked checked = new Checked();
        assertThat(checked.work.framework.total()).isEqualTo(Rational.HUNDRED);
        assertThatCode(() -> {
                    checked.check("hand-written", 256, checked.handWritten());
                    checked.check("plan", 256, checked.plan());
                    checked.check("EvalEx", 64, checked.evalEx());
                    checked.check("Aviator", 64, checked.aviator());
                })
                .doesNotThrowAnyException();
    }

    /** Row by row against the general engine; only frameworks whose indicators come with each case are refused. */
    @Test
    void shipped_frameworks_compile_and_score_the_same() {
        Random random = new Random(7);
        List<String> refused = new ArrayList<>();
        int compared = 0;
        for (Framework framework : Packs.all()) {
            BatchPlan plan;
            try {
                plan = BatchPlan.of(framework, Map.of());
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("cannot be scored in batches");
                refused.add(framework.id());
                continue;
            }
            long[] points = new long[plan.size()];
            for (int r = 0; r < 60; r++) {
                long[] row = row(plan, random);
                if (plan.score(row, 0, points, 0)) {
                    SettledPoints settled =
                            SettledPoints.of(framework, plan.subject(row, 0)).orElseThrow();
                    for (int i = 0; i < plan.nodes().size(); i++) {
                        String node = plan.nodes().get(i);
                        assertThat(points[i])
                                .as(framework.id() + " " + node)
                                .isEqualTo(units(settled.nodes().get(node), plan));
                    }
                    assertThat(points[plan.size() - 1]).as(framework.id()).isEqualTo(units(settled.total(), plan));
                    compared++;
                }
            }
        }
        assertThat(refused).containsOnly("mof-project-self-evaluation-2020", "mof-project-self-evaluation-2021");
        assertThat(compared).isGreaterThan(100);
    }

    private static long units(Rational points, BatchPlan plan) {
        return points.over(Rational.unit(plan.places())).numerator().longValueExact();
    }

    private static long[] row(BatchPlan plan, Random random) {
        long[] row = new long[plan.columns().size()];
        for (int i = 0; i < row.length; i++) {
            Column column = plan.columns().get(i);
            row[i] = switch (column.kind()) {
                case OPTION, CHOSEN -> random.nextInt(column.options().size());
                case JUDGED -> random.nextInt(100);
                case NUMBER -> random.nextInt(8) == 0 ? 0 : number(column, random);
            };
        }
        return row;
    }

    private static long number(Column column, Random random) {
        return (1 + random.nextInt(120)) * (column.places() > 0 ? 5_000L : 1);
    }
}
