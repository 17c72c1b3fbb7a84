package org.hengji.server.checking;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.hengji.annotated.Batch;
import org.hengji.annotated.Phrases;
import org.hengji.annotated.Wording;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Location;
import org.hengji.checker.Verdict;
import org.hengji.server.frame.Minute;

/** All findings of a batch with what was decided, the reports by risk, and which checks found something where. */
final class FindingsWorkbook {
    private static final String HEAD = "E8EFF7";
    private static final int LONGEST_CELL = 32_000;

    private FindingsWorkbook() {}

    static void write(Wording w, CheckBatch batch, OutputStream out) throws IOException {
        try (Workbook workbook = new Workbook(out, "Hengji", "1.0")) {
            findings(w, batch, workbook.newWorksheet(w.text("checking.export.findings")));
            reports(w, batch.checked(), workbook.newWorksheet(w.text("checking.export.reports")));
            firing(w, batch.checked(), workbook.newWorksheet(w.text("checking.export.checks")));
        }
    }

    private static void findings(Wording w, CheckBatch batch, Worksheet sheet) {
        head(
                sheet,
                List.of(26, 15, 9, 12, 10, 9, 7, 7, 12, 24, 16, 16, 36, 48, 30, 30, 9, 30, 12, 16),
                w.text("checking.report"),
                w.text("checking.export.id"),
                w.text("checking.check"),
                w.text("checking.export.severity"),
                w.text("checking.export.confidence"),
                w.text("checking.export.line"),
                w.text("checking.export.page"),
                w.text("checking.export.table"),
                w.text("checking.export.cell"),
                w.text("checking.export.quote"),
                w.text("checking.claimed"),
                w.text("checking.computed"),
                w.text("checking.export.arithmetic"),
                w.text("checking.export.message"),
                w.text("checking.export.effect"),
                w.text("checking.export.settle"),
                w.text("checking.decision"),
                w.text("checking.export.reason"),
                w.text("checking.export.by"),
                w.text("checking.export.at"));
        int row = 1;
        for (CheckedReport report : batch.reports()) {
            if (report.verdict().isPresent()) {
                Verdict verdict = report.decided();
                for (Verdict.Judged judged : verdict.findings()) {
                    finding(w, report, verdict, judged, sheet, row++);
                }
            }
        }
        sheet.setAutoFilter(0, 0, Math.max(1, row - 1), 19);
        sheet.freezePane(2, 1);
        landscape(sheet);
    }

    private static void finding(
            Wording w, CheckedReport report, Verdict verdict, Verdict.Judged judged, Worksheet sheet, int row) {
        var f = judged.finding();
        text(sheet, row, 0, report.name());
        text(sheet, row, 1, judged.id());
        text(sheet, row, 2, f.check());
        text(sheet, row, 3, Phrases.severity(w, judged.severity()));
        text(sheet, row, 4, w.text("checking.confidence." + f.confidence().key()));
        if (!judged.locations().isEmpty()) {
            Location at = judged.locations().get(0);
            sheet.value(row, 5, at.line());
            at.page().ifPresent(p -> sheet.value(row, 6, p));
            at.table().ifPresent(t -> sheet.value(row, 7, t));
            text(sheet, row, 8, at.cell().orElse(""));
            text(sheet, row, 9, at.quote());
        }
        text(sheet, row, 10, f.claimed().orElse(""));
        text(sheet, row, 11, f.computed().orElse(""));
        text(sheet, row, 12, f.arithmetic().orElse(""));
        text(sheet, row, 13, w.of(f.message()));
        text(sheet, row, 14, Phrases.effect(w, verdict, f.effect()).orElse(""));
        text(sheet, row, 15, w.of(f.settle()));
        Decision decision = report.decisions().get(judged.id());
        if (decision != null) {
            text(sheet, row, 16, w.text("checking.decided." + decision.kind().key()));
            text(sheet, row, 17, decision.reason());
            text(sheet, row, 18, decision.by());
            text(sheet, row, 19, Minute.of(decision.at()));
        }
        sheet.range(row, 0, row, 19)
                .style()
                .wrapText(true)
                .verticalAlignment("top")
                .set();
    }

