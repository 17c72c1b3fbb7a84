package org.hengji.server.target;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hengji.checker.measurability.Field;
import org.hengji.checker.measurability.TargetClass;
import org.hengji.checker.measurability.TargetRow;
import org.hengji.checker.measurability.TargetSheet;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.FormImport;
import org.hengji.documents.workbook.ImportResult;
import org.hengji.documents.workbook.ImportedRow;
import org.hengji.documents.workbook.Progress.Cancelled;
import org.hengji.documents.workbook.RecordCheck;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.Role;
import org.hengji.server.intake.Destination;
import org.hengji.server.intake.FormReceiver;
import org.hengji.server.intake.Incoming;
import org.hengji.server.intake.Taken;
import org.hengji.server.organisation.Unit;
import org.hengji.server.organisation.Units;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Goals and indicators of one sheet out of a workbook (绩效目标申报表). */
@Component
@Order(20)
class TargetReceiver extends FormReceiver {

    private final Targets targets;
    private final TargetEntry entry;
    private final Sheets sheets;
    private final Units units;

    TargetReceiver(Targets targets, TargetEntry entry, Sheets sheets, Units units) {
        super(TargetForm.FORM, Set.of(Role.FILLER));
        this.targets = targets;
        this.entry = entry;
        this.sheets = sheets;
        this.units = units;
    }

    /** Sheets that the person at hand may write into, the latest first. */
    @Override
    public List<Destination> destinations() {
        return sheets.latest().stream()
                .filter(entry::mayEdit)
                .map(this::destination)
                .toList();
    }

    @Override
    public Optional<Destination> destination(String key) {
        return key.matches("\\d{1,18}")
                ? targets.find(Long.parseLong(key)).filter(entry::mayEdit).map(this::destination)
                : Optional.empty();
    }

    private Destination destination(Sheet sheet) {
        Text unit = units.name(sheet.unit());
        String project = sheet.kind() == Sheet.Kind.DEPARTMENT ? "" : " " + sheet.name();
        return new Destination(
                String.valueOf(sheet.id()),
                new Text(
                        sheet.year() + " " + unit.zh() + (project.isEmpty() ? " 整体" : project),
                        sheet.year() + " " + unit.en() + (project.isEmpty() ? ", whole" : project)),
                sheet.path());
    }

    private Sheet sheet(Destination destination) {
        return targets.find(Long.parseLong(destination.key())).orElseThrow();
    }

    @Override
    public void template(Destination destination, OutputStream out) throws IOException {
        Sheet sheet = sheet(destination);
        TargetForm.write(sheet, sheets.content(sheet), units.find(sheet.unit()).orElseThrow(), out);
    }

    @Override
    public Taken take(Incoming file) throws Refused, Cancelled {
        Sheet sheet = sheet(file.destination());
        Unit unit = units.find(sheet.unit()).orElseThrow();
        Rows rows = new Rows(sheet, TargetForm.code(sheet, unit));
        ImportResult result = FormImport.read(file.source(), TargetForm.FORM, rows, row -> {}, file.progress());
        if (!result.isSound()) {
            return new Taken(result, 0, 0, 0, sheet.path());
        }
        Change change = new Change(sheets.content(sheet), rows);
        String path = sheet.path();
        if (change.changesSomething()) {
            path += "?batch=" + entry.replace(sheet, file.by(), change.after());
        }
        return new Taken(result, change.added, change.changed(), change.same, path);
    }

    /** Rows that are of the sheet. */
    private static final class Rows implements RecordCheck {
        private final Sheet sheet;
        private final String code;
        private final List<ImportedRow> others = new ArrayList<>();
        private final List<ImportedRow> indicators = new ArrayList<>();
        private ImportedRow project;

        Rows(Sheet sheet, String code) {
            this.sheet = sheet;
            this.code = code;
        }

        @Override
        public void row(ImportedRow row, Faults faults) {
            boolean ofProjects = row.table().equals("projects");
            boolean ours =
                    TargetForm.FORM.text(row, ofProjects ? "code" : "project").equals(code)
                            && (!ofProjects || TargetForm.FORM.text(row, "year").equals(String.valueOf(sheet.year())));
            if (ours && ofProjects) {
                project = row;
            } else if (ours) {
                indicators.add(row);
            } else if (ofProjects) {
                others.add(row);
            }
        }

        @Override
        public void end(Faults faults) {
            for (ImportedRow other : others) {
                if (project == null) {
                    faults.error(other, "code", none());
                } else {
                    faults.warning(other, "code", other());
                }
            }
        }

        private Problem none() {
            return Problem.of(
                    "target.import-none",
                    "code",
                    "工作簿里没有代码为“" + code + "”、年度为 " + sheet.year() + " 的项目，不知道哪些指标是这张目标表的",
                    "The workbook has no project with the code " + code + " for " + sheet.year()
                            + ", so it is not known which indicators are this sheet's",
                    "核对“项目”表的项目代码和预算年度；部门整体目标的代码填单位代码",
                    "Check code and year in the sheet of projects; for a whole department the code is the unit's");
        }

        private Problem other() {
            return Problem.of(
                    "target.import-other",
                    "code",
                    "不是这张目标表的项目，它和它的指标都没有读取",
                    "It is not the project of this sheet; it and its indicators were not read",
                    "需要导入的，到它自己的目标表里导入",
                    "Import it into its own sheet where it is wanted");
        }
    }

    /** What the sheet will say; what the form has no column for stays with its indicator. */
    private static final class Change {
        private final TargetSheet before;
        private final List<TargetRow> rows = new ArrayList<>();
        private final String longTerm;
        private final String goal;
        private final long added;
        private final long same;
        private final long rewritten;
        private final boolean moved;

        Change(TargetSheet before, Rows read) {
            this.before = before;
            this.longTerm = TargetForm.FORM.text(read.project, "overall");
            this.goal = TargetForm.FORM.text(read.project, "annual");
            Map<String, TargetRow> known = new HashMap<>();
            before.rows().forEach(row -> known.putIfAbsent(key(row), row));
            long news = 0;
            long kept = 0;
            for (ImportedRow row : read.indicators) {
                String key = TargetForm.FORM.text(row, "second") + "\u001F" + TargetForm.FORM.text(row, "third");
                Optional<TargetRow> there = Optional.ofNullable(known.get(key));
                if (there.isEmpty()) {
                    news++;
                } else if (TargetForm.saysTheSame(read.code, there.get(), row)) {
                    kept++;
                    rows.add(there.get());
                    continue;
                }
                rows.add(TargetForm.row(row, there));
            }
            this.added = news;
            this.same = kept;
            this.rewritten = rows.size() - news - kept;
            this.moved = !before.rows().stream()
                    .map(Change::key)
                    .toList()
                    .equals(rows.stream().map(Change::key).toList());
        }

        private static String key(TargetRow row) {
            return row.kind().map(TargetClass::key).orElse(row.text(Field.SECOND)) + "\u001F" + row.text(Field.NAME);
        }

        /** Goals, indicators that say something else, and those that the file leaves out or puts elsewhere. */
        long changed() {
            long goals = (longTerm.equals(before.longTerm()) ? 0 : 1) + (goal.equals(before.goal()) ? 0 : 1);
            long gone = Math.max(0, before.rows().size() - same - rewritten);
            long all = rewritten + goals + gone;
            return all == 0 && added == 0 && moved ? 1 : all;
        }

        boolean changesSomething() {
            return added > 0 || changed() > 0;
        }

        TargetSheet after() {
            return new TargetSheet(before.year(), before.scope(), longTerm, goal, List.copyOf(rows));
        }
    }
}
