package org.hengji.benchmarks.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.hengji.documents.report.DocxWriter;
import org.hengji.documents.report.Drafting;
import org.hengji.documents.report.Paper;
import org.hengji.documents.report.Template;
import org.hengji.documents.report.TemplateReader;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Generating the report of a department from its facts beside writing the same paragraphs and tables, already worded, by
 * hand with Apache POI's own methods.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReportBenchmark {
    private Template template;
    private CaseFile file;
    private ScoreSheet sheet;
    private Paper paper;

    @Setup
    public void draft() {
        template = TemplateReader.shipped("department-municipal").orElseThrow();
        file = CaseLoader.load(
                        Packs.caseText("shenzhen-department-2021-municipal/1", "example-parks-bureau-2021.yaml"),
                        Packs::find)
                .value()
                .orElseThrow();
        sheet = Scoring.score(file.framework(), file.subject());
        paper = drafted();
    }

    private Paper drafted() {
        return Drafting.draft(template, file, sheet, Map.of(), false).value().orElseThrow();
    }

    @Benchmark
    public int fromFacts() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DocxWriter.write(drafted(), Map.of(), out);
        return out.size();
    }

    /** Filling the template alone. */
    @Benchmark
    public int draftOnly() {
        return drafted().gaps().size();
    }

    /** The baseline: no layout, no merged cells, nothing but words in paragraphs and cells. */
    @Benchmark
    public int plainPoi() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XWPFDocument document = new XWPFDocument()) {
            for (Paper.Section section : paper.sections()) {
                for (Paper.Block block : section.blocks()) {
                    if (block instanceof Paper.Block.Heading heading) {
                        paragraph(document, heading.text());
                    } else if (block instanceof Paper.Block.Paragraph paragraph) {
                        paragraph(document, paragraph.text());
                    } else if (block instanceof Paper.Block.Table table) {
                        table(document, table);
                    }
                }
            }
            document.write(out);
        }
        return out.size();
    }

    private static void paragraph(XWPFDocument document, String text) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.createRun().setText(text);
    }

    private static void table(XWPFDocument document, Paper.Block.Table table) {
        int columns = table.widths().size();
        XWPFTable written = document.createTable(0, columns);
        for (List<Paper.Row> rows : List.of(table.header(), table.rows())) {
            for (Paper.Row row : rows) {
                XWPFTableRow line = written.createRow();
                for (int i = 0; i < row.cells().size() && i < columns; i++) {
                    while (line.getTableCells().size() <= i) {
                        line.addNewTableCell();
                    }
                    line.getCell(i).setText(row.cells().get(i).text());
                }
            }
        }
    }
}
