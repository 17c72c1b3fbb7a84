package org.hengji.scoring.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.evaluation.Leaf.Terms;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Domain;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.ScoringRule.WhenZero;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.number.Rounding;
import org.hengji.scoring.subject.Case;

/**
 * A framework with its readings chosen and nothing else known: what each leaf computes, from which facts. Made by the
 * same code that binds cases, so that whoever compiles it cannot read a rule differently.
 *
 * @param entries all nodes, depth first in order of the framework
 */
public record Outline(List<Entry> entries) {

    /**
     * @param parent place of the parent among the entries, -1 at the first level
     * @param uncapped the node's own weight is no ceiling
     * @param formula of leaves
     */
    public record Entry(
            Indicator definition,
            int parent,
            Rational max,
            Optional<Rounding> rounding,
            boolean uncapped,
            Optional<Formula> formula) {}

    /** What a leaf computes, before the node's rounding unless said otherwise. */
    public sealed interface Formula {
        /** @param whenZero awards in it are of {@code max}, as printed */
        record Metric(Expression of, Curve curve, Optional<Condition> voidWhen, WhenZero whenZero, Rational max)
                implements Formula {}

        record Either(Condition when, Formula then, Formula otherwise) implements Formula {}

        /** @param fact empty when a person chooses */
        record Choice(Optional<String> fact, List<String> options, List<Rational> points) implements Formula {}

        /** Points by a person. */
        record Judged() implements Formula {}

        record Fixed(Rational points) implements Formula {}

        /** A rule that this outline does not spell out. */
        record Other(String kind) implements Formula {}
    }

    public static Outline of(Framework framework, Map<String, String> readings) {
        Case nothingKnown = new Case(
                "outline", Text.of("", ""), Map.of(), Map.of(), Map.of(), List.of(), readings, Map.of(), Map.of());
        Evaluation evaluation = new Evaluation(undecided(framework), nothingKnown);
        List<Entry> entries = new ArrayList<>();
        Map<Node, Integer> places = new HashMap<>();
        for (Node node : evaluation.nodes.values()) {
            places.put(node, entries.size());
            entries.add(new Entry(
                    node.definition,
                    places.getOrDefault(node.parent, -1),
                    node.max,
                    node.rounding,
                    node.uncapped,
                    Optional.ofNullable(node.leaf).map(leaf -> formula(leaf, node, evaluation))));
        }
        return new Outline(List.copyOf(entries));
    }

    private static Formula formula(Leaf leaf, Node node, Evaluation evaluation) {
        Terms terms = new Terms(node.max, node.definition.max(), Optional.empty());
        if (leaf instanceof Leaf.Metric m) {
            return new Formula.Metric(m.of(), m.curve().apply(terms), m.voidWhen(), m.whenZero(), node.max);
        } else if (leaf instanceof Leaf.Either e) {
            return new Formula.Either(
                    e.when(), formula(e.then(), node, evaluation), formula(e.otherwise(), node, evaluation));
        } else if (leaf instanceof Leaf.Fixed f && f.applies() == Outcome.Truth.YES) {
            return new Formula.Fixed(f.points() != null ? f.points() : terms.of(f.award()));
        } else if (leaf instanceof Leaf.Choice c) {
            return choice(c, node, terms, evaluation);
        } else if (leaf instanceof Leaf.Judged j && j.share() >= 0) {
            return new Formula.Judged();
        }
        return new Formula.Other(leaf.getClass().getSimpleName());
    }

    private static Formula choice(Leaf.Choice leaf, Node node, Terms terms, Evaluation evaluation) {
        List<Rational> points = leaf.awards().stream().map(terms::of).toList();
        Optional<Inputs.Input> fact = evaluation.inputs.all().values().stream()
                .filter(i -> i.variable() >= 0 && i.variable() == leaf.choice())
                .findFirst();
        if (fact.isPresent()) {
            return new Formula.Choice(
                    Optional.of(fact.get().definition().key()), fact.get().options(), points);
        }
        ScoringRule rule = node.rule;
        while (rule instanceof ScoringRule.Vetoed vetoed) {
            rule = vetoed.rule();
        }
        return rule instanceof ScoringRule.Choice choice && !node.isGraded()
                ? new Formula.Choice(
                        Optional.empty(),
                        choice.outcomes().stream().map(ScoringRule.Outcome::key).toList(),
                        points)
                : new Formula.Other("Choice");
    }

    /** Without domains, so that no condition is decided before the facts are there. */
    private static Framework undecided(Framework f) {
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        f.facts()
                .forEach((key, d) -> facts.put(
                        key,
                        new FactDefinition(
                                key,
                                d.name(),
                                d.kind(),
                                d.unit(),
                                d.places(),
                                Domain.ANY,
                                d.options(),
                                d.movable(),
                                d.rollUp())));
        return new Framework(
                f.id(),
                f.version(),
                f.name(),
                f.kind(),
                f.total(),
                f.rounding(),
                f.gradeOnRounded(),
                f.grades(),
                facts,
                f.readings(),
                f.classWeights(),
                f.indicators().stream().map(Outline::undecided).toList(),
                f.combine(),
                f.whenNotApplicable(),
                f.vetoes(),
                f.sources(),
                f.validFrom(),
                f.validTo(),
                f.digest());
    }

    private static Indicator undecided(Indicator i) {
        return new Indicator(
                i.id(),
                i.name(),
                i.level(),
                i.max(),
                i.item(),
                i.criterion(),
                i.source(),
                i.rule().map(Outline::undecided),
                i.children().stream().map(Outline::undecided).toList(),
                i.combine(),
                i.whenNotApplicable(),
                i.rounding(),
                i.vetoes(),
                i.grades(),
                i.notEvidenced());
    }

    /** A judgement "when missed" is one while the condition holds, as long as conditions can be decided. */
    private static ScoringRule undecided(ScoringRule rule) {
        if (rule instanceof ScoringRule.JudgedWhen w) {
            return new ScoringRule.JudgedWhen(
                    ScoringRule.Trigger.COMPULSORY, w.when(), undecided(w.otherwise()), w.judged());
        } else if (rule instanceof ScoringRule.Vetoed v) {
            return new ScoringRule.Vetoed(v.veto(), undecided(v.rule()));
        } else if (rule instanceof ScoringRule.ByReading by) {
            Map<String, ScoringRule> options = new LinkedHashMap<>();
            by.options().forEach((key, option) -> options.put(key, undecided(option)));
            return new ScoringRule.ByReading(by.reading(), options);
        }
        return rule;
    }
}
