package org.hengji.scoring.expression;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.number.Rational;

/**
 * A unit of measure of Chinese budget documents. Units of one {@link #dimension} convert exactly; different counting
 * units (件, 件次, 人次) never convert into each other.
 *
 * @param symbol as printed, e.g. 万元
 * @param dimension what is measured; empty for pure numbers
 * @param factor one of this unit in the dimension's base unit: 10000 for 万元 (base 元), 1/100 for %
 */
public record Unit(String symbol, String dimension, Rational factor) {
    public static final Unit NUMBER = new Unit("", "", Rational.ONE);
    private static final Map<String, Unit> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("", NUMBER);
        scaled("元", "money", "元", 1, "万元", 10_000, "亿元", 100_000_000);
        put("%", "", Rational.of(1, 100));
        put("‰", "", Rational.of(1, 1000));
        put("百分点", "", Rational.of(1, 100));
        put("倍", "", Rational.ONE);
        scaled("人", "person", "人", 1, "名", 1, "万人", 10_000, "万名", 10_000);
        scaled("人次", "visit", "人次", 1, "万人次", 10_000);
        scaled("户", "household", "户", 1, "万户", 10_000);
        scaled("家", "organisation", "家", 1, "万家", 10_000);
        scaled("对", "pair", "对", 1, "万对", 10_000);
        scaled("宗", "case", "宗", 1, "万宗", 10_000);
        scaled("辆次", "vehicle", "辆次", 1, "万辆次", 10_000);
        for (String counted : new String[] {
            "件", "件次", "期", "场", "次", "篇", "条", "册", "本", "份", "项", "个", "台", "张", "处", "座", "套", "辆", "批", "例", "所",
            "间", "班", "门", "只", "棵", "枚", "起", "点", "步"
        }) {
            put(counted, counted, Rational.ONE);
        }
        scaled("平方米", "area", "平方米", 1, "万平方米", 10_000, "亩", 0, "公顷", 10_000, "平方公里", 1_000_000);
        KNOWN.put("亩", new Unit("亩", "area", Rational.of(2000, 3)));
        scaled("米", "length", "米", 1, "公里", 1000, "千米", 1000);
        scaled("吨", "mass", "吨", 1, "万吨", 10_000);
        put("千克", "mass", Rational.of(1, 1000));
        scaled("立方米", "volume", "立方米", 1, "万立方米", 10_000);
        scaled("千瓦时", "energy", "千瓦时", 1, "万千瓦时", 10_000);
        scaled("日", "day", "日", 1, "天", 1, "周", 7);
        put("工作日", "working-day", Rational.ONE);
        scaled("月", "month", "月", 1, "个月", 1, "年", 12);
        scaled("分钟", "minute", "分钟", 1, "小时", 60);
        put("分", "point", Rational.ONE);
        scaled("元/人", "money-per-person", "元/人", 1, "万元/人", 10_000);
        put("元/人/月", "money-per-person-month", Rational.ONE);
        put("元/平方米", "money-per-area", Rational.ONE);
        put("元/件", "money-per-件", Rational.ONE);
        put("元/次", "money-per-次", Rational.ONE);
    }

    private static void put(String symbol, String dimension, Rational factor) {
        KNOWN.put(symbol, new Unit(symbol, dimension, factor));
    }

    private static void scaled(String base, String dimension, Object... symbolsAndFactors) {
        for (int i = 0; i < symbolsAndFactors.length; i += 2) {
            put((String) symbolsAndFactors[i], dimension, Rational.of((Integer) symbolsAndFactors[i + 1]));
        }
    }

    /** The unit printed as {@code symbol} (full-width ％ accepted), or empty when nobody has defined it. */
    public static Optional<Unit> named(String symbol) {
        return Optional.ofNullable(KNOWN.get(symbol.strip().replace('％', '%')));
    }

    public static Collection<Unit> all() {
        return KNOWN.values();
    }

    public boolean convertsTo(Unit other) {
        return dimension.equals(other.dimension);
    }

    /** {@code value} of this unit expressed in {@code other}. */
    public Rational to(Unit other, Rational value) {
        if (!convertsTo(other)) {
            throw new IllegalArgumentException(symbol + " does not convert to " + other.symbol);
        }
        return value.times(factor).over(other.factor);
    }

    /** True for money and other amounts that a bare number must not be compared with. */
    public boolean needsUnit() {
        return dimension.startsWith("money");
    }
}
