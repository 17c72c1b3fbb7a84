package org.hengji.checker.tellings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.hengji.checker.Report;
import org.hengji.checker.arithmetic.ColumnRatios;
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
import org.hengji.documents.Block;
import org.hengji.scoring.number.Rational;

/** What a table tells and the text tells again: results of targets, rates beside points, totals of the year. */
final class InTables {
    private static final int FEWEST_PAIRS = 4;
    private static final int QUARTERS = 4;
    private static final int NEAR = 3;

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
        report.passages().forEach(tables::quoted);
        report.document().tables().forEach(tables::quarters);
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
        List<Figure> known = told.isEmpty() ? inSentence(target.name(), printed) : told;
        add(target.name(), printed, known);
    }

    /** 举办业务培训班，…，培训人员3000人次: the only count of its unit in a sentence that holds the name of the target. */
    private List<Figure> inSentence(String name, Figure printed) {
        Set<String> pairs = Wording.pairs(words.core(name));
        if (printed.isPercent()
                || printed.isMoney()
                || printed.unit().symbol().isEmpty()
                || pairs.size() < FEWEST_PAIRS) {
            return List.of();
        }
        List<Figure> told = text.stream()
                .filter(f -> f.unit().symbol().equals(printed.unit().symbol()))
                .filter(f -> report.figures(f.passage()).stream()
                                .filter(g -> g.sentence() == f.sentence())
                                .filter(g -> g.unit().symbol().equals(f.unit().symbol()))
                                .count()
                        == 1)
                .filter(f -> {
                    String window = Wording.sentence(f) + Wording.next(f);
                    long held = pairs.stream().filter(window::contains).count();
                    return held * 4 >= pairs.size() * 3L;
                })
                .toList();
        return told.stream().map(Figure::base).distinct().count() == 1 ? told : List.of();
    }

    /** “案件受理率”指标值“100%”: a row of the table quoted in the text. */
    private void quoted(Passage passage) {
        Matcher m = words.quoted().matcher(passage.text());
        while (!passage.isCell() && m.find()) {
            int from = m.start(2);
            int to = m.end(2);
            String name = m.group(1).replace("的", "");
            Optional<Figure> told = report.figures(passage).stream()
                    .filter(f -> f.from() >= from && f.to() <= to)
                    .findFirst();
            Targets.of(report).inTables().stream()
                    .filter(t -> t.name().replace("的", "").equals(name))
                    .findFirst()
                    .filter(t -> t.target() instanceof Value.Amount)
                    .map(t -> ((Value.Amount) t.target()).figure())
                    .ifPresent(f -> told.filter(g -> g.isPercent() == f.isPercent())
                            .ifPresent(g -> all.add(new Same(m.group(1), List.of(f, g), true))));
        }
    }

    /** The budget of the year in every row of a table of quarters, and what was spent by the last of them. */
    private void quarters(Block.Table table) {
        Map<Integer, Map<Integer, Figure>> grid = ColumnRatios.grid(report, table);
        List<Integer> rows = new ArrayList<>();
        for (int row = 1; row <= table.rows(); row++) {
            String head = report.cell(table, row, 1).map(Passage::text).orElse("");
            boolean mean = report.words().means().stream().anyMatch(head::contains);
            if (!mean && report.words().period(head).isPresent() && grid.containsKey(row)) {
                rows.add(row);
            }
        }
        if (rows.size() != QUARTERS) {
            return;
        }
        Passage above = report.passages().stream()
                .filter(p -> !p.isCell() && p.original().end() <= table.span().start())
                .reduce((first, second) -> second)
                .orElse(null);
        grid.get(rows.get(QUARTERS - 1)).forEach((column, last) -> {
            boolean same = rows.stream()
                    .allMatch(r -> grid.get(r).containsKey(column)
                            && grid.get(r).get(column).base().equals(last.base()));
            String head = head(table, rows.get(0), column);
            if (above != null && !last.isPercent()) {
                List<String> names = same && words.budget().stream().anyMatch(head::contains)
                        ? words.budgetTold()
                        : words.spent().stream().anyMatch(head::contains) ? words.spentTold() : List.of();
                report.figures().stream()
                        .filter(f -> !f.passage().isCell()
                                && f.passage().index() <= above.index()
                                && above.index() - f.passage().index() <= NEAR)
                        .filter(f -> f.isMoney() && f.isExact() && isCalled(f, names))
                        .reduce((first, second) -> second)
                        .ifPresent(f -> amounts(f, last));
            }
        });
    }

    private static boolean isCalled(Figure figure, List<String> names) {
        String lead = Wording.lead(figure).replaceAll("[为是达]+$", "");
        return names.stream().anyMatch(lead::endsWith);
    }

    private String head(Block.Table table, int row, int column) {
        String head = "";
        for (int r = row - 1; r >= 1 && head.isEmpty(); r--) {
            head = report.cell(table, r, column).map(Passage::text).orElse("");
        }
        return head;
    }

    /** A table without a unit is in that of the text. */
    private void amounts(Figure told, Figure printed) {
        boolean bare = printed.unit().symbol().isEmpty();
        Rational a = bare ? told.value() : told.base();
        Rational b = bare ? printed.value() : printed.base();
        boolean near = a.max(b).compareTo(a.min(b).times(Rational.of(2))) < 0;
        if (near && (bare ? !a.equals(b) : !Repeats.sameValue(told, printed))) {
            all.add(new Same(told.label(), List.of(told, printed), false));
        }
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
