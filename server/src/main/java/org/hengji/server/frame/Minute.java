package org.hengji.server.frame;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Moments as pages and files write them, to the minute, by the clock of the whole country. */
public final class Minute {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private Minute() {}

    public static String of(Instant moment) {
        return FORM.format(moment);
    }
}
