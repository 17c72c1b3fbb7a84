package org.hengji.documents.workbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hengji.documents.workbook.Form.Column;
import org.hengji.documents.workbook.Form.Table;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact.Value;

/** One check, for one rule, over the typed rows of one sheet. */
interface RowCheck {

    /** @param values in order of the columns */
    record TypedRow(int row, List<Value> values) {
        boolean has(int column) {
            return !(values.get(column) instanceof Value.Unknown);
        }
    }

    /** @param column in order of the form's columns */
    interface Reporter {
        void error(int row, int column, String code, Text message, Text remedy);
    }

    void row(TypedRow row, Reporter report);

    /** After the last row. */
    default void end(Reporter report) {}

    /** The checks of a sheet: what every sheet has, then one for each rule. */
    static List<RowCheck> of(Table table, Map<String, KeyTable> found) {
        List<RowCheck> checks = new ArrayList<>();
        checks.add(new Required(table));
        if (table.unique()) {
            checks.add(new Unique(table));
        }
        table.rules().forEach(rule -> checks.add(of(rule, table, found)));
        return checks;
    }

    private static RowCheck of(FormRule rule, Table table, Map<String, KeyTable> found) {
        if (rule instanceof FormRule.AtMost r) {
            return new AtMost(table, table.index(r.left()), table.index(r.right()));
        } else if (rule instanceof FormRule.SumsTo r) {
            return new SumsTo(table, table.index(r.column()), r);
        } else if (rule instanceof FormRule.RequiredWhen r) {
            return new RequiredWhen(table, table.index(r.column()), new Occasion(table, r.when()));
        } else if (rule instanceof FormRule.NumberWhen r) {
            return new NumberWhen(table, table.index(r.column()), new Occasion(table, r.when()));
        } else if (rule instanceof FormRule.Pairs r) {
            return new Pairs(table, table.index(r.column()), table.index(r.of()), r.allowed());
        }
        FormRule.FoundIn r = (FormRule.FoundIn) rule;
        return new FoundIn(table, table.index(r.column()), r, found.get(r.table() + "." + r.key()));
    }

    static String name(Table table, int column, boolean zh) {
        Text name = table.columns().get(column).name();
        return zh ? name.zh() : name.en();
    }

    /** A value as a person reads it, long texts cut. */
    static String shown(Column column, Value value, boolean zh) {
        return TypedColumn.clipped(whole(column, value, zh));
    }

    /** What is written into a cell that holds words. */
    static String shownWhole(Column column, Value value) {
        return whole(column, value, true);
    }

    private static String whole(Column column, Value value, boolean zh) {
        if (value instanceof Value.Known known) {
            return column.declaration().kind() == Kind.DATE
                    ? ImportedRow.day(known).toString()
                    : known.number().toText() + column.declaration().unit().symbol();
        } else if (value instanceof Value.Option option) {
            return column.declaration().options().stream()
                    .filter(o -> o.key().equals(option.key()))
                    .map(o -> zh ? o.name().zh() : o.name().en())
                    .findFirst()
                    .orElse(option.key());
        } else if (value instanceof Value.Flag flag) {
            return zh ? flag.holds() ? "是" : "否" : flag.holds() ? "yes" : "no";
        }
        return ImportedRow.text(value);
    }

    private static String shown(Table table, int column, TypedRow row, boolean zh) {
        return shown(table.columns().get(column), row.values().get(column), zh);
    }

    /** Whether the occasion of a conditional rule is given. */
    record Occasion(Table table, int column, List<String> options) {
        Occasion(Table table, FormRule.When when) {
            this(table, table.index(when.column()), when.options());
        }

        boolean isGiven(TypedRow row) {
            return row.values().get(column) instanceof Value.Option option && options.contains(option.key());
        }

        String said(TypedRow row, boolean zh) {
            return name(table, column, zh)
                    + (zh ? "是“" + shown(table, column, row, true) + "”" : " is " + shown(table, column, row, false));
        }
    }

