package org.hengji.server.procedure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.hengji.server.procedure.Standing.State;

/**
 * A document in its course, as it stands.
 *
 * @param subject what it is about, in the words of its module: {@code target/12}
 * @param unit whose it is
 * @param path the page that shows it
 * @param revision grows with every act
 * @param due last day of its present step; empty when none is set
 * @param since when it came to its present step
 */
public record Document(
        long id,
        Course course,
        String subject,
        long unit,
        int year,
        String title,
        String path,
        Standing standing,
        long revision,
        Optional<LocalDate> due,
        Instant since) {

    public Step step() {
        return course.step(standing);
    }

    public State state() {
        return standing.state();
    }

    public boolean isOverdue(LocalDate today) {
        return state().waits() && due.map(today::isAfter).orElse(false);
    }
}
