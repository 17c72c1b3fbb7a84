package org.hengji.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;

/** What another library writes into a docx is what comes out, word for word and cell for cell. */
class DocxWrittenTest {

    /** @param table null for a paragraph */
    record Part(String words, Grid table) {}

    @Property(tries = 200)
    void what_is_written_is_read(@ForAll("reports") List<Part> parts) throws Refused, IOException {
        Document document = Placed.checked(DocumentReader.read("报告.docx", written(parts), Limits.USUAL));
        List<Part> read = new ArrayList<>();
        for (Block block : document.blocks()) {
            if (block instanceof Block.Table table) {
                read.add(new Part("", Grids.read(document, table)));
            } else {
                read.add(new Part(document.words(block.span()), null));
            }
        }
        assertThat(read).isEqualTo(parts);
    }

    @Property(tries = 100)
    void the_flat_text_read_as_text_has_the_same_blocks(@ForAll("unmerged") List<Part> parts)
            throws Refused, IOException {
        Document document = DocumentReader.read("报告.docx", written(parts), Limits.USUAL);
        assertThat(TextReader.blocks(document.text())).isEqualTo(document.blocks());
    }

    @Provide
    Arbitrary<List<Part>> reports() {
        Arbitrary<Part> paragraph = Grids.words(1).map(words -> new Part(words, null));
        Arbitrary<Part> table = Grids.grids(true).map(grid -> new Part("", grid));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(3, paragraph), net.jqwik.api.Tuple.of(1, table))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .filter(parts -> parts.stream()
                        .anyMatch(part -> !Words.strip(shown(part)).isEmpty()));
    }

    @Provide
    Arbitrary<List<Part>> unmerged() {
        return Arbitraries.oneOf(
                        Grids.words(1).map(words -> new Part(words, null)),
                        Grids.grids(false).map(grid -> new Part("", grid)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .filter(parts -> parts.stream()
                        .anyMatch(part -> !Words.strip(shown(part)).isEmpty()));
    }

    private static String shown(Part part) {
        return part.table() == null
                ? part.words()
                : Words.joined(
                        part.table().pieces().stream().map(Grid.Piece::words).toList());
    }

    static byte[] written(List<Part> parts) throws IOException {
        try (XWPFDocument docx = new XWPFDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            for (Part part : parts) {
                if (part.table() == null) {
                    // Broken into runs, as a text processor leaves them.
                    var paragraph = docx.createParagraph();
                    int half = part.words()
                            .offsetByCodePoints(
                                    0,
                                    part.words().codePointCount(0, part.words().length()) / 2);
                    paragraph.createRun().setText(part.words().substring(0, half));
                    paragraph.createRun().setText(part.words().substring(half));
                } else {
                    write(docx.createTable(), part.table());
                }
            }
            docx.write(bytes);
            return bytes.toByteArray();
        }
    }

    private static void write(XWPFTable table, Grid grid) {
        while (table.getNumberOfRows() > 0) {
            table.removeRow(0);
        }
        for (int row = 1; row <= grid.rows(); row++) {
            XWPFTableRow written = table.createRow();
            while (!written.getTableCells().isEmpty()) {
                written.removeCell(0);
            }
            for (int column = 1; column <= grid.columns(); ) {
                Grid.Piece piece = Grids.piece(grid, row, column);
                XWPFTableCell cell = written.createCell();
                CTTcPr properties = cell.getCTTc().addNewTcPr();
                if (piece.columns() > 1) {
                    properties.addNewGridSpan().setVal(BigInteger.valueOf(piece.columns()));
                }
                if (piece.rows() > 1) {
                    properties.addNewVMerge().setVal(piece.row() == row ? STMerge.RESTART : STMerge.CONTINUE);
                }
                cell.setText(piece.row() == row ? piece.words() : "残留");
                column += piece.columns();
            }
        }
    }
}
