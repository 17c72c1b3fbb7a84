package org.hengji.server.procedure;

import java.util.List;
import org.hengji.scoring.Problem;

/** What came of an act. */
public sealed interface Acted {

    /** @param document as it stands now */
    record Done(Document document, Moved moved) implements Acted {}

    /** Nothing was changed. */
    record Refused(List<Problem> problems) implements Acted {}

    /** Somebody acted first; nothing was changed. */
    record Overtaken(Document document, Event by) implements Acted {}
}
