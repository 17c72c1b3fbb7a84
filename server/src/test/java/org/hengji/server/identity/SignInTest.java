package org.hengji.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hengji.server.identity.Town.CHEN;
import static org.hengji.server.identity.Town.PASSWORD;
import static org.hengji.server.identity.Town.ZHOU;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hengji.server.WebTest;
import org.hengji.server.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/** Statements 1 to 12 of the security checklist, for people who sign in with name and password. */
@WebTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "hengji.mark=serve")
class SignInTest {

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Accounts accounts;

    private Town town;

    @BeforeEach
    void settle() {
        town = new Town(web, jdbc);
        town.settle();
    }

    @Test
    @DisplayName("D5.1 no default account")
    void twentyCommonPairsOpenNothing() throws Exception {
        jdbc.sql("delete from account").update();
        int at = 0;
        for (String name : List.of("admin", "root", "system", "hengji", "demo-filler")) {
            for (String password : List.of("", "admin", "admin123", "hengji")) {
                town.signIn(name, password, "10.0.0." + ++at).andExpect(status().isUnauthorized());
            }
        }
    }

    @Test
    @DisplayName("D5.2 short and common passwords are refused")
    void nobodyGetsACommonPasswordInEitherProfile() throws Exception {
        List<String> common;
        try (var lines = new BufferedReader(new InputStreamReader(
                SignInTest.class.getResourceAsStream("common-passwords.txt"), StandardCharsets.UTF_8))) {
            common = lines.lines().toList();
        }
        assertThat(common).hasSizeGreaterThanOrEqualTo(3000).doesNotHaveDuplicates();
        for (PasswordProfile profile : PasswordProfile.values()) {
            for (String password : common) {
                assertThat(profile.fault(password, "li")).as(password).isPresent();
                assertThat(profile.fault(capitalised(password), "li"))
                        .as(capitalised(password))
                        .isPresent();
            }
        }
        String token = town.approvedLink(Role.FILLER, "赵敏");
        for (String password : List.of(
                "Ab1!",
                "password123",
                "Password@123",
                "Passw0rd123456",
                "A" + "a".repeat(80) + "1!",
                "Zhao-20262026")) {
            assertThat(Town.text(
                            town.setUp(token, "zhao", "赵敏", password).andExpect(status().isUnprocessableContent())))
                    .as(password)
                    .contains("password-fault");
        }
        town.setUp(token, "zhao", "赵敏", "quiet-River-7").andExpect(status().isFound());
    }

    private static String capitalised(String password) {
        return Character.toUpperCase(password.charAt(0)) + password.substring(1);
    }

    @Test
    @DisplayName("D5.3 level 3 asks for kinds, change and history; ASVS for length only")
    void eachProfileAsksForItsOwnAndNothingElse() throws Exception {
        String lowerOnly = "quietriverunderbridges";
        assertThat(PasswordProfile.LEVEL_3.fault(lowerOnly, "li")).contains("weak");
        assertThat(PasswordProfile.ASVS.fault(lowerOnly, "li")).isEmpty();
        assertThat(PasswordProfile.LEVEL_3.fault("quiet-River", "li")).isEmpty();
        assertThat(PasswordProfile.ASVS.fault("quiet-River", "li")).contains("short");

        jdbc.sql("update account set password_changed_at = now() - interval '91 days' where name = 'li'")
                .update();
        Cookie old = Town.cookie(town.signIn("li", PASSWORD, "10.1.1.1")
                .andExpect(redirectedUrl("/account"))
                .andReturn());
        web.perform(get("/").cookie(old)).andExpect(redirectedUrl("/account"));
        web.perform(get("/evaluations").cookie(old)).andExpect(redirectedUrl("/account"));
        changed(old, PASSWORD, PASSWORD).andExpect(status().isUnprocessableContent());
        changed(old, PASSWORD, Town.OTHER).andExpect(redirectedUrl("/account?notice=password"));
        assertThat(town.status(old, "/")).isEqualTo(200);
        changed(old, Town.OTHER, PASSWORD).andExpect(status().isUnprocessableContent()); // one of the last five

        policy("ASVS", 30, 12, 3);
        jdbc.sql("update account set password_changed_at = now() - interval '9 years' where name = 'li'")
                .update();
        town.signIn("li", Town.OTHER, "10.1.1.1").andExpect(redirectedUrl("/"));
    }

