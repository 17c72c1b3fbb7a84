package org.hengji.scoring.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.Problem;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.ScoreSheet.Alternative;
import org.hengji.scoring.ScoreSheet.Range;
import org.hengji.scoring.ScoreSheet.ReadingInForce;
import org.hengji.scoring.ScoreSheet.Status;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.interval.Box;
import org.hengji.scoring.interval.Cuts;
import org.hengji.scoring.interval.Reach;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;

/** Writes the sheet of an evaluation. */
public final class SheetWriter {
    private final Evaluation evaluation;
    private final Framework framework;
    private final Box whole;
    private final Explaining explaining;

    /** @param advising whether nodes also say what it would take to earn more, which costs most */
    private SheetWriter(Evaluation evaluation, boolean advising) {
        this.evaluation = evaluation;
        this.framework = evaluation.framework;
        this.whole = evaluation.inputs.space.whole();
        this.explaining = new Explaining(evaluation, advising ? Optional.of(new Advice(evaluation)) : Optional.empty());
    }

    public static ScoreSheet write(Framework framework, Case subject) {
        return new SheetWriter(new Evaluation(framework, subject), true).write();
    }

    public static Map<String, ScoreSheet.Node> nodes(Framework framework, Case subject, Collection<String> ids) {
        SheetWriter writer = new SheetWriter(new Evaluation(framework, subject), false);
        Map<String, ScoreSheet.Node> nodes = new LinkedHashMap<>();
        for (String id : ids) {
            Node node = writer.evaluation.nodes.get(id);
            if (node != null) {
                nodes.put(id, writer.node(node));
            }
        }
        return nodes;
    }

    public static Range total(Framework framework, Case subject) {
        Evaluation evaluation = new Evaluation(framework, subject);
        return range(evaluation.hull(evaluation.root));
    }

    private ScoreSheet write() {
        List<ScoreSheet.Node> nodes = new ArrayList<>();
        evaluation.nodes.values().forEach(node -> nodes.add(node(node)));
        Reach total = evaluation.hull(evaluation.root);
        Range range = range(total);
        List<Text> labels = new ArrayList<>();
        List<Text> grades = grades(total, labels);
        Optional<Rational> one = total.isOne() ? Optional.of(range.low()) : Optional.empty();
        String digest = Digest.of(evaluation, nodes, range);
        return new ScoreSheet(
                framework.id(),
                framework.version(),
                framework.digest(),
                framework.rounding().places(),
                one,
                range,
                grades.get(0).equals(grades.get(1)) ? Optional.of(grades.get(0)) : Optional.empty(),
                grades,
                labels,
                nodes,
                new ShortestList(evaluation).list(),
                readings(),
                digest,
                problems());
    }

    private static Range range(Reach reach) {
        return new Range(reach.low().value(), reach.high().value(), reach.lowOpen(), reach.highOpen(), reach.exact());
    }

    private Reach hull(Node node) {
        return evaluation.hull(node);
    }

    private ScoreSheet.Node node(Node node) {
        Reach reach = hull(node);
        Outcome.Truth applies = evaluation.applies(node, whole, new Cuts(whole, false));
        Rational max = evaluation.inForce(node, whole, new Cuts(whole, false)).orElse(node.max);
        if (applies == Outcome.Truth.NO) {
            Rational counted = evaluation.whenAbsent(node);
            reach = Reach.of(counted);
            max = counted;
        }
        Range range = range(reach);
        Optional<Rational> points = reach.isOne() && !node.isGraded() ? Optional.of(range.low()) : Optional.empty();
        List<Rational> alternatives = reach.isOne()
                ? List.of()
                : evaluation.few(node).map(List::copyOf).orElse(List.of());
        Optional<Range> byRule = node.override.isPresent() ? Optional.of(range(ruleHull(node))) : Optional.empty();
        return new ScoreSheet.Node(
                node.id(),
                node.definition.name(),
                node.definition.level(),
                node.definition.item(),
                node.leaf != null,
                max,
                node.definition.max(),
                points,
                range,
                alternatives,
                reach.isOne() && node.isGraded()
                        ? Optional.of(node.definition
                                .grades()
                                .get(range.low().floor().intValue())
                                .key())
                        : Optional.empty(),
                status(node, reach, applies),
                Optional.ofNullable(evaluation.subject.selfScores().get(node.id())),
                byRule,
                explaining.of(node, reach, max));
    }

