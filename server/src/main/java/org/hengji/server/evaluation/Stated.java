package org.hengji.server.evaluation;

import java.util.List;
import java.util.stream.Collectors;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;
import org.hengji.server.frame.Frame;

/** What one record says about a fact, to be read and not to be edited. */
public record Stated(FactDefinition fact, List<Fact> given) {

    static Stated of(Framework framework, Case subject, String key) {
        return new Stated(framework.facts().get(key), subject.facts().getOrDefault(key, List.of()));
    }

    public String state() {
        return RecordedCells.state(given);
    }

    /** With separators, in the declared unit; where there is more or less than one number, the state says so. */
    public String text(Frame frame) {
        String text = given.stream()
                .map(place -> words(frame, place.value()))
                .filter(words -> !words.isEmpty())
                .distinct()
                .collect(Collectors.joining(" / "));
        String state = frame.text("evaluation.state." + state());
        if (text.isEmpty()) {
            return state;
        }
        boolean plain = state().equals("known") || state().equals("bounded");
        return plain ? text : frame.text("evaluation.stated", text, state);
    }

    private String words(Frame frame, Value value) {
        if (value instanceof Value.Flag flag) {
            return frame.text(flag.holds() ? "evaluation.yes" : "evaluation.no");
        } else if (value instanceof Value.Option chosen) {
            return fact.options().stream()
                    .filter(o -> o.key().equals(chosen.key()))
                    .map(o -> o.name().in(frame.language().code()))
                    .findFirst()
                    .orElse(chosen.key());
        }
        return RecordedCells.value(fact, value);
    }
}
