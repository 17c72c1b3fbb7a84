package org.hengji.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.scores.FrameworkMatch;
import org.hengji.checker.scores.Printed;
import org.hengji.checker.scores.Recomputation;
import org.hengji.checker.scores.Rescoring;
import org.hengji.checker.scores.ScoreNode;
import org.hengji.checker.scores.ScoreReading;
import org.hengji.checker.scores.ScoreTables;
import org.hengji.checker.scores.ScoreTree;
import org.hengji.checker.targets.Day;
import org.hengji.checker.targets.Target;
import org.hengji.checker.targets.Targets;
import org.hengji.checker.targets.Value;
import org.hengji.documents.Block;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.hengji.documents.report.DocxWriter;
import org.hengji.documents.report.Drafting;
import org.hengji.documents.report.Paper;
import org.hengji.documents.report.PdfWriter;
import org.hengji.documents.report.TemplateReader;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.OwnIndicator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A report written from facts and read like anybody's: the same facts, the same points, and nothing to find. */
class GeneratedReportTest {
    /**
     * @param untold numbers that the report does not print, because only readings that are not in force ask for them
     */
    record Written(String kind, String pack, String name, Set<String> untold, String format) {
        CaseFile file() {
            return CaseLoader.load(Packs.caseText(pack, name + ".yaml"), Packs::find)
                    .value()
                    .orElseThrow();
        }

        ScoreSheet sheet() {
            return Scoring.score(file().framework(), file().subject());
        }

        Report report() throws Exception {
            Paper paper = Drafting.draft(TemplateReader.shipped(kind).orElseThrow(), file(), sheet(), Map.of(), false)
                    .value()
                    .orElseThrow();
            assertThat(paper.gaps()).isEmpty();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (format.equals("docx")) {
                DocxWriter.write(paper, Map.of(), out);
            } else {
                PdfWriter.write(paper, out);
            }
            String named = name + "." + format;
            return Report.of(named, DocumentReader.read(named, out.toByteArray(), Limits.USUAL));
        }

        @Override
        public String toString() {
            return kind + " " + name + " " + format;
        }
    }

    static Stream<Written> reports() {
        Set<String> forOtherReadings = Set.of(
                "budget.excused", "budget.moved", "daily_public.opening", "projects.finished", "three_public.opening");
        return Stream.of("docx", "pdf")
                .flatMap(format -> Stream.of(
                        new Written(
                                "department-municipal",
                                "shenzhen-department-2021-municipal/1",
                                "example-parks-bureau-2021",
                                forOtherReadings,
                                format),
                        new Written(
                                "department-district",
                                "shenzhen-department-2021-district/1",
                                "example-culture-bureau-2021",
                                forOtherReadings,
                                format),
                        new Written(
                                "project-third-party",
                                "futian-project-2023/1",
                                "example-organisations-2023",
                                Set.of(),
                                format)));
    }

    /** A form without criteria: each project sets its indicators for itself. */
    static Stream<Written> forms() {
        return Stream.of("docx", "pdf")
                .map(format -> new Written(
                        "project-self-evaluation",
                        "mof-project-self-evaluation-2021/1",
                        "example-street-lamps-2023",
                        Set.of(),
                        format));
    }

    static Stream<Written> everything() {
        return Stream.concat(reports(), forms());
    }

