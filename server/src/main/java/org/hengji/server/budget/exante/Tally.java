package org.hengji.server.budget.exante;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.number.Rational;

/**
 * What independent experts gave, combined. A head gets the mean of its experts; from {@link Instrument#trimFrom()} experts
 * on without the highest and the lowest. The total is the sum of the heads.
 *
 * @param heads points by key of the head
 * @param counted sheets behind each mean
 */
public record Tally(Map<String, Rational> heads, int experts, int counted) {

    /** @param sheets one per expert: the key of a tick by address of the item, each of them complete */
    public static Tally of(Instrument instrument, Collection<Map<String, String>> sheets) {
        Map<String, Rational> heads = new LinkedHashMap<>();
        boolean trim = sheets.size() >= instrument.trimFrom();
        for (Instrument.Head head : instrument.heads()) {
            List<Rational> points = sheets.stream()
                    .map(s -> points(instrument, head, s))
                    .sorted()
                    .toList();
            heads.put(head.key(), mean(trim ? points.subList(1, points.size() - 1) : points));
        }
        return new Tally(heads, sheets.size(), trim ? sheets.size() - 2 : sheets.size());
    }

    public Rational total() {
        return heads.values().stream().reduce(Rational.ZERO, Rational::plus);
    }

    /** What follows from the points; people may decide otherwise and say why. Empty while too few experts are in. */
    public Optional<Conclusion> suggestion(Instrument instrument) {
        if (experts < instrument.leastExperts()) {
            return Optional.empty();
        }
        boolean weak = heads.values().stream()
                .anyMatch(p -> p.compareTo(instrument.lines().head()) < 0);
        if (total().compareTo(instrument.lines().refuse()) < 0) {
            return Optional.of(Conclusion.REFUSE);
        }
        return Optional.of(
                weak || total().compareTo(instrument.lines().support()) < 0 ? Conclusion.ADJUST : Conclusion.SUPPORT);
    }

    /** Points of one sheet for a head; items without a tick give none. */
    public static Rational points(Instrument instrument, Instrument.Head head, Map<String, String> sheet) {
        return head.items().stream()
                .map(item -> instrument
                        .tick(sheet.getOrDefault(head.key() + "." + item.key(), ""))
                        .map(tick -> item.points().times(tick.share()))
                        .orElse(Rational.ZERO))
                .reduce(Rational.ZERO, Rational::plus);
    }

    private static Rational mean(List<Rational> points) {
        return points.isEmpty()
                ? Rational.ZERO
                : points.stream().reduce(Rational.ZERO, Rational::plus).over(Rational.of(points.size()));
    }
}
