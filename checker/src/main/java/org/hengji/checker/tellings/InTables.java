package org.hengji.checker.tellings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Report;
import org.hengji.checker.arithmetic.Repeats;
import org.hengji.checker.arithmetic.Repeats.Same;
import org.hengji.checker.arithmetic.YearRows;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.scores.ScoreNode;
import org.hengji.checker.scores.ScoreTables;
import org.hengji.checker.scores.ScoreTree;
import org.hengji.checker.targets.Target;
import org.hengji.checker.targets.Targets;
import org.hengji.checker.targets.Value;

/** What a table tells and the text tells again: results of targets, rates beside points, totals of the year. */
final class InTables {
    private final Report report;
    private final TellingWords words = TellingWords.shipped();
    private final List<Figure> text;
    private final List<Same> all = new ArrayList<>();

    private InTables(Report report) {
        this.report = report;
        this.text = Wording.inText(report).stream()
                .filter(f -> Wording.isResult(report, f))
                .toList();
    }

    static List<Same> of(Report report) {
        InTables tables = new InTables(report);
        Targets.of(report).inTables().forEach(tables::target);
        for (ScoreTree tree : ScoreTables.of(report)) {
            tree.leaves().forEach(tables::remark);
        }
        YearRows.of(report).forEach(tables::year);
        return tables.all;
    }

    private void target(Target target) {
        if (!(target.actual().orElse(null) instanceof Value.Amount actual)
                || !actual.figure().isExact()) {
            return;
        }
        Figure printed = actual.figure();
        List<Figure> told = text.stream()
                .filter(f -> Wording.sameKind(f, printed) && f.isPercent() == printed.isPercent())
                .filter(f -> isOf(f, target.name()))
                .toList();
        add(target.name(), printed, told);
    }

    /** Its own label tells the name, or it is 实际 in a sentence that speaks of the name. */
    private boolean isOf(Figure figure, String name) {
        if (Wording.tells(figure.label(), name)) {
            return !figure.isPercent() || name.endsWith(figure.label());
        }
        String core = words.core(name);
        return !figure.isPercent()
                && core.length() > 2
                && words.actual().contains(figure.label())
                && Wording.lead(figure).contains(core);
    }

    /** A rate beside the points of its indicator: 实测93.75%, or 执行率98% beside 预算执行. */
    private void remark(ScoreNode node) {
        if (node.points().isEmpty()) {
            return;
        }
        Optional<Passage.InTable> at =
                report.passageAt(node.points().get().span().start()).cell();
        at.ifPresent(cell -> cell.table().row(cell.cell().row()).stream()
                .filter(c -> c.column() > cell.cell().column())
                .map(report::passage)
                .flatMap(p -> report.figures(p).stream())
                .filter(f -> f.isPercent() && f.isExact())
                .forEach(f -> fullName(node.name(), f.label()).ifPresent(name -> {
                    List<Figure> told = text.stream()
                            .filter(g -> g.isPercent() && g.label().equals(name))
                            .toList();
                    add(name, f, told);
                })));
    }

    private Optional<String> fullName(String node, String label) {
        if (words.actual().contains(label)) {
            return Optional.of(node);
        }
        for (int shared = Math.min(node.length(), label.length()) - 1; shared > 0; shared--) {
            if (node.endsWith(label.substring(0, shared))) {
                return Optional.of(node + label.substring(shared));
            }
        }
        return Optional.empty();
    }

    private void year(YearRows.Row row) {
        List<Figure> told = text.stream()
                .filter(f -> f.label().equals(row.name()))
                .filter(f -> Wording.sameKind(f, row.figure()))
                .toList();
        add(row.name(), row.figure(), told);
    }

    private static List<Figure> held(Figure printed, List<Figure> told, List<Figure> others) {
        if (told.size() == 1) {
            return List.of(printed, told.get(0));
        }
        return others.isEmpty() ? List.of(printed) : List.of();
    }

    /** Where one telling agrees, another that does not may be of a part. */
    private void add(String name, Figure printed, List<Figure> told) {
        List<Figure> others =
                told.stream().filter(f -> !Repeats.sameValue(printed, f)).toList();
        if (others.size() < told.size()) {
            told.stream()
                    .filter(f -> !others.contains(f))
                    .findFirst()
                    .ifPresent(f -> all.add(new Same(name, List.of(printed, f), false, held(printed, told, others))));
        } else if (!others.isEmpty()) {
            all.add(new Same(name, List.of(printed, others.get(0)), false));
        }
    }
}
