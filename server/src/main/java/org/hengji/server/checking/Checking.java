package org.hengji.server.checking;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hengji.checker.Verdict;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.organisation.Scope;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Uploaded reports, their verdicts, and what reviewers decided. */
@Service
public class Checking {
    /** They see the batches of every body in their reach; everybody else sees those that they uploaded. */
    private static final Set<Role> SEE_ALL = Set.of(Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER);

    static final Set<Role> DECIDE = Set.of(Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER, Role.THIRD_PARTY);
    private static final int MOST_BATCHES = 100;

    private final JdbcClient database;
    private final Scope scope;
    private final Trail trail;

    Checking(JdbcClient database, Scope scope, Trail trail) {
        this.database = database;
        this.scope = scope;
        this.trail = trail;
    }

    record UploadedFile(String name, byte[] content) {}

    /** A batch is made first and filled one file at a time, so that no more than one is in memory. */
    @Transactional
    long open(Person by, Optional<String> framework) {
        return database.sql("insert into check_batch (unit, uploaded_by, uploaded_name, framework)"
                        + " values (nullif(?, 0), ?, ?, ?) returning id")
                .params(by.unit(), by.name(), by.displayName(), framework.orElse(null))
                .query(Long.class)
                .single();
    }

    @Transactional
    void add(long batch, int position, UploadedFile file) {
        database.sql("insert into check_report (batch, position, name, digest, content) values (?, ?, ?, ?, ?)")
                .params(batch, position, file.name(), digest(file.content()), file.content())
                .update();
    }

    @Transactional
    void close(long batch) {
        List<String> names = database.sql("select name from check_report where batch = ? order by position")
                .param(batch)
                .query(String.class)
                .list();
        trail.record("check.upload", "check/" + batch, null, Map.of("files", names));
    }

