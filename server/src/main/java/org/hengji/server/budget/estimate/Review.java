package org.hengji.server.budget.estimate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hengji.scoring.Problem;
import org.hengji.server.budget.Money;
import org.hengji.server.procedure.Stage;

/**
 * What speaks against a draft.
 *
 * @param objections that keep it from being submitted
 * @param warnings that are shown and travel with it
 */
public record Review(List<Problem> objections, List<Problem> warnings) {

    public static Review of(Draft draft, Stage stage) {
        List<Problem> objections = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        Composition parts = draft.composition();
        if (draft.lines().isEmpty()) {
            objections.add(Problem.of(
                    "budget.empty",
                    "lines",
                    "预算明细一行也没有，没有可报送的内容",
                    "The budget has no line, so there is nothing to submit",
                    "在明细表里逐行填写，或从 Excel 复制粘贴",
                    "Type the lines or paste them from Excel"));
            return new Review(objections, warnings);
        }
        balance(draft, parts, objections);
        change(draft, parts, objections);
        if (stage == Stage.UP2) {
            control(draft, parts, objections);
            refused(draft, parts, objections);
        }
        suggested(draft, parts, warnings);
        controlled(parts, warnings);
        return new Review(List.copyOf(objections), List.copyOf(warnings));
    }

    private static void balance(Draft draft, Composition parts, List<Problem> objections) {
        for (Source source : Source.values()) {
            BigDecimal revenue = draft.revenue().getOrDefault(source, BigDecimal.ZERO);
            BigDecimal expenditure = parts.of(source);
            if (revenue.compareTo(expenditure) != 0) {
                objections.add(Problem.of(
                        "budget.balance",
                        "revenue." + source.key(),
                        source.text().zh() + "：收入 " + Money.exactWan(revenue) + " 万元，支出 "
                                + Money.exactWan(expenditure) + " 万元，相差 "
                                + Money.exactWan(revenue.subtract(expenditure).abs()) + " 万元；部门预算收支必须相等",
                        source.text().en() + ": revenue " + Money.exactWan(revenue) + " 万元, expenditure "
                                + Money.exactWan(expenditure) + " 万元; the two must be equal",
                        "改正收入预算，或调整用这项资金的明细",
                        "Mend the revenue, or the lines paid from this source"));
            }
        }
    }

    private static void change(Draft draft, Composition parts, List<Problem> objections) {
        if (draft.priorTotal().isEmpty()) {
            return;
        }
        BigDecimal change = parts.total().subtract(draft.priorTotal().get());
        if (change.compareTo(draft.explained()) != 0) {
            objections.add(Problem.of(
                    "budget.change",
                    "reasons",
                    "比上年预算" + (change.signum() < 0 ? "减少 " : "增加 ") + Money.exactWan(change.abs())
                            + " 万元，增减原因合计 " + Money.exactWan(draft.explained()) + " 万元，还有 "
                            + Money.exactWan(change.subtract(draft.explained())) + " 万元没有说明",
                    "The budget changes by " + Money.exactWan(change)
                            + " 万元 against the year before; the reasons add up to " + Money.exactWan(draft.explained())
                            + " 万元",
                    "补充或改正增减原因，使各项金额之和等于增减总额（减少的填负数）",
                    "Add or mend reasons until they add up to the change; what makes it smaller is negative"));
        }
    }

    private static void control(Draft draft, Composition parts, List<Problem> objections) {
        if (draft.control().isEmpty()) {
            objections.add(Problem.of(
                    "budget.no-control",
                    "control",
                    "还没有收到一下控制数，二上没有可以对照的限额",
                    "No control figures have come down, so the second submission has nothing to keep to",
                    "请财政部门先下达控制数",
                    "Ask finance to give the control figures first"));
            return;
        }
        Draft.Control control = draft.control().get();
        above("合计", "The total", parts.total(), control.total(), control.clause(), "control.total", objections);
        control.bySource()
                .forEach((source, most) -> above(
                        source.text().zh(),
                        source.text().en(),
                        parts.of(source),
                        most,
                        control.clause(),
                        "control." + source.key(),
                        objections));
    }

