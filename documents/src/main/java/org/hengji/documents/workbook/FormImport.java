package org.hengji.documents.workbook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hengji.documents.CellSource;
import org.hengji.documents.CellSource.Merged;
import org.hengji.documents.CellSource.Row;
import org.hengji.documents.Limits;
import org.hengji.documents.Refused;
import org.hengji.documents.StoredCell;
import org.hengji.documents.workbook.CellFinding.Severity;
import org.hengji.documents.workbook.Form.Column;
import org.hengji.documents.workbook.Form.Table;
import org.hengji.documents.workbook.Progress.Cancelled;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.subject.Fact.Value;

/** Reads a filled-in form: cells into typed rows with their places, then every check over every row. */
public final class FormImport {
    /** A million payments are about 60 MB, and half a gigabyte unpacked. */
    public static final Limits LIMITS = new Limits(512L << 20, 4L << 30, 1, Integer.MAX_VALUE, Duration.ofMinutes(10));

    private static final int ROWS_UNTOLD = 5_000;
    /** In files larger than this a merged area is refused: to spread its value, the sheet would be read twice. */
    private static final long MERGES_SPREAD = 4L << 20;

    private static final Set<String> NO_DATA = Set.of(Instructions.SHEET, MarkedCopy.SHEET, ScoreTable.SHEET);
    private static final int KEYS_KEPT = 20_000;
    private static final Set<String> SUMS = Set.of("合计", "总计", "小计", "本页合计", "累计");
    private static final int LONGEST_SUM = 8;
    private static final Pattern NOTE = Pattern.compile("(?s)(注|备注|说明|填表说明|填报人|制表人|审核人)[：:].*");

    private final CellSource source;
    private final Form form;
    private final Consumer<ImportedRow> into;
    private final Progress progress;
    private final Findings findings = new Findings();
    private final Map<String, KeyTable> found;
    private long rows;
    private long sound;

    private final Map<String, RowCheck> more;
    private final RecordCheck records;
    private final Map<String, SheetReading> readings = new HashMap<>();

    private FormImport(
            CellSource source,
            Form form,
            Map<String, RowCheck> more,
            RecordCheck records,
            Consumer<ImportedRow> into,
            Progress progress) {
        this.more = more;
        this.records = records;
        this.source = source;
        this.form = form;
        this.into = into;
        this.progress = progress;
        this.found = RowCheck.lookedInto(form);
    }

    /**
     * Reads the whole file.
     *
     * @param into takes each sound row as soon as it is read; what it took counts only if the result is sound
     * @throws Refused when the file cannot be read at all
     * @throws Cancelled when {@code progress} ended it
     */
    public static ImportResult read(CellSource source, Form form, Consumer<ImportedRow> into, Progress progress)
            throws Refused, Cancelled {
        return read(source, form, RecordCheck.NONE, into, progress);
    }

    /**
     * The same with checks against what is on record.
     *
     * @param into takes the rows that these checks find sound as well
     */
    public static ImportResult read(
            CellSource source, Form form, RecordCheck records, Consumer<ImportedRow> into, Progress progress)
            throws Refused, Cancelled {
        return new FormImport(source, form, Map.of(), records, into, progress)
                .result(new Template(form.id(), "", form.version(), form.digest()));
    }

    /**
     * @param wanted what a template of ours must say
     * @param more further checks by key of the table
     */
    static ImportResult read(
            CellSource source,
            Form form,
            Template wanted,
            Map<String, RowCheck> more,
            Consumer<ImportedRow> into,
            Progress progress)
            throws Refused, Cancelled {
        return new FormImport(source, form, more, RecordCheck.NONE, into, progress).result(wanted);
    }

    private ImportResult result(Template wanted) throws Refused, Cancelled {
        read(wanted);
        return new ImportResult(
                form.id(), form.version(), rows, sound, findings.errors(), findings.warnings(), findings.list());
    }