    @Test
    @DisplayName("D5.4 passwords are kept as slow salted hashes and written nowhere")
    void aPasswordIsInNoTableAndInNoLog(CapturedOutput output) throws Exception {
        String token = town.approvedLink(Role.FILLER, "赵敏");
        town.setUp(token, "zhao", "赵敏", Town.OTHER);
        town.signIn("zhao", Town.OTHER, "10.1.1.1").andExpect(status().isFound());
        town.signIn(Town.OTHER, "typed-into-the-wrong-field", "10.1.1.1").andExpect(status().isUnauthorized());
        List<String> hashes = jdbc.sql("select password_hash from account where name in ('zhao', 'li')")
                .query(String.class)
                .list();
        assertThat(new HashSet<>(hashes)).hasSize(2).allMatch(hash -> hash.startsWith("$2a$12$"));
        for (String table : jdbc.sql("select table_name from information_schema.tables where table_schema = 'hengji'"
                        + " and table_name <> 'sign_in_failure'") // keeps what was typed as a name for a day
                .query(String.class)
                .list()) {
            assertThat(jdbc.sql("select coalesce(string_agg(t::text, ' '), '') from " + table + " t")
                            .query(String.class)
                            .single())
                    .as(table)
                    .doesNotContain(Town.OTHER);
        }
        assertThat(output.getAll()).doesNotContain(Town.OTHER).doesNotContain(PASSWORD);
    }

    @Test
    @DisplayName("D5.5 failures lock, a restart forgives nothing, addresses are counted apart")
    void failuresLockTheNameForThatAddressAndTheAddressForAllNames() throws Exception {
        for (int i = 0; i < Throttle.PER_NAME_AND_ADDRESS; i++) {
            town.signIn("li", "wrong" + i, "10.2.2.2").andExpect(status().isUnauthorized());
        }
        town.signIn("li", PASSWORD, "10.2.2.2").andExpect(status().isTooManyRequests());
        assertThat(new Throttle(jdbc).mustWait("li", "10.2.2.2"))
                .as("another process, another start")
                .isTrue();
        town.signIn("wu", PASSWORD, "10.2.2.2").andExpect(status().isFound());
        jdbc.sql("update sign_in_failure set at = at - interval '15 minutes'").update();
        town.signIn("li", PASSWORD, "10.2.2.2").andExpect(status().isFound());

        for (int i = 0; i < Throttle.PER_ADDRESS; i++) {
            new Throttle(jdbc).failed("name" + i, "10.4.4.4", "password");
        }
        town.signIn("li", PASSWORD, "10.4.4.4").andExpect(status().isTooManyRequests());
        town.signIn("li", PASSWORD, "10.5.5.5").andExpect(status().isFound());
        assertThat(town.trailSince(0, "")).contains("- sign-in.lock account/li refused");
    }

    @Test
    @DisplayName("D5.6 a lockout keeps no administrator out for good")
    void attemptsFromManyAddressesDoNotKeepTheOwnerOut() throws Exception {
        String secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        town.signIn("zhou", PASSWORD, "10.1.1.1").andExpect(status().isFound());
        jdbc.sql("update account set second_factor = ? where name = 'chen'")
                .param(secret)
                .update();
        for (String name : List.of("chen", "zhou", "wu")) {
            for (int i = 0; i < 30; i++) {
                new Throttle(jdbc).failed(name, "10.9.0." + i, "password");
            }
        }
        town.signIn("wu", PASSWORD, "10.1.1.1")
                .andExpect(status().isTooManyRequests()); // never here before, and no second factor
        town.signIn("zhou", PASSWORD, "10.1.1.1").andExpect(redirectedUrl("/"));
        town.signIn("zhou", PASSWORD, "10.9.0.77").andExpect(status().isTooManyRequests());

        Cookie halfWay = Town.cookie(town.signIn("chen", PASSWORD, "10.8.8.8")
                .andExpect(status().isOk())
                .andReturn());
        assertThat(town.status(halfWay, "/administration"))
                .as("half way is not in")
                .isEqualTo(302);
        code(halfWay, OneTimeCode.now(secret)).andExpect(redirectedUrl("http://localhost/administration"));
    }

    @Test
    @DisplayName("D5.7 an unknown name is answered like a wrong password")
    void anUnknownNameAndAWrongPasswordCannotBeToldApart() throws Exception {
        MockHttpServletResponse unknown =
                town.signIn("nobody", "wrong", "10.1.1.1").andReturn().getResponse();
        MockHttpServletResponse wrong =
                town.signIn("li", "wrong", "10.1.1.1").andReturn().getResponse();
        jdbc.sql("update account set enabled = false where name = 'wu'").update();
        MockHttpServletResponse closed =
                town.signIn("wu", PASSWORD, "10.1.1.1").andReturn().getResponse();
        for (MockHttpServletResponse answer : List.of(wrong, closed)) {
            assertThat(answer.getStatus()).isEqualTo(unknown.getStatus());
            assertThat(answer.getHeaderNames()).isEqualTo(unknown.getHeaderNames());
            assertThat(anonymous(answer)).isEqualTo(anonymous(unknown));
        }
        // Each takes one comparison with a hash of the same cost: counted, since a clock would tell about the machine.
        int[] compared = {0};
        var encoder = new org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder(12) {
            @Override
            public boolean matchesNonNull(String password, String hash) {
                compared[0]++;
                assertThat(hash).startsWith("$2a$12$");
                return super.matchesNonNull(password, hash);
            }
        };
        Accounts counted = new Accounts(jdbc, encoder, new FactorKey("", "target/test-keys"));
        for (String name : List.of("nobody", "li", "wu", "")) {
            compared[0] = 0;
            assertThat(counted.authenticate(name, "wrong")).isEmpty();
            assertThat(compared[0]).as(name).isEqualTo(1);
        }
    }

