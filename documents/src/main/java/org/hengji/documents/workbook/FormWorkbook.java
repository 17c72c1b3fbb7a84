package org.hengji.documents.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.hengji.documents.StoredCell;
import org.hengji.documents.workbook.Form.Column;
import org.hengji.documents.workbook.Form.Computation;
import org.hengji.documents.workbook.Form.Table;
import org.hengji.documents.workbook.Pen.Look;
import org.hengji.documents.workbook.Pen.Style;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact.Value;

/** A form as a workbook to fill in: instructions first, then a sheet for each table, blank or with what is known. */
public final class FormWorkbook {
    static final int HEAD_ROW = 2;
    private static final int LAST_CHECKED_ROW = 100_000;
    private static final int ROWS_WITH_FORMULAS = 100;
    private static final int ROWS_DRAWN = 30;

    private FormWorkbook() {}

    /**
     * @param rows values in order of the columns, by key of the table; a table without any stays blank
     * @throws IOException when {@code out} does not take it
     */
    public static void write(Form form, Map<String, List<List<Value>>> rows, OutputStream out) throws IOException {
        try (Pen pen = new Pen()) {
            Instructions.write(pen, form.name(), form.purpose(), how(form), entries(form), definition(form));
            for (Table table : form.tables()) {
                table(pen, form, table, rows.getOrDefault(table.key(), List.of()));
            }
            pen.template(new Template(form.id(), "", form.version(), form.digest()));
            pen.write(out);
        }
    }

    static String definition(Form form) {
        return "模板 " + form.id() + " 第 " + form.version() + " 版　定义摘要 "
                + form.digest().substring(0, 19) + "…";
    }

    private static List<Text> how(Form form) {
        List<Text> how = new ArrayList<>(form.how());
        how.add(
                Text.of(
                        "从表头的下一行起填写，中间可以空行；列可以移动，列名不要改。灰色的格是公式或系统填写的，不用填。",
                        "Fill in from the row below the heads; columns may be moved, heads must stay. Grey cells are computed."));
        how.add(Text.of(
                "金额可以写 1,234.5 或 12万；代码按文本填写，开头的 0 不要丢。",
                "Amounts such as 1,234.5 or 12万 are read; codes are text and keep the zeros at their beginning."));
        how.add(Text.of(
                "填好后导入：先试读并列出每一处问题，全部通过才会写入；改好后再导入同一个文件即可。",
                "Importing first reads the file and lists every fault; nothing is written until all of it is right."));
        return how;
    }

    private static List<Instructions.Entry> entries(Form form) {
        List<Instructions.Entry> entries = new ArrayList<>();
        for (Table table : form.tables()) {
            for (Column column : table.columns()) {
                entries.add(new Instructions.Entry(table.name().zh(), column.head(), column.required(), help(column)));
            }
        }
        return entries;
    }

    /** What belongs into a column: its own words, then what its kind says. */
    static Text help(Column column) {
        FactDefinition declared = column.declaration();
        String zh = column.help().zh();
        String en = column.help().en();
        if (column.compute().isPresent()) {
            return joined(zh, en, "自动计算，不用填", "computed");
        } else if (declared.kind() == Kind.CHOICE) {
            String options = declared.options().stream().map(o -> o.name().zh()).collect(Collectors.joining("、"));
            String english = declared.options().stream().map(o -> o.name().en()).collect(Collectors.joining(", "));
            return joined(zh, en, "选：" + options, "one of: " + english);
        } else if (!zh.isEmpty()) {
            return Text.of(zh, en);
        }
        return switch (declared.kind()) {
            case DECIMAL -> Text.of("数" + unit(declared, "，单位"), "number" + unit(declared, ", "));
            case COUNT -> Text.of("整数" + unit(declared, "，单位"), "whole number" + unit(declared, ", "));
            case DATE -> Text.of("日期，如 2024-03-05", "day, e.g. 2024-03-05");
            case BOOLEAN -> Text.of("填“是”或“否”", "是 (yes) or 否 (no)");
            default -> Text.of("文字，不超过 " + column.most() + " 字", "text, " + column.most() + " characters at most");
        };
    }

    private static String unit(FactDefinition declared, String before) {
        return declared.unit().symbol().isEmpty()
                ? ""
                : before + declared.unit().symbol();
    }

    private static Text joined(String zh, String en, String moreZh, String moreEn) {
        return Text.of(zh.isEmpty() ? moreZh : zh + "；" + moreZh, en.isEmpty() ? moreEn : en + "; " + moreEn);
    }

