package org.hengji.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.FrameworkLoader;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;
import org.junit.jupiter.api.Test;

/**
 * 10a/(1+a) rises, 10/(1+a²) falls, and their sum is largest at an irrational a: no number of cuts ends there, so the
 * total is an enclosure while either addend is exact.
 */
class EnclosureTest {
    private static final String FRAMEWORK = """
            framework: turning
            version: "1"
            name: {zh: 无理极值, en: Irrational turn}
            sources: [{id: main, document: 示例文件}]
            total: 20
            round: {places: 6, at: total}
            grades: [{from: 0, zh: 合格}]
            facts:
              a: {zh: 甲, en: A, unit: "", places: 6, domain: {min: 0, max: 10}}
            indicators:
              - {id: rising, name: 升, max: 10, rule: {proportional: {of: a / (1 + a)}}}
              - {id: falling, name: 降, max: 10, rule: {proportional: {of: 1 / (1 + a * a)}}}
            """;

    private static ScoreSheet sheet(String facts) {
        Framework framework = FrameworkLoader.load(FRAMEWORK).value().orElseThrow();
        Case subject = CaseLoader.load(
                        "case: a\nframework: turning\nsubject: 甲\n" + facts, id -> Optional.of(framework))
                .value()
                .orElseThrow()
                .subject();
        return Scoring.score(framework, subject);
    }

    @Test
    void a_search_that_was_cut_short_says_so_and_still_holds_every_value() {
        ScoreSheet open = sheet("");
        assertThat(open.range().exact()).isFalse();
        assertThat(open.node("rising").orElseThrow().range().exact()).isTrue();
        assertThat(open.node("falling").orElseThrow().range().exact()).isTrue();
        for (String a : List.of("0", "0.3", "0.5", "1", "2.5", "10")) {
            Rational total = sheet("facts: {a: {value: \"" + a + "\"}}").total().orElseThrow();
            assertThat(open.range().contains(total)).as(a).isTrue();
        }
        assertThat(sheet("facts: {a: {value: \"1\"}}").range().exact()).isTrue();
    }

    @Test
    void json_and_text_carry_it() {
        ScoreSheet open = sheet("");
        Map<String, Object> json = Json.sheet("a.yaml", open, List.of());
        assertThat(json).containsEntry("rangeExact", false);
        assertThat(SheetText.of("a.yaml", open)).contains("范围可能偏宽 may be wider than attained");
        ScoreSheet settled = sheet("facts: {a: {value: \"1\"}}");
        assertThat(Json.sheet("a.yaml", settled, List.of())).containsEntry("rangeExact", true);
        assertThat(SheetText.of("a.yaml", settled)).doesNotContain("范围可能偏宽");
    }
}
