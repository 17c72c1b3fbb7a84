package org.hengji.server.trail;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The page of the audit administrator.
 *
 * @param actions every kind of act there has been, to choose from
 * @param more whether there are older ones
 * @param further whether this is not the first page
 * @param misread whether a day was typed that is none
 */
public record Audit(
        TrailReader.Filter filter,
        List<String> actions,
        List<Row> rows,
        boolean more,
        boolean further,
        boolean misread) {

    /** An entry with its fields as they may be shown. */
    public record Row(TrailReader.Line line, List<Masked.Field> fields) {}

    /** The address of the older ones, under the same filter. */
    public String older() {
        return "/audit?" + query() + "before="
                + rows.get(rows.size() - 1).line().seq();
    }

    private String query() {
        StringBuilder query = new StringBuilder();
        add(query, "who", filter.who());
        add(query, "action", filter.action());
        add(query, "object", filter.object());
        add(query, "result", filter.result());
        add(query, "from", filter.from() == null ? "" : filter.from().toString());
        add(query, "to", filter.to() == null ? "" : filter.to().toString());
        return query.toString();
    }

    private static void add(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                    .append('&');
        }
    }
}
