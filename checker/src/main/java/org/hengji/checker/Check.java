package org.hengji.checker;

import org.hengji.scoring.framework.Text;

/** One thing that must hold in a report. A check that cannot bind its operands says so and does not guess. */
public interface Check {
    /** {@code K01} to {@code K26}. */
    String id();

    /** Changes when the same report may give other findings. */
    default String version() {
        return "1";
    }

    /** In one sentence. */
    Text meaning();

    void run(Report report, Tally tally);
}
