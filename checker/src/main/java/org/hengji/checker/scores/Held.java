package org.hengji.checker.scores;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.documents.Span;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.framework.Award;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.ScoringRule.Interval;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/**
 * The printed points of one indicator held against what the report's own facts give.
 *
 * @param printed points of the table
 * @param range what the rule gives with the printed facts; judged items count from nothing to full
 * @param leaf the rule item that decides
 * @param basis figures that went in
 * @param arithmetic the computation written out
 * @param reading how facts that are not printed were read from others, in brackets; empty where all are printed
 * @param readings the other readings of the wording that give the printed points
 * @param cut the printed points are those of the rule cut off where it rounds
 */
public record Held(
        ScoreNode node,
        Indicator indicator,
        Printed printed,
        ScoreSheet.Range range,
        Indicator leaf,
        Kind kind,
        Result result,
        List<Figure> basis,
        String arithmetic,
        Text reading,
        Optional<Map<String, String>> readings,
        boolean cut,
        boolean contested) {

    /** What sort of rule decides. */
    public enum Kind {
        FORMULA,
        TIERS,
        STEPS
    }

    public enum Result {
        AGREES,
        /** No value of the facts that are printed gives the printed points. */
        CONTRADICTED,
        /** Only another reading of the wording gives them. */
        BY_READING,
        /** The facts that would decide are not printed. */
        UNVERIFIABLE
    }

    private static final Rational FINEST_JUDGEMENT = Rational.of(1, 20);

    /**
     * What the indicator earns. Full points say that every judged item was given all of its own, so that only the computed
     * ones are lost.
     */
    public ScoreSheet.Range due() {
        List<Indicator> leaves = Rescoring.leaves(indicator);
        Rational judged =
                leaves.stream().filter(Rescoring::isJudged).map(Indicator::max).reduce(Rational.ZERO, Rational::plus);
        Rational low = range.low().plus(judged).min(range.high());
        return isFull() ? new ScoreSheet.Range(low, range.high(), false, false, range.exact()) : range;
    }

    /** Full marks for the whole, so that items left to judgement had theirs too. */
    public boolean isFull() {
        return isFull(indicator, printed, result)
                && Rescoring.leaves(indicator).stream().anyMatch(Rescoring::isJudged);
    }

    private static boolean isFull(Indicator indicator, Printed printed, Result result) {
        return printed.value().equals(indicator.max())
                && !indicator.isLeaf()
                && (result == Result.CONTRADICTED || result == Result.UNVERIFIABLE);
    }

    /** The points lie within the range, but what they leave for a person's judgement is too fine for one. */
    public boolean isOddRest() {
        return result == Result.CONTRADICTED
                && printed.value().compareTo(range.low()) >= 0
                && printed.value().compareTo(range.high()) <= 0
                && Rescoring.leaves(indicator).stream().anyMatch(Rescoring::isJudged);
    }

    /** Whether other points in place of agreeing ones would be found wrong: what is left to judgement may be any of its steps. */
    public boolean breaks(Figure other) {
        Rational rest = other.value().minus(range.low());
        return Rescoring.leaves(indicator).stream().noneMatch(Rescoring::isJudged)
                || rest.signum() < 0
                || other.value().compareTo(range.high()) > 0
                || !rest.over(FINEST_JUDGEMENT).isWhole();
    }

    /** The printed points first, then what they were computed from. */
    public List<Span> places() {
        List<Span> places = new ArrayList<>();
        places.add(printed.span());
        basis.forEach(f -> places.add(f.span()));
        return places;
    }

    /** Every lowest indicator with a rule over facts whose names are known and with printed points. */
    private static final Pattern LINE = Pattern.compile("(-?[\\d.]+) \\+ (-?[\\d.]+) × (-?[\\d.]+)");

    public static List<Held> of(Report report) {
        return report.derived(All.class, Held::all).held();
    }

    private record All(List<Held> held) {}

    private static All all(Report report) {
        List<Held> all = new ArrayList<>();
        Rescoring.of(report).ifPresent(r -> {
            for (ScoreNode node : r.tree().leaves()) {
                Optional<Indicator> indicator = r.tree().indicator(node);
                if (indicator.isPresent() && node.points().isPresent()) {
                    Optional<Held> whole = of(r, node, indicator.get());
                    whole.ifPresent(all::add);
                    if (whole.filter(h -> h.result() == Result.CONTRADICTED).isEmpty()) {
                        items(r, node, indicator.get(), all);
                    }
                }
            }
        });
        return new All(all);
    }

    /** Points of single items that the facts contradict although those of the indicator may be. */
    private static void items(Rescoring r, ScoreNode node, Indicator indicator, List<Held> all) {
        for (Map.Entry<Indicator, Printed> item : items(node, indicator).entrySet()) {
            Indicator leaf = item.getKey();
            Printed points = item.getValue();
            if (!Rescoring.isJudged(leaf) && points.value().compareTo(leaf.max()) <= 0) {
                ScoreNode own = new ScoreNode(
                        node.level() + 1,
                        leaf.name().zh(),
                        points.span(),
                        Optional.empty(),
                        Optional.of(points),
                        List.of(),
                        List.of(),
                        node.repaired());
                of(r, own, leaf).filter(h -> h.result() == Result.CONTRADICTED).ifPresent(all::add);
            }
        }
    }

    /** The printed points of each item, where the table prints as many as there are. */
    public static Map<Indicator, Printed> items(ScoreNode node, Indicator indicator) {
        List<Indicator> leaves = Rescoring.leaves(indicator);
        Map<Indicator, Printed> items = new LinkedHashMap<>();
        if (leaves.size() > 1 && leaves.size() == node.items().size()) {
            for (int i = 0; i < leaves.size(); i++) {
                items.put(leaves.get(i), node.items().get(i));
            }
        }
        return items;
    }

    private static Optional<Held> of(Rescoring r, ScoreNode node, Indicator indicator) {
        List<Indicator> ruled = Rescoring.leaves(indicator).stream()
                .filter(l -> !Rescoring.isJudged(l))
                .filter(l -> isTold(r, l))
                .toList();
        if (ruled.isEmpty()) {
            return Optional.empty();
        }
        Printed printed = node.points().orElseThrow();
        ScoreSheet.Range range = range(r, indicator);
        Indicator leaf = deciding(r, ruled);
        List<Figure> basis = new ArrayList<>();
        ruled.forEach(l -> r.figures(l.id()).forEach(f -> {
            if (!basis.contains(f)) {
                basis.add(f);
            }
        }));
        ruled.forEach(l -> {
            if (r.figures(l.id()).isEmpty()) {
                r.facts().rates().getOrDefault(l.id(), List.of()).stream()
                        .findFirst()
                        .ifPresent(basis::add);
            }
        });
        boolean possible = possible(r, indicator, printed.value(), range);
        Optional<Map<String, String>> readings =
                possible || basis.isEmpty() ? Optional.empty() : r.reproducing(indicator.id(), printed.value());
        Result result;
        if (!possible) {
            result = readings.isPresent() ? Result.BY_READING : Result.CONTRADICTED;
        } else if (isSettled(r, indicator, ruled)) {
            result = Result.AGREES;
        } else {
            result = Result.UNVERIFIABLE;
        }
        boolean contested = ruled.stream()
                .flatMap(l -> r.inputs(l.id()).stream())
                .anyMatch(i -> i.state().equals("contested"));
        return Optional.of(new Held(
                node,
                indicator,
                printed,
                range,
                leaf,
                kind(leaf.rule().orElseThrow()),
                result,
                basis,
                arithmetic(r, indicator, leaf, isFull(indicator, printed, result)),
                Inferred.bracketed(r.inferred(indicator)),
                readings,
                result == Result.CONTRADICTED && isCut(r, indicator, printed),
                contested));
    }

    /** Whether reports are known to print what a leaf needs: its facts have names, or its rate has. */
    private static boolean isTold(Rescoring r, Indicator leaf) {
        List<ScoreSheet.Input> inputs = r.inputs(leaf.id());
        return r.facts().rates().containsKey(leaf.id())
                || !inputs.isEmpty()
                        && inputs.stream()
                                .allMatch(i -> r.facts().isPrinted(i.fact())
                                        || Optional.ofNullable(r.facts().terms().get(i.fact()))
                                                .filter(t -> !t.optional())
                                                .isPresent());
    }

    /** With a leaf that a printed rate alone decides taken at that rate. */
    private static ScoreSheet.Range range(Rescoring r, Indicator indicator) {
        Rational low = Rational.ZERO;
        Rational high = Rational.ZERO;
        for (Indicator leaf : Rescoring.leaves(indicator)) {
            Optional<Rational> byRate = byRate(r, leaf);
            ScoreSheet.Range own = r.bare().get(leaf.id()).range();
            boolean use = byRate.isPresent() && !own.isOne();
            low = low.plus(use ? byRate.get() : own.low());
            high = high.plus(use ? byRate.get() : own.high());
        }
        ScoreSheet.Range whole = r.bare().get(indicator.id()).range();
        return new ScoreSheet.Range(
                low.max(whole.low()).min(indicator.max()), high.min(indicator.max()), false, false, whole.exact());
    }

    private static Optional<Rational> byRate(Rescoring r, Indicator leaf) {
        List<Figure> rates = r.facts().rates().getOrDefault(leaf.id(), List.of()).stream()
                .filter(Figure::isExact)
                .toList();
        boolean one = rates.stream().map(Figure::base).distinct().count() == 1;
        return one ? leaf.rule().flatMap(rule -> points(rule, rates.get(0).base(), leaf)) : Optional.empty();
    }

    /** What a tier rule gives for a rate. */
    private static Optional<Rational> points(ScoringRule rule, Rational rate, Indicator leaf) {
        if (rule instanceof ScoringRule.ByReading by) {
            return by.options().values().stream().findFirst().flatMap(o -> points(o, rate, leaf));
        } else if (rule instanceof ScoringRule.Tiers tiers) {
            return tiers.bands().stream()
                    .filter(b -> contains(b.interval(), rate))
                    .map(b -> points(b.award(), leaf))
                    .findFirst();
        }
        return Optional.empty();
    }

    private static Rational points(Award award, Indicator leaf) {
        return award.of(leaf.max(), leaf.max());
    }

    private static boolean contains(Interval band, Rational value) {
        boolean above = band.low()
                .map(l -> value.compareTo(l) > 0 || value.equals(l) && !band.lowOpen())
                .orElse(true);
        boolean below = band.high()
                .map(h -> value.compareTo(h) < 0 || value.equals(h) && !band.highOpen())
                .orElse(true);
        return above && below;
    }

    private static boolean possible(Rescoring r, Indicator indicator, Rational printed, ScoreSheet.Range range) {
        if (printed.compareTo(range.low()) < 0 || printed.compareTo(range.high()) > 0) {
            return false;
        }
        List<Rational> alternatives = r.bare().get(indicator.id()).alternatives();
        boolean judged = Rescoring.leaves(indicator).stream().anyMatch(Rescoring::isJudged);
        if (!judged) {
            return alternatives.isEmpty()
                    || alternatives.contains(printed)
                    || !range.isOne() && !alternatives.isEmpty() && ratesDecide(r, indicator);
        }
        // What is left for the judged items must look like a judgement, not like a slip of the computed part
        Optional<Rational> computed = computed(r, indicator);
        return computed.map(c -> printed.minus(c).over(FINEST_JUDGEMENT).isWhole())
                .orElse(true);
    }

    private static boolean ratesDecide(Rescoring r, Indicator indicator) {
        return Rescoring.leaves(indicator).stream().anyMatch(l -> byRate(r, l).isPresent());
    }

    private static Optional<Rational> computed(Rescoring r, Indicator indicator) {
        Rational sum = Rational.ZERO;
        for (Indicator leaf : Rescoring.leaves(indicator)) {
            if (!Rescoring.isJudged(leaf)) {
                Optional<Rational> points = r.bare().get(leaf.id()).points().or(() -> byRate(r, leaf));
                if (points.isEmpty()) {
                    return Optional.empty();
                }
                sum = sum.plus(points.get());
            }
        }
        return Optional.of(sum);
    }

    /** Nothing but a person's judgement is open. */
    private static boolean isSettled(Rescoring r, Indicator indicator, List<Indicator> ruled) {
        return ruled.stream()
                .allMatch(l -> r.bare().get(l.id()).points().isPresent()
                        || byRate(r, l).isPresent());
    }

    /** The rule item that loses most for certain, else the first. */
    private static Indicator deciding(Rescoring r, List<Indicator> ruled) {
        Indicator best = ruled.get(0);
        Rational most = Rational.of(-1);
        for (Indicator leaf : ruled) {
            Rational lost = leaf.max().minus(r.bare().get(leaf.id()).range().high());
            if (lost.compareTo(most) > 0) {
                most = lost;
                best = leaf;
            }
        }
        return best;
    }

    private static Kind kind(ScoringRule rule) {
        if (rule instanceof ScoringRule.ByReading by) {
            return kind(by.options().values().iterator().next());
        } else if (rule instanceof ScoringRule.Vetoed vetoed) {
            return kind(vetoed.rule());
        } else if (rule instanceof ScoringRule.JudgedWhen judged) {
            return kind(judged.otherwise());
        } else if (rule instanceof ScoringRule.Tiers || rule instanceof ScoringRule.Grid) {
            return Kind.TIERS;
        } else if (rule instanceof ScoringRule.Excess
                || rule instanceof ScoringRule.Shortfall
                || rule instanceof ScoringRule.Deduct) {
            return Kind.STEPS;
        }
        return Kind.FORMULA;
    }

    private static boolean isCut(Rescoring r, Indicator indicator, Printed printed) {
        return r.bare()
                .get(indicator.id())
                .explanation()
                .rounding()
                .filter(x -> Rational.parse(x.from())
                        .round(x.places(), RoundingMode.DOWN)
                        .equals(printed.value()))
                .isPresent();
    }

    /** That of the deciding item, and how the items make the whole. */
    private static String arithmetic(Rescoring r, Indicator indicator, Indicator leaf, boolean full) {
        List<String> steps = new ArrayList<>(r.bare().get(leaf.id()).explanation().steps().stream()
                .filter(s -> s.value().isPresent())
                .map(s -> floored(s.expression(), s.value().get()) + " = "
                        + s.value().get())
                .toList());
        if (!steps.isEmpty() && !indicator.isLeaf()) {
            List<ScoreSheet.Range> items = Rescoring.leaves(indicator).stream()
                    .map(l -> full && Rescoring.isJudged(l) ? range(l.max(), l.max()) : range(r, l))
                    .toList();
            Rational low = items.stream().map(ScoreSheet.Range::low).reduce(Rational.ZERO, Rational::plus);
            Rational high = items.stream().map(ScoreSheet.Range::high).reduce(Rational.ZERO, Rational::plus);
            steps.add(items.stream().map(Held::written).collect(Collectors.joining(" + ")) + " = "
                    + written(range(low, high)));
        }
        return String.join("；", steps);
    }

    private static ScoreSheet.Range range(Rational low, Rational high) {
        return new ScoreSheet.Range(low, high, false, false, true);
    }

    private static String written(ScoreSheet.Range range) {
        String low = range.low().toText();
        return range.isOne() ? low : "[" + low + ", " + range.high().toText() + "]";
    }

    /** 2 + 0.58 × -10 is no 0: that points are never below nothing is written too. */
    private static String floored(String expression, String value) {
        Matcher line = LINE.matcher(expression);
        if (!line.matches() || !value.equals("0")) {
            return expression;
        }
        Rational points =
                Rational.parse(line.group(1)).plus(Rational.parse(line.group(2)).times(Rational.parse(line.group(3))));
        return points.signum() < 0 ? "max(0, " + expression + ")" : expression;
    }
}
