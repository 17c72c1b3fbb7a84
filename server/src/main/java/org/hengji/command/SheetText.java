package org.hengji.command;

import org.hengji.scoring.ScoreSheet;

/** A sheet and an explanation as plain text. */
final class SheetText {
    private SheetText() {}

    static String of(String file, ScoreSheet sheet) {
        StringBuilder text = new StringBuilder();
        text.append(file)
                .append("  ")
                .append(sheet.framework())
                .append('@')
                .append(sheet.version())
                .append('\n');
        for (ScoreSheet.Node node : sheet.nodes()) {
            text.append("  ".repeat(node.level()))
                    .append(node.name().zh())
                    .append("  ")
                    .append(points(sheet, node))
                    .append(" / ")
                    .append(sheet.print(node.max()));
            node.selfScore()
                    .filter(s -> !node.range().isOne() || !s.equals(node.range().low()))
                    .ifPresent(s -> text.append("  公布 ").append(sheet.print(s)));
            if (node.leaf() && node.status() != ScoreSheet.Status.SCORED) {
                text.append("  ").append(node.status().key);
            }
            text.append("  (").append(node.id()).append(")\n");
        }
        text.append("总分 total  ").append(range(sheet, sheet.range()));
        text.append("  ")
                .append(sheet.grade()
                        .map(g -> g.zh())
                        .orElse(sheet.gradeRange().get(0).zh() + "～"
                                + sheet.gradeRange().get(1).zh()));
        text.append('\n');
        for (ScoreSheet.Unknown unknown : sheet.unknown()) {
            text.append("  待补 missing: ")
                    .append(unknown.name().zh())
                    .append("（")
                    .append(unknown.key())
                    .append("）影响 ")
                    .append(sheet.print(unknown.pointsAtStake()))
                    .append(" 分\n");
        }
        return text.append("  ").append(sheet.digest()).append('\n').toString();
    }

    private static String points(ScoreSheet sheet, ScoreSheet.Node node) {
        return node.grade().orElseGet(() -> range(sheet, node.range()));
    }

    private static String range(ScoreSheet sheet, ScoreSheet.Range range) {
        return range.isOne()
                ? sheet.print(range.low())
                : (range.lowOpen() ? "(" : "[") + sheet.print(range.low()) + ", " + sheet.print(range.high())
                        + (range.highOpen() ? ")" : "]")
                        + (range.exact() ? "" : "（范围可能偏宽 may be wider than attained）");
    }

    static String explanation(ScoreSheet sheet, ScoreSheet.Node node) {
        ScoreSheet.Explanation e = node.explanation();
        StringBuilder text = new StringBuilder();
        text.append(node.name().zh())
                .append("  ")
                .append(points(sheet, node))
                .append(" / ")
                .append(sheet.print(node.max()))
                .append("  ")
                .append(node.status().key)
                .append('\n');
        if (e.criterion() != null) {
            text.append("  标准 ").append(e.criterion().zh()).append('\n');
        }
        if (e.clause() != null) {
            text.append("  依据 ").append(Json.clause(e.clause())).append('\n');
        }
        for (ScoreSheet.Input input : e.inputs()) {
            text.append("  数据 ")
                    .append(input.name().zh())
                    .append(" = ")
                    .append(input.value().orElse("?"))
                    .append(input.unit())
                    .append("  ")
                    .append(input.state());
            text.append(input.sources().isEmpty() ? "" : "  " + String.join("；", input.sources()))
                    .append('\n');
        }
        for (ScoreSheet.Step step : e.steps()) {
            text.append("  步骤 ").append(step.text().zh());
            text.append(step.expression().isEmpty() ? "" : "：" + step.expression());
            step.value().ifPresent(v -> text.append(" = ").append(v));
            text.append('\n');
        }
        e.rounding()
                .ifPresent(r -> text.append("  舍入 ")
                        .append(r.from())
                        .append(" → ")
                        .append(r.to())
                        .append("（")
                        .append(r.mode())
                        .append("，")
                        .append(r.places())
                        .append(" 位）\n"));
        e.loss().ifPresent(l -> text.append("  失分 ").append(sheet.print(l)).append('\n'));
        for (ScoreSheet.Counterfactual c : e.counterfactual()) {
            text.append("  怎样提高 ").append(c.fact());
            text.append(
                    switch (c.bound()) {
                        case "atLeast" -> " ≥ " + c.value().orElse("");
                        case "atMost" -> " ≤ " + c.value().orElse("");
                        case "equals" -> " = " + c.value().orElse("");
                        default -> "：仅靠这一项做不到";
                    });
            text.append(c.bound().equals("none") ? "" : "：+" + sheet.print(c.earns()))
                    .append('\n');
        }
        return text.toString();
    }
}
