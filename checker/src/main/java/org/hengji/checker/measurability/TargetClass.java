package org.hengji.checker.measurability;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.hengji.scoring.framework.Text;

/** Second-level classes, with the keys that the workbook form of targets gives them. */
public enum TargetClass {
    QUANTITY(Heading.OUTPUT, "数量指标", "quantity"),
    QUALITY(Heading.OUTPUT, "质量指标", "quality"),
    TIMELINESS(Heading.OUTPUT, "时效指标", "timeliness"),
    COST_OF_OUTPUT(Heading.OUTPUT, "成本指标", "cost of output"),
    ECONOMIC_COST(Heading.COST, "经济成本指标", "economic cost"),
    SOCIAL_COST(Heading.COST, "社会成本指标", "social cost"),
    ECOLOGICAL_COST(Heading.COST, "生态环境成本指标", "ecological cost"),
    ECONOMIC(Heading.EFFECT, "经济效益指标", "economic effect"),
    SOCIAL(Heading.EFFECT, "社会效益指标", "social effect"),
    ECOLOGICAL(Heading.EFFECT, "生态效益指标", "ecological effect"),
    SUSTAINED(Heading.EFFECT, "可持续影响指标", "lasting effect"),
    SERVED(Heading.SATISFACTION, "服务对象满意度指标", "satisfaction of those served"),
    OTHERS(Heading.SATISFACTION, "其他满意度指标", "other satisfaction");

    private final Heading heading;
    private final Text label;

    TargetClass(Heading heading, String zh, String en) {
        this.heading = heading;
        this.label = Text.of(zh, en);
    }

    public Heading heading() {
        return heading;
    }

    public Text label() {
        return label;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean isCost() {
        return heading == Heading.COST || this == COST_OF_OUTPUT;
    }

    public static Optional<TargetClass> named(String key) {
        return Arrays.stream(values()).filter(c -> c.key().equals(key)).findFirst();
    }
}
