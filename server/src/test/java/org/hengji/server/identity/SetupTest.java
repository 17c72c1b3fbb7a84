package org.hengji.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import org.hengji.server.WebTest;
import org.hengji.server.database.Database;
import org.hengji.server.trail.Chain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@WebTest
@TestPropertySource(properties = "hengji.mark=serve")
class SetupTest {

    private static final String PASSWORD = "marker-Passw0rd-7781";

    @Autowired
    private MockMvc web;

    @Autowired
    private SetupLink setupLink;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Database database;

    @BeforeEach
    void nobodyYet() {
        jdbc.sql("delete from account").update();
        jdbc.sql("delete from invitation").update();
        jdbc.sql("delete from sign_in_failure").update();
    }

    @Test
    void aFreshServerHasNoAccountThatAnyoneCouldGuess() throws Exception {
        for (String name : List.of("admin", "root", "system", "hengji", "demo-filler")) {
            for (String password : List.of("admin123", "")) {
                signIn(name, password, "10.0.0." + Math.abs((name + password).hashCode() % 250))
                        .andExpect(status().isUnauthorized());
            }
        }
        web.perform(post("/sign-in").param("role", "FILLER").with(csrf())).andExpect(status().isUnauthorized());
    }

    @Test
    void theSetupLinkMakesOneAdministratorAndDies() throws Exception {
        String token = printedToken();
        web.perform(get("/setup").param("token", token)).andExpect(status().isOk());
        setUp(token, "chen", PASSWORD).andExpect(status().isFound());
        web.perform(get("/setup").param("token", token)).andExpect(status().isGone());
        setUp(token, "li", PASSWORD).andExpect(status().isGone());
        assertThat(jdbc.sql("select name from account").query(String.class).list())
                .containsExactly("chen");
        assertThat(jdbc.sql("select password_hash from account")
                        .query(String.class)
                        .single())
                .startsWith("$2a$12$")
                .doesNotContain(PASSWORD);
        assertThat(say()).as("two kinds are still missing").hasLineCount(2).doesNotContain("setup: ");

        signIn("chen", PASSWORD, "10.1.1.1").andExpect(status().isFound());
        signIn("chen", PASSWORD + "x", "10.1.1.1").andExpect(status().isUnauthorized());
        try (Connection connection = database.connect()) {
            assertThat(Chain.verify(connection).whole()).isTrue();
        }
        assertThat(jdbc.sql("select string_agg(trail::text, ' ') from trail")
                        .query(String.class)
                        .single())
                .contains("account.create", "sign-in.succeed", "sign-in.fail")
                .doesNotContain(PASSWORD);
    }

    @Test
    void eachKindOfAdministratorIsMadeByItsOwnLinkAndOnlyWhileThereIsNone() throws Exception {
        String[][] kinds = {
            {"setup", "chen", "SYSTEM_ADMINISTRATOR"},
            {"setup-security", "zhou", "SECURITY_ADMINISTRATOR"},
            {"setup-audit", "wu", "AUDIT_ADMINISTRATOR"}
        };
        for (String[] kind : kinds) {
            setUp(printedToken(kind[0]), kind[1], PASSWORD).andExpect(status().isFound());
            assertThat(jdbc.sql("select role from account where name = ?")
                            .param(kind[1])
                            .query(String.class)
                            .single())
                    .isEqualTo(kind[2]);
        }
        jdbc.sql("update account set enabled = false").update();
        assertThat(say()).as("closing an account opens no back door").isEmpty();
    }

    @Test
    void anOldOrInventedLinkOpensNothing() throws Exception {
        String first = printedToken();
        String second = printedToken();
        web.perform(get("/setup").param("token", first)).andExpect(status().isGone());
        web.perform(get("/setup").param("token", "invented")).andExpect(status().isGone());
        jdbc.sql("update invitation set expires_at = now() - interval '1 minute'")
                .update();
        web.perform(get("/setup").param("token", second)).andExpect(status().isGone());
    }

    @Test
    void weakPasswordsAreRefusedBesideTheField() throws Exception {
        String token = printedToken();
        for (String weak : List.of("short1", "onlyletters", "1234567890", "Password@123", "Chen-1234567")) {
            setUp(token, "chen", weak).andExpect(status().isUnprocessableContent());
        }
        setUp(token, "chen", PASSWORD).andExpect(status().isFound());
    }

    private ResultActions signIn(String name, String password, String address) throws Exception {
        return web.perform(post("/sign-in")
                .param("name", name)
                .param("password", password)
                .with(csrf())
                .with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                }));
    }

    private ResultActions setUp(String token, String name, String password) throws Exception {
        return web.perform(post("/setup")
                .param("token", token)
                .param("name", name)
                .param("displayName", "陈")
                .param("password", password)
                .param("repeated", password)
                .with(csrf()));
    }

    private String printedToken() {
        return printedToken("setup");
    }

    private String printedToken(String kind) {
        String line = say().lines()
                .filter(l -> l.startsWith(kind + ": http://x/setup?token="))
                .findFirst()
                .orElseThrow();
        return line.substring(line.indexOf('=') + 1).strip();
    }

    private String say() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        setupLink.say("http://x/", new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
