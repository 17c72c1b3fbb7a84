package org.hengji.server.listing;

import gg.jte.Content;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Function;

/**
 * One column of a list.
 *
 * @param key short and stable: in addresses, and in the message key of the head, {@code LIST.column.KEY}
 * @param kind how its values are compared, aligned and exported
 * @param places decimal places shown of a figure
 * @param summed whether the foot has the sum of all rows that are seen, on every page
 * @param value a String, a BigDecimal, a Long, an Integer or a LocalDate; null shows and exports as an empty cell
 * @param drawn what the page shows in place of the value's text; null for the text
 */
public record Column<T>(
        String key, Kind kind, int places, boolean summed, Function<T, Object> value, Function<T, Content> drawn) {

    public enum Kind {
        TEXT,
        FIGURE,
        DATE,
        /** A day with its time, written from the year down. */
        MOMENT
    }

    public static <T> Column<T> text(String key, Function<T, String> value) {
        return new Column<>(key, Kind.TEXT, 0, false, value::apply, null);
    }

    public static <T> Column<T> moment(String key, Function<T, String> value) {
        return new Column<>(key, Kind.MOMENT, 0, false, value::apply, null);
    }

    public static <T> Column<T> figure(String key, int places, Function<T, BigDecimal> value) {
        return new Column<>(key, Kind.FIGURE, places, false, value::apply, null);
    }

    /** The same column with a drawing or a control on the page; filter, order and file keep to the value. */
    public Column<T> drawn(Function<T, Content> drawing) {
        return new Column<>(key, kind, places, summed, value, drawing);
    }

    /** A whole number whose sum over all rows means something. */
    public static <T> Column<T> count(String key, Function<T, Number> value) {
        return new Column<>(key, Kind.FIGURE, 0, true, value::apply, null);
    }

    /** A figure whose sum over all rows means something. */
    public static <T> Column<T> amount(String key, int places, Function<T, BigDecimal> value) {
        return new Column<>(key, Kind.FIGURE, places, true, value::apply, null);
    }

    public static <T> Column<T> date(String key, Function<T, LocalDate> value) {
        return new Column<>(key, Kind.DATE, 0, false, value::apply, null);
    }
}
