package org.hengji.server.trail;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.hengji.server.access.Errand;
import org.hengji.server.access.Person;
import org.hengji.server.access.RequestId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes down what is done. An entry is part of the transaction that does it: both are kept or neither is.
 *
 * <p>Example: {@code trail.record("fact.change", "evaluation/12/assets.total", Map.of("value", "1.00"),
 * Map.of("value", "2.00"))}. What was refused is written by {@link Denials}.
 */
@Component
public class Trail {

    /** Set on a request whose export is written down, so that {@link ExportsNoted} does not do it again. */
    static final String EXPORTED = "hengji.exported";

    private static final String NOBODY = "-";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    @Autowired
    public Trail(JdbcClient jdbc, JsonMapper json) {
        this(jdbc, json, Clock.systemUTC());
    }

    Trail(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Records an act of whoever is signed in. Before and after may be null; anything that JSON can say will do. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(String action, String entity, Object before, Object after) {
        append(who(), role(), action, entity, Entry.OK, before, after);
    }

    /** Records an act of somebody who is not signed in, such as one who has just proved who they are. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordBy(String who, String action, String entity, Object after) {
        append(who, NOBODY, action, entity, Entry.OK, null, after);
    }

    /**
     * Records that whoever is signed in takes records out of the system. To be called before the first byte leaves: an
     * export that cannot be written down does not happen. Files that no module tells of are noted by the server.
     *
     * @param what kind of file, such as {@code findings.xlsx}
     * @param rows how many records; -1 when it is one document
     * @param filter what was chosen; empty for all
     */
    @Transactional
    public void exported(String what, String entity, long rows, Map<String, ?> filter) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            attributes.getRequest().setAttribute(EXPORTED, true);
        }
        append(who(), role(), "export", entity, Entry.OK, null, Map.of("what", what, "rows", rows, "filter", filter));
    }

    /** Records that somebody who is not signed in was refused, together with what counts the attempt. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordRefused(String who, String action, String entity, Object why) {
        refuse(who, NOBODY, action, entity, why);
    }

    /** For {@link Denials}, in a transaction of its own. */
    void refuse(String who, String role, String action, String entity, Object why) {
        append(who, role, action, entity, Entry.REFUSED, null, why);
    }

    static String who() {
        return Person.current().map(Person::name).orElse(NOBODY);
    }

    static String role() {
        return Person.current().map(person -> person.role().key()).orElse(NOBODY);
    }

    private void append(
            String who, String role, String action, String entity, String result, Object before, Object after) {
        record Head(long seq, String hash) {}
        // The lock on this one row puts all writers in a line; it is held until the transaction ends.
        Head head = jdbc.sql("select seq, hash from trail_head for update")
                .query((row, i) -> new Head(row.getLong(1), row.getString(2)))
                .single();
        Entry entry = new Entry(
                Entry.VERSION,
                head.seq() + 1,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Visible.line(who),
                Visible.line(role),
                Visible.line(origin()),
                Visible.line(action),
                Visible.line(entity),
                result,
                RequestId.current(),
                text(before),
                text(after),
                head.hash());
        jdbc.sql("insert into trail (version, seq, at, who, role, origin, action, entity, result, request, before,"
                        + " after, prev_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)")
                .params(
                        entry.version(),
                        entry.seq(),
                        Timestamp.from(entry.at()),
                        entry.who(),
                        entry.role(),
                        entry.origin(),
                        entry.action(),
                        entry.entity(),
                        entry.result(),
                        entry.request(),
                        entry.before(),
                        entry.after(),
                        entry.prevHash(),
                        entry.hash())
                .update();
        jdbc.sql("update trail_head set seq = ?, hash = ?")
                .params(entry.seq(), entry.hash())
                .update();
    }

    private String text(Object value) {
        return value == null ? null : json.writeValueAsString(visible(json.valueToTree(value)));
    }

    private JsonNode visible(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode shown = json.createObjectNode();
            object.properties().forEach(p -> shown.set(Visible.line(p.getKey()), visible(p.getValue())));
            return shown;
        } else if (node instanceof ArrayNode array) {
            ArrayNode shown = json.createArrayNode();
            array.forEach(item -> shown.add(visible(item)));
            return shown;
        }
        return node.isString() ? shown(node) : node;
    }

    private JsonNode shown(JsonNode text) {
        return json.valueToTree(Visible.value(text.stringValue()));
    }

    private static String origin() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            HttpServletRequest request = attributes.getRequest();
            return request.getRemoteAddr();
        }
        return Errand.current().map(Errand::origin).orElse(NOBODY);
    }
}
