package org.hengji.scoring.evaluation;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hengji.scoring.ScoreSheet.Decision;
import org.hengji.scoring.ScoreSheet.Explanation;
import org.hengji.scoring.ScoreSheet.Input;
import org.hengji.scoring.ScoreSheet.Rounded;
import org.hengji.scoring.ScoreSheet.Step;
import org.hengji.scoring.evaluation.Leaf.Terms;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.interval.Box;
import org.hengji.scoring.interval.Cuts;
import org.hengji.scoring.interval.Limit;
import org.hengji.scoring.interval.Reach;
import org.hengji.scoring.interval.Span;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.number.Rounding;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;
import org.hengji.scoring.subject.Judgement;

/** Says why a node has its points: what went in, each step with its numbers, the rounding, the loss. */
final class Explaining {
    private static final int SHOWN_PLACES = 8;

    private final Evaluation evaluation;
    private final Box whole;

    private final Optional<Advice> advice;

    /** @param advice what it would take to earn more, which costs most; empty where nobody asks */
    Explaining(Evaluation evaluation, Optional<Advice> advice) {
        this.evaluation = evaluation;
        this.advice = advice;
        this.whole = evaluation.inputs.space.whole();
    }

    Explanation of(Node node, Reach points, Rational max) {
        List<Step> steps = new ArrayList<>();
        Optional<Rounded> rounded = Optional.empty();
        if (node.leaf instanceof Leaf.Metric metric && node.override.isEmpty()) {
            rounded = metric(node, metric, max, steps);
        } else if (node.leaf == null && node.override.isEmpty()) {
            rounded = inner(node, steps, points);
        }
        Optional<Decision> decision = node.override
                .map(o -> new Decision("override", o.reason(), o.by(), Optional.<String>empty()))
                .or(() -> node.judged || node.rule instanceof ScoringRule.Judged
                        ? node.judgement.map(j -> new Decision(
                                j.self() ? "self-judgement" : "judgement", j.reason(), j.by(), j.evidence()))
                        : Optional.empty());
        decision(node, max, steps);
        return new Explanation(
                kind(node),
                node.definition.criterion(),
                node.definition.source(),
                node.facts.stream().map(this::input).toList(),
                steps,
                rounded,
                readings(node),
                points.isOne() && !node.isGraded() && points.low().value().compareTo(max) < 0
                        ? Optional.of(max.minus(points.low().value()))
                        : Optional.empty(),
                decision,
                advice.map(a -> a.on(node)).orElse(List.of()));
    }

    private List<String> readings(Node node) {
        List<String> all = new ArrayList<>(node.readings);
        for (Node child : node.children) {
            readings(child).stream().filter(r -> !all.contains(r)).forEach(all::add);
        }
        return all;
    }

    private static String kind(Node node) {
        if (node.leaf == null) {
            return node.definition.combine().getClass().getSimpleName().toLowerCase();
        }
        ScoringRule rule = node.rule;
        if (rule instanceof ScoringRule.JudgedWhen) {
            return "judged";
        } else if (rule instanceof ScoringRule.Vetoed) {
            return "veto";
        } else if (rule instanceof ScoringRule.Grid) {
            return "tiers";
        } else if (rule instanceof ScoringRule.Excess) {
            return "piecewise";
        }
        return rule.getClass().getSimpleName().toLowerCase();
    }

    private Input input(String key) {
        FactDefinition definition = evaluation.definitions.get(key);
        Inputs.Input input = evaluation.inputs.of(key);
        List<String> sources = input.given().stream()
                .map(Fact::source)
                .filter(s -> s != null && !s.isBlank())
                .toList();
        String unit = definition.kind() == FactDefinition.Kind.DATE
                ? ""
                : definition.unit().symbol();
        return new Input(key, definition.name(), value(input), unit, input.state().key, sources);
    }

