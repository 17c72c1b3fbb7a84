package org.hengji.scoring;

import java.util.Collection;
import java.util.Map;
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

    /**
     * Some nodes only, by id, without advice: what a check that asks many small questions needs. Their points, ranges and
     * steps are those of {@link #score}.
     *
     * @param ids nodes wanted; unknown ones are left out
     */
    public static Map<String, ScoreSheet.Node> nodes(Framework framework, Case subject, Collection<String> ids) {
        return SheetWriter.nodes(framework, subject, ids);
    }

    /** The range of the total alone. */
    public static ScoreSheet.Range range(Framework framework, Case subject) {
        return SheetWriter.total(framework, subject);
    }
}
