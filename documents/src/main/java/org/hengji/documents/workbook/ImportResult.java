package org.hengji.documents.workbook;

import java.util.List;

/**
 * What reading a file gave. With any error nothing of it is imported.
 *
 * @param rows that hold data
 * @param sound of them without error
 * @param errors in all; the findings list the first of each kind
 * @param warnings in all
 */
public record ImportResult(
        String form, String version, long rows, long sound, long errors, long warnings, List<CellFinding> findings) {

    public boolean isSound() {
        return errors == 0;
    }
}
