package org.hengji.server.notification;

import java.time.Instant;
import org.hengji.scoring.framework.Text;
import org.hengji.server.frame.Minute;

/**
 * @param path where the matter is
 * @param by display name of whoever caused it
 */
public record Notice(long id, Text title, String path, String by, Instant at, boolean read) {

    /** As the pages write it. */
    public String time() {
        return Minute.of(at);
    }
}
