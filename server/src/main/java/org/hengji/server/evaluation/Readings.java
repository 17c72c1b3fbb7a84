package org.hengji.server.evaluation;

import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.ScoreSheet.Node;
import org.hengji.scoring.ScoreSheet.ReadingInForce;
import org.hengji.scoring.framework.Framework;
import org.hengji.server.frame.Frame;

/** Readings in words: those of the framework, and the rounding that a case chose for one indicator. */
public final class Readings {

    private static final String ROUNDING = "rounding.";

    private Readings() {}

    public static String name(Frame frame, ScoreSheet sheet, ReadingInForce reading) {
        String language = frame.language().code();
        return reading.key().startsWith(ROUNDING)
                ? frame.text(
                        "evaluation.rounding",
                        sheet.node(reading.key().substring(ROUNDING.length()))
                                .map(Node::name)
                                .map(name -> name.in(language))
                                .orElse(reading.key()))
                : reading.name().in(language);
    }

    public static String option(Frame frame, Framework framework, ReadingInForce reading, String option) {
        if (reading.key().startsWith(ROUNDING)) {
            return frame.text("evaluation.rounding." + option);
        }
        var known = framework.readings().get(reading.key());
        return known != null && known.options().containsKey(option)
                ? known.options().get(option).in(frame.language().code())
                : option;
    }
}
