package org.hengji.documents.workbook;

import org.hengji.scoring.Problem;

/**
 * A check that a form alone cannot make, such as whether a code is on record. It is asked about every row that the form
 * finds sound, and once more when all rows are read.
 */
public interface RecordCheck {
    RecordCheck NONE = (row, faults) -> {};

    void row(ImportedRow row, Faults faults);

    /** After the last row of the last sheet; not called when the file could not be read as this form. */
    default void end(Faults faults) {}

    /** Takes what is wrong, and finds the cell that it is about. */
    interface Faults {
        /** @param column key of a column of the sheet of the row; the problem's path is not looked at */
        void error(ImportedRow row, String column, Problem problem);

        /** Does not keep the file from being imported. */
        void warning(ImportedRow row, String column, Problem problem);

        /** Whether nothing has been wrong so far. */
        boolean none();
    }
}
