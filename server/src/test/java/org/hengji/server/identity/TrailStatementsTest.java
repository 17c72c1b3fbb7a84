package org.hengji.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hengji.server.identity.Town.CHEN;
import static org.hengji.server.identity.Town.LI;
import static org.hengji.server.identity.Town.PASSWORD;
import static org.hengji.server.identity.Town.WU;
import static org.hengji.server.identity.Town.ZHOU;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hengji.frameworks.Packs;
import org.hengji.server.WebTest;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.database.Database;
import org.hengji.server.organisation.OutOfScope;
import org.hengji.server.trail.Chain;
import org.hengji.server.trail.Denials;
import org.hengji.server.trail.Trail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** Statements 19 to 21, 23 and 24 of the security checklist: what the trail holds and what happens without it. */
@WebTest
@TestPropertySource(properties = "hengji.mark=serve")
class TrailStatementsTest {

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Database database;

    @Autowired
    private Trail trail;

    @Autowired
    private Denials denials;

    @Autowired
    private TransactionTemplate transaction;

    private Town town;

    @BeforeEach
    void settle() {
        town = new Town(web, jdbc);
        town.settle();
    }

    @Test
    @DisplayName("D5.19 the audit administrator's reading is logged, and others see it")
    void whoReadsTheTrailIsSeen() throws Exception {
        transaction.executeWithoutResult(status -> trail.recordBy(
                "li", "fact.change", "evaluation/7/assets.total", Map.of("value", "83402.62", "unit", "万元")));
        String page = town.page(WU, "/audit?object=assets&who=li");
        assertThat(page)
                .as("who did what to which, but no business value")
                .contains("修改数据", "evaluation/7/assets.total", "value", "•••")
                .doesNotContain("83402.62");
        assertThat(town.trailSince(town.lastEntry() - 1, "all"))
                .singleElement()
                .satisfies(
                        e -> assertThat(e).startsWith("wu audit.read trail ok").contains("assets", "\"li\""));
        assertThat(town.page(ZHOU, "/security")).contains("审计管理员最近的操作", "查看审计", "assets");
        assertThat(town.page(WU, "/audit?action=fact")).contains("evaluation/7");
        assertThat(town.page(WU, "/audit?from=2020-01-01&to=2020-01-02")).contains("没有符合的留痕");
        assertThat(town.page(WU, "/audit?from=yesterday")).contains("日期没有看懂");
        assertThat(town.page(WU, "/audit?result=refused")).doesNotContain("evaluation/7");
    }

    @Test
    @DisplayName("D5.20 each entry has time with zone, actor, source, act, object, result, request id")
    void noEntryLacksAField() throws Exception {
        everyKindOfEvent();
        List<Map<String, Object>> entries =
                jdbc.sql("select * from trail where version = 2").query().listOfRows();
        assertThat(entries).hasSizeGreaterThan(12).allSatisfy(entry -> {
            assertThat(entry.get("result")).isIn("ok", "refused");
            for (String field : List.of("who", "role", "origin", "action", "entity", "request", "hash")) {
                assertThat((String) entry.get(field))
                        .as("%s of %s", field, entry)
                        .isNotBlank();
            }
        });
        assertThat(jdbc.sql("select data_type from information_schema.columns where table_name = 'trail'"
                                + " and column_name = 'at'")
                        .query(String.class)
                        .single())
                .isEqualTo("timestamp with time zone");
        // What came over the web has an address and a number of its request; one request, one number.
        assertThat(jdbc.sql("select count(*) from trail where who = 'chen' and (origin = '-' or request = '-')")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select request from trail where action in ('right.ask', 'right.approve')")
                        .query(String.class)
                        .list())
                .doesNotHaveDuplicates()
                .allMatch(request -> request.matches("[0-9a-f]{16}"));
        assertThat(town.page(WU, "/audit")).contains("+08:00");
        try (Connection connection = database.connect()) {
            assertThat(Chain.verify(connection).whole()).isTrue();
        }
    }

    @Test
    @DisplayName("D5.21 sign-ins, denials, rights, exports and frameworks are logged; scores in EntryWebTest")
    void everyKindOfEventLeavesItsEntry() throws Exception {
        long before = town.lastEntry();
        everyKindOfEvent();
        assertThat(town.trailSince(before, "").stream().map(e -> e.replaceAll("/\\d+", "/n")))
                .contains(
                        "li sign-in.succeed account/li ok",
                        "- sign-in.fail account/li refused",
                        "- sign-in.fail account/? refused",
                        "li access.deny GET /administration refused",
                        "li access.deny POST /security/policy refused",
                        "chen right.ask right/n ok",
                        "zhou right.approve right/n ok",
                        "chen invitation.issue invitation/n ok",
                        "zhao account.create account/zhao ok",
                        "zhou account-policy.change account-policy ok",
                        "zhou account.disable account/zhao ok",
                        "li password.change account/li ok",
                        "li second-factor.set account/li ok",
                        "li check.upload check/n ok",
                        "li export /checks/n/diagnostic.json ok",
                        "li sign-out account/li ok");
        assertThat(town.trailSince(0, ""))
                .as("each framework of this release was published at the first start")
                .containsAll(Packs.references().stream()
                        .map(reference -> "- framework.publish framework/" + reference + " ok")
                        .toList());
    }

