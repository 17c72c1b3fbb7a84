package org.hengji.scoring.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.interval.Box;
import org.hengji.scoring.interval.Limit;
import org.hengji.scoring.interval.Metrics;
import org.hengji.scoring.interval.Space;
import org.hengji.scoring.interval.Span;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;

/** The facts of a case, made ready for scoring: constants, and numbers or choices of the space of unknowns. */
final class Inputs {
    /** How a fact stands in this case. */
    enum State {
        KNOWN("known"),
        BOUNDED("bounded"),
        CONTESTED("contested"),
        NOT_APPLICABLE("not-applicable"),
        NOT_EVIDENCED("not-evidenced"),
        UNKNOWN("unknown");

        final String key;

        State(String key) {
            this.key = key;
        }

        boolean isOpen() {
            return this == BOUNDED || this == CONTESTED || this == UNKNOWN || this == NOT_EVIDENCED;
        }
    }

    /**
     * @param number its value in its own unit, when it is a known number
     * @param variable number or choice of the space, -1 when settled
     * @param options keys of the options by number of the choice; for a settled choice the one key
     * @param scenario the choice that says which place counts, -1 when not contested
     */
    record Input(
            FactDefinition definition,
            State state,
            List<Fact> given,
            Rational number,
            int variable,
            List<String> options,
            int scenario) {}

    private static final int MOST_SCENARIOS = 60;

    final Space space = new Space();
    final Metrics metrics = new Metrics(this::operand);
    private final Map<String, FactDefinition> definitions;
    private final Map<String, List<Fact>> given;
    private final Map<String, Input> inputs = new LinkedHashMap<>();

    /** Facts that share a choice of place. */
    final Map<Integer, Set<String>> factsOfScenario = new LinkedHashMap<>();

    Inputs(Map<String, FactDefinition> definitions, Map<String, List<Fact>> given) {
        this.definitions = definitions;
        this.given = new TreeMap<>(given);
        this.given.keySet().retainAll(definitions.keySet());
        contested();
        definitions.keySet().forEach(this::input);
        limits();
    }

    Input of(String key) {
        return inputs.get(key);
    }

    private Metrics.Operand operand(String key) {
        Input input = inputs.get(key);
        Rational factor = input.definition.unit().factor();
        return input.variable < 0
                ? new Metrics.Operand.Constant(input.number.times(factor))
                : new Metrics.Operand.Open(input.variable, factor, input.scenario);
    }

    /** Key of the option of a boolean or choice fact, or null while several are open. */
    String option(String key, Box box) {
        Input input = inputs.get(key);
        if (input.variable < 0) {
            return input.options.get(0);
        }
        int option = box.option(input.variable);
        return option < 0 ? null : input.options.get(option);
    }

    private void input(String key) {
        if (inputs.containsKey(key)) {
            return;
        }
        FactDefinition definition = definitions.get(key);
        List<Fact> facts = given.getOrDefault(key, List.of());
        Value value = facts.isEmpty() ? new Value.Unknown() : facts.get(0).value();
        inputs.put(key, single(definition, facts, value));
    }

    private Input single(FactDefinition definition, List<Fact> facts, Value value) {
        if (value instanceof Value.Known known) {
            return new Input(definition, State.KNOWN, facts, known.number(), -1, List.of(), -1);
        } else if (value instanceof Value.Flag flag) {
            return new Input(definition, State.KNOWN, facts, null, -1, List.of(flag.holds() ? "true" : "false"), -1);
        } else if (value instanceof Value.Option option) {
            return new Input(definition, State.KNOWN, facts, null, -1, List.of(option.key()), -1);
        } else if (value instanceof Value.Words) {
            return new Input(definition, State.KNOWN, facts, null, -1, List.of(""), -1);
        } else if (value instanceof Value.NotApplicable) {
            return new Input(definition, State.NOT_APPLICABLE, facts, Rational.ZERO, -1, List.of(""), -1);
        }
        State state = value instanceof Value.Bounded
                ? State.BOUNDED
                : value instanceof Value.NotEvidenced ? State.NOT_EVIDENCED : State.UNKNOWN;
        List<String> options = options(definition);
        int variable;
        if (options.isEmpty()) {
            Span span = Possible.values(definition, value);
            if (span.isPoint()) {
                return new Input(definition, State.KNOWN, facts, span.low().value(), -1, List.of(), -1);
            }
            variable = space.number(span);
        } else {
            variable = space.choice(options.size());
        }
        return new Input(definition, state, facts, null, variable, options, -1);
    }

    static List<String> options(FactDefinition definition) {
        if (definition.kind() == Kind.BOOLEAN) {
            return List.of("false", "true");
        } else if (definition.kind() == Kind.CHOICE) {
            return definition.options().stream().map(FactDefinition.Option::key).toList();
        }
        return definition.kind() == Kind.TEXT ? List.of("") : List.of();
    }

