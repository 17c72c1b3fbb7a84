package org.hengji.server.listing;

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
 */
public record Column<T>(String key, Kind kind, int places, boolean summed, Function<T, Object> value) {

    public enum Kind {
        TEXT,
        FIGURE,
        DATE
    }

    public static <T> Column<T> text(String key, Function<T, String> value) {
        return new Column<>(key, Kind.TEXT, 0, false, value::apply);
    }

    public static <T> Column<T> figure(String key, int places, Function<T, BigDecimal> value) {
        return new Column<>(key, Kind.FIGURE, places, false, value::apply);
    }

    /** A figure whose sum over all rows means something. */
    public static <T> Column<T> amount(String key, int places, Function<T, BigDecimal> value) {
        return new Column<>(key, Kind.FIGURE, places, true, value::apply);
    }

    public static <T> Column<T> date(String key, Function<T, LocalDate> value) {
        return new Column<>(key, Kind.DATE, 0, false, value::apply);
    }
}
