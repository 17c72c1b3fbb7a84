package org.hengji.server;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** WCAG 2.2 AA of the page at hand, as far as a program can judge it. */
final class WcagAudit {

    private static final String RULES = "async () => (await axe.run(document, {runOnly: {type: 'tag', values:"
            + " ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}, resultTypes: ['violations']})).violations"
            + ".flatMap(v => v.nodes.slice(0, 3).map(n => v.id + ' ' + n.target.join(' ') + ': '"
            + " + n.failureSummary.replace(/\\s+/g, ' ').slice(0, 220)))";

    private WcagAudit() {}

    /** What is wrong: rule, element and how to mend it. */
    @SuppressWarnings("unchecked")
    static List<String> of(Page page) {
        page.evaluate(script());
        return (List<String>) page.evaluate(RULES);
    }

    private static String script() {
        try (InputStream script = WcagAudit.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
