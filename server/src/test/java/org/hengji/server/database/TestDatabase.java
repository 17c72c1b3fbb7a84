package org.hengji.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;

/**
 * The database of this test run: our own embedded PostgreSQL, or, when the build runs the tests a second time, the
 * separate server that {@code HENGJI_TEST_DATABASE_URL} names. Tests do not see which.
 */
public final class TestDatabase {

    private static Database running;

    private TestDatabase() {}

    static boolean onServer() {
        return "server".equals(System.getProperty("hengji.test.database"));
    }

    static String serverUrl() {
        return System.getenv("HENGJI_TEST_DATABASE_URL");
    }

    /** Without any of our tables, as on the first day. */
    public static synchronized Database empty() {
        Database database = running();
        flyway(database).clean();
        return database;
    }

    /** With our tables and no rows but those of the migrations. */
    public static Database migrated() {
        Database database = empty();
        flyway(database).migrate();
        return database;
    }

    /** Folders of tests unpack PostgreSQL once for all of them. */
    public static Path sharedBinaries() {
        Path folder = Path.of("target/postgres").toAbsolutePath();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        System.setProperty("hengji.postgres", folder.toString());
        return folder;
    }

    private static Database running() {
        if (running == null) {
            if (onServer()) {
                running = ExternalPostgres.connect(serverUrl(), System.getenv());
            } else {
                sharedBinaries();
                Path place = Path.of("target/test-data");
                DataFolder folder = DataFolder.take(place, Mark.SERVE);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    postgres.close();
                    folder.close();
                }));
                running = postgres;
            }
        }
        return running;
    }

    private static Flyway flyway(Database database) {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .schemas(Database.SCHEMA)
                .cleanDisabled(false)
                .load();
    }
}
