package org.hengji.server.target;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.hengji.checker.measurability.Field;
import org.hengji.checker.measurability.TargetRow;
import org.hengji.checker.measurability.TargetSheet;
import org.hengji.server.access.OpenTo;
import org.hengji.server.frame.Attachment;
import org.hengji.server.organisation.Units;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Target sheets as workbooks: the form that other systems know, and the sheet as it is. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class TargetFiles {
    private final Targets targets;
    private final Sheets sheets;
    private final Units units;

    TargetFiles(Targets targets, Sheets sheets, Units units) {
        this.targets = targets;
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
        try (OutputStream out = Attachment.open(response, Attachment.EXCEL, sheet.title() + " 绩效目标申报表.xlsx")) {
            TargetForm.write(
                    sheet, sheets.content(sheet), units.find(sheet.unit()).orElseThrow(), out);
        }
    }

    private Sheet find(long id) {
        return targets.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
