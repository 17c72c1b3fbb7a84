package org.hengji.documents.workbook;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.hengji.documents.StoredCell;
import org.hengji.documents.workbook.Pen.Look;
import org.hengji.documents.workbook.Pen.Style;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.Indicator.Combine;
import org.hengji.scoring.framework.Indicator.WhenNotApplicable;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.number.Rounding;
import org.hengji.scoring.subject.Case;

/**
 * The score sheet in the layout of the official annex, first and second level merged at the left, every score a
 * protected formula over the sheets of facts and judgements.
 */
final class ScoreTable {
    static final String SHEET = "评分表";
    /** What stands in place of points that no formula of a spreadsheet tells. */
    static final String ONLINE = "以系统为准";

    private static final int FIRST = 4;
    private static final int LEVELS = 3;
    private static final int ITEM = 9;
    private static final int ITEM_MAX = 10;
    private static final int ITEM_POINTS = 11;
    private static final int SYSTEM = 12;
    private static final int CRITERION = 13;
    private static final int METRIC = 14;
    private static final int[] WIDTHS = {11, 6, 8, 13, 6, 8, 18, 6, 8, 24, 6, 8, 9, 56, 10};
    private static final String[] HEADS = {
        "一级指标", "权重", "得分", "二级指标", "权重", "得分", "三级指标", "权重", "得分", "评分要点", "分值", "得分", "生成时\n系统得分", "评分标准", "算式值"
    };

    private final Pen pen;
    private final Framework framework;
    private final Case subject;
    private final Map<String, String> facts;
    private final Map<String, String> awards;
    private final Map<String, String> evidence;
    private final Map<String, String> points = new HashMap<>();
    private final Map<String, Integer> firstRow = new HashMap<>();
    private final Map<String, Integer> lastRow = new HashMap<>();
    private int row = FIRST;

    ScoreTable(
            Pen pen,
            Framework framework,
            Case subject,
            Map<String, String> facts,
            Map<String, String> awards,
            Map<String, String> evidence) {
        this.pen = pen;
        this.framework = framework;
        this.subject = subject;
        this.facts = facts;
        this.awards = awards;
        this.evidence = evidence;
    }

    void write(XSSFSheet sheet, String title, String definition, boolean known) {
        pen.words(sheet, 0, 0, title, Style.of(Look.TITLE));
        sheet.getRow(0).setHeightInPoints(28);
        pen.words(
                sheet,
                1,
                0,
                definition + "　试算用表格软件的小数，正式得分以系统按分数精确计算的为准",
                new Style(Look.NOTE, "@", false, HorizontalAlignment.GENERAL, false));
        for (int i = 0; i < HEADS.length; i++) {
            Pen.width(sheet, i, WIDTHS[i]);
            pen.words(sheet, FIRST - 1, i, HEADS[i], Style.of(Look.HEAD));
        }
        sheet.getRow(FIRST - 1).setHeightInPoints(34);
        framework.indicators().forEach(this::place);
        int total = row;
        Optional<ScoreSheet> scored = known ? Optional.of(Scoring.score(framework, subject)) : Optional.empty();
        OfflineFormulas formulas = new OfflineFormulas(framework, readings(), facts, awards, evidence, points);
        List<Indicator> none = new ArrayList<>();
        for (Indicator top : framework.indicators()) {
            node(sheet, top, null, formulas, scored, none);
        }
        total(sheet, total, scored);
        pen.words(
                sheet,
                2,
                0,
                none.isEmpty()
                        ? "灰色的格是公式，不能改；填“数据项”和“评判”两张表。"
                        : "灰色的格是公式，不能改。下列指标的规则表格公式算不了，显示“" + ONLINE + "”："
                                + none.stream().map(n -> n.name().zh()).collect(Collectors.joining("、")),
                new Style(Look.NOTE, "@", false, HorizontalAlignment.GENERAL, false));
        sheet.setColumnHidden(METRIC, true);
        if (!known) {
            sheet.setColumnHidden(SYSTEM, true);
        }
        Pen.freeze(sheet, 0, FIRST);
        Pen.protect(sheet);
        sheet.getPrintSetup().setFitHeight((short) 0);
    }