    private static void table(Pen pen, Form form, Table table, List<List<Value>> rows) {
        XSSFSheet sheet = pen.sheet(table.name().zh());
        pen.words(sheet, 0, 0, form.name().zh() + "　" + table.name().zh(), Style.of(Look.TITLE));
        sheet.getRow(0).setHeightInPoints(28);
        pen.words(
                sheet,
                1,
                0,
                "带 * 的列必填　" + definition(form),
                new Style(Look.NOTE, "@", false, HorizontalAlignment.GENERAL, false));
        for (int i = 1; i < table.columns().size(); i++) {
            pen.cell(sheet, 0, i, Style.of(Look.PLAIN));
            pen.cell(sheet, 1, i, Style.of(Look.PLAIN));
        }
        int first = HEAD_ROW + 1;
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            Style style = style(column);
            Pen.width(sheet, i, column.width());
            sheet.setDefaultColumnStyle(i, pen.style(style));
            pen.words(sheet, HEAD_ROW, i, head(column), Style.of(Look.HEAD));
            validate(pen, sheet, column, i, first);
        }
        sheet.getRow(HEAD_ROW).setHeightInPoints(34);
        for (int r = 0; r < Math.max(rows.size(), ROWS_DRAWN); r++) {
            for (int i = 0; i < table.columns().size(); i++) {
                Column column = table.columns().get(i);
                if (column.compute().isEmpty()) {
                    value(
                            pen,
                            sheet,
                            first + r,
                            i,
                            column,
                            r < rows.size() ? rows.get(r).get(i) : TypedColumn.BLANK);
                }
            }
        }
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            if (column.compute().isPresent()) {
                for (int r = first; r < first + Math.max(ROWS_WITH_FORMULAS, rows.size()); r++) {
                    pen.formula(sheet, r, i, formula(table, column, r + 1), style(column));
                }
            }
        }
        Pen.freeze(sheet, Math.min(2, table.columns().size()), first);
        Pen.protect(sheet);
    }

    /** The unit below the name, so that it is never broken in the middle. */
    private static String head(Column column) {
        String unit = column.declaration().unit().symbol();
        return column.name().zh() + (column.required() ? " *" : "") + (unit.isEmpty() ? "" : "\n（" + unit + "）");
    }

    static void value(Pen pen, XSSFSheet sheet, int row, int index, Column column, Value value) {
        Style style = style(column);
        if (value instanceof Value.Known known) {
            if (column.declaration().kind() == Kind.DATE) {
                pen.day(sheet, row, index, ImportedRow.day(known), style);
            } else {
                pen.number(sheet, row, index, known.number(), style);
            }
        } else {
            pen.words(sheet, row, index, RowCheck.shownWhole(column, value), style);
        }
    }

    private static Style style(Column column) {
        Look look = column.compute().isPresent() || column.system() ? Look.LOCKED : Look.INPUT;
        FactDefinition declared = column.declaration();
        return switch (declared.kind()) {
            case DECIMAL -> Style.of(look, figures(declared), HorizontalAlignment.RIGHT);
            case COUNT -> Style.of(look, declared.unit().symbol().isEmpty() ? "0" : "#,##0", HorizontalAlignment.RIGHT);
            case DATE -> Style.of(look, "yyyy-mm-dd", HorizontalAlignment.CENTER);
            case CHOICE, BOOLEAN -> Style.of(look, "@", HorizontalAlignment.CENTER);
            case TEXT -> Style.of(look);
        };
    }

    /** All decimals show, so that none is hidden; at least two for amounts. */
    static String figures(FactDefinition declared) {
        int places = declared.places();
        // Without a decimal that always shows, a whole number would show a point behind it.
        return declared.unit().needsUnit() ? "#,##0.00" + "#".repeat(Math.max(0, places - 2)) : "General";
    }

    private static void validate(Pen pen, XSSFSheet sheet, Column column, int index, int first) {
        if (column.compute().isPresent()) {
            return;
        }
        FactDefinition declared = column.declaration();
        String title = column.name().zh();
        String help = help(column).zh();
        int last = LAST_CHECKED_ROW;
        switch (declared.kind()) {
            case CHOICE ->
                pen.choices(
                        sheet,
                        first,
                        last,
                        index,
                        declared.options().stream().map(o -> o.name().zh()).toList(),
                        title,
                        column.help().zh());
            case BOOLEAN ->
                pen.choices(
                        sheet,
                        first,
                        last,
                        index,
                        List.of("是", "否"),
                        title,
                        column.help().zh());
            case DATE -> pen.days(sheet, first, last, index, title, help);
            case DECIMAL, COUNT ->
                pen.numbers(
                        sheet,
                        first,
                        last,
                        index,
                        declared.kind() == Kind.COUNT,
                        declared.domain().min().map(b -> b.value().toText()).orElse("-999999999999999"),
                        declared.domain().max().map(b -> b.value().toText()).orElse(null),
                        title,
                        help);
            case TEXT -> pen.help(sheet, first, last, index, column.most(), title, help);
        }
    }

    // ---- Computed cells ----------------------------------------------------------------------------------------

    private static String formula(Table table, Column column, int row) {
        Computation computation = column.compute().orElseThrow();
        int places = column.declaration().places();
        if (computation instanceof Computation.Divide divide) {
            String dividend = at(table, divide.dividend(), row);
            String divisor = at(table, divide.divisor(), row);
            Rational scale = Rational.ONE.over(column.declaration().unit().factor());
            return "IF(AND(ISNUMBER(" + dividend + "),ISNUMBER(" + divisor + ")),IF(" + divisor + "=0,\"\",ROUND("
                    + dividend + "/" + divisor + "*" + scale.toText() + "," + places + ")),\"\")";
        } else if (computation instanceof Computation.Subtract subtract) {
            String from = at(table, subtract.from(), row);
            String less = at(table, subtract.column(), row);
            return "IF(AND(ISNUMBER(" + from + "),ISNUMBER(" + less + "))," + from + "-" + less + ",\"\")";
        }
        List<String> cells = ((Computation.Add) computation)
                .columns().stream().map(c -> at(table, c, row)).toList();
        return "IF(COUNT(" + String.join(",", cells) + ")=0,\"\"," + String.join("+", cells) + ")";
    }

    private static String at(Table table, String column, int row) {
        return StoredCell.place(row, table.index(column) + 1);
    }
}