    record Required(Table table) implements RowCheck {
        @Override
        public void row(TypedRow row, Reporter report) {
            for (int i = 0; i < table.columns().size(); i++) {
                Column column = table.columns().get(i);
                if (column.required() && !row.has(i)) {
                    String help = column.help().zh();
                    report.error(
                            row.row(),
                            i,
                            "value.missing",
                            Text.of("没有填，这一栏必填", "It is blank, and this column is required"),
                            Text.of(
                                    "补填" + (help.isEmpty() ? "" : "：" + help) + "；整行不要的，清空这一行",
                                    "Fill it in"
                                            + (help.isEmpty()
                                                    ? ""
                                                    : ": " + column.help().en())
                                            + "; clear the row if it is not wanted"));
                }
            }
        }
    }

    /** Keys of rows, each once. */
    final class Unique implements RowCheck {
        private final Table table;
        private final int[] columns;
        private final KeyTable seen = new KeyTable();

        Unique(Table table) {
            this.table = table;
            this.columns = table.naming().stream().mapToInt(table::index).toArray();
        }

        @Override
        public void row(TypedRow row, Reporter report) {
            StringBuilder key = new StringBuilder();
            for (int column : columns) {
                if (!row.has(column)) {
                    return;
                }
                key.append(ImportedRow.text(row.values().get(column))).append('\u001F');
            }
            int before = seen.put(key.toString(), row.row());
            if (before != 0) {
                String zh = java.util.Arrays.stream(columns)
                        .mapToObj(c -> name(table, c, true))
                        .collect(Collectors.joining("、"));
                String en = java.util.Arrays.stream(columns)
                        .mapToObj(c -> name(table, c, false))
                        .collect(Collectors.joining(", "));
                report.error(
                        row.row(),
                        columns[columns.length - 1],
                        "row.twice",
                        Text.of("与第 " + before + " 行重复：" + zh + "都相同", "It repeats row " + before + ": the same " + en),
                        Text.of("同一条只留一行；不是同一条的，核对" + zh, "Keep one of them, or correct " + en));
            }
        }
    }

    record AtMost(Table table, int left, int right) implements RowCheck {
        @Override
        public void row(TypedRow row, Reporter report) {
            if (row.values().get(left) instanceof Value.Known l
                    && row.values().get(right) instanceof Value.Known r
                    && l.number().compareTo(r.number()) > 0) {
                report.error(
                        row.row(),
                        left,
                        "row.above",
                        Text.of(
                                shown(table, left, row, true) + " 大于“" + name(table, right, true) + "”"
                                        + shown(table, right, row, true),
                                shown(table, left, row, false) + " is above " + name(table, right, false) + ", "
                                        + shown(table, right, row, false)),
                        Text.of("核对这两个数和它们的单位", "Compare both figures and their units with the source"));
            }
        }
    }

    final class SumsTo implements RowCheck {
        private static final class Group {
            private Rational sum = Rational.ZERO;
            private int last;
            private boolean given;
        }

        private final Table table;
        private final int column;
        private final int[] per;
        private final List<Rational> totals;
        private final Map<String, Group> groups = new LinkedHashMap<>();

        SumsTo(Table table, int column, FormRule.SumsTo rule) {
            this.table = table;
            this.column = column;
            this.per = rule.per().stream().mapToInt(table::index).toArray();
            this.totals = rule.totals();
        }

        @Override
        public void row(TypedRow row, Reporter report) {
            String key = java.util.Arrays.stream(per)
                    .mapToObj(c -> shown(table, c, row, true))
                    .collect(Collectors.joining("、"));
            Group group = groups.computeIfAbsent(key, k -> new Group());
            group.last = row.row();
            if (row.values().get(column) instanceof Value.Known value) {
                group.sum = group.sum.plus(value.number());
                group.given = true;
            }
        }

        @Override
        public void end(Reporter report) {
            groups.forEach((key, group) -> {
                if (group.given && totals.stream().noneMatch(group.sum::equals)) {
                    String zh = totals.stream().map(Rational::toText).collect(Collectors.joining(" 或 "));
                    String en = totals.stream().map(Rational::toText).collect(Collectors.joining(" or "));
                    report.error(
                            group.last,
                            column,
                            "rows.sum",
                            Text.of(
                                    key + " 各行合计为 " + group.sum.toText() + "，应为 " + zh,
                                    "The rows of " + key + " add up to " + group.sum.toText() + " instead of " + en),
                            Text.of(
                                    "调整各行，使合计为 " + zh + "；没有填的行按 0 计",
                                    "Change the rows so that they add up to " + en + "; blank ones count as 0"));
                }
            });
        }
    }