    private Map<String, String> readings() {
        Map<String, String> inForce = new LinkedHashMap<>();
        framework.readings().forEach((key, reading) -> {
            String chosen = subject.readings().get(key);
            inForce.put(key, reading.options().containsKey(chosen) ? chosen : reading.byDefault());
        });
        return inForce;
    }

    /** Gives every leaf a row, and every node the cell of its points. */
    private void place(Indicator node) {
        int first = row;
        if (node.isLeaf()) {
            row++;
        } else {
            node.children().forEach(this::place);
        }
        firstRow.put(node.id(), first);
        lastRow.put(node.id(), row - 1);
        points.put(node.id(), "$" + StoredCell.place(1, column(node) + 1).replaceAll("\\d", "") + "$" + (first + 1));
    }

    private static int column(Indicator node) {
        return node.item() || node.level() > LEVELS ? ITEM_POINTS : node.level() * LEVELS - 1;
    }

    private void node(
            XSSFSheet sheet,
            Indicator node,
            Indicator above,
            OfflineFormulas formulas,
            Optional<ScoreSheet> scored,
            List<Indicator> none) {
        int first = firstRow.get(node.id());
        int last = lastRow.get(node.id());
        int column = column(node);
        Style figures = Style.of(Look.LOCKED, format(), HorizontalAlignment.RIGHT);
        Style weight = Style.of(Look.TABLE, "0.######", HorizontalAlignment.RIGHT);
        pen.words(
                sheet,
                first,
                column - 2,
                node.name().zh(),
                Style.of(node.level() <= 2 && !node.item() ? Look.GROUP : Look.TABLE));
        pen.number(sheet, first, column - 1, node.max(), weight);
        Optional<String> formula = node.isLeaf() ? leaf(sheet, node, above, formulas) : parent(node, formulas);
        if (formula.isPresent()) {
            pen.formula(sheet, first, column, formula.get(), figures);
        } else {
            none.add(node);
            pen.words(sheet, first, column, ONLINE, Style.of(Look.LOCKED, "@", HorizontalAlignment.RIGHT));
        }
        for (int c = column - 2; c <= column; c++) {
            for (int r = first + 1; r <= last; r++) {
                pen.cell(sheet, r, c, Style.of(Look.TABLE));
            }
            if (last > first) {
                sheet.addMergedRegion(new CellRangeAddress(first, last, c, c));
            }
        }
        if (node.isLeaf()) {
            // Levels that this leaf does not have stay blank, with lines.
            for (int c = column + 1; c <= ITEM_POINTS; c++) {
                pen.cell(sheet, first, c, Style.of(Look.TABLE));
            }
            String system =
                    scored.flatMap(s -> s.node(node.id()).map(n -> shown(s, n))).orElse("");
            pen.words(sheet, first, SYSTEM, system, Style.of(Look.TABLE, "@", HorizontalAlignment.RIGHT));
            String criterion = node.criterion() == null ? "" : node.criterion().zh();
            pen.words(sheet, first, CRITERION, criterion, Style.of(Look.TABLE));
            int lines = Math.max(
                    Instructions.lines(criterion, WIDTHS[CRITERION]),
                    Instructions.lines(node.name().zh(), WIDTHS[column - 2]));
            sheet.getRow(first).setHeightInPoints(Math.max(18, 14.5f * lines + 3));
        }
        node.children().forEach(child -> node(sheet, child, node, formulas, scored, none));
    }

    private String format() {
        int places = framework.rounding().places();
        return places == 0 ? "0" : "0." + "0".repeat(places);
    }

    private static String shown(ScoreSheet sheet, ScoreSheet.Node node) {
        return node.points()
                .map(sheet::print)
                .orElseGet(() -> "[" + sheet.print(node.range().low()) + ", "
                        + sheet.print(node.range().high()) + "]");
    }

