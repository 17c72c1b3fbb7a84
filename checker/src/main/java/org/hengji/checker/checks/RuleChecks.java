package org.hengji.checker.checks;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hengji.checker.Check;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Effect;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.arithmetic.Equations;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.scores.FormRows;
import org.hengji.checker.scores.Held;
import org.hengji.checker.scores.Held.Kind;
import org.hengji.checker.scores.Held.Result;
import org.hengji.checker.scores.PrintedRules;
import org.hengji.checker.scores.Rescoring;
import org.hengji.documents.Span;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;

/** K04, K05 and K06: printed points against the rule applied to the facts that the report prints. */
abstract sealed class RuleChecks implements Check permits FormulaCheck, TierCheck, StepCheck {
    private final String id;
    private final Kind kind;
    private final Text meaning;

    RuleChecks(String id, Kind kind, Text meaning) {
        this.id = id;
        this.kind = kind;
        this.meaning = meaning;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final Text meaning() {
        return meaning;
    }

    @Override
    public final void run(Report report, Tally tally) {
        if (kind == Kind.FORMULA) {
            equations(report, tally);
        }
        if (Rescoring.of(report).isEmpty()) {
            boolean held = printedRules(report, tally);
            if (withoutFramework(report, tally) || held) {
                return;
            }
            tally.skip("评分表不属于已知的指标体系", "The score table follows no known framework");
            return;
        }
        Framework framework = Rescoring.of(report).orElseThrow().framework();
        for (Held held : Held.of(report)) {
            if (held.kind() != kind) {
                continue;
            }
            if (held.result() != Result.UNVERIFIABLE) {
                report.figureAt(held.printed().span())
                        .ifPresent(f -> tally.recomputed(f, held.result() == Result.AGREES, held::breaks));
            }
            switch (held.result()) {
                case AGREES -> tally.pass();
                case UNVERIFIABLE -> tally.skip("评分所需的数没有全部载明", "The facts that the rule needs are not all printed");
                case CONTRADICTED, BY_READING -> tally.find(finding(held, framework));
            }
        }
    }

    /** Computations that the text writes out. */
    private void equations(Report report, Tally tally) {
        List<Span> held = PrintedRules.of(report).stream()
                .filter(r -> !r.agrees())
                .map(r -> r.points().span())
                .toList();
        for (Equations.Equation e : Equations.of(report)) {
            report.figureAt(e.result()).ifPresent(f -> tally.recomputed(f, e.agrees()));
            if (e.agrees()) {
                tally.pass();
            } else if (held.stream().noneMatch(e.result()::overlaps)) {
                String due = e.exact()
                        .toDecimal(Math.max(2, e.places()), RoundingMode.HALF_UP)
                        .toPlainString();
                tally.find(Findings.of(id, Severity.FACTUAL, Confidence.HIGH)
                        .says(
                                "算式“" + e.written() + "”不成立，左边等于" + due + "。",
                                "The equation \"" + e.written() + "\" does not hold; its left side is " + due + ".")
                        .claimed(report.words(e.result()))
                        .computed(due)
                        .arithmetic(report.words(e.operands()) + " = " + due)
                        .at(e.result(), e.operands())
                        .settledBy("核对算式里的数和结果。", "Check the operands and the result."));
            }
        }
    }

    /** Rules that the score table itself states. */
    private boolean printedRules(Report report, Tally tally) {
        List<PrintedRules> rules =
                PrintedRules.of(report).stream().filter(r -> r.kind() == kind).toList();
        Set<List<String>> told = new HashSet<>();
        for (PrintedRules held : rules) {
            tally.recomputed(held.points(), held.agrees());
            if (held.agrees()) {
                tally.pass();
                continue;
            }
            // Text and table tell the same points
            List<PrintedRules> copies = rules.stream()
                    .filter(r -> !r.agrees() && key(r).equals(key(held)))
                    .sorted(Comparator.comparing(r -> r.points().unit().symbol().isEmpty()))
                    .toList();
            if (!told.add(key(held))) {
                continue;
            }
            PrintedRules rule = copies.get(0);
            List<Span> places = new ArrayList<>();
            copies.forEach(c -> places.add(c.points().span()));
            rule.node().points().ifPresent(p -> places.add(p.span()));
            rule.basis().forEach(f -> places.add(f.span()));
            String name = rule.node().name();
            String printed = rule.points().printed();
            boolean inTable = rules.stream()
                    .anyMatch(r -> !r.agrees()
                            && r.node() == held.node()
                            && r.points().passage().isCell());
            tally.find(Findings.of(id, inTable ? Severity.SCORE_CHANGING : Severity.FACTUAL, Confidence.MEDIUM)
                    .says(
                            "“" + name + "”" + (inTable ? "" : "正文写") + "得" + printed + "，按评分表写的办法应得" + rule.dueText()
                                    + "分（" + rule.arithmetic() + "）" + (inTable ? "。" : "，评分表里的得分不受影响。"),
                            "\"" + name + "\" is given " + printed + (inTable ? "" : " in the text")
                                    + "; the rule of the score table gives " + rule.dueText() + " (" + rule.arithmetic()
                                    + ")" + (inTable ? "." : ", as the table itself has it."))
                    .claimed(printed)
                    .computed(rule.dueText())
                    .arithmetic(rule.arithmetic())
                    .effect(
                            inTable
                                    ? new Effect.Corrected(name, printed.replace("分", ""), rule.dueText())
                                    : Finding.NO_EFFECT)
                    .at(places)
                    .settledBy("按评分表的办法重新计分，或写明所用的数。", "Score it again by the rule, or state the figures used."));
        }
        return !rules.isEmpty();
    }

    private static List<String> key(PrintedRules rule) {
        return List.of(rule.node().name(), rule.points().value().toText(), rule.dueText(), rule.arithmetic());
    }

    /** @return whether there was something to hold although the framework is not known */
    boolean withoutFramework(Report report, Tally tally) {
        return false;
    }

    final Finding form(FormRows row, String zh, String en) {
        List<Span> places = new ArrayList<>();
        places.add(row.points().span());
        row.basis().forEach(f -> places.add(f.span()));
        String basis =
                String.join(" ÷ ", row.basis().stream().map(Figure::printed).toList());
        String name = row.node().name();
        return Findings.of(id, Severity.SCORE_CHANGING, Confidence.MEDIUM)
                .says(
                        "“" + name + "”得" + row.points().text() + "分，" + zh + row.due() + "分。",
                        "\"" + name + "\" is given " + row.points().text() + "; " + en + row.due() + ".")
                .claimed(row.points().text())
                .computed(row.due())
                .arithmetic(basis)
                .effect(new Effect.Corrected(name, row.points().text(), row.due()))
                .at(places)
                .settledBy("按计分办法重算，或写明所用的办法。", "Score it again, or state the way of scoring.");
    }

    /** Nothing proves other points, but what is left for a person looks like no judgement. */
    private Finding oddRest(Held held) {
        String computed = held.range().low().toText();
        String rest = held.printed().value().minus(held.range().low()).toText();
        return Findings.of(id, Severity.QUESTION, Confidence.MEDIUM)
                .says(
                        "“" + held.node().name() + "”得" + held.printed().text() + "分，其中按公式计的应为" + computed + "分，余下"
                                + rest + "分由人评定却不是0.05的整数倍，公式部分可能没有按此计算。",
                        "\"" + held.node().name() + "\" is given "
                                + held.printed().text() + "; " + computed
                                + " of it follows from the formula, and the remaining " + rest
                                + ", left to judgement, is no multiple of 0.05, so the formula may have been applied otherwise.")
                .claimed(held.printed().text())
                .computed("[" + computed + ", " + held.range().high().toText() + "]")
                .arithmetic(held.arithmetic())
                .at(held.places())
                .settledBy("分别写明公式部分和评定部分的得分。", "State the points by formula and those by judgement apart.");
    }

    private Finding finding(Held held, Framework framework) {
        if (held.isOddRest()) {
            return oddRest(held);
        }
        ScoreSheet.Range range = held.due();
        boolean one = range.isOne();
        String low = range.low().toText();
        String high = range.high().toText();
        String gives = one ? low + "分" : low + "至" + high + "分";
        String name = held.node().name();
        Effect effect = one
                ? new Effect.Corrected(held.indicator().id(), held.printed().text(), low)
                : new Effect.Bounded(held.indicator().id(), held.printed().text(), low, high);
        boolean byReading = held.result() == Result.BY_READING;
        String zh = "“" + name + "”得" + held.printed().text() + "分，按报告所载的数"
                + held.reading().zh() + "和评分标准" + (byReading ? "应得" : "只能得") + gives + "。";
        String en = "\"" + name + "\" is given " + held.printed().text() + "; the report's own figures"
                + held.reading().en() + " and the rule give " + (one ? low : low + " to " + high) + ".";
        if (byReading) {
            String how = readings(held.readings().orElseThrow(), framework);
            zh += "把评分标准理解为“" + how + "”，才得出所写的分数。";
            en += " The printed points come out when the rule is read as: "
                    + readingsInEnglish(held.readings().orElseThrow(), framework) + ".";
        } else if (held.cut()) {
            zh += "所写的分数是舍去尾数得出的。";
            en += " The printed points are those cut off instead of rounded.";
        } else if (held.contested()) {
            zh += "报告里有几组数，没有一组能得出这个分数。";
            en += " The report prints several sets of figures; none gives these points.";
        }
        Confidence confidence = held.node().repaired()
                        || byReading
                        || held.cut()
                        || held.basis().isEmpty()
                        || !held.reading().zh().isEmpty()
                ? Confidence.MEDIUM
                : Confidence.HIGH;
        return Findings.of(id, Severity.SCORE_CHANGING, confidence)
                .says(zh, en)
                .claimed(held.printed().text())
                .computed(one ? low : "[" + low + ", " + high + "]")
                .arithmetic(held.arithmetic().isEmpty() ? null : held.arithmetic())
                .effect(effect)
                .at(held.places())
                .settledBy(
                        "按评分标准重新计分，或说明所用的数和理解。",
                        "Score it again by the rule, or state the figures and the reading used.");
    }

    private static String readings(Map<String, String> chosen, Framework framework) {
        return String.join(
                "；",
                chosen.entrySet().stream()
                        .map(e -> framework
                                .readings()
                                .get(e.getKey())
                                .options()
                                .get(e.getValue())
                                .zh())
                        .toList());
    }

    private static String readingsInEnglish(Map<String, String> chosen, Framework framework) {
        return String.join(
                "; ",
                chosen.entrySet().stream()
                        .map(e -> framework
                                .readings()
                                .get(e.getKey())
                                .options()
                                .get(e.getValue())
                                .en())
                        .toList());
    }
}
