package org.hengji.server.checking;

import java.time.Instant;
import java.util.Locale;

/** What a reviewer decided about a finding. */
public record Decision(Kind kind, String reason, String by, Instant at) {

    public enum Kind {
        /** The finding is right. */
        CONFIRMED,
        /** It does not count against the report, for a reason. */
        WAIVED,
        /** The unit has to correct or explain it. */
        RETURNED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
