package org.hengji.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every table of a page is read with the cells that were written. */
class HtmlWrittenTest {

    @Property(tries = 150)
    void a_table_is_read(@ForAll("grids") Grid grid) throws Refused {
        StringBuilder page = new StringBuilder("<p>表前<table>");
        for (int row = 1; row <= grid.rows(); row++) {
            page.append("<tr>");
            for (Grid.Piece piece : grid.pieces()) {
                if (piece.row() == row) {
                    page.append("<td rowspan=")
                            .append(piece.rows())
                            .append(" colspan=")
                            .append(piece.columns());
                    page.append('>').append(piece.words().replace("&", "&amp;").replace("<", "&lt;"));
                }
            }
        }
        Document document = Placed.checked(DocumentReader.read(
                "报告.html", page.append("</table>表后").toString().getBytes(StandardCharsets.UTF_8), Limits.USUAL));
        assertThat(Grids.read(document, document.tables().get(0))).isEqualTo(collapsed(grid));
        assertThat(document.text()).startsWith("表前\n").endsWith("\n表后");
    }

    @Provide
    Arbitrary<Grid> grids() {
        return Grids.grids(true);
    }

    /** A page keeps no more than one blank of several. */
    private static Grid collapsed(Grid grid) {
        return new Grid(
                grid.rows(),
                grid.columns(),
                grid.pieces().stream()
                        .map(p -> new Grid.Piece(
                                p.row(),
                                p.column(),
                                p.rows(),
                                p.columns(),
                                p.words().replaceAll(" +", " ")))
                        .toList());
    }
}
