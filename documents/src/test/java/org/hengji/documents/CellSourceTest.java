package org.hengji.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CellSourceTest {
    @TempDir
    Path folder;

    private static Zip workbook(String sheet) {
        return Zip.of("xl/workbook.xml")
                .with("xl/workbook.xml", "<workbook><sheets><sheet name=\"表\" id=\"s\"/></sheets></workbook>")
                .with(
                        "xl/_rels/workbook.xml.rels",
                        "<Relationships><Relationship Id=\"s\" Type=\"x/worksheet\" Target=\"sheet.xml\"/></Relationships>")
                .with("xl/sheet.xml", sheet);
    }

    private static byte[] rows(String rows) {
        return workbook("<worksheet><sheetData>" + rows + "</sheetData></worksheet>")
                .bytes();
    }

    private List<StoredCell> cells(String name, byte[] bytes) throws IOException, Refused {
        List<StoredCell> cells = new ArrayList<>();
        try (CellSource source = CellSource.open(Files.write(folder.resolve(name), bytes), Limits.USUAL)) {
            source.read(source.sheets().get(0), row -> cells.addAll(row.cells()));
        }
        return cells;
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of(
                        "file.hostile",
                        "a.xlsx",
                        workbook("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet/>")
                                .bytes()),
                Arguments.of("file.hostile", "a.xlsx", rows("<row><c t=\"str\"><v>&x;</v></c></row>")),
                Arguments.of("file.hostile", "a.xlsx", rows("<row><c><v>1</v></c></row>" + " ".repeat(60_000_000))),
                Arguments.of("file.hostile", "a.xlsx", rows("<a>".repeat(5000))),
                Arguments.of("file.damaged", "a.xlsx", rows("<row><c></row></c>")),
                Arguments.of("file.damaged", "a.xlsx", rows("<row r=\"5\"/><row r=\"2\"><c><v>1</v></c></row>")),
                Arguments.of(
                        "file.damaged",
                        "a.xlsx",
                        workbook("<worksheet><sheetData><row>").bytes()),
                Arguments.of("file.too-wide", "a.xlsx", rows("<row>" + "<c><v>1</v></c>".repeat(10_000) + "</row>")),
                Arguments.of("file.macros", "a.xlsm", rows("")),
                Arguments.of(
                        "file.macros",
                        "a.xlsx",
                        workbook("<worksheet/>").with("xl/vbaProject.bin", "x").bytes()),
                Arguments.of("file.misnamed", "a.xlsx", Zip.docx("<w:p/>").bytes()),
                Arguments.of("file.unsupported", "a.csv", rows("")),
                Arguments.of("file.unsupported", "a.txt", "a,b".getBytes()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("hostile")
    void what_must_not_be_read_is_refused(String code, String name, byte[] bytes) {
        Refused refused = catchThrowableOfType(Refused.class, () -> cells(name, bytes));
        assertThat(refused).isNotNull();
        assertThat(refused.problem().code()).isEqualTo(code);
        assertThat(refused.problem().remedy().zh()).isNotBlank();
    }

    @Test
    void a_number_is_what_was_meant_and_no_binary_noise() throws Exception {
        List<StoredCell> cells = cells(
                "a.xlsx",
                rows("<row r=\"3\"><c r=\"B3\"><v>28.800000000000001</v></c><c r=\"D3\"><v>1E-3</v></c>"
                        + "<c r=\"E3\"><v>123456789012345678901</v></c><c r=\"F3\"><v>44088</v></c></row>"));
        assertThat(cells.get(0).place()).isEqualTo("B3");
        assertThat(cells.get(0).number().orElseThrow()).isEqualByComparingTo("28.8");
        assertThat(cells.get(1).number().orElseThrow()).isEqualByComparingTo("0.001");
        assertThat(cells.get(2).number()).isEmpty();
        assertThat(cells.get(3).day()).contains(LocalDate.of(2020, 9, 14));
    }

    @Test
    void words_are_read_with_their_entities_sections_and_quotes() throws Exception {
        List<StoredCell> cells = cells(
                "a.xlsx",
                rows(
                        "<!-- c --><row><x:c t='inlineStr'><is><t>a&lt;b&#x4E2D;</t></is></x:c>"
                                + "<c t=\"str\"><v><![CDATA[<]]]]></v></c><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#DIV/0!</v></c></row>"));
        assertThat(cells).extracting(StoredCell::shown).containsExactly("a<b中", "<]]", "TRUE", "#DIV/0!");
    }

    @Test
    void values_of_a_text_file_keep_quotes_line_breaks_and_their_line() throws Exception {
        List<Integer> lines = new ArrayList<>();
        List<String> values = new ArrayList<>();
        Path file = Files.writeString(folder.resolve("a.csv"), "a;\"b;\"\"c\"\"\nd\"\r\n\r\n;=1+1\r\n");
        try (CellSource source = CellSource.open(file, Limits.USUAL)) {
            source.read(source.sheets().get(0), row -> {
                lines.add(row.line());
                row.cells().forEach(c -> values.add(c.place() + " " + c.stored()));
                return true;
            });
        }
        assertThat(values).containsExactly("A1 a", "B1 b;\"c\"\nd", "B3 =1+1");
        assertThat(lines).containsExactly(1, 4);
    }
}
