package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.server.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Several people send documents on their way while the server is killed again and again, every second time with its
 * PostgreSQL. What they were told is done must be done, what was under way is done or not, and never half.
 *
 * <p>How often: {@code -Dhengji.kills=100}; the seed of the moments: {@code -Dhengji.kills.seed=7}.
 */
class KillTest {

    private static final int KILLS = Integer.getInteger("hengji.kills", 8);
    private static final long SEED = Long.getLong("hengji.kills.seed", System.nanoTime());
    private static final int WRITERS = 4;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    /** What is done to a document, in order, and how it must stand then. */
    private enum Stage {
        OPENED(Role.FILLER, "open", 0, "OPEN", "draft"),
        WRITTEN(Role.FILLER, "text", 0, "OPEN", "draft"),
        SUBMITTED(Role.FILLER, "submit", 1, "OPEN", "unit"),
        RETURNED(Role.UNIT_APPROVER, "return", 2, "RETURNED", "draft"),
        MENDED(Role.FILLER, "text", 2, "RETURNED", "draft"),
        SUBMITTED_AGAIN(Role.FILLER, "submit", 3, "OPEN", "unit"),
        PASSED(Role.UNIT_APPROVER, "approve", 4, "OPEN", "figures"),
        CONTROLLED(Role.FINANCE_REVIEWER, "submit", 5, "OPEN", "again"),
        REWRITTEN(Role.FILLER, "text", 5, "OPEN", "again"),
        RESUBMITTED(Role.FILLER, "submit", 6, "OPEN", "end"),
        APPROVED(Role.FINANCE_REVIEWER, "approve", 7, "APPROVED", "end");

        private final Role by;
        private final String act;
        private final long revision;
        private final String state;
        private final String step;

        Stage(Role by, String act, long revision, String state, String step) {
            this.by = by;
            this.act = act;
            this.revision = revision;
            this.state = state;
            this.step = step;
        }

        /** The text after it: that of the last writing. */
        String text() {
            Stage written = null;
            for (Stage stage : values()) {
                if (stage.act.equals("text") && stage.ordinal() <= ordinal()) {
                    written = stage;
                }
            }
            return written == null ? "" : written.name();
        }

        /** The text that was kept with the last act. */
        String kept() {
            Stage acted = this;
            while (acted.act.equals("text")) {
                acted = values()[acted.ordinal() - 1];
            }
            return acted.text();
        }
    }

    @TempDir
    private Path temp;

