package org.hengji.checker.rendering;

import java.util.Map;
import org.hengji.checker.Finding.Effect;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Location;
import org.hengji.checker.Scores;
import org.hengji.checker.Verdict;

/** A verdict on a terminal: the sum first, then every finding with its place and its arithmetic. */
public final class VerdictText {
    private static final Map<Severity, String> SEVERITIES = Map.of(
            Severity.SCORE_CHANGING, "影响得分",
            Severity.FACTUAL, "事实错误",
            Severity.COSMETIC, "表述问题",
            Severity.QUESTION, "待核实");

    private static final int LONGEST_QUOTE = 60;

    private VerdictText() {}

    public static String of(Verdict verdict) {
        StringBuilder text = new StringBuilder(verdict.file()).append('\n');
        if (verdict.isRead()) {
            scores(verdict.scores(), text);
            Verdict.FigureCount figures = verdict.figures();
            text.append("  数字 figures  读出 ")
                    .append(figures.read())
                    .append("，可复算 ")
                    .append(figures.recomputable())
                    .append("，相符 ")
                    .append(figures.agreeing())
                    .append('\n');
            text.append("  问题 findings  ");
            for (Severity severity : Severity.values()) {
                text.append(SEVERITIES.get(severity))
                        .append(' ')
                        .append(verdict.open(severity))
                        .append("，");
            }
            text.append("已豁免 ")
                    .append(verdict.findings().size() - verdict.open().size())
                    .append('\n');
        }
        verdict.findings().forEach(f -> finding(f, text));
        return text.toString();
    }

    private static void scores(Scores scores, StringBuilder text) {
        scores.framework()
                .ifPresent(f -> text.append("  指标体系 framework  ").append(f).append('\n'));
        scores.published().ifPresent(p -> {
            text.append("  公布 published  ").append(p.total().orElse("-"));
            p.grade().ifPresent(g -> text.append(' ').append(g));
            text.append('\n');
        });
        scores.recomputed()
                .ifPresent(r -> text.append("  复算 recomputed  ")
                        .append(r.total().orElse("[" + r.low() + ", " + r.high() + "]"))
                        .append('\n'));
        scores.pointsWithEvidence()
                .ifPresent(p ->
                        text.append("  有依据的分值 points with evidence  ").append(p).append('\n'));
    }

    private static void finding(Verdict.Judged judged, StringBuilder text) {
        text.append('\n')
                .append("  ")
                .append(judged.id())
                .append("  ")
                .append(SEVERITIES.get(judged.severity()))
                .append(" · ")
                .append(judged.finding().confidence().key())
                .append(
                        judged.isOverridden()
                                ? "（原为" + SEVERITIES.get(judged.finding().severity()) + "）"
                                : "")
                .append(judged.waiver()
                        .map(w -> "  已豁免：" + w.reason() + "（" + w.by() + "）")
                        .orElse(""))
                .append('\n');
        if (!judged.locations().isEmpty()) {
            Location at = judged.locations().get(0);
            text.append("    第 ").append(at.line()).append(" 行");
            at.page().ifPresent(p -> text.append("，第 ").append(p).append(" 页"));
            at.table().ifPresent(t -> text.append("，表 ").append(t));
            at.cell().ifPresent(c -> text.append(' ').append(c));
            text.append("：").append(quote(at.quote())).append('\n');
        }
        text.append("    ").append(judged.finding().message().zh()).append('\n');
        judged.finding()
                .arithmetic()
                .ifPresent(a -> text.append("    ").append(a).append('\n'));
        Effect effect = judged.finding().effect();
        if (effect instanceof Effect.Corrected e) {
            text.append("    得分 ")
                    .append(e.indicator())
                    .append("：")
                    .append(e.from())
                    .append(" → ")
                    .append(e.to())
                    .append('\n');
        } else if (effect instanceof Effect.Bounded e) {
            range(text, e.indicator(), e.from(), e.low(), e.high());
        } else if (effect instanceof Effect.Unverifiable e) {
            range(text, e.indicator(), e.from(), e.low(), e.high());
        }
        text.append("    → ").append(judged.finding().settle().zh()).append('\n');
    }

    private static void range(StringBuilder text, String indicator, String from, String low, String high) {
        text.append("    得分 ").append(indicator).append("：").append(from).append("，可能 [");
        text.append(low).append(", ").append(high).append("]\n");
    }

    private static String quote(String words) {
        String line = words.replaceAll("\\s+", " ");
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST_QUOTE ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
    }
}