    @ParameterizedTest
    @MethodSource("everything")
    void nothing_above_cosmetic_is_found(Written written) throws Exception {
        Report report = written.report();
        Verdict verdict = Checker.shipped(Waivers.NONE).check(report).get(0);
        assertThat(verdict.errors()).isEmpty();
        assertThat(verdict.findings().stream()
                        .filter(f -> f.severity() != Finding.Severity.COSMETIC)
                        .map(f -> f.finding().check() + " " + f.severity().key() + " "
                                + f.finding().message().zh() + " "
                                + f.finding().places().stream()
                                        .map(p -> report.document().words(p.span()))
                                        .toList()))
                .isEmpty();
        assertThat(verdict.figures().agreeing()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void every_number_of_the_case_is_read_back_as_it_is(Written written) throws Exception {
        Rescoring read = Rescoring.of(written.report()).orElseThrow();
        CaseFile file = written.file();
        assertThat(read.framework().digest()).isEqualTo(file.framework().digest());
        Map<String, List<Fact.Value>> expected = new TreeMap<>();
        file.subject().facts().forEach((key, facts) -> {
            boolean number = file.framework().facts().get(key).kind().isNumeric();
            if (number && !written.untold().contains(key)) {
                expected.put(key, facts.stream().map(Fact::value).toList());
            }
        });
        Map<String, List<Fact.Value>> found = new TreeMap<>();
        read.known()
                .facts()
                .forEach((key, facts) ->
                        found.put(key, facts.stream().map(Fact::value).toList()));
        assertThat(found).isEqualTo(expected);
    }

    static Stream<Written> reportsThatLeaveNumbersOut() {
        return reports().filter(w -> !w.untold().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("reportsThatLeaveNumbersOut")
    void what_is_not_printed_moves_no_point(Written written) {
        assertThat(written.sheet().nodes().stream()
                        .flatMap(n -> n.explanation().inputs().stream())
                        .map(ScoreSheet.Input::fact))
                .doesNotContainAnyElementsOf(written.untold());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void total_grade_and_points_are_those_of_the_sheet(Written written) throws Exception {
        Report report = written.report();
        ScoreSheet sheet = written.sheet();
        Rational total = sheet.total().orElseThrow();
        Scores scores = new ScoreReading().read(report);
        assertThat(scores.published())
                .contains(new Scores.Published(
                        Optional.of(sheet.print(total)), sheet.grade().map(g -> g.zh())));
        ScoreTree tree = ScoreTables.of(report).stream()
                .filter(t -> t.framework().isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(tree.isWhole())
                .as("%s", tree.nodes().stream().map(ScoreNode::name).toList())
                .isTrue();
        assertThat(tree.total().map(Printed::value)).contains(total);
        TreeMap<String, String> expected = new TreeMap<>();
        TreeMap<String, String> printed = new TreeMap<>();
        for (ScoreNode node : tree.nodes()) {
            String id = tree.indicator(node).orElseThrow().id();
            node.points().ifPresent(p -> {
                printed.put(id, p.value().toText());
                expected.put(
                        id, sheet.node(id).orElseThrow().points().orElseThrow().toText());
            });
            node.weight().ifPresent(w -> {
                printed.put(id + " of", w.value().toText());
                expected.put(id + " of", sheet.node(id).orElseThrow().max().toText());
            });
        }
        assertThat(printed).isEqualTo(expected);
        assertThat(new TreeSet<>(printed.keySet()))
                .containsAll(tree.leaves().stream()
                        .map(n -> tree.indicator(n).orElseThrow().id())
                        .toList());
        Recomputation again = Recomputation.of(report).orElseThrow();
        assertThat(again.contradicted()).isEmpty();
        assertThat(again.low()).isLessThanOrEqualTo(total);
        assertThat(again.high()).isGreaterThanOrEqualTo(total);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void form_has_the_total_the_weights_and_the_points_of_the_sheet(Written written) throws Exception {
        Report report = written.report();
        ScoreSheet sheet = written.sheet();
        Rational total = sheet.total().orElseThrow();
        assertThat(new ScoreReading().read(report).published())
                .contains(new Scores.Published(
                        Optional.of(sheet.print(total)), sheet.grade().map(g -> g.zh())));
        ScoreTree tree = ScoreTables.of(report).get(0);
        TreeMap<String, String> expected = new TreeMap<>();
        TreeMap<String, String> printed = new TreeMap<>();
        for (OwnIndicator own : written.file().subject().indicators()) {
            ScoreSheet.Node node = sheet.node(own.id()).orElseThrow();
            expected.put(
                    own.name().zh(),
                    node.max().toText() + " " + node.points().orElseThrow().toText());
            tree.named(own.name().zh())
                    .ifPresent(n -> printed.put(
                            n.name(),
                            n.weight().orElseThrow().value().toText() + " "
                                    + n.points().orElseThrow().value().toText()));
        }
        assertThat(expected).isNotEmpty();
        assertThat(printed).isEqualTo(expected);
        assertThat(FrameworkMatch.of(report).orElseThrow().framework().digest())
                .isEqualTo(written.file().framework().digest());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void form_has_the_targets_and_the_actual_values_of_the_case(Written written) throws Exception {
        TreeMap<String, Target> targets = new TreeMap<>();
        Targets.of(written.report()).inTables().forEach(t -> targets.put(t.name(), t));
        List<OwnIndicator> all = written.file().subject().indicators();
        assertThat(targets.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(own -> own.name().zh()).toList());
        int numbers = 0;
        for (OwnIndicator own : all) {
            Target target = targets.get(own.name().zh());
            if (own.target().orElseThrow() instanceof OwnIndicator.Target.Limit limit) {
                numbers++;
                assertThat(base(target.target()))
                        .isEqualTo(limit.value().times(own.unit().factor()));
                assertThat(base(target.actual().orElseThrow()))
                        .isEqualTo(((Fact.Value.Known) own.actual())
                                .number()
                                .times(own.unit().factor()));
            } else if (own.target().get() instanceof OwnIndicator.Target.Deadline deadline) {
                assertThat(epochDay(target.target())).isEqualTo(deadline.epochDay());
                assertThat(epochDay(target.actual().orElseThrow()))
                        .isEqualTo(((Fact.Value.Known) own.actual()).number());
            } else if (own.target().get() instanceof OwnIndicator.Target.Word word) {
                assertThat(target.target()).isEqualTo(new Value.Words(word.word()));
            }
        }
        assertThat(numbers).isGreaterThan(4);
    }

    private static Rational base(Value value) {
        return ((Value.Amount) value).figure().base();
    }

    private static Rational epochDay(Value value) {
        Day day = ((Value.On) value).day();
        return Rational.of(LocalDate.of(day.year(), day.month(), day.day()).toEpochDay());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void form_has_the_funds_of_the_case(Written written) throws Exception {
        Report report = written.report();
        Map<String, List<String>> rows = Map.of(
                "年度资金总额", List.of("fund.opening", "budget.year", "budget.spent"),
                "其中：当年财政拨款", List.of("fund.fiscal.opening", "fund.fiscal.adjusted", "fund.fiscal.spent"),
                "上年结转资金", List.of("fund.carried.opening", "fund.carried.adjusted", "fund.carried.spent"),
                "其他资金", List.of("fund.other.opening", "fund.other.adjusted", "fund.other.spent"));
        Map<String, List<Fact>> facts = new TreeMap<>(written.file().subject().facts());
        facts.putAll(written.file().material().facts());
        rows.forEach((name, keys) -> {
            Block.Table table = report.document().tables().get(0);
            Block.Cell head = table.cells().stream()
                    .filter(c -> report.words(c.span()).equals(name))
                    .findFirst()
                    .orElseThrow();
            List<Rational> printed = table.row(head.row()).stream()
                    .flatMap(c -> report.figures(report.passage(c)).stream())
                    .limit(keys.size())
                    .map(Figure::value)
                    .toList();
            assertThat(printed)
                    .as(name)
                    .isEqualTo(keys.stream()
                            .map(k -> ((Fact.Value.Known) facts.get(k).get(0).value()).number())
                            .toList());
        });
    }
}
