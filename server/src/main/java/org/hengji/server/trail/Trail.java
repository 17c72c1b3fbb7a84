package org.hengji.server.trail;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hengji.server.access.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down what is done. An entry is part of the transaction that does it: both are kept or neither is.
 *
 * <p>Example: {@code trail.record("fact.change", "evaluation/12/assets.total", Map.of("value", "1.00"),
 * Map.of("value", "2.00"))}.
 */
@Component
public class Trail {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    public Trail(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Records an act of whoever is signed in. Before and after may be null; anything that JSON can say will do. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(String action, String entity, Object before, Object after) {
        Person person = Person.current().orElse(null);
        append(
                person == null ? "-" : person.name(),
                person == null ? "-" : person.role().key(),
                action,
                entity,
                before,
                after);
    }

    /** Records an act of somebody who is not signed in, such as one who tries to. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordBy(String who, String action, String entity, Object after) {
        append(who, "-", action, entity, null, after);
    }

    private void append(String who, String role, String action, String entity, Object before, Object after) {
        record Head(long seq, String hash) {}
        // The lock on this one row puts all writers in a line; it is held until the transaction ends.
        Head head = jdbc.sql("select seq, hash from trail_head for update")
                .query((row, i) -> new Head(row.getLong(1), row.getString(2)))
                .single();
        Entry entry = new Entry(
                head.seq() + 1,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                who,
                role,
                origin(),
                action,
                entity,
                before == null ? null : json.writeValueAsString(before),
                after == null ? null : json.writeValueAsString(after),
                head.hash());
        jdbc.sql("insert into trail (seq, at, who, role, origin, action, entity, before, after, prev_hash, hash)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)")
                .params(
                        entry.seq(),
                        Timestamp.from(entry.at()),
                        entry.who(),
                        entry.role(),
                        entry.origin(),
                        entry.action(),
                        entry.entity(),
                        entry.before(),
                        entry.after(),
                        entry.prevHash(),
                        entry.hash())
                .update();
        jdbc.sql("update trail_head set seq = ?, hash = ?")
                .params(entry.seq(), entry.hash())
                .update();
    }

    private static String origin() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            HttpServletRequest request = attributes.getRequest();
            return request.getRemoteAddr();
        }
        return "-";
    }
}