    private void read(Template wanted) throws Refused, Cancelled {
        Optional<Template> template = Template.of(source);
        if (template.isPresent() && !fits(template.get(), wanted)) {
            return;
        }
        List<CellSource.Sheet> free = new ArrayList<>(source.sheets().stream()
                .filter(s -> !s.hidden() && !NO_DATA.contains(s.name()))
                .toList());
        Map<Table, CellSource.Sheet> sheets = new LinkedHashMap<>();
        Map<Table, Heads> heads = new LinkedHashMap<>();
        for (Table table : form.tables()) {
            CellSource.Sheet best = null;
            for (CellSource.Sheet sheet : free) {
                Heads here = Heads.find(source, sheet, table);
                boolean named = TypedColumn.plain(sheet.name())
                        .equals(TypedColumn.plain(table.name().zh()));
                int most = heads.containsKey(table) ? heads.get(table).matched() : 1;
                if (here.matched() > most || named && here.matched() > 0) {
                    best = sheet;
                    heads.put(table, here);
                    if (named) {
                        break;
                    }
                }
            }
            if (best != null) {
                free.remove(best);
                sheets.put(table, best);
            }
        }
        for (Table table : form.tables()) {
            if (sheets.containsKey(table)) {
                SheetReading reading = new SheetReading(table, sheets.get(table), heads.get(table));
                readings.put(table.key(), reading);
                reading.read();
            } else {
                missing(table);
            }
        }
        if (readings.size() == form.tables().size()) {
            records.end(faults);
        }
        if (rows == 0 && findings.errors() == 0) {
            CellSource.Sheet first = sheets.values().iterator().next();
            findings.add(
                    Severity.ERROR,
                    first.name(),
                    heads.values().iterator().next().row() + 1,
                    "sheet.blank",
                    "“" + first.name() + "”表头下面没有数据",
                    "There are no data below the heads of " + first.name(),
                    "从表头的下一行起填写，保存后再导入",
                    "Fill in the rows below the heads, save and import again");
        }
    }

    /** Faults against what is on record, each placed in the sheet that its row came from. */
    private final RecordCheck.Faults faults = new RecordCheck.Faults() {
        @Override
        public void error(ImportedRow row, String column, Problem problem) {
            readings.get(row.table()).onRecord(Severity.ERROR, row, column, problem);
        }

        @Override
        public void warning(ImportedRow row, String column, Problem problem) {
            readings.get(row.table()).onRecord(Severity.WARNING, row, column, problem);
        }

        @Override
        public boolean none() {
            return findings.errors() == 0;
        }
    };

    private boolean fits(Template template, Template wanted) {
        String kind = form.name().zh();
        if (!template.kind().equals(wanted.kind())) {
            String other = Form.shipped(template.kind()).map(f -> f.name().zh()).orElse(template.kind());
            findings.add(
                    Severity.ERROR,
                    "",
                    0,
                    "template.other",
                    "这个文件是“" + other + "”的模板，不是“" + kind + "”",
                    "This workbook is the form " + template.kind() + ", not " + form.id(),
                    "选择与文件相符的表种（--kind " + template.kind() + "），或换成“" + kind + "”的模板",
                    "Import it with --kind " + template.kind() + ", or fill in the form " + form.id());
            return false;
        } else if (!template.framework().equals(wanted.framework())) {
            findings.add(
                    Severity.ERROR,
                    "",
                    0,
                    "template.framework",
                    "这个文件是按指标体系“" + template.framework() + "”生成的，现在要导入的是“" + wanted.framework() + "”",
                    "This workbook was made for the framework " + template.framework() + ", not for "
                            + wanted.framework(),
                    "用 --framework " + template.framework() + " 导入，或按“" + wanted.framework() + "”重新生成工作簿再填写",
                    "Import it with --framework " + template.framework() + ", or make a workbook for "
                            + wanted.framework());
            return false;
        } else if (!template.version().equals(wanted.version())) {
            findings.add(
                    Severity.ERROR,
                    "",
                    0,
                    "template.version",
                    "模板是第 " + template.version() + " 版，现在用的是第 " + wanted.version() + " 版，各列的含义可能不同，没有读取",
                    "The template is of version " + template.version() + " and version " + wanted.version()
                            + " is in force; its columns may mean something else, so it was not read",
                    "下载新模板（./hengji workbook " + form.id() + " --out FILE.xlsx），把填好的各行粘贴过去（只粘贴数值），再导入",
                    "Get the new template (./hengji workbook " + form.id()
                            + " --out FILE.xlsx), paste the rows into it as values, and import that");
            return false;
        } else if (!template.digest().equals(wanted.digest())) {
            findings.add(
                    Severity.WARNING,
                    "",
                    0,
                    "template.changed",
                    "模板的定义与现在的不完全相同，按列名读取",
                    "The definition of the template is not quite the one in force; columns are read by their names",
                    "下次使用新下载的模板",
                    "Use a newly made template next time");
        }
        return true;
    }

