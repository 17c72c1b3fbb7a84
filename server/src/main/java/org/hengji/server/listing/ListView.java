package org.hengji.server.listing;

import java.util.List;

/**
 * A list as it is shown.
 *
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
     * @param sorted for aria-sort; empty when the list is not sorted by it
     */
    public record Head(String key, String text, boolean figure, boolean shown, String sort, String sorted) {}

    /** @param link where the row leads; null for nowhere */
    public record Row(String link, List<String> cells) {}

    public List<Head> shown() {
        return heads.stream().filter(Head::shown).toList();
    }

    public boolean summed() {
        return foot.stream().anyMatch(sum -> !sum.isEmpty());
    }
}
