package org.hengji.scoring.evaluation;

import java.util.Optional;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.interval.Limit;
import org.hengji.scoring.interval.Span;
import org.hengji.scoring.subject.Fact.Value;

/** What a numeric fact may be, given what is known about it. */
public final class Possible {
    private Possible() {}

    /** All values that the domain and the given value leave, in the fact's own unit. */
    public static Span values(FactDefinition definition, Value value) {
        boolean whole = definition.kind() == Kind.COUNT || definition.kind() == Kind.DATE;
        Span domain = between(definition.domain().min(), definition.domain().max(), whole);
        if (value instanceof Value.Known known) {
            return Span.point(known.number());
        } else if (value instanceof Value.Bounded bounded) {
            Span printed = between(bounded.low(), bounded.high(), whole);
            Span meet = domain.meet(printed);
            return meet.isEmpty() ? printed : meet;
        }
        return domain;
    }

    private static Span between(Optional<Bound> low, Optional<Bound> high, boolean whole) {
        return Span.of(
                low.map(b -> Limit.of(b.value())).orElse(Limit.MINUS_INFINITY),
                low.map(Bound::open).orElse(true),
                high.map(b -> Limit.of(b.value())).orElse(Limit.INFINITY),
                high.map(Bound::open).orElse(true),
                whole);
    }
}