    private void missing(Table table) {
        String names = table.columns().stream()
                .filter(Column::required)
                .map(c -> c.name().zh())
                .collect(Collectors.joining("、"));
        String english = table.columns().stream()
                .filter(Column::required)
                .map(c -> c.name().en())
                .collect(Collectors.joining(", "));
        CellSource.Sheet first = source.sheets().stream()
                .filter(s -> !s.hidden())
                .findFirst()
                .orElse(new CellSource.Sheet(0, "", false));
        findings.add(
                Severity.ERROR,
                first.name(),
                1,
                "sheet.missing",
                "没有找到“" + table.name().zh() + "”表：前 30 行里没有它的表头（" + names + "）",
                "The sheet " + table.name().en() + " was not found: no row among the first 30 has its heads (" + english
                        + ")",
                "用下载的模板填写；自己的表格，加一行表头，列名与模板一致",
                "Use the template, or add a row of heads with the names that the template has");
    }

    /** One sheet of the file against one sheet of the form. */
    private final class SheetReading {
        private final Table table;
        private final CellSource.Sheet sheet;
        private final Heads heads;
        private final TypedColumn[] byColumn;
        private final int[] indexes;
        /** Column of the file by column of the form; 0 where it has none. */
        private final int[] columns;

        private final List<RowCheck> checks;
        private final Map<Integer, Map<Integer, StoredCell>> spread = new HashMap<>();
        private final RowCheck.Reporter reporter = this::error;
        private final List<Value> blank;
        private final Map<Integer, String> keys = new HashMap<>();
        private final Set<Integer> late = new HashSet<>();
        private Row at;
        private String key = "";
        private boolean faulty;
        private boolean cancelled;
        private int hidden;

        SheetReading(Table table, CellSource.Sheet sheet, Heads heads) {
            this.table = table;
            this.sheet = sheet;
            this.heads = heads;
            this.columns = new int[table.columns().size()];
            int width =
                    heads.columns().keySet().stream().mapToInt(c -> c + 1).max().orElse(0);
            this.byColumn = new TypedColumn[width];
            this.indexes = new int[width];
            heads.columns().forEach((column, placed) -> {
                byColumn[column] = new TypedColumn(table.columns().get(placed.index()), placed.unit());
                indexes[column] = placed.index();
                columns[placed.index()] = column;
            });
            this.checks = new ArrayList<>(RowCheck.of(table, found));
            if (more.containsKey(table.key())) {
                checks.add(more.get(table.key()));
            }
            found.forEach((place, keys) -> {
                if (place.startsWith(table.key() + ".")) {
                    checks.add(new RowCheck.Collected(table.index(place.substring(place.indexOf('.') + 1)), keys));
                }
            });
            this.blank = java.util.Collections.nCopies(table.columns().size(), TypedColumn.BLANK);
        }

        void read() throws Refused, Cancelled {
            if (!headsAreSound()) {
                return;
            }
            boolean small = source.size() <= MERGES_SPREAD;
            if (small) {
                spread();
            }
            source.read(sheet, new CellSource.Rows() {
                @Override
                public boolean row(Row row) {
                    return SheetReading.this.row(row);
                }

                @Override
                public void merged(Merged area) {
                    if (!small && isAmongData(area)) {
                        refuseMerged(area, "这个文件较大，合并单元格的值没有展开", "The file is large, so merged cells were not spread");
                    }
                }
            });
            if (cancelled) {
                throw new Cancelled();
            }
            at = null;
            key = "";
            checks.forEach(c -> c.end(reporter));
            if (hidden > 0) {
                findings.add(
                        Severity.WARNING,
                        sheet.name(),
                        0,
                        "rows.hidden",
                        "有 " + hidden + " 行被隐藏或筛选掉了，也读入了",
                        hidden + " rows are hidden or filtered away; they were read as well",
                        "不要的行请删除，不要只隐藏",
                        "Delete rows that are not wanted instead of hiding them");
            }
        }

