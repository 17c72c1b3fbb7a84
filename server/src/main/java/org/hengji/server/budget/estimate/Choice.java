package org.hengji.server.budget.estimate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.hengji.scoring.framework.Text;

/** One of a few fixed values, typed by its Chinese or English name or its key. */
public interface Choice {

    Text text();

    String name();

    /** As in addresses and stored documents: {@code carry-over}. */
    default String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <C extends Enum<C> & Choice> Optional<C> read(Class<C> kind, String typed) {
        String wanted = typed.strip();
        return Arrays.stream(kind.getEnumConstants())
                .filter(c -> wanted.equals(c.text().zh())
                        || wanted.equalsIgnoreCase(c.text().en())
                        || wanted.equalsIgnoreCase(c.key()))
                .findFirst();
    }
}
