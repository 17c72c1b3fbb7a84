package org.hengji.checker;

import java.util.Map;

/** A check that holds a report against the others of the same run. */
public interface ComparingCheck extends Check {
    /**
     * What has to be known of a report when another one is checked. A run may have hundreds of reports and keeps the
     * notes of all of them, so a note is small and holds {@link Location}s, never the document.
     */
    Object note(Report report);

    /** @param others notes of the other reports, by file, in order of the run */
    void run(Report report, Map<String, Object> others, Tally tally);

    @Override
    default void run(Report report, Tally tally) {
        run(report, Map.of(), tally);
    }
}