    /**
     * Facts with several printed values. Facts that share a place are settled together: when one takes the value of a
     * place, every other fact printed there takes it too.
     */
    private void contested() {
        List<String> open = new ArrayList<>(given.entrySet().stream()
                .filter(e -> e.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList());
        while (!open.isEmpty()) {
            Set<String> group = new LinkedHashSet<>(List.of(open.remove(0)));
            boolean grown = true;
            while (grown) {
                Set<String> places = new LinkedHashSet<>();
                group.forEach(k -> given.get(k).forEach(f -> place(f).ifPresent(places::add)));
                grown = open.removeIf(k -> given.get(k).stream()
                                .anyMatch(f -> place(f).filter(places::contains).isPresent())
                        && group.add(k));
            }
            scenarios(List.copyOf(group));
        }
    }

    private static Optional<String> place(Fact fact) {
        return Optional.ofNullable(fact.source()).filter(s -> !s.isBlank());
    }

    private void scenarios(List<String> group) {
        List<List<Fact>> scenarios = new ArrayList<>();
        combine(group, 0, new ArrayList<>(), scenarios);
        int choice = space.choice(scenarios.size());
        factsOfScenario.put(choice, new LinkedHashSet<>(group));
        for (int i = 0; i < group.size(); i++) {
            FactDefinition definition = definitions.get(group.get(i));
            List<Fact> facts = given.get(group.get(i));
            if (!options(definition).isEmpty()) {
                int column = i;
                List<String> keys = scenarios.stream()
                        .map(s -> s.get(column).value())
                        .map(v -> v instanceof Value.Flag f
                                ? String.valueOf(f.holds())
                                : v instanceof Value.Option o ? o.key() : "")
                        .toList();
                inputs.put(group.get(i), new Input(definition, State.CONTESTED, facts, null, choice, keys, choice));
                continue;
            }
            Span hull = null;
            List<Span> spans = new ArrayList<>();
            for (List<Fact> scenario : scenarios) {
                Span span = Possible.values(definition, scenario.get(i).value());
                spans.add(span);
                hull = hull == null ? span : hull.hull(span);
            }
            int number = space.number(hull);
            for (int s = 0; s < spans.size(); s++) {
                space.tie(choice, s, number, spans.get(s));
            }
            inputs.put(group.get(i), new Input(definition, State.CONTESTED, facts, null, number, List.of(), choice));
        }
    }

    private void combine(List<String> group, int at, List<Fact> chosen, List<List<Fact>> into) {
        if (into.size() >= MOST_SCENARIOS) {
            return;
        }
        if (at == group.size()) {
            into.add(List.copyOf(chosen));
            return;
        }
        for (Fact fact : given.get(group.get(at))) {
            boolean agrees = true;
            for (int i = 0; i < chosen.size(); i++) {
                agrees &= together(fact, group.get(i), chosen.get(i)) && together(chosen.get(i), group.get(at), fact);
            }
            if (agrees) {
                chosen.add(fact);
                combine(group, at + 1, chosen, into);
                chosen.remove(chosen.size() - 1);
            }
        }
    }

    /** When the place of {@code fact} prints the other fact too, the other takes that place's value. */
    private boolean together(Fact fact, String otherKey, Fact other) {
        Optional<String> place = place(fact);
        return place.isEmpty()
                || place(other).equals(place)
                || given.get(otherKey).stream().noneMatch(f -> place(f).equals(place));
    }

    private void limits() {
        for (Input lesser : inputs.values()) {
            lesser.definition.domain().atMost().map(inputs::get).ifPresent(greater -> {
                boolean tied = lesser.state == State.CONTESTED || greater.state == State.CONTESTED;
                if (!tied && lesser.definition.unit().convertsTo(greater.definition.unit())) {
                    limit(lesser, greater);
                }
            });
        }
    }

    private void limit(Input lesser, Input greater) {
        boolean sameUnit = lesser.definition
                .unit()
                .factor()
                .equals(greater.definition.unit().factor());
        if (lesser.variable >= 0 && greater.variable >= 0) {
            if (sameUnit) {
                space.atMost(lesser.variable, greater.variable);
            }
        } else if (lesser.variable >= 0) {
            Rational most = greater.definition.unit().to(lesser.definition.unit(), greater.number);
            narrow(lesser, Span.of(Limit.MINUS_INFINITY, true, Limit.of(most), false, false));
        } else if (greater.variable >= 0) {
            Rational least = lesser.definition.unit().to(greater.definition.unit(), lesser.number);
            narrow(greater, Span.of(Limit.of(least), false, Limit.INFINITY, true, false));
        }
    }

    private void narrow(Input input, Span to) {
        if (input.definition.kind().isNumeric() && input.state != State.NOT_APPLICABLE) {
            space.narrow(input.variable, to);
        }
    }

    /** Variables that the given facts stand for, the choice of place included. */
    Set<Integer> variables(Set<String> keys) {
        Set<Integer> all = new LinkedHashSet<>();
        for (String key : keys) {
            Input input = inputs.get(key);
            if (input != null && input.variable >= 0) {
                all.add(input.variable);
                if (input.scenario >= 0) {
                    all.add(input.scenario);
                }
                space.limitsOf(input.variable).forEach(all::add);
            }
        }
        return all;
    }

    /** Whether the number is printed with others at places among which {@code scenario} chooses. */
    boolean isTiedTo(int number, int scenario) {
        return inputs.values().stream()
                .anyMatch(i -> i.variable == number && i.scenario == scenario && number != scenario);
    }

    Map<String, Input> all() {
        return new HashMap<>(inputs);
    }
}
