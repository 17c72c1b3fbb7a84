package org.hengji.scoring.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hengji.scoring.evaluation.Outline;
import org.hengji.scoring.evaluation.Outline.Entry;
import org.hengji.scoring.evaluation.Outline.Formula;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.number.Rational;

/** The columns of a plan: the facts that its rules use, as the framework declares them, then judgements by node. */
final class Columns {
    /** 万元 to the 元, and a percentage as fine as anybody prints it. */
    static final int LEAST_PLACES = 4;

    private final List<Column> columns = new ArrayList<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final Map<String, FactDefinition> facts;

    Columns(Framework framework, Outline outline, int judgedPlaces) {
        this.facts = framework.facts();
        Set<String> used = new LinkedHashSet<>();
        for (Entry entry : outline.entries()) {
            entry.formula().ifPresent(f -> facts(f, used));
            entry.definition().vetoes().forEach(v -> used.addAll(v.when().facts()));
        }
        framework.vetoes().forEach(v -> used.addAll(v.when().facts()));
        framework.facts().values().stream()
                .filter(f -> used.contains(f.key()) && f.kind() != Kind.TEXT)
                .forEach(f -> add(column(f)));
        for (Entry entry : outline.entries()) {
            entry.formula()
                    .ifPresent(
                            f -> judged(f, Column.JUDGEMENT + entry.definition().id(), judgedPlaces));
        }
    }

    private static Column column(FactDefinition fact) {
        return switch (fact.kind()) {
            case BOOLEAN -> new Column(fact.key(), Column.Kind.OPTION, 0, List.of("false", "true"));
            case CHOICE ->
                new Column(
                        fact.key(),
                        Column.Kind.OPTION,
                        0,
                        fact.options().stream().map(FactDefinition.Option::key).toList());
            case COUNT, DATE -> new Column(fact.key(), Column.Kind.NUMBER, fact.places(), List.of());
            case DECIMAL, TEXT ->
                new Column(fact.key(), Column.Kind.NUMBER, Math.max(fact.places(), LEAST_PLACES), List.of());
        };
    }

    private void judged(Formula formula, String name, int judgedPlaces) {
        if (formula instanceof Formula.Either e) {
            judged(e.then(), name, judgedPlaces);
            judged(e.otherwise(), name, judgedPlaces);
        } else if (formula instanceof Formula.Judged) {
            add(new Column(name, Column.Kind.JUDGED, judgedPlaces, List.of()));
        } else if (formula instanceof Formula.Choice c && c.fact().isEmpty()) {
            add(new Column(name, Column.Kind.CHOSEN, 0, c.options()));
        }
    }

    private static void facts(Formula formula, Set<String> into) {
        if (formula instanceof Formula.Metric m) {
            into.addAll(m.of().facts());
            m.voidWhen().ifPresent(c -> into.addAll(c.facts()));
            facts(m.whenZero(), into);
        } else if (formula instanceof Formula.Either e) {
            into.addAll(e.when().facts());
            facts(e.then(), into);
            facts(e.otherwise(), into);
        } else if (formula instanceof Formula.Choice c) {
            c.fact().ifPresent(into::add);
        }
    }

    private static void facts(ScoringRule.WhenZero zero, Set<String> into) {
        if (zero instanceof ScoringRule.WhenZero.Depends d) {
            into.addAll(((Condition) d.when()).facts());
            facts(d.then(), into);
            facts(d.otherwise(), into);
        }
    }

    private void add(Column column) {
        Integer known = places.putIfAbsent(column.name(), columns.size());
        if (known == null) {
            columns.add(column);
        } else if (!columns.get(known).equals(column)) {
            throw new IllegalArgumentException(column.name() + " is judged in two ways");
        }
    }

    List<Column> all() {
        return List.copyOf(columns);
    }

    Column get(int column) {
        return columns.get(column);
    }

    int of(String name) {
        Integer place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException("no column for " + name);
        }
        return place;
    }

    /** Column of the judgement of a node, or -1. */
    int judgementOf(String node) {
        return places.getOrDefault(Column.JUDGEMENT + node, -1);
    }

    FactDefinition fact(String key) {
        return facts.get(key);
    }

    /** Places of the numeric facts. */
    Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new LinkedHashMap<>(places);
        numbers.values().removeIf(c -> columns.get(c).kind() != Column.Kind.NUMBER);
        return numbers;
    }

    /** What 1 in the column is, in the base unit of the fact's dimension. */
    Rational unit(String key) {
        return facts.get(key).unit().factor().times(Rational.unit(get(of(key)).places()));
    }
}
