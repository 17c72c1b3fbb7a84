package org.hengji.server.checking;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableRowAlign;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.hengji.annotated.Phrases;
import org.hengji.annotated.Wording;
import org.hengji.checker.Verdict;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;

/** 审核意见 as an official Word document: conclusion, findings by what was decided, waived ones with their reasons. */
final class Opinion {
    private static final String TITLE = "方正小标宋简体";
    private static final String HEADING = "黑体";
    private static final String BODY = "仿宋_GB2312";
    private static final int[] WIDTHS = {780, 2250, 3780, 2250};

    private final Wording w;
    private final CheckedReport report;
    private final Verdict verdict;
    private final XWPFDocument document = new XWPFDocument();
    private int section;

    private Opinion(Wording w, CheckedReport report) {
        this.w = w;
        this.report = report;
        this.verdict = report.decided();
    }

    static void write(Wording w, CheckedReport report, String by, OutputStream out) throws IOException {
        Opinion opinion = new Opinion(w, report);
        try (XWPFDocument document = opinion.document) {
            opinion.page();
            opinion.body(by);
            document.write(out);
        }
    }

    private void body(String by) {
        XWPFParagraph title = document.createParagraph();
        title.setAlignment(ParagraphAlignment.CENTER);
        title.setSpacingAfter(240);
        run(title, w.text("checking.opinion.title"), TITLE, 22, false);

        paragraph(w.text("checking.opinion.about", report.name()));
        heading(w.text("checking.verdict"));
        paragraph(Phrases.conclusion(w, verdict));
        verdict.scores()
                .published()
                .ifPresent(p -> paragraph(w.text(
                        "checking.opinion.published",
                        p.total().orElse("—"),
                        p.grade().orElse("—"))));
        verdict.scores()
                .recomputed()
                .ifPresent(r -> paragraph(w.text("checking.opinion.recomputed", Phrases.range(w, r))));
        verdict.scores().pointsWithEvidence().ifPresent(p -> paragraph(w.text("checking.opinion.evidence", p)));
        Verdict.FigureCount figures = verdict.figures();
        paragraph(w.text(
                "checking.figures",
                String.valueOf(figures.read()),
                String.valueOf(figures.recomputable()),
                String.valueOf(figures.agreeing()),
                String.valueOf(figures.recomputable() - figures.agreeing()),
                String.valueOf(figures.read() - figures.recomputable())));

        findings(w.text("checking.opinion.returned"), decided(Decision.Kind.RETURNED));
        findings(w.text("checking.opinion.confirmed"), decided(Decision.Kind.CONFIRMED));
        findings(
                w.text("checking.opinion.undecided"),
                verdict.findings().stream()
                        .filter(f -> !report.decisions().containsKey(f.id()))
                        .toList());
        waived();

        XWPFParagraph signed = paragraph(w.text("checking.opinion.by", by));
        signed.setSpacingBefore(400);
        signed.setAlignment(ParagraphAlignment.RIGHT);
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        paragraph(w.text(
                        "checking.opinion.date",
                        String.valueOf(today.getYear()),
                        String.valueOf(today.getMonthValue()),
                        String.valueOf(today.getDayOfMonth())))
                .setAlignment(ParagraphAlignment.RIGHT);
        XWPFParagraph source = document.createParagraph();
        source.setSpacingBefore(300);
        run(source, w.text("checking.opinion.source", report.name(), report.digest()), BODY, 10, false);
    }

    private List<Verdict.Judged> decided(Decision.Kind kind) {
        return verdict.findings().stream()
                .filter(f -> report.decisions().containsKey(f.id())
                        && report.decisions().get(f.id()).kind() == kind)
                .toList();
    }

    private void findings(String heading, List<Verdict.Judged> findings) {
        if (findings.isEmpty()) {
            return;
        }
        heading(heading);
        XWPFTable table = table(
                w.text("checking.opinion.number"),
                w.text("checking.opinion.place"),
                w.text("checking.opinion.finding"),
                w.text("checking.opinion.settle"));
        int number = 0;
        for (Verdict.Judged judged : findings) {
            var f = judged.finding();
            XWPFTableRow row = table.createRow();
            row.setCantSplitRow(true);
            cell(row, 0, String.valueOf(++number));
            judged.locations().stream().limit(1).forEach(at -> {
                cell(row, 1, Phrases.place(w, at));
                line(row, 1, w.isEnglish() ? "\"" + Phrases.quote(at) + "\"" : "“" + Phrases.quote(at) + "”");
            });
            cell(row, 2, "【" + Phrases.severity(w, judged.severity()) + "】" + w.of(f.message()));
            f.arithmetic()
                    .filter(a -> !w.of(f.message()).contains(a))
                    .ifPresent(a -> line(row, 2, w.text("checking.opinion.arithmetic", a)));
            Phrases.effect(w, verdict, f.effect()).ifPresent(e -> line(row, 2, e));
            cell(row, 3, w.of(f.settle()));
            Decision decision = report.decisions().get(judged.id());
            if (decision != null && !decision.reason().isEmpty()) {
                line(row, 3, w.text("checking.opinion.note", decision.reason()));
            }
        }
    }