    record RequiredWhen(Table table, int column, Occasion when) implements RowCheck {
        @Override
        public void row(TypedRow row, Reporter report) {
            if (when.isGiven(row) && !row.has(column)) {
                report.error(
                        row.row(),
                        column,
                        "value.missing-here",
                        Text.of(
                                "没有填；" + when.said(row, true) + "时必填",
                                "It is blank, and required where " + when.said(row, false)),
                        Text.of(
                                "补填，或改“" + name(table, when.column(), true) + "”",
                                "Fill it in, or change " + name(table, when.column(), false)));
            }
        }
    }

    record NumberWhen(Table table, int column, Occasion when) implements RowCheck {
        private static final String NUMBER = "[+-]?(\\d{1,3}(,\\d{3})+|\\d+)(\\.\\d+)?%?";

        @Override
        public void row(TypedRow row, Reporter report) {
            if (when.isGiven(row)
                    && row.values().get(column) instanceof Value.Words words
                    && !TypedColumn.halfWidth(words.text()).matches(NUMBER)) {
                String text = TypedColumn.clipped(words.text());
                report.error(
                        row.row(),
                        column,
                        "value.number-here",
                        Text.of(
                                "写的是“" + text + "”；" + when.said(row, true) + "，这里要填数",
                                "It says \"" + text + "\"; a number belongs here, since " + when.said(row, false)),
                        Text.of(
                                "只填数，例如 95，单位另填；不能用数衡量的，把“" + name(table, when.column(), true) + "”改为“定性”",
                                "Give a number such as 95 and its unit apart; for what no number measures, change "
                                        + name(table, when.column(), false)));
            }
        }
    }

    record Pairs(Table table, int column, int of, Map<String, List<String>> allowed) implements RowCheck {
        @Override
        public void row(TypedRow row, Reporter report) {
            if (row.values().get(column) instanceof Value.Option part
                    && row.values().get(of) instanceof Value.Option whole
                    && !allowed.getOrDefault(whole.key(), List.of()).contains(part.key())) {
                report.error(
                        row.row(),
                        column,
                        "row.pair",
                        Text.of(
                                "“" + shown(table, column, row, true) + "”不属于“" + shown(table, of, row, true) + "”",
                                shown(table, column, row, false) + " does not belong to "
                                        + shown(table, of, row, false)),
                        Text.of(
                                "可选：" + labels(whole.key(), true, "、"),
                                "Possible: " + labels(whole.key(), false, ", ")));
            }
        }

        private String labels(String whole, boolean zh, String divider) {
            return allowed.getOrDefault(whole, List.of()).stream()
                    .map(key -> shown(table.columns().get(column), new Value.Option(key), zh))
                    .collect(Collectors.joining(divider));
        }
    }

    record FoundIn(Table table, int column, FormRule.FoundIn rule, KeyTable keys) implements RowCheck {
        @Override
        public void row(TypedRow row, Reporter report) {
            if (row.has(column) && !keys.has(ImportedRow.text(row.values().get(column)))) {
                String value = shown(table, column, row, true);
                report.error(
                        row.row(),
                        column,
                        "row.not-found",
                        Text.of("“" + value + "”在前面的表里没有", '"' + value + "\" is not in the sheet before"),
                        Text.of("先在前面的表里登记，或改为已登记的代码", "Enter it there first, or use a code that is there"));
            }
        }
    }

    /** Values that later sheets refer to. */
    record Collected(int column, KeyTable into) implements RowCheck {
        @Override
        public void row(TypedRow row, Reporter report) {
            if (row.has(column)) {
                into.put(ImportedRow.text(row.values().get(column)), row.row());
            }
        }
    }

    /** Tables that rules of a form look into, by table and column. */
    static Map<String, KeyTable> lookedInto(Form form) {
        Map<String, KeyTable> found = new HashMap<>();
        form.tables()
                .forEach(t -> t.rules().forEach(r -> {
                    if (r instanceof FormRule.FoundIn in) {
                        found.computeIfAbsent(in.table() + "." + in.key(), k -> new KeyTable());
                    }
                }));
        return found;
    }
}
