package org.hengji.documents.workbook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.ScoringRule;

/** What a judge may choose where points are not given as a number: names as people read them, and their keys. */
final class Outcomes {
    private Outcomes() {}

    /** Keys by name, in order of the rule. */
    static Map<String, String> of(Indicator node) {
        Map<String, String> names = new LinkedHashMap<>();
        node.rule().ifPresent(r -> collect(r, names));
        node.grades().forEach(g -> names.putIfAbsent(g.name().zh(), g.key()));
        return names;
    }

    /** The key that a name stands for; what is no name stays as it is. */
    static String key(Framework framework, String id, String words) {
        Optional<Indicator> node = framework.node(id);
        return node.map(n -> of(n).getOrDefault(words, words)).orElse(words);
    }

    private static void collect(ScoringRule rule, Map<String, String> names) {
        if (rule instanceof ScoringRule.Choice choice && choice.fact().isEmpty()) {
            choice.outcomes().forEach(o -> names.put(o.name().zh(), o.key()));
        } else if (rule instanceof ScoringRule.Target target) {
            target.how().words().forEach(w -> names.put(w.name().zh(), w.key()));
        } else if (rule instanceof ScoringRule.Vetoed vetoed) {
            collect(vetoed.rule(), names);
        } else if (rule instanceof ScoringRule.JudgedWhen when) {
            collect(when.otherwise(), names);
        } else if (rule instanceof ScoringRule.ByReading by) {
            by.options().values().forEach(r -> collect(r, names));
        }
    }
}
