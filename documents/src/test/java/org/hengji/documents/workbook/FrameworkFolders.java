package org.hengji.documents.workbook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hengji.scoring.framework.Framework;

/**
 * Makes the workbooks of facts and score sheets of the folders {@code should_pass} and {@code should_fail}: templates of
 * {@code framework.yaml}, filled in wrongly by one rule each. Run it again after changing it or the framework:
 * {@code FrameworkFolders src/test/resources/workbooks}.
 */
final class FrameworkFolders {
    private static final String FACTS = "数据项";
    private static final String JUDGEMENTS = "评判";

    private final Path root;
    private final Framework framework = WorkbookFolderTest.Imports.framework();

    private FrameworkFolders(Path root) {
        this.root = root;
    }

    public static void main(String[] args) throws IOException {
        new FrameworkFolders(Path.of(args[0])).make();
    }

    private void make() throws IOException {
        for (String kind : FrameworkWorkbook.KINDS) {
            write("should_pass/" + kind + "/filled-template", kind, w -> {
                fact(w, "budget", "1,200", "", "", "批复");
                fact(w, "spent", "约1150", "", "", "决算");
                fact(w, "satisfaction", "88~92", "", "有范围", "问卷");
                fact(w, "complaints", "", "", "未知", "");
                fact(w, "disclosed", "是", "", "", "门户网站");
                fact(w, "approved", "2023年3月5日", "", "", "批复");
                fact(w, "clarity", "完整", "", "", "门户网站");
                judged(w, "quality", "80%", "抽查两个合同", "评价组");
                judged(w, "contract", "1", "一份合同没有验收单", "评价组");
            });
            facts(kind);
            judgements(kind);
        }
    }

    private void facts(String kind) throws IOException {
        value(kind, "amount-in-words", "budget", "若干", "", "number.broken 数据项 C");
        value(kind, "misplaced-separators", "budget", "12,34.5", "", "number.separators 数据项 C");
        value(kind, "amount-below-zero", "budget", "-3", "", "value.negative 数据项 C");
        value(kind, "share-above-hundred", "satisfaction", "120", "", "value.above-hundred 数据项 C");
        value(kind, "half-a-complaint", "complaints", "2.5", "", "value.not-whole 数据项 C");
        value(kind, "more-than-there-can-be", "complaints", "501", "", "value.outside-domain 数据项 C");
        value(kind, "persons-for-money", "budget", "12", "人", "unit.mismatch 数据项 D");
        value(kind, "two-units", "budget", "12亿元", "元", "unit.twice 数据项 D");
        value(kind, "neither-yes-nor-no", "disclosed", "大概", "", "flag.broken 数据项 C");
        value(kind, "day-that-is-none", "approved", "2023-02-30", "", "date.broken 数据项 C");
        value(kind, "option-that-is-none", "clarity", "含糊", "", "option.unknown 数据项 C");
        value(kind, "range-upside-down", "satisfaction", "92~88", "", "interval.empty 数据项 C");
        state(kind, "value-that-is-unknown", "budget", "5", "未知", "state.value 数据项 E");
        state(kind, "known-without-value", "budget", "", "已知", "value.missing 数据项 C");
        state(kind, "contested-by-nobody", "budget", "5", "数据不一致", "state.agreed 数据项 E");
        state(kind, "state-that-is-none", "budget", "5", "据说", "option.unknown 数据项 E");
        write(
                "should_fail/" + kind + "/part-above-its-whole",
                kind,
                w -> {
                    fact(w, "budget", "100", "", "", "批复");
                    fact(w, "spent", "120", "", "", "决算");
                },
                "value.above-whole 数据项 C",
                "spent");
        write(
                "should_fail/" + kind + "/fact-that-the-framework-has-not",
                kind,
                w -> words(row(w, FACTS, "budget"), "outlay", "", "5", "", "", ""),
                "fact.unknown 数据项 A",
                "budget");
        write(
                "should_fail/" + kind + "/fact-twice",
                kind,
                w -> {
                    fact(w, "budget", "5", "", "", "批复");
                    words(row(w, FACTS, "spent"), "budget", "", "6", "", "", "决算");
                },
                "fact.twice 数据项 E",
                "spent");
        write(
                "should_fail/" + kind + "/one-place-twice",
                kind,
                w -> {
                    fact(w, "budget", "5", "", "数据不一致", "批复");
                    words(row(w, FACTS, "spent"), "budget", "", "6", "", "", "批复");
                },
                "fact.same-place 数据项 F",
                "spent");
    }

