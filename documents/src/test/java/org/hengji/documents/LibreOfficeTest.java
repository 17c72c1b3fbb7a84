package org.hengji.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One report in three formats of a program that we did not write has one flat form. */
class LibreOfficeTest {

    @Test
    void a_report_says_the_same_as_page_as_docx_and_as_pdf(@TempDir Path folder)
            throws IOException, InterruptedException, Refused {
        assumeTrue(isHere(), "LibreOffice (soffice) is not on the PATH");
        Path page = Files.write(folder.resolve("报告.html"), report().getBytes(StandardCharsets.UTF_8));
        convert(folder, page, "docx:MS Word 2007 XML");
        convert(folder, folder.resolve("报告.docx"), "pdf");
        Document html = Placed.checked(DocumentReader.read(page, Limits.USUAL));
        Document docx = Placed.checked(DocumentReader.read(folder.resolve("报告.docx"), Limits.USUAL));
        Document pdf = Placed.checked(DocumentReader.read(folder.resolve("报告.pdf"), Limits.USUAL));
        assertThat(docx.text()).isEqualTo(html.text());
        assertThat(pdf.text()).isEqualTo(html.text());
        assertThat(pdf.tables()).hasSameSizeAs(html.tables());
        for (int i = 0; i < html.tables().size(); i++) {
            Grid expected = Grids.read(html, html.tables().get(i));
            assertThat(Grids.read(docx, docx.tables().get(i))).isEqualTo(expected);
            assertThat(Grids.read(pdf, pdf.tables().get(i))).isEqualTo(expected);
        }
        assertThat(pdf.pages().length).isGreaterThan(2);
    }

    private static String report() {
        StringBuilder rows = new StringBuilder();
        IntStream.rangeClosed(1, 70)
                .forEach(i -> rows.append("<tr><td>")
                        .append(i)
                        .append("<td>第")
                        .append(i)
                        .append("项指标的说明文字<td>")
                        .append(i)
                        .append(".50"));
        return "<html><head><meta charset=utf-8></head><body><h1>2021年度部门整体绩效评价报告</h1><p>一、部门基本情况</p>"
                + "<p>为贯彻落实全面实施预算绩效管理的意见要求，积极推进部门整体支出绩效管理工作，某局对2021年部门整体支出实施了绩效评价。"
                + "年初预算83,402.62万元，实际支出79,999.98万元，预算执行率95.92%。</p>"
                + "<table border=1 cellspacing=0 width=100%><tr><td>一级指标<td>二级指标<td>权重<td>得分"
                + "<tr><td rowspan=3>过程<td>预算执行率，即部门预算实际支付进度与既定支付进度的匹配情况，反映和考核部门预算的执行进度<td>10<td>9.99"
                + "<tr><td>资金管理<td>15<td>14.99<tr><td>组织实施<td>10<td>10<tr><td colspan=2>合计<td>35<td>34.98</table>"
                + "<p>（二）长表</p><table border=1 cellspacing=0 width=100%><thead><tr><td>序号<td>指标<td>得分</thead>" + rows
                + "</table><p>长表之后。</p></body></html>";
    }

    private static boolean isHere() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "soffice")));
    }

    private static void convert(Path folder, Path file, String format) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "soffice",
                        "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                        "--headless",
                        "--convert-to",
                        format,
                        "--outdir",
                        folder.toString(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
    }
}
