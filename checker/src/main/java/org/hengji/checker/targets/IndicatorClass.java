package org.hengji.checker.targets;

/** Classes of the official target forms; the narrow ones come before the wide ones. */
public enum IndicatorClass {
    QUANTITY("数量", "quantity"),
    QUALITY("质量", "quality"),
    TIMELINESS("时效", "timeliness"),
    COST("成本", "cost"),
    ECONOMIC("经济效益", "economic benefit"),
    SOCIAL("社会效益", "social benefit"),
    ECOLOGICAL("生态效益", "ecological benefit"),
    LASTING("可持续影响", "lasting effect"),
    SATISFACTION("满意度", "satisfaction"),
    OUTPUT("产出", "output"),
    EFFECT("效益", "effect");

    private final String zh;
    private final String en;

    IndicatorClass(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }
}
