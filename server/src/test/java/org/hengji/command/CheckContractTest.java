package org.hengji.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What docs/command-line.md promises of {@code check} and {@code text}. */
class CheckContractTest {
    private static final Path REPORTS = Path.of("src/test/resources/reports");
    private static final String DECIMAL = "-?\\d+(\\.\\d+)?";

    @TempDir
    Path folder;

    private record Run(int code, String out, String err) {
        JsonNode json() {
            assertThat(out).endsWith("]\n");
            return JsonMapper.shared().readTree(out);
        }
    }

    private static Run check(Object... words) {
        return run(true, words);
    }

    private static Run run(boolean check, Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CheckCommands commands = new CheckCommands(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        List<String> arguments = new ArrayList<>();
        for (Object word : words) {
            arguments.add(word.toString());
        }
        int code = check ? commands.check(arguments) : commands.text(arguments);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void every_documented_key_is_there_with_its_type() throws IOException {
        Path broken = Files.write(folder.resolve("gbk.txt"), new byte[] {(byte) 0xd6, (byte) 0xd0});
        JsonNode elements = check(REPORTS, broken, "--json").json();
        assertThat(elements).hasSize(5);
        int findings = 0;
        for (JsonNode element : elements) {
            shape(element);
            for (JsonNode finding : element.get("findings")) {
                finding(finding);
                findings++;
            }
        }
        assertThat(findings).isPositive();
    }

    private static void shape(JsonNode e) {
        assertThat(e.propertyNames())
                .contains(
                        "file",
                        "kind",
                        "framework",
                        "published",
                        "recomputed",
                        "figures",
                        "pointsWithEvidence",
                        "checks",
                        "findings",
                        "errors");
        assertThat(e.get("file").isString()).isTrue();
        assertThat(e.get("kind").isNull()
                        || List.of("docx", "pdf", "xlsx", "html", "text")
                                .contains(e.get("kind").asString()))
                .isTrue();
        for (String key : List.of("read", "recomputable", "agreeing")) {
            assertThat(e.get("figures").get(key).isInt()).as(key).isTrue();
        }
        decimalOrNull(e.get("pointsWithEvidence"));
        if (!e.get("published").isNull()) {
            decimalOrNull(e.get("published").get("total"));
            stringOrNull(e.get("published").get("grade"));
        }
        if (!e.get("recomputed").isNull()) {
            decimalOrNull(e.get("recomputed").get("total"));
            assertThat(e.get("recomputed").get("range")).hasSize(2);
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode check : e.get("checks")) {
            ids.add(check.get("id").asString());
            assertThat(check.get("version").isString()).isTrue();
            assertThat(check.get("applied").isInt()).isTrue();
            assertThat(check.get("passed").asInt())
                    .isLessThanOrEqualTo(check.get("applied").asInt());
            for (JsonNode skipped : check.get("skipped")) {
                assertThat(skipped.get("reason").isString()).isTrue();
                assertThat(skipped.get("count").isInt()).isTrue();
            }
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        for (JsonNode error : e.get("errors")) {
            assertThat(error.propertyNames()).contains("code", "message", "line", "column", "source", "remedy");
            text(error.get("message"));
            text(error.get("remedy"));
        }
    }

    private static void finding(JsonNode f) {
        assertThat(f.get("id").asString()).matches("K\\d\\d-.+");
        assertThat(f.get("check").asString()).matches("K\\d\\d");
        assertThat(f.get("severity").asString()).isIn("score-changing", "factual", "cosmetic", "question");
        assertThat(f.get("computedSeverity").asString()).isIn("score-changing", "factual", "cosmetic", "question");
        assertThat(f.get("confidence").asString()).isIn("high", "medium", "low");
        text(f.get("message"));
        for (String key : List.of("claimed", "computed", "arithmetic")) {
            stringOrNull(f.get(key));
        }
        JsonNode effect = f.get("effect");
        assertThat(effect.propertyNames()).contains("kind", "indicator", "from", "to", "range");
        assertThat(effect.get("kind").asString()).isIn("none", "corrected", "bounded", "unverifiable");
        assertThat(f.get("waiver").isNull()).isTrue();
        assertThat(f.get("location")).isNotEmpty();
        for (JsonNode location : f.get("location")) {
            assertThat(location.propertyNames()).contains("file", "line", "page", "table", "cell", "quote");
            assertThat(location.get("line").isInt()).isTrue();
        }
    }

    private static void text(JsonNode text) {
        assertThat(text.get("zh").asString()).isNotBlank();
        assertThat(text.get("en").asString()).isNotBlank();
    }

    private static void stringOrNull(JsonNode node) {
        assertThat(node.isNull() || node.isString()).isTrue();
    }

    private static void decimalOrNull(JsonNode node) {
        if (!node.isNull()) {
            assertThat(node.asString()).matches(DECIMAL);
        }
    }

    @Test
    void a_quote_stands_in_the_text_at_its_line_and_findings_come_by_place() {
        for (JsonNode element : check(REPORTS, "--json").json()) {
            String text = run(false, element.get("file").asString()).out();
            String[] lines = text.split("\n", -1);
            int before = 0;
            for (JsonNode finding : element.get("findings")) {
                for (JsonNode location : finding.get("location")) {
                    String quote = location.get("quote").asString();
                    assertThat(text).contains(quote);
                    assertThat(lines[location.get("line").asInt() - 1]).contains(quote.split("\n", 2)[0]);
                }
                int line = finding.get("location").get(0).get("line").asInt();
                assertThat(line).isGreaterThanOrEqualTo(before);
                before = line;
            }
        }
    }

    @Test
    void files_come_in_order_of_arguments_and_folders_in_byte_order() throws IOException {
        Files.createDirectories(folder.resolve("b"));
        for (String name : List.of("b/二.txt", "b/一.txt", "Z.txt", "a.txt")) {
            file(name, "全年支出10万元。\n");
        }
        Path first = REPORTS.resolve("river-walk-2023.txt");
        List<String> files = new ArrayList<>();
        check(first, folder, "--json")
                .json()
                .forEach(e -> files.add(e.get("file").asString()));
        assertThat(files)
                .containsExactly(
                        first.toString(),
                        folder.resolve("Z.txt").toString(),
                        folder.resolve("a.txt").toString(),
                        folder.resolve("b/一.txt").toString(),
                        folder.resolve("b/二.txt").toString());
    }

    @Test
    void a_bad_file_stops_no_other_and_the_worst_decides_the_code() throws IOException {
        Path missing = folder.resolve("missing.txt");
        Path program = Files.write(folder.resolve("report.exe"), new byte[] {'M', 'Z', 0, 1});
        Path sound = REPORTS.resolve("river-walk-2023.txt");
        Run run = check(missing, program, sound, "--json");
        assertThat(run.code()).isEqualTo(2);
        JsonNode elements = run.json();
        assertThat(elements.get(0).get("errors").get(0).get("code").asString()).isEqualTo("file.missing");
        assertThat(elements.get(1).get("errors")).isNotEmpty();
        assertThat(elements.get(2).get("kind").asString()).isEqualTo("text");
        assertThat(run.err()).contains("3/3");
    }

    @Test
    void the_same_report_has_the_same_findings_and_ids() {
        assertThat(check(REPORTS, "--json").out())
                .isEqualTo(check(REPORTS, "--json").out());
    }

    @Test
    void findings_below_the_threshold_of_the_policy_do_not_fail() throws IOException {
        Path report = REPORTS.resolve("evening-school-2023.txt");
        assertThat(check(report, "--json").code()).isEqualTo(1);
        Path lenient = file("policy.yaml", "fail_at: {severity: score-changing, confidence: high}\n");
        JsonNode before = check(report, "--json").json().get(0).get("findings");
        Run run = check(report, "--policy", lenient, "--json");
        assertThat(run.json().get(0).get("findings")).isEqualTo(before);
        assertThat(before).allMatch(f -> !f.get("severity").asString().equals("score-changing"));
        assertThat(run.code()).isZero();
    }

    @Test
    void a_severity_that_the_policy_sets_leaves_the_computed_one_visible() throws IOException {
        Path report = REPORTS.resolve("evening-school-2023.txt");
        Path policy = file("policy.yaml", "severity: {K01: question}\n");
        JsonNode finding =
                first("K01", check(report, "--policy", policy, "--json").json());
        assertThat(finding.get("severity").asString()).isEqualTo("question");
        assertThat(finding.get("computedSeverity").asString()).isEqualTo("factual");
    }

    private static JsonNode first(String check, JsonNode elements) {
        for (JsonNode finding : elements.get(0).get("findings")) {
            if (finding.get("check").asString().equals(check)) {
                return finding;
            }
        }
        throw new AssertionError("no finding of " + check);
    }

    @Test
    void a_waived_finding_stays_with_its_waiver_and_fails_no_longer() throws IOException {
        Path report = REPORTS.resolve("evening-school-2023.txt");
        StringBuilder waivers = new StringBuilder();
        for (JsonNode finding : check(report, "--json").json().get(0).get("findings")) {
            waivers.append("- finding: ")
                    .append(finding.get("id").asString())
                    .append("\n  reason: 已核对原始凭证\n  by: 李审\n");
        }
        Run run = check(report, "--waivers", file("waivers.yaml", waivers.toString()), "--json");
        assertThat(run.code()).isZero();
        JsonNode findings = run.json().get(0).get("findings");
        assertThat(findings).isNotEmpty();
        assertThat(findings).allSatisfy(f -> {
            assertThat(f.get("waiver").get("reason").asString()).isEqualTo("已核对原始凭证");
            assertThat(f.get("waiver").get("by").asString()).isEqualTo("李审");
        });
    }

    @Test
    void a_waiver_that_meets_nothing_is_an_error_at_its_line() throws IOException {
        Path report = REPORTS.resolve("river-walk-2023.txt");
        Path waivers = file("waivers.yaml", """
                - finding: K01-00000000
                  reason: 已核对
                  by: 李审
                - {check: K01, quote: "1%", file: other.txt, reason: 已核对, by: 李审}
                """);
        Run run = check(report, "--waivers", waivers, "--json");
        JsonNode elements = run.json();
        assertThat(run.code()).isEqualTo(1);
        assertThat(elements).hasSize(2);
        shape(elements.get(1));
        assertThat(elements.get(1).get("file").asString()).isEqualTo(waivers.toString());
        JsonNode errors = elements.get(1).get("errors");
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).get("line").asInt()).isEqualTo(1);
        assertThat(errors.get(0).get("code").asString()).isEqualTo("waiver.stale");
    }

    @Test
    void a_broken_policy_or_waivers_file_is_refused_with_its_line() throws IOException {
        Path report = REPORTS.resolve("river-walk-2023.txt");
        Path policy = file("policy.yaml", "fail_at:\n  severity: grave\nseverity:\n  K99: question\n");
        Run run = check(report, "--policy", policy, "--json");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("[]\n");
        assertThat(run.err()).contains("policy.yaml:2", "policy.word", "policy.yaml:4", "policy.unknown");

        Path waivers = file("waivers.yaml", "- finding: K01-1\n  by: 李审\n");
        assertThat(check(report, "--waivers", waivers).err()).contains("waivers.yaml:1", "waiver.reason");
    }

    @Test
    void wrong_usage_and_absent_files_are_told_from_faults() {
        Path report = REPORTS.resolve("river-walk-2023.txt");
        assertThat(check().code()).isEqualTo(2);
        assertThat(check(report, "--polcy", "x").code()).isEqualTo(2);
        assertThat(check(report, "--framework", "no-such").code()).isEqualTo(2);
        assertThat(check(report, "--policy", folder.resolve("absent.yaml")).code())
                .isEqualTo(2);
        assertThat(run(false, folder.resolve("absent.txt")).code()).isEqualTo(2);
    }

    @Test
    void a_text_file_is_printed_as_it_is() throws IOException {
        Path report = REPORTS.resolve("river-walk-2023.txt");
        assertThat(run(false, report).out()).isEqualTo(Files.readString(report));
    }
}
