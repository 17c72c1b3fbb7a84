package org.hengji.scoring.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.Indicator.Combine;
import org.hengji.scoring.interval.Box;
import org.hengji.scoring.interval.Cuts;
import org.hengji.scoring.interval.Limit;
import org.hengji.scoring.interval.Reach;
import org.hengji.scoring.number.Rational;

/** Combines ordered grades: weakest link and lookup tables. A grade's points are its place on the node's scale. */
final class Grades {
    private Grades() {}

    static Reach combine(
            Node node, List<Node> counted, Map<Node, Outcome> outcomes, Box box, Cuts cuts, Evaluation evaluation) {
        List<Indicator.Grade> grades = new ArrayList<>();
        for (Node child : counted) {
            Reach reach = outcomes.get(child).points();
            if (!reach.isOne()) {
                evaluation.over(child, box, new Cuts(box, true));
                evaluation.variables(child).stream()
                        .filter(v -> !box.isSettled(v))
                        .forEach(cuts::middle);
                return Reach.enclosing(
                        Limit.ZERO,
                        Limit.of(Rational.of(node.definition.grades().size() - 1L)));
            }
            grades.add(child.definition.grades().get(reach.low().value().floor().intValue()));
        }
        String key = node.definition.combine() instanceof Combine.Weakest weakest
                ? weakest(node, grades, weakest.plus())
                : table(node, (Combine.Table) node.definition.combine(), grades);
        return Reach.of(Rational.of(node.rank(key)));
    }

    private static String weakest(Node node, List<Indicator.Grade> grades, boolean plus) {
        Indicator.Grade lowest = grades.get(0);
        for (Indicator.Grade grade : grades) {
            if (grade.rank() < lowest.rank()) {
                lowest = grade;
            }
        }
        int rank = lowest.rank();
        boolean higher = grades.stream().anyMatch(g -> g.rank() > rank);
        String raised = lowest.key() + "+";
        boolean exists = node.definition.grades().stream().anyMatch(g -> g.key().equals(raised));
        return plus && higher && exists ? raised : lowest.key();
    }

    private static String table(Node node, Combine.Table table, List<Indicator.Grade> grades) {
        List<String> keys = grades.stream().map(Indicator.Grade::key).toList();
        List<String> sorted = keys.stream().sorted().toList();
        Optional<Combine.Row> hit = table.rows().stream()
                .filter(r -> table.anyOrder()
                        ? r.children().stream().sorted().toList().equals(sorted)
                        : r.children().equals(keys))
                .findFirst();
        return hit.orElseThrow(() -> new IllegalStateException(node.id() + ": no row for " + keys))
                .grade();
    }
}
