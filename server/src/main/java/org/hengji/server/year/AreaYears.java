package org.hengji.server.year;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.server.organisation.Unit;

/**
 * The page of the fiscal years of one area.
 *
 * @param waiting open documents by open year
 * @param next the year to be opened next
 * @param year the one whose dues are shown
 * @param overtaken somebody else put dues while the person at hand was typing
 */
public record AreaYears(
        List<Unit> areas,
        Optional<Unit> area,
        List<FiscalYear> years,
        Map<Integer, Integer> waiting,
        int next,
        int year,
        FiscalYear.State state,
        List<YearCalendar.Entry> calendar,
        Map<String, LocalDate> due,
        boolean overtaken) {

    static final AreaYears NONE = new AreaYears(
            List.of(),
            Optional.empty(),
            List.of(),
            Map.of(),
            0,
            0,
            FiscalYear.State.PREPARING,
            List.of(),
            Map.of(),
            false);

    public boolean isClosed() {
        return state == FiscalYear.State.CLOSED;
    }

    /** The dues as they are seen, sent along with a change of them. */
    public String seen() {
        return FiscalYear.said(due);
    }
}
