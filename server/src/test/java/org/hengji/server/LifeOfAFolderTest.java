package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractStringAssert;
import org.hengji.server.database.Database;
import org.hengji.server.database.EmbeddedPostgres;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes on real folders: what a user and an administrator can do to them. */
class LifeOfAFolderTest {

    @TempDir
    private Path temp;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Test
    void aDemonstrationLivesThroughRefusalsAKillAndARestart() throws Exception {
        String folder = temp.resolve("demo data").toString();
        String port;
        try (ServerProcess server = ServerProcess.start(temp, "demo", "--data", folder, "--port", "0")) {
            String address = server.address();
            assertThat(address).matches("http://127\\.0\\.0\\.1:\\d+/");
            port = String.valueOf(URI.create(address).getPort());
            assertThat(ServerProcess.get(browser, address + "actuator/health").statusCode())
                    .isEqualTo(200);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(folder, "secret"))))
                    .isEqualTo("rw-------");
            signIn(address);

            // An upload beyond the limit is named as such, in our words, with nothing of the machinery.
            var upload = browser.send(
                    HttpRequest.newBuilder(URI.create(address + "sign-in"))
                            .header("Content-Type", "multipart/form-data; boundary=x")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[261 << 20]))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(upload.statusCode()).isEqualTo(413);
            assertThat(upload.body()).contains("上传的文件太大").doesNotContain("Exception", "Tomcat");

            // A second start on the folder, with the holder named; and on the port.
            refused("demo", "--data", folder, "--port", "0").contains("pid " + server.pid(), folder, address);
            refused("demo", "--data", temp.resolve("other").toString(), "--port", port)
                    .contains("--port");
            assertThat(temp.resolve("other")).doesNotExist();

            // A backup while it runs.
            try (ServerProcess backup = ServerProcess.start(
                    temp,
                    "backup",
                    "--data",
                    folder,
                    "--out",
                    temp.resolve("running.zip").toString())) {
                assertThat(backup.exitCode()).as(backup.err()).isZero();
                assertThat(backup.out()).contains("tables").hasLineCount(1);
            }
            assertThat(server.out()).hasLineCount(1);
            server.kill();
        }
        long orphan = postmaster(folder);
        assertThat(ProcessHandle.of(orphan))
                .as("PostgreSQL outlives a killed server")
                .isPresent();

        refused("serve", "--data", folder, "--port", "0").contains("demonstration");
        try (ServerProcess again = ServerProcess.start(temp, "demo", "--data", folder, "--port", port)) {
            String address = again.address();
            assertThat(ProcessHandle.of(orphan)).as("the orphan is stopped").isEmpty();
            var home = ServerProcess.get(browser, address);
            assertThat(home.statusCode()).isEqualTo(200);
            assertThat(home.body()).as("the session is still there").contains("hj-person");
            long postgres = postmaster(folder);
            again.stop();
            if (ProcessHandle.of(postgres).isPresent()) { // drawing its last breath
                ProcessHandle.of(postgres).get().onExit().get(10, TimeUnit.SECONDS);
            }
            assertThat(Path.of(folder, "database", "postmaster.pid")).doesNotExist();
        }

        // And a backup of the stopped folder, brought back into a new one.
        try (ServerProcess backup = ServerProcess.start(
                temp,
                "backup",
                "--data",
                folder,
                "--out",
                temp.resolve("stopped.zip").toString())) {
            assertThat(backup.exitCode()).as(backup.err()).isZero();
        }
        String restored = temp.resolve("restored").toString();
        try (ServerProcess restore =
                ServerProcess.start(temp, "restore", temp.resolve("stopped.zip").toString(), "--data", restored)) {
            assertThat(restore.exitCode()).as(restore.err()).isZero();
            assertThat(restore.out()).contains("all digests equal").hasLineCount(1);
        }
        refused("serve", "--data", restored, "--port", "0").contains("demonstration");
    }

    @Test
    @DisplayName("D5.1 a server that has just been started has no account, only links to make the first")
    void aRealServerPrintsItsSetupLinkAndRefusesTheDemonstration() throws Exception {
        String folder = temp.resolve("data").toString();
        try (ServerProcess server = ServerProcess.start(temp, "serve", "--data", folder, "--port", "0")) {
            String address = server.address();
            assertThat(server.out().lines().skip(1))
                    .extracting(line -> line.replaceAll("token=.*", "token="))
                    .containsExactly(
                            "setup: " + address + "setup?token=",
                            "setup-security: " + address + "setup?token=",
                            "setup-audit: " + address + "setup?token=");
            assertThat(accounts(folder)).as("accounts that nobody made").isZero();
        }
        refused("demo", "--data", folder, "--port", "0").contains("real data");
    }

    private static long accounts(String folder) throws Exception {
        try (Database database = EmbeddedPostgres.runningIn(Path.of(folder)).orElseThrow();
                Connection connection = database.connect();
                var statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from account")) {
            count.next();
            return count.getLong(1);
        }
    }

    @Test
    void wrongUsageIsAnsweredWithWhatToDo() throws Exception {
        Files.writeString(Files.createDirectory(temp.resolve("mine")).resolve("letter.txt"), "mine");
        refused("serve", "--data", temp.resolve("mine").toString()).contains("other files");
        refused("serve", "--data", "x", "--database", "postgresql://h/d").contains("not both");
        refused("serve", "--database", "mysql://h/d").contains("postgresql://");
        refused("serve", "--dta", "x").contains("--dta");
        refused("serve", "--port", "99999").contains("99999");
        refused("backup", "--data", temp.resolve("mine").toString(), "--out", "x")
                .contains("no data folder");
        refused("restore", temp.resolve("absent.zip").toString(), "--data", "x").contains("absent.zip");
        refused("nonsense").contains("nonsense", "Usage");
        refused().contains("Usage");
    }

    private AbstractStringAssert<?> refused(String... arguments) throws Exception {
        try (ServerProcess process = ServerProcess.start(temp, arguments)) {
            assertThat(process.exitCode()).as(process.err()).isEqualTo(2);
            assertThat(process.out()).isEmpty();
            return assertThat(process.err()).doesNotContain("\tat ").containsPattern("\\p{IsHan}");
        }
    }

    private void signIn(String address) throws Exception {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(ServerProcess.get(browser, address + "sign-in").body());
        assertThat(token.find()).isTrue();
        var answer = browser.send(
                HttpRequest.newBuilder(URI.create(address + "sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "role=FILLER&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(302);
    }

    private static long postmaster(String folder) throws Exception {
        return Long.parseLong(Files.readAllLines(Path.of(folder, "database", "postmaster.pid"))
                .get(0)
                .strip());
    }
}
