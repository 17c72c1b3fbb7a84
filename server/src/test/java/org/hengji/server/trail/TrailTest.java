package org.hengji.server.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.hengji.server.WebTest;
import org.hengji.server.database.Database;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@WebTest
@TestPropertySource(properties = "hengji.mark=serve")
class TrailTest {

    @Autowired
    private Trail trail;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Database database;

    @Test
    void theChainShowsEveryChangeMadeBehindItsBack() throws Exception {
        // What the program wrote at its start, each framework that it publishes, comes first.
        long last = verify().entries() + 20;
        // From many hands at once: they must come out in one line.
        IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.runAsync(() -> write("fact.change", i)))
                .toList()
                .forEach(CompletableFuture::join);
        assertThat(verify().whole()).isTrue();
        assertThat(verify().entries()).isEqualTo(last);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    write("rolled.back", 1);
                    throw new IllegalStateException("the act itself failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(verify().entries()).isEqualTo(last);

        assertThatThrownBy(() -> trail.record("outside", "x", null, null))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> jdbc.sql("delete from trail where seq = 3").update())
                .hasMessageContaining("append-only");

        for (String tampering : List.of(
                "CHANGED 7: update trail set after = '{\"value\": \"9\"}' where seq = 7",
                "CHANGED 1: update trail set who = 'somebody' where seq = 1",
                "CHANGED LAST: update trail set at = at + interval '1 microsecond' where seq = LAST",
                "MISSING 5: delete from trail where seq = 5",
                "MISSING LAST: delete from trail where seq = LAST",
                "MISSING LAST: update trail set seq = seq + 100 where seq = LAST",
                "CHANGED 8: update trail set result = 'refused' where seq = 8",
                "CHANGED 8: update trail set request = 'x' where seq = 8",
                "CHANGED 8: update trail set version = 1 where seq = 8",
                "CHANGED 3: update trail set seq = case seq when 3 then -4 else -3 end where seq in (3, 4);"
                        + " update trail set seq = -seq where seq < 0",
                "CHANGED NEXT: insert into trail (seq, at, who, role, origin, action, entity, prev_hash, hash)"
                        + " select NEXT, at, who, role, origin, action, entity, hash, hash from trail where seq = LAST",
                // Even with a hash of its own that is right.
                "OUT_OF_PLACE 9: " + forged(8),
                "HEAD NEXT: " + forged(last),
                "HEAD NEXT: update trail_head set hash = repeat('1', 64)",
                "HEAD LAST: update trail_head set seq = BEFORE")) {
            String[] parts = tampering
                    .replace("LAST", "" + last)
                    .replace("NEXT", "" + (last + 1))
                    .replace("BEFORE", "" + (last - 1))
                    .split(": ", 2);
            assertThat(found(parts[1])).as(parts[1]).isEqualTo(parts[0]);
        }
        assertThat(verify().whole()).isTrue();
    }

    private void write(String action, int i) {
        transaction.executeWithoutResult(status -> trail.record(
                action,
                "evaluation/" + i,
                Map.of("b", "元\n\u0001", "a", List.of(1, 2.50, true)),
                Map.of("value", "1." + i)));
    }

    private Chain.Result verify() throws Exception {
        try (Connection connection = database.connect()) {
            return Chain.verify(connection);
        }
    }

    /** Another entry in place of that one, whose own hash and whose place after the one before are right. */
    private String forged(long seq) {
        String before = jdbc.sql("select prev_hash from trail where seq = ?")
                .param(seq)
                .query(String.class)
                .single();
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        Entry entry =
                new Entry(Entry.VERSION, seq, at, "somebody", "-", "-", "x", "y", Entry.OK, "", null, null, before);
        return "update trail set at = '" + at + "', who = 'somebody', role = '-', origin = '-', action = 'x',"
                + " entity = 'y', result = 'ok', request = '', before = null, after = null, hash = '" + entry.hash()
                + "' where seq = " + seq;
    }

    /** What the chain says of it; it is taken back. */
    private String found(String tampering) throws Exception {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("alter table trail disable trigger user");
            connection.createStatement().execute(tampering);
            Chain.Result result = Chain.verify(connection);
            return result.broken().orElseThrow() + " " + result.brokenAt().orElseThrow();
        }
    }
}
