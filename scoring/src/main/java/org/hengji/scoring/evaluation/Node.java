package org.hengji.scoring.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.number.Rounding;
import org.hengji.scoring.subject.Judgement;

/** A node of the framework bound to one case. Filled once while the tree is built, then only read. */
final class Node {
    final Indicator definition;
    final Node parent;
    final List<Node> children = new ArrayList<>();
    Leaf leaf;
    /** Rule in force, readings resolved; null for inner nodes. */
    ScoringRule rule;
    /** Weight in force before weights move. */
    Rational max;
    /** The one rounding that applies here, if it applies here. */
    Optional<Rounding> rounding = Optional.empty();

    Optional<org.hengji.scoring.subject.Override> override = Optional.empty();
    Optional<Judgement> judgement = Optional.empty();
    /** The judgement decides (and is not only kept beside a rule that needs none). */
    boolean judged;
    /** No item cap: the indicator's weight is the ceiling. */
    boolean uncapped;
    /** Children come from the case and already share out the weight in force. */
    boolean free;

    final Set<String> facts = new TreeSet<>();
    final List<String> readings = new ArrayList<>();

    Node(Indicator definition, Node parent) {
        this.definition = definition;
        this.parent = parent;
        this.max = definition.max();
    }

    String id() {
        return definition.id();
    }

    boolean isGraded() {
        return !definition.grades().isEmpty();
    }

    int rank(String grade) {
        for (int i = 0; i < definition.grades().size(); i++) {
            if (definition.grades().get(i).key().equals(grade)) {
                return i;
            }
        }
        throw new IllegalArgumentException(id() + " has no grade " + grade);
    }
}
