package org.hengji.checker.scores;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.number.Rational;

/**
 * Points that a rule gives as a share of a count: k of N done, times the weight. Only some points are possible then.
 *
 * @param printed points of the table
 * @param places decimal places that the framework scores to
 * @param whole figures that tell N; empty when the report does not
 */
public record CountRatio(ScoreNode node, Indicator indicator, Printed printed, int places, List<Figure> whole) {
    private static final int LARGEST_GUESS = 200;

    /** k of N. */
    public record Part(long part, long whole) {}

    public static List<CountRatio> of(Report report) {
        List<CountRatio> all = new ArrayList<>();
        Rescoring.of(report).ifPresent(r -> {
            for (ScoreNode node : r.tree().leaves()) {
                Optional<Indicator> indicator = r.tree().indicator(node);
                if (indicator.isPresent() && node.points().isPresent()) {
                    counted(r.framework(), indicator.get())
                            .ifPresent(fact -> all.add(new CountRatio(
                                    node,
                                    indicator.get(),
                                    node.points().get(),
                                    r.framework().rounding().places(),
                                    r.facts().figures().getOrDefault(fact, List.of()).stream()
                                            .filter(Figure::isExact)
                                            .toList())));
                }
            }
        });
        return all;
    }

    /** The count below the line, when the rule is a ratio of two counts in every reading. */
    private static Optional<String> counted(Framework framework, Indicator indicator) {
        return indicator.rule().flatMap(rule -> counted(framework, rule));
    }

    private static Optional<String> counted(Framework framework, ScoringRule rule) {
        if (rule instanceof ScoringRule.ByReading by) {
            List<Optional<String>> all = by.options().values().stream()
                    .map(o -> counted(framework, o))
                    .distinct()
                    .toList();
            return all.size() == 1 ? all.get(0) : Optional.empty();
        }
        if (rule instanceof ScoringRule.Proportional p
                && p.of() instanceof Expression.Quotient q
                && q.dividend() instanceof Expression.FactRef part
                && q.divisor() instanceof Expression.FactRef whole
                && isCount(framework, part.fact())
                && isCount(framework, whole.fact())) {
            return Optional.of(whole.fact());
        }
        return Optional.empty();
    }

    private static boolean isCount(Framework framework, String fact) {
        FactDefinition definition = framework.facts().get(fact);
        return definition != null && definition.kind() == FactDefinition.Kind.COUNT;
    }

    public Rational points(Part part) {
        return Rational.of(part.part(), part.whole()).times(indicator.max());
    }

    /** A count that gives the printed points, with {@code at} decimal places, rounded half up or cut off. */
    public Optional<Part> reaching(long whole, int at) {
        Rational share = printed.value().over(indicator.max()).times(Rational.of(whole));
        long near = share.floor().longValueExact();
        for (long k : new long[] {near, near + 1, near - 1}) {
            if (k < 0 || k > whole) {
                continue;
            }
            Part part = new Part(k, whole);
            Rational points = points(part);
            if (points.round(at, RoundingMode.HALF_UP).equals(printed.value())
                    || points.round(at, RoundingMode.DOWN).equals(printed.value())) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** The counts that give the printed points rounded half up to so few places; none where no rounding does. */
    public List<Part> rounding(long whole, int at) {
        List<Part> all = new ArrayList<>();
        for (long k = 0; k <= whole; k++) {
            Part part = new Part(k, whole);
            if (points(part).round(at, RoundingMode.HALF_UP).equals(printed.value())) {
                all.add(part);
            }
        }
        return all;
    }

    /** The smallest whole that can give the printed points. */
    public Optional<Part> smallest() {
        for (long n = 1; n <= LARGEST_GUESS; n++) {
            Optional<Part> part = reaching(n, places);
            if (part.isPresent()) {
                return part;
            }
        }
        return Optional.empty();
    }

    /** The possible points next below and next above. */
    public List<Part> neighbours(long whole) {
        long below = printed.value()
                .over(indicator.max())
                .times(Rational.of(whole))
                .floor()
                .longValueExact();
        return below >= whole
                ? List.of(new Part(whole, whole))
                : List.of(new Part(below, whole), new Part(below + 1, whole));
    }

    public String text(Rational points) {
        return points.toDecimal(places, RoundingMode.HALF_UP).toPlainString();
    }
}
