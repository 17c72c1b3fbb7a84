package org.hengji.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** workbook and import as their contract says. */
class WorkbookContractTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final WorkbookCommands commands = new WorkbookCommands(
            new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    @Test
    void a_workbook_of_a_framework_goes_out_and_comes_back() {
        String file = folder.resolve("facts.xlsx").toString();
        assertThat(commands.workbook(List.of("facts", "--framework", "futian-project-2023", "--out", file)))
                .isZero();
        assertThat(commands.dryRun(List.of(file, "--kind", "facts", "--framework", "futian-project-2023", "--json")))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("[{")
                .endsWith("}]\n")
                .contains("\"errors\":[]", "\"warnings\":[]", "\"changes\":{\"added\":[]", "\"kind\":\"facts\"");
    }

    @Test
    void an_error_has_its_sheet_and_cell_and_the_copy_is_marked() throws Exception {
        Path csv = Files.writeString(
                folder.resolve("a.csv"), "FISCAL_YEAR,AGENCY_CODE,PRO_CODE,凭证号,日期,金额\n2023,1,P,V1,2023-03-05,若干\n");
        Path marked = folder.resolve("marked.xlsx");
        assertThat(commands.dryRun(
                        List.of(csv.toString(), "--kind", "execution", "--marked", marked.toString(), "--json")))
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "\"cell\":\"F2\"",
                        "\"sheet\":\"a\"",
                        "\"line\":2",
                        "\"code\":\"number.broken\"",
                        "\"key\":\"2023 / 1 / V1\"",
                        "\"source\":\"若干\"");
        assertThat(marked).isNotEmptyFile();
    }

    @Test
    void wrong_usage_and_unreadable_files_exit_with_2() {
        assertThat(commands.workbook(List.of("nothing", "--out", "x.xlsx"))).isEqualTo(2);
        assertThat(commands.workbook(List.of("facts", "--out", "x.xlsx"))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("futian-project-2023@1");
        assertThat(commands.dryRun(List.of("absent.xlsx", "--kind", "targets", "--json")))
                .isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("file.missing");
    }
}
