package org.hengji.server.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody wants to see of a list; it stands in the address, so that a link shows the same. A controller takes it
 * as a parameter.
 *
 * @param q words that a row must contain, all of them
 * @param sort key of a column, with "-" before it for the other way round
 * @param page from 1
 * @param hide keys of columns not to be shown
 * @param format "xlsx" for the file of what is seen
 */
public record ListQuery(String q, String sort, Integer page, List<String> hide, String format) {

    /** Everything, in the order it comes. */
    public static final ListQuery NONE = new ListQuery("", "", 1, List.of(), "");

    public ListQuery {
        q = q == null ? "" : q.strip();
        sort = sort == null ? "" : sort;
        page = page == null || page < 1 ? 1 : page;
        hide = hide == null ? List.of() : List.copyOf(hide);
        format = format == null ? "" : format;
    }

    public boolean exported() {
        return format.equals("xlsx");
    }

    List<String> words() {
        List<String> words = new ArrayList<>();
        for (String word : q.toLowerCase(Locale.ROOT).split("[\\s　]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** The same query with another order; a second click on a head turns it round. */
    String sortedBy(String path, String column) {
        return address(path, sort.equals(column) ? "-" + column : column, 1, "");
    }

    String onPage(String path, int other) {
        return address(path, sort, other, "");
    }

    String asFile(String path) {
        return address(path, sort, 1, "xlsx");
    }

    private String address(String path, String order, int onPage, String as) {
        UriComponentsBuilder address = UriComponentsBuilder.fromUriString(path);
        if (!q.isEmpty()) {
            address.queryParam("q", "{q}");
        }
        if (!order.isEmpty()) {
            address.queryParam("sort", order);
        }
        if (onPage > 1) {
            address.queryParam("page", onPage);
        }
        for (String column : hide) {
            if (column.matches("[a-z0-9.-]+")) {
                address.queryParam("hide", column);
            }
        }
        if (!as.isEmpty()) {
            address.queryParam("format", as);
        }
        return (q.isEmpty() ? address.build() : address.encode().buildAndExpand(q)).toUriString();
    }
}
