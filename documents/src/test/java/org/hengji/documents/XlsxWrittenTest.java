package org.hengji.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** What another library writes into a workbook is what comes out, cell for cell. */
class XlsxWrittenTest {

    @Property(tries = 60)
    void what_fastexcel_writes_is_read(@ForAll("rows") List<List<String>> rows) throws Refused, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "hengji", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("表");
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < 3; column++) {
                    if (row % 2 == 0) {
                        sheet.inlineString(row, column, rows.get(row).get(column));
                    } else {
                        sheet.value(row, column, rows.get(row).get(column));
                    }
                }
            }
        }
        Document document = Placed.checked(DocumentReader.read("得分表.xlsx", bytes.toByteArray(), Limits.USUAL));
        Block.Table table = document.tables().get(0);
        List<List<String>> read = new ArrayList<>();
        for (int row = 1; row <= table.rows(); row++) {
            read.add(table.row(row).stream().map(c -> document.words(c.span())).toList());
        }
        assertThat(read).isEqualTo(rows);
    }

    @Provide
    Arbitrary<List<List<String>>> rows() {
        return Arbitraries.strings()
                .withCharRange('一', '龥')
                .withCharRange('0', '9')
                .withChars("，。%.,-&<>\"'_x000D")
                .ofMinLength(1)
                .ofMaxLength(30)
                .filter(words -> !words.contains("_x"))
                .list()
                .ofSize(3)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }
}
