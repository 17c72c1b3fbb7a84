package org.hengji.scoring.rollup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hengji.scoring.interval.Limit;
import org.hengji.scoring.interval.Span;
import org.hengji.scoring.number.Rational;

/** The values that a weighted mean can have when values and weights lie in intervals. */
final class WeightedMean {
    record Part(Span value, Span weight) {}

    private record End(Limit value, boolean open) {}

    private WeightedMean() {}

    /** Empty when the weights may all be zero, or one of them negative: there is no mean then. */
    static Optional<Span> of(List<Part> parts) {
        boolean negative = parts.stream().anyMatch(p -> p.weight().low().signum() < 0);
        boolean zero = parts.stream().allMatch(p -> p.weight().contains(Rational.ZERO));
        if (negative || zero) {
            return Optional.empty();
        }
        End high = highest(parts);
        End low = highest(parts.stream()
                .map(p -> new Part(p.value().times(Rational.ONE.negate()), p.weight()))
                .toList());
        return Optional.of(Span.of(low.value().negate(), low.open(), high.value(), high.open(), false));
    }

    /**
     * The mean is a quotient of linear forms in the weights, so it is largest where each weight is at an end: from the
     * largest value down, the first so many at their most, the rest at their least. A weight without an upper end pulls
     * the mean as near to its value as one likes.
     */
    private static End highest(List<Part> parts) {
        List<Part> falling = new ArrayList<>(parts);
        falling.sort(Comparator.comparing((Part p) -> p.value().high()).reversed());
        End best = null;
        for (int most = 0; most <= falling.size(); most++) {
            boolean endless = most > 0 && !falling.get(most - 1).weight().high().isFinite();
            End end = endless ? new End(falling.get(most - 1).value().high(), true) : mean(falling, most);
            if (end != null && (best == null || isBeyond(end, best))) {
                best = end;
            }
        }
        return best;
    }

    private static boolean isBeyond(End end, End best) {
        int c = end.value().compareTo(best.value());
        return c > 0 || c == 0 && best.open() && !end.open();
    }

    /** Null while all weights are zero. */
    private static End mean(List<Part> falling, int most) {
        Rational sum = Rational.ZERO;
        Rational weights = Rational.ZERO;
        boolean open = false;
        for (int i = 0; i < falling.size(); i++) {
            Span weight = falling.get(i).weight();
            Rational w = (i < most && weight.high().isFinite() ? weight.high() : weight.low()).value();
            if (w.signum() == 0) {
                continue;
            }
            Span value = falling.get(i).value();
            if (!value.high().isFinite()) {
                return new End(value.high(), true);
            }
            open |= value.highOpen();
            sum = sum.plus(w.times(value.high().value()));
            weights = weights.plus(w);
        }
        return weights.signum() == 0 ? null : new End(Limit.of(sum.over(weights)), open);
    }
}
