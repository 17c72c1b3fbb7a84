package org.hengji.server.database;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hengji.Refusal;

/**
 * A PostgreSQL of our own inside a data folder: loopback only, a random password, a free port, stopped with us.
 *
 * <p>The application signs in as a plain role, never as the superuser, so that what works here also works on a
 * database that a careful administrator lends us.
 */
public final class EmbeddedPostgres implements Database {

    private static final String ROLE = "hengji";

    private final DataFolder folder;
    private final Path cluster;
    private final Path binaries;
    private final String secret;
    private int port;
    private boolean running;

    private EmbeddedPostgres(DataFolder folder) throws IOException {
        this.folder = folder;
        this.cluster = folder.path().resolve("database");
        String shared = System.getProperty("hengji.postgres", "");
        this.binaries = PostgresBinaries.unpackedIn(shared.isEmpty() ? folder.path() : Path.of(shared));
        this.secret = folder.secret();
    }

    /** Brings the folder's PostgreSQL up, also after a run that was killed; makes it on first need. */
    public static EmbeddedPostgres start(DataFolder folder) {
        try {
            Files.createDirectories(folder.logs());
            EmbeddedPostgres postgres = new EmbeddedPostgres(folder);
            postgres.stopOrphan();
            postgres.createOnFirstStart();
            postgres.launch();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The PostgreSQL of a folder that another process holds, if it is up. Closing it leaves the server alone. */
    public static Optional<Database> runningIn(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("database/postmaster.pid"));
            return Optional.of(
                    new Address(url(Integer.parseInt(lines.get(3).strip())), ROLE, DataFolder.secretOf(folder)));
        } catch (IOException | RuntimeException notUp) {
            return Optional.empty();
        }
    }

    /** Stops what may still run in a folder that is about to be thrown away, and lets the folder go. */
    public static void discard(DataFolder folder) {
        try (folder) {
            new EmbeddedPostgres(folder).stopOrphan();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String url() {
        return url(port);
    }

    @Override
    public String user() {
        return ROLE;
    }

    @Override
    public String password() {
        return secret;
    }

    /** Stops at once but cleanly: open transactions are rolled back, everything committed is on disk. */
    @Override
    public synchronized void close() {
        if (running) {
            running = false;
            run("stop", "pg_ctl", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "60", "stop");
        }
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + ROLE + "?currentSchema=" + SCHEMA
                + "&ApplicationName=hengji";
    }

    /**
     * We hold the folder's lock, so a server that still runs on it has lost its master. It is stopped, not adopted:
     * it may be of an older version, or half way through its own shutdown.
     */
    private void stopOrphan() throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        if (ProcessHandle.of(pid).filter(this::isOurs).isPresent()) {
            run("stop-orphan", "pg_ctl", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "60", "stop");
        } else {
            // After a reboot the number may belong to anybody; PostgreSQL itself would refuse to start beside it.
            Files.delete(pidFile);
        }
    }

    private boolean isOurs(ProcessHandle process) {
        Path workingDirectory = Path.of("/proc", String.valueOf(process.pid()), "cwd");
        try {
            return Files.isSameFile(workingDirectory.toRealPath(), cluster);
        } catch (IOException noProcFileSystem) {
            return process.info()
                    .command()
                    .filter(command -> command.startsWith(binaries.toString()))
                    .isPresent();
        }
    }

    private void createOnFirstStart() throws IOException {
        if (Files.isDirectory(cluster)) {
            return;
        }
        PostgresUser.mustBeAble();
        Path unfinished = folder.path().resolve("database.unfinished");
        PostgresBinaries.deleteAll(unfinished);
        run(
                "initdb",
                "initdb",
                "-D",
                unfinished.toString(),
                "-U",
                "postgres",
                "--pwfile=" + folder.path().resolve("secret"),
                "-A",
                "scram-sha-256",
                "-E",
                "UTF8",
                // Order by code point; a page that wants pinyin order asks for the ICU collation by name.
                "--locale=C",
                "--no-instructions");
        Files.writeString(
                unfinished.resolve("postgresql.conf"), "\ninclude 'hengji.conf'\n", StandardOpenOption.APPEND);
        writeSettings(unfinished);
        // The single-user mode needs no port and no password; it reads one statement a line.
        Path statements = Files.writeString(
                unfinished.resolve("create.sql"),
                "create role " + ROLE + " login password '" + secret + "'\ncreate database " + ROLE + " owner " + ROLE
                        + "\n");
        run(statements.toFile(), "create", "postgres", "--single", "-D", unfinished.toString(), "postgres");
        Files.delete(statements);
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void launch() throws IOException {
        Path portFile = folder.path().resolve("port");
        int stored = Files.exists(portFile)
                ? Integer.parseInt(Files.readString(portFile).strip())
                : 0;
        for (int attempt = 1; ; attempt++) {
            port = freePort(attempt == 1 ? stored : 0);
            Files.writeString(portFile, port + "\n");
            writeSettings(cluster);
            try {
                run(
                        "start",
                        "pg_ctl",
                        "-D",
                        cluster.toString(),
                        "-l",
                        folder.logs().resolve("postgres.log").toString(),
                        "-w",
                        "-t",
                        "120",
                        "start");
                running = true;
                return;
            } catch (Refusal refusal) {
                // Someone may have taken the port between our look and the start, or the last workers of a killed
                // server are still letting go of their memory.
                if (attempt == 4) {
                    throw refusal;
                }
                pause();
            }
        }
    }

    private void writeSettings(Path target) throws IOException {
        Files.writeString(target.resolve("hengji.conf"), """
                # Written at every start.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                password_encryption = scram-sha-256
                max_connections = 40
                shared_buffers = 64MB
                timezone = 'UTC'
                log_timezone = 'UTC'
                """.formatted(port == 0 ? 5432 : port));
    }

    private static int freePort(int wish) throws IOException {
        try (ServerSocket socket = new ServerSocket(wish, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            if (wish == 0) {
                throw taken;
            }
            return freePort(0);
        }
    }

    private void run(String step, String program, String... arguments) {
        run(null, step, program, arguments);
    }

    private void run(File input, String step, String program, String... arguments) {
        List<String> command = new ArrayList<>(PostgresUser.prefix());
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        File output = folder.logs().resolve("postgres-" + step + ".log").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        if (input != null) {
            builder.redirectInput(input);
        }
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("LC_ALL", "C");
        try {
            Process process = builder.start();
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            if (process.waitFor() != 0) {
                throw new Refusal(
                        "数据库没有完成“" + step + "”。原因见 " + output + " 和同一文件夹里的 postgres.log。数据仍在 " + cluster + "。",
                        "PostgreSQL did not complete \"" + step + "\". See " + output
                                + " and postgres.log beside it. The data is still in " + cluster + ".");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during " + step, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