    private void judgements(String kind) throws IOException {
        award(kind, "points-above-the-weight", "quality", "6", "judgement.above-weight 评判 D");
        award(kind, "share-above-one", "quality", "120%", "judgement.above-weight 评判 D");
        award(kind, "points-below-zero", "quality", "-1", "points.negative 评判 D");
        award(kind, "points-in-words", "quality", "较好", "number.broken 评判 D");
        award(kind, "outcome-that-is-none", "contract", "尚可", "number.broken 评判 D");
        write(
                "should_fail/" + kind + "/points-without-reason",
                kind,
                w -> judged(w, "quality", "4", "", "评价组"),
                "judgement.reason 评判 E",
                "quality");
        write(
                "should_fail/" + kind + "/points-of-nobody",
                kind,
                w -> judged(w, "quality", "4", "抽查两个合同", ""),
                "judgement.by 评判 F",
                "quality");
        renamed(kind, "points-for-what-is-computed", "execution", "judgement.not-judged 评判 D");
        renamed(kind, "points-for-a-whole-chapter", "management", "judgement.inner 评判 D");
        renamed(kind, "item-that-the-framework-has-not", "elegance", "node.unknown 评判 D");
    }

    private void renamed(String kind, String name, String id, String finding) throws IOException {
        write(
                "should_fail/" + kind + "/" + name,
                kind,
                w -> words(row(w, JUDGEMENTS, "quality"), id, "", "", "2", "看了台账", "评价组"),
                finding,
                "quality");
    }

    private void value(String kind, String name, String key, String value, String unit, String finding)
            throws IOException {
        write("should_fail/" + kind + "/" + name, kind, w -> fact(w, key, value, unit, "", "台账"), finding, key);
    }

    private void state(String kind, String name, String key, String value, String state, String finding)
            throws IOException {
        write("should_fail/" + kind + "/" + name, kind, w -> fact(w, key, value, "", state, "台账"), finding, key);
    }

    private void award(String kind, String name, String id, String award, String finding) throws IOException {
        write("should_fail/" + kind + "/" + name, kind, w -> judged(w, id, award, "看了台账", "评价组"), finding, id);
    }

    private static void fact(
            XSSFWorkbook workbook, String key, String value, String unit, String state, String source) {
        words(row(workbook, FACTS, key), key, "", value, unit, state, source);
    }

    private static void judged(XSSFWorkbook workbook, String id, String award, String reason, String by) {
        words(row(workbook, JUDGEMENTS, id), id, "", "", award, reason, by);
    }

    /** What is blank is left as the template has it. */
    private static void words(XSSFRow row, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!words[i].isEmpty()) {
                (row.getCell(i) == null ? row.createCell(i) : row.getCell(i)).setCellValue(words[i]);
            }
        }
    }

    private static XSSFRow row(XSSFWorkbook workbook, String sheet, String key) {
        XSSFSheet found = workbook.getSheet(sheet);
        for (int i = 0; i <= found.getLastRowNum(); i++) {
            XSSFRow row = found.getRow(i);
            if (row != null
                    && row.getCell(0) != null
                    && row.getCell(0).toString().equals(key)) {
                return row;
            }
        }
        throw new IllegalArgumentException(sheet + " has no row " + key);
    }

    /** @param finding code, sheet and column of what is found, then the key that the template has in that row */
    private void write(String name, String kind, Consumer<XSSFWorkbook> content, String... finding) throws IOException {
        ByteArrayOutputStream blank = new ByteArrayOutputStream();
        FrameworkWorkbook.write(kind, framework, Optional.empty(), blank);
        Path file = root.resolve(name + ".xlsx");
        Files.createDirectories(file.getParent());
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(blank.toByteArray()));
                OutputStream out = Files.newOutputStream(file)) {
            if (finding.length > 0) {
                int row = row(workbook, finding[0].split(" ")[1], finding[1]).getRowNum() + 1;
                Files.writeString(root.resolve(name + ".yaml"), "findings:\n  - \"" + finding[0] + row + "\"\n");
            }
            content.accept(workbook);
            workbook.write(out);
        }
    }
}
