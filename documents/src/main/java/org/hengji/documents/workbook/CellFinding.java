package org.hengji.documents.workbook;

import org.hengji.documents.StoredCell;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;

/**
 * Something about a cell, a row or a sheet.
 *
 * @param severity an error keeps the whole file from being imported, a warning does not
 * @param sheet as the file names it; blank when the file as a whole is meant
 * @param row 1-based; 0 when no row is meant
 * @param column 1-based; 0 when the whole row is meant
 * @param line of a text file, else 0
 * @param key what names the row, as far as it could be read
 * @param value what stands in the cell
 */
public record CellFinding(
        Severity severity, String sheet, int row, int column, int line, String key, String value, Problem problem) {
    public enum Severity {
        ERROR,
        WARNING
    }

    /** {@code C12}, {@code 12} for a row, or nothing. */
    public String cell() {
        return row == 0 ? "" : column == 0 ? String.valueOf(row) : StoredCell.place(row, column);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    static CellFinding of(Severity severity, String sheet, int row, String code, Text message, Text remedy) {
        return new CellFinding(
                severity,
                sheet,
                row,
                row == 0 ? 0 : 1,
                0,
                "",
                "",
                Problem.of(code, "", message.zh(), message.en(), remedy.zh(), remedy.en()));
    }
}
