package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser is told, by the program as it runs. */
class BrowserDefenceTest {

    private static final Pattern INLINE =
            Pattern.compile("<script(?![^>]*\\bsrc=)|<style|\\son[a-z]+=\"|\\sstyle=\"|javascript:");

    @TempDir
    Path temp;

    @Test
    @DisplayName("D5.29 and the cookie of D5.11")
    void formsFramesTypesScriptsAndTheCookieAreGuarded() throws Exception {
        try (ServerProcess server =
                ServerProcess.start(temp, "demo", "--data", temp.resolve("data").toString(), "--port", "0")) {
            String address = server.address();
            HttpClient browser =
                    HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            HttpResponse<String> page = ServerProcess.get(browser, address + "sign-in");
            assertThat(header(page, "Set-Cookie"))
                    .startsWith("hengji-session=")
                    .contains("HttpOnly", "SameSite=Lax", "Path=/")
                    .as("over http on loopback there is nothing to secure it with")
                    .doesNotContain("Secure");
            String token = page.body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
            post(browser, address + "sign-in", "role=FILLER&_csrf=" + token);

            for (String path : List.of("", "sign-in", "evaluations", "checks", "no-such-page", "frameworks")) {
                HttpResponse<String> answer = ServerProcess.get(browser, address + path);
                assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
                assertThat(header(answer, "Cache-Control")).as(path).contains("no-store");
                assertThat(header(answer, "Content-Security-Policy"))
                        .contains(
                                "default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'")
                        .doesNotContain("unsafe");
                assertThat(INLINE.matcher(answer.body()).find())
                        .as("inline code at /" + path)
                        .isFalse();
            }
            for (String form : List.of("sign-in", "sign-out", "checks")) {
                assertThat(post(browser, address + form, "role=EXPERT").statusCode())
                        .as("a form of another site at " + form)
                        .isEqualTo(403);
                assertThat(post(browser, address + form, "role=EXPERT&_csrf=invented")
                                .statusCode())
                        .isEqualTo(403);
            }
            assertThat(ServerProcess.get(browser, address).statusCode())
                    .as("still signed in")
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("D5.11 behind a proxy that speaks https the cookie is for https only")
    void behindAProxyTheCookieIsSecure() throws Exception {
        try (ServerProcess server = ServerProcess.start(
                temp,
                Map.of("HENGJI_FORWARDED", "native"),
                "demo",
                "--data",
                temp.resolve("data").toString(),
                "--port",
                "0")) {
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.address() + "sign-in"))
                                    .header("X-Forwarded-Proto", "https")
                                    .header("X-Forwarded-For", "203.0.113.9")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(header(page, "Set-Cookie")).contains("Secure", "HttpOnly", "SameSite=Lax");
            assertThat(header(page, "Strict-Transport-Security")).contains("max-age");
        }
    }

    private static HttpResponse<String> post(HttpClient browser, String url, String body) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return String.join("; ", answer.headers().allValues(name));
    }
}