    private Reach ruleHull(Node node) {
        return org.hengji.scoring.interval.Search.hull(
                (box, cuts) -> {
                    Outcome outcome = evaluation.byRule(node, box, cuts);
                    return outcome.applies() == Outcome.Truth.OPEN
                            ? outcome.points().inexact()
                            : outcome.points();
                },
                whole,
                evaluation.variables(node));
    }

    private Status status(Node node, Reach reach, Outcome.Truth applies) {
        if (node.override.isPresent()) {
            return Status.OVERRIDDEN;
        } else if (applies == Outcome.Truth.NO) {
            return Status.NOT_APPLICABLE;
        } else if (isVetoed(node)) {
            return Status.VETOED;
        } else if (node.leaf == null) {
            return inner(node, reach);
        } else if (node.judged) {
            return node.judgement.orElseThrow().self() ? Status.SELF_JUDGED : Status.JUDGED;
        } else if (isNotComputable(node)) {
            return Status.NOT_COMPUTABLE;
        } else if (reach.isOne()) {
            return Status.SCORED;
        }
        boolean nothingSaid = node.judgement.isEmpty()
                && node.facts.stream().allMatch(f -> evaluation.inputs.of(f).state() == Inputs.State.UNKNOWN);
        return nothingSaid ? Status.NOT_REPORTED : Status.RANGE;
    }

    /** An indicator whose items all stand alike stands like them. */
    private Status inner(Node node, Reach reach) {
        if (node.children.get(0).definition.item()) {
            List<Status> items = node.children.stream()
                    .map(c -> status(c, hull(c), evaluation.applies(c, whole, new Cuts(whole, false))))
                    .distinct()
                    .toList();
            if (items.size() == 1) {
                return items.get(0);
            }
        }
        return reach.isOne() ? Status.SCORED : Status.RANGE;
    }

    private boolean isVetoed(Node node) {
        List<ScoringRule.Veto> vetoes = new ArrayList<>(node.definition.vetoes());
        if (node.rule instanceof ScoringRule.Vetoed vetoed) {
            vetoes.add(vetoed.veto());
        }
        return vetoes.stream()
                .filter(v -> v.effect() instanceof ScoringRule.Effect.Zero)
                .anyMatch(
                        v -> evaluation.statements.test(v.when(), whole, new Cuts(whole, false)) == Outcome.Truth.YES);
    }

    private boolean isNotComputable(Node node) {
        return node.leaf instanceof Leaf.Metric metric
                && metric.whenZero() instanceof ScoringRule.WhenZero.NotComputable
                && Leaf.Metric.divisors(metric.of()).stream().anyMatch(d -> {
                    Reach divisor = evaluation.inputs.metrics.over(d, whole, new Cuts(whole, false));
                    return divisor.isOne() && divisor.low().signum() == 0;
                });
    }

    /** Worst and best label of the total; vetoes of the whole can cap them or add a label outside the scale. */
    private List<Text> grades(Reach total, List<Text> labels) {
        Rational low = total.low().value();
        Rational high = total.high().value();
        if (framework.gradeOnRounded()) {
            low = framework.rounding().apply(low);
            high = framework.rounding().apply(high);
        }
        int worst = band(low, false);
        int best = band(high, total.highOpen() && !framework.gradeOnRounded());
        List<ScoringRule.Veto> vetoes = new ArrayList<>(framework.vetoes());
        evaluation.nodes.values().forEach(n -> vetoes.addAll(n.definition.vetoes()));
        for (ScoringRule.Veto veto : vetoes) {
            Outcome.Truth truth = evaluation.statements.test(veto.when(), whole, new Cuts(whole, false));
            if (truth == Outcome.Truth.NO) {
                continue;
            }
            if (veto.effect() instanceof ScoringRule.Effect.CapGrade cap) {
                int limit = bandNamed(cap.grade());
                worst = Math.max(worst, limit);
                best = truth == Outcome.Truth.YES ? Math.max(best, limit) : best;
            } else if (veto.effect() instanceof ScoringRule.Effect.Label label && truth == Outcome.Truth.YES) {
                labels.add(label.label());
            }
        }
        return List.of(
                framework.grades().get(worst).name(),
                framework.grades().get(best).name());
    }

