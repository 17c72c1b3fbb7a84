package org.hengji.server.procedure;

import org.hengji.scoring.Problem;

/** What comes of an act, as the course has it. */
public sealed interface Outcome permits Moved, Outcome.Refused {

    record Refused(Problem problem) implements Outcome {}
}
