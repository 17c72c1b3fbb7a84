package org.hengji.checker.checks;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Check;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Effect;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.arithmetic.Ratios;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.scores.Adjustments;
import org.hengji.checker.scores.OperandStages;
import org.hengji.checker.scores.OperandStages.Value;
import org.hengji.checker.scores.OtherDivisor;
import org.hengji.checker.scores.PrintedDefinition;
import org.hengji.checker.scores.Rescoring;
import org.hengji.checker.targets.Comparison;
import org.hengji.checker.vocabulary.FigureWords;
import org.hengji.checker.vocabulary.Glossary;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** K15: the operands of a rate are those that the rule names: adjusted and not opening budget, paid and not planned. */
public final class OperandCheck implements Check {
    private static final String EXECUTION = "execution";
    private static final String ADJUSTMENT = "adjustment";
    private static final Glossary WORDS = Glossary.part("operands");
    private static final List<String> CUMULATIVE = WORDS.get("cumulative").words("rule");
    private static final List<String> PAID = WORDS.get("paid").words("told");
    private static final List<String> PURCHASED = WORDS.get("paid").words("rule");
    private static final List<String> PURCHASE_RATES = WORDS.get("paid").words("rates");

    @Override
    public String id() {
        return "K15";
    }

    @Override
    public Text meaning() {
        return Text.of(
                "比率用的数是评分标准规定的口径（调整后预算还是年初预算等）",
                "A rate is made of the operands that the rule names (adjusted or opening budget and so on)");
    }

    @Override
    public void run(Report report, Tally tally) {
        List<OperandStages> stages = OperandStages.of(report);
        for (OperandStages s : stages) {
            Optional<String> used = s.used();
            if (used.isPresent() && s.due().isEmpty() && !isNamed(report, s)) {
                tally.skip("评分标准没有写明口径", "The criterion does not name the operand");
            } else if (used.isPresent()) {
                tally.find(other(report, Rescoring.of(report).orElseThrow(), s, used.get()));
            } else if (s.isDue()) {
                tally.pass();
            } else {
                tally.skip("印出的比率与哪一种口径都不符", "The printed rate fits none of the operands");
            }
        }
        boolean budget = budget(report, tally);
        boolean others = adjustments(report, tally) | divisors(report, tally) | definitions(report, tally);
        others |= cumulative(report, tally) | paid(report, tally);
        if (stages.isEmpty() && !budget && !others) {
            tally.skip("没有可以对照口径的比率", "No rate whose operands could be compared");
        }
    }

    /** Where the due operand is not printed, the criterion itself must say that the adjusted budget is meant. */
    private static boolean isNamed(Report report, OperandStages s) {
        String name = plain(s.leaf().name().zh());
        return report.passages().stream()
                .filter(Report::isCriterion)
                .map(p -> plain(p.text()))
                .filter(t -> t.contains(name))
                .map(t -> t.substring(t.indexOf(name)).split("[；。:]")[0])
                .anyMatch(t -> report.words()
                        .stage(t)
                        .filter(FigureWords.Stage.ADJUSTED::equals)
                        .isPresent());
    }

    private static String plain(String text) {
        return text.replaceAll("[“”]", "");
    }

    private org.hengji.checker.Finding other(Report report, Rescoring r, OperandStages s, String option) {
        Value used = s.others().get(option);
        String name = name(report, s);
        Text zh = r.framework().readings().get(s.reading()).options().get(option);
        String byDefault = r.framework().readings().get(s.reading()).byDefault();
        Text due = r.framework().readings().get(s.reading()).options().get(byDefault);
        Optional<Rational> mine = s.due().flatMap(v -> s.points(v.rate()));
        Optional<Rational> theirs = s.points(used.rate());
        boolean moves = mine.isPresent() && theirs.isPresent() && !mine.equals(theirs);
        String computed = s.due().map(v -> percent(v.rate(), s.printed())).orElse(null);
        Effect effect = moves
                ? new Effect.Corrected(
                        s.leaf().id(), theirs.get().toText(), mine.get().toText())
                : org.hengji.checker.Finding.NO_EFFECT;
        List<Span> places = new ArrayList<>();
        places.add(s.printed().span());
        used.figures().forEach(f -> places.add(f.span()));
        s.due().ifPresent(v -> v.figures().forEach(f -> places.add(f.span())));
        return Findings.of(
                        id(),
                        moves ? Severity.SCORE_CHANGING : Severity.FACTUAL,
                        computed == null ? Confidence.MEDIUM : Confidence.HIGH)
                .says(
                        "“" + name + "”写的是" + s.printed().printed() + "，用的是“" + zh.zh()
                                + "”；评分标准的口径是“" + due.zh() + "”，"
                                + (computed == null ? "报告没有载明这个数。" : "应为" + computed + (moves ? "，得分随之改变。" : "，得分不变。")),
                        "\"" + s.leaf().name().en() + "\" is printed as "
                                + s.printed().printed() + ", which takes the "
                                + zh.en() + "; the rule takes the " + due.en()
                                + (computed == null
                                        ? ", which the report does not print."
                                        : " and gives " + computed
                                                + (moves ? ", with other points." : ", with the same points.")))
                .claimed(s.printed().printed())
                .computed(computed)
                .arithmetic(
                        s.due().map(v -> v.written() + " = " + computed + "；").orElse("") + used.written() + " = "
                                + percent(used.rate(), s.printed()))
                .effect(effect)
                .at(places)
                .settledBy(
                        "按评分标准的口径重算，或说明采用另一口径的理由。",
                        "Recompute with the operands of the rule, or give the reason for others.");
    }

