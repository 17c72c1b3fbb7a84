package org.hengji.server.notification;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.hengji.scoring.framework.Text;

/**
 * @param path where the matter is
 * @param by display name of whoever caused it
 */
public record Notice(long id, Text title, String path, String by, Instant at, boolean read) {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    /** As the pages write it. */
    public String time() {
        return MINUTES.format(at.atZone(ZoneId.systemDefault()));
    }
}
