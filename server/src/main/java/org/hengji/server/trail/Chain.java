package org.hengji.server.trail;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Walks the trail from its first entry and says whether anyone has been at it. */
public final class Chain {

    private Chain() {}

    /**
     * How many entries there are and the first one that does not fit: changed, removed, moved or added by hand. Cut
     * off at the end shows against the head.
     */
    public record Result(long entries, OptionalLong brokenAt) {
        public boolean whole() {
            return brokenAt.isEmpty();
        }
    }

    /** Needs a plain connection only, so that an auditor can verify without the web application. */
    public static Result verify(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false); // or the driver reads the whole table into memory
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(1000);
            String previous = Entry.FIRST;
            long count = 0;
            try (ResultSet row =
                    statement.executeQuery("select seq, at, who, role, origin, action, entity, before::text,"
                            + " after::text, prev_hash, hash from trail order by seq")) {
                while (row.next()) {
                    Entry entry = new Entry(
                            row.getLong(1),
                            row.getTimestamp(2).toInstant(),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            row.getString(8),
                            row.getString(9),
                            row.getString(10));
                    String stored = row.getString(11);
                    boolean fits = entry.seq() == count + 1
                            && entry.prevHash().equals(previous)
                            && entry.hash().equals(stored);
                    if (!fits) {
                        return new Result(count, OptionalLong.of(count + 1));
                    }
                    previous = stored;
                    count++;
                }
            }
            try (ResultSet head = statement.executeQuery("select seq, hash from trail_head")) {
                boolean fits = head.next()
                        && head.getLong(1) == count
                        && head.getString(2).equals(previous);
                return new Result(count, fits ? OptionalLong.empty() : OptionalLong.of(count + 1));
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }
}
