package org.hengji.scoring;

import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.subject.Case;

/** Scores a case against a framework. A pure function: no I/O, no clock, no state. */
public final class Scoring {
    private Scoring() {}

    /** The whole sheet: points, ranges, explanations, readings, shortest list, digest. */
    public static ScoreSheet score(Framework framework, Case subject) {
        throw new UnsupportedOperationException("not built yet");
    }
}
