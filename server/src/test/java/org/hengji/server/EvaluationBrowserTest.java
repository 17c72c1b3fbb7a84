package org.hengji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hengji.server.Office.picture;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.List;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person in front of the demonstration, in a real browser. */
class EvaluationBrowserTest {

    private static final Path PICTURES = Path.of("target", "screenshots");

    @TempDir
    Path temp;

    @Test
    void someoneReadsWhyThePointsAreNotSupportedAndSeesTheTotalMove() throws Exception {
        try (Office office = Office.demo(temp)) {
            String address = office.address();
            Page page = office.page();
            visit(page, address, "zh", "社会保险基金", "报告给了 0.70 分");
            visit(page, address, "en", "Social Insurance", "the report gave 0.70");
            assertThat(office.faults()).isEmpty();
        }
    }

    private static void visit(Page page, String address, String language, String body, String whyNot) {
        page.navigate(address.replaceAll("/$", "") + "/sign-in?lang=" + language);
        page.locator("button[value=FILLER]").click();
        assertThat(page.locator("#bodies tbody tr")).hasCount(4);
        picture(page, "landing-" + language);

        Locator row = page.locator("#bodies tbody tr").filter(new Locator.FilterOptions().setHasText(body));
        row.locator("td").nth(1).locator("a").click();
        agrees(page, "shenzhen-department-2021-municipal/1", "seed-004-published.yaml");
        Locator assets = page.locator("[id='assets.utilisation']");
        assets.locator("summary").click();
        assertThat(assets.locator(".hj-explanation")).containsText(whyNot);
        assets.scrollIntoViewIfNeeded();
        picture(page, "published-" + language);

        page.locator(".hj-kinds a").click();
        agrees(page, "shenzhen-department-2021-municipal/1", "seed-004-strict.yaml");
        picture(page, "sheet-" + language);
        assets = page.locator("[id='assets.utilisation']");
        assets.locator("summary").focus();
        page.keyboard().press("Enter");
        for (String points : List.of("0.00", "0.40", "1.00")) {
            assertThat(assets.locator(".hj-explanation")).containsText(points);
        }
        assets.scrollIntoViewIfNeeded();
        picture(page, "why-" + language);

        elsewhere(page, language);
        items(page, language);

        page.locator(".hj-actions a[href$=what-if]").click();
        Locator total = page.locator("#trial-total");
        assertThat(total).hasText("[85.75, 97.71]");
        page.locator("[id='fact.assets.in_use']").fill("八万");
        assertThat(page.locator("[id='refused.assets.in_use']")).not().hasText("", patient());
        page.locator("[id='fact.assets.in_use']").fill("83402.62");
        page.locator("[id='fact.assets.total']").fill("121409.27");
        assertThat(total).hasText("[86.15, 97.11]", patient());
        assertThat(page.locator("[id='refused.assets.in_use']")).hasText("");
        picture(page, "what-if-" + language);
    }

    /** From the reason two clicks lead to the clause, to the other bodies, and back to where one was. */
    private static void elsewhere(Page page, String language) {
        String sheet = page.url().replaceAll("[?#].*", "");
        page.locator("[id='assets.utilisation'] .hj-elsewhere a").first().click();
        assertThat(page.locator("[id='assets.utilisation'] .hj-criterion")).containsText("60%");
        picture(page, "framework-" + language);
        page.goBack();
        assertThat(page.locator("[id='assets.utilisation'] summary")).isVisible();
        page.locator("[id='assets.utilisation'] details").evaluate("reason => reason.open = true");
        page.locator("[id='assets.utilisation'] .hj-elsewhere a").last().click();
        assertThat(page.locator("#comparison > tbody")).hasCount(3);
        assertThat(page.locator("body")).hasJSProperty("scrollWidth", 1366);
        picture(page, "compare-" + language);
        page.navigate(page.url().replaceAll("/compare.*", "/evaluations/roll-up"));
        Locator total = page.locator("tfoot [data-points=total]");
        String both = total.textContent();
        picture(page, "roll-up-" + language);
        page.locator("input[name=body]").first().uncheck();
        page.locator(".hj-choose button").click();
        assertThat(total).not().hasText(both);
        page.locator("[id='toggle:procurement']").click();
        assertThat(page.locator("[id='procurement.execution']")).isVisible();
        assertThat(page.locator("input[name=body]").first()).not().isChecked();
        page.navigate(sheet + "#assets.utilisation");
    }

    /** Scoring items open under their indicator by keyboard, the address keeps it, and the sheet prints whole. */
    private static void items(Page page, String language) {
        Locator toggle = page.locator("[id='toggle:procurement']");
        Locator item = page.locator("[id='procurement.execution']");
        assertThat(item).hasCount(0);
        toggle.focus();
        page.keyboard().press("Enter");
        assertThat(item).isVisible();
        assertThat(toggle).hasAttribute("aria-expanded", "true");
        assertThat(item.locator(".hj-why"))
                .containsText(
                        language.equals("zh")
                                ? "5,392.12 ÷ 7,099.88 = 75.95%，得 0.76 分（满分 1）"
                                : "5,392.12 ÷ 7,099.88 = 75.95%; 0.76 points (of 1)");
        page.reload();
        assertThat(item).isVisible();
        page.navigate(page.url().replaceAll("[?#].*", "") + "#budget.execution.q4");
        assertThat(page.locator("[id='budget.execution.q4']")).isVisible();
        agrees(page, "shenzhen-department-2021-municipal/1", "seed-004-strict.yaml");
        page.locator("#losses").scrollIntoViewIfNeeded();
        picture(page, "losses-" + language);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        page.pdf(new Page.PdfOptions()
                .setPath(PICTURES.resolve("sheet-" + language + ".pdf"))
                .setPreferCSSPageSize(true)
                .setPrintBackground(true));
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }

    private static LocatorAssertions.HasTextOptions patient() {
        return new LocatorAssertions.HasTextOptions().setTimeout(Office.PATIENCE);
    }

    /** The page shows the points that the scoring library gives, for every node of the sheet that has a row. */
    private static void agrees(Page page, String pack, String file) {
        CaseFile loaded =
                CaseLoader.load(Packs.caseText(pack, file), Packs::find).value().orElseThrow();
        ScoreSheet sheet = Scoring.score(loaded.framework(), loaded.subject());
        for (Locator cell : page.locator("[data-points]").all()) {
            String id = cell.getAttribute("data-points");
            ScoreSheet.Range range = id.equals("total")
                    ? sheet.range()
                    : sheet.node(id).orElseThrow().range();
            assertThat(cell.textContent())
                    .as(id)
                    .contains(sheet.print(range.low()))
                    .contains(sheet.print(range.high()));
        }
    }
}
