package org.hengji.server.identity;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sessions of a person, on all nodes: one row each in Spring Session's table. */
@Component
class Sessions {

    private final JdbcClient jdbc;

    Sessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that still work, the latest used first; never the session's own id, by which one could be taken over. */
    List<OpenSession> of(String person, String hereId) {
        return jdbc.sql("select primary_id, creation_time, last_access_time, session_id = ? from spring_session"
                        + " where principal_name = ? and expiry_time > ? order by last_access_time desc")
                .params(hereId, person, System.currentTimeMillis())
                .query((row, i) -> new OpenSession(
                        row.getString(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        Instant.ofEpochMilli(row.getLong(3)),
                        row.getBoolean(4)))
                .list();
    }

    /** Ends all, from this moment on: the next request with any of their cookies is a visitor's. */
    int endAll(String person) {
        return jdbc.sql("delete from spring_session where principal_name = ?")
                .param(person)
                .update();
    }

    int endOthers(String person, String hereId) {
        return jdbc.sql("delete from spring_session where principal_name = ? and session_id <> ?")
                .params(person, hereId)
                .update();
    }

    /** Ends one of the person's own; false when it is gone, or somebody else's. */
    boolean end(String person, String key) {
        return jdbc.sql("delete from spring_session where principal_name = ? and primary_id = ?")
                        .params(person, key)
                        .update()
                == 1;
    }

    /** Makes room for one more: of {@code most} the oldest go. */
    int makeRoom(String person, int most) {
        return jdbc.sql("delete from spring_session where primary_id in (select primary_id from spring_session"
                        + " where principal_name = ? order by creation_time desc, primary_id offset ?)")
                .params(person, Math.max(0, most - 1))
                .update();
    }
}
