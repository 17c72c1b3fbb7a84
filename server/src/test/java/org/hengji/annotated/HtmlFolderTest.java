package org.hengji.annotated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hengji.checker.Checker;
import org.hengji.checker.Report;
import org.hengji.checker.Verdict;
import org.hengji.checker.Waivers;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlFolderTest {
    private static final Path REPORTS = Path.of("src/test/resources/reports");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");
    private static final Pattern LINK = Pattern.compile("href=\"#([^\"]+)\"");

    @TempDir
    Path folder;

    private static Verdict add(HtmlFolder pages, String name, byte[] content) throws Exception {
        Checker checker = Checker.shipped(Waivers.NONE);
        Report report = Report.of(name, DocumentReader.read(name, content, Limits.USUAL));
        Verdict verdict = checker.check(report, checker.notes());
        pages.add(report.document(), verdict);
        return verdict;
    }

    private static byte[] report(String name) throws Exception {
        return Files.readAllBytes(REPORTS.resolve(name));
    }

    private String page(String name) throws Exception {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void every_finding_leads_to_its_words_and_back() throws Exception {
        HtmlFolder pages = new HtmlFolder(folder, false);
        Verdict verdict = add(pages, "evening-school-2023.txt", report("evening-school-2023.txt"));
        pages.end();
        assertThat(verdict.findings()).isNotEmpty();
        for (String file : List.of("evening-school-2023.txt.html", "en/evening-school-2023.txt.html")) {
            String page = page(file);
            Set<String> ids = ID.matcher(page).results().map(m -> m.group(1)).collect(Collectors.toSet());
            Set<String> links =
                    LINK.matcher(page).results().map(m -> m.group(1)).collect(Collectors.toSet());
            assertThat(ids).containsAll(links);
            for (Verdict.Judged judged : verdict.findings()) {
                assertThat(links).contains(judged.id(), "at-" + judged.id() + "-0");
                assertThat(page).contains(">" + judged.locations().get(0).quote() + "</a>");
            }
        }
        assertThat(folder.resolve("index.html")).doesNotExist();
    }

    @Test
    void a_page_needs_nothing_but_itself() throws Exception {
        HtmlFolder pages = new HtmlFolder(folder, true);
        add(pages, "a.txt", report("river-walk-2023.txt"));
        pages.end();
        for (String file : List.of("a.txt.html", "en/a.txt.html", "index.html", "en/index.html")) {
            assertThat(page(file))
                    .doesNotContain("http://", "https://", "<link ", " src=", " style=", " onclick=")
                    .contains("default-src &#39;none&#39;")
                    .doesNotContain("{0}</");
        }
    }

    @Test
    void words_of_a_report_stay_words() throws Exception {
        HtmlFolder pages = new HtmlFolder(folder, true);
        String hostile = "<script>alert(1)</script>支出10万元，其中：<img src=x onerror=alert(2)>3万元、4万元。\n\"'><b>\t</table>\n";
        add(pages, "<b>&x.txt", hostile.getBytes(StandardCharsets.UTF_8));
        pages.end();
        String page = page("_b_&x.txt.html");
        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert", "<img", "<b>");
        assertThat(page("index.html")).doesNotContain("<b>").contains("href=\"_b_%26x.txt.html\"");
    }

    @Test
    void reports_of_one_name_have_pages_of_their_own_and_the_riskiest_comes_first() throws Exception {
        HtmlFolder pages = new HtmlFolder(folder, true);
        add(pages, "one/report.txt", report("river-walk-2023.txt"));
        add(pages, "two/Report.txt", report("evening-school-2023.txt"));
        pages.end();
        assertThat(folder.resolve("report.txt.html")).exists();
        assertThat(folder.resolve("Report.txt-2.html")).exists();
        String index = page("index.html");
        assertThat(index.indexOf("Report.txt-2.html")).isLessThan(index.indexOf("report.txt.html"));
    }
}
