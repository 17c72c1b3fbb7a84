package org.hengji.checker;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where words stand, in terms that outlive the document.
 *
 * @param file another report of the same run, empty for the one that is spoken of
 * @param line 1-based line of the first character
 * @param table 1-based
 * @param cell such as {@code r3c2}; of a merged cell its top left
 * @param quote the words themselves, as they stand in the text
 */
public record Location(
        Optional<String> file, int line, OptionalInt page, OptionalInt table, Optional<String> cell, String quote) {

    public Location in(String other) {
        return new Location(Optional.of(other), line, page, table, cell, quote);
    }
}
