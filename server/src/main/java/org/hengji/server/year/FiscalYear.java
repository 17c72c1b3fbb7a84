package org.hengji.server.year;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One fiscal year of one area.
 *
 * @param due last day by key of the {@link YearCalendar}
 * @param openedBy display name; empty while it is prepared
 */
public record FiscalYear(
        long area,
        int year,
        State state,
        Map<String, LocalDate> due,
        Optional<String> openedBy,
        Optional<String> closedBy) {

    public enum State {
        /** Dues may be set; nothing can be begun yet. */
        PREPARING,
        OPEN,
        /** Read only. */
        CLOSED;

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public FiscalYear {
        due = Map.copyOf(due);
    }

    /** The dues in one line, to tell whether they are still as somebody saw them. */
    public static String said(Map<String, LocalDate> due) {
        return new TreeMap<>(due).toString();
    }
}
