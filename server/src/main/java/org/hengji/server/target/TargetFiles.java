package org.hengji.server.target;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.hengji.checker.measurability.Comparator;
import org.hengji.checker.measurability.Field;
import org.hengji.checker.measurability.TargetClass;
import org.hengji.checker.measurability.TargetRow;
import org.hengji.checker.measurability.TargetSheet;
import org.hengji.documents.CellSource;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.Form;
import org.hengji.documents.workbook.FormImport;
import org.hengji.documents.workbook.FormWorkbook;
import org.hengji.documents.workbook.ImportResult;
import org.hengji.documents.workbook.ImportedRow;
import org.hengji.documents.workbook.Progress;
import org.hengji.pages.Templates;
import org.hengji.scoring.Problem;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact.Value;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Attachment;
import org.hengji.server.frame.Frame;
import org.hengji.server.organisation.Unit;
import org.hengji.server.organisation.Units;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Target sheets as workbooks: the form that other systems know, the sheet as it is, and what comes back. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class TargetFiles {
    private static final Form FORM = Form.shipped("targets").orElseThrow();
    private static final BigDecimal WAN = BigDecimal.valueOf(10_000);

    private final Templates templates;
    private final Targets targets;
    private final TargetEntry entry;
    private final Sheets sheets;
    private final Units units;

    TargetFiles(Templates templates, Targets targets, TargetEntry entry, Sheets sheets, Units units) {
        this.templates = templates;
        this.targets = targets;
        this.entry = entry;
        this.sheets = sheets;
        this.units = units;
    }

    /** All columns as the page shows them, ready to be pasted back. */
    @GetMapping("/targets/{id}/sheet.xlsx")
    void sheet(HttpServletResponse response, @PathVariable long id) throws IOException {
        Sheet sheet = find(id);
        TargetSheet content = sheets.content(sheet);
        try (OutputStream out = Attachment.open(response, Attachment.EXCEL, sheet.title() + " 绩效目标.xlsx");
                Workbook workbook = new Workbook(out, "Hengji", "1.0")) {
            Worksheet page = workbook.newWorksheet("绩效指标");
            List<Field> columns = new ArrayList<>(List.of(Field.FIRST));
            columns.addAll(TargetGrid.COLUMNS);
            for (int c = 0; c < columns.size(); c++) {
                page.value(0, c, columns.get(c).label().zh());
                page.style(0, c).bold().set();
                page.width(c, columns.get(c) == Field.NAME ? 30 : 14);
            }
            int line = 1;
            for (TargetRow row : content.rows()) {
                for (int c = 0; c < columns.size(); c++) {
                    page.value(line, c, shown(row, columns.get(c)));
                }
                line++;
            }
            page.freezePane(0, 1);
        }
    }

    private static String shown(TargetRow row, Field field) {
        return switch (field) {
            case FIRST -> row.heading().map(h -> h.label().zh()).orElse(row.text(Field.FIRST));
            case SECOND -> row.kind().map(k -> k.label().zh()).orElse(row.text(Field.SECOND));
            default -> row.text(field);
        };
    }

    /** The form of targets with this sheet in it. */
    @GetMapping("/targets/{id}/workbook.xlsx")
    void workbook(HttpServletResponse response, @PathVariable long id) throws IOException {
        Sheet sheet = find(id);
        TargetSheet content = sheets.content(sheet);
        Unit unit = units.find(sheet.unit()).orElseThrow();
        Map<String, List<List<Value>>> rows = new LinkedHashMap<>();
        rows.put(
                "projects",
                List.of(List.of(
                        new Value.Known(Rational.of(sheet.year())),
                        new Value.Words(unit.code()),
                        words(""),
                        new Value.Words(code(sheet, unit)),
                        new Value.Words(sheet.name()),
                        sheet.budget()
                                .<Value>map(b -> new Value.Known(Rational.of(b).over(Rational.of(WAN))))
                                .orElse(new Value.Unknown()),
                        new Value.Unknown(),
                        words(content.longTerm()),
                        words(content.goal()))));
        rows.put(
                "indicators",
                content.rows().stream()
                        .map(row -> values(code(sheet, unit), row))
                        .toList());
        try (OutputStream out = Attachment.open(response, Attachment.EXCEL, sheet.title() + " 绩效目标申报表.xlsx")) {
            FormWorkbook.write(FORM, rows, out);
        }
    }

    private static String code(Sheet sheet, Unit unit) {
        return sheet.code().isEmpty() ? unit.code() : sheet.code();
    }

    private static Value words(String text) {
        return text.isBlank() ? new Value.Unknown() : new Value.Words(text);
    }

    /** The form knows signs and words; a range or parts are words there, their numbers stay in the text. */
    private static List<Value> values(String project, TargetRow row) {
        String text = row.text(Field.VALUE);
        Optional<Comparator> sign = row.comparator().filter(Comparator::isSign);
        boolean number = text.matches("\\d+(\\.\\d+)?");
        String comparator = number ? sign.orElse(Comparator.EQUAL).key() : Comparator.WORDS.key();
        String unit = row.text(Field.UNIT);
        return List.of(
                new Value.Words(project),
                row.heading().<Value>map(h -> new Value.Option(h.key())).orElse(new Value.Unknown()),
                row.kind().<Value>map(k -> new Value.Option(k.key())).orElse(new Value.Unknown()),
                words(row.text(Field.NAME)),
                new Value.Option(comparator),
                words(number ? text : TargetGrid.composed(row)),
                number ? words(unit) : new Value.Unknown(),
                weight(row),
                words(row.text(Field.STANDARD)),
                words(row.text(Field.NOTE)));
    }

    private static Value weight(TargetRow row) {
        String text = row.text(Field.WEIGHT);
        return text.matches("\\d{1,3}(\\.\\d{1,2})?") ? new Value.Known(Rational.parse(text)) : new Value.Unknown();
    }

    /** What came of a workbook: taken as a whole, or not at all. */
    @PostMapping("/targets/{id}/import")
    @OpenTo(roles = Role.FILLER)
    Object read(Frame frame, HttpServletResponse response, @PathVariable long id, @RequestParam MultipartFile file)
            throws IOException {
        Sheet sheet = find(id);
        Unit unit = units.find(sheet.unit()).orElseThrow();
        Path kept = Files.createTempFile("targets-", ".xlsx");
        try {
            file.transferTo(kept);
            List<ImportedRow> rows = new ArrayList<>();
            ImportResult result;
            try (CellSource source = CellSource.open(kept, FormImport.LIMITS)) {
                result = FormImport.read(source, FORM, rows::add, Progress.NONE);
            }
            if (!result.isSound()) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                return templates.targetImportPage(frame, sheet, result, null);
            }
            Optional<TargetSheet> read = content(sheet, code(sheet, unit), rows);
            if (read.isEmpty()) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                return templates.targetImportPage(frame, sheet, null, other(sheet, unit));
            }
            return "redirect:" + sheet.path() + "?batch=" + entry.replace(sheet, frame.person(), read.get());
        } catch (Refused e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return templates.targetImportPage(frame, sheet, null, e.problem());
        } catch (Progress.Cancelled e) {
            throw new IllegalStateException(e); // Nobody watches this reading.
        } finally {
            Files.deleteIfExists(kept);
        }
    }

    private static Problem other(Sheet sheet, Unit unit) {
        String code = code(sheet, unit);
        return Problem.of(
                "target.import.other",
                "",
                "工作簿里没有代码为“" + code + "”、年度为 " + sheet.year() + " 的项目，没有取用任何一行。",
                "The workbook has no project with the code " + code + " for " + sheet.year() + "; nothing was taken.",
                "核对“项目”表的项目代码和预算年度；部门整体目标的代码填单位代码。",
                "Check code and year in the sheet of projects; for a whole department the code is the unit's.");
    }

    private static Optional<TargetSheet> content(Sheet sheet, String code, List<ImportedRow> rows) {
        Optional<ImportedRow> project = rows.stream()
                .filter(r -> r.table().equals("projects"))
                .filter(r -> text(r, "projects", "code").equals(code)
                        && text(r, "projects", "year").equals(String.valueOf(sheet.year())))
                .findFirst();
        if (project.isEmpty()) {
            return Optional.empty();
        }
        List<TargetRow> indicators = rows.stream()
                .filter(r -> r.table().equals("indicators")
                        && text(r, "indicators", "project").equals(code))
                .map(TargetFiles::row)
                .toList();
        return Optional.of(new TargetSheet(
                sheet.year(),
                sheet.scope(),
                text(project.get(), "projects", "overall"),
                text(project.get(), "projects", "annual"),
                indicators));
    }

    private static TargetRow row(ImportedRow read) {
        Map<Field, String> cells = new EnumMap<>(Field.class);
        String second = text(read, "indicators", "second");
        cells.put(Field.SECOND, TargetClass.named(second).map(TargetClass::key).orElse(second));
        cells.put(Field.NAME, text(read, "indicators", "third"));
        cells.put(
                Field.COMPARATOR,
                Comparator.named(text(read, "indicators", "comparator"))
                        .map(c -> c.label().zh())
                        .orElse(""));
        cells.put(Field.VALUE, text(read, "indicators", "target"));
        cells.put(Field.UNIT, text(read, "indicators", "unit"));
        cells.put(Field.WEIGHT, text(read, "indicators", "weight"));
        cells.put(Field.STANDARD, text(read, "indicators", "standard"));
        cells.put(Field.NOTE, text(read, "indicators", "remark"));
        return new TargetRow(read.row(), cells);
    }

    private static String text(ImportedRow row, String table, String column) {
        Form.Table found = FORM.tables().stream()
                .filter(t -> t.key().equals(table))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < found.columns().size(); i++) {
            if (found.columns().get(i).key().equals(column)) {
                return ImportedRow.text(row.values().get(i));
            }
        }
        throw new IllegalStateException(table + "." + column);
    }

    private Sheet find(long id) {
        return targets.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
