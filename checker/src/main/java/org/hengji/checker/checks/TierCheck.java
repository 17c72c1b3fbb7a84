package org.hengji.checker.checks;

import java.util.List;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.scores.FormRows;
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

    /** Forms that give a target all its points or none. */
    @Override
    boolean withoutFramework(Report report, Tally tally) {
        List<FormRows> rows = FormRows.of(report).stream()
                .filter(r -> r.way() == FormRows.Way.DIRECT)
                .toList();
        rows.forEach(r -> tally.find(
                form(r, "填报说明写明直接赋分，未达到目标值应得", "the notes say that a missed target earns nothing; it earns ")));
        return !rows.isEmpty();
    }
}
