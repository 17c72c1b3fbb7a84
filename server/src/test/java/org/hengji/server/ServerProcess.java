package org.hengji.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hengji.server.database.TestDatabase;

/** The program as a user starts it: another Java, its stdout, its exit code. */
final class ServerProcess implements AutoCloseable {

    private static int count;

    private final Process process;
    private final Path out;
    private final Path err;

    private ServerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static ServerProcess start(Path temp, String... arguments) throws IOException {
        return start(temp, Map.of(), arguments);
    }

    /** @param environment beside what the tests have */
    static ServerProcess start(Path temp, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dhengji.postgres=" + TestDatabase.sharedBinaries(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.hengji.Main"));
        command.addAll(List.of(arguments));
        int number = ++count;
        Path out = temp.resolve("out-" + number);
        Path err = temp.resolve("err-" + number);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), out, err);
    }

    /** Waits for the one line on stdout that says where it answers. */
    String address() throws Exception {
        for (int i = 0; i < 3600; i++) {
            List<String> lines = Files.readAllLines(out);
            if (!lines.isEmpty() && Files.readString(out).endsWith("\n")) {
                return lines.get(0);
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("ended with " + process.exitValue() + ": " + err());
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("no address after three minutes: " + err());
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running");
        }
        return process.exitValue();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill -9} or a power cut for this process alone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("did not stop");
        }
    }

    static HttpResponse<String> get(HttpClient client, String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            stop();
        }
    }
}