    private void waived() {
        List<Verdict.Judged> waived = decided(Decision.Kind.WAIVED);
        if (waived.isEmpty()) {
            return;
        }
        heading(w.text("checking.opinion.waived"));
        XWPFTable table = table(
                w.text("checking.opinion.number"),
                w.text("checking.opinion.place"),
                w.text("checking.opinion.finding"),
                w.text("checking.export.reason"));
        int number = 0;
        for (Verdict.Judged judged : waived) {
            XWPFTableRow row = table.createRow();
            row.setCantSplitRow(true);
            cell(row, 0, String.valueOf(++number));
            judged.locations().stream().limit(1).forEach(at -> cell(row, 1, Phrases.place(w, at)));
            cell(row, 2, w.of(judged.finding().message()));
            Decision decision = report.decisions().get(judged.id());
            cell(row, 3, decision.reason() + "（" + decision.by() + "）");
        }
    }

    // ---- The form of an official document ----

    private void page() {
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(11906));
        size.setH(BigInteger.valueOf(16838));
        CTPageMar margins = section.addNewPgMar();
        margins.setTop(BigInteger.valueOf(2098));
        margins.setBottom(BigInteger.valueOf(1984));
        margins.setLeft(BigInteger.valueOf(1531));
        margins.setRight(BigInteger.valueOf(1474));
        var footer = document.createFooter(org.apache.poi.wp.usermodel.HeaderFooterType.DEFAULT);
        XWPFParagraph number = footer.createParagraph();
        number.setAlignment(ParagraphAlignment.CENTER);
        number.createRun().setText("— ");
        number.getCTP().addNewFldSimple().setInstr("PAGE");
        number.createRun().setText(" —");
    }

    private void heading(String words) {
        section++;
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setSpacingBefore(200);
        paragraph.setSpacingAfter(80);
        paragraph.setKeepNext(true);
        paragraph.setIndentationFirstLine(640);
        String number = w.isEnglish() ? section + ". " : "一二三四五六七八九".charAt(section - 1) + "、";
        run(paragraph, number + words, HEADING, 16, false);
    }

    private XWPFParagraph paragraph(String words) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setIndentationFirstLine(640);
        paragraph.setSpacingBetween(1.4);
        run(paragraph, words, BODY, 16, false);
        return paragraph;
    }

    private XWPFTable table(String... heads) {
        XWPFTable table = document.createTable(1, heads.length);
        table.setTableAlignment(TableRowAlign.CENTER);
        table.getCTTbl().getTblPr().addNewTblLayout().setType(STTblLayoutType.FIXED);
        CTTblGrid grid = table.getCTTbl().getTblGrid() == null
                ? table.getCTTbl().addNewTblGrid()
                : table.getCTTbl().getTblGrid();
        for (int i = grid.sizeOfGridColArray(); i < WIDTHS.length; i++) {
            grid.addNewGridCol();
        }
        for (int i = 0; i < WIDTHS.length; i++) {
            grid.getGridColArray(i).setW(BigInteger.valueOf(WIDTHS[i]));
        }
        XWPFTableRow row = table.getRow(0);
        row.setRepeatHeader(true);
        for (int i = 0; i < heads.length; i++) {
            cell(row, i, heads[i]);
            row.getCell(i).setColor("E8EFF7");
            row.getCell(i).getParagraphs().get(0).setAlignment(ParagraphAlignment.CENTER);
        }
        return table;
    }

    private static void cell(XWPFTableRow row, int column, String words) {
        XWPFTableCell cell = row.getCell(column);
        cell.setWidth(String.valueOf(WIDTHS[column]));
        XWPFParagraph paragraph = cell.getParagraphs().get(0);
        if (column == 0) {
            paragraph.setAlignment(ParagraphAlignment.CENTER);
        }
        run(paragraph, words, BODY, 12, false);
    }

    private static void line(XWPFTableRow row, int column, String words) {
        run(row.getCell(column).addParagraph(), words, BODY, 12, false);
    }

    private static void run(XWPFParagraph paragraph, String words, String face, int size, boolean bold) {
        XWPFRun run = paragraph.createRun();
        run.setFontFamily("Times New Roman");
        run.setFontFamily(face, XWPFRun.FontCharRange.eastAsia);
        run.setFontSize(size);
        run.setBold(bold);
        run.setText(words.replaceAll("\\p{Cntrl}", " "));
    }
}