    /** The value as text: one value, an interval, the alternatives, or nothing. */
    private Optional<String> value(Inputs.Input input) {
        if (input.given().isEmpty()) {
            return Optional.empty();
        }
        List<String> texts = input.given().stream()
                .map(f -> text(input, f.value()))
                .filter(t -> !t.isEmpty())
                .toList();
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(" | ", texts));
    }

    private static String text(Inputs.Input input, Value value) {
        boolean date = input.definition().kind() == FactDefinition.Kind.DATE;
        if (value instanceof Value.Known known) {
            return number(known.number(), date);
        } else if (value instanceof Value.Bounded bounded) {
            String low = bounded.low()
                    .map(b -> (b.open() ? ">" : "≥") + number(b.value(), date))
                    .orElse("");
            String high = bounded.high()
                    .map(b -> (b.open() ? "<" : "≤") + number(b.value(), date))
                    .orElse("");
            return low.isEmpty() || high.isEmpty() ? low + high : low + " " + high;
        } else if (value instanceof Value.Flag flag) {
            return String.valueOf(flag.holds());
        } else if (value instanceof Value.Option option) {
            return option.key();
        } else if (value instanceof Value.Words words) {
            return words.text();
        } else if (value instanceof Value.NotEvidenced claimed) {
            return claimed.claimed().map(Rational::toText).orElse("");
        }
        return "";
    }

    static String number(Rational value, boolean date) {
        return date ? java.time.LocalDate.ofEpochDay(value.floor().longValue()).toString() : value.toText();
    }

    private Optional<Rounded> metric(Node node, Leaf.Metric leaf, Rational max, List<Step> steps) {
        Cuts none = new Cuts(whole, false);
        Terms terms = new Terms(max, node.definition.max(), Optional.empty());
        for (Expression divisor : Leaf.Metric.divisors(leaf.of())) {
            Reach reach = evaluation.inputs.metrics.over(divisor, whole, none);
            if (reach.low().signum() <= 0 && reach.high().signum() >= 0 && !reach.lowOpen()) {
                steps.add(new Step(
                        new Text(
                                "分母可能为零：" + named(divisor, "zh"),
                                "The denominator may be zero: " + named(divisor, "en")),
                        printed(divisor),
                        Optional.empty()));
                return Optional.empty();
            }
        }
        if (leaf.voidWhen().isPresent()
                && evaluation.statements.test(leaf.voidWhen().get(), whole, none) == Outcome.Truth.YES) {
            steps.add(new Step(new Text("出现规定不得分的情形", "A case in which the rule gives nothing"), "", Optional.of("0")));
            return Optional.empty();
        }
        Reach metric = evaluation.inputs.metrics.over(leaf.of(), whole, none);
        Optional<Rational> due = metric.isOne() ? deadline(node.rule) : Optional.empty();
        if (due.isPresent()) {
            Rational raw = leaf.curve().apply(terms).at(metric.low().value());
            Expression.FactRef actual = (Expression.FactRef) ((ScoringRule.Target) node.rule).actual();
            steps.add(deadline(evaluation.inputs.of(actual.fact()).number(), due.get(), raw));
            return rounded(node, raw);
        }
        Optional<String> value = metric.isOne() ? Optional.of(shown(metric.low().value())) : Optional.empty();
        steps.add(new Step(new Text(named(leaf.of(), "zh"), named(leaf.of(), "en")), printed(leaf.of()), value));
        Curve curve = leaf.curve().apply(terms);
        if (!metric.isOne() && places(node, leaf, curve, steps)) {
            return Optional.empty();
        }
        if (!metric.isOne()) {
            steps.add(new Step(
                    new Text("数据项不确定，比值在 " + span(metric) + " 之间", "Not settled: the value lies in " + span(metric)),
                    span(metric),
                    Optional.empty()));
            return Optional.empty();
        }
        Rational m = metric.low().value();
        Rational raw = curve.at(m);
        Text how = how(node.rule, curve, m, raw, max);
        steps.add(new Step(how, how(curve, m), Optional.of(shown(raw))));
        return rounded(node, raw);
    }

    /** The day by which something was to be done, when a rule asks for a day. */
    private Optional<Rational> deadline(ScoringRule rule) {
        return rule instanceof ScoringRule.Target target
                        && target.actual() instanceof Expression.FactRef fact
                        && evaluation.definitions.get(fact.fact()).kind() == FactDefinition.Kind.DATE
                        && target.goal() instanceof ScoringRule.Goal.Limit limit
                        && limit.value() instanceof Expression.Number due
                ? Optional.of(due.value())
                : Optional.empty();
    }

    /** Days are compared, not divided: the quotient that binds the rule would tell nobody anything. */
    private static Step deadline(Rational actual, Rational last, Rational points) {
        boolean late = actual.compareTo(last) > 0;
        String done = number(actual, true);
        String due = number(last, true);
        String earned = shown(points);
        return new Step(
                new Text(
                        "实际 " + done + "，期限 " + due + "，" + (late ? "逾期" : "按期") + "，得 " + earned + " 分",
                        "Done " + done + ", due " + due + ", " + (late ? "late: " : "in time: ") + earned + " points"),
                done + (late ? " > " : " ≤ ") + due,
                Optional.of(earned));
    }

    private static Optional<Rounded> rounded(Node node, Rational raw) {
        return node.rounding.map(r -> {
            Rational after = r.apply(raw);
            return new Rounded(
                    r.places(),
                    mode(r),
                    shown(raw),
                    after.toDecimal(r.places(), RoundingMode.UNNECESSARY).toPlainString());
        });
    }

    /** One step for each place that prints the contested facts, each with its own value and points. */
    private boolean places(Node node, Leaf.Metric leaf, Curve curve, List<Step> steps) {
        java.util.Set<Integer> choices = new java.util.TreeSet<>();
        leaf.of().facts().forEach(f -> choices.add(evaluation.inputs.of(f).scenario()));
        choices.remove(-1);
        if (choices.size() != 1) {
            return false;
        }
        int choice = choices.iterator().next();
        List<Step> found = new ArrayList<>();
        for (int option : whole.openOptions(choice)) {
            Box place = whole.with(choice, option);
            Reach metric =
                    place == null ? null : evaluation.inputs.metrics.over(leaf.of(), place, new Cuts(place, false));
            if (metric == null || !metric.isOne()) {
                return false;
            }
            Rational m = metric.low().value();
            Rational points = node.rounding.map(r -> r.apply(curve.at(m))).orElse(curve.at(m));
            String sources = sources(leaf, place);
            found.add(new Step(
                    new Text(
                            "按“" + sources + "”，得 " + shown(points) + " 分",
                            "As printed at " + sources + ": " + shown(points) + " points"),
                    write(leaf.of(), key -> printed(key, place), numbers(leaf.of()), 0),
                    Optional.of(shown(m))));
        }
        steps.addAll(found);
        return true;
    }

    private String sources(Leaf.Metric leaf, Box place) {
        List<String> sources = new ArrayList<>();
        for (String key : leaf.of().facts()) {
            Inputs.Input input = evaluation.inputs.of(key);
            if (input.scenario() >= 0) {
                input.given().stream()
                        .filter(f -> f.value() instanceof Value.Known k
                                && place.span(input.variable()).contains(k.number()))
                        .map(Fact::source)
                        .filter(x -> !x.isBlank())
                        .forEach(sources::add);
            }
        }
        // A value printed at two places does not tell them apart; the place that all facts share does
        return sources.stream()
                .max(java.util.Comparator.comparingLong(
                        x -> sources.stream().filter(x::equals).count()))
                .orElse("");
    }

    private String printed(String key, Box place) {
        Inputs.Input input = evaluation.inputs.of(key);
        boolean settled =
                input.variable() >= 0 && place.span(input.variable()) != null && place.isSettled(input.variable());
        String mark = input.definition().unit().symbol().equals("%") ? "%" : "";
        return settled
                ? number(
                                place.span(input.variable()).low().value(),
                                input.definition().kind() == FactDefinition.Kind.DATE)
                        + mark
                : printed(key);
    }

    private static String mode(Rounding rounding) {
        return rounding.mode().name().toLowerCase().replace('_', '-');
    }

    private static String how(Curve curve, Rational m) {
        Curve.Piece piece = curve.pieceAt(m);
        if (piece.shape() instanceof Curve.Line line && line.slope().signum() != 0) {
            String product = shown(m) + " × " + line.slope().toText();
            return line.base().signum() == 0 ? product : shown(line.base()) + " + " + product;
        } else if (piece.shape() instanceof Curve.Stairs s) {
            return shown(s.base()) + " − " + s.lose().toText() + " × ⌈|" + shown(m) + " − "
                    + s.origin().toText() + "| ÷ " + s.step().toText() + "⌉";
        }
        return shown(m) + " ∈ " + (piece.fromOpen() ? "(" : "[") + piece.from() + ", " + piece.to()
                + (piece.toOpen() ? ")" : "]");
    }

    private static Text how(ScoringRule rule, Curve curve, Rational m, Rational raw, Rational max) {
        Curve.Piece piece = curve.pieceAt(m);
        String points = shown(raw);
        if (rule instanceof ScoringRule.Tiers) {
            String band = band(piece);
            return new Text("落在 " + band + " 档，得 " + points + " 分", "In the band " + band + ": " + points + " points");
        } else if (rule instanceof ScoringRule.Deduct) {
            return new Text(
                    "满分 " + max + " 分，逐项扣分后得 " + points + " 分", "Full " + max + " less the deductions: " + points);
        } else if (rule instanceof ScoringRule.Shortfall || rule instanceof ScoringRule.Excess) {
            return new Text("按档扣减后得 " + points + " 分", "After the steps are taken off: " + points + " points");
        } else if (rule instanceof ScoringRule.Target target
                && target.how().below() == ScoringRule.TargetRule.Below.NOTHING) {
            return raw.signum() > 0
                    ? new Text("达到目标值，得 " + points + " 分", "Target reached: " + points + " points")
                    : new Text("没有达到目标值，得 " + points + " 分", "Target not reached: " + points + " points");
        }
        boolean capped = curve.cap().isPresent() && raw.equals(curve.cap().get());
        return capped
                ? new Text("达到上限，得 " + points + " 分", "At the cap: " + points + " points")
                : new Text("按比例得 " + points + " 分", "In proportion: " + points + " points");
    }

    private static String band(Curve.Piece piece) {
        String low = piece.from().isFinite() ? percent(piece.from().value()) : "−∞";
        String high = piece.to().isFinite() ? percent(piece.to().value()) : "∞";
        return (piece.fromOpen() ? "(" : "[") + low + ", " + high + (piece.toOpen() ? ")" : "]");
    }

    private static String percent(Rational value) {
        return value.compareTo(Rational.of(2)) <= 0 && value.signum() >= 0
                ? value.times(Rational.HUNDRED).toText() + "%"
                : value.toText();
    }

    private static String span(Reach reach) {
        return (reach.lowOpen() ? "(" : "[")
                + (reach.low().isFinite() ? shown(reach.low().value()) : "−∞")
                + ", "
                + (reach.high().isFinite() ? shown(reach.high().value()) : "∞")
                + (reach.highOpen() ? ")" : "]");
    }

    private Optional<Rounded> inner(Node node, List<Step> steps, Reach points) {
        List<String> parts = new ArrayList<>();
        for (Node child : node.children) {
            Reach reach = evaluation.hull(child);
            parts.add(reach.isOne() ? shown(reach.low().value()) : span(reach));
        }
        String sign =
                node.definition.combine() instanceof org.hengji.scoring.framework.Indicator.Combine.Sum ? " + " : ", ";
        steps.add(new Step(
                new Text("下级得分", "Points of the parts"),
                String.join(sign, parts),
                points.isOne() ? Optional.of(shown(points.low().value())) : Optional.empty()));
        return Optional.empty();
    }

    private void decision(Node node, Rational max, List<Step> steps) {
        if (node.override.isPresent()) {
            steps.add(new Step(
                    new Text("按公布的得分，不按规则：" + node.override.get().reason(), "As printed, against the rule"),
                    "",
                    Optional.of(shown(node.override.get().points()))));
        } else if (node.judged && node.judgement.isPresent()) {
            Judgement j = node.judgement.get();
            String expression = j.award() instanceof Judgement.Award.Panel p
                    ? String.join(
                            ", ", p.scores().stream().map(Rational::toText).toList())
                    : j.award() instanceof Judgement.Award.Share s ? shown(s.share()) + " × " + max : "";
            Text text = j.self()
                    ? new Text("本单位自评：" + j.reason(), "Judged by the body itself")
                    : new Text("评价人判断（" + j.by() + "）：" + j.reason(), "Judged by " + j.by());
            steps.add(new Step(text, expression, Optional.empty()));
        } else if (node.leaf instanceof Leaf.Judged || node.leaf instanceof Leaf.Choice c && c.choice() >= 0) {
            steps.add(new Step(
                    new Text("尚无判断：可能得 0 至 " + max + " 分", "Not judged yet: 0 to " + max + " points"),
                    "",
                    Optional.empty()));
        }
    }

    /** The expression in the names of its facts. */
    private String named(Expression e, String language) {
        return write(e, key -> evaluation.definitions.get(key).name().in(language), numbers(e), 0);
    }

    /** The expression with the numbers in it, each in the unit of its fact. */
    private String printed(Expression e) {
        return write(e, this::printed, numbers(e), 0);
    }

    /**
     * The target of an indicator that the case brings stands in the base of its unit; it is printed as the actual beside
     * it, so that 40 公顷 is compared with 50 and not with 500000.
     */
    private Function<Rational, String> numbers(Expression e) {
        boolean own = !e.facts().isEmpty() && e.facts().stream().noneMatch(evaluation.framework.facts()::containsKey);
        boolean shares = e.facts().stream()
                .allMatch(f -> evaluation.definitions.get(f).unit().symbol().equals("%"));
        if (!own) {
            // 20% ÷ 25%, as the schedule is spoken of, and not 20% ÷ 0.25
            return number -> shares && number.signum() > 0 && number.compareTo(Rational.ONE) <= 0
                    ? number.times(Rational.HUNDRED).toText() + "%"
                    : number.toText();
        }
        Unit unit = evaluation.definitions.get(e.facts().iterator().next()).unit();
        return number -> number.over(unit.factor()).toText() + (unit.symbol().equals("%") ? "%" : "");
    }

    private String printed(String key) {
        Inputs.Input input = evaluation.inputs.of(key);
        String unit = input.definition().unit().symbol();
        String mark = unit.equals("%") ? "%" : "";
        boolean date = input.definition().kind() == FactDefinition.Kind.DATE;
        if (input.variable() < 0) {
            return number(input.number(), date) + mark;
        }
        if (input.state() == Inputs.State.CONTESTED) {
            return "{" + value(input).orElse("?") + "}" + mark;
        }
        Span span = whole.span(input.variable());
        return (span.lowOpen() ? "(" : "[") + end(span.low(), date) + ", " + end(span.high(), date)
                + (span.highOpen() ? ")" : "]") + mark;
    }

    private static String end(Limit limit, boolean date) {
        return limit.isFinite() ? number(limit.value(), date) : limit.signum() < 0 ? "−∞" : "∞";
    }

    private static String write(
            Expression e, Function<String, String> fact, Function<Rational, String> number, int binding) {
        if (e instanceof Expression.Number n) {
            return number.apply(n.value());
        } else if (e instanceof Expression.FactRef f) {
            return fact.apply(f.fact());
        } else if (e instanceof Expression.Sum s) {
            StringBuilder text = new StringBuilder(write(s.terms().get(0), fact, number, 1));
            for (Expression term : s.terms().subList(1, s.terms().size())) {
                boolean minus = term instanceof Expression.Negated;
                text.append(minus ? " − " : " + ")
                        .append(write(minus ? ((Expression.Negated) term).of() : term, fact, number, minus ? 2 : 1));
            }
            return binding > 1 ? "(" + text + ")" : text.toString();
        } else if (e instanceof Expression.Product p) {
            String text = String.join(
                    " × ",
                    p.factors().stream().map(x -> write(x, fact, number, 2)).toList());
            return binding > 2 ? "(" + text + ")" : text;
        } else if (e instanceof Expression.Quotient q) {
            String text = write(q.dividend(), fact, number, 2) + " ÷ " + write(q.divisor(), fact, number, 3);
            return binding > 2 ? "(" + text + ")" : text;
        } else if (e instanceof Expression.Negated n) {
            return "−" + write(n.of(), fact, number, 3);
        }
        String name = e instanceof Expression.Absolute ? "abs" : e instanceof Expression.Least ? "min" : "max";
        return name + "("
                + String.join(
                        ", ",
                        e.parts().stream().map(x -> write(x, fact, number, 0)).toList()) + ")";
    }

    /** Exact where it ends within eight places, else the first eight. */
    static String shown(Rational value) {
        String exact = value.toText();
        int point = exact.indexOf('.');
        return value.isDecimal() && (point < 0 || exact.length() - point - 1 <= SHOWN_PLACES)
                ? exact
                : value.toDecimal(SHOWN_PLACES, RoundingMode.HALF_UP).toPlainString();
    }
}
