package org.hengji.server.listing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

    /** @param path with the page's own parameters, encoded as they stand in an address */
    private String address(String path, String order, int onPage, String as) {
        StringBuilder address = new StringBuilder(path);
        add(address, "q", q);
        add(address, "sort", order);
        add(address, "page", onPage > 1 ? String.valueOf(onPage) : "");
        hide.stream().filter(column -> column.matches("[a-z0-9.-]+")).forEach(column -> add(address, "hide", column));
        add(address, "format", as);
        return address.toString();
    }

    private static void add(StringBuilder address, String name, String value) {
        if (!value.isEmpty()) {
            address.append(address.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
        }
    }
}
