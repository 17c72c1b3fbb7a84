package org.hengji.frameworks;

import java.util.ArrayList;
import java.util.List;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.number.Rational;

/** What a person may say about a node with a given rule. */
final class Judging {
    private Judging() {}

    /** Whether a person's points count under this rule; elsewhere facts decide, and only an override differs. */
    static boolean isJudged(ScoringRule rule) {
        if (rule instanceof ScoringRule.Choice c) {
            return c.fact().isEmpty();
        } else if (rule instanceof ScoringRule.Target t) {
            return t.how().below() == ScoringRule.TargetRule.Below.WORDS
                    || t.how().reviewBeyond().isPresent();
        }
        return rule instanceof ScoringRule.Judged
                || rule instanceof ScoringRule.JudgedWhen
                || rule instanceof ScoringRule.Free
                || inner(rule).stream().anyMatch(Judging::isJudged);
    }

    static List<String> outcomes(ScoringRule rule) {
        if (rule instanceof ScoringRule.Choice c && c.fact().isEmpty()) {
            return c.outcomes().stream().map(ScoringRule.Outcome::key).toList();
        } else if (rule instanceof ScoringRule.Target t) {
            return t.how().words().stream().map(ScoringRule.WordBand::key).toList();
        }
        List<String> keys = new ArrayList<>();
        inner(rule).forEach(r -> keys.addAll(outcomes(r)));
        return keys.stream().distinct().toList();
    }

    /** The only shares that may be given; empty when every share may, or when it depends on a reading. */
    static List<Rational> answers(ScoringRule rule) {
        return rule instanceof ScoringRule.Judged j ? j.answers() : List.of();
    }

    private static List<ScoringRule> inner(ScoringRule rule) {
        if (rule instanceof ScoringRule.ByReading by) {
            return List.copyOf(by.options().values());
        } else if (rule instanceof ScoringRule.Vetoed v) {
            return List.of(v.rule());
        } else if (rule instanceof ScoringRule.JudgedWhen j) {
            return List.of(j.otherwise());
        }
        return List.of();
    }
}
