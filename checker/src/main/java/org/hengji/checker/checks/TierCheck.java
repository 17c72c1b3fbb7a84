package org.hengji.checker.checks;

import org.hengji.checker.scores.Held.Kind;
import org.hengji.scoring.framework.Text;

/** K05: points given by bands are those of the band that the value lies in. */
public final class TierCheck extends RuleChecks {
    public TierCheck() {
        super(
                "K05",
                Kind.TIERS,
                Text.of("分档计分的指标，得分与所在的档一致", "Points given by bands are those of the band that the value lies in"));
    }
}