    private static void reports(Wording w, Batch batch, Worksheet sheet) {
        List<String> heads = new ArrayList<>(List.of(
                w.text("checking.report"),
                w.text("checking.published"),
                w.text("checking.export.grade"),
                w.text("checking.recomputed"),
                w.text("checking.with-evidence")));
        for (Severity severity : Severity.values()) {
            heads.add(Phrases.severity(w, severity));
        }
        heads.addAll(List.of(
                w.text("checking.waived"),
                w.text("checking.export.read"),
                w.text("checking.export.recomputable"),
                w.text("checking.export.agreeing")));
        head(sheet, List.of(40, 10, 8, 16, 14, 10, 10, 10, 10, 8, 10, 10, 10), heads.toArray(String[]::new));
        int row = 1;
        for (Batch.Line line : batch.lines()) {
            text(sheet, row, 0, line.name());
            text(
                    sheet,
                    row,
                    1,
                    line.scores().published().flatMap(p -> p.total()).orElse(""));
            text(
                    sheet,
                    row,
                    2,
                    line.scores().published().flatMap(p -> p.grade()).orElse(""));
            text(
                    sheet,
                    row,
                    3,
                    line.scores().recomputed().map(Phrases::recomputed).orElse(""));
            text(sheet, row, 4, line.scores().pointsWithEvidence().orElse(""));
            if (line.read()) {
                int column = 5;
                for (Severity severity : Severity.values()) {
                    sheet.value(row, column++, line.open(severity));
                }
                sheet.value(row, column++, line.waived());
                sheet.value(row, column++, line.figures().read());
                sheet.value(row, column++, line.figures().recomputable());
                sheet.value(row, column, line.figures().agreeing());
            } else {
                text(
                        sheet,
                        row,
                        5,
                        String.join(
                                " ",
                                line.errors().stream()
                                        .map(e -> w.of(e.message()))
                                        .toList()));
            }
            row++;
        }
        sheet.freezePane(1, 1);
        landscape(sheet);
    }

    private static void firing(Wording w, Batch batch, Worksheet sheet) {
        List<Batch.Line> read = batch.lines().stream().filter(Batch.Line::read).toList();
        List<String> heads = new ArrayList<>(List.of(
                w.text("checking.check"),
                w.text("checking.meaning"),
                w.text("checking.reports"),
                w.text("checking.findings")));
        read.forEach(line -> heads.add(line.name()));
        head(sheet, List.of(9, 50, 9, 9), heads.toArray(String[]::new));
        int row = 1;
        for (Map.Entry<String, Integer> check : batch.reportsByCheck().entrySet()) {
            text(sheet, row, 0, check.getKey());
            text(sheet, row, 1, Phrases.meaning(w, check.getKey()));
            sheet.value(row, 2, check.getValue());
            sheet.value(row, 3, batch.findings(check.getKey()));
            for (int i = 0; i < read.size(); i++) {
                Integer count = read.get(i).byCheck().get(check.getKey());
                if (count != null) {
                    sheet.value(row, 4 + i, count);
                }
            }
            row++;
        }
        sheet.freezePane(2, 1);
        landscape(sheet);
    }

    private static void head(Worksheet sheet, List<Integer> widths, String... heads) {
        for (int i = 0; i < heads.length; i++) {
            text(sheet, 0, i, heads[i]);
            sheet.width(i, i < widths.size() ? widths.get(i) : 16);
        }
        sheet.range(0, 0, 0, heads.length - 1)
                .style()
                .bold()
                .fillColor(HEAD)
                .wrapText(true)
                .set();
    }

    /** Always as text: what a report prints must never become a formula. */
    private static void text(Worksheet sheet, int row, int column, String words) {
        if (!words.isEmpty()) {
            String printable = words.replaceAll("[\\p{Cntrl}&&[^\t\n]]", "");
            sheet.inlineString(
                    row,
                    column,
                    printable.length() <= LONGEST_CELL ? printable : printable.substring(0, LONGEST_CELL) + "…");
        }
    }

    private static void landscape(Worksheet sheet) {
        sheet.pageOrientation("landscape");
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
    }
}
