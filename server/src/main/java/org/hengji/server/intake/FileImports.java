package org.hengji.server.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.documents.workbook.CellFinding;
import org.hengji.documents.workbook.ImportResult;
import org.hengji.scoring.Problem;
import org.hengji.server.access.Errand;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.intake.FileImport.State;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Imports on record. Each is its owner's, as long as the owner belongs to the same body. */
@Service
class FileImports {

    private static final int PIECE = 1 << 20;
    private static final String SELECT = select("findings");

    private final JdbcClient database;
    private final JsonMapper json;
    private final Trail trail;

    FileImports(JdbcClient database, JsonMapper json, Trail trail) {
        this.database = database;
        this.json = json;
        this.trail = trail;
    }

    private static String select(String findings) {
        return "select id, kind, destination, owner, owner_name, owner_role, coalesce(unit, 0), origin, request, name,"
                + " size, digest, state, rows, sound, errors, warnings, added, changed, same, " + findings
                + ", halted, path, sent_at, done_at from intake ";
    }

    /**
     * Keeps the file piece by piece and lines it up for its dry run. What the person sent before to the same place, and
     * what came to nothing, gives way to it.
     */
    @Transactional
    long send(String kind, Destination destination, Errand errand, String name, InputStream content)
            throws IOException {
        database.sql(SELECT + "where kind = ? and destination = ? and lower(owner) = lower(?) and coalesce(unit, 0) = ?"
                        + " and owner_role = ? and state in ('REFUSED', 'FAULTY', 'SAME') for update")
                .params(
                        kind,
                        destination.key(),
                        errand.person().name(),
                        errand.person().unit(),
                        errand.person().role().name())
                .query(this::row)
                .list()
                .forEach(this::discard);
        long id = enter(kind, destination, errand, name);
        MessageDigest digest = sha256();
        long size = 0;
        int number = 0;
        try (InputStream in = new DigestInputStream(content, digest)) {
            byte[] piece = new byte[PIECE];
            int length;
            while ((length = in.readNBytes(piece, 0, PIECE)) > 0) {
                database.sql("insert into intake_piece (intake, number, content) values (?, ?, ?)")
                        .params(id, number++, length == PIECE ? piece : Arrays.copyOf(piece, length))
                        .update();
                size += length;
            }
        }
        String hex = weigh(id, size, digest);
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("kind", kind);
        said.put("destination", destination.key());
        said.put("file", name);
        said.put("size", size);
        said.put("digest", hex);
        trail.record("intake.send", entity(id), null, said);
        return id;
    }