    /** As the report calls it, in its row or in its sentence. */
    private static String name(Report report, OperandStages s) {
        String told = s.printed()
                .passage()
                .cell()
                .flatMap(at -> report.cell(at.table(), at.cell().row(), 1))
                .map(p -> p.text())
                .orElse(s.printed().label());
        return told.length() > 3 ? told : s.leaf().name().zh();
    }

    /**
     * An execution rate over the opening budget, where the same report tells an adjusted one.
     *
     * @return whether there was such a rate to look at
     */
    private boolean budget(Report report, Tally tally) {
        Optional<Budget> found = Budget.of(report);
        if (found.isEmpty()) {
            return false;
        }
        Budget b = found.get();
        Rational due = b.spent().base().over(b.adjusted().base());
        Rational over = b.spent().base().over(b.opening().base());
        boolean seen = false;
        for (Figure rate : report.figures()) {
            if (!rate.isPercent() || !rate.isExact() || !isExecution(report, rate)) {
                continue;
            }
            if (rate.agreement(due).agrees()) {
                tally.pass();
                seen = true;
            } else if (rate.agreement(over).agrees()) {
                seen = true;
                String computed = percent(due, rate);
                tally.find(Findings.of(id(), Severity.SCORE_CHANGING, Confidence.MEDIUM)
                        .says(
                                "执行率" + rate.printed() + "是用年初预算算的；预算已经调整，按调整后预算应为" + computed + "。",
                                "The execution rate of " + rate.printed()
                                        + " is over the opening budget; over the adjusted one it is " + computed + ".")
                        .claimed(rate.printed())
                        .computed(computed)
                        .arithmetic(b.spent().printed() + " ÷ " + b.adjusted().printed() + " = " + computed)
                        .at(
                                rate.span(),
                                b.spent().span(),
                                b.adjusted().span(),
                                b.opening().span())
                        .settledBy("按调整后的预算重算执行率和得分。", "Recompute rate and points over the adjusted budget."));
            }
        }
        return seen;
    }

    /** Changes that offset one another are within the limit of a rule that adds them up. */
    private boolean cumulative(Report report, Tally tally) {
        List<Passage> rules = rules(report, CUMULATIVE);
        Optional<Adjustments> found = rules.isEmpty() ? Optional.empty() : Adjustments.of(report);
        Rational limit = report.setting().policy().threshold("large-adjustment");
        if (found.isEmpty() || found.get().net().compareTo(limit) > 0) {
            return false;
        }
        Adjustments all = found.get();
        if (all.gross().compareTo(limit) <= 0) {
            tally.pass();
            return true;
        }
        String net = Comparison.percent(all.net(), Rational.ONE);
        String gross = Comparison.percent(all.gross(), Rational.ONE);
        String most = limit.times(Rational.HUNDRED).toText() + "%";
        Figure opening = all.whole().opening();
        String sum = Comparison.printed(all.sum(), all.whole().adjusted());
        List<Span> places = new ArrayList<>();
        report.figures().stream()
                .filter(f -> f.isPercent() && f.isExact() && !Report.isCriterion(f.passage()))
                .filter(f -> f.agreement(all.net()).agrees()
                        && report.words()
                                .ratio(f.label())
                                .filter(r -> r.id().equals(ADJUSTMENT))
                                .isPresent())
                .forEach(f -> places.add(f.span()));
        places.add(opening.span());
        places.add(all.whole().adjusted().span());
        all.parts().forEach(c -> {
            places.add(c.opening().span());
            places.add(c.adjusted().span());
        });
        places.add(rules.get(0).original());
        tally.find(Findings.of(id(), Severity.QUESTION, Confidence.MEDIUM)
                .says(
                        "预算调整按增减相抵后的净额计算为" + net + "；评分标准按调整、调剂资金累计，所列各项增减合计" + sum + "，占年初预算的" + gross + "，超过" + most
                                + "。",
                        "The adjustment is " + net + " with increases and cuts offset; the rule adds them up: " + sum
                                + ", " + gross + " of the opening budget, beyond " + most + ".")
                .claimed(net)
                .computed(gross)
                .arithmetic("("
                        + String.join(
                                " + ",
                                all.parts().stream()
                                        .map(c -> "|" + c.adjusted().printed() + " − "
                                                + c.opening().printed() + "|")
                                        .toList())
                        + ") ÷ " + opening.printed() + " = " + gross)
                .at(places)
                .settledBy(
                        "按累计调整、调剂金额重算比例和得分，或说明按净额计算的依据。",
                        "Recompute with the sum of all changes, or give the ground for the net."));
        return true;
    }

