package org.hengji.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.Framework;
import org.junit.jupiter.api.Test;

/** An item without a cap of its own may earn what the whole indicator is worth, and no more. */
class UncappedItemTest {
    private static final Framework FRAMEWORK = FrameworkLoader.load("""
                    framework: uncapped
                    version: "1"
                    name: {zh: 不封顶的要点, en: An item without a cap}
                    sources: [{id: main, document: 示例文件}]
                    total: 3
                    grades: [{from: 0, zh: 合格}]
                    facts:
                      done: {zh: 完成, en: Done, unit: 项, kind: count, domain: {min: 0}}
                      planned: {zh: 计划, en: Planned, unit: 项, kind: count, domain: {above: 0}}
                    indicators:
                      - id: progress
                        name: 进度
                        max: 3
                        items:
                          - {id: progress.rate, name: 完成率, max: 1, rule: {proportional: {of: done / planned, cap: none}}}
                          - {id: progress.plan, name: 计划编制, max: 2, rule: {judged: {}}}
                    """).value().orElseThrow();

    private static ScoreSheet sheet(String facts) {
        String text = "case: a\nframework: uncapped\nsubject: 甲\n" + facts;
        return Scoring.score(
                FRAMEWORK,
                CaseLoader.load(text, id -> Optional.of(FRAMEWORK))
                        .value()
                        .orElseThrow()
                        .subject());
    }

    private static List<String> range(ScoreSheet sheet, String id) {
        ScoreSheet.Range range = sheet.node(id).orElseThrow().range();
        return List.of(sheet.print(range.low()), sheet.print(range.high()));
    }

    @Test
    void has_a_range_when_nothing_bounds_its_ratio() {
        ScoreSheet open = sheet("");
        assertThat(range(open, "progress.rate")).containsExactly("0.00", "3.00");
        assertThat(range(open, "progress")).containsExactly("0.00", "3.00");
    }

    @Test
    void counts_above_its_own_weight_up_to_that_of_the_indicator() {
        ScoreSheet some = sheet("facts: {done: {value: \"5\", unit: 项}, planned: {value: \"4\", unit: 项}}\n");
        assertThat(range(some, "progress.rate")).containsExactly("1.25", "1.25");
        ScoreSheet many = sheet("facts: {done: {value: \"50\", unit: 项}, planned: {value: \"4\", unit: 项}}\n");
        assertThat(range(many, "progress.rate")).containsExactly("3.00", "3.00");
        assertThat(range(many, "progress")).containsExactly("3.00", "3.00");
    }
}
