package org.hengji.documents.workbook;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.framework.Award;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.ScoringRule.Steps;
import org.hengji.scoring.framework.ScoringRule.WhenZero;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.number.Rounding;

/**
 * Rules as formulas of a spreadsheet, for a trial while typing. They compute in binary numbers, so thresholds are
 * compared after rounding to twelve places. A rule that no short formula tells has none, and the sheet says so.
 */
final class OfflineFormulas {
    /** What a cell shows while a fact or judgement is missing, for a zero denominator, and for what does not apply. */
    static final String OPEN = "待填";

    static final String UNDEFINED = "无法计算";
    static final String ABSENT = "不适用";

    /** Formulas of one leaf. */
    record Formulas(Optional<String> metric, String points) {}

    private static final class Inexpressible extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Inexpressible() {
            super("inexpressible", null, false, false);
        }
    }

    private final Framework framework;
    private final Map<String, String> readings;
    /** Cell of each fact in base units. */
    private final Map<String, String> facts;
    /** Cell of each judgement's award; evidence stands {@code n} columns on. */
    private final Map<String, String> awards;

    private final Map<String, String> evidence;
    /** Cell of the points of each node. */
    private final Map<String, String> points;

    OfflineFormulas(
            Framework framework,
            Map<String, String> readings,
            Map<String, String> facts,
            Map<String, String> awards,
            Map<String, String> evidence,
            Map<String, String> points) {
        this.framework = framework;
        this.readings = readings;
        this.facts = facts;
        this.awards = awards;
        this.evidence = evidence;
        this.points = points;
    }

    /**
     * @param metric the cell beside the points in which the metric may be computed
     * @return empty when the rule cannot be told as a formula
     */
    Optional<Formulas> of(Indicator leaf, Indicator parent, Optional<Rounding> rounding, String metric) {
        if (!leaf.grades().isEmpty()
                || leaf.notEvidenced().isPresent()
                || leaf.rule().isEmpty()) {
            return Optional.empty();
        }
        try {
            Rational parentMax = parent == null ? framework.total() : parent.max();
            Written written = new Written(leaf, parent, parentMax, metric);
            String body = written.rule(leaf.rule().get());
            for (ScoringRule.Veto veto : leaf.vetoes()) {
                if (veto.effect() instanceof ScoringRule.Effect.Zero) {
                    body = "IF(" + written.condition(veto.when()) + ",0," + body + ")";
                }
            }
            // Text (open, undefined) passes through the rounding untouched.
            String rounded = "IFERROR(" + rounded("(" + body + ")+0", rounding, leaf.max(), written.uncapped, parentMax)
                    + "," + body + ")";
            return Optional.of(
                    new Formulas(Optional.ofNullable(written.metricFormula), guarded(written.guards, rounded)));
        } catch (Inexpressible e) {
            return Optional.empty();
        }
    }

    /** Nothing where the condition holds, else {@code points}; empty when no formula tells the condition. */
    Optional<String> vetoed(Condition condition, String points) {
        try {
            Written written = new Written(null, null, Rational.ZERO, "");
            String when = written.condition(condition);
            return Optional.of(guarded(written.guards, "IF(" + when + ",0," + points + ")"));
        } catch (Inexpressible e) {
            return Optional.empty();
        }
    }

    private String guarded(Set<String> cells, String formula) {
        if (cells.isEmpty()) {
            return formula;
        }
        String absent = cells.stream().map(c -> c + "=\"" + ABSENT + "\"").collect(Collectors.joining(","));
        String open = cells.stream().map(c -> c + "=\"\"").collect(Collectors.joining(","));
        return "IF(OR(" + absent + "),\"" + ABSENT + "\",IF(OR(" + open + "),\"" + OPEN + "\"," + formula + "))";
    }

    private static String rounded(
            String body, Optional<Rounding> rounding, Rational max, boolean uncapped, Rational parentMax) {
        String bounded = "MIN(" + number(uncapped ? parentMax : max) + "," + body + ")";
        return rounding.map(r -> rounded(bounded, r)).orElse(bounded);
    }

    /** Binary noise goes first, so that a half is one. */
    static String rounded(String value, Rounding rounding) {
        String clean = "ROUND(" + value + ",9)";
        if (rounding.mode() == RoundingMode.HALF_UP) {
            return "ROUND(" + clean + "," + rounding.places() + ")";
        } else if (rounding.mode() == RoundingMode.DOWN) {
            return "ROUNDDOWN(" + clean + "," + rounding.places() + ")";
        } else if (rounding.mode() == RoundingMode.UP) {
            return "ROUNDUP(" + clean + "," + rounding.places() + ")";
        }
        throw new Inexpressible();
    }

    static boolean isExpressible(Rounding rounding) {
        return rounding.mode() == RoundingMode.HALF_UP
                || rounding.mode() == RoundingMode.DOWN
                || rounding.mode() == RoundingMode.UP;
    }

    static String number(Rational value) {
        return value.isDecimal()
                ? value.signum() < 0 ? "(" + value.toText() + ")" : value.toText()
                : "(" + value.numerator() + "/" + value.denominator() + ")";
    }

    private static String quoted(String words) {
        return '"' + words.replace("\"", "\"\"") + '"';
    }

    /** The formula of one leaf in the making. */
    private final class Written {
        private final Indicator leaf;
        /** Null for a first-level leaf. */
        private final Indicator parent;

        private final Rational parentMax;
        private final String metric;
        private final Set<String> guards = new LinkedHashSet<>();
        private String metricFormula;
        private boolean uncapped;

        Written(Indicator leaf, Indicator parent, Rational parentMax, String metric) {
            this.leaf = leaf;
            this.parent = parent;
            this.parentMax = parentMax;
            this.metric = metric;
        }

        private String award(Award award) {
            return number(award.of(leaf.max(), leaf.max()));
        }

        private String fact(String key) {
            String cell = facts.get(key);
            if (cell == null) {
                throw new Inexpressible();
            }
            guards.add(cell);
            return cell;
        }

        String rule(ScoringRule rule) {
            if (rule instanceof ScoringRule.ByReading by) {
                return rule(by.options().get(readings.get(by.reading())));
            } else if (rule instanceof ScoringRule.Vetoed vetoed) {
                String when = condition(vetoed.veto().when());
                return "IF(" + when + ",0," + rule(vetoed.rule()) + ")";
            } else if (rule instanceof ScoringRule.Judged judged) {
                return judged(judged.evidenceRequired());
            } else if (rule instanceof ScoringRule.Choice choice) {
                return choice(choice);
            } else if (rule instanceof ScoringRule.Proportional p) {
                return proportional(p);
            } else if (rule instanceof ScoringRule.Tiers tiers) {
                return metric(tiers.of(), bands(tiers.bands()), tiers.whenZero());
            } else if (rule instanceof ScoringRule.Deduct d) {
                String earned = award(Award.FULL) + "-" + award(d.per()) + "*MAX(0," + metric + ")";
                return metric(d.count(), "MAX(" + award(d.floor()) + "," + earned + ")", new WhenZero.NotComputable());
            } else if (rule instanceof ScoringRule.Excess e) {
                String over = "(" + metric + "-" + number(e.limit()) + ")/" + number(e.per());
                return stepped(
                        e.of(), metric + "<=" + number(e.limit()), over, e.lose(), e.steps(), e.floor(), e.whenZero());
            } else if (rule instanceof ScoringRule.Shortfall s) {
                String under = "(1-" + metric + ")/" + number(s.step());
                Expression share = new Expression.Quotient(s.actual(), s.target());
                return stepped(share, metric + ">=1", under, s.lose(), s.steps(), s.floor(), s.whenZero());
            } else if (rule instanceof ScoringRule.Piecewise p) {
                return metric(p.of(), anchors(p.anchors()), p.whenZero());
            }
            throw new Inexpressible();
        }

        private String stepped(
                Expression of, String full, String steps, Award lose, Steps kind, Award floor, WhenZero zero) {
            String count = switch (kind) {
                case PRO_RATA -> "(" + steps + ")";
                case STARTED -> "ROUNDUP(ROUND(" + steps + ",9),0)";
                case FULL -> "ROUNDDOWN(ROUND(" + steps + ",9),0)";
            };
            return metric(
                    of,
                    "IF(" + full + "," + award(Award.FULL) + ",MAX(" + award(floor) + "," + award(Award.FULL) + "-"
                            + award(lose) + "*" + count + "))",
                    zero);
        }

        private String proportional(ScoringRule.Proportional p) {
            uncapped = p.cap().isEmpty() && leaf.item();
            String cap = p.cap().map(this::award).orElse(number(uncapped ? parentMax : leaf.max()));
            String points = metric(
                    p.of(),
                    "MIN(" + cap + ",MAX(" + award(p.floor()) + "," + metric + "*" + award(p.points()) + "))",
                    p.whenZero());
            return p.voidWhen()
                    .map(c -> "IF(" + condition(c) + ",0," + points + ")")
                    .orElse(points);
        }

        /** Full points on the node above stand for all of its items that have no judgement of their own. */
        private String judged(boolean evidenceRequired) {
            String own = awards.get(leaf.id());
            if (own == null || metricFormula != null) {
                throw new Inexpressible();
            }
            String above = parent == null ? null : awards.get(parent.id());
            String blank = above == null || !leaf.item()
                    ? "\"\""
                    : "IF(OR(" + above + "=\"100%\"," + above + "=\""
                            + parent.max().toText() + "\"),\"100%\",\"\")";
            metricFormula = "IF(" + own + "<>\"\"," + own + "&\"\"," + blank + ")";
            String plain = "SUBSTITUTE(SUBSTITUTE(" + metric + ",\"％\",\"%\"),\"分\",\"\")";
            String points = "IF(RIGHT(" + plain + ",1)=\"%\",VALUE(SUBSTITUTE(" + plain + ",\"%\",\"\"))/100*"
                    + award(Award.FULL) + ",VALUE(" + plain + "))";
            String proved = evidenceRequired
                    ? "IF(AND(" + own + "<>\"\"," + evidence.get(leaf.id()) + "=\"\"),0," + points + ")"
                    : points;
            return "IF(" + metric + "=\"\",\"" + OPEN + "\",IF(OR(" + metric + "=\"N/A\"," + metric + "=\"" + ABSENT
                    + "\"),\"" + ABSENT + "\",IFERROR(" + proved + ",\"" + ScoreTable.ONLINE + "\")))";
        }

        private String choice(ScoringRule.Choice choice) {
            String cell;
            String formula = "\"" + ScoreTable.ONLINE + "\"";
            List<ScoringRule.Outcome> outcomes = new ArrayList<>(choice.outcomes());
            java.util.Collections.reverse(outcomes);
            if (choice.fact().isPresent()) {
                cell = fact(choice.fact().get());
                FactDefinition definition = framework.facts().get(choice.fact().get());
                formula = "0";
                for (ScoringRule.Outcome outcome : outcomes) {
                    if (definition.kind() == FactDefinition.Kind.BOOLEAN) {
                        String holds = outcome.key().equals("true") ? "1" : "0";
                        formula = "IF(" + cell + "=" + holds + "," + award(outcome.award()) + "," + formula + ")";
                        continue;
                    }
                    String label = definition.options().stream()
                            .filter(o -> o.key().equals(outcome.key()))
                            .map(o -> o.name().zh())
                            .findFirst()
                            .orElse(outcome.key());
                    formula = "IF(" + cell + "=" + quoted(label) + "," + award(outcome.award()) + "," + formula + ")";
                }
                return formula;
            }
            cell = awards.get(leaf.id());
            if (cell == null) {
                throw new Inexpressible();
            }
            guards.add(cell);
            for (ScoringRule.Outcome outcome : outcomes) {
                formula = "IF(OR(" + cell + "=" + quoted(outcome.name().zh()) + "," + cell + "=" + quoted(outcome.key())
                        + ")," + award(outcome.award()) + "," + formula + ")";
            }
            return formula;
        }

        /** Puts the metric into its cell; gives the points, or what a zero denominator gives. */
        private String metric(Expression of, String points, WhenZero zero) {
            if (metricFormula != null) {
                throw new Inexpressible();
            }
            List<String> divisors = divisors(of).stream().map(this::expression).toList();
            String value = "ROUND(" + expression(of) + ",12)";
            String vanishes =
                    divisors.stream().map(d -> "ROUND(" + d + ",12)=0").collect(Collectors.joining(","));
            metricFormula = guarded(
                    new LinkedHashSet<>(of.facts().stream().map(this::fact).toList()),
                    divisors.isEmpty() ? value : "IF(OR(" + vanishes + "),\"" + UNDEFINED + "\"," + value + ")");
            return divisors.isEmpty()
                    ? points
                    : "IF(" + metric + "=\"" + UNDEFINED + "\"," + zero(zero) + "," + points + ")";
        }

        private String zero(WhenZero zero) {
            if (zero instanceof WhenZero.Give give) {
                return award(give.award());
            } else if (zero instanceof WhenZero.NotApplicable) {
                return "\"" + ABSENT + "\"";
            } else if (zero instanceof WhenZero.Depends depends) {
                return "IF(" + condition(depends.when()) + "," + zero(depends.then()) + "," + zero(depends.otherwise())
                        + ")";
            }
            return "\"" + UNDEFINED + "\"";
        }

        private String bands(List<ScoringRule.Band> bands) {
            String formula = "0";
            for (ScoringRule.Band band : bands) {
                if (band.grade().isPresent()) {
                    throw new Inexpressible();
                }
            }
            for (int i = bands.size() - 1; i >= 0; i--) {
                ScoringRule.Interval interval = bands.get(i).interval();
                String earned = award(bands.get(i).award());
                if (interval.high().isEmpty()) {
                    formula = earned;
                } else {
                    formula = "IF(" + metric + (interval.highOpen() ? "<" : "<=")
                            + number(interval.high().get()) + "," + earned + "," + formula + ")";
                }
            }
            return formula;
        }

        private String anchors(List<ScoringRule.Anchor> anchors) {
            ScoringRule.Anchor last = anchors.get(anchors.size() - 1);
            String formula = award(last.right());
            for (int i = anchors.size() - 1; i >= 0; i--) {
                ScoringRule.Anchor a = anchors.get(i);
                formula = "IF(" + metric + "=" + number(a.at()) + "," + award(a.value()) + "," + formula + ")";
                String below;
                if (i == 0) {
                    below = award(a.left());
                } else {
                    ScoringRule.Anchor before = anchors.get(i - 1);
                    Rational from = before.right().of(leaf.max(), leaf.max());
                    Rational slope =
                            a.left().of(leaf.max(), leaf.max()).minus(from).over(a.at().minus(before.at()));
                    below = number(from) + "+" + number(slope) + "*(" + metric + "-" + number(before.at()) + ")";
                }
                formula = "IF(" + metric + "<" + number(a.at()) + "," + below + "," + formula + ")";
            }
            return "MAX(0,MIN(" + award(Award.FULL) + "," + formula + "))";
        }

        private String expression(Expression e) {
            if (e instanceof Expression.Number n) {
                return number(n.value());
            } else if (e instanceof Expression.FactRef f) {
                return fact(f.fact());
            } else if (e instanceof Expression.Sum s) {
                return "(" + joined(s.terms(), "+") + ")";
            } else if (e instanceof Expression.Product p) {
                return "(" + joined(p.factors(), "*") + ")";
            } else if (e instanceof Expression.Quotient q) {
                return "(" + expression(q.dividend()) + "/" + expression(q.divisor()) + ")";
            } else if (e instanceof Expression.Negated n) {
                return "(-" + expression(n.of()) + ")";
            } else if (e instanceof Expression.Least l) {
                return "MIN(" + joined(l.of(), ",") + ")";
            } else if (e instanceof Expression.Greatest g) {
                return "MAX(" + joined(g.of(), ",") + ")";
            }
            return "ABS(" + expression(((Expression.Absolute) e).of()) + ")";
        }

        private String joined(List<Expression> parts, String sign) {
            return parts.stream().map(this::expression).collect(Collectors.joining(sign));
        }

        String condition(Condition condition) {
            if (condition instanceof Condition.Compare c) {
                if (!divisors(c.left()).isEmpty() || !divisors(c.right()).isEmpty()) {
                    throw new Inexpressible();
                }
                String sign = switch (c.comparison()) {
                    case EQUAL -> "=";
                    case NOT_EQUAL -> "<>";
                    default -> c.comparison().sign;
                };
                return "ROUND(" + expression(c.left()) + "-" + expression(c.right()) + ",9)" + sign + "0";
            } else if (condition instanceof Condition.Holds h) {
                return fact(h.fact()) + "=1";
            } else if (condition instanceof Condition.Is is) {
                FactDefinition definition = framework.facts().get(is.fact());
                String label = definition.options().stream()
                        .filter(o -> o.key().equals(is.option()))
                        .map(o -> o.name().zh())
                        .findFirst()
                        .orElse(is.option());
                return fact(is.fact()) + "=" + quoted(label);
            } else if (condition instanceof Condition.All all) {
                return "AND(" + conditions(all.of()) + ")";
            } else if (condition instanceof Condition.Any any) {
                return "OR(" + conditions(any.of()) + ")";
            } else if (condition instanceof Condition.Not not) {
                return "NOT(" + condition(not.of()) + ")";
            } else if (condition instanceof Condition.Points p && !p.share() && points.containsKey(p.node())) {
                String cell = points.get(p.node());
                String sign = p.comparison() == Condition.Comparison.EQUAL
                        ? "="
                        : p.comparison() == Condition.Comparison.NOT_EQUAL ? "<>" : p.comparison().sign;
                return "ROUND(" + cell + "-" + number(p.limit().value()) + ",9)" + sign + "0";
            }
            throw new Inexpressible();
        }

        private String conditions(List<Condition> all) {
            return all.stream().map(this::condition).collect(Collectors.joining(","));
        }
    }

    private static List<Expression> divisors(Expression e) {
        List<Expression> found = new ArrayList<>();
        if (e instanceof Expression.Quotient q && !(q.divisor() instanceof Expression.Number)) {
            found.add(q.divisor());
        }
        e.parts().forEach(part -> found.addAll(divisors(part)));
        return found;
    }
}
