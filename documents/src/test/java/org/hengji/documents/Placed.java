package org.hengji.documents;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds of every document, whatever it was read from. */
final class Placed {
    private Placed() {}

    static Document checked(Document document) {
        int last = 0;
        int table = 0;
        for (Block block : document.blocks()) {
            assertThat(block.span().start())
                    .as("blocks in order, none over another")
                    .isGreaterThanOrEqualTo(last);
            assertThat(block.span().end()).isLessThanOrEqualTo(document.text().length());
            last = block.span().end();
            if (block instanceof Block.Paragraph paragraph) {
                String words = document.words(paragraph.span());
                assertThat(words).isNotEmpty().doesNotContain("\t", "\n").isEqualTo(Words.strip(words));
            } else if (block instanceof Block.Table read) {
                assertThat(read.number()).isEqualTo(++table);
                checkCells(document, read);
            }
        }
        int line = 0;
        for (String words : document.text().split("\n", -1)) {
            int at = document.lines()[line++];
            assertThat(document.text().startsWith(words, at)).isTrue();
            assertThat(document.line(at)).isEqualTo(line);
        }
        assertThat(document.lines()).hasSize(line);
        return document;
    }

    private static void checkCells(Document document, Block.Table table) {
        int at = table.span().start();
        boolean[][] covered = new boolean[table.rows() + 1][table.columns() + 1];
        for (Block.Cell cell : table.cells()) {
            assertThat(cell.span().start()).as("cells in order").isGreaterThanOrEqualTo(at);
            at = cell.span().end();
            assertThat(table.span().covers(cell.span())).isTrue();
            assertThat(document.words(cell.span())).doesNotContain("\t", "\n");
            assertThat(cell.columns()).isPositive();
            for (int row = cell.row(); row < cell.row() + cell.rows(); row++) {
                for (int column = cell.column(); column < cell.column() + cell.columns(); column++) {
                    assertThat(covered[row][column])
                            .as("one cell for r%sc%s", row, column)
                            .isFalse();
                    covered[row][column] = true;
                }
            }
        }
        assertThat(document.words(table.span()).split("\n", -1)).hasSize(table.rows());
    }
}