    @Transactional
    void discard(long batch) {
        database.sql("delete from check_batch where id = ?").param(batch).update();
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A batch in one line of the list. */
    public record Summary(
            long id, String uploadedName, Instant at, int reports, int finished, int scoreChanging, int findings) {}

    List<Summary> list(Person person) {
        return database.sql("""
                        select b.id, b.uploaded_name, b.created_at, count(r.id),
                               count(r.id) filter (where r.state in ('DONE', 'CANCELLED')),
                               coalesce(sum((select count(*) from jsonb_array_elements(r.verdict -> 'findings') f
                                             where f ->> 'severity' = 'SCORE_CHANGING')), 0),
                               coalesce(sum(jsonb_array_length(r.verdict -> 'findings')), 0)
                        from check_batch b join check_report r on r.batch = b.id
                        where b.unit = any(?) or b.uploaded_by = ?
                        group by b.id order by b.id desc limit ?""")
                .params(reach(person), person.name(), MOST_BATCHES)
                .query((r, n) -> new Summary(
                        r.getLong(1),
                        r.getString(2),
                        r.getTimestamp(3).toInstant(),
                        r.getInt(4),
                        r.getInt(5),
                        r.getInt(6),
                        r.getInt(7)))
                .list();
    }

    /** Empty, too, when it is somebody else's. */
    Optional<CheckBatch> find(long id, Person person) {
        return database.sql("select uploaded_by, uploaded_name, framework, created_at from check_batch"
                        + " where id = ? and (unit = any(?) or uploaded_by = ?)")
                .params(id, reach(person), person.name())
                .query((r, n) -> new CheckBatch(
                        id,
                        r.getString(1),
                        r.getString(2),
                        Optional.ofNullable(r.getString(3)),
                        r.getTimestamp(4).toInstant(),
                        reports(id)))
                .optional();
    }

    /** One report of a batch that the person may see. */
    Optional<CheckedReport> report(long batch, long id, Person person) {
        return database.sql("select r.id, r.name, r.digest, r.state, r.verdict from check_report r"
                        + " join check_batch b on b.id = r.batch"
                        + " where b.id = ? and r.id = ? and (b.unit = any(?) or b.uploaded_by = ?)")
                .params(batch, id, reach(person), person.name())
                .query((r, n) -> report(r, batch, decisions("d.report = ?", id).getOrDefault(id, Map.of())))
                .optional();
    }

    private Long[] reach(Person person) {
        return SEE_ALL.contains(person.role()) ? scope.units().toArray(Long[]::new) : new Long[0];
    }

    private List<CheckedReport> reports(long batch) {
        Map<Long, Map<String, Decision>> decisions = decisions("r.batch = ?", batch);
        return database.sql(
                        "select id, name, digest, state, verdict from check_report where batch = ? order by position")
                .param(batch)
                .query((r, n) -> report(r, batch, decisions.getOrDefault(r.getLong(1), Map.of())))
                .list();
    }

    private static CheckedReport report(ResultSet r, long batch, Map<String, Decision> decisions) throws SQLException {
        return new CheckedReport(
                r.getLong(1),
                batch,
                r.getString(2),
                r.getString(3),
                CheckedReport.State.valueOf(r.getString(4)),
                Optional.ofNullable(r.getString(5)).map(StoredVerdict::read),
                decisions);
    }

    private Map<Long, Map<String, Decision>> decisions(String which, long id) {
        Map<Long, Map<String, Decision>> decisions = new HashMap<>();
        database.sql("select d.report, d.finding, d.kind, d.reason, d.decided_name, d.decided_at from check_decision d"
                        + " join check_report r on r.id = d.report where " + which)
                .param(id)
                .query((ResultSet r) -> {
                    decisions
                            .computeIfAbsent(r.getLong(1), report -> new HashMap<>())
                            .put(r.getString(2), decision(r));
                });
        return decisions;
    }

    private static Decision decision(ResultSet r) throws SQLException {
        return new Decision(
                Decision.Kind.valueOf(r.getString(3)),
                r.getString(4),
                r.getString(5),
                r.getTimestamp(6).toInstant());
    }

    byte[] content(long report) {
        return database.sql("select content from check_report where id = ?")
                .param(report)
                .query((r, n) -> r.getBytes(1))
                .single();
    }

    /** Takes a decision, or withdraws it when the kind is empty. */
    @Transactional
    void decide(CheckedReport report, String finding, Optional<Decision.Kind> kind, String reason, Person by) {
        Decision before = report.decisions().get(finding);
        database.sql("delete from check_decision where report = ? and finding = ?")
                .params(report.id(), finding)
                .update();
        kind.ifPresent(k -> database.sql("insert into check_decision (report, finding, kind, reason, decided_by,"
                        + " decided_name) values (?, ?, ?, ?, ?, ?)")
                .params(report.id(), finding, k.name(), reason, by.name(), by.displayName())
                .update());
        trail.record(
                "check." + kind.map(Decision.Kind::key).orElse("undecided"),
                "check/" + report.batch() + "/" + report.id() + "/" + finding,
                before == null ? null : Map.of("kind", before.kind().key(), "reason", before.reason()),
                kind.map(k -> Map.of("kind", k.key(), "reason", reason)).orElse(null));
    }

    /** Reports that have not been begun are left out; the one at hand is finished. */
    @Transactional
    void cancel(long batch) {
        int left = database.sql("update check_report set state = 'CANCELLED' where batch = ? and state = 'WAITING'")
                .param(batch)
                .update();
        if (left > 0) {
            trail.record("check.cancel", "check/" + batch, null, Map.of("reports", left));
        }
    }

    // ---- For the run in the background ----

    /** Batches that a stop of the program has left half done. */
    @Transactional
    List<Long> unfinished() {
        database.sql("update check_report set state = 'WAITING' where state = 'RUNNING'")
                .update();
        return database.sql("select distinct batch from check_report where state = 'WAITING' order by batch")
                .query(Long.class)
                .list();
    }

    record Task(long report, String name) {}

    List<Task> tasks(long batch) {
        return database.sql("select id, name from check_report where batch = ? order by position")
                .param(batch)
                .query((r, n) -> new Task(r.getLong(1), r.getString(2)))
                .list();
    }

    Optional<String> framework(long batch) {
        return database.sql("select framework from check_batch where id = ?")
                .param(batch)
                .query((r, n) -> Optional.ofNullable(r.getString(1)))
                .optional()
                .flatMap(f -> f);
    }

    boolean begin(long report) {
        return database.sql("update check_report set state = 'RUNNING' where id = ? and state = 'WAITING'")
                        .param(report)
                        .update()
                == 1;
    }

    void finish(long report, Verdict verdict) {
        database.sql("update check_report set state = 'DONE', verdict = ?::jsonb, checked_at = now(),"
                        // What cannot be read is of no use later, and may be harmful.
                        + " content = case when ? then content else '' end where id = ?")
                .params(StoredVerdict.write(verdict), verdict.isRead(), report)
                .update();
    }
}
