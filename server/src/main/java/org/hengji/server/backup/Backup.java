package org.hengji.server.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hengji.Refusal;
import org.hengji.server.database.Database;

/** One consistent moment of the whole database as one file; people may go on working meanwhile. */
public final class Backup {

    private Backup() {}

    /** What was written, in a line for stdout. */
    public static String write(Database database, Path out) {
        if (Files.exists(out)) {
            throw new Refusal(
                    out + " 已存在，没有覆盖它。请换一个文件名。", out + " exists and was not overwritten. Choose another name.");
        }
        Path unfinished = out.resolveSibling(out.getFileName() + ".unfinished");
        try (Connection connection = database.connect()) {
            Files.deleteIfExists(unfinished);
            Manifest manifest = write(connection, unfinished);
            try {
                Files.move(unfinished, out, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(unfinished, out);
            }
            return out + ": " + manifest.tables().size() + " tables, " + manifest.rows() + " rows, schema "
                    + manifest.schemaVersion() + ", " + manifest.mark();
        } catch (SQLException e) {
            throw new Refusal(
                    "读取数据库没有完成：" + e.getMessage() + "。没有写出备份，数据没有改动。",
                    "Reading the database was not completed: " + e.getMessage()
                            + ". No backup was written; no data was changed.",
                    e);
        } catch (IOException e) {
            throw new Refusal(
                    "写不了 " + out + "（" + reason(e) + "）。请检查文件夹、权限和磁盘空间。没有留下不完整的备份。",
                    "Cannot write " + out + " (" + reason(e)
                            + "). Check folder, permissions and space. No half backup was left behind.",
                    e);
        } finally {
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException leftOver) {
                System.err.println(unfinished + ": " + leftOver.getMessage());
            }
        }
    }

    private static Manifest write(Connection connection, Path file) throws SQLException, IOException {
        Tables.spellPlainly(connection);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        String mark = one(connection, "select mark from installation");
        String version = one(
                connection,
                "select version from flyway_schema_history where success and version is not null"
                        + " order by installed_rank desc limit 1");
        if (mark == null || version == null) {
            throw new Refusal(
                    "这个数据库里没有衡绩的数据。请检查 --database 或 --data 后面的地址。",
                    "This database holds no data of Hengji. Check the address after --database or --data.");
        }
        Files.createFile(file);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        try (ZipOutputStream zip =
                new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.SYNC)))) {
            List<Manifest.Table> tables = new ArrayList<>();
            for (var table : Tables.inOrderOfDependence(connection).entrySet()) {
                zip.putNextEntry(new ZipEntry("tables/" + table.getKey() + ".copy"));
                tables.add(Tables.copyOut(connection, table.getKey(), table.getValue(), zip));
                zip.closeEntry();
            }
            Manifest manifest = new Manifest(
                    Manifest.FORMAT, version, mark, Instant.now().toString(), tables, sequences(connection));
            zip.putNextEntry(new ZipEntry(Manifest.NAME));
            zip.write(manifest.toJson());
            zip.closeEntry();
            connection.rollback();
            return manifest;
        }
    }

    private static List<Manifest.Sequence> sequences(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select sequencename from pg_sequences where schemaname = '"
                        + Database.SCHEMA + "' order by 1")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        List<Manifest.Sequence> sequences = new ArrayList<>();
        for (String name : names) {
            try (var statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("select last_value, is_called from " + Tables.qualified(name))) {
                row.next();
                sequences.add(new Manifest.Sequence(name, row.getLong(1), row.getBoolean(2)));
            }
        }
        return sequences;
    }

    /** The one value, or null when there is no row or no such table. */
    private static String one(Connection connection, String sql) throws SQLException {
        var before = connection.setSavepoint();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            if ("42P01".equals(e.getSQLState())) { // undefined table
                connection.rollback(before);
                return null;
            }
            throw e;
        }
    }

    private static String reason(IOException e) {
        return e instanceof FileAlreadyExistsException ? "exists" : e.getMessage();
    }
}
