package org.hengji.checker.checks;

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
}
