package org.hengji.scoring;

import org.hengji.scoring.evaluation.SheetWriter;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.subject.Case;

/** Scores a case against a framework. A pure function: no I/O, no clock, no state. */
public final class Scoring {
    private Scoring() {}

    /**
     * The whole sheet: points, ranges, explanations, readings, shortest list, digest. Faults of the case that the loader
     * found are not repeated; what only scoring can see is in {@link ScoreSheet#problems}.
     */
    public static ScoreSheet score(Framework framework, Case subject) {
        return SheetWriter.write(framework, subject);
    }
}