    /** Puts a file on record that is taken in within the same transaction, so that nothing of it need be kept. */
    FileImport enter(String kind, Destination destination, Errand errand, Path file) throws IOException {
        long id = enter(kind, destination, errand, FileImport.safe(file.toString()));
        MessageDigest digest = sha256();
        long size;
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            size = in.transferTo(OutputStream.nullOutputStream());
        }
        weigh(id, size, digest);
        return find(id).orElseThrow();
    }

    private long enter(String kind, Destination destination, Errand errand, String name) {
        return database.sql("insert into intake (kind, destination, unit, owner, owner_name, owner_role, origin,"
                        + " request, name, size, digest) values (?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?, 0, '')"
                        + " returning id")
                .params(
                        kind,
                        destination.key(),
                        errand.person().unit(),
                        errand.person().name(),
                        errand.person().displayName(),
                        errand.person().role().name(),
                        errand.origin(),
                        errand.request(),
                        name)
                .query(Long.class)
                .single();
    }

    private String weigh(long id, long size, MessageDigest digest) {
        String hex = HexFormat.of().formatHex(digest.digest());
        database.sql("update intake set size = ?, digest = ? where id = ?")
                .params(size, hex, id)
                .update();
        return hex;
    }

    static String entity(long id) {
        return "import/" + id;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The latest of the person's own. */
    List<FileImport> list(Person person) {
        return database.sql(
                        select("'[]'") + "where lower(owner) = lower(?) and coalesce(unit, 0) = ? and owner_role = ?"
                                + " order by id desc")
                .params(person.name(), person.unit(), person.role().name())
                .query(this::row)
                .list();
    }

    /** Empty, too, when it is somebody else's. */
    Optional<FileImport> find(long id, Person person) {
        return database.sql(SELECT + "where id = ? and lower(owner) = lower(?) and coalesce(unit, 0) = ?"
                        + " and owner_role = ?")
                .params(id, person.name(), person.unit(), person.role().name())
                .query(this::row)
                .optional();
    }

    /** For the run in the background. */
    Optional<FileImport> find(long id) {
        return database.sql(SELECT + "where id = ?").param(id).query(this::row).optional();
    }

    /** The last import of the very same file to the same place, whoever did it within the same body. */
    Optional<FileImport> twin(FileImport one) {
        return database.sql(SELECT + "where digest = ? and kind = ? and destination = ? and state = 'DONE' and id <> ?"
                        + " and coalesce(unit, 0) = ? order by done_at desc limit 1")
                .params(
                        one.digest(),
                        one.kind(),
                        one.destination(),
                        one.id(),
                        one.errand().person().unit())
                .query(this::row)
                .optional();
    }

    private FileImport row(ResultSet r, int n) throws SQLException {
        return new FileImport(
                r.getLong(1),
                r.getString(2),
                r.getString(3),
                new Errand(
                        new Person(r.getString(4), r.getString(5), Role.valueOf(r.getString(6)), r.getLong(7)),
                        r.getString(8),
                        r.getString(9)),
                r.getString(10),
                r.getLong(11),
                r.getString(12),
                State.valueOf(r.getString(13)),
                new ImportResult(
                        r.getString(2),
                        "",
                        r.getLong(14),
                        r.getLong(15),
                        r.getLong(16),
                        r.getLong(17),
                        findings(r.getString(21))),
                r.getLong(18),
                r.getLong(19),
                r.getLong(20),
                r.getString(22),
                r.getString(23),
                r.getTimestamp(24).toInstant(),
                Optional.ofNullable(r.getTimestamp(25)).map(Timestamp::toInstant));
    }

    /** Puts the file under its own name into a folder. */
    Path fetch(FileImport one, Path folder) throws IOException {
        Path file = folder.resolve(one.name());
        try (OutputStream out = Files.newOutputStream(file)) {
            int pieces = database.sql("select count(*) from intake_piece where intake = ?")
                    .param(one.id())
                    .query(Integer.class)
                    .single();
            for (int number = 0; number < pieces; number++) {
                out.write(database.sql("select content from intake_piece where intake = ? and number = ?")
                        .params(one.id(), number)
                        .query((r, n) -> r.getBytes(1))
                        .single());
            }
        }
        return file;
    }

    // ---- Steps ----

    /** From one state to another; false when it is in that state no longer. */
    boolean move(long id, State from, State to) {
        return database.sql("update intake set state = ?, halted = '' where id = ? and state = ?")
                        .params(to.name(), id, from.name())
                        .update()
                == 1;
    }

    /** Lines up what the dry run found sound; the act is that of the request at hand. False when it is not so any more. */
    @Transactional
    boolean begin(FileImport one, Errand errand) {
        return database.sql("update intake set state = 'QUEUED', halted = '', origin = ?, request = ? where id = ?"
                                + " and state = 'READY'")
                        .params(errand.origin(), errand.request(), one.id())
                        .update()
                == 1;
    }

    /** The reading is over, with what it found. */
    @Transactional
    void read(long id, Taken taken, State state) {
        ImportResult result = taken.result();
        database.sql(
                        "update intake set state = ?, rows = ?, sound = ?, errors = ?, warnings = ?, added = ?, changed = ?,"
                                + " same = ?, findings = ?::jsonb, path = ?, read_at = now(),"
                                + " halted = case when state = 'TAKING' and ? = 'FAULTY' then 'OVERTAKEN' else ''"
                                + " end, done_at = case when ? = 'DONE' then now() end where id = ?")
                .params(
                        state.name(),
                        result.rows(),
                        result.sound(),
                        result.errors(),
                        result.warnings(),
                        taken.added(),
                        taken.changed(),
                        taken.same(),
                        text(result.findings()),
                        taken.path(),
                        state.name(),
                        state.name(),
                        id)
                .update();
        if (!state.kept()) {
            drop(id);
        }
    }

    /** Part of the transaction of the import. */
    void done(FileImport one, Taken taken) {
        read(one.id(), taken, State.DONE);
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("kind", one.kind());
        said.put("destination", one.destination());
        said.put("file", one.name());
        said.put("digest", one.digest());
        said.put("rows", taken.result().rows());
        said.put("added", taken.added());
        said.put("changed", taken.changed());
        said.put("same", taken.same());
        trail.record("intake.import", entity(one.id()), null, said);
    }

    /** Nothing of it was taken. A dry run that is ended is over; an import that is ended may be begun again. */
    @Transactional
    void stopped(long id, boolean trial) {
        database.sql("update intake set state = ?, halted = 'STOPPED' where id = ?")
                .params((trial ? State.CANCELLED : State.READY).name(), id)
                .update();
        if (trial) {
            drop(id);
        }
        trail.record("intake.stop", entity(id), null, Map.of("trial", trial));
    }

    /** Gives up a file that was not imported. */
    @Transactional
    void discard(FileImport one) {
        database.sql("update intake set state = 'CANCELLED', findings = '[]' where id = ?")
                .param(one.id())
                .update();
        drop(one.id());
        trail.record("intake.discard", entity(one.id()), null, Map.of("file", one.name()));
    }

    private void drop(long id) {
        database.sql("delete from intake_piece where intake = ?").param(id).update();
    }

    /** What a stop of the program has left: dry runs begin anew, an import waits for the person to say so again. */
    @Transactional
    List<Long> unfinished() {
        database.sql("update intake set state = 'READY', halted = 'RESTARTED' where state in ('QUEUED', 'TAKING')")
                .update();
        database.sql("update intake set state = 'WAITING' where state = 'READING'")
                .update();
        return database.sql("select id from intake where state = 'WAITING' order by id")
                .query(Long.class)
                .list();
    }

    // ---- Findings as JSON ----

    record StoredFinding(
            CellFinding.Severity severity,
            String sheet,
            int row,
            int column,
            int line,
            String key,
            String value,
            String code,
            String zh,
            String en,
            String remedyZh,
            String remedyEn) {

        static StoredFinding of(CellFinding f) {
            return new StoredFinding(
                    f.severity(),
                    f.sheet(),
                    f.row(),
                    f.column(),
                    f.line(),
                    f.key(),
                    f.value(),
                    f.problem().code(),
                    f.problem().message().zh(),
                    f.problem().message().en(),
                    f.problem().remedy().zh(),
                    f.problem().remedy().en());
        }

        CellFinding finding() {
            return new CellFinding(
                    severity, sheet, row, column, line, key, value, Problem.of(code, "", zh, en, remedyZh, remedyEn));
        }
    }

    private String text(List<CellFinding> findings) {
        // PostgreSQL has no place for the character 0.
        return json.writeValueAsString(findings.stream().map(StoredFinding::of).toList())
                .replace("\\u0000", "");
    }

    private List<CellFinding> findings(String text) {
        return json.readValue(text, new TypeReference<List<StoredFinding>>() {}).stream()
                .map(StoredFinding::finding)
                .toList();
    }
}
