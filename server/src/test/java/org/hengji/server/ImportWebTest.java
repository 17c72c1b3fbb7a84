package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;
import org.hengji.server.access.Role;
import org.hengji.server.database.Database;
import org.hengji.server.evaluation.AppliedImport;
import org.hengji.server.evaluation.EvaluationRecord;
import org.hengji.server.evaluation.Evaluations;
import org.hengji.server.trail.Chain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** Facts on their way out to Excel and back. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class ImportWebTest {
    @Autowired
    private MockMvc web;

    @Autowired
    private Evaluations evaluations;

    @Autowired
    private Database database;

    @TempDir
    Path temp;

    private EvaluationRecord evaluation() {
        return evaluations.list().stream()
                .filter(e -> e.caseId().equals("seed-000-strict"))
                .findFirst()
                .orElseThrow();
    }

    private String base() {
        return "/evaluations/" + evaluation().id();
    }

    private byte[] workbook() throws Exception {
        return web.perform(get(base() + "/workbook.xlsx").with(DemoWebTest.signedIn(Role.FILLER)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
    }

    /** The workbook with one cell of the row of a fact changed by hand. */
    private static byte[] edited(byte[] workbook, String name, Consumer<Row> edit) throws Exception {
        try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            Row found = null;
            for (Sheet sheet : read) {
                for (Row row : sheet) {
                    for (var cell : row) {
                        if (found == null
                                && cell.getCellType() == org.apache.poi.ss.usermodel.CellType.STRING
                                && cell.getStringCellValue().equals(name)) {
                            found = row;
                        }
                    }
                }
            }
            assertThat(found).as(name).isNotNull();
            edit.accept(found);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            read.write(out);
            return out.toByteArray();
        }
    }

    private ResultActions send(String name, byte[] content, Role role) throws Exception {
        return web.perform(multipart(base() + "/import")
                .file(new MockMultipartFile("file", name, null, content))
                .with(DemoWebTest.signedIn(role))
                .with(csrf()));
    }

    /** The cell that holds the value of a fact: the first number or text right of its name that says the old value. */
    private static void value(Row row, String before, String after) {
        for (var cell : row) {
            String text = new org.apache.poi.ss.usermodel.DataFormatter()
                    .formatCellValue(cell)
                    .replace(",", "");
            if (text.equals(before) || text.equals(before + "0") || text.equals(before + ".00")) {
                cell.setCellValue(after);
                return;
            }
        }
        throw new AssertionError("no cell with " + before);
    }

    @Test
    void theSameWorkbookChangesNothing() throws Exception {
        send("数据.xlsx", workbook(), Role.FILLER)
                .andExpect(status().is3xxRedirection())
                .andExpect(header().string("Location", base() + "/import?same=true"));
    }

    @Test
    void aMendedFigureBecomesADraftAndTakesEffectInTheForm() throws Exception {
        byte[] back = edited(workbook(), "实际采购金额", row -> value(row, "770.66", "780.5"));
        send("数据.xlsx", back, Role.FILLER)
                .andExpect(status().is3xxRedirection())
                .andExpect(header().string("Location", base() + "/edit"));
        String form = web.perform(get(base() + "/edit").with(DemoWebTest.signedIn(Role.FILLER)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(form).contains("780.50");
        assertThat(known()).isEqualTo(Rational.parse("770.66"));
        web.perform(post(base() + "/edit/apply")
                        .with(DemoWebTest.signedIn(Role.FILLER))
                        .with(csrf()))
                .andExpect(status().isOk());
        assertThat(known()).isEqualTo(Rational.parse("780.5"));
    }

    private Rational known() {
        return ((Fact.Value.Known) evaluations
                        .caseOf(evaluation().id())
                        .facts()
                        .get("procurement.actual")
                        .get(0)
                        .value())
                .number();
    }

    @Test
    void aWorkbookWithAnErrorIsHeldAndComesBackMarked() throws Exception {
        byte[] back = edited(workbook(), "在编人数（含工勤）", row -> value(row, "22", "二十二人左右"));
        String answer = send("数据.xlsx", back, Role.FILLER)
                .andExpect(status().isUnprocessableContent())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer).contains("没有导入任何数据", "二十二人左右", "/import/marked.xlsx");
        byte[] marked = web.perform(get(base() + "/import/marked.xlsx").with(DemoWebTest.signedIn(Role.FILLER)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(marked))) {
            assertThat(read.getSheet("导入结果")).isNotNull();
        }
        web.perform(get(base() + "/import/marked.xlsx").with(DemoWebTest.signedIn(Role.THIRD_PARTY)))
                .andExpect(status().isNotFound());
    }

    @Test
    void theCommandLineBringsTheWholeWorkbookInOrNothing() throws Exception {
        Path file = temp.resolve("数据.xlsx");
        Files.write(file, edited(workbook(), "所有固定资产总额（原值）", row -> value(row, "190.11", "190.12")));
        assertThat(AppliedImport.apply(database, "seed-000-strict", "facts", file))
                .isEqualTo(new AppliedImport.Outcome.Done(1));
        assertThat(AppliedImport.apply(database, "seed-000-strict", "facts", file))
                .isEqualTo(new AppliedImport.Outcome.Done(0));
        try (var connection = database.connect()) {
            assertThat(Chain.verify(connection).whole()).isTrue();
        }
        Files.write(file, edited(workbook(), "核定编制数（含工勤）", row -> value(row, "22", "不清楚")));
        assertThat(AppliedImport.apply(database, "seed-000-strict", "facts", file))
                .isInstanceOf(AppliedImport.Outcome.Held.class);
        assertThat(AppliedImport.apply(database, "no-such-case", "facts", file))
                .isInstanceOf(AppliedImport.Outcome.NoCase.class);
        String form = web.perform(get(base() + "/edit").with(DemoWebTest.signedIn(Role.FILLER)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(form).contains("190.12").doesNotContain("不清楚");
    }

    @Test
    void whatIsNoWorkbookIsRefusedKindly() throws Exception {
        String answer = send("数据.xlsx", "=cmd|' /C calc'!A0".getBytes(StandardCharsets.UTF_8), Role.FILLER)
                .andExpect(status().isUnprocessableContent())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer)
                .contains("role=\"alert\"", "数据.xlsx")
                .doesNotContain("Exception")
                .doesNotContainPattern("import-\\d");
        send("数据.xlsx", workbook(), Role.EXPERT).andExpect(status().isForbidden());
        send("数据.xlsx", workbook(), Role.SYSTEM_ADMINISTRATOR).andExpect(status().isForbidden());
    }
}