    @Test
    @DisplayName("D5.23 when the trail cannot be written the act does not happen")
    void withoutTheTrailNothingIsDone() throws Exception {
        long request = town.asked(Role.FILLER, "赵敏");
        Cookie li = town.cookie("li");
        String report = uploaded();
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("create function trail_disk_full() returns trigger language plpgsql as"
                    + " $$ begin raise exception 'no space left on device'; end $$");
            statement.execute("create trigger trail_disk_full before insert on trail for each row"
                    + " execute function trail_disk_full()");
            try {
                assertThatThrownBy(() -> town.as(ZHOU, post("/security/requests/" + request + "/approve")))
                        .hasStackTraceContaining("no space left");
                assertThatThrownBy(() -> town.as(
                                CHEN,
                                post("/administration").param("role", "EXPERT").param("person", "孙")))
                        .hasStackTraceContaining("no space left");
                assertThatThrownBy(() -> town.signIn("wu", PASSWORD, "10.1.1.1"))
                        .hasStackTraceContaining("no space left");
                assertThatThrownBy(() -> town.page(WU, "/audit")).hasStackTraceContaining("no space left");
                assertThatThrownBy(() -> town.with(
                                li,
                                post("/account/password")
                                        .param("current", PASSWORD)
                                        .param("password", Town.OTHER)
                                        .param("repeated", Town.OTHER)))
                        .hasStackTraceContaining("no space left");
                assertThatThrownBy(() -> town.as(LI, get(report + "/diagnostic.json")))
                        .hasStackTraceContaining("no space left");
            } finally {
                statement.execute("drop trigger trail_disk_full on trail");
                statement.execute("drop function trail_disk_full()");
            }
        }
        assertThat(jdbc.sql("select count(*) from right_request where decision is not null or person = '孙'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from spring_session where principal_name = 'wu'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(town.status(li, "/")).isEqualTo(200);
        town.signIn("li", PASSWORD, "10.1.1.1").andExpect(redirectedUrl("/"));
    }

    @Test
    @DisplayName("D5.24 input forges no entry")
    void controlCharactersInEveryFieldStayHarmless() throws Exception {
        String forged = "赵敏\r\n2026-11-21 admin account.create ok\u001b[2J\u202e";
        long before = town.lastEntry();
        town.as(
                CHEN,
                post("/administration")
                        .param("role", "FILLER")
                        .param("person", forged.substring(0, 30))
                        .param("reason", forged));
        town.signIn(forged, forged, "10.1.1.1");
        web.perform(get("/audit").param("who", forged).param("object", forged).with(Town.signedIn(WU)));
        town.as(new Person("x\r\ny", "x", Role.EXPERT, 0), get("/administration"));
        transaction.executeWithoutResult(status ->
                trail.recordBy(forged, forged, forged, Map.of("null\u0000byte", forged + "\u0000", "half", "\ud842")));
        List<String> fields = jdbc.sql("select concat_ws('|', who, role, origin, action, entity, request) from trail"
                        + " where seq > ?")
                .param(before)
                .query(String.class)
                .list();
        assertThat(fields)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(field ->
                        assertThat(field.codePoints()).noneMatch(c -> Character.isISOControl(c) || c == 0x202e));
        assertThat(jdbc.sql("select after::text from trail where seq > ? and after is not null")
                        .param(before)
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allSatisfy(json -> assertThat(json).doesNotContain("\u001b", "\\u001b", "\r", "\\r"));
        try (Connection connection = database.connect()) {
            assertThat(Chain.verify(connection).whole()).isTrue();
        }
    }

    @Test
    void aRefusalInsideATransactionIsWrittenAfterItAndDoesNotBlock() {
        long before = town.lastEntry();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    trail.recordBy("li", "rolled.back", "x", null); // holds the lock of the chain
                    denials.refused("li", "access.deny", "project/9", Map.of("because", "scope"));
                    throw new OutOfScope();
                }))
                .isInstanceOf(OutOfScope.class);
        assertThat(town.trailSince(before, "")).containsExactly("li access.deny project/9 refused");
    }

    /** A report brought in for checking; the address of its page. */
    private String uploaded() throws Exception {
        return web.perform(multipart("/checks")
                        .file(new MockMultipartFile(
                                "files", "report.txt", "text/plain", "支出合计 1.00 万元。".getBytes(StandardCharsets.UTF_8)))
                        .with(csrf())
                        .with(Town.signedIn(LI)))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
    }

    private void everyKindOfEvent() throws Exception {
        Cookie li = town.cookie("li");
        town.signIn("li", "wrong", "10.1.1.1");
        town.signIn("nobody", "wrong", "10.1.1.1");
        town.as(LI, get("/administration")).andExpect(status().isForbidden());
        town.as(LI, post("/security/policy")).andExpect(status().isForbidden());
        String token = town.approvedLink(Role.EXPERT, "赵敏");
        town.setUp(token, "zhao", "赵敏", PASSWORD);
        town.as(
                ZHOU,
                post("/security/policy")
                        .param("passwords", "LEVEL_3")
                        .param("idleMinutes", "20")
                        .param("absoluteHours", "8")
                        .param("sessions", "2"));
        town.as(ZHOU, post("/security/accounts/" + town.id("zhao") + "/disable"));
        town.with(
                li,
                post("/account/password")
                        .param("current", PASSWORD)
                        .param("password", Town.OTHER)
                        .param("repeated", Town.OTHER));
        String secret = Town.text(town.with(li, get("/account")))
                .replaceAll("(?s).*otpauth://totp/Hengji:li\\?secret=([A-Z2-7]+).*", "$1");
        town.with(
                li,
                post("/account/second-factor")
                        .param("confirm", Town.OTHER)
                        .param("code", Totp.code(secret, Totp.step(Instant.now()))));
        town.as(WU, get("/audit"));
        town.as(LI, get(uploaded() + "/diagnostic.json")).andExpect(status().isOk());
        town.with(li, post("/sign-out"));
    }
}