    private Optional<String> leaf(XSSFSheet sheet, Indicator node, Indicator above, OfflineFormulas formulas) {
        int at = firstRow.get(node.id());
        if (subject.overrides().containsKey(node.id())) {
            return Optional.of(
                    OfflineFormulas.number(subject.overrides().get(node.id()).points()));
        }
        Optional<Rounding> rounding = rounding(node);
        if (!subject.classWeights().isEmpty()
                || rounding.filter(r -> !OfflineFormulas.isExpressible(r)).isPresent()) {
            return Optional.empty();
        }
        String metric = "$" + StoredCell.place(1, METRIC + 1).replaceAll("\\d", "") + "$" + (at + 1);
        Optional<OfflineFormulas.Formulas> found = formulas.of(node, above, rounding, metric);
        found.flatMap(OfflineFormulas.Formulas::metric)
                .ifPresent(m ->
                        pen.formula(sheet, at, METRIC, m, Style.of(Look.LOCKED, "General", HorizontalAlignment.RIGHT)));
        return found.map(OfflineFormulas.Formulas::points);
    }

    private Optional<Rounding> rounding(Indicator node) {
        Rounding rounding = node.rounding().orElse(framework.rounding());
        for (Optional<Indicator> at = Optional.of(node); at.isPresent(); at = above(at.get())) {
            String mode = subject.readings().get("rounding." + at.get().id());
            if (mode != null) {
                rounding = rounding.withMode(
                        RoundingMode.valueOf(mode.toUpperCase(Locale.ROOT).replace('-', '_')));
                break;
            }
        }
        boolean here = node.rounding().isPresent()
                || switch (rounding.at()) {
                    case ITEM -> node.isLeaf();
                    case INDICATOR ->
                        !node.item() && (node.isLeaf() || node.children().get(0).item());
                    case TOTAL -> false;
                };
        return here ? Optional.of(rounding) : Optional.empty();
    }

    private Optional<Indicator> above(Indicator node) {
        return framework.nodes().stream()
                .filter(n -> n.children().contains(node))
                .findFirst();
    }

