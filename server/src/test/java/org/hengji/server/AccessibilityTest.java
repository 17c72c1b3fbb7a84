package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hengji.server.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * WCAG 2.2 AA, as far as a program can judge it, of every page that somebody can reach by following links: each role
 * goes everywhere it may, one page of each sort.
 */
class AccessibilityTest {

    private static final String LINKS =
            "() => Array.from(document.querySelectorAll('a[href]:not([download])')).map(a => a.href).filter(h => typeof h === 'string')";

    @TempDir
    Path temp;

    @Test
    void everyPageThatAnybodyReachesPassesTheAudit() throws Exception {
        TreeSet<String> sorts = new TreeSet<>();
        Map<String, String> violations = new TreeMap<>();
        try (Office office = Office.demo(temp)) {
            String address = office.address();
            for (Role role : Role.values()) {
                Page page = office.page();
                page.navigate(address + "/sign-in");
                if (sorts.add("/sign-in")) {
                    audit(page, "/sign-in", violations);
                }
                page.locator("button[value=" + role.name() + "]").click();
                Deque<String> open = new ArrayDeque<>(List.of(address + "/"));
                while (!open.isEmpty()) {
                    String next = open.poll();
                    String sort = sort(next, address);
                    // What a page shows depends on the role, so the first level is looked at by each.
                    String seen = sort.indexOf('/', 1) < 0 ? role + " " + sort : sort;
                    if (!sorts.add(seen)) {
                        continue;
                    }
                    page.navigate(next);
                    audit(page, seen, violations);
                    @SuppressWarnings("unchecked")
                    List<String> links = (List<String>) page.evaluate(LINKS);
                    links.stream()
                            .filter(l -> l.startsWith(address + "/") && isPage(l))
                            .forEach(open::add);
                }
                page.context().close();
            }
        }
        Files.write(Path.of("target", "audited-pages.txt"), sorts);
        assertThat(violations).isEmpty();
        assertThat(sorts)
                .contains(
                        "/evaluations/N",
                        "/evaluations/N/edit",
                        "/reports/N/X",
                        "/reports/N/X/entries",
                        "/projects/N",
                        "FILLER /budgets",
                        "FILLER /targets");
    }

    /** Each violation once, with the first page that has it. */
    private static void audit(Page page, String sort, Map<String, String> violations) {
        WcagAudit.of(page).forEach(v -> violations.putIfAbsent(v, sort));
    }

    /** Pages that differ only in numbers, names and what stands behind the question mark are of one sort. */
    private static String sort(String link, String address) {
        String path = link.substring(address.length()).replaceAll("#.*", "");
        String query = path.contains("?") ? path.replaceAll(".*\\?", "").replaceAll("=[^&]*", "") : "";
        String plain = path.replaceAll("\\?.*", "")
                .replaceAll("/\\d+", "/N")
                .replaceAll("^/(frameworks|reports/N|evaluations/N/compare)/[^/]+(/(?!entries$)[^/]+)?$", "/$1/X")
                .replaceAll("^/reports/N/[^/]+/entries$", "/reports/N/X/entries");
        return plain + (query.isEmpty() || query.equals("lang") ? "" : "?" + query);
    }

    private static boolean isPage(String link) {
        return !link.matches(".*(\\.(docx|pdf|xlsx|csv|zip|json)([?#].*)?|format=xlsx.*|/sign-out)$")
                && !link.contains("lang=");
    }
}
