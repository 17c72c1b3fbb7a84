package org.hengji.server.listing;

import gg.jte.Content;
import java.util.List;
import java.util.Map;

/**
 * A list as it is shown.
 *
 * @param own parameters that are the page's own, which the filter line sends along
 * @param foot sums under the shown columns; empty texts where there is none
 * @param all rows there are, before the filter
 * @param count rows that the filter leaves, on all pages
 * @param before address of the page before; null on the first
 * @param after address of the page after; null on the last
 * @param file address of the export
 */
public record ListView(
        String name,
        String path,
        Map<String, String> own,
        ListQuery query,
        List<Head> heads,
        List<Row> rows,
        List<String> foot,
        int all,
        int count,
        int page,
        int pages,
        String before,
        String after,
        String file) {

    /**
     * @param text message key
     * @param look class of its cells; null for none
     * @param sorted for aria-sort; empty when the list is not sorted by it
     */
    public record Head(String key, String text, String look, boolean shown, String sort, String sorted) {}

    /** @param link where the row leads; null for nowhere */
    public record Row(String link, List<Cell> cells) {}

    /** @param drawn shown in place of the text; null for the text */
    public record Cell(String text, Content drawn) {}

    /** The path without the page's own parameters, which the filter line sends as fields. */
    public String action() {
        return path.replaceFirst("[?].*", "");
    }

    public List<Head> shown() {
        return heads.stream().filter(Head::shown).toList();
    }

    public boolean summed() {
        return foot.stream().anyMatch(sum -> !sum.isEmpty());
    }
}
