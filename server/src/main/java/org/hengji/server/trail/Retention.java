package org.hengji.server.trail;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Deletes entries that are older than they must be kept. What goes leaves a signed checkpoint and an entry. */
public final class Retention {

    /** The least the law allows (网络安全法 art. 21: not under six months). */
    public static final int SHORTEST_DAYS = 180;

    private final JdbcClient jdbc;
    private final Trail trail;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public Retention(JdbcClient jdbc, Trail trail, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What was deleted.
     *
     * @param entries 0 when none was old enough
     * @param upTo number of the last one deleted; 0 as above
     */
    public record Deleted(long entries, long upTo) {}

    /** @param keepDays at least {@link #SHORTEST_DAYS} */
    public Deleted deleteOlderThan(int keepDays, String by, SigningKey key) {
        if (keepDays < SHORTEST_DAYS) {
            throw new IllegalArgumentException("The trail is kept " + SHORTEST_DAYS + " days at least: " + keepDays);
        }
        return transaction.execute(status -> {
            // Nobody appends meanwhile.
            jdbc.sql("select seq from trail_head for update").query(Long.class).single();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Timestamp limit = Timestamp.from(now.minus(Duration.ofDays(keepDays)));
            record Last(long seq, String hash, Instant at, long entries) {}
            // Up to the first entry that is young enough: a clock set back must not make a hole.
            Optional<Last> last = jdbc.sql("""
                            select seq, hash, at, (select count(*) from trail e where e.seq <= t.seq) from trail t
                            where at < ? and seq < coalesce((select min(seq) from trail where at >= ?), seq + 1)
                            order by seq desc limit 1
                            """)
                    .params(limit, limit)
                    .query((row, i) -> new Last(
                            row.getLong(1),
                            row.getString(2),
                            row.getTimestamp(3).toInstant(),
                            row.getLong(4)))
                    .optional();
            if (last.isEmpty()) {
                return new Deleted(0, 0);
            }
            long id = jdbc.sql("select coalesce(max(id), 0) + 1 from trail_checkpoint")
                    .query(Long.class)
                    .single();
            Checkpoint point = new Checkpoint(
                            id,
                            last.get().seq(),
                            last.get().hash(),
                            last.get().entries(),
                            last.get().at(),
                            now,
                            Visible.line(by),
                            "",
                            "")
                    .signed(key);
            jdbc.sql("insert into trail_checkpoint (id, seq, hash, entries, last_at, made_at, made_by, public_key,"
                            + " signature) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            point.id(),
                            point.seq(),
                            point.hash(),
                            point.entries(),
                            Timestamp.from(point.lastAt()),
                            Timestamp.from(point.madeAt()),
                            point.madeBy(),
                            point.publicKey(),
                            point.signature())
                    .update();
            int gone = jdbc.sql("delete from trail where seq <= ?")
                    .param(point.seq())
                    .update();
            trail.recordBy(
                    by,
                    "trail.delete",
                    "trail/" + point.seq(),
                    Map.of(
                            "entries",
                            gone,
                            "upTo",
                            point.seq(),
                            "lastAt",
                            point.lastAt().toString(),
                            "keepDays",
                            keepDays,
                            "checkpoint",
                            point.id(),
                            "key",
                            point.fingerprint()));
            return new Deleted(gone, point.seq());
        });
    }
}
