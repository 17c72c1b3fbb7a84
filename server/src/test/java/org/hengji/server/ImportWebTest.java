package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.assertj.core.api.AbstractStringAssert;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.database.Database;
import org.hengji.server.evaluation.EvaluationRecord;
import org.hengji.server.evaluation.Evaluations;
import org.hengji.server.trail.Chain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

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
        return web.perform(get("/imports/template.xlsx?kind=facts&to="
                                + evaluation().id())
                        .with(DemoWebTest.signedIn(Role.FILLER)))
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

    private ImportDesk desk(Role role) {
        return new ImportDesk(web, DemoWebTest.signedIn(role), "/imports");
    }

    /** Sends it and gives the page that is shown when it has been read. */
    private String send(String name, byte[] content, Role role) throws Exception {
        return desk(role).send("facts", String.valueOf(evaluation().id()), name, content);
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
        String address = send("数据.xlsx", workbook(), Role.FILLER);
        assertThat(desk(Role.FILLER).page(address)).contains("与系统里的数据完全相同").doesNotContain("导入（");
    }

    @Test
    void aMendedFigureBecomesADraftAndTakesEffectInTheForm() throws Exception {
        byte[] back = edited(workbook(), "实际采购金额", row -> value(row, "770.66", "780.5"));
        String address = send("数据.xlsx", back, Role.FILLER);
        assertThat(desk(Role.FILLER).page(address)).contains("导入（1 条）", "别人暂时看不到");
        assertThat(desk(Role.FILLER).take(address)).contains(base() + "/edit");
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
        String address = send("数据.xlsx", back, Role.FILLER);
        assertThat(desk(Role.FILLER).page(address)).contains("没有导入任何数据", "二十二人左右", "/marked.xlsx");
        byte[] marked = desk(Role.FILLER).open(address + "/marked.xlsx").getContentAsByteArray();
        try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(marked))) {
            assertThat(read.getSheet("导入结果")).isNotNull();
        }
        assertThat(desk(Role.THIRD_PARTY).open(address + "/marked.xlsx").getStatus())
                .isEqualTo(404);
    }

    @Test
    void theCommandLineBringsTheWholeWorkbookInOrNothing() throws Exception {
        Path file = temp.resolve("数据.xlsx");
        Files.write(file, edited(workbook(), "所有固定资产总额（原值）", row -> value(row, "190.11", "190.12")));
        applied(file, 0).contains("\"applied\":1,");
        applied(file, 0).contains("\"applied\":0,");
        try (var connection = database.connect()) {
            assertThat(Chain.verify(connection).whole()).isTrue();
        }
        Files.write(file, edited(workbook(), "核定编制数（含工勤）", row -> value(row, "22", "不清楚")));
        applied(file, 1).contains("\"applied\":null", "不清楚", "\"cell\":");
        String form = web.perform(get(base() + "/edit").with(DemoWebTest.signedIn(Role.FILLER)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(form).contains("190.12").doesNotContain("不清楚");
    }

    @Test
    void theCommandLinePutsNobodysDraftsIntoEffect() throws Exception {
        Path file = temp.resolve("数据.xlsx");
        Files.write(file, edited(workbook(), "核定编制数（含工勤）", row -> value(row, "22", "23")));
        Person clerk = Person.ofDemonstration(Role.FILLER, evaluation().unit(), "填报");
        var signedIn = authentication(UsernamePasswordAuthenticationToken.authenticated(clerk, null, List.of()));
        ImportDesk desk = new ImportDesk(web, signedIn, "/imports");
        desk.take(desk.send("facts", String.valueOf(evaluation().id()), "数据.xlsx", Files.readAllBytes(file)));
        applied(file, 1).contains("\"code\":\"import.drafts-waiting\"", "1 格草稿没有生效");
        web.perform(post(base() + "/edit/discard").with(signedIn).with(csrf()));
    }

    /** Whatever PostgreSQL the tests run on, it is an external one for this process. */
    private AbstractStringAssert<?> applied(Path file, int code) throws Exception {
        try (ServerProcess process = ServerProcess.start(
                temp,
                Map.of("HENGJI_DB_USER", database.user(), "HENGJI_DB_PASSWORD", database.password()),
                "import",
                file.toString(),
                "--kind",
                "facts",
                "--apply",
                "--json",
                "--database",
                database.url(),
                "--as",
                "demo-filler-" + evaluation().unit(),
                "--into",
                "seed-000-strict")) {
            assertThat(process.exitCode()).as(process.err()).isEqualTo(code);
            return assertThat(process.out());
        }
    }

    @Test
    void onlyThoseWhoFillInMayBringAWorkbook() throws Exception {
        String to = String.valueOf(evaluation().id());
        for (Role role : Role.values()) {
            int status = desk(role).begin("facts", to, "数据.xlsx", workbook()).getStatus();
            boolean may = role == Role.FILLER || role == Role.THIRD_PARTY;
            assertThat(status).as(role.key()).isEqualTo(may ? 302 : role.administrator() ? 403 : 404);
        }
    }
}
