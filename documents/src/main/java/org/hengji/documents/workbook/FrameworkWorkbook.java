package org.hengji.documents.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.hengji.documents.StoredCell;
import org.hengji.documents.workbook.Form.Column;
import org.hengji.documents.workbook.Form.Table;
import org.hengji.documents.workbook.Pen.Look;
import org.hengji.documents.workbook.Pen.Style;
import org.hengji.frameworks.CaseLoader;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;
import org.hengji.scoring.subject.Judgement;
import org.hengji.scoring.subject.Judgement.Award;
import org.hengji.scoring.subject.OwnIndicator;

/** A framework as a workbook: its facts and judged items to fill in, and its score sheet that computes while typing. */
public final class FrameworkWorkbook {
    /** Kinds of workbook that follow from a framework. */
    public static final List<String> KINDS = List.of("facts", "score-sheet");

    private static final int FIRST = FormWorkbook.HEAD_ROW + 1;
    private static final int FURTHER_PLACES = 6;
    private static final int BASE = 7;
    private static final int EPOCH = 25_569;

    private final Pen pen;
    private final Form form;
    private final Framework framework;
    private final Case subject;
    private final Map<String, String> factCells = new HashMap<>();
    private final Map<String, String> awardCells = new HashMap<>();
    private final Map<String, String> evidenceCells = new HashMap<>();

    private FrameworkWorkbook(Pen pen, Form form, Framework framework, Case subject) {
        this.pen = pen;
        this.form = form;
        this.framework = framework;
        this.subject = subject;
    }

    /**
     * @param kind {@code facts}, or {@code score-sheet} with the official table first
     * @param subject fills in what is known; empty for a blank workbook
     */
    public static void write(String kind, Framework framework, Optional<Case> subject, OutputStream out)
            throws IOException {
        Form form = FrameworkForm.of(kind, framework);
        try (Pen pen = new Pen()) {
            Case known = subject.orElseGet(() -> FrameworkForm.blank(framework));
            new FrameworkWorkbook(pen, form, framework, known).write(kind, subject.isPresent());
            pen.template(FrameworkForm.template(kind, framework));
            pen.write(out);
        }
    }

    private String definition() {
        return "指标体系 " + framework.id() + " 第 " + framework.version() + " 版　定义摘要 "
                + framework.digest().substring(0, 19) + "…";
    }

    private void write(String kind, boolean known) {
        String body = subject.subject() == null || !known
                ? ""
                : "　" + subject.subject().zh();
        Instructions.write(
                pen,
                Text.of(form.name().zh() + body, form.name().en()),
                form.purpose(),
                form.how(),
                entries(),
                definition());
        boolean scoresFirst = kind.equals("score-sheet");
        XSSFSheet scores = scoresFirst ? pen.sheet(ScoreTable.SHEET) : null;
        XSSFSheet facts = pen.sheet(form.tables().get(0).name().zh());
        XSSFSheet judgements = pen.sheet(form.tables().get(1).name().zh());
        scores = scores == null ? pen.sheet(ScoreTable.SHEET) : scores;
        facts(facts);
        judgements(judgements);
        new ScoreTable(pen, framework, subject, factCells, awardCells, evidenceCells)
                .write(scores, framework.name().zh() + body, definition(), known);
    }

    private List<Instructions.Entry> entries() {
        List<Instructions.Entry> entries = new ArrayList<>();
        for (Table table : form.tables()) {
            for (Column column : table.columns()) {
                if (!column.system()) {
                    entries.add(new Instructions.Entry(table.name().zh(), column.head(), false, column.help()));
                }
            }
        }
        return entries;
    }