    private int band(Rational points, boolean justBelow) {
        for (int i = 0; i < framework.grades().size(); i++) {
            int c = points.compareTo(framework.grades().get(i).from());
            if (c > 0 || c == 0 && !justBelow) {
                return i;
            }
        }
        return framework.grades().size() - 1;
    }

    private int bandNamed(String zh) {
        for (int i = 0; i < framework.grades().size(); i++) {
            if (framework.grades().get(i).name().zh().equals(zh)) {
                return i;
            }
        }
        return framework.grades().size() - 1;
    }

    /** Total under every alternative of every reading, one at a time. */
    private List<ReadingInForce> readings() {
        List<ReadingInForce> all = new ArrayList<>();
        evaluation.readings.forEach((key, inForce) -> {
            boolean own = framework.readings().containsKey(key);
            List<String> options = own
                    ? List.copyOf(framework.readings().get(key).options().keySet())
                    : List.of("half-up", "half-even", "down", "up");
            List<Alternative> alternatives = new ArrayList<>();
            for (String option : options) {
                if (!option.equals(inForce)) {
                    Evaluation other = new Evaluation(framework, evaluation.subject.withReading(key, option));
                    Reach total = other.hull(other.root);
                    alternatives.add(new Alternative(
                            option, total.isOne() ? Optional.of(total.low().value()) : Optional.empty(), range(total)));
                }
            }
            Text name = own
                    ? framework.readings().get(key).name()
                    : new Text(
                            "舍入方式：" + key.substring(Evaluation.ROUNDING_READING.length()),
                            "Rounding of " + key.substring(Evaluation.ROUNDING_READING.length()));
            all.add(new ReadingInForce(key, name, inForce, alternatives));
        });
        return all;
    }

    /** Faults that only scoring can see: an empty class that must not be empty, too few aspects. */
    private List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (Node node : evaluation.nodes.values()) {
            if (!(node.definition.rule().orElse(null) instanceof ScoringRule.Free free)) {
                continue;
            }
            String name = node.definition.name().zh();
            if (node.children.isEmpty() && free.whenEmpty() == ScoringRule.WhenEmpty.FAULT) {
                problems.add(Problem.of(
                        "indicators.missing",
                        "indicators",
                        "“" + name + "”下没有指标，该类必须设置指标",
                        "The class " + node.id() + " has no indicators, and it must have some",
                        "在 indicators 中为 class: " + node.id() + " 增加指标及权重",
                        "Add indicators with class: " + node.id() + " and their weights"));
            }
            long aspects = evaluation.subject.indicators().stream()
                    .filter(i -> i.under().equals(node.id()))
                    .flatMap(i -> i.aspect().stream())
                    .distinct()
                    .count();
            if (!node.children.isEmpty()
                    && (aspects < free.atLeastAspects() || node.children.size() < free.atLeastIndicators())) {
                problems.add(Problem.of(
                        "indicators.too-few",
                        "indicators",
                        "“" + name + "”要求至少 " + free.atLeastAspects() + " 个方面、" + free.atLeastIndicators() + " 个指标，现有 "
                                + aspects + " 个方面、" + node.children.size() + " 个指标",
                        node.id() + " asks for at least " + free.atLeastAspects() + " aspects and "
                                + free.atLeastIndicators() + " indicators; there are " + aspects + " and "
                                + node.children.size(),
                        "补充指标，或在各指标写明 aspect",
                        "Add indicators, or state the aspect of each"));
            }
        }
        return problems;
    }
}
