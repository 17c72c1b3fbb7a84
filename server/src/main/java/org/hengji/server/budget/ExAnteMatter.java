package org.hengji.server.budget;

import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;
import org.hengji.server.budget.exante.Instrument;
import org.hengji.server.procedure.Act;
import org.hengji.server.procedure.Matter;
import org.hengji.server.procedure.Moved;
import org.hengji.server.procedure.Procedures;
import org.springframework.stereotype.Component;

/** What the procedure asks of an ex-ante evaluation. No expert is named in what it keeps. */
@Component
class ExAnteMatter implements Matter {

    private final ExAntes evaluations;
    private final Procedures procedures;

    ExAnteMatter(ExAntes evaluations, Procedures procedures) {
        this.evaluations = evaluations;
        this.procedures = procedures;
    }

    @Override
    public String course() {
        return ExAnte.COURSE;
    }

    @Override
    public List<Problem> objections(String subject, Act act) {
        if (!act.isForward()) {
            return List.of();
        }
        ExAnte evaluation = evaluation(subject);
        if (!step(subject).equals("draft")) {
            return evaluations.againstConclusion(evaluation);
        }
        return evaluation.reason().isBlank() || evaluation.responsible().isBlank()
                ? List.of(Problem.of(
                        "ex-ante.application",
                        "reason",
                        "评估申请没有写" + (evaluation.reason().isBlank() ? "申请理由" : "责任人") + "，专家无从了解，责任也落不到人",
                        "The application has no " + (evaluation.reason().isBlank() ? "reason" : "person in charge"),
                        "填写申请理由和责任人后再送出",
                        "Give the reason and the person in charge first"))
                : List.of();
    }

    private String step(String subject) {
        return procedures.find(ExAnte.COURSE, subject).map(d -> d.step().key()).orElse("draft");
    }

    @Override
    public Object content(String subject) {
        ExAnte evaluation = evaluation(subject);
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("project", evaluation.project().name());
        content.put("amount", Money.exactWan(evaluation.project().amount()));
        content.put("reason", evaluation.reason());
        content.put("responsible", evaluation.responsible());
        content.put("experts", String.valueOf(evaluation.submitted().size()));
        if (!evaluation.submitted().isEmpty()) {
            evaluation
                    .tally()
                    .heads()
                    .forEach((head, points) -> content.put(
                            head, points.toDecimal(2, RoundingMode.HALF_UP).toPlainString()));
        }
        evaluation
                .conclusion()
                .ifPresent(c -> content.put("conclusion", c.text().zh()));
        evaluation.suggested().ifPresent(s -> content.put("suggested", Money.exactWan(s)));
        content.put("opinion", evaluation.opinion());
        content.put("opinions", evaluation.opinions());
        return content;
    }

    @Override
    public String path(String subject) {
        return "/ex-ante/" + id(subject);
    }

    @Override
    public Text label(String field) {
        return switch (field) {
            case "project" -> Text.of("项目", "Project");
            case "amount" -> Text.of("项目总额（万元）", "Amount (万元)");
            case "reason" -> Text.of("申请理由", "Reason");
            case "responsible" -> Text.of("责任人", "Person in charge");
            case "experts" -> Text.of("已评分专家", "Experts in");
            case "conclusion" -> Text.of("结论", "Conclusion");
            case "suggested" -> Text.of("建议金额（万元）", "Suggested amount (万元)");
            case "opinion" -> Text.of("总体意见", "Overall opinion");
            case "opinions" -> Text.of("分项意见", "Opinions");
            default ->
                Instrument.current().heads().stream()
                        .filter(h -> h.key().equals(field))
                        .map(Instrument.Head::name)
                        .findFirst()
                        .orElse(Text.of(field, field));
        };
    }

    @Override
    public void moved(String subject, Moved moved) {
        if (moved.isApproval()) {
            evaluations.close(evaluation(subject));
        }
    }

    private ExAnte evaluation(String subject) {
        return evaluations.find(id(subject)).orElseThrow();
    }

    private static long id(String subject) {
        return Long.parseLong(subject.substring(subject.indexOf('/') + 1));
    }
}
