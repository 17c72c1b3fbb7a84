package org.hengji.server.target;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.measurability.Field;

/**
 * A cell of a sheet.
 *
 * @param row its id; 0 for the goals in words
 */
record Address(long row, Field field) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})/([a-z-]+)");

    static Optional<Address> parse(String text) {
        Matcher m = TEXT.matcher(text);
        return m.matches()
                ? Field.named(m.group(2))
                        .map(field -> new Address(Long.parseLong(m.group(1)), field))
                        .filter(a -> a.row == 0
                                ? a.field == Field.GOAL || a.field == Field.LONG_TERM
                                : a.field.isColumn() && a.field != Field.FIRST)
                : Optional.empty();
    }

    String text() {
        return row + "/" + field.key();
    }
}
