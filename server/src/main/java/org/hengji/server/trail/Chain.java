package org.hengji.server.trail;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Walks the trail from its first entry, or from what a checkpoint left, and says whether anyone has been at it. */
public final class Chain {

    // By way of JSON, so that a trail from before the newer columns can be read as it stands.
    private static final String ENTRIES = "select coalesce((to_jsonb(t)->>'version')::int, 1), seq, at, who, role,"
            + " origin, action, entity, coalesce(to_jsonb(t)->>'result', ''), coalesce(to_jsonb(t)->>'request', ''),"
            + " before::text, after::text, prev_hash, hash from trail t order by seq";

    private Chain() {}

    /** What was done to the trail. */
    public enum Break {
        /** The row is not what was written. */
        CHANGED,
        /** The row is gone. */
        MISSING,
        /** The row does not follow the one before: moved, or put there by hand. */
        OUT_OF_PLACE,
        /** The note of the last entry disagrees with the last entry. */
        HEAD,
        /** A checkpoint is not what was signed, or does not follow the one before. */
        CHECKPOINT
    }

    /**
     * @param entries rows that are there and fit
     * @param deleted rows that went after the retention time, under a signed checkpoint
     * @param last number of the last entry that fits
     * @param hash its hash: kept elsewhere, it proves later that nothing up to it was written anew
     * @param brokenAt the first number that does not fit
     * @param broken how; empty when nothing is broken
     * @param signedBy fingerprint of the key of the last checkpoint, when there is one
     */
    public record Result(
            long entries,
            long deleted,
            long last,
            String hash,
            OptionalLong brokenAt,
            Optional<Break> broken,
            Optional<String> signedBy) {
        public boolean whole() {
            return brokenAt.isEmpty();
        }
    }

    /** Needs a plain connection only, so that an auditor can verify without the web application. */
    public static Result verify(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        if (autoCommit) {
            // One moment for entries and head, while others go on writing.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        connection.setAutoCommit(false); // or the driver reads the whole table into memory
        try {
            Walk walk = new Walk();
            for (Checkpoint checkpoint : checkpoints(connection)) {
                if (!walk.startsFrom(checkpoint)) {
                    return walk.brokenAt(checkpoint.seq(), Break.CHECKPOINT);
                }
            }
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(1000);
                try (ResultSet row = statement.executeQuery(ENTRIES)) {
                    while (row.next()) {
                        Optional<Result> broken = walk.next(entry(row), row.getString(14));
                        if (broken.isPresent()) {
                            return broken.get();
                        }
                    }
                }
                try (ResultSet head = statement.executeQuery("select seq, hash from trail_head")) {
                    return head.next()
                            ? walk.end(head.getLong(1), head.getString(2))
                            : walk.brokenAt(walk.last + 1, Break.HEAD);
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
            if (autoCommit) {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        }
    }

    static List<Checkpoint> checkpoints(Connection connection) throws SQLException {
        List<Checkpoint> checkpoints = new ArrayList<>();
        try (var statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery("select to_regclass('trail_checkpoint') is not null")) {
                table.next();
                if (!table.getBoolean(1)) {
                    return checkpoints;
                }
            }
            try (ResultSet row = statement.executeQuery(Checkpoint.SELECT)) {
                while (row.next()) {
                    checkpoints.add(Checkpoint.of(row));
                }
            }
        }
        return checkpoints;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getInt(1),
                row.getLong(2),
                row.getTimestamp(3).toInstant(),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13));
    }

    private static final class Walk {
        private long count;
        private long deleted;
        private long last;
        private String hash = Entry.FIRST;
        private long checkpoints;
        private Optional<String> signedBy = Optional.empty();

        boolean startsFrom(Checkpoint checkpoint) {
            boolean follows = checkpoint.id() == checkpoints + 1
                    && checkpoint.seq() > last
                    && checkpoint.entries() == checkpoint.seq() - last
                    && checkpoint.genuine();
            if (follows) {
                checkpoints++;
                deleted += checkpoint.entries();
                last = checkpoint.seq();
                hash = checkpoint.hash();
                signedBy = Optional.of(checkpoint.fingerprint());
            }
            return follows;
        }

        Optional<Result> next(Entry entry, String stored) {
            if (entry.seq() <= last) { // only a checkpoint can be ahead of a row
                return Optional.of(brokenAt(entry.seq(), Break.OUT_OF_PLACE));
            } else if (entry.seq() != last + 1) {
                return Optional.of(brokenAt(last + 1, Break.MISSING));
            } else if (!entry.hash().equals(stored)) {
                return Optional.of(brokenAt(entry.seq(), Break.CHANGED));
            } else if (!entry.prevHash().equals(hash)) {
                return Optional.of(brokenAt(entry.seq(), Break.OUT_OF_PLACE));
            }
            last = entry.seq();
            hash = stored;
            count++;
            return Optional.empty();
        }

        Result end(long headSeq, String headHash) {
            if (headSeq > last) {
                return brokenAt(last + 1, Break.MISSING);
            }
            return headSeq == last && headHash.equals(hash)
                    ? new Result(count, deleted, last, hash, OptionalLong.empty(), Optional.empty(), signedBy)
                    : brokenAt(headSeq + 1, Break.HEAD);
        }

        Result brokenAt(long seq, Break how) {
            return new Result(count, deleted, last, hash, OptionalLong.of(seq), Optional.of(how), signedBy);
        }
    }
}
