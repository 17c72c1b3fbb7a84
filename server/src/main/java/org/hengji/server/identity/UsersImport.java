package org.hengji.server.identity;

import java.util.List;
import org.hengji.documents.workbook.CellFinding;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;

/**
 * What is wrong with a workbook of requests; nothing was taken from it.
 *
 * @param refused the file as a whole; null when its rows were read
 */
public record UsersImport(String file, Problem refused, List<Fault> faults) {

    /** @param cell such as B7 or 7 for a row */
    public record Fault(String cell, String value, Text what, Text remedy) {
        static Fault of(CellFinding finding) {
            return new Fault(
                    finding.cell(),
                    finding.value(),
                    finding.problem().message(),
                    finding.problem().remedy());
        }
    }
}
