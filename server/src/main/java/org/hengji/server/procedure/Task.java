package org.hengji.server.procedure;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.hengji.scoring.framework.Text;

/**
 * A document that waits for somebody.
 *
 * @param unitName of today
 * @param today the day on which it was looked at
 */
public record Task(Document document, Text unitName, LocalDate today) {

    public boolean isOverdue() {
        return document.isOverdue(today);
    }

    /** Days over the due date; negative while there is time, 0 on the day itself or when nothing is due. */
    public long daysLate() {
        return document.due().map(due -> ChronoUnit.DAYS.between(due, today)).orElse(0L);
    }
}
