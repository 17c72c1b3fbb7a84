package org.hengji.frameworks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.Indicator.WhenNotApplicable;
import org.hengji.scoring.framework.ScoringRule;

/** What only the whole tree shows: circles, grades that no node has, weight that is handed round. */
final class FrameworkLint {
    private final Framework framework;
    private final Map<String, Field> fields;
    private final Yaml.Faults faults;

    FrameworkLint(Framework framework, Map<String, Field> fields, Yaml.Faults faults) {
        this.framework = framework;
        this.fields = fields;
        this.faults = faults;
    }

    void check() {
        circles();
        grades();
        handedRound();
    }

    private void circles() {
        Map<String, Set<String>> edges = new LinkedHashMap<>();
        for (Indicator node : framework.nodes()) {
            Set<String> to = new TreeSet<>();
            conditions(node).forEach(c -> to.addAll(c.nodes()));
            node.children().forEach(c -> to.add(c.id()));
            edges.put(node.id(), to);
        }
        for (String id : edges.keySet()) {
            if (reaches(id, id, edges, new TreeSet<>())) {
                fault(
                        id,
                        "node.circle",
                        "指标“" + id + "”的条件绕回了它自己，得不出结果",
                        "The conditions of " + id + " lead back to itself, so it has no outcome",
                        "去掉这一圈中的一个 points(…)、share(…) 或 grade(…)",
                        "Remove one points(…), share(…) or grade(…) of the circle");
                return;
            }
        }
    }

    private static boolean reaches(String from, String goal, Map<String, Set<String>> edges, Set<String> seen) {
        for (String to : edges.getOrDefault(from, Set.of())) {
            if (to.equals(goal) || seen.add(to) && reaches(to, goal, edges, seen)) {
                return true;
            }
        }
        return false;
    }

    private void grades() {
        List<String> overall =
                framework.grades().stream().map(g -> g.name().zh()).toList();
        framework.vetoes().forEach(v -> {
            cap(v, "veto", overall);
            graded(v.when(), "veto");
        });
        for (Indicator node : framework.nodes()) {
            node.vetoes().forEach(v -> cap(v, node.id(), overall));
            conditions(node).forEach(c -> graded(c, node.id()));
            List<String> own = keys(node);
            if (node.combine() instanceof Indicator.Combine.Table table) {
                table.rows().forEach(r -> known(node.id(), r.grade(), own));
            }
        }
    }

    private void cap(ScoringRule.Veto veto, String at, List<String> overall) {
        if (veto.effect() instanceof ScoringRule.Effect.CapGrade cap) {
            known(at, cap.grade(), overall);
        }
    }

    private void graded(Condition condition, String at) {
        if (condition instanceof Condition.Graded g) {
            framework.node(g.node()).ifPresent(node -> known(at, g.grade(), keys(node)));
        }
        condition.parts().forEach(part -> graded(part, at));
    }

    private static List<String> keys(Indicator node) {
        return node.grades().stream().map(Indicator.Grade::key).toList();
    }

    private void known(String at, String grade, List<String> grades) {
        if (!grades.contains(grade)) {
            fault(
                    at,
                    "grade.unknown",
                    "没有等级“" + grade + "”",
                    "There is no grade " + grade,
                    grades.isEmpty() ? "所指的指标没有声明 grades" : "可用：" + String.join("、", grades),
                    grades.isEmpty()
                            ? "The node it speaks of declares no grades"
                            : "Known: " + String.join(", ", grades));
        }
    }

    /** Weight must come to rest: a node that hands its weight on must not get it back. */
    private void handedRound() {
        Map<String, Set<String>> edges = new LinkedHashMap<>();
        collect(framework.indicators(), framework.whenNotApplicable(), edges);
        for (String id : edges.keySet()) {
            if (reaches(id, id, edges, new TreeSet<>())) {
                fault(
                        id,
                        "weight.circle",
                        "“" + id + "”不适用时转出的权重又转回它自己",
                        "The weight that " + id + " hands on when it does not apply comes back to it",
                        "让最后接收的指标写 not_applicable: drop-and-rescale 或 full",
                        "Give the last receiver not_applicable: drop-and-rescale or full");
                return;
            }
        }
    }

    private static void collect(List<Indicator> nodes, WhenNotApplicable ofParent, Map<String, Set<String>> edges) {
        for (Indicator node : nodes) {
            WhenNotApplicable policy = node.whenNotApplicable() instanceof WhenNotApplicable.MoveWeightTo
                    ? node.whenNotApplicable()
                    : ofParent;
            boolean canBeAbsent = node.rule().map(FrameworkLoader::canBeAbsent).orElse(false);
            if (canBeAbsent && policy instanceof WhenNotApplicable.MoveWeightTo move) {
                Set<String> to = new TreeSet<>();
                move.receivers().forEach(r -> to.add(r.indicator()));
                edges.put(node.id(), to);
            }
            collect(node.children(), node.whenNotApplicable(), edges);
        }
    }

    private static List<Condition> conditions(Indicator node) {
        List<Condition> found = new ArrayList<>();
        node.vetoes().forEach(v -> found.add(v.when()));
        node.rule().ifPresent(r -> conditions(r, found));
        return found;
    }

    private static void conditions(ScoringRule rule, List<Condition> found) {
        if (rule instanceof ScoringRule.Vetoed v) {
            found.add(v.veto().when());
            conditions(v.rule(), found);
        } else if (rule instanceof ScoringRule.JudgedWhen j) {
            found.add(j.when());
            conditions(j.otherwise(), found);
        } else if (rule instanceof ScoringRule.Proportional p) {
            p.voidWhen().ifPresent(found::add);
            whenZero(p.whenZero(), found);
        } else if (rule instanceof ScoringRule.Tiers t) {
            whenZero(t.whenZero(), found);
        } else if (rule instanceof ScoringRule.ByReading by) {
            by.options().values().forEach(o -> conditions(o, found));
        }
    }

    private static void whenZero(ScoringRule.WhenZero zero, List<Condition> found) {
        if (zero instanceof ScoringRule.WhenZero.Depends d) {
            found.add(d.when());
            whenZero(d.then(), found);
            whenZero(d.otherwise(), found);
        }
    }

    private void fault(String id, String code, String zh, String en, String remedyZh, String remedyEn) {
        Field at = fields.get(id);
        faults.add(code, id, at == null ? Yaml.At.START : at.yaml.at(), zh, en, remedyZh, remedyEn);
    }
}
