package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.EnumSet;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.hengji.server.access.Role;
import org.hengji.server.database.Database;
import org.hengji.server.trail.Chain;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;

/** 报告审核: who may, what is refused and how, what is decided beside the verdict, what can be taken away. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class CheckingWebTest {
    private static final Path REPORTS = Path.of("src/test/resources/reports");

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Database database;

    private static MockMultipartFile file(String name, byte[] content) {
        return new MockMultipartFile("files", name, "application/x-msdownload", content);
    }

    private static MockMultipartFile school() throws Exception {
        return file("evening-school-2023.txt", Files.readAllBytes(REPORTS.resolve("evening-school-2023.txt")));
    }

    private ResultActions upload(Role role, MockMultipartFile... files) throws Exception {
        MockMultipartHttpServletRequestBuilder request = multipart("/checks");
        for (MockMultipartFile file : files) {
            request.file(file);
        }
        return web.perform(request.with(DemoWebTest.signedIn(role)).with(csrf()));
    }

    /** The address of a batch that has been checked. */
    private String checked(Role role, MockMultipartFile... files) throws Exception {
        String batch = upload(role, files).andReturn().getResponse().getRedirectedUrl();
        for (int i = 0; i < 600; i++) {
            if (open(role, batch + "/progress").getResponse().getHeader("HX-Refresh") != null) {
                return batch;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("not checked within half a minute");
    }

    private org.springframework.test.web.servlet.MvcResult open(Role role, String path) throws Exception {
        return web.perform(get(path).with(DemoWebTest.signedIn(role))).andReturn();
    }

    private String report(String batch) {
        return batch + "/reports/"
                + jdbc.sql("select min(id) from check_report where batch = ?")
                        .param(Long.parseLong(batch.substring(batch.lastIndexOf('/') + 1)))
                        .query(Long.class)
                        .single();
    }

    private String finding(Role role, String report) throws Exception {
        String page = open(role, report).getResponse().getContentAsString();
        return page.replaceFirst("(?s).*?<article[^>]* id=\"([^\"]+)\".*", "$1");
    }

    private ResultActions decide(Role role, String report, String finding, String kind, String reason)
            throws Exception {
        return web.perform(post(report + "/decisions")
                .param("finding", finding)
                .param("kind", kind)
                .param("reason", reason)
                .header("HX-Request", "true")
                .with(DemoWebTest.signedIn(role))
                .with(csrf()));
    }

    @Test
    void everyoneInBusinessMayHaveReportsCheckedAndNobodyElse() throws Exception {
        for (Role role : Role.values()) {
            web.perform(get("/checks").with(DemoWebTest.signedIn(role)))
                    .andExpect(status().is(role.administrator() ? 403 : 200));
            upload(role, school()).andExpect(status().is(role.administrator() ? 403 : 302));
        }
        web.perform(multipart("/checks").file(school()).with(DemoWebTest.signedIn(Role.FILLER)))
                .andExpect(status().isForbidden());
    }

    @Test
    void aBatchIsSeenByItsUploaderAndByReviewers() throws Exception {
        String batch = checked(Role.FILLER, school());
        EnumSet<Role> see = EnumSet.of(Role.FILLER, Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER);
        for (Role role : EnumSet.complementOf(EnumSet.range(Role.SYSTEM_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR))) {
            int expected = see.contains(role) ? 200 : 404;
            String report = report(batch);
            for (String path : List.of(
                    batch,
                    report,
                    batch + "/findings.xlsx",
                    batch + "/diagnostic.json",
                    report + "/opinion.docx",
                    batch + "/progress")) {
                web.perform(get(path).with(DemoWebTest.signedIn(role))).andExpect(status().is(expected));
            }
        }
        String mine = checked(Role.FINANCE_REVIEWER, school());
        String id = report(batch).replaceFirst(".*/", "");
        web.perform(get(mine + "/reports/" + id).with(DemoWebTest.signedIn(Role.FINANCE_REVIEWER)))
                .andExpect(status().isNotFound());
    }

    @Test
    void nothingAndTooManyAreRefusedInWords() throws Exception {
        upload(Role.FILLER).andExpect(status().is(422)).andExpect(content().string(containsString("没有选择文件")));
        MockMultipartFile[] many = new MockMultipartFile[101];
        java.util.Arrays.fill(many, file("a.txt", new byte[] {'1'}));
        upload(Role.FILLER, many)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("一次最多审核 100 份")));
    }

    @Test
    void aFileIsWhatItsBytesAreAndABadOneStopsNoOther() throws Exception {
        String batch = checked(
                Role.FINANCE_REVIEWER,
                file("../../etc/<b>passwd.docx", "no archive".getBytes(StandardCharsets.UTF_8)),
                file("empty.pdf", new byte[0]),
                school(),
                school());
        String page = open(Role.FINANCE_REVIEWER, batch).getResponse().getContentAsString();
        assertThat(page)
                .contains("_b_passwd.docx", "empty.pdf", "evening-school-2023.txt", "evening-school-2023 (2).txt")
                .doesNotContain("<b>", "etc/");
        assertThat(page.indexOf("evening-school-2023.txt")).isLessThan(page.indexOf("_b_passwd.docx"));
    }

    @Test
    void wordsOfAReportNeverBecomeMarkup() throws Exception {
        String hostile = "<script>alert(1)</script>支出10万元，其中：<img src=x>3万元、4万元。\n";
        String batch = checked(Role.FINANCE_REVIEWER, file("h.txt", hostile.getBytes(StandardCharsets.UTF_8)));
        web.perform(get(report(batch)).with(DemoWebTest.signedIn(Role.FINANCE_REVIEWER)))
                .andExpect(content().string(containsString("&lt;script&gt;alert(1)&lt;/script&gt;")))
                .andExpect(content().string(not(containsString("<script>alert"))))
                .andExpect(content().string(not(containsString(" style="))))
                .andExpect(header().string("Content-Security-Policy", containsString("default-src 'self'")));
    }

    @Test
    void aFindingIsWaivedWithAReasonOnlyAndTheTrailKnows() throws Exception {
        Role role = Role.FINANCE_REVIEWER;
        String batch = checked(role, school());
        String report = report(batch);
        String finding = finding(role, report);
        decide(role, report, finding, "waived", "  ")
                .andExpect(content().string(containsString("豁免要写明理由")))
                .andExpect(content().string(not(containsString("已豁免</strong>"))));
        decide(role, report, finding, "waived", "分母用的是调整后预算")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("data-waived=\"yes\"")))
                .andExpect(content().string(containsString("分母用的是调整后预算")));
        assertThat(new String(
                        open(role, batch + "/diagnostic.json").getResponse().getContentAsByteArray(),
                        StandardCharsets.UTF_8))
                .contains("\"waiver\":{\"by\":", "分母用的是调整后预算");
        decide(role, report, finding, "returned", "请更正").andExpect(content().string(containsString("已退回单位")));
        decide(role, report, finding, "undecided", "").andExpect(content().string(not(containsString("hc-decision"))));
        assertThat(jdbc.sql("select action from trail where entity like ? order by seq")
                        .param("%/" + finding)
                        .query(String.class)
                        .list())
                .endsWith("check.waived", "check.returned", "check.undecided");
        try (Connection connection = database.connect()) {
            assertThat(Chain.verify(connection).whole()).isTrue();
        }
        decide(role, report, "K01-ffffffff", "confirmed", "").andExpect(status().isNotFound());
        decide(role, report, finding, "forgiven", "").andExpect(status().isBadRequest());
        decide(Role.FILLER, report, finding, "confirmed", "").andExpect(status().isForbidden());
        decide(Role.THIRD_PARTY, report, finding, "confirmed", "").andExpect(status().isNotFound());
    }

    @Test
    void findingsAndOpinionCanBeTakenAway() throws Exception {
        Role role = Role.FINANCE_REVIEWER;
        String batch = checked(
                role,
                school(),
                file("=1+1.txt", "=HYPERLINK(1)支出10万元，其中：甲3万元、乙4万元。\n".getBytes(StandardCharsets.UTF_8)));
        String report = report(batch);
        String finding = finding(role, report);
        decide(role, report, finding, "returned", "请按调整后预算重新计算");
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(
                open(role, batch + "/findings.xlsx").getResponse().getContentAsByteArray()))) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(3);
            var row = workbook.getSheetAt(0).getRow(1);
            assertThat(row.getCell(1).getStringCellValue()).isEqualTo(finding);
            assertThat(row.getCell(17).getStringCellValue()).isEqualTo("请按调整后预算重新计算");
            workbook.forEach(sheet -> sheet.forEach(
                    r -> r.forEach(cell -> assertThat(cell.getCellType().name()).isNotEqualTo("FORMULA"))));
        }
        var opinion = open(role, report + "/opinion.docx").getResponse();
        assertThat(opinion.getHeader("Content-Disposition")).contains("attachment");
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(opinion.getContentAsByteArray()));
                XWPFWordExtractor words = new XWPFWordExtractor(document)) {
            assertThat(words.getText()).contains("绩效评价报告审核意见", "退回更正的问题", "请按调整后预算重新计算", "SHA-256");
        }
    }
}
