package org.hengji.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Published reports, written into docx, say what their texts say. */
class SeedReportsTest {

    @Test
    void a_published_report_is_the_same_as_text_and_as_docx() throws IOException, Refused {
        String seeds = System.getenv("HENGJI_SEEDS");
        assumeTrue(seeds != null, "HENGJI_SEEDS does not name the folder of the seed reports");
        try (Stream<Path> files = Files.list(Path.of(seeds))) {
            List<Path> texts =
                    files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
            assertThat(texts).isNotEmpty();
            for (Path file : texts) {
                Document text = DocumentReader.read(file, Limits.USUAL);
                byte[] docx = DocxWrittenTest.written(parts(text));
                Document read = Placed.checked(DocumentReader.read("报告.docx", docx, Limits.USUAL));
                assertThat(said(read)).as(file.getFileName().toString()).isEqualTo(said(text));
            }
        }
    }

    private static List<DocxWrittenTest.Part> parts(Document text) {
        List<DocxWrittenTest.Part> parts = new ArrayList<>();
        for (Block block : text.blocks()) {
            if (block instanceof Block.Table table) {
                List<Grid.Piece> pieces = new ArrayList<>();
                for (int row = 1; row <= table.rows(); row++) {
                    for (int column = 1; column <= table.columns(); column++) {
                        String words = table.at(row, column)
                                .map(c -> text.words(c.span()))
                                .orElse("");
                        pieces.add(new Grid.Piece(row, column, 1, 1, words));
                    }
                }
                parts.add(new DocxWrittenTest.Part("", new Grid(table.rows(), table.columns(), pieces)));
            } else {
                parts.add(new DocxWrittenTest.Part(text.words(block.span()), null));
            }
        }
        return parts;
    }

    /** Every paragraph with its level and every cell that holds words with its place. */
    private static List<String> said(Document document) {
        List<String> said = new ArrayList<>();
        for (Block block : document.blocks()) {
            if (block instanceof Block.Table table) {
                for (Block.Cell cell : table.cells()) {
                    if (!cell.span().isEmpty()) {
                        said.add(table.number() + " " + cell.name() + " " + Words.line(document.words(cell.span())));
                    }
                }
            } else if (block instanceof Block.Paragraph paragraph) {
                said.add(paragraph.level() + " " + Words.line(document.words(paragraph.span())));
            }
        }
        return said;
    }
}
