package org.hengji.server.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.number.Rational;

/** A framework as the official annex prints it: first and second level once, beside all of their indicators. */
public record FrameworkRows(List<Row> rows) {

    /** A class in its first row, with the number of rows that it spans. */
    public record Group(Indicator indicator, int rows) {}

    /**
     * @param first first-level class where it begins, else null
     * @param second second-level class where it begins; null in its other rows and where there is none
     * @param indicator the row's own
     */
    public record Row(Group first, Group second, Indicator indicator) {
        /** Whether it is its own first-level class, with nothing of a second level between. */
        public boolean alone() {
            return first != null && first.indicator() == indicator;
        }

        /** Its scoring items, in order. */
        public List<Indicator> items() {
            return indicator.children();
        }
    }

    public static FrameworkRows of(Framework framework) {
        List<Row> rows = new ArrayList<>();
        for (Indicator first : framework.indicators()) {
            List<Indicator> lowest = lowest(first);
            Group one = new Group(first, lowest.size());
            if (lowest.contains(first)) {
                rows.add(new Row(one, new Group(null, 1), first));
                continue;
            }
            for (Indicator second : first.children()) {
                List<Indicator> below = lowest(second);
                Group two = new Group(below.contains(second) ? null : second, below.size());
                for (Indicator indicator : below) {
                    rows.add(new Row(one, two, indicator));
                    one = null;
                    two = null;
                }
            }
        }
        return new FrameworkRows(List.copyOf(rows));
    }

    private static List<Indicator> lowest(Indicator node) {
        if (node.children().stream().allMatch(Indicator::item)) {
            return List.of(node);
        }
        return node.children().stream().flatMap(c -> lowest(c).stream()).toList();
    }

    /** Possible values in signs that need no language: 0 ≤ x ≤ 100, x ≤ assets.total. */
    public static String domain(FactDefinition fact) {
        String low = fact.domain()
                .min()
                .map(b -> number(b) + (b.open() ? " < x" : " ≤ x"))
                .orElse("");
        String high = fact.domain()
                .max()
                .map(b -> (b.open() ? " < " : " ≤ ") + number(b))
                .orElse("");
        String most = fact.domain().atMost().map(key -> " ≤ " + key).orElse("");
        String ends = high + most;
        return low.isEmpty() ? ends.isEmpty() ? "" : "x" + ends : low + ends;
    }

    private static String number(Bound bound) {
        return plain(bound.value());
    }

    public static String plain(Rational number) {
        return number.isDecimal() ? number.toText() : number.numerator() + "/" + number.denominator();
    }
}