    private static void above(
            String zh, String en, BigDecimal asked, BigDecimal most, String clause, String path, List<Problem> found) {
        if (asked.compareTo(most) > 0) {
            String over = Money.exactWan(asked.subtract(most));
            found.add(Problem.of(
                    "budget.above-control",
                    path,
                    zh + " " + Money.exactWan(asked) + " 万元，超过控制数 " + Money.exactWan(most) + " 万元 " + over
                            + " 万元；二上预算不得突破控制数（" + clause + "）",
                    en + " is " + Money.exactWan(asked) + " 万元, " + over + " 万元 above the control figure "
                            + Money.exactWan(most) + " 万元; the second submission may not exceed it (" + clause + ")",
                    "压减 " + over + " 万元；确需增加的，请财政部门调整控制数后再报",
                    "Take " + over + " 万元 out; where it is really needed, finance changes the control figure first"));
        }
    }

    private static void refused(Draft draft, Composition parts, List<Problem> objections) {
        parts.projects().forEach((code, amount) -> {
            Draft.Evaluated evaluated = draft.conclusions().get(code);
            if (evaluated != null && evaluated.refused()) {
                objections.add(Problem.of(
                        "budget.refused-project",
                        "project." + code,
                        "项目“" + evaluated.project() + "”（" + code + "）事前绩效评估结论是“不予支持”，列了 " + Money.exactWan(amount)
                                + " 万元；评估结果是安排预算的前置条件（中发〔2018〕34号）",
                        "The ex-ante evaluation refused project " + code + ", for which " + Money.exactWan(amount)
                                + " 万元 is asked; its result is a precondition of budget (中发〔2018〕34号)",
                        "删去这个项目的明细；情况有变化的，重新申请评估",
                        "Remove the lines of the project; where things changed, apply for another evaluation"));
            }
        });
    }

    private static void suggested(Draft draft, Composition parts, List<Problem> warnings) {
        parts.projects().forEach((code, amount) -> {
            Draft.Evaluated evaluated = draft.conclusions().get(code);
            if (evaluated != null
                    && evaluated
                            .suggested()
                            .filter(s -> amount.compareTo(s) > 0)
                            .isPresent()) {
                warnings.add(Problem.of(
                        "budget.above-suggested",
                        "project." + code,
                        "项目“" + evaluated.project() + "”列了 " + Money.exactWan(amount) + " 万元，高于事前绩效评估建议的 "
                                + Money.exactWan(evaluated.suggested().get()) + " 万元",
                        "Project " + code + " asks for " + Money.exactWan(amount) + " 万元, more than the "
                                + Money.exactWan(evaluated.suggested().get()) + " 万元 that its evaluation suggested",
                        "按建议金额安排，或在测算依据中说明理由",
                        "Keep to the suggestion, or give the reason in the basis"));
            }
        });
    }

    private static void controlled(Composition parts, List<Problem> warnings) {
        parts.controlled().forEach((kind, pair) -> {
            if (pair.rises()) {
                rises(kind.text().zh(), kind.text().en(), pair, "controlled." + kind.key(), warnings);
            }
        });
        Composition.Pair three = Controlled.THREE_PUBLIC.stream()
                .map(parts.controlled()::get)
                .filter(java.util.Objects::nonNull)
                .reduce(new Composition.Pair(BigDecimal.ZERO, BigDecimal.ZERO), Composition.Pair::plus);
        if (three.rises()) {
            rises("“三公”经费合计", "The three public expenses together", three, "controlled.three-public", warnings);
        }
    }

    private static void rises(String zh, String en, Composition.Pair pair, String path, List<Problem> warnings) {
        warnings.add(Problem.of(
                "budget.controlled-rises",
                path,
                zh + " " + Money.exactWan(pair.now()) + " 万元，比上年预算 " + Money.exactWan(pair.prior()) + " 万元增加 "
                        + Money.exactWan(pair.now().subtract(pair.prior())) + " 万元；严控经费原则上只减不增",
                en + " rise from " + Money.exactWan(pair.prior()) + " to " + Money.exactWan(pair.now())
                        + " 万元; controlled spending should not rise",
                "压减到上年水平；确需增加的，在测算依据中写明原因和批准文件",
                "Bring it down to the year before; else give reason and approval in the basis"));
    }
}
