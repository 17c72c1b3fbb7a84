package org.hengji.scoring.rollup;

import java.util.List;
import java.util.Optional;
import org.hengji.scoring.evaluation.Possible;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.interval.Limit;
import org.hengji.scoring.interval.Span;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;

/** What one unit says about one fact. */
record UnitFact(Framework framework, Case unit, FactDefinition fact) {

    private List<Fact> given() {
        return unit.facts().getOrDefault(fact.key(), List.of());
    }

    boolean applies() {
        return given().stream().noneMatch(f -> f.value() instanceof Value.NotApplicable);
    }

    boolean isReported() {
        return !given().isEmpty()
                && given().stream()
                        .noneMatch(f -> f.value() instanceof Value.Unknown || f.value() instanceof Value.NotEvidenced);
    }

    /** Yes or no; empty while nobody has said, or places differ. */
    Optional<Boolean> flag() {
        List<Value> values = given().stream().map(Fact::value).distinct().toList();
        return values.size() == 1 && values.get(0) instanceof Value.Flag flag
                ? Optional.of(flag.holds())
                : Optional.empty();
    }

    /** All values that it may have; of a contested fact everything between the printed ones. */
    Span span() {
        Span span = ownSpan();
        Span narrower = limit().filter(l -> !span.isPoint() && !isContested() && !l.isContested())
                .map(l -> l.ownSpan().high())
                .filter(Limit::isFinite)
                .map(most -> span.meet(upTo(most.value())))
                .orElse(span);
        return narrower.isEmpty() ? span : narrower;
    }

    private boolean isContested() {
        return given().size() > 1;
    }

    private Optional<UnitFact> limit() {
        return fact.domain()
                .atMost()
                .map(framework.facts()::get)
                .filter(l -> l.unit().equals(fact.unit()))
                .map(l -> new UnitFact(framework, unit, l));
    }

    private static Span upTo(Rational most) {
        return Span.of(Limit.MINUS_INFINITY, true, Limit.of(most), false, false);
    }

    private Span ownSpan() {
        return given().stream()
                .map(f -> Possible.values(fact, f.value()))
                .reduce(Span::hull)
                .orElseGet(() -> Possible.values(fact, new Value.Unknown()));
    }
}
