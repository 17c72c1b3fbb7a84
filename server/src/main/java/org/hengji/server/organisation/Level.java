package org.hengji.server.organisation;

import java.util.Locale;

/** 财政级次 (GEN-12). */
public enum Level {
    CENTRAL,
    PROVINCIAL,
    MUNICIPAL,
    DISTRICT;

    /** As in message keys: {@code unit.level.municipal}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
