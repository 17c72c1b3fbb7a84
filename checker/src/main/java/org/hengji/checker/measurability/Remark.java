package org.hengji.checker.measurability;

import java.util.Optional;
import org.hengji.scoring.framework.Text;

/**
 * What stands in the way of measuring a target.
 *
 * @param rule its id, e.g. {@code M02}
 * @param row 1-based row, 0 for the sheet
 * @param what what is wrong with which value where
 * @param why why it matters, with the rule of finance behind it
 * @param remedy what to do
 * @param suggestion text that would do for the field, where one can be computed
 */
public record Remark(
        String rule,
        Severity severity,
        int row,
        Field field,
        Text what,
        Text why,
        Text remedy,
        Optional<String> suggestion) {

    public enum Severity {
        /** Stops the submission. */
        BLOCKING,
        /** Stays beside the row and is shown to the reviewer. */
        WARNING
    }

    public boolean isBlocking() {
        return severity == Severity.BLOCKING;
    }
}
