package org.hengji.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hengji.Refusal;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.hengji.documents.Refused;
import org.hengji.frameworks.Packs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What docs/command-line.md promises of {@code report}. */
class ReportContractTest {
    @TempDir
    Path folder;

    private record Run(int code, String out, String err) {
        JsonNode only() {
            JsonNode elements = JsonMapper.shared().readTree(out);
            assertThat(elements).hasSize(1);
            return elements.get(0);
        }
    }

    private static Run report(Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new ReportCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .report(java.util.Arrays.stream(words).map(Object::toString).toList());
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Path seed() throws IOException {
        return Files.writeString(
                folder.resolve("seed.yaml"),
                Packs.caseText("shenzhen-department-2021-municipal/1", "seed-000-published.yaml"));
    }

    @Test
    void a_case_becomes_word_and_pdf() throws IOException, Refused {
        for (String format : List.of("docx", "pdf")) {
            Path target = folder.resolve("report." + format);
            Run run = report(seed(), "--kind", "department-municipal", "--out", target, "--json");
            assertThat(run.code()).isZero();
            JsonNode element = run.only();
            assertThat(element.propertyNames()).contains("file", "kind", "out", "draft", "gaps", "errors");
            assertThat(element.get("errors")).isEmpty();
            assertThat(element.get("draft").asBoolean()).isTrue();
            assertThat(element.get("gaps")).isNotEmpty().allSatisfy(gap -> {
                assertThat(gap.propertyNames()).containsExactlyInAnyOrder("place", "key", "name", "why");
                assertThat(gap.get("why").asString()).isIn("missing", "contested", "range");
            });
            assertThat(DocumentReader.read(target, Limits.USUAL).text()).contains("97.21", "部门整体支出绩效自评报告");
        }
    }

    @Test
    void a_template_of_ones_own_is_a_file() throws IOException, Refused {
        Path template = Files.writeString(
                folder.resolve("own.yaml"),
                "report: own\nversion: \"1\"\nname: 短报告\nsections:\n  - page: portrait\n    body:\n      - p: {id: a, text: \"总分{score.total}。\"}\n");
        Path target = folder.resolve("own.docx");
        assertThat(report(seed(), "--kind", template, "--out", target).code()).isZero();
        assertThat(DocumentReader.read(target, Limits.USUAL).text().strip()).isEqualTo("总分97.21。");
    }

    @Test
    void the_opinion_is_about_a_published_report() throws IOException, Refused {
        Path published =
                Files.writeString(folder.resolve("published.txt"), "示例局2021年度报告\n全年支出100万元，其中：基本支出40万元、项目支出50万元。\n");
        Path target = folder.resolve("opinion.docx");
        assertThat(report(published, "--kind", "check-opinion", "--out", target).code())
                .isZero();
        assertThat(DocumentReader.read(target, Limits.USUAL).text()).contains("绩效评价报告审核意见", "published.txt", "SHA-256");
    }

    @Test
    void what_cannot_be_done_is_said_and_nothing_is_written() throws IOException {
        Path target = folder.resolve("r.docx");
        Run unknown = report(seed(), "--kind", "poem", "--out", target, "--json");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.only().get("errors").get(0).get("remedy").get("zh").asString())
                .contains("department-municipal");
        Run other = report(seed(), "--kind", "project-third-party", "--out", target, "--json");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.only().get("errors").get(0).get("code").asString()).isEqualTo("report.framework");
        assertThat(report(seed(), "--kind", "monitoring", "--out", folder.resolve("r.odt"))
                        .code())
                .isEqualTo(2);
        assertThat(report(folder.resolve("absent.yaml"), "--kind", "monitoring", "--out", target)
                        .code())
                .isEqualTo(2);
        assertThat(report(seed(), "--kind", "monitoring", "--out", folder.resolve("no/such/r.docx"))
                        .code())
                .isEqualTo(2);
        assertThatThrownBy(() -> report(seed(), "--out", target)).isInstanceOf(Refusal.class);
        assertThat(target).doesNotExist();
    }
}
