package org.hengji.documents;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every table that is ruled on a page is read with the cells it was ruled with. */
class PdfWrittenTest {
    private static final double LEFT = 60;
    private static final double TOP = 90;
    private static final double WIDE = 90;
    private static final double HIGH = 28;

    @Property(tries = 150)
    void a_ruled_table_is_read(@ForAll("grids") Grid grid, @ForAll boolean bars) throws Refused {
        Pdf pdf = new Pdf().page().text(LEFT, 60, 12, "表前");
        for (Grid.Piece piece : grid.pieces()) {
            double left = LEFT + WIDE * (piece.column() - 1);
            double top = TOP + HIGH * (piece.row() - 1);
            double right = left + WIDE * piece.columns();
            double bottom = top + HIGH * piece.rows();
            if (bars) {
                pdf.bar(left, top, right - left, 0.5).bar(left, bottom, right - left, 0.5);
                pdf.bar(left, top, 0.5, bottom - top).bar(right, top, 0.5, bottom - top);
            } else {
                pdf.grid(new double[] {left, right}, new double[] {top, bottom});
            }
            pdf.text(left + 6, (top + bottom) / 2 + 4, 10, piece.words());
        }
        pdf.text(LEFT, 400, 12, "表后");
        Document document = Placed.checked(DocumentReader.read("报告.pdf", pdf.bytes(), Limits.USUAL));
        assertThat(document.tables()).hasSize(1);
        assertThat(Grids.read(document, document.tables().get(0))).isEqualTo(grid);
        assertThat(document.text()).startsWith("表前\n").endsWith("\n表后");
    }

    @Provide
    Arbitrary<Grid> grids() {
        return Grids.grids(true)
                .map(PdfWrittenTest::shortened)
                .filter(grid ->
                        grid.pieces().stream().filter(p -> !p.words().isEmpty()).count() >= 2)
                .filter(PdfWrittenTest::hasEveryRow);
    }

    /** Words that fit on one line of a cell and have no blanks, which only their distance would tell. */
    private static Grid shortened(Grid grid) {
        return new Grid(
                grid.rows(),
                grid.columns(),
                grid.pieces().stream()
                        .map(p -> {
                            String words = p.words().replaceAll("[ 　]|[\\ud800-\\udfff]", "");
                            return new Grid.Piece(
                                    p.row(),
                                    p.column(),
                                    p.rows(),
                                    p.columns(),
                                    words.substring(0, Math.min(words.length(), 7)));
                        })
                        .toList());
    }

    private static boolean hasEveryRow(Grid grid) {
        return grid.pieces().stream().mapToInt(Grid.Piece::row).distinct().count() == grid.rows();
    }
}
