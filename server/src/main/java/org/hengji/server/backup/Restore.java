package org.hengji.server.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.hengji.Refusal;
import org.hengji.server.database.DataFolder;
import org.hengji.server.database.Database;
import org.hengji.server.database.EmbeddedPostgres;
import org.hengji.server.database.Mark;
import org.postgresql.PGConnection;

/**
 * Brings a backup into an empty place: all of it, proved by its digests, or nothing.
 *
 * <p>The file is read through and checked before anything is made; then it is loaded beside the target (a folder) or in
 * one transaction (a server), read back, compared, and only then kept.
 */
public final class Restore implements AutoCloseable {

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private Restore(Path file, ZipFile zip, Manifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    /** Opens a backup and checks every byte of it. */
    public static Restore open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Refusal("找不到备份文件 " + file + "。", "There is no backup file " + file + ".");
        }
        ZipFile zip = null;
        try {
            zip = new ZipFile(file.toFile());
            ZipEntry entry = zip.getEntry(Manifest.NAME);
            if (entry == null) {
                throw new IOException("no " + Manifest.NAME);
            }
            Manifest manifest;
            try (InputStream in = zip.getInputStream(entry)) {
                manifest = Manifest.read(in);
            }
            Restore restore = new Restore(file, zip, manifest);
            for (Manifest.Table table : manifest.tables()) {
                restore.check(table);
            }
            return restore;
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            closeQuietly(zip);
            throw damaged(file, e);
        } catch (RuntimeException e) {
            closeQuietly(zip);
            throw e;
        }
    }

    /** Makes a data folder out of the backup. */
    public String into(Path place) {
        Path target = place.toAbsolutePath().normalize();
        if (DataFolder.exists(target)) {
            throw new Refusal(
                    target + " 里已有衡绩的数据，没有覆盖它。请恢复到一个新的文件夹。",
                    target + " already holds data of Hengji and was left alone. Restore into a new folder.");
        }
        DataFolder.mustBeEmpty(target);
        Path beside = target.resolveSibling("." + target.getFileName() + ".restoring");
        try {
            discard(beside);
            try (DataFolder folder = DataFolder.take(beside, Mark.of(manifest.mark()));
                    Database database = EmbeddedPostgres.start(folder)) {
                load(database);
            }
            DataFolder.clear(target);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            return done(target.toString());
        } catch (IOException e) {
            throw new Refusal(
                    "恢复没有完成（" + e.getMessage() + "），" + target + " 没有改动。",
                    "The restore was not completed (" + e.getMessage() + "); " + target + " was not changed.",
                    e);
        } finally {
            discard(beside);
        }
    }

    /** Fills an empty database of a server. */
    public String into(Database database) {
        load(database);
        return done("database");
    }

    @Override
    public void close() {
        closeQuietly(zip);
    }

    private String done(String where) {
        return file + " -> " + where + ": " + manifest.tables().size() + " tables, " + manifest.rows()
                + " rows, all digests equal";
    }

    private void load(Database database) {
        Flyway flyway = migrations(database);
        try {
            mustBeEmpty(database);
            // What is there now can only be the empty tables of a restore that was killed.
            flyway.clean();
            flyway.migrate();
            try (Connection connection = database.connect()) {
                load(connection);
            } catch (SQLException | IOException | RuntimeException e) {
                flyway.clean();
                throw e;
            }
        } catch (SQLException | FlywayException e) {
            throw new Refusal(
                    "数据库没有接受这个备份：" + e.getMessage() + "。没有留下任何恢复了一半的内容。",
                    "The database did not take this backup: " + e.getMessage() + ". Nothing half restored was left.",
                    e);
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    /** The migrations up to the version that the backup was made with; the next start brings the rest. */
    private Flyway migrations(Database database) {
        try {
            Flyway flyway = Flyway.configure(Restore.class.getClassLoader())
                    .dataSource(database.url(), database.user(), database.password())
                    .schemas(Database.SCHEMA)
                    .createSchemas(true)
                    .cleanDisabled(false)
                    .target(MigrationVersion.fromVersion(manifest.schemaVersion()))
                    .load();
            flyway.info();
            return flyway;
        } catch (FlywayException e) {
            throw new Refusal(
                    "本程序没有结构 " + manifest.schemaVersion() + "：备份来自更新的版本，或数据库连接不上（" + e.getMessage() + "）。请先升级程序再恢复。",
                    "This program does not know schema " + manifest.schemaVersion()
                            + ": the backup comes from a newer version, or the database does not answer ("
                            + e.getMessage()
                            + "). Upgrade the program first.",
                    e);
        }
    }

    private void load(Connection connection) throws SQLException, IOException {
        Tables.spellPlainly(connection);
        connection.setAutoCommit(false);
        Map<String, List<String>> tables = Tables.inOrderOfDependence(connection);
        mustFit(tables);
        try (var statement = connection.createStatement()) {
            for (String table : tables.keySet()) {
                statement.execute("alter table " + Tables.qualified(table) + " disable trigger user");
            }
            // Migrations may have put rows in; the backup has its own.
            statement.execute("truncate "
                    + String.join(
                            ", ",
                            tables.keySet().stream().map(Tables::qualified).toList()));
            for (String name : tables.keySet()) {
                Manifest.Table table = table(name);
                try (InputStream in = rows(table)) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(
                                    "copy " + Tables.qualified(name) + " (" + Tables.list(table.columns())
                                            + ") from stdin",
                                    in);
                }
            }
            for (String table : tables.keySet()) {
                statement.execute("alter table " + Tables.qualified(table) + " enable trigger user");
            }
        }
        for (Manifest.Sequence sequence : manifest.sequences()) {
            try (var statement = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
                statement.setString(1, Tables.qualified(sequence.name()));
                statement.setLong(2, sequence.value());
                statement.setBoolean(3, sequence.called());
                statement.execute();
            }
        }
        for (String name : tables.keySet()) {
            Manifest.Table table = table(name);
            Manifest.Table arrived = Tables.copyOut(connection, name, table.columns(), OutputStream.nullOutputStream());
            if (!arrived.equals(table)) {
                throw new IOException("table " + name + " reads back as " + arrived + ", expected " + table);
            }
        }
        connection.commit();
    }

    /** The backup must have exactly the tables and columns that its schema version has: no more, no less. */
    private void mustFit(Map<String, List<String>> tables) throws IOException {
        for (Manifest.Table table : manifest.tables()) {
            List<String> columns = tables.get(table.name());
            if (columns == null || !columns.equals(table.columns())) {
                throw new IOException(
                        "table " + table.name() + " does not belong to schema " + manifest.schemaVersion());
            }
        }
        if (manifest.tables().size() != tables.size()) {
            throw new IOException("tables are missing");
        }
    }

    private static void mustBeEmpty(Database database) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("select to_regclass('" + Tables.qualified("installation")
                    + "') is not null, exists (select from pg_tables where schemaname = '" + Database.SCHEMA
                    + "' and tablename <> 'flyway_schema_history')")) {
                row.next();
                if (!row.getBoolean(1) && !row.getBoolean(2)) {
                    return;
                }
                boolean ours = row.getBoolean(1);
                if (ours) {
                    try (ResultSet installation =
                            statement.executeQuery("select from " + Tables.qualified("installation"))) {
                        if (!installation.next()) {
                            return;
                        }
                    }
                }
            }
        }
        throw new Refusal(
                "这个数据库里已有数据，没有覆盖它。请恢复到一个新建的数据库。",
                "This database already holds data and was left alone. Restore into a newly created database.");
    }

    private void check(Manifest.Table table) throws IOException {
        long lines = 0;
        try (InputStream in = rows(table)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') { // a line feed inside a value is written as backslash n
                        lines++;
                    }
                }
            }
        }
        if (lines != table.rows()) {
            throw new IOException("table " + table.name() + ": " + lines + " rows, expected " + table.rows());
        }
    }

    /** The rows of a table, refused as soon as they are not the announced ones. */
    private InputStream rows(Manifest.Table table) throws IOException {
        ZipEntry entry = zip.getEntry(table.entry());
        if (entry == null) {
            throw new IOException("no " + table.entry());
        }
        MessageDigest digest = Tables.sha256();
        return new FilterInputStream(new DigestInputStream(zip.getInputStream(entry), digest)) {
            private long bytes;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                bytes += Math.max(read, 0);
                boolean ended = read < 0;
                if (bytes > table.bytes()
                        || (ended
                                && !(bytes == table.bytes()
                                        && HexFormat.of()
                                                .formatHex(digest.digest())
                                                .equals(table.sha256())))) {
                    throw new IOException("table " + table.name() + " does not match its digest");
                }
                return read;
            }
        };
    }

    private Manifest.Table table(String name) {
        return manifest.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void discard(Path beside) {
        if (DataFolder.exists(beside)) {
            DataFolder folder = DataFolder.hold(beside)
                    .orElseThrow(() -> new Refusal("另一个恢复正在进行：" + beside, "Another restore is under way: " + beside));
            EmbeddedPostgres.discard(folder);
        }
        DataFolder.clear(beside);
    }

    private static Refusal damaged(Path file, Exception cause) {
        return new Refusal(
                file + " 不是完整的衡绩备份（" + cause.getMessage() + "）。文件可能没有传完或已损坏，请换一份备份。没有恢复任何内容。",
                file + " is no whole backup of Hengji (" + cause.getMessage()
                        + "). It may be cut short or damaged; take another copy. Nothing was restored.",
                cause);
    }

    private static void closeQuietly(ZipFile zip) {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
