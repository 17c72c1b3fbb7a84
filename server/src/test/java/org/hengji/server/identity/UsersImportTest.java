package org.hengji.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hengji.server.identity.Town.CHEN;
import static org.hengji.server.identity.Town.LI;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hengji.server.ImportDesk;
import org.hengji.server.WebTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

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
        byte[] file = filled(new String[][] {{"赵敏", "填报人"}, {"钱进", "专家"}, {"孙立", "审计管理员"}});
        String address = desk().send("users", "", "users.xlsx", file);
        assertThat(desk().page(address)).contains("导入（3 条）", "审批以前可以撤回");
        assertThat(desk().take(address)).contains("已导入：新增 3 条");
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
    void theSameFileTwiceAsksOnce() throws Exception {
        byte[] file = filled(new String[][] {{"赵敏", "填报人"}});
        desk().take(desk().send("users", "", "users.xlsx", file));
        String again = desk().send("users", "", "users.xlsx", file);
        assertThat(desk().page(again)).contains("与系统里的数据完全相同", "再次导入不改变任何数据");
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void oneWrongRowKeepsTheWholeFileOut() throws Exception {
        String address = desk().send("users", "", "users.xlsx", filled(new String[][] {
            {"赵敏", "填报人"}, {"钱进", "皇帝"}, {"陈明", "专家"}
        }));
        assertThat(desk().page(address)).contains("没有导入任何数据", "皇帝", "是您自己的姓名");
        ImportDesk clerk = new ImportDesk(web, Town.signedIn(LI), "/imports");
        assertThat(clerk.begin("users", "", "users.xlsx", filled(new String[][] {{"赵敏", "填报人"}}))
                        .getStatus())
                .isEqualTo(404);
        assertThat(requests()).isZero();
    }

    private long requests() {
        return jdbc.sql("select count(*) from right_request").query(Long.class).single();
    }

    private ImportDesk desk() {
        return new ImportDesk(web, Town.signedIn(CHEN), "/administration/imports");
    }

    private byte[] filled(String[][] people) throws Exception {
        byte[] template = town.as(CHEN, get("/administration/imports/template.xlsx?kind=users"))
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
