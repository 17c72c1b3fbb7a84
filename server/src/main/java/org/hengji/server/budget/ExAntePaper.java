package org.hengji.server.budget;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.documents.report.Drafting;
import org.hengji.documents.report.Paper;
import org.hengji.documents.report.TemplateReader;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.Packs;
import org.hengji.frameworks.ReportMaterial;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.server.access.Person;

/**
 * 事前绩效评估报告 of an evaluation on record, by the template that the command line uses. It holds what the person may see:
 * before the conclusion is in force the evaluated body gets the application, and gaps for the rest.
 */
final class ExAntePaper {
    private static final String KIND = "ex-ante";

    private ExAntePaper() {}

    /** @param department that has the project evaluated, and whose seal goes on the report */
    static Paper of(ExAnte evaluation, String department, Person person) {
        Project project = evaluation.project();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("project", project.name());
        texts.put("department", department);
        texts.put("ex-ante-evaluator", department);
        texts.put("ex-ante-summary", summary(evaluation));
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
        if (Members.keeps(person) || evaluation.concluded()) {
            ExAnteScores scores = ExAnteScores.of(evaluation, person);
            scores.tally().ifPresent(tally -> {
                texts.put("ex-ante-organisation", organisation(scores));
                tables.put("opinions", rows(evaluation, scores));
            });
            evaluation.opinions().forEach((head, opinion) -> texts.put("ex-ante-" + head, opinion));
            evaluation.conclusion().ifPresent(c -> texts.put("ex-ante-conclusion", conclusion(evaluation, scores)));
            texts.put("ex-ante-suggestions", evaluation.opinion());
            evaluation
                    .concludedOn()
                    .ifPresent(day -> texts.put(
                            "ex-ante-date",
                            day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日"));
        }
        CaseFile file = file(evaluation, texts, tables);
        return Drafting.draft(
                        TemplateReader.shipped(KIND).orElseThrow(),
                        file,
                        Scoring.score(file.framework(), file.subject()),
                        Map.of(),
                        false)
                .value()
                .orElseThrow();
    }

    /** The template asks for no fact of a framework; any framework lends its form to the case. */
    private static CaseFile file(
            ExAnte evaluation, Map<String, String> texts, Map<String, List<Map<String, String>>> tables) {
        Project project = evaluation.project();
        Framework framework = Packs.find("mof-project-self-evaluation-2021").orElseThrow();
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        for (String key : List.of("ex_ante.requested", "ex_ante.fiscal")) {
            Rational wan = Rational.of(project.amount().movePointLeft(4));
            facts.put(key, List.of(new Fact(key, new Fact.Value.Known(wan), project.code())));
        }
        Case subject = new Case(
                project.code(),
                Text.of(project.name(), project.name()),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of());
        return new CaseFile(
                project.code(),
                framework,
                subject,
                Text.of("", ""),
                new CaseFile.Expectation(Map.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty()),
                new ReportMaterial(
                        Optional.empty(),
                        Optional.of(String.valueOf(evaluation.year())),
                        Map.of(),
                        facts,
                        texts,
                        tables),
                Map.of());
    }

    private static String summary(ExAnte evaluation) {
        Project project = evaluation.project();
        String years =
                project.from() == project.to() ? project.from() + "年" : project.from() + "年至" + project.to() + "年";
        List<String> sentences = new ArrayList<>();
        sentences.add(lead("立项依据：", project.basis()));
        sentences.add(lead("主要内容：", project.content()));
        sentences.add(lead("申请理由：", evaluation.reason()));
        sentences.add("实施期为" + years + "，资金性质为" + project.funding().text().zh());
        return sentences(sentences);
    }

    private static String organisation(ExAnteScores scores) {
        int experts = scores.tally().orElseThrow().experts();
        boolean trimmed = scores.tally().orElseThrow().counted() < experts;
        return sentences(
                List.of("评估由" + experts + "名专家按五个方面逐项独立评分，各方面" + (trimmed ? "去掉一个最高分和一个最低分后" : "") + "取平均分，合计为总分"));
    }

    private static String conclusion(ExAnte evaluation, ExAnteScores scores) {
        List<String> parts = new ArrayList<>();
        scores.tally().ifPresent(t -> parts.add("专家评分合计" + ExAnteScores.points(t.total()) + "分"));
        parts.add("评估结论为“" + evaluation.conclusion().orElseThrow().text().zh() + "”");
        evaluation.suggested().ifPresent(yuan -> parts.add("建议金额" + Money.exactWan(yuan) + "万元"));
        return String.join("，", parts) + "。";
    }

    private static List<Map<String, String>> rows(ExAnte evaluation, ExAnteScores scores) {
        List<Map<String, String>> rows = new ArrayList<>();
        Rational most = Rational.ZERO;
        for (ExAnteScores.Head head : scores.heads()) {
            rows.add(row(
                    head.name().zh(),
                    ExAnteScores.points(head.most()),
                    head.mean().map(ExAnteScores::points).orElse(""),
                    head.remarks().isEmpty()
                            ? evaluation.opinions().getOrDefault(head.key(), "")
                            : String.join("；", head.remarks())));
            most = most.plus(head.most());
        }
        rows.add(row(
                "合计",
                ExAnteScores.points(most),
                ExAnteScores.points(scores.tally().orElseThrow().total()),
                "---"));
        return rows;
    }

    private static Map<String, String> row(String aspect, String max, String points, String opinion) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("aspect", aspect);
        row.put("max", max);
        row.put("points", points);
        row.put("opinion", opinion);
        return row;
    }

    private static String lead(String before, String text) {
        return text.isBlank() ? "" : before + text.strip();
    }

    private static String sentences(List<String> sentences) {
        StringBuilder all = new StringBuilder();
        sentences.stream()
                .filter(s -> !s.isBlank())
                .forEach(s -> all.append(s.strip()).append(s.strip().matches("(?s).*[。！？；]") ? "" : "。"));
        return all.toString();
    }
}
