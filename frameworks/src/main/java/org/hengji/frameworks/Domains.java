package org.hengji.frameworks;

import java.util.Optional;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact.Value;

/** Holds values against what is possible at all. */
final class Domains {
    private Domains() {}

    /** Whether the number is possible; a fault is recorded when it is not. */
    static boolean check(Field at, FactDefinition fact, Rational value) {
        if (fact.kind() == Kind.COUNT && !value.isWhole()) {
            at.fault(
                    "value.not-whole",
                    "“" + fact.name().zh() + "”是个数，" + value + " 不是整数",
                    "The fact " + fact.key() + " is a count, " + value + " is not a whole number",
                    "核对原文和单位",
                    "Compare number and unit with the source");
            return false;
        }
        Optional<Bound> min = fact.domain().min();
        Optional<Bound> max = fact.domain().max();
        boolean below = min.filter(b -> isBelow(value, b)).isPresent();
        boolean above = max.filter(b -> isAbove(value, b)).isPresent();
        if (below && value.signum() < 0 && min.get().value().signum() >= 0) {
            at.fault(
                    "value.negative",
                    "“" + fact.name().zh() + "”不会是负数，这里是 " + shown(fact, value),
                    "The fact " + fact.key() + " cannot be negative, here it is " + shown(fact, value),
                    "核对原文；冲减请写在它自己的数据项里",
                    "Compare with the source; a reversal belongs to a fact of its own");
        } else if (above
                && fact.unit().symbol().equals("%")
                && max.get().value().equals(Rational.HUNDRED)) {
            at.fault(
                    "value.above-hundred",
                    "“" + fact.name().zh() + "”不会超过 100%，这里是 " + shown(fact, value),
                    "The fact " + fact.key() + " cannot exceed 100%, here it is " + shown(fact, value),
                    "核对分子和分母，改为实际的比例",
                    "Compare numerator and denominator with the source");
        } else if (below || above) {
            at.fault(
                    "value.outside-domain",
                    "“" + fact.name().zh() + "”只能" + described(fact, true) + "，这里是 " + shown(fact, value),
                    "The fact " + fact.key() + " lies " + described(fact, false) + ", here it is " + shown(fact, value),
                    "核对原文和单位",
                    "Compare number and unit with the source");
        }
        return !below && !above;
    }

    /** Whether some possible value fits the bounds. */
    static boolean meets(Field at, FactDefinition fact, Value.Bounded value) {
        boolean apart = value.high()
                        .flatMap(h -> fact.domain().min().map(m -> isBelow(h.value(), m) || touches(h, m)))
                        .orElse(false)
                || value.low()
                        .flatMap(l -> fact.domain().max().map(m -> isAbove(l.value(), m) || touches(l, m)))
                        .orElse(false);
        if (apart) {
            at.fault(
                    "value.outside-domain",
                    "“" + fact.name().zh() + "”只能" + described(fact, true) + "，这里写的范围与此没有交集",
                    "The fact " + fact.key() + " lies " + described(fact, false)
                            + "; the range given here does not meet that",
                    "核对原文和单位",
                    "Compare number and unit with the source");
        }
        return !apart;
    }

    private static boolean touches(Bound end, Bound limit) {
        return end.value().equals(limit.value()) && (end.open() || limit.open());
    }

    private static boolean isBelow(Rational value, Bound min) {
        int c = value.compareTo(min.value());
        return c < 0 || c == 0 && min.open();
    }

    private static boolean isAbove(Rational value, Bound max) {
        int c = value.compareTo(max.value());
        return c > 0 || c == 0 && max.open();
    }

    private static String shown(FactDefinition fact, Rational value) {
        return fact.kind() == Kind.DATE
                ? java.time.LocalDate.ofEpochDay(value.floor().longValue()).toString()
                : value + fact.unit().symbol();
    }

    private static String described(FactDefinition fact, boolean zh) {
        String low = fact.domain()
                .min()
                .map(b -> (zh ? b.open() ? "大于 " : "不小于 " : b.open() ? "above " : "at or above ")
                        + shown(fact, b.value()))
                .orElse("");
        String high = fact.domain()
                .max()
                .map(b -> (zh ? b.open() ? "小于 " : "不大于 " : b.open() ? "below " : "at or below ")
                        + shown(fact, b.value()))
                .orElse("");
        return low.isEmpty() || high.isEmpty() ? low + high : low + (zh ? "、" : " and ") + high;
    }
}
