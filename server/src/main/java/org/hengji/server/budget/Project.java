package org.hengji.server.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A project of the library.
 *
 * @param code PRO_CODE, the only code it has
 * @param category PRO_CAT_CODE; may be empty
 * @param level 1 for a first-level project, which is made of second-level ones
 * @param unit that owns it
 * @param amount for all its years, in 元; of a first-level project the sum of its second level
 * @param novel whether it is new and not the continuation of one before
 */
public record Project(
        long id,
        String code,
        String category,
        String name,
        int level,
        OptionalLong parent,
        long unit,
        String division,
        String responsible,
        int from,
        int to,
        boolean novel,
        Funding funding,
        BigDecimal amount,
        String basis,
        String content,
        String workstreams,
        State state,
        Optional<LocalDate> endedOn,
        String endedWhy,
        long revision) {

    public enum State {
        /** Registered, not in the library yet. */
        DRAFT,
        /** 已入库: may be budgeted. */
        LIBRARY,
        /** 终止. */
        ENDED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean runsIn(int year) {
        return from <= year && year <= to;
    }

    public boolean inLibrary() {
        return state == State.LIBRARY;
    }
}
