package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.organisation.Units;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** 导入, whatever kind of file it is: the library of projects stands for all of them. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class IntakeWebTest {
    private static final String HEADS = "PRO_CODE,PRO_NAME,层级,责任处室,开始年度,结束年度,项目属性,资金性质,项目总额,立项依据\n";

    @Autowired
    private MockMvc web;

    @Autowired
    private Units units;

    @Autowired
    private JdbcClient database;

    private long unit(String code) {
        return units.byCode(code).orElseThrow().id();
    }

    private RequestPostProcessor person(String name, Role role, String code) {
        return authentication(UsernamePasswordAuthenticationToken.authenticated(
                new Person(name, name, role, role.belongsToUnit() ? unit(code) : 0), null, List.of()));
    }

    private ImportDesk desk(String name) {
        return new ImportDesk(web, person(name, Role.FILLER, "902001"), "/imports");
    }

    private String to() {
        return String.valueOf(unit("902001"));
    }

    private static String row(String code, String amount) {
        return code + ",借阅服务,二级项目,读者服务部,2027,2027,新增项目,一般性经费," + amount + ",云文〔2026〕3号\n";
    }

    private long projects(String code) {
        return database.sql("select count(*) from project where code = ?")
                .param(code)
                .query(Long.class)
                .single();
    }

    @Test
    void anImportIsItsOwnersAlone() throws Exception {
        ImportDesk mine = desk("hu");
        String address = mine.send("projects", to(), "本馆项目.csv", HEADS + row("INTAKE-1", "3"));
        assertThat(mine.page("/imports")).contains("本馆项目.csv", "检查通过，待导入");
        assertThat(mine.page("/imports?q=已放弃")).doesNotContain("本馆项目.csv");
        assertThat(mine.open("/imports?format=xlsx").getContentType()).contains("spreadsheetml");
        assertThat(mine.open(address + "/progress").getHeader("HX-Refresh")).isEqualTo("true");
        for (ImportDesk other : List.of(
                desk("ning"),
                new ImportDesk(web, person("hu", Role.FILLER, "903001"), "/imports"),
                new ImportDesk(web, person("hu", Role.FINANCE_REVIEWER, "902001"), "/imports"))) {
            assertThat(other.page("/imports")).doesNotContain("本馆项目.csv");
            for (String door : List.of("", "/progress", "/marked.xlsx")) {
                assertThat(other.open(address + door).getStatus()).isEqualTo(404);
            }
            for (String act : List.of("take", "cancel", "discard")) {
                assertThat(other.act(address, act).getStatus()).isEqualTo(404);
            }
        }
        assertThat(projects("INTAKE-1")).isZero();
        assertThat(mine.take(address)).contains("已导入：新增 1 条");
        assertThat(projects("INTAKE-1")).isEqualTo(1);
        assertThat(pieces(address)).as("the file is not kept").isZero();
        assertThat(database.sql("select who || ' ' || action || ' ' || origin from trail where entity = ?"
                                + " and action like 'intake.%' order by seq")
                        .param(address.substring(1).replace("imports", "import"))
                        .query(String.class)
                        .list())
                .containsExactly("hu intake.send 127.0.0.1", "hu intake.import 127.0.0.1");
    }

    private long pieces(String address) {
        return database.sql("select count(*) from intake_piece where intake = ?")
                .param(Long.valueOf(address.replaceAll("\\D", "")))
                .query(Long.class)
                .single();
    }

    @Test
    void whatIsWrongStandsByRuleWithItsCellAndComesBackMarked() throws Exception {
        byte[] template = desk("hu")
                .open("/imports/template.xlsx?kind=projects&to=" + to())
                .getContentAsByteArray();
        byte[] filled = edited(template, book -> {
            XSSFSheet sheet = book.getSheet("项目");
            int first = head(sheet) + 1;
            fill(sheet, first, "INTAKE-2", "若干");
            fill(sheet, first + 1, "INTAKE-3", "");
            sheet.getRow(first + 1).getCell(column(sheet, "立项依据")).setCellValue("");
        });
        ImportDesk desk = desk("hu");
        String address = desk.send("projects", to(), "项目.xlsx", filled);
        String page = desk.page(address);
        assertThat(page)
                .contains("没有导入任何数据", "必填项没有填", "数的写法", "若干", "下载标注后的文件")
                .doesNotContain("导入（");
        byte[] marked = desk.open(address + "/marked.xlsx").getContentAsByteArray();
        byte[] mended = edited(marked, book -> {
            assertThat(book.getSheet("导入结果")).isNotNull();
            XSSFSheet sheet = book.getSheet("项目");
            int first = head(sheet) + 1;
            fill(sheet, first, "INTAKE-2", "12万元");
            fill(sheet, first + 1, "INTAKE-3", "5");
        });
        String again = desk.send("projects", to(), "项目（标注）.xlsx", mended);
        assertThat(desk.take(again)).contains("已导入：新增 2 条");
        assertThat(database.sql("select amount from project where code = 'INTAKE-2'")
                        .query(java.math.BigDecimal.class)
                        .single())
                .isEqualByComparingTo("120000");
    }

    @Test
    void anOldTemplateIsNamedWithWhatToDo() throws Exception {
        byte[] old = edited(
                desk("hu")
                        .open("/imports/template.xlsx?kind=projects&to=" + to())
                        .getContentAsByteArray(),
                book -> book.getSheet("_hengji").forEach(row -> {
                    if (row.getCell(0).getStringCellValue().equals("version")) {
                        row.getCell(1).setCellValue("0");
                    }
                }));
        ImportDesk desk = desk("hu");
        assertThat(desk.page(desk.send("projects", to(), "旧表.xlsx", old)))
                .contains("模板是第 0 版，现在用的是第 1 版", "下载项目库登记表模板", "kind=projects&to=" + to());
    }

    @Test
    void whatIsNoWorkbookIsRefusedByItsOwnName() throws Exception {
        ImportDesk desk = desk("hu");
        String page = desk.page(desk.send("projects", to(), "../密码表.xlsx", "=cmd|' /C calc'!A0"));
        assertThat(page)
                .contains("role=\"alert\"", "密码表.xlsx")
                .doesNotContain("Exception", "../")
                .doesNotContainPattern("import-\\d");
        assertThat(desk.begin("projects", "", "x.csv", new byte[] {1}).getStatus())
                .as("nowhere to go")
                .isEqualTo(404);
        assertThat(desk.begin("projects", String.valueOf(unit("107001")), "x.csv", new byte[] {1})
                        .getStatus())
                .as("another city's library")
                .isEqualTo(404);
        assertThat(desk.open("/imports/template.xlsx?kind=projects&to=" + unit("107001"))
                        .getStatus())
                .isEqualTo(404);
        assertThat(desk.begin("users", "", "x.csv", new byte[] {1}).getStatus())
                .as("a form of administrators")
                .isEqualTo(404);
        assertThat(desk.begin("projects", to(), "", new byte[0]).getStatus()).isEqualTo(422);
    }

    @Test
    void aFileThatIsGivenUpLeavesNothing() throws Exception {
        ImportDesk desk = desk("hu");
        String address = desk.send("projects", to(), "项目.csv", HEADS + row("INTAKE-4", "3"));
        assertThat(pieces(address)).isEqualTo(1);
        desk.act(address, "discard");
        assertThat(desk.page(address)).contains("没有导入", "重新上传");
        assertThat(pieces(address)).isZero();
        desk.act(address, "take");
        assertThat(desk.settled(address)).contains("没有导入");
        assertThat(projects("INTAKE-4")).isZero();
    }

    @Test
    void whatBecameWrongAfterTheCheckIsNotImported() throws Exception {
        ImportDesk desk = desk("hu");
        String address = desk.send("projects", to(), "项目.csv", HEADS + row("INTAKE-5", "3") + row("INTAKE-6", "4"));
        database.sql("insert into project (unit, code, name, level, year_from, year_to, funding, amount, basis,"
                        + " division, changed_by) values (?, 'INTAKE-6', '别家的', 2, 2027, 2027, 'GENERAL', 1, '依据',"
                        + " '处', '-')")
                .param(unit("903001"))
                .update();
        assertThat(desk.take(address)).contains("检查之后数据有了变化", "一个编码只能对应一个项目", "A3");
        assertThat(projects("INTAKE-5")).isZero();
    }

    @Test
    void manyPressesOfTheButtonImportOnce() throws Exception {
        ImportDesk desk = desk("hu");
        String address = desk.send("projects", to(), "项目.csv", HEADS + row("INTAKE-7", "3"));
        for (int i = 0; i < 5; i++) {
            desk.act(address, "take");
        }
        assertThat(desk.settled(address)).contains("已导入：新增 1 条");
        assertThat(database.sql("select count(*) from trail where action = 'project.add' and after ->> 'code' ="
                                + " 'INTAKE-7'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private static void fill(XSSFSheet sheet, int row, String code, String amount) {
        String[][] cells = {
            {"项目编码", code},
            {"项目名称", "借阅服务"},
            {"层级", "二级项目"},
            {"责任处室", "读者服务部"},
            {"开始年度", "2027"},
            {"结束年度", "2027"},
            {"项目属性", "新增项目"},
            {"资金性质", "一般性经费"},
            {"项目总额", amount},
            {"立项依据", "云文〔2026〕3号"}
        };
        var line = sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row);
        for (String[] cell : cells) {
            int at = column(sheet, cell[0]);
            (line.getCell(at) == null ? line.createCell(at) : line.getCell(at)).setCellValue(cell[1]);
        }
    }

    private static int head(XSSFSheet sheet) {
        for (var row : sheet) {
            for (var cell : row) {
                if (cell.toString().startsWith("项目编码")) {
                    return row.getRowNum();
                }
            }
        }
        throw new AssertionError("no heads");
    }

    private static int column(XSSFSheet sheet, String name) {
        for (var cell : sheet.getRow(head(sheet))) {
            if (cell.toString().startsWith(name)) {
                return cell.getColumnIndex();
            }
        }
        throw new AssertionError("no column " + name);
    }

    private static byte[] edited(byte[] workbook, Consumer<XSSFWorkbook> edit) throws Exception {
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            edit.accept(book);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            book.write(out);
            return out.toByteArray();
        }
    }
}