        private boolean headsAreSound() {
            for (StoredCell cell : heads.twice()) {
                findings.add(finding(
                        Severity.ERROR,
                        cell.row(),
                        cell.column(),
                        cell.shown(),
                        "column.twice",
                        Text.of(
                                "“" + cell.shown() + "”与前面的一列是同一列，不能确定以哪一列为准",
                                cell.shown()
                                        + " stands for the same as a column before it; it is not certain which one holds"),
                        Text.of("删去其中一列，或改列名", "Remove one of them or give it another head")));
            }
            for (StoredCell cell : heads.foreign()) {
                findings.add(finding(
                        Severity.WARNING,
                        cell.row(),
                        cell.column(),
                        cell.shown(),
                        "column.foreign",
                        Text.of(
                                "列“" + TypedColumn.clipped(cell.shown()) + "”不在这张表里，没有读取",
                                "The form has no column " + TypedColumn.clipped(cell.shown()) + "; it was not read"),
                        Text.of("不需要的不用管；需要的，改成模板里的列名", "Leave it, or give it the head that the template has")));
            }
            heads.columns().forEach((column, placed) -> {
                Column declared = table.columns().get(placed.index());
                if (!placed.unit().convertsTo(declared.declaration().unit())) {
                    findings.add(finding(
                            Severity.ERROR,
                            heads.row(),
                            column,
                            placed.head(),
                            "column.unit",
                            Text.of(
                                    "“" + placed.head() + "”的单位不能换算成"
                                            + declared.declaration().unit().symbol(),
                                    "The unit of " + placed.head() + " does not convert to "
                                            + declared.declaration().unit().symbol()),
                            Text.of("改为 " + declared.head(), "Call it " + declared.head())));
                }
            });
            for (int i = 0; i < columns.length; i++) {
                Column column = table.columns().get(i);
                if (column.required() && columns[i] == 0) {
                    String aliases =
                            column.aliases().isEmpty() ? "" : "（也可写作" + String.join("、", column.aliases()) + "）";
                    findings.add(finding(
                            Severity.ERROR,
                            heads.row(),
                            0,
                            "",
                            "column.missing",
                            Text.of(
                                    "缺少必填的列“" + column.name().zh() + "”" + aliases,
                                    "The required column " + column.name().en() + " is missing"
                                            + (column.aliases().isEmpty()
                                                    ? ""
                                                    : " (also known as " + String.join(", ", column.aliases()) + ")")),
                            Text.of("加上这一列并填写", "Add the column and fill it in")));
                }
            }
            return findings.errors() == 0 || heads.matched() > 1;
        }

        private boolean isAmongData(Merged area) {
            if (area.bottom() <= heads.row()) {
                return false;
            }
            for (int column : columns) {
                if (column >= area.column() && column <= area.right()) {
                    return true;
                }
            }
            return false;
        }

        private void refuseMerged(Merged area, String zh, String en) {
            findings.add(finding(
                    Severity.ERROR,
                    area.row(),
                    area.column(),
                    "",
                    "cell.merged",
                    Text.of(
                            "第 " + area.row() + " 至 " + area.bottom() + " 行是合并单元格；" + zh,
                            "Rows " + area.row() + " to " + area.bottom() + " are merged; " + en),
                    Text.of("取消合并，逐行填写", "Unmerge the cells and fill in each row")));
        }

