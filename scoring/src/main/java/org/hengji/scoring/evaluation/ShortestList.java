package org.hengji.scoring.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hengji.scoring.ScoreSheet.Unknown;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.interval.Box;
import org.hengji.scoring.interval.Reach;
import org.hengji.scoring.interval.Span;
import org.hengji.scoring.number.Rational;

/**
 * The smallest set of facts and judgements whose values, whatever they turn out to be, leave a single total. One that
 * can change the total while all others stand still has to be in it, and together these are enough.
 */
final class ShortestList {
    /** So many ways to settle the others are tried one by one; of more than that, a sample. */
    private static final int MOST_COMPLETIONS = 600;

    private static final int MOST_SETTLEMENTS = 96;

    private final Evaluation evaluation;

    ShortestList(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    List<Unknown> list() {
        List<Unknown> all = new ArrayList<>();
        for (List<Node> group : evaluation.independentGroups(evaluation.root)) {
            Set<Integer> variables = new TreeSet<>();
            group.forEach(n -> variables.addAll(evaluation.variables(n)));
            Box whole = evaluation.inputs.space.whole();
            variables.removeIf(whole::isSettled);
            if (variables.isEmpty()) {
                continue;
            }
            if (evaluation.hullTogether(group).isOne()) {
                continue;
            }
            Set<Integer> moving = new LinkedHashSet<>();
            for (int variable : variables) {
                if (variables.size() == 1 || moves(variable, group, variables)) {
                    moving.add(variable);
                }
            }
            all.addAll(named(moving, group));
        }
        all.sort(Comparator.comparing(Unknown::pointsAtStake).reversed().thenComparing(Unknown::key));
        return all;
    }

    private Reach hull(List<Node> group, Box box) {
        return evaluation.hullTogether(group, box);
    }

    /** Whether some settlement of all the others leaves the group open. */
    private boolean moves(int variable, List<Node> group, Set<Integer> variables) {
        // Places first: the numbers printed there are settled with them
        List<Integer> others = variables.stream()
                .filter(v -> v != variable)
                .filter(v -> !evaluation.inputs.isTiedTo(v, variable))
                .sorted(Comparator.comparing(
                        v -> evaluation.inputs.space.whole().span(v) != null))
                .toList();
        return every(others).orElseGet(() -> some(others)).stream()
                .anyMatch(box -> !box.isSettled(variable) && !hull(group, box).isOne());
    }

    private Optional<List<Box>> every(List<Integer> others) {
        List<Box> settled = List.of(evaluation.inputs.space.whole());
        for (int other : others) {
            List<Box> next = new ArrayList<>();
            for (Box box : settled) {
                List<Box> points = box.points(other, MOST_COMPLETIONS);
                if (points.isEmpty() || next.size() + points.size() > MOST_COMPLETIONS) {
                    return Optional.empty();
                }
                next.addAll(points);
            }
            settled = next;
        }
        return Optional.of(settled);
    }

    private List<Box> some(List<Integer> others) {
        List<Box> settled = List.of(evaluation.inputs.space.whole());
        for (int other : others) {
            settled = settled.stream()
                    .flatMap(box -> settle(box, other).stream())
                    .limit(MOST_SETTLEMENTS)
                    .toList();
        }
        return settled;
    }

    static List<Box> settle(Box box, int variable) {
        List<Box> parts = new ArrayList<>();
        if (box.isSettled(variable)) {
            return List.of(box);
        }
        if (box.span(variable) == null) {
            box.openOptions(variable)
                    .forEach(o -> Optional.ofNullable(box.with(variable, o)).ifPresent(parts::add));
            return parts;
        }
        Span span = box.span(variable);
        Set<Rational> points = new LinkedHashSet<>();
        Rational low = span.low().isFinite()
                ? span.low().value()
                : span.high().isFinite() ? span.high().value().minus(Rational.HUNDRED) : Rational.ZERO;
        Rational high = span.high().isFinite() ? span.high().value() : low.plus(Rational.HUNDRED);
        for (int eighth : new int[] {1, 4, 7, 0, 8}) {
            Rational point = low.plus(high.minus(low).times(Rational.of(eighth, 8)));
            points.add(span.whole() ? Rational.of(point.floor()) : point);
        }
        points.stream()
                .filter(span::contains)
                .limit(4)
                .forEach(p ->
                        Optional.ofNullable(box.with(variable, Span.point(p))).ifPresent(parts::add));
        return parts;
    }

    private List<Unknown> named(Set<Integer> moving, List<Node> group) {
        List<Unknown> named = new ArrayList<>();
        for (int variable : moving) {
            String judged = evaluation.rules.judgedVariables.get(variable);
            if (judged != null) {
                Node node = evaluation.nodes.get(judged);
                named.add(new Unknown(
                        Unknown.Kind.JUDGEMENT,
                        judged,
                        node.definition.name(),
                        "分",
                        List.of(judged),
                        stake(variable, group)));
                continue;
            }
            Set<String> contested = evaluation.inputs.factsOfScenario.get(variable);
            if (contested != null) {
                // One fact of the place is enough, when its values tell the places apart
                named.addAll(deciding(contested, variable, group));
                continue;
            }
            evaluation.inputs.all().entrySet().stream()
                    .filter(e ->
                            e.getValue().variable() == variable && e.getValue().scenario() < 0)
                    .findFirst()
                    .map(Map.Entry::getKey)
                    .ifPresent(key -> named.add(fact(key, variable, group)));
        }
        return named;
    }

    private List<Unknown> deciding(Set<String> facts, int scenario, List<Node> group) {
        List<String> used = facts.stream()
                .filter(f -> group.stream().anyMatch(n -> uses(n, f)))
                .sorted(Comparator.comparing((String f) -> -distinct(f)).thenComparing(f -> f))
                .toList();
        List<Unknown> chosen = new ArrayList<>();
        int most = used.stream().mapToInt(this::distinct).max().orElse(0);
        for (String fact : used) {
            chosen.add(fact(fact, scenario, group));
            if (distinct(fact) == most) {
                break;
            }
        }
        return chosen;
    }

    private int distinct(String fact) {
        return (int) evaluation.inputs.of(fact).given().stream()
                .map(f -> f.value())
                .distinct()
                .count();
    }

    private static boolean uses(Node node, String fact) {
        return node.facts.contains(fact) || node.children.stream().anyMatch(c -> uses(c, fact));
    }

    private Unknown fact(String key, int variable, List<Node> group) {
        var definition = evaluation.definitions.get(key);
        List<String> indicators = evaluation.nodes.values().stream()
                .filter(n -> n.facts.contains(key))
                .map(Node::id)
                .toList();
        Text name = definition.name();
        return new Unknown(
                Unknown.Kind.FACT, key, name, definition.unit().symbol(), indicators, stake(variable, group));
    }

    /** Width of the range of everything that the variable touches. */
    private Rational stake(int variable, List<Node> group) {
        List<Node> touched = group.stream()
                .filter(n -> evaluation.variables(n).contains(variable))
                .toList();
        Reach hull = evaluation.hullTogether(touched);
        return hull.high().value().minus(hull.low().value());
    }
}
