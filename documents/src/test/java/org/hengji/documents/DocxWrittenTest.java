package org.hengji.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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
                read.add(new Part(
                        "",
                        new Grid(
                                table.rows(),
                                table.columns(),
                                table.cells().stream()
                                        .map(c -> new Grid.Piece(
                                                c.row(), c.column(), c.rows(), c.columns(), document.words(c.span())))
                                        .toList())));
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
        Arbitrary<Part> paragraph = words(1).map(words -> new Part(words, null));
        Arbitrary<Part> table = grids(true).map(grid -> new Part("", grid));
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
                        words(1).map(words -> new Part(words, null)),
                        grids(false).map(grid -> new Part("", grid)))
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

    private static Arbitrary<String> words(int least) {
        return Arbitraries.strings()
                .withCharRange('一', '龥')
                .withCharRange('0', '9')
                .withChars("，。、；：（）〔〕《》“”%％.,-—&<>\"' 　①√𠮷Aaz½")
                .ofMinLength(least)
                .ofMaxLength(90)
                .map(DocxWrittenTest::whole)
                .filter(words -> words.length() >= least);
    }

    /** Without halves of a pair of surrogates, which no file can hold, and without blanks at the ends. */
    private static String whole(String words) {
        StringBuilder whole = new StringBuilder();
        words.codePoints()
                .filter(c -> !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                .forEach(whole::appendCodePoint);
        return Words.strip(whole);
    }

    /** Tables of at least two columns, in which every column has a cell that begins there. */
    private static Arbitrary<Grid> grids(boolean merged) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(2, 5),
                        words(0).list().ofSize(30),
                        Arbitraries.integers().between(0, 9).list().ofSize(30))
                .as((rows, columns, words, dice) -> grid(rows, columns, words, merged ? dice : null));
    }

    private static Grid grid(int rows, int columns, List<String> words, List<Integer> dice) {
        boolean[][] taken = new boolean[rows + 2][columns + 2];
        List<Grid.Piece> pieces = new ArrayList<>();
        int next = 0;
        for (int row = 1; row <= rows; row++) {
            for (int column = 1; column <= columns; column++, next++) {
                if (taken[row][column]) {
                    continue;
                }
                int die = dice == null || row == 1 ? 0 : dice.get(next);
                int width = die >= 7 && column < columns && !taken[row][column + 1] ? 2 : 1;
                int height = (die == 6 || die == 9) && row < rows ? 2 : 1;
                for (int r = row; r < row + height; r++) {
                    for (int c = column; c < column + width; c++) {
                        taken[r][c] = true;
                    }
                }
                pieces.add(new Grid.Piece(row, column, height, width, words.get(next)));
            }
        }
        return new Grid(rows, columns, pieces);
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
                Grid.Piece piece = piece(grid, row, column);
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

    private static Grid.Piece piece(Grid grid, int row, int column) {
        return grid.pieces().stream()
                .filter(p -> p.row() <= row
                        && row < p.row() + p.rows()
                        && p.column() <= column
                        && column < p.column() + p.columns())
                .findFirst()
                .orElseThrow();
    }
}