    private static String anonymous(MockHttpServletResponse answer) throws Exception {
        return answer.getContentAsString(StandardCharsets.UTF_8)
                .replaceAll("value=\"[^\"]*\"", "value")
                .replaceAll("hx-headers='[^']*'", "token");
    }

    @Test
    @DisplayName("D5.8 the second factor can be compulsory by role; a code works once, one step to each side")
    void aCompulsoryCodeIsSetUpFirstAndEachCodeOpensOnce() throws Exception {
        town.as(
                        ZHOU,
                        post("/security/policy")
                                .param("passwords", "LEVEL_3")
                                .param("idleMinutes", "30")
                                .param("absoluteHours", "12")
                                .param("sessions", "3")
                                .param("secondFactor", "FILLER"))
                .andExpect(redirectedUrl("/security?notice=policy"));
        Cookie li = Town.cookie(town.signIn("li", PASSWORD, "10.1.1.1")
                .andExpect(redirectedUrl("/account"))
                .andReturn());
        web.perform(get("/").cookie(li)).andExpect(redirectedUrl("/account"));
        String secret = Town.text(town.with(li, get("/account")))
                .replaceAll("(?s).*otpauth://totp/Hengji:li\\?secret=([A-Z2-7]+).*", "$1");
        long step = Totp.step(Instant.now());
        town.with(li, post("/account/second-factor").param("confirm", "wrong").param("code", Totp.code(secret, step)))
                .andExpect(status().isUnprocessableContent());
        town.with(li, post("/account/second-factor").param("confirm", PASSWORD).param("code", "000000"))
                .andExpect(status().isUnprocessableContent());
        town.with(li, post("/account/second-factor").param("confirm", PASSWORD).param("code", Totp.code(secret, step)))
                .andExpect(redirectedUrl("/account?notice=second-factor"));
        assertThat(jdbc.sql("select second_factor from account where name = 'li'")
                        .query(String.class)
                        .single())
                .as("the database alone gives nobody a code")
                .startsWith("v1:")
                .doesNotContain(secret);
        assertThat(town.status(li, "/")).isEqualTo(200);
        town.with(
                        li,
                        post("/account/second-factor/remove")
                                .param("confirm", PASSWORD)
                                .param("code", Totp.code(secret, step + 1)))
                .andExpect(status().isUnprocessableContent()); // compulsory

        // The clock of the steps is set in the table: what is used up is what counts.
        jdbc.sql("update account set second_factor_step = 0 where name = 'li'").update();
        Cookie first = halfWay("li");
        Cookie second = halfWay("li");
        long now = Totp.step(Instant.now());
        code(first, Totp.code(secret, now - 3)).andExpect(status().isUnauthorized());
        code(first, Totp.code(secret, now + 3)).andExpect(status().isUnauthorized());
        code(first, Totp.code(secret, now)).andExpect(redirectedUrl("/"));
        code(second, Totp.code(secret, now)).andExpect(status().isUnauthorized());
        assertThat(accounts.useStep(town.id("li"), now))
                .as("the slower of two who send one code at the same moment")
                .isFalse();
        code(second, Totp.code(secret, now - 1)).andExpect(status().isUnauthorized()); // older than the one used
        code(second, Totp.code(secret, Totp.step(Instant.now()) + 1)).andExpect(redirectedUrl("/"));

        for (int i = 0; i < Throttle.CODES_PER_NAME; i++) {
            new Throttle(jdbc).failed("li", "10.1.1.1", "code");
        }
        code(halfWay("li"), "123456").andExpect(status().isTooManyRequests());
        code(null, "123456").andExpect(redirectedUrl("/sign-in"));
    }

