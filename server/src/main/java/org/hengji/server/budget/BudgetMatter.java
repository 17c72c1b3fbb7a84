package org.hengji.server.budget;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;
import org.hengji.server.budget.estimate.Column;
import org.hengji.server.budget.estimate.Line;
import org.hengji.server.budget.estimate.Source;
import org.hengji.server.procedure.Act;
import org.hengji.server.procedure.Matter;
import org.hengji.server.procedure.Moved;
import org.hengji.server.procedure.Stage;
import org.springframework.stereotype.Component;

/** What the procedure asks of a budget: what stands in its way, and what it said at each step. */
@Component
class BudgetMatter implements Matter {

    private final Budgets budgets;

    BudgetMatter(Budgets budgets) {
        this.budgets = budgets;
    }

    @Override
    public String course() {
        return Budget.COURSE;
    }

    @Override
    public List<Problem> objections(String subject, Act act) {
        Budget budget = budget(subject);
        if (act == Act.REOPEN && budgets.hasChanges(budget.id())) {
            return List.of(Problem.of(
                    "budget.has-changes",
                    "budget",
                    "这个年度的预算已经办理过调整，重新编制会使调整失去对应的原预算",
                    "Adjustments were made to this budget; to make it anew would take their ground away",
                    "用“预算调整”办理追加、调剂或压减",
                    "Use an adjustment to add, move or cut"));
        } else if (!act.isForward()) {
            return List.of();
        }
        BudgetSheet sheet = budgets.sheet(budget);
        return sheet.stage() == Stage.DOWN1 ? sheet.againstControl() : sheet.objections();
    }

    @Override
    public Object content(String subject) {
        Budget budget = budget(subject);
        BudgetSheet sheet = budgets.sheet(budget);
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("total", Money.exactWan(sheet.composition().total()));
        budget.cells().forEach((key, typed) -> {
            if (!typed.isBlank()) {
                content.put(key, typed);
            }
        });
        List<Map<String, String>> lines = new ArrayList<>();
        for (BudgetRow row : budget.lines()) {
            if (!row.blank()) {
                Map<String, String> line = new LinkedHashMap<>(row.cells());
                sheet.line(row).map(Line::amount).map(Money::yuan).ifPresent(a -> line.put("amount", a));
                lines.add(line);
            }
        }
        content.put("lines", lines);
        content.put(
                "reasons",
                budget.reasons().stream()
                        .filter(r -> !r.blank())
                        .map(BudgetRow::cells)
                        .toList());
        content.put(
                "warnings",
                sheet.review().warnings().stream().map(p -> p.message().zh()).toList());
        return content;
    }

    @Override
    public String path(String subject) {
        return "/budgets/" + id(subject);
    }

    @Override
    public Text label(String field) {
        for (Source source : Source.values()) {
            if (field.equals("revenue." + source.key())) {
                return Text.of(
                        "收入：" + source.text().zh(), "Revenue: " + source.text().en());
            } else if (field.equals("control." + source.key())) {
                return Text.of(
                        "控制数：" + source.text().zh(), "Control: " + source.text().en());
            }
        }
        return switch (field) {
            case "total" -> Text.of("合计（万元）", "Total (万元)");
            case "lines" -> Text.of("明细", "Lines");
            case "reasons" -> Text.of("增减原因", "Reasons");
            case "warnings" -> Text.of("提醒", "Warnings");
            case "amount" -> Text.of("金额（元）", "Amount (元)");
            case "text" -> Text.of("原因", "Reason");
            case "prior.total" -> Text.of("上年预算合计", "Total of the prior year");
            case "control.total" -> Text.of("控制数合计", "Control figure, total");
            case "control.clause" -> Text.of("控制数文件和条款", "Document and clause of the control figures");
            default -> Column.of(field).map(Column::text).orElse(Text.of(field, field));
        };
    }

    @Override
    public void moved(String subject, Moved moved) {
        if (moved.isApproval()) {
            budgets.approve(budget(subject));
        } else if (moved.act() == Act.REOPEN) {
            budgets.takeBack(budget(subject));
        }
    }

    private Budget budget(String subject) {
        return budgets.find(id(subject)).orElseThrow();
    }

    private static long id(String subject) {
        return Long.parseLong(subject.substring(subject.indexOf('/') + 1));
    }
}
