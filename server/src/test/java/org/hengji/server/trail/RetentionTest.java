package org.hengji.server.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.hengji.Refusal;
import org.hengji.command.TrailText;
import org.hengji.server.database.Database;
import org.hengji.server.database.DatabaseTest;
import org.hengji.server.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Statement 25 of the security checklist: entries go only by policy, after the law's time, and that shows. */
@DatabaseTest
class RetentionTest {

    @TempDir
    Path folder;

    private Database database;
    private JdbcClient jdbc;
    private TransactionTemplate transaction;

    @BeforeEach
    void aTrailOfTwoHundredDays() {
        database = TestDatabase.migrated();
        var source = new DriverManagerDataSource(database.url(), database.user(), database.password());
        jdbc = JdbcClient.create(source);
        transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        for (int daysAgo : List.of(400, 300, 200, 179, 10, 0)) {
            writtenAgo(daysAgo);
        }
    }

    @Test
    void whatIsOldGoesUnderASignatureAndTheRestStillVerifies() throws Exception {
        Retention.Deleted deleted = prune(180);
        assertThat(deleted).isEqualTo(new Retention.Deleted(3, 3));
        Chain.Result result = verify();
        assertThat(result.broken()).isEmpty();
        assertThat(result.deleted()).isEqualTo(3);
        assertThat(result.entries()).as("three kept, one says what was deleted").isEqualTo(4);
        assertThat(result.signedBy()).contains(key().fingerprint());
        assertThat(jdbc.sql("select who || ' ' || (after->>'entries') || ' ' || (after->>'upTo') from trail"
                                + " where action = 'trail.delete'")
                        .query(String.class)
                        .single())
                .isEqualTo("命令行 3 3");

        assertThat(prune(180)).as("nothing more is old enough").isEqualTo(new Retention.Deleted(0, 0));
        for (int seq = 4; seq <= 7; seq++) {
            String gone = "delete from trail where seq = " + seq;
            assertThatThrownBy(() -> jdbc.sql(gone).update()).as(gone).hasMessageContaining("append-only");
        }
    }

    @Test
    void noCommandAndNoStatementDeletesEarlierThanTheLawAllows() {
        for (String keep : List.of("179", "0", "-1", "x", "")) {
            assertThatThrownBy(() -> TrailText.days(keep)).isInstanceOf(Refusal.class);
        }
        assertThat(TrailText.days("180")).isEqualTo(180);
        assertThatThrownBy(() -> prune(179)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> jdbc.sql("delete from trail where seq = 1").update())
                .as("old enough, but no checkpoint stands for it")
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("truncate trail").update()).hasMessageContaining("append-only");
    }

    @Test
    void aForgedOrMissingCheckpointShows() throws Exception {
        prune(180);
        String other = new Checkpoint(1, 3, "0".repeat(64), 3, Instant.EPOCH, Instant.EPOCH, "x", "", "")
                .signed(SigningKey.of(Files.createDirectory(folder.resolve("another")), Map.of()))
                .signature();
        for (String tampering : List.of(
                "update trail_checkpoint set entries = 2",
                "update trail_checkpoint set hash = repeat('1', 64)",
                "update trail_checkpoint set made_by = 'nobody'",
                "update trail_checkpoint set signature = '" + other + "'",
                "update trail_checkpoint set signature = 'no signature'",
                "delete from trail_checkpoint")) {
            try (Connection connection = database.connect()) {
                connection.setAutoCommit(false);
                connection.createStatement().execute("alter table trail_checkpoint disable trigger user");
                connection.createStatement().execute(tampering);
                assertThat(Chain.verify(connection).whole()).as(tampering).isFalse();
            }
        }
        assertThatThrownBy(() ->
                        jdbc.sql("update trail_checkpoint set entries = 2").update())
                .hasMessageContaining("stays as it is");
    }

    @Test
    void aSecondDeletionGoesOnFromTheFirst() throws Exception {
        assertThat(prune(350).entries()).isEqualTo(1);
        assertThat(prune(180).entries()).isEqualTo(2);
        assertThat(verify().whole()).isTrue();
        assertThat(verify().deleted()).isEqualTo(3);
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("alter table trail_checkpoint disable trigger user");
            connection.createStatement().execute("delete from trail_checkpoint where id = 1");
            assertThat(Chain.verify(connection).broken()).contains(Chain.Break.CHECKPOINT);
        }
    }

    @Test
    void theKeyIsMadeOnceAndOnlyItsOwnerReadsIt() throws Exception {
        assertThat(key().fingerprint()).isEqualTo(key().fingerprint());
        assertThat(Files.getPosixFilePermissions(folder.resolve("trail.key"))).hasSize(2);
        assertThatThrownBy(() -> SigningKey.of(null, Map.of())).isInstanceOf(Refusal.class);
        assertThat(SigningKey.of(
                                null,
                                Map.of(
                                        "HENGJI_TRAIL_KEY",
                                        folder.resolve("trail.key").toString()))
                        .fingerprint())
                .isEqualTo(key().fingerprint());
        Files.writeString(folder.resolve("trail.key"), "damaged");
        assertThatThrownBy(this::key).isInstanceOf(Refusal.class);
    }

    @Test
    void entriesOfTheFirstVersionStillVerify() throws Exception {
        Entry old = new Entry(
                1,
                7,
                Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MICROS),
                "li",
                "filler",
                "::1",
                "x",
                "y",
                "",
                "",
                null,
                "{\"a\": 1.50}",
                verify().hash());
        jdbc.sql("insert into trail (seq, at, who, role, origin, action, entity, after, prev_hash, hash)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)")
                .params(
                        old.seq(),
                        java.sql.Timestamp.from(old.at()),
                        old.who(),
                        old.role(),
                        old.origin(),
                        old.action(),
                        old.entity(),
                        old.after(),
                        old.prevHash(),
                        old.hash())
                .update();
        jdbc.sql("update trail_head set seq = 7, hash = ?").param(old.hash()).update();
        assertThat(verify().broken()).isEmpty();
        writtenAgo(0);
        assertThat(verify().entries()).isEqualTo(8);
    }

    private void writtenAgo(int days) {
        Trail trail = new Trail(jdbc, JsonMapper.shared(), agoClock(days));
        transaction.executeWithoutResult(
                status -> trail.recordBy("li", "fact.change", "evaluation/1", Map.of("daysAgo", days)));
    }

    private static Clock agoClock(int days) {
        return Clock.fixed(Instant.now().minus(Duration.ofDays(days)), ZoneOffset.UTC);
    }

    private Retention.Deleted prune(int keepDays) {
        return new Retention(jdbc, new Trail(jdbc, JsonMapper.shared()), transaction, Clock.systemUTC())
                .deleteOlderThan(keepDays, "命令行", key());
    }

    private SigningKey key() {
        return SigningKey.of(folder, Map.of());
    }

    private Chain.Result verify() throws Exception {
        try (Connection connection = database.connect()) {
            return Chain.verify(connection);
        }
    }
}
