package org.hengji.documents.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.framework.FactDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AskedTest {
    private static Asked asked(String kind, String framework) {
        return Asked.of(
                TemplateReader.shipped(kind).orElseThrow(),
                Packs.find(framework).orElseThrow());
    }

    private static Asked.Table table(Asked asked, String name) {
        return asked.tables().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<String> kinds() {
        return Packs.reportKinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_text_of_a_template_and_every_column_has_a_name(String kind) {
        Template template = TemplateReader.shipped(kind).orElseThrow();
        Asked asked = asked(kind, "shenzhen-department-2021-municipal");
        asked.texts().forEach((key, name) -> assertThat(name.zh()).as(key).matches(".*\\p{IsHan}.*"));
        Set<String> fields = new TreeSet<>(asked.texts().keySet());
        asked.tables().forEach(table -> fields.add(table.name()));
        assertThat(fields).containsAll(template.texts().keySet());
        for (Asked.Table table : asked.tables()) {
            assertThat(table.title().zh()).as(table.name()).isNotBlank();
            assertThat(table.columns()).as(table.name()).isNotEmpty();
            assertThat(table.columns().values()).as(table.name()).allMatch(label -> label.matches(".*\\p{IsHan}.*"));
        }
    }

    @Test
    void columns_are_called_as_the_printed_head_calls_them() {
        Asked asked = asked("department-municipal", "shenzhen-department-2021-municipal");
        assertThat(table(asked, "tasks").title().zh()).isEqualTo("年度主要任务完成情况");
        assertThat(table(asked, "tasks").columns().values())
                .containsExactly("任务名称", "主要内容", "完成情况", "预算数（元） 全额", "预算数（元） 其中：财政拨款", "执行数（元） 全额", "执行数（元） 其中：财政拨款");
        assertThat(table(asked, "targets").columns().values())
                .containsExactly("一级指标", "二级指标", "三级指标", "预期指标值", "实际完成指标值");
    }

    @Test
    void figures_are_those_that_the_framework_does_not_ask_for() {
        List<String> keys = asked("department-municipal", "shenzhen-department-2021-municipal").figures().stream()
                .map(FactDefinition::key)
                .toList();
        assertThat(keys).contains("spent.total", "carry.opening").doesNotContain("procurement.actual");
        assertThat(asked("monitoring", "mof-project-self-evaluation-2021").figures())
                .extracting(FactDefinition::key)
                .contains("monitoring.budget", "monitoring.paid", "monitoring.schedule");
    }

    @Test
    void causes_of_deviations_are_asked_for_where_a_table_of_indicators_tells_them() {
        assertThat(table(asked("project-self-evaluation", "mof-project-self-evaluation-2021"), "deviations")
                        .columns())
                .containsKeys("indicator", "cause", "measure");
    }
}
