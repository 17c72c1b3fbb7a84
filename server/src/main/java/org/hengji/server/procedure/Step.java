package org.hengji.server.procedure;

import java.util.Optional;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.Role;

/**
 * One step of a course.
 *
 * @param key stable short name, e.g. {@code up1-draft}
 * @param who the role that acts here
 * @param edits whether the content may be changed here
 * @param reviews whether the work of an earlier step is judged here, so that it may go back
 * @param reason whether sending it on needs a reason, as a change of something approved does
 * @param due key in the calendar of the year; empty when nothing is due
 */
public record Step(
        String key,
        Text name,
        Role who,
        Optional<Stage> stage,
        boolean edits,
        boolean reviews,
        boolean reason,
        Optional<String> due) {

    /** How a document is sent on from here. */
    public Act forward() {
        return edits ? Act.SUBMIT : Act.APPROVE;
    }
}
