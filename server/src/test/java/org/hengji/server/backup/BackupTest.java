package org.hengji.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.hengji.Refusal;
import org.hengji.server.database.DataFolder;
import org.hengji.server.database.Database;
import org.hengji.server.database.DatabaseTest;
import org.hengji.server.database.EmbeddedPostgres;
import org.hengji.server.database.Mark;
import org.hengji.server.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DatabaseTest
class BackupTest {

    @TempDir
    private Path temp;

    @Test
    void goesThroughAFolderAndBackWithEqualDigests() throws Exception {
        Database database = filled();
        Path first = temp.resolve("first.zip");
        Backup.write(database, first);

        TestDatabase.sharedBinaries();
        Path folder = temp.resolve("数据 folder");
        try (Restore restore = Restore.open(first)) {
            assertThat(restore.into(folder)).contains("all digests equal");
        }
        assertThat(temp.resolve(".数据 folder.restoring")).doesNotExist();

        Path second = temp.resolve("second.zip");
        try (DataFolder held = DataFolder.take(folder, Mark.SERVE);
                Database restored = EmbeddedPostgres.start(held)) {
            Backup.write(restored, second);
            try (Connection connection = restored.connect();
                    var statement = connection.createStatement()) {
                // Sequences go on where they were.
                statement.execute(
                        "insert into account (name, display_name, role, password_hash) values ('b','b','FILLER','x')");
                var row = statement.executeQuery("select id from account where name = 'b'");
                row.next();
                assertThat(row.getLong(1)).isEqualTo(3);
            }
        }
        assertThat(tablesOf(second)).isEqualTo(tablesOf(first));

        TestDatabase.empty();
        try (Restore restore = Restore.open(second)) {
            restore.into(database);
        }
        Path third = temp.resolve("third.zip");
        Backup.write(database, third);
        assertThat(tablesOf(third)).isEqualTo(tablesOf(first));
    }

    @Test
    void neverFillsAPlaceThatHoldsSomething() throws Exception {
        Database database = filled();
        Path file = temp.resolve("backup.zip");
        Backup.write(database, file);
        assertThatThrownBy(() -> Backup.write(database, file)).isInstanceOf(Refusal.class);
        try (Restore restore = Restore.open(file)) {
            assertThatThrownBy(() -> restore.into(database))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("already holds data");
            Path folder = Files.createDirectory(temp.resolve("mine"));
            Files.writeString(folder.resolve("letter.txt"), "mine");
            assertThatThrownBy(() -> restore.into(folder)).isInstanceOf(Refusal.class);
            assertThat(folder.resolve("letter.txt")).hasContent("mine");
        }
    }

    @Test
    void aDamagedFileIsRefusedBeforeAnythingIsMade() throws Exception {
        Path file = temp.resolve("backup.zip");
        Backup.write(filled(), file);
        byte[] whole = Files.readAllBytes(file);

        for (int length : new int[] {0, 10, whole.length / 2, whole.length - 5}) {
            refused(java.util.Arrays.copyOf(whole, length));
        }
        refused("not a zip at all".getBytes(StandardCharsets.UTF_8));
        refused(rewritten(file, "tables/account.copy", text -> text.replace("Ann", "Bob")));
        refused(rewritten(file, "tables/account.copy", text -> text + text));
        refused(rewritten(file, "tables/account.copy", text -> null));
        refused(rewritten(file, "manifest.json", text -> "{\"format\": 1}"));
        refused(rewritten(file, "manifest.json", text -> "[".repeat(100_000)));
        refused(rewritten(file, "manifest.json", text -> text.replace("\"format\" : 1", "\"format\" : 99")));
    }

    @Test
    void aHostileFileLeavesNothingHalfRestored() throws Exception {
        Path file = temp.resolve("backup.zip");
        Database database = filled();
        Backup.write(database, file);
        TestDatabase.empty();
        for (byte[] hostile : new byte[][] {
            rewritten(
                    file,
                    "manifest.json",
                    text -> text.replace("\"display_name\"", "\"display_name; drop table account\"")),
            rewritten(
                    file,
                    "manifest.json",
                    text -> text.replaceAll("\"schemaVersion\" : \"[^\"]+\"", "\"schemaVersion\" : \"9999\"")),
            rewritten(
                    file, "manifest.json", text -> text.replace("\"name\" : \"account\"", "\"name\" : \"../account\"")),
            rewritten(file, "manifest.json", text -> text.replace("account_id_seq", "no_such_seq"))
        }) {
            Path copy = temp.resolve("hostile.zip");
            Files.write(copy, hostile);
            assertThatThrownBy(() -> {
                        try (Restore restore = Restore.open(copy)) {
                            restore.into(database);
                        }
                    })
                    .isInstanceOf(Refusal.class);
            try (Connection connection = database.connect();
                    var row = connection
                            .createStatement()
                            .executeQuery("select count(*) from pg_tables where schemaname = 'hengji'")) {
                row.next();
                assertThat(row.getLong(1)).isZero();
            }
        }
    }

    private void refused(byte[] content) throws IOException {
        Path copy = temp.resolve("damaged.zip");
        Files.write(copy, content);
        assertThatThrownBy(() -> Restore.open(copy)).isInstanceOf(Refusal.class);
    }

    private static Database filled() throws Exception {
        Database database = TestDatabase.migrated();
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("insert into installation (mark) values ('serve')");
            statement.execute("insert into account (name, display_name, role, password_hash) values"
                    + " ('Ann', '安 \\ tab\t line\n 𠮷', 'FILLER', 'x'), ('c', '', 'EXPERT', '\\N')");
            statement.execute(
                    "insert into trail values (1, now(), 'a', 'b', 'c', 'd', 'e', null, '{\"n\": 1.50}', '0', '1')");
        }
        return database;
    }

    private static Object tablesOf(Path backup) throws IOException {
        try (ZipFile zip = new ZipFile(backup.toFile());
                var in = zip.getInputStream(zip.getEntry(Manifest.NAME))) {
            return Manifest.read(in).tables();
        }
    }

    private static byte[] rewritten(Path file, String name, java.util.function.UnaryOperator<String> change)
            throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (ZipFile zip = new ZipFile(file.toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : zip.stream().toList()) {
                String text = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                String changed = entry.getName().equals(name) ? change.apply(text) : text;
                if (changed != null) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    out.write(changed.getBytes(StandardCharsets.UTF_8));
                    out.closeEntry();
                }
            }
        }
        return bytes.toByteArray();
    }
}