    /** Sums as far as the parts are there; means and least ones only when all are. */
    private Optional<String> parent(Indicator node, OfflineFormulas formulas) {
        if (subject.overrides().containsKey(node.id())) {
            return Optional.of(
                    OfflineFormulas.number(subject.overrides().get(node.id()).points()));
        }
        if (!node.grades().isEmpty()
                || rounding(node).filter(r -> !OfflineFormulas.isExpressible(r)).isPresent()) {
            return Optional.empty();
        }
        List<String> cells =
                node.children().stream().map(c -> points.get(c.id())).toList();
        String all = String.join(",", cells);
        String body;
        if (node.combine() instanceof Combine.Sum) {
            if (node.children().stream().anyMatch(c -> c.whenNotApplicable() instanceof WhenNotApplicable.MoveWeightTo)
                    || node.whenNotApplicable() instanceof WhenNotApplicable.MoveWeightTo
                    || node.whenNotApplicable() instanceof WhenNotApplicable.DropAndRescale) {
                body = absent(cells, "\"" + ONLINE + "\"", "SUM(" + all + ")");
            } else {
                StringBuilder given = new StringBuilder();
                for (int i = 0; i < cells.size(); i++) {
                    given.append("+IF(")
                            .append(cells.get(i))
                            .append("=\"")
                            .append(OfflineFormulas.ABSENT)
                            .append("\",")
                            .append(OfflineFormulas.number(
                                    node.children().get(i).max()))
                            .append(",0)");
                }
                body = "SUM(" + all + ")" + given;
            }
        } else {
            List<String> shares = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                Rational scale = node.max().over(node.children().get(i).max());
                shares.add(cells.get(i) + "*" + OfflineFormulas.number(scale));
            }
            String parts = String.join(",", shares);
            if (node.combine() instanceof Combine.Mean) {
                body = "AVERAGE(" + parts + ")";
            } else if (node.combine() instanceof Combine.Min) {
                body = "MIN(" + parts + ")";
            } else if (node.combine() instanceof Combine.Weighted w) {
                Rational sum = w.weights().stream().reduce(Rational.ZERO, Rational::plus);
                StringBuilder weighted = new StringBuilder();
                for (int i = 0; i < shares.size(); i++) {
                    weighted.append(i > 0 ? "+" : "")
                            .append(shares.get(i))
                            .append('*')
                            .append(OfflineFormulas.number(w.weights().get(i).over(sum)));
                }
                body = "(" + weighted + ")";
            } else {
                return Optional.empty();
            }
            body = "IF(COUNT(" + all + ")<" + cells.size() + ",\"" + OfflineFormulas.OPEN + "\"," + body + ")";
        }
        String bounded = "MIN(" + OfflineFormulas.number(node.max()) + ",(" + body + ")+0)";
        String points =
                rounding(node).map(r -> OfflineFormulas.rounded(bounded, r)).orElse("ROUND(" + bounded + ",9)");
        Optional<String> formula = Optional.of("IFERROR(" + points + "," + body + ")");
        for (ScoringRule.Veto veto : node.vetoes()) {
            if (veto.effect() instanceof ScoringRule.Effect.Zero) {
                formula = formula.flatMap(f -> formulas.vetoed(veto.when(), f));
            }
        }
        return formula;
    }

    private static String absent(List<String> cells, String then, String otherwise) {
        String any = cells.stream()
                .map(c -> c + "=\"" + OfflineFormulas.ABSENT + "\"")
                .collect(Collectors.joining(","));
        return "IF(OR(" + any + ")," + then + "," + otherwise + ")";
    }

    private void total(XSSFSheet sheet, int at, Optional<ScoreSheet> scored) {
        for (int c = 0; c <= CRITERION; c++) {
            pen.cell(sheet, at, c, Style.of(Look.TOTAL));
        }
        Style figures = Style.of(Look.TOTAL, format(), HorizontalAlignment.RIGHT);
        pen.words(sheet, at, 0, "合计", Style.of(Look.TOTAL));
        pen.number(sheet, at, 1, framework.total(), Style.of(Look.TOTAL, "0.######", HorizontalAlignment.RIGHT));
        List<String> cells =
                framework.indicators().stream().map(i -> points.get(i.id())).toList();
        boolean sums = framework.combine() instanceof Combine.Sum
                && (framework.rounding().at() != Rounding.At.TOTAL
                        || OfflineFormulas.isExpressible(framework.rounding()));
        if (sums) {
            String sum = "SUM(" + String.join(",", cells) + ")";
            pen.formula(
                    sheet,
                    at,
                    2,
                    framework.rounding().at() == Rounding.At.TOTAL
                            ? OfflineFormulas.rounded(sum, framework.rounding())
                            : "ROUND(" + sum + ",9)",
                    figures);
        } else {
            pen.words(sheet, at, 2, ONLINE, figures);
        }
        List<String> leaves = framework.nodes().stream()
                .filter(Indicator::isLeaf)
                .map(n -> points.get(n.id()))
                .toList();
        String counted = leaves.stream().map(c -> "ISNUMBER(" + c + ")*1").collect(Collectors.joining("+"));
        pen.formula(
                sheet,
                at,
                3,
                "IF(" + counted + "=" + leaves.size() + ",\"全部算出\",\"已算出 \"&(" + counted + ")&\" 项，共 " + leaves.size()
                        + " 项；合计不含没有算出的\")",
                new Style(Look.TOTAL, "@", false, HorizontalAlignment.LEFT, false));
        sheet.addMergedRegion(new CellRangeAddress(at, at, 3, ITEM_POINTS));
        scored.ifPresent(s -> pen.words(
                sheet,
                at,
                SYSTEM,
                s.total()
                        .map(s::print)
                        .orElseGet(() -> "[" + s.print(s.range().low()) + ", "
                                + s.print(s.range().high()) + "]"),
                Style.of(Look.TOTAL, "@", HorizontalAlignment.RIGHT)));
        sheet.getRow(at).setHeightInPoints(24);
    }
}
