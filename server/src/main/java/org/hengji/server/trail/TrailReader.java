package org.hengji.server.trail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.hengji.server.access.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Entries of the trail for people to read. Who may read which is decided by the pages. */
@Component
public class TrailReader {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final String SELECT =
            "select seq, at, who, role, origin, action, entity, result, request, before::text, after::text from trail ";

    private final JdbcClient jdbc;

    TrailReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param before null when there was nothing; after likewise */
    public record Line(
            long seq,
            Instant at,
            String who,
            String role,
            String origin,
            String action,
            String entity,
            String result,
            String request,
            String before,
            String after) {}

    /**
     * What to look for; an empty text or a null date asks for nothing.
     *
     * @param who account name, whole
     * @param action the act, whole, or its beginning up to a dot
     * @param object part of the object's name
     * @param from first day, in the time zone of the pages
     * @param to last day
     */
    public record Filter(String who, String action, String object, String result, LocalDate from, LocalDate to) {
        public boolean any() {
            return !who.isEmpty()
                    || !action.isEmpty()
                    || !object.isEmpty()
                    || !result.isEmpty()
                    || from != null
                    || to != null;
        }
    }

    /** The latest first, before that number; Long.MAX_VALUE to begin. */
    public List<Line> find(Filter filter, long before, int most) {
        return jdbc.sql(SELECT + """
                        where seq < :before and (:who = '' or lower(who) = lower(:who))
                            and (:action = '' or action = :action or starts_with(action, :action || '.'))
                            and (:object = '' or position(lower(:object) in lower(entity)) > 0)
                            and (:result = '' or result = :result)
                            and (:from::timestamptz is null or at >= :from) and (:to::timestamptz is null or at < :to)
                        order by seq desc limit :most
                        """)
                .param("before", before)
                .param("who", filter.who())
                .param("action", filter.action())
                .param("object", filter.object())
                .param("result", filter.result())
                .param("from", filter.from() == null ? null : start(filter.from()))
                .param("to", filter.to() == null ? null : start(filter.to().plusDays(1)))
                .param("most", most)
                .query(TrailReader::line)
                .list();
    }

    /** What people of one role did of late. */
    public List<Line> of(Role role, int most) {
        return jdbc.sql(SELECT + "where role = ? order by seq desc limit ?")
                .params(role.key(), most)
                .query(TrailReader::line)
                .list();
    }

    /** Every kind of act that has happened. */
    public List<String> actions() {
        return jdbc.sql("select distinct action from trail order by action")
                .query(String.class)
                .list();
    }

    private static Timestamp start(LocalDate day) {
        return Timestamp.from(day.atStartOfDay(ZONE).toInstant());
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getLong(1),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11));
    }
}
