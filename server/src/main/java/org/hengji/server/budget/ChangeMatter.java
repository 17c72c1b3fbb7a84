package org.hengji.server.budget;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;
import org.hengji.server.procedure.Act;
import org.hengji.server.procedure.Matter;
import org.hengji.server.procedure.Moved;
import org.springframework.stereotype.Component;

/** What the procedure asks of an adjustment. What is approved counts in the ledger from then on, and stays. */
@Component
class ChangeMatter implements Matter {

    private final Ledgers ledgers;

    ChangeMatter(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    @Override
    public String course() {
        return BudgetChange.COURSE;
    }

    @Override
    public List<Problem> objections(String subject, Act act) {
        if (act == Act.REOPEN) {
            return List.of(Problem.of(
                    "change.posted",
                    "change",
                    "这笔调整已经记入台账，台账只增不改，才能看出每一步怎么来的",
                    "This adjustment is in the ledger, which is only added to, so that every step can be seen",
                    "另办一笔方向相反的调整",
                    "Make another adjustment in the other direction"));
        }
        return act.isForward() ? ledgers.objections(found(subject)) : List.of();
    }

    @Override
    public Object content(String subject) {
        Ledgers.Found found = found(subject);
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("title", found.change().title());
        content.put("reason", found.change().reason());
        content.put("approval", found.change().approval());
        content.put(
                "entries",
                found.change().entries().stream()
                        .map(e -> {
                            Map<String, String> entry = new LinkedHashMap<>();
                            entry.put("kind", e.adjustment().kind().text().zh());
                            e.adjustment()
                                    .effect()
                                    .forEach((line, change) ->
                                            entry.put(found.account().name(line), Money.exactWan(change)));
                            entry.put("purpose", e.purpose());
                            return entry;
                        })
                        .toList());
        return content;
    }

    @Override
    public String path(String subject) {
        return "/budget-changes/" + id(subject);
    }

    @Override
    public Text label(String field) {
        return switch (field) {
            case "title" -> Text.of("事项", "Title");
            case "reason" -> Text.of("理由", "Reason");
            case "approval" -> Text.of("批准文件", "Approval");
            case "entries" -> Text.of("调整明细（万元）", "Entries (万元)");
            case "kind" -> Text.of("类型", "Kind");
            case "purpose" -> Text.of("用途", "Purpose");
            default -> Text.of(field, field);
        };
    }

    @Override
    public void moved(String subject, Moved moved) {
        if (moved.isApproval()) {
            ledgers.post(id(subject));
        }
    }

    private Ledgers.Found found(String subject) {
        return ledgers.change(id(subject)).orElseThrow();
    }

    private static long id(String subject) {
        return Long.parseLong(subject.substring(subject.indexOf('/') + 1));
    }
}
