package org.hengji.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.junit.jupiter.api.Test;

/** The steps of an indicator that a case brings compare its actual with its target in one unit. */
class OwnIndicatorStepsTest {
    @Test
    void a_target_is_printed_in_the_unit_of_its_actual() {
        CaseFile parks = CaseLoader.load(
                        Packs.caseText("shenzhen-department-2021-municipal/1", "example-parks-bureau-2021.yaml"),
                        Packs::find)
                .value()
                .orElseThrow();
        ScoreSheet sheet = Scoring.score(parks.framework(), parks.subject());
        ScoreSheet.Step step =
                sheet.node("parks.planted").orElseThrow().explanation().steps().get(0);
        assertThat(step.expression()).isEqualTo("40 ÷ 50");
        assertThat(step.text().zh()).isEqualTo("新增绿地面积：实际完成值 ÷ 50");
    }

    @Test
    void a_rate_keeps_its_sign() {
        CaseFile library = CaseLoader.load(
                        Packs.caseText("mof-project-self-evaluation-2020/1", "example-evening-library-2024.yaml"),
                        Packs::find)
                .value()
                .orElseThrow();
        ScoreSheet sheet = Scoring.score(library.framework(), library.subject());
        assertThat(sheet.node("library.satisfaction")
                        .orElseThrow()
                        .explanation()
                        .steps()
                        .get(0)
                        .expression())
                .isEqualTo("88% ÷ 90%");
    }

    @Test
    void days_are_compared_and_not_divided() {
        CaseFile lamps = CaseLoader.load(
                        Packs.caseText("mof-project-self-evaluation-2021/1", "example-street-lamps-2023.yaml"),
                        Packs::find)
                .value()
                .orElseThrow();
        ScoreSheet.Explanation late = Scoring.score(lamps.framework(), lamps.subject())
                .node("lamps.finished")
                .orElseThrow()
                .explanation();
        assertThat(late.steps()).hasSize(1);
        assertThat(late.steps().get(0).text().zh()).isEqualTo("实际 2023-11-10，期限 2023-10-31，逾期，得 0 分");
        assertThat(late.steps().get(0).expression()).isEqualTo("2023-11-10 > 2023-10-31");
        assertThat(late.counterfactual().get(0).value()).contains("2023-10-31");
    }

    @Test
    void a_schedule_is_printed_as_a_share_like_the_progress_beside_it() {
        CaseFile parks = CaseLoader.load(
                        Packs.caseText("shenzhen-department-2021-municipal/1", "example-parks-bureau-2021.yaml"),
                        Packs::find)
                .value()
                .orElseThrow();
        ScoreSheet sheet = Scoring.score(parks.framework(), parks.subject());
        assertThat(sheet.nodes().stream()
                        .filter(n -> n.id().startsWith("budget.execution."))
                        .map(n -> n.explanation().steps().get(0).expression()))
                .contains("20% ÷ 25%", "95% ÷ 100%");
    }
}
