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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty clicks at once on the same button, over fifty connections to the program as it is served. */
class ParallelSubmitsTest {

    private static final int CLICKS = 50;

    @TempDir
    Path temp;

    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();

    private String address;

    @Test
    @DisplayName("D5.31 of fifty parallel submits over real connections one moves the document")
    void oneOfFiftyIsDone() throws Exception {
        ExecutorService clicks = Executors.newFixedThreadPool(CLICKS);
        try (ServerProcess server =
                ServerProcess.start(temp, "demo", "--data", temp.resolve("demo").toString(), "--port", "0")) {
            address = server.address().replaceAll("/$", "");
            String choice = page("/sign-in?lang=zh");
            send("/sign-in", token(choice), "role", "FILLER", "unit", option(choice, "云岭市图书馆"));
            String form = page("/projects/new");
            HttpResponse<String> made = send(
                    "/projects",
                    token(form),
                    "unit",
                    option(form, "云岭市图书馆"),
                    "code",
                    "990101270000000000021",
                    "name",
                    "数字阅读馆建设",
                    "level",
                    "2",
                    "division",
                    "读者服务部",
                    "responsible",
                    "何芳",
                    "novel",
                    "new",
                    "from",
                    "2027",
                    "to",
                    "2028",
                    "funding",
                    first(form, "name=\"funding\"><option value=\"([^\"]+)\""),
                    "amount",
                    "200",
                    "basis",
                    "市级数字阅读规划");
            String project = location(made);
            String token = token(page(project));

            // Begun fifty times, there is one evaluation.
            List<HttpResponse<String>> begun = atOnce(clicks, project + "/ex-ante", token);
            assertThat(begun.stream().map(ParallelSubmitsTest::location).distinct())
                    .hasSize(1);
            String evaluation = location(begun.get(0));
            send(evaluation, token, "reason", "数字阅读率低于全市平均", "responsible", "何芳");

            String before = page(evaluation);
            String submit = first(before, "action=\"(/procedures/\\d+/submit)\"");
            String revision = first(before, "name=\"revision\" value=\"(\\d+)\"");
            List<HttpResponse<String>> answers = atOnce(clicks, submit, token, "revision", revision);

            assertThat(answers.stream().filter(a -> a.statusCode() == 302)).hasSize(1);
            assertThat(answers.stream().filter(a -> a.statusCode() == 409))
                    .hasSize(CLICKS - 1)
                    .allSatisfy(a -> assertThat(a.body()).contains("hp-problem").doesNotContain("Exception"));
            String after = page(evaluation);
            assertThat(after).contains("办理过程（2）");
            assertThat(Pattern.compile("<tr><td class=\"hj-time\">")
                            .matcher(after)
                            .results())
                    .as("begun once, submitted once")
                    .hasSize(2);
        } finally {
            clicks.shutdownNow();
        }
    }

    private List<HttpResponse<String>> atOnce(ExecutorService clicks, String path, String token, String... fields) {
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < CLICKS; i++) {
            sent.add(CompletableFuture.supplyAsync(() -> send(path, token, fields), clicks));
        }
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private String page(String path) throws Exception {
        HttpResponse<String> answer = ServerProcess.get(browser, address + path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> send(String path, String token, String... fields) {
        StringBuilder body = new StringBuilder("_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        try {
            return browser.send(
                    HttpRequest.newBuilder(URI.create(address + path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
    }

    private static String token(String page) {
        return first(page, "name=\"_csrf\" value=\"([^\"]+)\"");
    }

    private static String option(String page, String label) {
        return first(page, "<option value=\"(\\d+)\"[^>]*>" + label);
    }

    private static String first(String page, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(page);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
