package org.hengji.frameworks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;

/** Parts that are larger than their wholes, where both are known. */
final class Wholes {
    private Wholes() {}

    /** The path of a problem is the key of the part. */
    static List<Problem> exceeded(Framework framework, Map<String, List<Fact>> facts) {
        List<Problem> problems = new ArrayList<>();
        for (FactDefinition lesser : framework.facts().values()) {
            Optional<FactDefinition> whole = lesser.domain().atMost().map(framework.facts()::get);
            Optional<Rational> part = known(facts, lesser.key());
            Optional<Rational> most = whole.flatMap(w -> known(facts, w.key()));
            if (part.isEmpty() || most.isEmpty()) {
                continue;
            }
            FactDefinition greater = whole.get();
            if (lesser.unit().to(greater.unit(), part.get()).compareTo(most.get()) > 0) {
                problems.add(Problem.of(
                        "value.above-whole",
                        lesser.key(),
                        "“" + lesser.name().zh() + "” " + part.get()
                                + lesser.unit().symbol() + " 多于“"
                                + greater.name().zh() + "” " + most.get()
                                + greater.unit().symbol(),
                        "The fact " + lesser.key() + " " + part.get() + " exceeds " + greater.key() + " " + most.get(),
                        "核对两个数；如果出自不同口径，各写出处并作为有出入的数据",
                        "Compare both with the source; if they come from different bases, enter each with its source"));
            }
        }
        return problems;
    }

    private static Optional<Rational> known(Map<String, List<Fact>> all, String key) {
        List<Fact> facts = all.getOrDefault(key, List.of());
        return facts.size() == 1 && facts.get(0).value() instanceof Value.Known k
                ? Optional.of(k.number())
                : Optional.empty();
    }
}
