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
}