    private final Map<Role, HttpClient> people = new EnumMap<>(Role.class);
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);
    private final List<Writer> writers = new ArrayList<>();
    private final List<Long> finished = new ArrayList<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile boolean working;
    private String address;
    private long acknowledged;
    private long underWay;

    @Test
    void nothingAcknowledgedIsLostAndNothingIsHalf() throws Exception {
        Random random = new Random(SEED);
        String folder = temp.resolve("data").toString();
        String port = "0";
        for (int i = 0; i < WRITERS; i++) {
            writers.add(new Writer());
        }
        for (int kill = 0; kill <= KILLS; kill++) {
            try (ServerProcess server = ServerProcess.start(
                    temp, Map.of("HENGJI_TRIAL", "true"), "demo", "--data", folder, "--port", port)) {
                address = server.address();
                port = String.valueOf(URI.create(address).getPort());
                if (people.isEmpty()) {
                    for (Role role : List.of(Role.FILLER, Role.UNIT_APPROVER, Role.FINANCE_REVIEWER)) {
                        signIn(role);
                    }
                }
                for (Writer writer : writers) {
                    writer.check();
                }
                JsonNode trail = JSON.readTree(get("trial/trail"));
                assertThat(trail.get("whole").booleanValue())
                        .as("trail, " + circumstances(kill))
                        .isTrue();
                if (kill % 10 == 0) {
                    System.err.println("KillTest: " + kill + " kills, " + acknowledged + " writes acknowledged, "
                            + underWay + " under way when killed");
                }
                if (kill == KILLS) {
                    for (long number : finished) {
                        agrees(number, Stage.APPROVED);
                    }
                    System.err.println("KillTest: " + KILLS + " kills (seed " + SEED + "), " + acknowledged
                            + " writes acknowledged, " + underWay + " under way when killed, " + finished.size()
                            + " documents finished, trail of "
                            + trail.get("entries").asString() + " entries whole");
                    assertThat(acknowledged).isPositive();
                    break;
                }
                List<Thread> threads = writers.stream().map(Thread::new).toList();
                working = true;
                threads.forEach(Thread::start);
                Thread.sleep(100 + random.nextInt(1500));
                server.kill();
                if (kill % 2 == 1) {
                    killPostgres(folder);
                }
                working = false;
                for (Thread thread : threads) {
                    thread.join();
                }
                for (Writer writer : writers) {
                    assertThat(writer.fault).as(circumstances(kill)).isNull();
                }
            }
        }
        try (ServerProcess verify = ServerProcess.start(temp, "verify-trail", "--data", folder)) {
            assertThat(verify.exitCode()).as(verify.out() + verify.err()).isZero();
        }
    }

    private static String circumstances(int kill) {
        return "after kill " + kill + " of seed " + SEED;
    }

    /** Sends one document after another on its way. */
    private final class Writer implements Runnable {
        private long number = numbers.incrementAndGet();
        private Stage done;
        private boolean uncertain;
        private String fault;

        @Override
        public void run() {
            try {
                while (working) {
                    Stage next = done == null ? Stage.OPENED : Stage.values()[done.ordinal() + 1];
                    uncertain = true;
                    int answer = send(next);
                    if (answer != 204 && answer != 302) {
                        fault = "document " + number + ", " + next + " was answered with " + answer;
                        return;
                    }
                    uncertain = false;
                    advance(next);
                    count(true);
                }
            } catch (IOException killed) {
                count(false);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void advance(Stage next) {
            done = next;
            if (next == Stage.APPROVED) {
                synchronized (finished) {
                    finished.add(number);
                }
                number = numbers.incrementAndGet();
                done = null;
            }
        }

        private int send(Stage next) throws IOException, InterruptedException {
            if (next.act.equals("open")) {
                return post(next.by, "trial/" + number + "/open", "");
            } else if (next.act.equals("text")) {
                return post(next.by, "trial/" + number + "/text", "text=" + next.name());
            }
            long id = JSON.readTree(get("trial/" + number)).get("id").longValue();
            return post(
                    next.by,
                    "procedures/" + id + "/" + next.act,
                    "revision=" + (next.revision - 1) + "&comment=" + next.name());
        }

        /** What was under way when the server was killed has happened or not; then it goes on from there. */
        void check() throws Exception {
            if (uncertain) {
                Stage next = done == null ? Stage.OPENED : Stage.values()[done.ordinal() + 1];
                JsonNode desk = JSON.readTree(get("trial/" + number));
                if (desk.get("state").asString().equals(next.state)
                        && desk.get("step").asString().equals(next.step)
                        && desk.get("revision").longValue() == next.revision
                        && text(desk).equals(next.text())) {
                    agrees(number, next);
                    advance(next);
                }
                uncertain = false;
            }
            agrees(number, done);
        }
    }

    private void agrees(long number, Stage stage) throws Exception {
        JsonNode desk = JSON.readTree(get("trial/" + number));
        String what = "document " + number + " at " + stage + ": " + desk;
        if (stage == null) {
            assertThat(desk.get("state").asString()).as(what).isEqualTo("NONE");
            return;
        }
        assertThat(desk.get("revision").longValue()).as(what).isEqualTo(stage.revision);
        assertThat(desk.get("state").asString()).as(what).isEqualTo(stage.state);
        assertThat(desk.get("step").asString()).as(what).isEqualTo(stage.step);
        assertThat(text(desk)).as(what).isEqualTo(stage.text());
        assertThat(text(JSON.readTree(desk.get("kept").asString()))).as(what).isEqualTo(stage.kept());
        assertThat(desk.get("events").longValue()).as(what).isEqualTo(stage.revision + 1);
        assertThat(desk.get("trail").longValue()).as(what).isEqualTo(stage.revision + 1);
    }

    /** The one text of three copies. */
    private static String text(JsonNode desk) {
        List<String> texts = new ArrayList<>();
        desk.get("texts").forEach(text -> texts.add(text.asString()));
        assertThat(texts.size()).as("copies in " + desk).isIn(0, 3);
        assertThat(texts.stream().distinct().count()).as("texts in " + desk).isLessThan(2);
        return texts.isEmpty() ? "" : texts.get(0);
    }

    private synchronized void count(boolean answered) {
        if (answered) {
            acknowledged++;
        } else {
            underWay++;
        }
    }

    private static void killPostgres(String folder) throws Exception {
        long postmaster = Long.parseLong(Files.readAllLines(Path.of(folder, "database", "postmaster.pid"))
                .get(0)
                .strip());
        ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().get();
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = people.get(Role.FILLER)
                .send(
                        HttpRequest.newBuilder(URI.create(address + path))
                                .timeout(Duration.ofSeconds(60))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered with " + answer.statusCode());
        }
        return answer.body();
    }

    private int post(Role by, String path, String fields) throws IOException, InterruptedException {
        return people.get(by)
                .send(
                        HttpRequest.newBuilder(URI.create(address + path))
                                .timeout(Duration.ofSeconds(60))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "_csrf=" + encoded(tokens.get(by)) + "&" + fields))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private void signIn(Role role) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        people.put(role, client);
        tokens.put(role, token(client, "sign-in"));
        assertThat(post(role, "sign-in", "role=" + role)).isEqualTo(302);
        tokens.put(role, token(client, "notices"));
    }

    private String token(HttpClient client, String path) throws Exception {
        Matcher token = TOKEN.matcher(ServerProcess.get(client, address + path).body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
