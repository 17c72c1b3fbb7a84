package org.hengji.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hengji.checker.scores.Printed;
import org.hengji.checker.scores.Recomputation;
import org.hengji.checker.scores.Rescoring;
import org.hengji.checker.scores.ScoreNode;
import org.hengji.checker.scores.ScoreReading;
import org.hengji.checker.scores.ScoreTables;
import org.hengji.checker.scores.ScoreTree;
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

    @ParameterizedTest
    @MethodSource("reports")
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
}
