package org.hengji.server.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.ScoreSheet.Input;
import org.hengji.scoring.ScoreSheet.Node;
import org.hengji.scoring.ScoreSheet.Step;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.number.Rational;
import org.hengji.server.frame.Frame;

/**
 * The one line beside an indicator: what its points rest on, and the points in the official wording.
 *
 * @param written the words of a person or a report, to be shown as written; else empty
 * @param computed what the rule made of the data, in the language of the page; else empty
 * @param points 得 x 分（满分 y）
 */
public record Reason(String written, String computed, String points) {

    private static final Pattern LONG_NUMBER = Pattern.compile("(?<![\\d.])\\d{4,}(\\.\\d+)?");
    private static final int MOST_NAMED = 2;

    /** @param items the scoring items of the indicator, empty where it has none */
    public static Reason of(Frame frame, Framework framework, ScoreSheet sheet, Node node, List<Node> items) {
        String max = Figures.plain(node.max());
        String points = node.alternatives().isEmpty() || node.range().isOne()
                ? frame.text("evaluation.earns", Figures.range(sheet, node.range()), max)
                : frame.text("evaluation.earns", either(frame, sheet, node), max);
        var decision = node.explanation().decision();
        if (decision.isPresent()) {
            return new Reason(decision.get().reason(), "", points);
        }
        return new Reason("", items.isEmpty() ? ofRule(frame, framework, node) : ofItems(frame, sheet, items), points);
    }

    private static String either(Frame frame, ScoreSheet sheet, Node node) {
        List<String> points = node.alternatives().stream().map(sheet::print).toList();
        int last = points.size() - 1;
        return last < 1
                ? String.join("", points)
                : String.join(frame.text("evaluation.comma"), points.subList(0, last))
                        + frame.text("evaluation.or")
                        + points.get(last);
    }

    private static String ofItems(Frame frame, ScoreSheet sheet, List<Node> items) {
        StringBuilder text = new StringBuilder(frame.text("evaluation.of-items", items.size()));
        List<Node> lost = items.stream().filter(SheetRows::loses).toList();
        for (Node item : lost.stream().limit(MOST_NAMED).toList()) {
            text.append(frame.text(
                    "evaluation.item-loses",
                    item.name().in(frame.language().code()),
                    sheet.print(item.max().minus(item.range().high()))));
        }
        if (lost.size() > MOST_NAMED) {
            text.append(frame.text("evaluation.more-items", lost.size() - MOST_NAMED));
        }
        return text.toString();
    }

    private static String ofRule(Frame frame, Framework framework, Node node) {
        String language = frame.language().code();
        List<Step> steps = node.explanation().steps();
        if (steps.isEmpty()) {
            return node.explanation().inputs().stream()
                    .findFirst()
                    .map(input ->
                            frame.text("evaluation.is", input.name().in(language), answer(frame, framework, input)))
                    .orElse("");
        }
        Step metric = steps.get(0);
        if (metric.value().isEmpty()) {
            return doubt(node)
                    .map(state -> frame.text(
                            "evaluation.is", metric.text().in(language), frame.text("evaluation.state." + state)))
                    .orElse(metric.text().in(language));
        } else if (metric.expression().contains("÷")) {
            return grouped(metric.expression()) + " = " + percent(metric.value().get());
        }
        return frame.text(
                "evaluation.is",
                metric.text().in(language),
                grouped(metric.value().get()));
    }

    /** Why the metric is no single number. */
    private static Optional<String> doubt(Node node) {
        List<String> states =
                node.explanation().inputs().stream().map(Input::state).toList();
        return Stream.of("unknown", "contested", "not-evidenced", "bounded", "not-applicable")
                .filter(states::contains)
                .findFirst();
    }

    /** The value of an input in words and with separators; the word for its state where nobody has said. */
    public static String value(Frame frame, Framework framework, Input input) {
        return grouped(answer(frame, framework, input));
    }

    private static String answer(Frame frame, Framework framework, Input input) {
        String value = input.value().orElse(frame.text("evaluation.state." + input.state()));
        FactDefinition fact = framework.facts().get(input.fact());
        if (value.equals("true") || value.equals("false")) {
            return frame.text(value.equals("true") ? "evaluation.yes" : "evaluation.no");
        } else if (fact == null) {
            return value;
        }
        return fact.options().stream()
                .filter(o -> o.key().equals(value))
                .map(o -> o.name().in(frame.language().code()))
                .findFirst()
                .orElse(value);
    }

    private static String percent(String ratio) {
        if (!ratio.matches("-?\\d+(\\.\\d+)?")) {
            return ratio;
        }
        Rational percent = Rational.parse(ratio).times(Rational.HUNDRED);
        return Figures.plain(percent.round(2, java.math.RoundingMode.HALF_UP)) + "%";
    }

    private static String grouped(String expression) {
        return LONG_NUMBER.matcher(expression).replaceAll(Reason::grouped);
    }

    private static String grouped(MatchResult number) {
        return RecordedCells.grouped(Rational.parse(number.group()), 0);
    }
}
