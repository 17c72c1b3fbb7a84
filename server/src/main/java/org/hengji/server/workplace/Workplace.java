package org.hengji.server.workplace;

import java.util.List;
import org.hengji.server.evaluation.Overview;
import org.hengji.server.notification.Notice;
import org.hengji.server.procedure.Task;

/**
 * What somebody begins a day with.
 *
 * @param mine what waits for the person, the most urgent first
 * @param late what is overdue with others in the units that the person answers for
 * @param rings the loop of each unit in the year, those with links missing first
 * @param notices unread
 */
public record Workplace(
        int year,
        List<Task> mine,
        List<Task> late,
        List<Ring> rings,
        List<Notice> notices,
        List<Overview.Body> bodies) {

    static final int MOST = 8;

    public List<Task> firstOfMine() {
        return mine.stream().limit(MOST).toList();
    }

    public List<Task> firstOfLate() {
        return late.stream().limit(MOST).toList();
    }

    public List<Ring> firstRings() {
        return rings.stream().limit(MOST).toList();
    }

    public long overdue() {
        return mine.stream().filter(Task::isOverdue).count();
    }

    public long incomplete() {
        return rings.stream().filter(ring -> !ring.isComplete()).count();
    }
}
