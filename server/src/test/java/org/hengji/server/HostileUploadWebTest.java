package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.util.HtmlUtils;

/** Files that mean harm, sent to the two pages that take files: the very files that the readers are tested with. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class HostileUploadWebTest {
    private static final Path FILES = Path.of("../documents/src/test/resources");
    private static final String HEADS = "FISCAL_YEAR,AGENCY_CODE,PRO_CODE,支付凭证号,PAY_DATE,PAY_AMT,摘要\n";

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcClient database;

    private RequestPostProcessor clerk;
    private ImportDesk desk;

    @BeforeEach
    void signIn() {
        long unit = database.sql("select id from unit where code = '902002'")
                .query(Long.class)
                .single();
        clerk = authentication(UsernamePasswordAuthenticationToken.authenticated(
                Person.ofDemonstration(Role.FILLER, unit, "填报"), null, List.of()));
        desk = new ImportDesk(web, clerk, "/imports");
    }

    private static List<Path> hostile() throws Exception {
        try (Stream<Path> files = Files.walk(FILES.resolve("hostile"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void importsRefuseThemInWordsAndKeepNothing() throws Exception {
        for (Path file : hostile()) {
            if (file.getParent().endsWith("file.too-many-cells")) {
                continue; // Imports stream rows, so a cell in the last corner does no harm.
            }
            refused(file.getFileName().toString(), Files.readAllBytes(file));
        }
        for (String wide :
                List.of("ten-thousand-columns.csv", "ten-thousand-columns-wide.xlsx", "text-called-xlsx.xlsx")) {
            refused(
                    wide,
                    Files.readAllBytes(
                            FILES.resolve("workbooks/should_fail/execution").resolve(wide)));
        }
    }

    private void refused(String name, byte[] content) throws Exception {
        String address = desk.send("execution", "", "../../" + name, content);
        for (String language : List.of("?lang=zh", "?lang=en")) {
            String page = desk.page(address + language);
            assertThat(page.split("hj-import-fault", -1)).as(name).hasSize(2);
            assertThat(said(page))
                    .as(name)
                    .containsPattern(language.endsWith("en") ? "[a-z]{3}" : "\\p{IsHan}{3}")
                    .doesNotContain("Exception", "null", "../", "系统错误");
            assertThat(page).doesNotContain("/marked.xlsx", "/take\"");
        }
        assertThat(desk.open(address + "/marked.xlsx").getStatus()).as(name).isEqualTo(404);
        assertThat(database.sql("select count(*) from intake_piece")
                        .query(Long.class)
                        .single())
                .as(name)
                .isZero();
    }

    /** What the page says is wrong, and what to do: two paragraphs. */
    private static String said(String page) {
        String fault = page.substring(page.indexOf("hj-import-fault"));
        String said = fault.substring(0, fault.indexOf("</div>"));
        assertThat(said.split("<p>", -1)).hasSize(3);
        return said.replaceAll("<[^>]*>", "");
    }

    @Test
    void theCheckOfReportsRefusesThemInWordsAndKeepsNothing() throws Exception {
        MockMultipartHttpServletRequestBuilder request = multipart("/checks");
        List<Path> files = hostile();
        for (Path file : files) {
            request.file(new MockMultipartFile("files", "../" + file.getFileName(), null, Files.readAllBytes(file)));
        }
        String batch = web.perform(request.with(clerk).with(csrf()))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        long number = Long.parseLong(batch.substring(batch.lastIndexOf('/') + 1));
        waitFor(batch);
        List<Long> reports = database.sql("select id from check_report where batch = ? order by position")
                .param(number)
                .query(Long.class)
                .list();
        assertThat(reports).hasSameSizeAs(files);
        for (int i = 0; i < files.size(); i++) {
            String name = files.get(i).getFileName().toString();
            String code = files.get(i).getParent().getFileName().toString();
            assertThat(database.sql("select verdict::text from check_report where id = ?")
                            .param(reports.get(i))
                            .query(String.class)
                            .single())
                    .as(name)
                    .contains("\"" + code + "\"");
        }
        for (String language : List.of("?lang=zh", "?lang=en")) {
            String page = page(batch + language);
            assertThat(page).doesNotContain("Exception", "../", "系统错误");
            files.forEach(file -> assertThat(page).contains(file.getFileName().toString()));
        }
        assertThat(database.sql("select coalesce(sum(length(content)), 0) from check_report where batch = ?")
                        .param(number)
                        .query(Long.class)
                        .single())
                .as("bytes kept of them")
                .isZero();
    }

    private void waitFor(String batch) throws Exception {
        for (int i = 0; i < 2400; i++) {
            if (web.perform(get(batch + "/progress").with(clerk))
                            .andReturn()
                            .getResponse()
                            .getHeader("HX-Refresh")
                    != null) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("not checked within two minutes");
    }

    private String page(String path) throws Exception {
        var answer = web.perform(get(path).with(clerk)).andReturn().getResponse();
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return HtmlUtils.htmlUnescape(answer.getContentAsString(StandardCharsets.UTF_8));
    }

    @Test
    void wordsThatLookLikeFormulasComeBackAsWords() throws Exception {
        String injected = "=cmd|' /C calc'!A0";
        byte[] file = (HEADS + "2026,902002,P,\"" + injected + "\",2026-03-05,\"+SUM(1+1)\",@SUM(1)\n")
                .getBytes(StandardCharsets.UTF_8);
        String address = desk.send("execution", "", "支付.csv", file);
        assertThat(desk.page(address)).contains("+SUM(1+1)");
        onlyWords(desk.open(address + "/marked.xlsx").getContentAsByteArray(), "+SUM(1+1)");

        // A workbook of ours comes back as it is, and a formula typed into it is neither taken nor carried out.
        byte[] workbook = Files.readAllBytes(
                FILES.resolve("workbooks/should_pass/execution/text-that-looks-like-a-formula.xlsx"));
        String again = desk.send("execution", "", "支付.xlsx", workbook);
        assertThat(desk.page(again)).contains("没有导入任何数据");
        onlyWords(desk.open(again + "/marked.xlsx").getContentAsByteArray(), injected);
    }

    private static void onlyWords(byte[] workbook, String expected) throws Exception {
        boolean there = false;
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            for (var sheet : book) {
                for (var row : sheet) {
                    for (var cell : row) {
                        assertThat(cell.getCellType()).as(cell.toString()).isNotEqualTo(CellType.FORMULA);
                        if (cell.toString().equals(expected)) {
                            there = true;
                            assertThat(cell.getCellStyle().getQuotePrefixed())
                                    .as("stays words when it is edited or saved as CSV")
                                    .isTrue();
                        }
                    }
                }
            }
        }
        assertThat(there).as(expected).isTrue();
    }
}
