package org.hengji.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hengji.server.identity.Town.CHEN;
import static org.hengji.server.identity.Town.LI;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hengji.server.WebTest;
import org.hengji.server.access.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** The workbook that the page gives out, filled in and brought back, makes requests and no account. */
@WebTest
@TestPropertySource(properties = "hengji.mark=serve")
class UsersImportTest {

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcClient jdbc;

    private Town town;

    @BeforeEach
    void settle() {
        town = new Town(web, jdbc);
        town.settle();
    }

    @Test
    void eachRowBecomesARequest() throws Exception {
        sent(CHEN, filled(new String[][] {{"赵敏", "填报人"}, {"钱进", "专家"}, {"孙立", "审计管理员"}}))
                .andExpect(redirectedUrl("/administration?notice=imported"));
        assertThat(jdbc.sql("select person || ' ' || role || ' ' || kind || ' ' || asked_by from right_request"
                                + " where decision is null order by id")
                        .query(String.class)
                        .list())
                .containsExactly("赵敏 FILLER GRANT chen", "钱进 EXPERT GRANT chen", "孙立 AUDIT_ADMINISTRATOR GRANT chen");
        assertThat(jdbc.sql("select count(*) from account").query(Long.class).single())
                .as("no account by it")
                .isEqualTo(4);
    }

    @Test
    void oneWrongRowKeepsTheWholeFileOut() throws Exception {
        String page = Town.text(sent(CHEN, filled(new String[][] {{"赵敏", "填报人"}, {"钱进", "皇帝"}, {"陈明", "专家"}}))
                .andExpect(status().isUnprocessableContent()));
        assertThat(page).contains("没有提交任何申请", "皇帝", "这是您自己的姓名");
        sent(CHEN, "not a workbook".getBytes()).andExpect(status().isUnprocessableContent());
        sent(LI, filled(new String[][] {{"赵敏", "填报人"}})).andExpect(status().isForbidden());
        assertThat(jdbc.sql("select count(*) from right_request")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private ResultActions sent(Person by, byte[] workbook) throws Exception {
        return web.perform(multipart("/administration/import")
                .file(new MockMultipartFile("file", "users.xlsx", "application/octet-stream", workbook))
                .with(csrf())
                .with(Town.signedIn(by)));
    }

    private byte[] filled(String[][] people) throws Exception {
        byte[] template = town.as(CHEN, get("/administration/users.xlsx"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(template))) {
            XSSFSheet sheet = workbook.getSheet("账号申请");
            int head = 0;
            while (!sheet.getRow(head).getCell(0).getStringCellValue().startsWith("姓名")) {
                head++;
            }
            for (int i = 0; i < people.length; i++) {
                var row =
                        sheet.getRow(head + 1 + i) == null ? sheet.createRow(head + 1 + i) : sheet.getRow(head + 1 + i);
                for (int j = 0; j < people[i].length; j++) {
                    row.createCell(j).setCellValue(people[i][j]);
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            workbook.write(out);
            return out.toByteArray();
        }
    }
}