        /** Words and choices that are merged downwards hold for each of the rows; an amount must not count twice. */
        private void spread() throws Refused {
            List<Merged> areas = new ArrayList<>();
            Map<Long, StoredCell> firsts = new HashMap<>();
            source.read(sheet, new CellSource.Rows() {
                @Override
                public boolean row(Row row) {
                    return true;
                }

                @Override
                public void merged(Merged area) {
                    if (area.bottom() > area.row() && isAmongData(area) && area.row() > heads.row()) {
                        areas.add(area);
                    }
                }
            });
            if (areas.isEmpty()) {
                return;
            }
            areas.forEach(a -> firsts.put((long) a.row() << 32 | a.column(), null));
            source.read(sheet, row -> {
                row.cells().forEach(c -> firsts.computeIfPresent((long) c.row() << 32 | c.column(), (k, v) -> c));
                for (StoredCell cell : row.cells()) {
                    long place = (long) cell.row() << 32 | cell.column();
                    if (firsts.containsKey(place)) {
                        firsts.put(place, cell);
                    }
                }
                return true;
            });
            for (Merged area : areas) {
                StoredCell first = firsts.get((long) area.row() << 32 | area.column());
                TypedColumn typed = area.column() < byColumn.length ? byColumn[area.column()] : null;
                if (first == null || typed == null) {
                    continue;
                }
                Kind kind = typed.column().declaration().kind();
                if (kind == Kind.DECIMAL
                        || kind == Kind.COUNT && !typed.column().required()) {
                    refuseMerged(
                            area,
                            "不能确定这个数是各行合计还是每行都是",
                            "it is not certain whether the figure is the sum of them or holds for each");
                    continue;
                }
                for (int row = area.row() + 1; row <= area.bottom(); row++) {
                    spread.computeIfAbsent(row, r -> new HashMap<>())
                            .put(
                                    area.column(),
                                    new StoredCell(
                                            row,
                                            area.column(),
                                            first.type(),
                                            first.stored(),
                                            first.format(),
                                            first.since1904(),
                                            first.formula()));
                }
            }
        }

        private boolean row(Row row) {
            if (row.number() <= heads.row()) {
                return true;
            }
            List<StoredCell> cells = row.cells();
            if (!isData(row)) {
                return true;
            }
            Map<Integer, StoredCell> more = spread.isEmpty() ? null : spread.get(row.number());
            if (more != null) {
                cells = new ArrayList<>(cells);
                for (StoredCell cell : more.values()) {
                    if (cells.stream().noneMatch(c -> c.column() == cell.column())) {
                        cells.add(cell);
                    }
                }
            }
            if (++rows % ROWS_UNTOLD == 0 && !progress.at(rows, rows - 1 - sound, source.done(), source.size())) {
                cancelled = true;
                return false;
            }
            at = row;
            faulty = false;
            hidden += row.hidden() ? 1 : 0;
            key = roughKey(cells);
            if (keys.size() < KEYS_KEPT) {
                keys.put(row.number(), key);
            }
            List<Value> values = new ArrayList<>(blank);
            for (StoredCell cell : cells) {
                if (cell.column() < byColumn.length && byColumn[cell.column()] != null) {
                    TypedColumn typed = byColumn[cell.column()];
                    if (typed.column().compute().isEmpty()) {
                        values.set(indexes[cell.column()], typed.read(cell, new At(cell)));
                    }
                }
            }
            boolean typedSoundly = !faulty;
            RowCheck.TypedRow typed = new RowCheck.TypedRow(row.number(), values);
            for (RowCheck check : checks) {
                // A cell that could not be read is no blank one
                if (typedSoundly || !(check instanceof RowCheck.Required || check instanceof RowCheck.RequiredWhen)) {
                    check.row(typed, reporter);
                }
            }
            if (!faulty) {
                ImportedRow imported = new ImportedRow(table.key(), row.number(), key, values);
                records.row(imported, faults);
                if (!faulty) {
                    sound++;
                    into.accept(imported);
                }
            }
            return true;
        }

        /** A fault that is found after the last row takes its row out of those that are sound. */
        private void onRecord(Severity severity, ImportedRow row, String column, Problem problem) {
            int place = table.index(column);
            boolean atHand = at != null && at.number() == row.row();
            if (severity == Severity.ERROR && atHand) {
                faulty = true;
            } else if (severity == Severity.ERROR && late.add(row.row())) {
                sound--;
            }
            Text message = prefixed(row.row(), place, problem.message());
            findings.add(new CellFinding(
                    severity,
                    sheet.name(),
                    row.row(),
                    columns[place],
                    atHand ? at.line() : 0,
                    row.key(),
                    RowCheck.shown(table.columns().get(place), row.values().get(place), true),
                    Problem.of(
                            problem.code(),
                            "",
                            message.zh(),
                            message.en(),
                            problem.remedy().zh(),
                            problem.remedy().en())));
        }

