package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.List;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Effect;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.scores.FormRows;
import org.hengji.checker.scores.Held.Kind;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;

/** K04: points given by a formula are what the formula gives. */
public final class FormulaCheck extends RuleChecks {
    public FormulaCheck() {
        super(
                "K04",
                Kind.FORMULA,
                Text.of("按公式计分的指标，得分等于公式算出的分数", "Points given by a formula are what the formula gives"));
    }

    /** Self-evaluation forms give points in proportion to what was done of the target. */
    @Override
    boolean withoutFramework(Report report, Tally tally) {
        List<FormRows> rows = FormRows.of(report);
        for (FormRows row : rows) {
            report.figureAt(row.points().span()).ifPresent(f -> tally.recomputed(f, row.agrees()));
            if (row.agrees()) {
                tally.pass();
                continue;
            }
            List<Span> places = new ArrayList<>();
            places.add(row.points().span());
            row.basis().forEach(f -> places.add(f.span()));
            String basis =
                    String.join(" ÷ ", row.basis().stream().map(Figure::printed).toList());
            tally.find(Findings.of(id(), Severity.SCORE_CHANGING, Confidence.MEDIUM)
                    .says(
                            "“" + row.node().name() + "”得" + row.points().text() + "分，按完成比例应得" + row.due() + "分。",
                            "\"" + row.node().name() + "\" is given "
                                    + row.points().text() + "; in proportion to what was done it earns " + row.due()
                                    + ".")
                    .claimed(row.points().text())
                    .computed(row.due())
                    .arithmetic(basis + " × " + row.weight().toText() + " = " + row.due())
                    .effect(new Effect.Corrected(row.node().name(), row.points().text(), row.due()))
                    .at(places)
                    .settledBy("按计分办法重算，或写明所用的办法。", "Score it again, or state the way of scoring."));
        }
        return !rows.isEmpty();
    }
}