    /** What was paid stands where the rule takes what was purchased. */
    private boolean paid(Report report, Tally tally) {
        List<Passage> rules = rules(report, PURCHASED).stream()
                .filter(p -> PAID.stream().noneMatch(p.text()::contains))
                .toList();
        boolean seen = false;
        for (Ratios.Held held : Ratios.of(report).held()) {
            boolean rate = PURCHASE_RATES.stream().anyMatch(held.printed().label()::contains);
            if (rules.isEmpty() || !rate || !held.agreement().agrees()) {
                continue;
            }
            seen = true;
            Figure part = held.operands().numerator();
            if (PAID.stream().noneMatch(part.label()::contains)) {
                tally.pass();
                continue;
            }
            tally.find(Findings.of(id(), Severity.QUESTION, Confidence.MEDIUM)
                    .says(
                            "“" + held.printed().label() + "”" + held.printed().printed() + "用的是“" + part.label() + "”"
                                    + part.printed() + "；评分标准的口径是实际采购金额，尚未支付的部分没有计入。",
                            "\"" + held.printed().label() + "\" of "
                                    + held.printed().printed()
                                    + " is made of what was paid, " + part.printed()
                                    + "; the rule takes what was purchased, paid or not.")
                    .claimed(held.printed().printed())
                    .arithmetic(held.operands().written())
                    .at(held.printed().span(), part.span(), rules.get(0).original())
                    .settledBy("补充实际采购（合同）金额，按它重算执行率和得分。", "State what was purchased and recompute rate and points."));
            return true;
        }
        return seen;
    }

    private static List<Passage> rules(Report report, List<String> words) {
        return report.passages().stream()
                .filter(Report::isCriterion)
                .filter(p -> words.stream().anyMatch(p.text()::contains))
                .toList();
    }