        private boolean isData(Row row) {
            StoredCell first = null;
            int filled = 0;
            for (StoredCell cell : row.cells()) {
                boolean ours = cell.column() < byColumn.length
                        && byColumn[cell.column()] != null
                        && byColumn[cell.column()].column().compute().isEmpty();
                if (ours && !(cell.formula() && cell.isBlank() && cell.type() == StoredCell.Type.TEXT)) {
                    first = first == null ? cell : first;
                    filled++;
                }
            }
            if (first == null) {
                return false;
            }
            boolean telling = filled == 1 || first.stored().length() <= LONGEST_SUM;
            if (first.type() == StoredCell.Type.TEXT && telling) {
                String words = TypedColumn.plain(first.stored());
                boolean sum = SUMS.contains(words);
                if (sum || filled == 1 && NOTE.matcher(first.stored().strip()).matches()) {
                    findings.add(finding(
                            Severity.WARNING,
                            row.number(),
                            first.column(),
                            first.stored(),
                            sum ? "row.sum" : "row.note",
                            Text.of(
                                    sum ? "是" + words + "行，没有作为数据读取" : "是说明文字，没有作为数据读取",
                                    sum
                                            ? "It is a row of sums and was not read as data"
                                            : "It is a note and was not read as data"),
                            Text.of("无需改动", "Nothing need be done")));
                    return false;
                }
            }
            return true;
        }

        private String roughKey(List<StoredCell> cells) {
            if (table.naming().isEmpty()) {
                return "#" + at.number();
            }
            StringBuilder words = new StringBuilder();
            for (String column : table.naming()) {
                int wanted = columns[table.index(column)];
                for (StoredCell cell : cells) {
                    if (cell.column() == wanted) {
                        words.append(words.isEmpty() ? "" : " / ").append(keyPart(cell));
                        break;
                    }
                }
            }
            return words.toString();
        }

        private static String keyPart(StoredCell cell) {
            return cell.type() == StoredCell.Type.TEXT ? cell.stored().strip() : cell.shown();
        }

        private void error(int row, int column, String code, Text message, Text remedy) {
            faulty = true;
            int place = columns[column];
            if (place == 0 && code.equals("value.missing")) {
                return; // The column itself is missing, which was said once.
            }
            String value = "";
            if (at != null && at.number() == row) {
                for (StoredCell cell : at.cells()) {
                    value = cell.column() == place ? cell.shown() : value;
                }
            }
            findings.add(finding(Severity.ERROR, row, place, value, code, prefixed(row, column, message), remedy));
        }

        private Text prefixed(int row, int column, Text message) {
            Column named = table.columns().get(column);
            return Text.of(
                    "第 " + row + " 行“" + named.name().zh() + "”：" + message.zh(),
                    "Row " + row + ", " + named.name().en() + ": " + message.en());
        }

        private CellFinding finding(
                Severity severity, int row, int column, String value, String code, Text message, Text remedy) {
            return new CellFinding(
                    severity,
                    sheet.name(),
                    row,
                    column,
                    at == null || at.number() != row ? 0 : at.line(),
                    row <= heads.row() ? "" : at == null ? keys.getOrDefault(row, "") : key,
                    TypedColumn.clipped(value),
                    Problem.of(code, "", message.zh(), message.en(), remedy.zh(), remedy.en()));
        }

        private final class At implements TypedColumn.Reporter {
            private final StoredCell cell;

            At(StoredCell cell) {
                this.cell = cell;
            }

            @Override
            public void error(String code, Text message, Text remedy) {
                faulty = true;
                add(Severity.ERROR, code, message, remedy);
            }

            @Override
            public void warning(String code, Text message, Text remedy) {
                add(Severity.WARNING, code, message, remedy);
            }

            private void add(Severity severity, String code, Text message, Text remedy) {
                findings.add(finding(
                        severity,
                        cell.row(),
                        cell.column(),
                        cell.shown(),
                        code,
                        prefixed(cell.row(), indexes[cell.column()], message),
                        remedy));
            }
        }
    }
}
