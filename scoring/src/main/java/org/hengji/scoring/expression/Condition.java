package org.hengji.scoring.expression;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A statement about facts, or about the outcome of another node, that is true, false or not yet known. */
public sealed interface Condition {
    enum Comparison {
        LESS("<"),
        AT_MOST("<="),
        EQUAL("=="),
        NOT_EQUAL("!="),
        AT_LEAST(">="),
        MORE(">");

        public final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        public boolean holds(int compared) {
            return switch (this) {
                case LESS -> compared < 0;
                case AT_MOST -> compared <= 0;
                case EQUAL -> compared == 0;
                case NOT_EQUAL -> compared != 0;
                case AT_LEAST -> compared >= 0;
                case MORE -> compared > 0;
            };
        }
    }

    record Compare(Expression left, Comparison comparison, Expression right) implements Condition {}

    /** A boolean fact that holds. */
    record Holds(String fact) implements Condition {}

    /** A choice fact that has the named option. */
    record Is(String fact, String option) implements Condition {}

    /** Points of another node, as they stand or as a share of its weight, compared with a number. */
    record Points(String node, boolean share, Comparison comparison, Expression.Number limit) implements Condition {}

    /** Grade of another node. */
    record Graded(String node, Comparison comparison, String grade) implements Condition {}

    record All(List<Condition> of) implements Condition {}

    record Any(List<Condition> of) implements Condition {}

    record Not(Condition of) implements Condition {}

    default List<Condition> parts() {
        if (this instanceof All a) {
            return a.of();
        } else if (this instanceof Any a) {
            return a.of();
        } else if (this instanceof Not n) {
            return List.of(n.of());
        }
        return List.of();
    }

    default Set<String> facts() {
        Set<String> keys = new LinkedHashSet<>();
        if (this instanceof Compare c) {
            keys.addAll(c.left().facts());
            keys.addAll(c.right().facts());
        } else if (this instanceof Holds h) {
            keys.add(h.fact());
        } else if (this instanceof Is i) {
            keys.add(i.fact());
        }
        parts().forEach(part -> keys.addAll(part.facts()));
        return keys;
    }

    /** Ids of other nodes whose outcome this depends on. */
    default Set<String> nodes() {
        Set<String> ids = new LinkedHashSet<>();
        if (this instanceof Points p) {
            ids.add(p.node());
        } else if (this instanceof Graded g) {
            ids.add(g.node());
        }
        parts().forEach(part -> ids.addAll(part.nodes()));
        return ids;
    }
}
