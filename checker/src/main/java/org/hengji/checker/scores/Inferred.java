package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;

/**
 * A fact that a report does not print itself but that can be read from what it prints. Whoever rests on it names the reading.
 *
 * @param value in the unit of the fact
 * @param from the figures that it is read from
 * @param reading how, in words that stand in brackets
 */
public record Inferred(Rational value, List<Figure> from, Text reading) {

    /** How a fact that is not printed may be read from others. */
    sealed interface Rule {
        String fact();
    }

    /**
     * What was planned less what was late: 29个计划完成，2个项目延期.
     *
     * @param late words behind the count of those that were late
     * @param noun what stands directly behind that count
     */
    record Less(String fact, String planned, List<String> late, String noun) implements Rule {}

    /**
     * What holds at the end of the year, told as that of the year: 全年支出执行率99%.
     *
     * @param names ends of the label
     * @param whole words of which the sentence must have one
     * @param not words that the sentence may not have
     */
    record OfYear(String fact, List<String> names, List<String> whole, List<String> not) implements Rule {}

    /** @param printed the facts that figures or words tell, which need no reading */
    static Map<String, Inferred> of(
            Report report,
            Framework framework,
            List<Rule> rules,
            Map<String, List<Figure>> figures,
            List<String> told) {
        Map<String, Inferred> inferred = new LinkedHashMap<>();
        for (Rule rule : rules) {
            FactDefinition definition = framework.facts().get(rule.fact());
            if (definition != null && !figures.containsKey(rule.fact()) && !told.contains(rule.fact())) {
                Optional<Inferred> read = rule instanceof Less less
                        ? less(report, definition, less, figures.getOrDefault(less.planned(), List.of()))
                        : ofYear(report, definition, (OfYear) rule);
                read.ifPresent(i -> inferred.put(rule.fact(), i));
            }
        }
        return inferred;
    }

    private static Optional<Inferred> less(Report report, FactDefinition definition, Less rule, List<Figure> planned) {
        List<Figure> late = report.figures().stream()
                .filter(f -> !Report.isCriterion(f.passage()) && isLate(report, rule, f))
                .toList();
        if (!agree(planned)
                || !agree(late)
                || late.get(0).base().compareTo(planned.get(0).base()) > 0) {
            return Optional.empty();
        }
        Figure of = planned.get(0);
        Figure less = late.get(0);
        Rational value = of.base().minus(less.base());
        String name = definition.name().zh();
        return Optional.of(new Inferred(
                value,
                List.of(of, less),
                new Text(
                        name + "由计划的" + of.printed() + "减去延期的" + less.printed() + "，读作" + value.toText()
                                + of.unit().symbol(),
                        definition.name().en() + ": " + of.value().toText() + " planned less "
                                + less.value().toText() + " late, read as " + value.toText())));
    }

    private static boolean isLate(Report report, Less rule, Figure figure) {
        String text = figure.passage().text();
        int end = report.figures(figure.passage()).stream()
                .mapToInt(Figure::from)
                .filter(from -> from > figure.from())
                .findFirst()
                .orElse(text.length());
        int stop = IntStream.range(figure.to(), end)
                .filter(i -> "。；".indexOf(text.charAt(i)) >= 0)
                .findFirst()
                .orElse(end);
        String behind = text.substring(figure.to(), stop);
        return !figure.isMoney()
                && !figure.isPercent()
                && behind.startsWith(rule.noun())
                && rule.late().stream().anyMatch(behind::contains);
    }

    private static Optional<Inferred> ofYear(Report report, FactDefinition definition, OfYear rule) {
        List<Figure> rates = report.figures().stream()
                .filter(f -> f.isPercent()
                        && !Report.isCriterion(f.passage())
                        && rule.names().stream().anyMatch(f.label()::endsWith)
                        && rule.whole().stream().anyMatch(PrintedFacts.sentence(f)::contains)
                        && rule.not().stream().noneMatch(PrintedFacts.sentence(f)::contains)
                        && PrintedFacts.isActual(f, report.words()))
                .toList();
        if (!agree(rates) || !(PrintedFacts.value(rates.get(0), definition) instanceof Fact.Value.Known known)) {
            return Optional.empty();
        }
        String printed = rates.get(0).printed();
        return Optional.of(new Inferred(
                known.number(),
                List.of(rates.get(0)),
                new Text(
                        definition.name().zh() + "取全年的" + printed,
                        definition.name().en() + ": the year's " + printed + " is taken")));
    }

    /** All exact and of one value. */
    private static boolean agree(List<Figure> figures) {
        return !figures.isEmpty()
                && figures.stream().allMatch(Figure::isExact)
                && figures.stream().map(Figure::base).distinct().count() == 1;
    }

    /** 甲；乙, in brackets; empty where nothing was read. */
    public static Text bracketed(List<Inferred> all) {
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        all.forEach(i -> {
            zh.add(i.reading().zh());
            en.add(i.reading().en());
        });
        return all.isEmpty()
                ? new Text("", "")
                : new Text("（" + String.join("；", zh) + "）", " (" + String.join("; ", en) + ")");
    }
}