    /** An adjustment rate over the adjusted budget; the change is measured against the opening one. */
    private boolean adjustments(Report report, Tally tally) {
        boolean seen = false;
        for (Ratios.Held held : Ratios.of(report).held()) {
            Figure base = held.operands().denominator();
            if (!held.ratio().id().equals(ADJUSTMENT) || !held.agreement().agrees()) {
                continue;
            }
            seen = true;
            boolean adjusted = report.words()
                    .stage(base.label())
                    .filter(FigureWords.Stage.ADJUSTED::equals)
                    .isPresent();
            Optional<Figure> opening = report.figures().stream()
                    .filter(f -> !f.passage().isCell() && f.isExact() && f.isLike(base))
                    .filter(f -> report.words()
                            .stage(f.label())
                            .filter(FigureWords.Stage.INITIAL::equals)
                            .isPresent())
                    .filter(f -> isChangeBetween(held, base, f))
                    .findFirst();
            if (!adjusted || opening.isEmpty()) {
                tally.pass();
                continue;
            }
            Rational change = base.base().minus(opening.get().base()).abs();
            Rational due = change.over(opening.get().base());
            if (held.printed().agreement(due).agrees()) {
                tally.pass();
                continue;
            }
            String computed = percent(due, held.printed());
            tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.MEDIUM)
                    .says(
                            "“" + held.printed().label() + "”写的是"
                                    + held.printed().printed() + "，分母用的是调整后预算；调整幅度应与年初预算相比，为" + computed + "。",
                            "\"" + held.printed().label() + "\" is printed as "
                                    + held.printed().printed()
                                    + " over the adjusted budget; over the opening one it is "
                                    + computed + ".")
                    .claimed(held.printed().printed())
                    .computed(computed)
                    .arithmetic("|" + base.printed() + " − " + opening.get().printed() + "| ÷ "
                            + opening.get().printed() + " = " + computed)
                    .at(held.printed().span(), base.span(), opening.get().span())
                    .settledBy("按年初预算重算调整幅度。", "Recompute the rate over the opening budget."));
        }
        return seen;
    }

    private static boolean isChangeBetween(Ratios.Held held, Figure adjusted, Figure opening) {
        Figure other = held.operands().numerator();
        Rational change = adjusted.base().minus(opening.base()).abs();
        boolean levels = held.operands().kind() == FigureWords.RatioKind.CHANGE;
        return levels ? other == opening : opening.base().signum() > 0 && change.equals(other.base());
    }

    /** A share of a fact over another than the rule's divisor: 编外人员 over 核定编制 and not over all staff. */
    private boolean divisors(Report report, Tally tally) {
        boolean seen = false;
        for (OtherDivisor d : OtherDivisor.of(report)) {
            seen = true;
            if (d.isDue()) {
                tally.pass();
                continue;
            }
            String computed = percent(d.due(), d.printed());
            tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.MEDIUM)
                    .says(
                            "“" + d.leaf().name().zh() + "”写的是" + d.printed().printed() + "，分母用的是"
                                    + d.divisor().printed() + "；按评分标准的口径应为" + computed + "。",
                            "\"" + d.leaf().name().en() + "\" is printed as "
                                    + d.printed().printed() + ", over "
                                    + d.divisor().printed()
                                    + "; by the rule it is " + computed + ".")
                    .claimed(d.printed().printed())
                    .computed(computed)
                    .arithmetic(d.part().printed() + " ÷ " + d.divisor().printed() + " = "
                            + d.printed().printed())
                    .at(d.printed().span(), d.part().span(), d.divisor().span())
                    .settledBy("按评分标准规定的分母重算。", "Recompute it over the divisor that the rule names."));
        }
        return seen;
    }

    /** A rate whose operands the report's own score table names: 实际支出÷合同金额 and not 实际支出÷实际到位. */
    private boolean definitions(Report report, Tally tally) {
        List<PrintedDefinition> all = PrintedDefinition.of(report);
        for (PrintedDefinition d : all) {
            if (d.used().isEmpty()) {
                tally.pass();
                continue;
            }
            String computed = d.due().map(v -> percent(v, d.printed())).orElse(null);
            List<Span> places = new ArrayList<>(List.of(d.printed().span()));
            d.operands().forEach(f -> places.add(f.span()));
            places.addAll(d.node().criterion());
            String printed = d.printed().printed();
            tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.MEDIUM)
                    .says(
                            "“" + d.printed().label() + "”写的是" + printed + "，用的是“"
                                    + d.used().get()
                                    + "”；评分表的口径是“" + d.named() + "”"
                                    + (computed == null ? "。" : "，应为" + computed + "。"),
                            "\"" + d.printed().label() + "\" is printed as " + printed + ", made of \""
                                    + d.used().get() + "\"; the score table makes it of \"" + d.named() + "\""
                                    + (computed == null ? "." : " and gives " + computed + "."))
                    .claimed(printed)
                    .computed(computed)
                    .at(places)
                    .settledBy("按评分表的口径重算这个比率和得分。", "Recompute rate and points as the score table says."));
        }
        return !all.isEmpty();
    }

    private static boolean isExecution(Report report, Figure rate) {
        String label = rate.label();
        if (rate.passage().isCell()) {
            var at = rate.passage().cell().orElseThrow();
            StringBuilder row = new StringBuilder();
            at.table().row(at.cell().row()).stream()
                    .filter(c -> c.column() < at.cell().column())
                    .forEach(c -> row.append(report.passage(c).text()).append(' '));
            label = row.toString();
        }
        return report.words().ratio(label).filter(r -> r.id().equals(EXECUTION)).isPresent();
    }

    /** The three amounts of one paragraph that tells them all. */
    private record Budget(Figure opening, Figure adjusted, Figure spent) {
        static Optional<Budget> of(Report report) {
            for (var passage : report.passages()) {
                if (passage.isCell()) {
                    continue;
                }
                Figure opening = null;
                Figure adjusted = null;
                for (Figure f : report.figures(passage)) {
                    if (!f.isMoney() || !f.isExact()) {
                        continue;
                    }
                    var stage = report.words().stage(f.label());
                    if (opening == null) {
                        opening =
                                stage.filter(FigureWords.Stage.INITIAL::equals).isPresent() ? f : null;
                    } else if (adjusted == null) {
                        adjusted =
                                stage.filter(FigureWords.Stage.ADJUSTED::equals).isPresent() ? f : null;
                    } else if (stage.filter(FigureWords.Stage.ACTUAL::equals).isPresent()
                            && f.label().contains("支出")
                            && f.base().compareTo(adjusted.base()) <= 0) {
                        return opening.base().equals(adjusted.base())
                                ? Optional.empty()
                                : Optional.of(new Budget(opening, adjusted, f));
                    }
                }
            }
            return Optional.empty();
        }
    }

    private static String percent(Rational rate, Figure printed) {
        return rate.times(Rational.HUNDRED)
                        .toDecimal(Math.max(2, printed.places()), RoundingMode.HALF_UP)
                        .toPlainString()
                + "%";
    }
}
