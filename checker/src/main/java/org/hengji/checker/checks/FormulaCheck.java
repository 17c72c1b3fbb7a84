package org.hengji.checker.checks;

import java.util.List;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.scores.FormRows;
import org.hengji.checker.scores.Held.Kind;
import org.hengji.scoring.framework.Text;

/** K04: points given by a formula are what the formula gives. */
public final class FormulaCheck extends RuleChecks {
    public FormulaCheck() {
        super(
                "K04",
                Kind.FORMULA,
                Text.of("按公式计分的指标，得分等于公式算出的分数", "Points given by a formula are what the formula gives"));
    }

    /** Self-evaluation forms give points in proportion to what was done of the target. */
    @Override
    boolean withoutFramework(Report report, Tally tally) {
        List<FormRows> rows = FormRows.of(report).stream()
                .filter(r -> r.way() != FormRows.Way.DIRECT)
                .toList();
        for (FormRows row : rows) {
            report.figureAt(row.points().span()).ifPresent(f -> tally.recomputed(f, row.agrees()));
            if (row.agrees()) {
                tally.pass();
                continue;
            }
            tally.find(form(row, "按完成比例应得", "in proportion to what was done it earns "));
        }
        return !rows.isEmpty();
    }
}
