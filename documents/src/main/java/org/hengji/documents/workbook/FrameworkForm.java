package org.hengji.documents.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.documents.workbook.Form.Column;
import org.hengji.documents.workbook.Form.Table;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.FactDefinition.Option;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.subject.Case;

/** The form in which the facts and judgements of a framework are filled in; it follows from the framework. */
final class FrameworkForm {
    static final String FACTS = "facts";
    static final String JUDGEMENTS = "judgements";
    static final int KEY = 0;
    static final int VALUE = 2;
    static final int UNIT = 3;
    static final int STATE = 4;
    static final int SOURCE = 5;
    static final int AWARD = 3;
    static final int REASON = 4;
    static final int BY = 5;
    static final int EVIDENCE = 6;
    private static final List<Option> STATES = List.of(
            new Option("known", Text.of("已知", "known")),
            new Option("bounded", Text.of("有范围", "range")),
            new Option("contested", Text.of("数据不一致", "contested")),
            new Option("unknown", Text.of("未知", "unknown")),
            new Option("not-applicable", Text.of("不适用", "not applicable")),
            new Option("not-evidenced", Text.of("无佐证", "not evidenced")));

    private FrameworkForm() {}

    static Form of(String kind, Framework framework) {
        List<Column> facts = List.of(
                column("key", "标识", "Key", Kind.TEXT, true, true, 26, "系统填写", "filled in"),
                column("name", "数据项", "Fact", Kind.TEXT, false, true, 30, "系统填写", "filled in"),
                column(
                        "value",
                        "数值",
                        "Value",
                        Kind.TEXT,
                        false,
                        false,
                        18,
                        "只填数，如 1,234.5；约数写 约12万、≥95，范围写 493~513；单位是 % 的，95% 填 95",
                        "the number alone; about: 约12万, ≥95; a range: 493~513; 95 for 95%"),
                column("unit", "单位", "Unit", Kind.TEXT, false, false, 10, "可改为能换算的单位", "any unit that converts"),
                new Column(
                        new FactDefinition(
                                "state",
                                Text.of("状态", "State"),
                                Kind.CHOICE,
                                Unit.NUMBER,
                                0,
                                FactDefinition.Domain.ANY,
                                STATES,
                                false,
                                Optional.empty()),
                        List.of(),
                        Map.of(),
                        false,
                        Text.of(
                                "有数值时可以不选；不知道就留空，不会按 0 计",
                                "may be left out; what nobody knows stays blank and never counts as 0"),
                        0,
                        100,
                        Optional.empty(),
                        false,
                        13),
                column("source", "来源", "Source", Kind.TEXT, false, false, 30, "数从哪里来：文件、页码、系统", "document and page"),
                column("hint", "填写范围", "Range", Kind.TEXT, false, true, 30, "系统填写", "filled in"));
        List<Column> judgements = List.of(
                column("id", "标识", "Id", Kind.TEXT, true, true, 26, "系统填写", "filled in"),
                column("name", "评判项", "Item", Kind.TEXT, false, true, 34, "系统填写", "filled in"),
                column("max", "满分", "Full", Kind.TEXT, false, true, 8, "系统填写", "filled in"),
                column(
                        "award",
                        "得分",
                        "Award",
                        Kind.TEXT,
                        false,
                        false,
                        12,
                        "分数，或比例如 80%，或各专家的分 8、9、8，或 N/A（不适用）；有下拉框的从中选",
                        "points, a share such as 80%, scores of a panel 8、9、8, or N/A"),
                column("reason", "理由", "Reason", Kind.TEXT, false, false, 44, "查了什么、见到什么、对照哪条标准", "what was examined"),
                column("by", "评判人", "By", Kind.TEXT, false, false, 16, "自评、评价组或单位名称", "body, panel or self"),
                column("evidence", "佐证", "Evidence", Kind.TEXT, false, false, 26, "材料名称、编号", "documents"));
        return new Form(
                kind,
                framework.version(),
                kind.equals("facts") ? Text.of("数据填报表", "Facts and judgements") : Text.of("评分表", "Score sheet"),
                framework.name(),
                List.of(
                        Text.of(
                                "在“数据项”表填数值和来源，在“评判”表填得分和理由；“评分表”随填随算。",
                                "Fill in values and sources, then points and reasons; the score sheet computes while you type."),
                        Text.of(
                                "评分表里的试算按表格软件的小数计算，只供参考；正式得分导入后由系统按分数精确计算。",
                                "The score sheet is a trial in binary numbers; after import the scores are computed exactly."),
                        Text.of(
                                "同一数据项有两个出处且数值不同的，状态选“数据不一致”，第二处填在数据项表末尾的空行，标识从下拉框选。",
                                "Where two sources differ, choose 数据不一致 and give the second on a row at the end.")),
                List.of(
                        new Table(FACTS, Text.of("数据项", "Facts"), facts, List.of("key"), false, List.of()),
                        new Table(JUDGEMENTS, Text.of("评判", "Judgements"), judgements, List.of("id"), true, List.of())),
                framework.digest());
    }

    static Template template(String kind, Framework framework) {
        return new Template(kind, framework.id(), framework.version(), framework.digest());
    }

    /** A body of which nothing is known yet. */
    static Case blank(Framework framework) {
        return new Case(
                "blank",
                framework.name(),
                Map.of(),
                Map.of(),
                Map.of(),
                new ArrayList<>(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    private static Column column(
            String key,
            String zh,
            String en,
            Kind kind,
            boolean required,
            boolean system,
            int width,
            String helpZh,
            String helpEn) {
        return new Column(
                new FactDefinition(
                        key,
                        Text.of(zh, en),
                        kind,
                        Unit.NUMBER,
                        0,
                        FactDefinition.Domain.ANY,
                        List.of(),
                        false,
                        Optional.empty()),
                List.of(),
                Map.of(),
                required,
                Text.of(helpZh, helpEn),
                0,
                2000,
                Optional.empty(),
                system,
                width);
    }
}
