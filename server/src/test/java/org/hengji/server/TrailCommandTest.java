package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.frameworks.Packs;
import org.hengji.server.database.Database;
import org.hengji.server.database.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify-trail}, {@code prune-trail} and {@code recover} as they are run on the machine. */
class TrailCommandTest {

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @TempDir
    Path temp;

    @Test
    void theTrailIsVerifiedBesideARunningServerAndOnAFolderAtRest() throws Exception {
        Path folder = temp.resolve("data");
        try (ServerProcess server = ServerProcess.start(temp, "serve", "--data", folder.toString(), "--port", "0")) {
            String address = server.address();
            for (int i = 0; i < 3; i++) {
                signInWrongly(address);
            }
            // The frameworks published by the first start, three links for the first administrators, three failures.
            int entries = Packs.index().size() + 6;
            answer(0, "verify-trail", "--data", folder.toString())
                    .contains("留痕完整：" + entries + " 条", "whole: " + entries + " entries");
            answer(0, "verify-trail", "--json", "--data", folder.toString())
                    .startsWith("[{")
                    .contains("\"whole\":true", "\"entries\":" + entries, "\"brokenAt\":null", "\"errors\":[]");
            answer(0, "prune-trail", "--data", folder.toString(), "--keep", "180")
                    .contains("没有超过 180 天");
            try (Database database = EmbeddedPostgres.runningIn(folder).orElseThrow();
                    Connection connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("insert into account (name, display_name, role, password_hash)"
                        + " values ('chen', '陈明', 'SYSTEM_ADMINISTRATOR', 'x')");
            }
            String link = recovered(folder);
            assertThat(link).startsWith(address + "setup?token=");
            assertThat(ServerProcess.get(browser, link).body()).contains("陈明");
            answer(0, "verify-trail", "--data", folder.toString()).contains("留痕完整：" + (entries + 1) + " 条");

            try (Database database = EmbeddedPostgres.runningIn(folder).orElseThrow();
                    Connection connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("alter table trail disable trigger user");
                statement.execute("update trail set origin = '10.9.9.9' where seq = 2");
                statement.execute("alter table trail enable trigger user");
            }
            broken("verify-trail", "--data", folder.toString()).contains("第 2 条", "Entry 2 was changed");
        }
        broken("verify-trail", "--data", folder.toString()).contains("第 2 条");
        answer(1, "verify-trail", "--data", folder.toString(), "--json")
                .contains("\"whole\":false", "\"brokenAt\":2", "\"code\":\"trail.broken\"");
        broken("prune-trail", "--data", folder.toString(), "--keep", "200").contains("没有删除");
    }

    @Test
    void wrongUsageIsAnsweredWithWhatToDo() throws Exception {
        for (String[] wrong : new String[][] {
            {"verify-trail"},
            {"verify-trail", "--data", temp.resolve("none").toString()},
            {"verify-trail", "--data", "x", "--database", "postgresql://h/d"},
            {"prune-trail", "--data", temp.toString(), "--keep", "179"},
            {"prune-trail", "--data", temp.toString()},
            {"recover", "--data", temp.toString()},
            {"recover", "chen", "--data", temp.resolve("none").toString()}
        }) {
            try (ServerProcess process = ServerProcess.start(temp, wrong)) {
                assertThat(process.exitCode()).as(String.join(" ", wrong)).isEqualTo(2);
                assertThat(process.out()).isEmpty();
                assertThat(process.err()).doesNotContain("\tat ").containsPattern("\\p{IsHan}");
            }
        }
    }

    private String recovered(Path folder) throws Exception {
        try (ServerProcess process = ServerProcess.start(temp, "recover", "chen", "--data", folder.toString())) {
            assertThat(process.exitCode()).as(process.err()).isZero();
            return process.out().strip().replaceFirst("^recover: ", "");
        }
    }

    private org.assertj.core.api.AbstractStringAssert<?> answer(int code, String... arguments) throws Exception {
        try (ServerProcess process = ServerProcess.start(temp, arguments)) {
            assertThat(process.exitCode()).as(process.err()).isEqualTo(code);
            return assertThat(process.out());
        }
    }

    private org.assertj.core.api.AbstractStringAssert<?> broken(String... arguments) throws Exception {
        try (ServerProcess process = ServerProcess.start(temp, arguments)) {
            assertThat(process.exitCode()).as(process.err()).isEqualTo(1);
            assertThat(process.out()).isEmpty();
            return assertThat(process.err());
        }
    }

    private void signInWrongly(String address) throws Exception {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(ServerProcess.get(browser, address + "sign-in").body());
        assertThat(token.find()).isTrue();
        var answer = browser.send(
                HttpRequest.newBuilder(URI.create(address + "sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("name=nobody&password=wrong&_csrf="
                                + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
    }
}
