package org.hengji.server.budget.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hengji.scoring.Problem;
import org.hengji.server.budget.Money;

/**
 * What can be taken from the lines of a budget in the course of the year.
 *
 * @param spent by line, in 元; a line without is not spent from
 * @param names of lines, for messages
 */
public record Balances(Ledger ledger, Map<String, BigDecimal> spent, Map<String, String> names) {

    /** Not spent yet and not taken away. */
    public BigDecimal unspent(String line) {
        return ledger.adjusted(line).subtract(spent.getOrDefault(line, BigDecimal.ZERO));
    }

    /** Why the entry cannot be made; empty when it can. */
    public List<Problem> objections(Adjustment entry) {
        List<Problem> objections = new ArrayList<>();
        for (String line : entry.effect().keySet()) {
            if (!ledger.original().containsKey(line)) {
                objections.add(Problem.of(
                        "adjustment.line",
                        "line",
                        "这个单位的年度预算里没有编号为“" + line + "”的项",
                        "The budget of the year has no line " + line,
                        "从列表中选择一项；新增的项目先入库并列入预算",
                        "Choose a line of the list; a new project enters the library and the budget first"));
            }
        }
        if (!objections.isEmpty()) {
            return objections;
        }
        if (entry.kind() == Adjustment.Kind.BASIS_CHANGE
                ? entry.amount().signum() == 0
                : entry.amount().signum() <= 0) {
            objections.add(Problem.of(
                    "adjustment.amount",
                    "amount",
                    "调整金额是 " + Money.exactWan(entry.amount()) + " 万元，没有可调整的数",
                    "The amount is " + Money.exactWan(entry.amount()) + " 万元; there is nothing to adjust",
                    "填写大于 0 的金额，方向由调整类型决定",
                    "Give an amount above 0; the kind of adjustment says in which direction it goes"));
            return objections;
        }
        entry.effect().forEach((line, change) -> {
            if (change.signum() < 0 && change.negate().compareTo(unspent(line)) > 0) {
                objections.add(above(entry, line));
            }
        });
        return objections;
    }

    private Problem above(Adjustment entry, String line) {
        String name = names.getOrDefault(line, line);
        String left = Money.exactWan(unspent(line));
        String amount = Money.exactWan(entry.amount().abs());
        String zh =
                "“" + name + "”尚未支出的余额是 " + left + " 万元，" + entry.kind().text().zh() + " " + amount + " 万元超出了余额";
        String en = name + " has " + left + " 万元 unspent; " + amount + " 万元 is more than that";
        return Problem.of(
                entry.kind() == Adjustment.Kind.RECALL ? "recall.above-unspent" : "adjustment.above-unspent",
                "amount",
                zh + "，已经支出的钱不能再调出",
                en + ", and money that is spent cannot be taken away",
                "把金额改为不超过 " + left + " 万元，或先核对这一项的支出数",
                "Give at most " + left + " 万元, or compare the spending of this line first");
    }
}