    private void head(XSSFSheet sheet, Table table) {
        pen.words(sheet, 0, 0, table.name().zh(), Style.of(Look.TITLE));
        sheet.getRow(0).setHeightInPoints(28);
        pen.words(sheet, 1, 0, definition(), new Style(Look.NOTE, "@", false, HorizontalAlignment.GENERAL, false));
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            Pen.width(sheet, i, column.width());
            pen.words(sheet, FormWorkbook.HEAD_ROW, i, column.head(), Style.of(Look.HEAD));
        }
        sheet.getRow(FormWorkbook.HEAD_ROW).setHeightInPoints(24);
        Pen.freeze(sheet, 2, FIRST);
        Pen.protect(sheet);
    }

    // ---- Facts -------------------------------------------------------------------------------------------------

    private void facts(XSSFSheet sheet) {
        Table table = form.tables().get(0);
        head(sheet, table);
        List<String> states = table.columns().get(FrameworkForm.STATE).declaration().options().stream()
                .map(o -> o.name().zh())
                .toList();
        int row = FIRST;
        List<Runnable> further = new ArrayList<>();
        int[] next = {FIRST + framework.facts().size()};
        for (FactDefinition definition : framework.facts().values()) {
            List<Fact> known = subject.facts().getOrDefault(definition.key(), List.of());
            String state = known.size() > 1
                    ? "数据不一致"
                    : known.isEmpty() ? "" : state(known.get(0).value());
            place(sheet, row, definition, state, known.isEmpty() ? null : known.get(0), false);
            base(sheet, row, definition);
            for (int i = 1; i < known.size(); i++) {
                Fact other = known.get(i);
                further.add(() -> place(sheet, next[0]++, definition, "", other, true));
            }
            row++;
        }
        further.forEach(Runnable::run);
        int last = next[0] + FURTHER_PLACES;
        for (int r = next[0]; r < last; r++) {
            for (int i = 0; i < table.columns().size(); i++) {
                boolean open = i != 1 && i != table.columns().size() - 1;
                pen.cell(sheet, r, i, Style.of(open ? Look.INPUT : Look.LOCKED));
            }
        }
        List<String> keys = List.copyOf(framework.facts().keySet());
        pen.choices(sheet, FIRST + keys.size(), last - 1, 0, keys, "另一出处", "同一数据项的第二个出处填在这里");
        pen.choices(sheet, FIRST, last - 1, FrameworkForm.STATE, states, "状态", "有数值时可以不选；不知道就留空");
        sheet.setColumnHidden(BASE, true);
    }

    private void place(XSSFSheet sheet, int row, FactDefinition definition, String state, Fact fact, boolean further) {
        pen.words(sheet, row, FrameworkForm.KEY, definition.key(), Style.of(further ? Look.INPUT : Look.LOCKED));
        pen.words(sheet, row, 1, definition.name().zh(), Style.of(Look.LOCKED));
        Unit unit = definition.unit();
        String symbol = unit.symbol();
        Style figures = Style.of(Look.INPUT, format(definition), HorizontalAlignment.RIGHT);
        Value value = fact == null ? TypedColumn.BLANK : fact.value();
        if (value instanceof Value.Known number && definition.kind() == Kind.DATE) {
            LocalDate day = ImportedRow.day(number);
            if (day.getYear() > 1900) {
                pen.day(sheet, row, FrameworkForm.VALUE, day, figures);
            } else {
                pen.words(sheet, row, FrameworkForm.VALUE, day.toString(), figures);
            }
        } else if (value instanceof Value.Known number) {
            Optional<Unit> exact = exact(unit, number.number());
            symbol = exact.map(Unit::symbol).orElse(symbol);
            Rational shown = exact.map(u -> unit.to(u, number.number())).orElse(number.number());
            pen.number(sheet, row, FrameworkForm.VALUE, shown, figures);
        } else {
            pen.words(sheet, row, FrameworkForm.VALUE, words(definition, value), figures);
        }
        List<String> units = Unit.all().stream()
                .filter(u -> !u.symbol().isEmpty() && u.convertsTo(unit))
                .map(Unit::symbol)
                .toList();
        boolean counted = definition.kind() == Kind.DECIMAL || definition.kind() == Kind.COUNT;
        boolean choosable = counted && !unit.symbol().isEmpty() && units.size() > 1;
        pen.words(
                sheet,
                row,
                FrameworkForm.UNIT,
                symbol,
                Style.of(choosable ? Look.INPUT : Look.LOCKED, "@", HorizontalAlignment.CENTER));
        if (choosable) {
            pen.choices(sheet, row, row, FrameworkForm.UNIT, units, "单位", "");
        }
        options(definition)
                .ifPresent(o -> pen.choices(
                        sheet,
                        row,
                        row,
                        FrameworkForm.VALUE,
                        o,
                        definition.name().zh(),
                        ""));
        pen.words(sheet, row, FrameworkForm.STATE, state, Style.of(Look.INPUT, "@", HorizontalAlignment.CENTER));
        pen.words(sheet, row, FrameworkForm.SOURCE, fact == null ? "" : fact.source(), Style.of(Look.INPUT));
        pen.words(sheet, row, 6, hint(definition), Style.of(Look.LOCKED));
    }

    private static String format(FactDefinition definition) {
        return switch (definition.kind()) {
            case DATE -> "yyyy-mm-dd";
            case DECIMAL -> definition.unit().needsUnit() ? "#,##0.00############" : "General";
            case COUNT -> "#,##0";
            default -> "@";
        };
    }

    private static Optional<List<String>> options(FactDefinition definition) {
        if (definition.kind() == Kind.BOOLEAN) {
            return Optional.of(List.of("是", "否"));
        }
        return definition.kind() == Kind.CHOICE
                ? Optional.of(
                        definition.options().stream().map(o -> o.name().zh()).toList())
                : Optional.empty();
    }

    /** Another unit when the number is no decimal in its own: what was given in 亩 has none in 平方米. */
    private static Optional<Unit> exact(Unit unit, Rational number) {
        return number.isDecimal()
                ? Optional.empty()
                : Unit.all().stream()
                        .filter(u -> u.convertsTo(unit) && unit.to(u, number).isDecimal())
                        .findFirst();
    }

    private static String state(Value value) {
        return value instanceof Value.NotApplicable ? "不适用" : value instanceof Value.NotEvidenced ? "无佐证" : "";
    }

    private static String words(FactDefinition definition, Value value) {
        if (value instanceof Value.Bounded bounded) {
            String low = bounded.low()
                    .map(b -> (b.open() ? ">" : "≥") + number(definition, b.value()))
                    .orElse("");
            String high = bounded.high()
                    .map(b -> (b.open() ? "<" : "≤") + number(definition, b.value()))
                    .orElse("");
            return low.isEmpty() || high.isEmpty() ? low + high : low.replace("≥", "") + " ~ " + high.replace("≤", "");
        } else if (value instanceof Value.NotEvidenced claimed) {
            return claimed.claimed().map(n -> number(definition, n)).orElse("");
        } else if (value instanceof Value.Option option) {
            return definition.options().stream()
                    .filter(o -> o.key().equals(option.key()))
                    .map(o -> o.name().zh())
                    .findFirst()
                    .orElse(option.key());
        } else if (value instanceof Value.Flag flag) {
            return flag.holds() ? "是" : "否";
        }
        return ImportedRow.text(value);
    }

    private static String number(FactDefinition definition, Rational number) {
        if (definition.kind() == Kind.DATE) {
            return LocalDate.ofEpochDay(number.floor().longValue()).toString();
        }
        return number.isDecimal()
                ? number.toText()
                : number.toDecimal(Math.max(definition.places(), 6), RoundingMode.HALF_UP)
                        .toPlainString();
    }

    private static String hint(FactDefinition definition) {
        List<String> parts = new ArrayList<>();
        if (definition.kind() == Kind.COUNT) {
            parts.add("整数");
        } else if (definition.kind() == Kind.DATE) {
            parts.add("日期，如 2023-12-31");
        } else if (definition.kind() == Kind.TEXT) {
            parts.add("文字");
        }
        options(definition).ifPresent(o -> parts.add("选：" + String.join("、", o)));
        if (definition.kind() != Kind.DATE) {
            definition
                    .domain()
                    .min()
                    .ifPresent(b ->
                            parts.add((b.open() ? "大于 " : "不小于 ") + b.value().toText()));
            definition
                    .domain()
                    .max()
                    .ifPresent(b ->
                            parts.add((b.open() ? "小于 " : "不大于 ") + b.value().toText()));
        }
        return String.join("，", parts);
    }

    /** The value in the base of its dimension, where the formulas of the score sheet look. */
    private void base(XSSFSheet sheet, int row, FactDefinition definition) {
        String value = StoredCell.place(row + 1, FrameworkForm.VALUE + 1);
        String unit = StoredCell.place(row + 1, FrameworkForm.UNIT + 1);
        String state = StoredCell.place(row + 1, FrameworkForm.STATE + 1);
        String known = switch (definition.kind()) {
            case DECIMAL, COUNT -> "IF(ISNUMBER(" + value + ")," + value + "*" + factor(definition, unit) + ",\"\")";
            case DATE -> "IF(ISNUMBER(" + value + ")," + value + "-" + EPOCH + ",\"\")";
            case BOOLEAN -> "IF(" + value + "=\"是\",1,IF(" + value + "=\"否\",0,\"\"))";
            case CHOICE, TEXT -> value + "&\"\"";
        };
        pen.formula(
                sheet,
                row,
                BASE,
                "IF(" + state + "=\"不适用\",\"" + OfflineFormulas.ABSENT + "\",IF(OR(" + state + "=\"\"," + state
                        + "=\"已知\")," + known + ",\"\"))",
                Style.of(Look.LOCKED, "General", HorizontalAlignment.RIGHT));
        factCells.put(definition.key(), "'" + sheet.getSheetName() + "'!$H$" + (row + 1));
    }

    private static String factor(FactDefinition definition, String unit) {
        List<Unit> units = Unit.all().stream()
                .filter(u -> !u.symbol().isEmpty() && u.convertsTo(definition.unit()))
                .toList();
        if (definition.unit().symbol().isEmpty() || units.size() == 1) {
            return OfflineFormulas.number(definition.unit().factor());
        }
        String formula = "NA()";
        for (int i = units.size() - 1; i >= 0; i--) {
            formula = "IF(" + unit + "=\"" + units.get(i).symbol() + "\","
                    + OfflineFormulas.number(units.get(i).factor()) + "," + formula + ")";
        }
        return formula;
    }

    // ---- Judgements --------------------------------------------------------------------------------------------

    private void judgements(XSSFSheet sheet) {
        head(sheet, form.tables().get(1));
        Map<String, Indicator> nodes = framework.nodes().stream()
                .collect(Collectors.toMap(Indicator::id, n -> n, (a, b) -> a, LinkedHashMap::new));
        Map<String, String> own = subject.indicators().stream()
                .collect(Collectors.toMap(OwnIndicator::id, o -> o.name().zh(), (a, b) -> a));
        int row = FIRST;
        for (Map.Entry<String, Rational> judged :
                CaseLoader.judgeable(framework, subject).entrySet()) {
            String id = judged.getKey();
            Judgement judgement = subject.judgements().get(id);
            Indicator node = nodes.get(id);
            String name = node == null ? own.getOrDefault(id, id) : named(node, nodes);
            Map<String, String> outcomes = node == null ? Map.of() : Outcomes.of(node);
            pen.words(sheet, row, 0, id, Style.of(Look.LOCKED));
            pen.words(sheet, row, 1, name, Style.of(Look.LOCKED));
            pen.words(sheet, row, 2, judged.getValue().toText(), Style.of(Look.LOCKED, "@", HorizontalAlignment.RIGHT));
            pen.words(
                    sheet,
                    row,
                    FrameworkForm.AWARD,
                    judgement == null ? "" : award(judgement.award(), outcomes),
                    Style.of(Look.INPUT, "@", HorizontalAlignment.RIGHT));
            pen.words(
                    sheet,
                    row,
                    FrameworkForm.REASON,
                    judgement == null ? "" : judgement.reason(),
                    Style.of(Look.INPUT));
            pen.words(sheet, row, FrameworkForm.BY, judgement == null ? "" : judgement.by(), Style.of(Look.INPUT));
            pen.words(
                    sheet,
                    row,
                    FrameworkForm.EVIDENCE,
                    judgement == null ? "" : judgement.evidence().orElse(""),
                    Style.of(Look.INPUT));
            if (!outcomes.isEmpty()) {
                pen.choices(sheet, row, row, FrameworkForm.AWARD, List.copyOf(outcomes.keySet()), "得分", "");
            }
            int lines = Math.max(
                    Instructions.lines(name, 34), judgement == null ? 1 : Instructions.lines(judgement.reason(), 44));
            sheet.getRow(row).setHeightInPoints(Math.max(18, 14.5f * lines + 3));
            awardCells.put(id, "'" + sheet.getSheetName() + "'!$D$" + (row + 1));
            evidenceCells.put(id, "'" + sheet.getSheetName() + "'!$G$" + (row + 1));
            row++;
        }
    }

    /** An item by the name of its indicator and its own. */
    private static String named(Indicator node, Map<String, Indicator> nodes) {
        if (!node.item()) {
            return node.name().zh();
        }
        return nodes.values().stream()
                .filter(n -> n.children().contains(node))
                .findFirst()
                .map(p -> p.name().zh() + "：" + node.name().zh())
                .orElse(node.name().zh());
    }

    private static String award(Award award, Map<String, String> outcomes) {
        if (award instanceof Award.Points points) {
            return points.points().toText();
        } else if (award instanceof Award.Share share) {
            return share.share().times(Rational.HUNDRED).toText() + "%";
        } else if (award instanceof Award.Panel panel) {
            return panel.scores().stream().map(Rational::toText).collect(Collectors.joining("、"));
        } else if (award instanceof Award.Outcome outcome) {
            return named(outcome.key(), outcomes);
        } else if (award instanceof Award.Grade grade) {
            return named(grade.key(), outcomes);
        }
        return "N/A";
    }

    private static String named(String key, Map<String, String> outcomes) {
        return outcomes.entrySet().stream()
                .filter(e -> e.getValue().equals(key))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(key);
    }
}
