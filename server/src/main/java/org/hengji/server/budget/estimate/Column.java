package org.hengji.server.budget.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hengji.scoring.framework.Text;

/** The columns of the sheet of lines, in the order in which they are typed and pasted. */
public enum Column {
    TYPE("支出类型", "Type", Kind.CHOICE, ""),
    PROJECT("项目编码", "Project code", Kind.TEXT, ""),
    NAME("明细名称", "Item", Kind.TEXT, ""),
    SOURCE("资金来源", "Source", Kind.CHOICE, ""),
    FUNCTION("功能分类", "Function", Kind.TEXT, ""),
    ECONOMIC("部门经济分类", "Economic", Kind.TEXT, ""),
    QUANTITY("数量", "Quantity", Kind.NUMBER, ""),
    MEASURE("计量单位", "Measure", Kind.TEXT, ""),
    PRICE("单价", "Unit price", Kind.NUMBER, "元"),
    MONTHS("月数", "Months", Kind.NUMBER, ""),
    STANDARD("测算标准", "Standard", Kind.TEXT, ""),
    BASIS("测算依据", "Basis", Kind.TEXT, ""),
    DIVISION("责任处室", "Division", Kind.TEXT, ""),
    CONTROLLED("严控经费", "Controlled", Kind.CHOICE, ""),
    PRIOR_BUDGET("上年预算", "Prior budget", Kind.NUMBER, "万元"),
    PRIOR_ADJUSTED("上年调整后", "Prior adjusted", Kind.NUMBER, "万元"),
    PRIOR_SPENT("上年支出", "Prior spent", Kind.NUMBER, "万元");

    enum Kind {
        TEXT,
        NUMBER,
        CHOICE
    }

    private final Text name;
    private final Kind kind;
    private final String unit;

    Column(String zh, String en, Kind kind, String unit) {
        this.name = Text.of(zh, en);
        this.kind = kind;
        this.unit = unit;
    }

    public Text text() {
        return name;
    }

    /** As in addresses of cells: {@code prior-spent}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String unit() {
        return unit;
    }

    public boolean number() {
        return kind == Kind.NUMBER;
    }

    /** What can be chosen; empty for the others. */
    public List<? extends Choice> choices() {
        return switch (this) {
            case TYPE -> List.of(ExpenseType.values());
            case SOURCE -> List.of(Source.values());
            case CONTROLLED -> List.of(Controlled.values());
            default -> List.of();
        };
    }

    /** All keys, as a block from Excel is laid over them. */
    public static String order() {
        return Arrays.stream(values()).map(Column::key).collect(Collectors.joining(" "));
    }

    public static Optional<Column> of(String key) {
        return Arrays.stream(values()).filter(c -> c.key().equals(key)).findFirst();
    }
}
