package org.hengji.documents.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;

/**
 * What the Word files are made of: styles, headings, merged cells, figures and gaps, kept beside the test. After a wanted
 * change, -Dreports.renew=true writes them anew; read what changed.
 */
class StructureTest {
    private static final Path KEPT = Path.of("src/test/resources/reports");

    static Stream<Papers.Pair> papers() {
        return Papers.all();
    }

    @ParameterizedTest
    @MethodSource("papers")
    void the_document_is_built_as_kept(Papers.Pair pair) throws IOException {
        Paper paper = pair.paper();
        String outline = outline(Papers.docx(paper)) + "gaps " + paper.gaps().size() + "\n";
        Path kept = KEPT.resolve(pair + ".txt");
        if (Boolean.getBoolean("reports.renew")) {
            Files.writeString(kept, outline);
        }
        assertThat(outline).isEqualTo(Files.readString(kept));
    }

    private static String outline(byte[] docx) throws IOException {
        StringBuilder outline = new StringBuilder();
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(docx))) {
            for (IBodyElement element : document.getBodyElements()) {
                if (element instanceof XWPFParagraph paragraph) {
                    String style = paragraph.getStyle() == null ? "Normal" : paragraph.getStyle();
                    if (!paragraph.getText().isBlank()) {
                        outline.append(style)
                                .append("  ")
                                .append(paragraph.getText())
                                .append('\n');
                    }
                    if (paragraph.getCTP().getPPr() != null
                            && paragraph.getCTP().getPPr().isSetSectPr()) {
                        outline.append("--- section\n");
                    }
                } else if (element instanceof XWPFTable table) {
                    table(table, outline);
                }
            }
        }
        return outline.toString();
    }

    private static void table(XWPFTable table, StringBuilder outline) {
        for (var row : table.getCTTbl().getTrList()) {
            outline.append(row.getTrPr().sizeOfTblHeaderArray() > 0 ? "head |" : "     |");
            for (CTTc cell : row.getTcList()) {
                boolean continues = cell.getTcPr().isSetVMerge()
                        && cell.getTcPr().getVMerge().getVal() != STMerge.RESTART;
                if (cell.getTcPr().isSetGridSpan()) {
                    outline.append(cell.getTcPr().getGridSpan().getVal()).append("> ");
                }
                outline.append(continues ? "^" : text(cell)).append('|');
            }
            outline.append('\n');
        }
    }

    private static String text(CTTc cell) {
        StringBuilder text = new StringBuilder();
        cell.getPList()
                .forEach(p -> p.getRList().forEach(r -> r.getTList().forEach(t -> text.append(t.getStringValue()))));
        return text.toString();
    }
}
