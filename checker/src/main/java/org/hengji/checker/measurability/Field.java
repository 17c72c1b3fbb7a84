package org.hengji.checker.measurability;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.hengji.scoring.framework.Text;

/** Columns of a target sheet, and the parts of the sheet that are no column. */
public enum Field {
    FIRST("一级指标", "First level"),
    SECOND("二级指标", "Second level"),
    NAME("三级指标", "Indicator"),
    COMPARATOR("比较符", "Comparator"),
    VALUE("指标值", "Target"),
    UNIT("计量单位", "Unit"),
    WEIGHT("权重", "Weight"),
    BASIS_KIND("依据类型", "Kind of basis"),
    BASIS("取值依据", "Basis"),
    STANDARD("评分标准", "Scoring standard"),
    SOURCE("数据来源", "Source of data"),
    EVIDENCE("佐证材料", "Evidence"),
    SURVEY("调查方案", "Survey plan"),
    DUE("完成时限", "Due"),
    BUDGET("对应预算", "Budget line"),
    POPULATION("对象总数", "How many there are"),
    LAST_TARGET("上年目标值", "Last year's target"),
    LAST_ACTUAL("上年实际值", "Last year's actual"),
    NOTE("取值说明", "Note on the value"),
    /** Which of the body's functions the indicator serves. */
    FUNCTION("对应职能", "Function served"),
    /** The goal of the whole period, in words. */
    LONG_TERM("总体目标", "Overall goal"),
    /** The goal of the year, in words. */
    GOAL("年度目标", "Goal of the year"),
    /** The sheet as a whole. */
    SHEET("全表", "The sheet");

    private final Text label;

    Field(String zh, String en) {
        label = Text.of(zh, en);
    }

    public Text label() {
        return label;
    }

    /** As in files and addresses: {@code last-actual}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean isColumn() {
        return ordinal() < LONG_TERM.ordinal();
    }

    public static Optional<Field> named(String key) {
        return Arrays.stream(values()).filter(f -> f.key().equals(key)).findFirst();
    }
}
