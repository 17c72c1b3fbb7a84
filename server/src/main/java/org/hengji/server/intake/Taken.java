package org.hengji.server.intake;

import java.util.List;
import org.hengji.documents.workbook.CellFinding;
import org.hengji.documents.workbook.ImportResult;
import org.hengji.scoring.Problem;

/**
 * What a file did, or would do. With an error in the result the counts mean nothing.
 *
 * @param added records that were not there before
 * @param changed records that say something else now
 * @param same records that said so already
 * @param path the page where one sees it
 */
public record Taken(ImportResult result, long added, long changed, long same, String path) {

    /** A file of that kind that came to nothing as a whole. */
    public static Taken refused(String kind, Problem problem) {
        CellFinding finding = new CellFinding(CellFinding.Severity.ERROR, "", 0, 0, 0, "", "", problem);
        return new Taken(new ImportResult(kind, "", 0, 0, 1, 0, List.of(finding)), 0, 0, 0, "");
    }

    /** Whether the import leaves everything as it is. */
    public boolean changesNothing() {
        return added == 0 && changed == 0;
    }
}
