package org.hengji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hengji.server.Office.picture;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reviewer with four reports, in a real browser: the four seed reports when {@code HENGJI_SEEDS} is set. */
class CheckingBrowserTest {
    private static final Path PICTURES = Path.of("target", "screenshots");

    @TempDir
    Path temp;

    @Test
    void aReviewerFindsTheWorstReportAndTakesAwayAnOpinion() throws Exception {
        try (Office office = Office.demo(temp)) {
            String address = office.address();
            Page page = office.page();
            page.navigate(address + "/sign-in?lang=zh");
            page.locator("button[value=FINANCE_REVIEWER]").click();
            page.navigate(address + "/checks");
            assertThat(page.locator(".hj-empty")).isVisible();
            picture(page, "checks-empty");
            review(page, "zh");
            page.navigate(address + "/checks?lang=en");
            picture(page, "checks-list-en");
            page.locator("#batches tbody a").first().click();
            picture(page, "checks-batch-en");
            page.locator("#reports tbody a").first().click();
            picture(page, "checks-report-en");
            assertThat(office.faults()).isEmpty();
        }
    }

    private void review(Page page, String language) throws IOException {
        page.locator("#files").setInputFiles(reports().toArray(Path[]::new));
        page.locator(".hc-upload button").click();
        assertThat(page.locator("#reports tbody tr"))
                .hasCount(4, new LocatorAssertions.HasCountOptions().setTimeout(Office.PATIENCE));
        assertThat(page.locator("#progress"))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(Office.PATIENCE));
        picture(page, "checks-batch-" + language);

        page.locator("#reports tbody a").first().click();
        picture(page, "checks-report-" + language);

        // From a finding to its words, with the keyboard alone.
        Locator card = page.locator(".hc-finding").first();
        String id = card.getAttribute("id");
        page.keyboard().press("j");
        assertThat(card).hasClass(java.util.regex.Pattern.compile(".*hc-active.*"));
        Locator words = page.locator("[id='at-" + id + "-0'] ~ .hc-mark").first();
        assertThat(words).isInViewport();
        assertThat(words).hasClass(java.util.regex.Pattern.compile(".*hc-active.*"));
        picture(page, "checks-jump-" + language);

        // And back: a click on the words shows the finding.
        Locator last = page.locator(".hc-finding").last();
        Locator place = last.locator(".hc-places a").first();
        place.click();
        assertThat(last).hasClass(java.util.regex.Pattern.compile(".*hc-active.*"));

        Locator severities = page.locator("[data-filter] [name=severity]:not([disabled])");
        int all = page.locator(".hc-finding").count();
        severities.first().uncheck();
        assertThat(page.locator(".hc-finding:visible").count()).isLessThan(all);
        severities.first().check();

        card.locator(".hc-decide summary").click();
        card.locator("button[value=waived]").click();
        assertThat(card.locator(".hj-problem")).isVisible();
        card.locator("textarea").fill("已与单位核对原始凭证，口径为调整后预算。");
        picture(page, "checks-waive-" + language);
        card.locator("button[value=waived]").click();
        assertThat(card.locator(".hc-decision")).containsText("调整后预算");
        Locator next = page.locator(".hc-finding").last();
        if (all > 1) {
            next.locator(".hc-decide summary").click();
            next.locator("textarea").fill("请按所列算式更正，并说明原因。");
            next.locator("button[value=returned]").click();
            assertThat(next.locator(".hc-decision")).containsText("请按所列算式更正");
        }
        page.reload();
        assertThat(card.locator(".hc-decision")).containsText("调整后预算");
        picture(page, "checks-decided-" + language);

        Download opinion = page.waitForDownload(
                () -> page.locator(".hj-actions a[href$='opinion.docx']").click());
        opinion.saveAs(PICTURES.resolve("opinion.docx"));
        assertThat(opinion.suggestedFilename()).startsWith("审核意见-").endsWith(".docx");
        page.locator(".hj-breadcrumb a").last().click();
        Download findings = page.waitForDownload(
                () -> page.locator(".hj-actions a[href$='findings.xlsx']").click());
        findings.saveAs(PICTURES.resolve("findings.xlsx"));
        assertThat(Files.size(PICTURES.resolve("findings.xlsx"))).isPositive();
    }

    private static List<Path> reports() throws IOException {
        String seeds = System.getenv("HENGJI_SEEDS");
        Path folder = seeds == null ? Path.of("src/test/resources/reports") : Path.of(seeds);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().matches(".*\\.(txt|html)"))
                    .sorted()
                    .limit(4)
                    .toList();
        }
    }
}
