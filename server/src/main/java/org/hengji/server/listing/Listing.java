package org.hengji.server.listing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Records with the columns that show them. Whose records they are has been decided before they come here: by the
 * {@link org.hengji.server.organisation.Scope} in the query that read them.
 *
 * @param name for message keys ({@code NAME.column.KEY}) and the element's id
 * @param path the address of the list, with any parameters that are the page's own
 * @param link where a row leads; null for nowhere
 */
public record Listing<T>(String name, String path, List<Column<T>> columns, Function<T, String> link, List<T> rows) {

    public static final int PAGE = 50;

    public Listing {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** What is seen under a query. */
    public ListView view(ListQuery query) {
        List<T> seen = seen(query);
        List<Column<T>> shown = shown(query);
        int pages = Math.max(1, (seen.size() + PAGE - 1) / PAGE);
        int page = Math.min(query.page(), pages);
        List<ListView.Row> lines = seen.stream()
                .skip((page - 1L) * PAGE)
                .limit(PAGE)
                .map(row -> new ListView.Row(
                        link == null ? null : link.apply(row),
                        shown.stream()
                                .map(c -> new ListView.Cell(
                                        printed(c, row),
                                        c.drawn() == null ? null : c.drawn().apply(row)))
                                .toList()))
                .toList();
        List<ListView.Head> heads = columns.stream()
                .map(c -> new ListView.Head(
                        c.key(),
                        name + ".column." + c.key(),
                        switch (c.kind()) {
                            case FIGURE -> "hj-figure";
                            case DATE, MOMENT -> "hj-nowrap";
                            case TEXT -> null;
                        },
                        shown.contains(c),
                        query.sortedBy(path, c.key()),
                        query.sort().equals(c.key())
                                ? "ascending"
                                : query.sort().equals("-" + c.key()) ? "descending" : ""))
                .toList();
        List<String> foot = shown.stream()
                .map(c -> c.summed() ? print(sum(c, seen), c.places()) : "")
                .toList();
        return new ListView(
                name,
                path,
                own(),
                query,
                heads,
                lines,
                foot,
                rows.size(),
                seen.size(),
                page,
                pages,
                page > 1 ? query.onPage(path, page - 1) : null,
                page < pages ? query.onPage(path, page + 1) : null,
                query.asFile(path));
    }

    private Map<String, String> own() {
        Map<String, String> own = new LinkedHashMap<>();
        UriComponentsBuilder.fromUriString(path)
                .build()
                .getQueryParams()
                .toSingleValueMap()
                .forEach((name, value) -> own.put(name, URLDecoder.decode(value, StandardCharsets.UTF_8)));
        return own;
    }

    List<T> seen(ListQuery query) {
        List<String> words = query.words();
        List<T> seen = new ArrayList<>(rows);
        seen.removeIf(row -> !words.stream().allMatch(word -> contains(row, word)));
        boolean descending = query.sort().startsWith("-");
        String key = descending ? query.sort().substring(1) : query.sort();
        columns.stream().filter(c -> c.key().equals(key)).findFirst().ifPresent(c -> seen.sort(order(c, descending)));
        return seen;
    }

    List<Column<T>> shown(ListQuery query) {
        List<Column<T>> shown =
                columns.stream().filter(c -> !query.hide().contains(c.key())).toList();
        return shown.isEmpty() ? columns : shown;
    }

    private boolean contains(T row, String word) {
        return columns.stream()
                .anyMatch(c -> printed(c, row).toLowerCase(Locale.ROOT).contains(word));
    }

    /** Empty cells last either way, Chinese by pronunciation. */
    private Comparator<T> order(Column<T> column, boolean descending) {
        Collator words = Collator.getInstance(Locale.CHINA);
        Comparator<Object> values = (a, b) -> switch (column.kind()) {
            case TEXT, MOMENT -> words.compare(a.toString(), b.toString());
            case FIGURE -> number(a).compareTo(number(b));
            case DATE -> ((LocalDate) a).compareTo((LocalDate) b);
        };
        return Comparator.comparing(
                row -> column.value().apply(row), Comparator.nullsLast(descending ? values.reversed() : values));
    }

    private BigDecimal sum(Column<T> column, List<T> seen) {
        return seen.stream()
                .map(column.value())
                .filter(value -> value != null)
                .map(Listing::number)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static <T> String printed(Column<T> column, T row) {
        Object value = column.value().apply(row);
        if (value == null) {
            return "";
        }
        return column.kind() == Column.Kind.FIGURE ? print(number(value), column.places()) : value.toString();
    }

    static BigDecimal number(Object value) {
        return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
    }

    static String print(BigDecimal value, int places) {
        DecimalFormat format = new DecimalFormat(
                places == 0 ? "#,##0" : "#,##0." + "0".repeat(places), DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }
}
