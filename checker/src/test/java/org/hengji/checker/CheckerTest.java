package org.hengji.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.reading.Figure;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.hengji.documents.Refused;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;
import org.junit.jupiter.api.Test;

/** What happens around the checks, with checks made up for it. */
class CheckerTest {
    private static final String WORDS = "第一行支出10万元。\n第二行支出20万元。\n指标\t得分\n甲\t\n";

    private static Report report(String words, Policy policy) {
        try {
            return Report.of(
                    "a.txt",
                    DocumentReader.read("a.txt", words.getBytes(StandardCharsets.UTF_8), Limits.USUAL),
                    new Setting(Optional.empty(), policy));
        } catch (Refused e) {
            throw new AssertionError(e);
        }
    }

    private static Check check(String id, BiConsumer<Report, Tally> run) {
        return new Check() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Text meaning() {
                return Text.of("试", "test");
            }

            @Override
            public void run(Report report, Tally tally) {
                run.accept(report, tally);
            }
        };
    }

    private static Finding finding(String check, String claimed, Span... places) {
        return new Finding(
                check,
                Severity.FACTUAL,
                Confidence.HIGH,
                Text.of("不符", "differs"),
                Optional.of(claimed),
                Optional.empty(),
                Optional.empty(),
                Finding.NO_EFFECT,
                java.util.Arrays.stream(places).map(Place::of).toList(),
                Text.of("核对", "compare"));
    }

    private static Span at(String words, String text) {
        int start = text.indexOf(words);
        return new Span(start, start + words.length());
    }

    private static Verdict verdict(Report report, Waivers waivers, Check... checks) {
        return new Checker(List.of(checks), Scores.Reader.NONE, waivers)
                .check(report)
                .get(0);
    }

    @Test
    void findings_come_by_place_then_check_and_checks_by_id() {
        Verdict verdict = verdict(
                report(WORDS, Policy.shipped()),
                Waivers.NONE,
                check("K10", (r, t) -> t.find(finding("K10", "20", at("20万元", WORDS)))),
                check("K03", (r, t) -> t.find(finding("K03", "20", at("20万元", WORDS)))),
                check("K01", (r, t) -> t.skip("没有", "none")),
                check("K02", (r, t) -> {
                    t.find(finding("K02", "10", at("10万元", WORDS)));
                    t.pass();
                }));
        assertThat(verdict.findings().stream().map(f -> f.finding().check())).containsExactly("K02", "K03", "K10");
        assertThat(verdict.checks().stream().map(c -> c.id() + " " + c.applied() + " " + c.passed()))
                .containsExactly("K01 0 0", "K02 2 1", "K03 1 0", "K10 1 0");
        assertThat(verdict.checks().get(0).skipped()).containsExactly(new Verdict.Skipped(Text.of("没有", "none"), 1));
    }

    @Test
    void an_id_outlives_a_change_elsewhere_and_tells_equal_findings_apart() {
        Check check = check(
                "K01",
                (r, t) -> IntStream.range(0, 2)
                        .forEach(i -> t.find(
                                finding("K01", "10", at("10万元", r.document().text())))));
        List<String> before = ids(verdict(report(WORDS, Policy.shipped()), Waivers.NONE, check));
        List<String> after = ids(verdict(report("新的一行。\n" + WORDS, Policy.shipped()), Waivers.NONE, check));
        assertThat(before).doesNotHaveDuplicates().hasSize(2);
        assertThat(after).isEqualTo(before);
    }

    private static List<String> ids(Verdict verdict) {
        return verdict.findings().stream().map(Verdict.Judged::id).toList();
    }

    @Test
    void garbled_words_are_marked_first_and_hold_no_figures_for_other_checks() {
        Check noise = check("K25", (r, t) -> t.noise(at("第一行支出10万元。", WORDS)));
        Check others = check("K01", (r, t) -> r.figures().forEach(f -> t.recomputed(f, true)));
        Verdict verdict = verdict(report(WORDS, Policy.shipped()), Waivers.NONE, others, noise);
        assertThat(verdict.figures()).isEqualTo(new Verdict.FigureCount(2, 1, 1));
    }

    @Test
    void a_figure_recomputed_by_several_checks_counts_once() {
        BiConsumer<Report, Tally> first = (r, t) -> t.recomputed(r.figures().get(0), false);
        BiConsumer<Report, Tally> agrees = (r, t) -> {
            Figure figure = r.figures().get(0);
            t.recomputed(figure, true);
        };
        Verdict verdict =
                verdict(report(WORDS, Policy.shipped()), Waivers.NONE, check("K01", first), check("K03", agrees));
        assertThat(verdict.figures()).isEqualTo(new Verdict.FigureCount(2, 1, 1));
    }

    @Test
    void a_check_that_stumbles_hides_no_other() {
        Verdict verdict = verdict(
                report(WORDS, Policy.shipped()),
                Waivers.NONE,
                check("K01", (r, t) -> {
                    throw new IllegalStateException("lost");
                }),
                check("K02", (r, t) -> t.find(finding("K02", "10", at("10万元", WORDS)))));
        assertThat(ids(verdict)).hasSize(1);
        assertThat(verdict.errors()).singleElement().satisfies(e -> {
            assertThat(e.code()).isEqualTo("check.unfinished");
            assertThat(e.path()).isEqualTo("K01");
        });
        assertThat(verdict.checks()).hasSize(2);
    }

    @Test
    void a_place_tells_line_table_and_cell_also_of_a_blank_one() {
        Report report = report(WORDS, Policy.shipped());
        var blank = report.document().tables().get(0).at(2, 2).orElseThrow().span();
        assertThat(report.locate(blank))
                .isEqualTo(new Location(
                        Optional.empty(),
                        4,
                        java.util.OptionalInt.empty(),
                        java.util.OptionalInt.of(1),
                        Optional.of("r2c2"),
                        ""));
        assertThat(report.locate(at("20万元", WORDS)).line()).isEqualTo(2);
        assertThat(report.locate(at("20万元", WORDS)).cell()).isEmpty();
    }

    @Test
    void comparing_checks_see_the_notes_of_the_other_reports() {
        record Note(int figures) {}
        ComparingCheck comparing = new ComparingCheck() {
            @Override
            public String id() {
                return "K16";
            }

            @Override
            public Text meaning() {
                return Text.of("比", "compare");
            }

            @Override
            public Object note(Report report) {
                return new Note(report.figures().size());
            }

            @Override
            public void run(Report report, Map<String, Object> others, Tally tally) {
                others.values().forEach(other -> {
                    if (((Note) other).figures() == 2) {
                        tally.pass();
                    }
                });
            }
        };
        Checker checker = new Checker(List.of(comparing), Scores.Reader.NONE, Waivers.NONE);
        Report one = report(WORDS, Policy.shipped());
        Report two = new Report(
                "b.txt",
                one.document(),
                one.passages(),
                one.figures(),
                one.byPassage(),
                one.words(),
                one.setting(),
                new java.util.concurrent.ConcurrentHashMap<>(),
                new java.util.concurrent.ConcurrentHashMap<>());
        assertThat(checker.check(one).get(0).checks().get(0).applied()).isZero();
        assertThat(checker.check(one, two))
                .allSatisfy(v -> assertThat(v.checks().get(0).applied()).isOne());
    }

    @Test
    void a_policy_weighs_findings_and_leaves_what_was_computed() {
        Policy policy = Policy.read("severity: {K01: question}\n").value().orElseThrow();
        Check check = check("K01", (r, t) -> t.find(finding("K01", "10", at("10万元", WORDS))));
        Verdict.Judged judged =
                verdict(report(WORDS, policy), Waivers.NONE, check).findings().get(0);
        assertThat(judged.severity()).isEqualTo(Severity.QUESTION);
        assertThat(judged.finding().severity()).isEqualTo(Severity.FACTUAL);
        assertThat(policy.fails(judged)).isFalse();
        Verdict.Judged usual = verdict(report(WORDS, Policy.shipped()), Waivers.NONE, check)
                .findings()
                .get(0);
        assertThat(Policy.shipped().fails(usual)).isTrue();
    }

    @Test
    void a_waiver_covers_a_finding_by_id_or_by_check_and_words_in_its_report() {
        Check check = check("K01", (r, t) -> t.find(finding("K01", "10", at("10万元", WORDS))));
        Report report = report(WORDS, Policy.shipped());
        String id = ids(verdict(report, Waivers.NONE, check)).get(0);
        for (String covering : List.of(
                "finding: " + id,
                "check: K01, quote: 10万元",
                "finding: " + id + ", file: a.txt",
                "check: K01, quote: 10万元, file: a.txt")) {
            assertThat(waived(report, check, covering)).as(covering).isTrue();
        }
        for (String other : List.of(
                "finding: K01-00000000",
                "check: K02, quote: 10万元",
                "check: K01, quote: 10万",
                "finding: " + id + ", file: b.txt",
                "finding: " + id + ", file: xa.txt")) {
            assertThat(waived(report, check, other)).as(other).isFalse();
        }
    }

    private static boolean waived(Report report, Check check, String entry) {
        Waivers waivers =
                Waivers.read("- {" + entry + ", reason: 已核对, by: 李}\n").value().orElseThrow();
        return verdict(report, waivers, check).open().isEmpty();
    }

    @Test
    void a_threshold_is_asked_of_the_policy() {
        String words = "指标\t目标值\t实际完成值\n数量指标\t\t\n检查企业\t100家\t140家\n";
        assertThat(found("K17", words, Policy.shipped())).isTrue();
        assertThat(found(
                        "K17",
                        words,
                        Policy.read("thresholds: {over-fulfilment: 150%}\n")
                                .value()
                                .orElseThrow()))
                .isFalse();
    }

    private static boolean found(String check, String words, Policy policy) {
        Verdict verdict =
                Checker.shipped(Waivers.NONE).check(report(words, policy)).get(0);
        return verdict.findings().stream()
                .anyMatch(f -> f.finding().check().equals(check)
                        && f.finding().message().zh().contains("140"));
    }
}
