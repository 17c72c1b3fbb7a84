package org.hengji.server.procedure;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Moments as the pages write them. */
public final class ProcedureTimes {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private ProcedureTimes() {}

    public static String at(Instant moment) {
        return MINUTES.format(moment.atZone(ZoneId.systemDefault()));
    }
}
