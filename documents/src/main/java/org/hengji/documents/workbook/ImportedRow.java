package org.hengji.documents.workbook;

import java.time.LocalDate;
import java.util.List;
import org.hengji.scoring.subject.Fact.Value;

/**
 * A row that was read without fault.
 *
 * @param table key of the sheet in the form
 * @param row 1-based row of the file
 * @param key what names the row: the values of the unique columns; {@code #12} for row 12 of a sheet without any
 * @param values in order of the columns; {@link Value.Unknown} where a cell is blank
 */
public record ImportedRow(String table, int row, String key, List<Value> values) {
    private static final char DIVIDER = '\u001F';

    /** The same text for the same content, wherever the row stands and however its cells look. */
    public String content() {
        StringBuilder content = new StringBuilder();
        for (Value value : values) {
            content.append(text(value)).append(DIVIDER);
        }
        return content.toString();
    }

    /** A value as plain text: numbers exact and without separators. */
    public static String text(Value value) {
        if (value instanceof Value.Known known) {
            return known.number().toText();
        } else if (value instanceof Value.Flag flag) {
            return String.valueOf(flag.holds());
        } else if (value instanceof Value.Option option) {
            return option.key();
        } else if (value instanceof Value.Words words) {
            return words.text();
        }
        return "";
    }

    /** A day is kept as a number of days since 1970. */
    public static LocalDate day(Value.Known value) {
        return LocalDate.ofEpochDay(value.number().floor().longValue());
    }
}
