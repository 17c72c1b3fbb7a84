package org.hengji.checker.tellings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hengji.checker.Report;
import org.hengji.checker.arithmetic.Repeats;
import org.hengji.checker.arithmetic.Repeats.Same;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.scores.Rescoring;
import org.hengji.documents.Span;

/** Everything that a report tells more than once. */
public final class Tellings {
    private Tellings() {}

    /** Each pair of figures once. */
    public static List<Same> of(Report report) {
        List<Same> all = new ArrayList<>(Repeats.of(report));
        Set<Set<Span>> known = new HashSet<>();
        for (Same same : all) {
            for (Figure a : same.figures()) {
                same.figures()
                        .forEach(b ->
                                known.add(Set.of(a.span(), b.span().equals(a.span()) ? new Span(0, 0) : b.span())));
            }
        }
        List<Same> more = new ArrayList<>(InTables.of(report));
        more.addAll(InText.of(report));
        more.addAll(facts(report));
        for (Same same : more) {
            List<Figure> pair = same.figures();
            if (!pair.get(0).span().equals(pair.get(1).span())
                    && known.add(Set.of(pair.get(0).span(), pair.get(1).span()))) {
                all.add(same);
            }
        }
        return all;
    }

    /** A fact of the framework that the text prints with two exact values. */
    private static List<Same> facts(Report report) {
        List<Same> all = new ArrayList<>();
        Rescoring.of(report)
                .ifPresent(r -> r.facts().figures().forEach((fact, figures) -> {
                    boolean whole = r.facts().isTakenWhole(fact);
                    List<Figure> exact = figures.stream()
                            .filter(f -> f.isExact() && !f.passage().isCell())
                            .toList();
                    for (Figure f : whole ? exact : List.<Figure>of()) {
                        if (!Repeats.sameValue(exact.get(0), f)) {
                            all.add(new Same(exact.get(0).label(), List.of(exact.get(0), f), false));
                        }
                    }
                }));
        return all;
    }
}
