package org.hengji.scoring.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.FactDefinition.Domain;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.Indicator.Combine;
import org.hengji.scoring.framework.Indicator.WhenNotApplicable;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.ScoringRule.Comparator;
import org.hengji.scoring.framework.ScoringRule.Goal;
import org.hengji.scoring.framework.ScoringRule.TargetRule;
import org.hengji.scoring.framework.ScoringRule.TargetRule.Below;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.OwnIndicator;
import org.hengji.scoring.subject.OwnIndicator.Target;

/** Turns the indicators that a case brings into nodes and facts of the same kind as the framework's own. */
final class OwnIndicators {
    private static final TargetRule MET_OR_NOT =
            new TargetRule(Below.NOTHING, Optional.empty(), List.of(), List.of(), Optional.empty());
    private static final TargetRule AS_JUDGED =
            new TargetRule(Below.WORDS, Optional.empty(), List.of(), List.of(), Optional.empty());

    private OwnIndicators() {}

    /** Key of the fact that holds what an indicator of the case reached. */
    static String actualOf(String id) {
        return id + ".actual";
    }

    private static String partId(OwnIndicator own, int part) {
        return own.id() + ".part" + (part + 1);
    }

    static Map<String, FactDefinition> facts(Framework framework, Case subject) {
        Map<String, FactDefinition> all = new LinkedHashMap<>(framework.facts());
        for (OwnIndicator own : subject.indicators()) {
            Kind kind = own.target().orElse(null) instanceof Target.Deadline ? Kind.DATE : Kind.DECIMAL;
            if (own.target().orElse(null) instanceof Target.Composite composite) {
                for (int i = 0; i < composite.parts().size(); i++) {
                    String name = composite.parts().get(i).name();
                    define(all, partId(own, i), new Text(name, name), own, Kind.DECIMAL);
                }
            } else {
                define(all, own.id(), own.name(), own, kind);
            }
        }
        return all;
    }

    private static void define(Map<String, FactDefinition> into, String id, Text name, OwnIndicator own, Kind kind) {
        Domain domain = kind == Kind.DATE
                ? Domain.ANY
                : new Domain(Optional.of(new Bound(Rational.ZERO, false)), Optional.empty(), Optional.empty());
        Unit unit = kind == Kind.DATE ? Unit.named("日").orElseThrow() : own.unit();
        into.put(
                actualOf(id),
                new FactDefinition(
                        actualOf(id),
                        new Text(name.zh() + "：实际完成值", (name.en() == null ? name.zh() : name.en()) + ": actual"),
                        kind,
                        unit,
                        own.places(),
                        domain,
                        List.of(),
                        true,
                        Optional.empty()));
    }

    static Map<String, List<Fact>> given(Case subject) {
        Map<String, List<Fact>> all = new LinkedHashMap<>(subject.facts());
        for (OwnIndicator own : subject.indicators()) {
            if (own.target().orElse(null) instanceof Target.Composite composite) {
                for (int i = 0; i < composite.parts().size(); i++) {
                    give(all, partId(own, i), composite.parts().get(i).actual());
                }
            } else {
                give(all, own.id(), own.actual());
            }
        }
        return all;
    }

    private static void give(Map<String, List<Fact>> into, String id, Fact.Value actual) {
        into.putIfAbsent(actualOf(id), List.of(new Fact(actualOf(id), actual, "")));
    }

    /** Children that the case brings under a class. */
    static List<Indicator> under(Indicator parent, ScoringRule.Free free, Case subject) {
        List<Indicator> children = new ArrayList<>();
        for (OwnIndicator own : subject.indicators()) {
            if (!own.under().equals(parent.id())) {
                continue;
            }
            TargetRule how =
                    own.way().map(free.ways()::get).map(ScoringRule.Way::rule).orElse(AS_JUDGED);
            children.add(indicator(own, parent, how));
        }
        return children;
    }

    private static Indicator indicator(OwnIndicator own, Indicator parent, TargetRule how) {
        if (own.rule().isPresent()) {
            return leaf(
                    own.id(),
                    own.name(),
                    parent.level() + 1,
                    own.weight(),
                    false,
                    parent,
                    own.rule().get());
        }
        Target target = own.target().orElse(new Target.Word(""));
        if (target instanceof Target.Composite composite) {
            return composite(own, composite, parent, how);
        }
        return leaf(
                own.id(),
                own.name(),
                parent.level() + 1,
                own.weight(),
                false,
                parent,
                rule(own.id(), target, how, own.unit()));
    }

    private static Indicator composite(OwnIndicator own, Target.Composite composite, Indicator parent, TargetRule how) {
        TargetRule partly = composite.mode() == Target.Composite.Mode.ALL ? MET_OR_NOT : how;
        List<Indicator> parts = new ArrayList<>();
        for (int i = 0; i < composite.parts().size(); i++) {
            OwnIndicator.Part part = composite.parts().get(i);
            parts.add(leaf(
                    partId(own, i),
                    new Text(part.name(), part.name()),
                    parent.level() + 2,
                    own.weight(),
                    true,
                    parent,
                    rule(partId(own, i), part.target(), partly, own.unit())));
        }
        Combine combine = composite.mode() == Target.Composite.Mode.WEIGHTED
                ? new Combine.Weighted(composite.parts().stream()
                        .map(OwnIndicator.Part::weight)
                        .toList())
                : new Combine.Min();
        return new Indicator(
                own.id(),
                own.name(),
                parent.level() + 1,
                own.weight(),
                false,
                null,
                parent.source(),
                Optional.empty(),
                parts,
                combine,
                new WhenNotApplicable.DropAndRescale(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static ScoringRule rule(String id, Target target, TargetRule how, Unit unit) {
        Expression actual = new Expression.FactRef(actualOf(id));
        if (target instanceof Target.Word word) {
            return new ScoringRule.Target(actual, new Goal.Word(word.word()), how);
        } else if (target instanceof Target.Deadline deadline) {
            return new ScoringRule.Target(
                    actual,
                    new Goal.Limit(Comparator.AT_MOST, new Expression.Number(deadline.epochDay())),
                    how.below() == Below.WORDS ? how : MET_OR_NOT);
        } else if (target instanceof Target.Between between) {
            return new ScoringRule.Target(
                    actual,
                    new Goal.Between(new ScoringRule.Interval(
                            Optional.of(between.low().value().times(unit.factor())),
                            between.low().open(),
                            Optional.of(between.high().value().times(unit.factor())),
                            between.high().open())),
                    how);
        }
        Target.Limit limit = (Target.Limit) target;
        return new ScoringRule.Target(
                actual,
                new Goal.Limit(
                        limit.comparator(), new Expression.Number(limit.value().times(unit.factor()))),
                how);
    }

    private static Indicator leaf(
            String id, Text name, int level, Rational max, boolean item, Indicator parent, ScoringRule rule) {
        return new Indicator(
                id,
                name,
                level,
                max,
                item,
                null,
                parent.source(),
                Optional.of(rule),
                List.of(),
                new Combine.Sum(),
                parent.whenNotApplicable(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
