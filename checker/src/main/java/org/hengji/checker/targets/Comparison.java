package org.hengji.checker.targets;

import java.math.RoundingMode;
import java.util.Optional;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Figure.Bound;
import org.hengji.scoring.number.Rational;

/** How an actual value stands to its target. */
public final class Comparison {
    private Comparison() {}

    /** Both measure the same; a number without unit takes the other's. */
    public static boolean comparable(Figure a, Figure b) {
        return a.isPercent() == b.isPercent()
                && (a.unit().dimension().equals(b.unit().dimension())
                        || a.unit().symbol().isEmpty()
                        || b.unit().symbol().isEmpty());
    }

    /**
     * Whether the target is met; empty when the actual value is only a bound that does not show it.
     *
     * @param ceiling a target without direction is the most that is allowed
     */
    public static Optional<Boolean> met(Figure aim, Figure actual, boolean ceiling) {
        boolean atMost = aim.bound() == Bound.AT_MOST || aim.bound() == Bound.LESS || aim.isExact() && ceiling;
        boolean strict = aim.bound() == Bound.MORE || aim.bound() == Bound.LESS;
        int order = actual.base().compareTo(aim.base());
        boolean onSide = atMost ? order < 0 || order == 0 && !strict : order > 0 || order == 0 && !strict;
        return switch (actual.bound()) {
            case EXACT, ABOUT -> Optional.of(onSide);
            case MORE, AT_LEAST ->
                atMost
                        ? onSide ? Optional.empty() : Optional.of(false)
                        : onSide || order == 0 && actual.bound() == Bound.MORE ? Optional.of(true) : Optional.empty();
            case LESS, AT_MOST, NEARLY ->
                atMost
                        ? onSide || order == 0 && actual.bound() != Bound.AT_MOST ? Optional.of(true) : Optional.empty()
                        : onSide ? Optional.empty() : Optional.of(false);
        };
    }

    /** Whether a row of a target table was missed; empty when its values do not show it. */
    public static Optional<Boolean> missed(Target target, TargetWords words) {
        if (target.actual().isEmpty()) {
            return Optional.empty();
        }
        Value done = target.actual().get();
        if (target.target() instanceof Value.Amount aim && done instanceof Value.Amount a) {
            boolean ceiling =
                    target.kind().filter(k -> k == IndicatorClass.COST).isPresent() || words.isCeiling(target.name());
            return comparable(aim.figure(), a.figure())
                    ? met(aim.figure(), a.figure(), ceiling).map(met -> !met)
                    : Optional.empty();
        }
        if (target.target() instanceof Value.Composite aims && done instanceof Value.Composite parts) {
            return Optional.of(aims.parts().stream()
                    .anyMatch(aim -> parts.parts().stream()
                            .anyMatch(part -> part.name().equals(aim.name())
                                    && part.figure()
                                                    .base()
                                                    .compareTo(aim.figure().base())
                                            < 0)));
        }
        return Optional.empty();
    }

    public static String percent(Rational part, Rational whole) {
        return whole.signum() == 0
                ? "-"
                : part.times(Rational.HUNDRED)
                                .over(whole)
                                .toDecimal(2, RoundingMode.HALF_UP)
                                .toPlainString()
                        + "%";
    }

    /** An amount in the unit in which another figure is printed. */
    public static String printed(Rational base, Figure like) {
        return base.over(like.unit().factor())
                        .toDecimal(like.places(), RoundingMode.HALF_UP)
                        .toPlainString()
                + like.unit().symbol();
    }
}