    @Test
    @DisplayName("D5.9 idle and absolute limits of a session hold on the server")
    void anIdleAndATooOldSessionEndWhateverTheBrowserKeeps() throws Exception {
        policy("LEVEL_3", 20, 2, 3); // 30 minutes would hold without any rule
        Cookie idle = town.cookie("li");
        assertThat(jdbc.sql("select max_inactive_interval from spring_session where principal_name = 'li'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(20 * 60);
        jdbc.sql("update spring_session set last_access_time = last_access_time - 1201000,"
                        + " expiry_time = expiry_time - 1201000 where principal_name = 'li'")
                .update();
        assertThat(town.status(idle, "/")).isEqualTo(302);

        Cookie busy = town.cookie("wu");
        jdbc.sql("update spring_session set creation_time = creation_time - 7140000 where principal_name = 'wu'")
                .update();
        assertThat(town.status(busy, "/audit")).as("an hour and 59 minutes").isEqualTo(200);
        jdbc.sql("update spring_session set creation_time = creation_time - 60000 where principal_name = 'wu'")
                .update();
        assertThat(town.status(busy, "/audit")).as("two hours").isEqualTo(302);
        assertThat(town.status(busy, "/audit")).isEqualTo(302);
    }

    @Test
    @DisplayName("D5.11 a new unguessable session id at sign-in")
    void theSessionBeforeSigningInIsNotTheOneAfter() throws Exception {
        Cookie visitor = Town.cookie(web.perform(get("/evaluations")).andReturn());
        Cookie member =
                Town.cookie(web.perform(post("/sign-in")
                                .param("name", "li")
                                .param("password", PASSWORD)
                                .cookie(visitor)
                                .with(org.springframework.security.test.web.servlet.request
                                        .SecurityMockMvcRequestPostProcessors.csrf()))
                        .andReturn());
        assertThat(member.getValue()).isNotEqualTo(visitor.getValue());
        assertThat(town.status(visitor, "/")).isEqualTo(302);
        assertThat(town.status(member, "/")).isEqualTo(200);
        SessionNumbers numbers = new SessionNumbers();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String id = numbers.generate();
            assertThat(Base64.getUrlDecoder().decode(id).length * 8).isGreaterThanOrEqualTo(128);
            assertThat(ids.add(id)).isTrue();
        }
        assertThat(new String(Base64.getDecoder().decode(member.getValue()), StandardCharsets.US_ASCII))
                .hasSize(numbers.generate().length());
    }

    @Test
    @DisplayName("D5.12 as many sessions at a time as the rules say")
    void oneSessionMoreThanAllowedEndsTheOldest() throws Exception {
        policy("LEVEL_3", 30, 12, 2);
        Cookie first = town.cookie("li");
        Cookie second = town.cookie("li");
        assertThat(town.status(first, "/")).isEqualTo(200);
        Cookie third = town.cookie("li");
        assertThat(town.status(first, "/")).isEqualTo(302);
        assertThat(town.status(second, "/")).isEqualTo(200);
        assertThat(town.status(third, "/")).isEqualTo(200);
    }

    @Test
    void rulesOutsideTheirLimitsAreNotSet() throws Exception {
        for (int[] wrong : new int[][] {{4, 12, 3}, {121, 12, 3}, {30, 0, 3}, {30, 25, 3}, {30, 12, 0}, {30, 12, 11}}) {
            town.as(
                            ZHOU,
                            post("/security/policy")
                                    .param("passwords", "ASVS")
                                    .param("idleMinutes", "" + wrong[0])
                                    .param("absoluteHours", "" + wrong[1])
                                    .param("sessions", "" + wrong[2]))
                    .andExpect(status().isUnprocessableContent());
        }
        assertThat(jdbc.sql("select count(*) from account_policy")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(town.page(CHEN, "/administration")).contains("未设置");
    }

    private org.springframework.test.web.servlet.ResultActions changed(Cookie cookie, String now, String next)
            throws Exception {
        return town.with(
                cookie,
                post("/account/password")
                        .param("current", now)
                        .param("password", next)
                        .param("repeated", next));
    }

    private Cookie halfWay(String name) throws Exception {
        return Town.cookie(town.signIn(name, PASSWORD, "10.1.1.1")
                .andExpect(status().isOk())
                .andReturn());
    }

    private org.springframework.test.web.servlet.ResultActions code(Cookie halfWay, String code) throws Exception {
        var request = post("/sign-in/code").param("code", code);
        return halfWay == null ? town.visitor(request) : town.with(halfWay, request);
    }

    private void policy(String passwords, int idle, int absolute, int sessions) throws Exception {
        town.as(
                        ZHOU,
                        post("/security/policy")
                                .param("passwords", passwords)
                                .param("idleMinutes", "" + idle)
                                .param("absoluteHours", "" + absolute)
                                .param("sessions", "" + sessions))
                .andExpect(redirectedUrl("/security?notice=policy"));
    }
}
