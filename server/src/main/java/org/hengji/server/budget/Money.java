package org.hengji.server.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import org.hengji.scoring.number.Rational;

/** Amounts for the eye. They are kept in 元 and shown in 万元. */
public final class Money {
    private static final int WAN = 4;

    private Money() {}

    /** In 万元 with two decimals: {@code 1,234.50}. */
    public static String wan(BigDecimal yuan) {
        return format("#,##0.00", yuan.movePointLeft(WAN).setScale(2, RoundingMode.HALF_UP));
    }

    /** In 万元 with all its digits: for cells that are typed again and for messages that compare. */
    public static String exactWan(BigDecimal yuan) {
        return format("#,##0.00########", yuan.movePointLeft(WAN));
    }

    /** In 元 with all its digits: {@code 12,345,000.00}. */
    public static String yuan(BigDecimal yuan) {
        return format("#,##0.00####", yuan);
    }

    /** A share as a percentage with two decimals; a dash where there is nothing to divide by. */
    public static String percent(Optional<Rational> share) {
        return share.map(s -> format("#,##0.00", s.times(Rational.HUNDRED).toDecimal(2, RoundingMode.HALF_UP)) + "%")
                .orElse("—");
    }

    public static BigDecimal ofWan(BigDecimal wan) {
        return wan.movePointRight(WAN);
    }

    private static String format(String pattern, BigDecimal number) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }
}
