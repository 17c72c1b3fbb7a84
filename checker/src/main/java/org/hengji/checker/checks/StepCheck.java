package org.hengji.checker.checks;

import org.hengji.checker.scores.Held.Kind;
import org.hengji.scoring.framework.Text;

/** K06: deductions per step are those that the excess or shortfall gives. */
public final class StepCheck extends RuleChecks {
    public StepCheck() {
        super(
                "K06",
                Kind.STEPS,
                Text.of("按超出或欠缺扣分的指标，扣分与幅度一致", "Deductions per step are those that the excess or shortfall gives"));
    }
}
