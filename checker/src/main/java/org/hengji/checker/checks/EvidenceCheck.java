package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.List;
import org.hengji.checker.Check;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Effect;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.scores.Held;
import org.hengji.checker.scores.Inferred;
import org.hengji.checker.scores.Printed;
import org.hengji.checker.scores.Rescoring;
import org.hengji.checker.scores.ScoreNode;
import org.hengji.checker.scores.ToldOperands;
import org.hengji.documents.Span;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.framework.Text;

/** K13: points rest on facts that the report prints. Without them they are not wrong, but nobody can verify them. */
public final class EvidenceCheck implements Check {
    @Override
    public String id() {
        return "K13";
    }

    @Override
    public Text meaning() {
        return Text.of("得分所依据的数在报告里能找到", "The facts behind the points are printed in the report");
    }

    @Override
    public void run(Report report, Tally tally) {
        var rescoring = Rescoring.of(report);
        if (rescoring.isEmpty()) {
            if (!byOwnRules(report, tally)) {
                tally.skip("评分表不属于已知的指标体系", "The score table follows no known framework");
            }
            return;
        }
        for (Held held : Held.of(report)) {
            if (held.result() != Held.Result.UNVERIFIABLE) {
                tally.pass();
                continue;
            }
            Rescoring r = rescoring.get();
            List<String> missing = new ArrayList<>();
            List<String> english = new ArrayList<>();
            Rescoring.leaves(held.indicator()).forEach(leaf -> {
                for (ScoreSheet.Input input : r.inputs(leaf.id())) {
                    if (!r.facts().isPrinted(input.fact())
                            && !r.facts().rates().containsKey(leaf.id())
                            && !missing.contains(input.name().zh())) {
                        missing.add(input.name().zh());
                        english.add(input.name().en());
                    }
                }
            });
            String low = held.due().low().toText();
            String high = held.due().high().toText();
            List<Span> places = held.places();
            Held.items(held.node(), held.indicator()).forEach((leaf, points) -> {
                if (!Rescoring.isJudged(leaf)
                        && r.bare().get(leaf.id()).points().isEmpty()
                        && !r.facts().rates().containsKey(leaf.id())) {
                    places.add(points.span());
                }
            });
            Text reading = Inferred.bracketed(r.inferred(held.indicator()));
            String what = missing.isEmpty() ? "确切的数值" : String.join("、", missing);
            tally.find(Findings.of(id(), Severity.QUESTION, held.node().repaired() ? Confidence.LOW : Confidence.MEDIUM)
                    .says(
                            "“" + held.node().name() + "”得" + held.printed().text() + "分，但报告没有载明" + what + "，无法核实；按已有的数"
                                    + reading.zh() + "，得分在" + low + "至" + high + "分之间"
                                    + (held.isFull() ? "（评定的部分按所给的满分计）" : "") + "。",
                            "\"" + held.node().name() + "\" is given "
                                    + held.printed().text() + ", but the report does not print "
                                    + (english.isEmpty() ? "exact figures" : String.join(", ", english))
                                    + "; what is printed" + reading.en() + " proves only "
                                    + low + " to " + high
                                    + (held.isFull() ? ", with full marks for what is judged" : "") + ".")
                    .claimed(held.printed().text())
                    .computed("[" + low + ", " + high + "]")
                    .effect(new Effect.Unverifiable(
                            held.indicator().id(), held.printed().text(), low, high))
                    .at(places)
                    .settledBy(
                            "补充" + what + "及来源。",
                            "Add " + (english.isEmpty() ? "the exact figures" : String.join(", ", english))
                                    + " with their source."));
        }
    }

    /** Rules that the score table itself states. */
    private boolean byOwnRules(Report report, Tally tally) {
        List<ToldOperands> all = ToldOperands.of(report);
        for (ToldOperands operands : all) {
            if (operands.told()) {
                tally.pass();
                continue;
            }
            ScoreNode node = operands.node();
            String points = node.points().orElseThrow().text();
            String most = node.weight().map(Printed::text).orElse(points);
            List<Span> places = new ArrayList<>(List.of(node.points().get().span()));
            places.add(node.place());
            places.addAll(node.criterion());
            tally.find(Findings.of(id(), Severity.QUESTION, Confidence.LOW)
                    .says(
                            "“" + node.name() + "”得" + points + "分，评分标准要看“" + operands.wanted()
                                    + "”，正文和其他表里没有找到，无法核实；得分可能在0至" + most + "分之间。",
                            "\"" + node.name() + "\" is given " + points + "; its rule rests on \"" + operands.wanted()
                                    + "\", which neither the text nor another table was found to tell, so that anything from 0 to "
                                    + most + " is possible.")
                    .claimed(points)
                    .computed("[0, " + most + "]")
                    .effect(new Effect.Unverifiable(node.name(), points, "0", most))
                    .at(places)
                    .settledBy("补充这些数及来源。", "Add these figures with their source."));
        }
        return !all.isEmpty();
    }
}
