package org.hengji.checker.measurability;

import java.util.Locale;
import org.hengji.scoring.framework.Text;

/** First-level classes of indicators. */
public enum Heading {
    COST("成本指标", "cost"),
    OUTPUT("产出指标", "output"),
    EFFECT("效益指标", "effect"),
    SATISFACTION("满意度指标", "satisfaction");

    private final Text label;

    Heading(String zh, String en) {
        label = Text.of(zh, en);
    }

    public Text label() {
        return label;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
