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
        assertThat(say()).isEmpty();

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
        for (String weak : List.of("short1", "onlyletters", "1234567890", "password123", "chen-1234567")) {
            setUp(token, "chen", weak).andExpect(status().isUnprocessableContent());
        }
        setUp(token, "chen", PASSWORD).andExpect(status().isFound());
    }

    @Test
    void guessingIsSlowedDownWithoutLockingTheOwnerOut() throws Exception {
        setUp(printedToken(), "chen", PASSWORD);
        for (int i = 0; i < 5; i++) {
            signIn("chen", "wrong" + i, "10.2.2.2").andExpect(status().isUnauthorized());
        }
        signIn("chen", PASSWORD, "10.2.2.2").andExpect(status().isTooManyRequests());
        signIn("chen", PASSWORD, "10.3.3.3").andExpect(status().isFound());
        for (int i = 0; i < 6; i++) {
            signIn("nobody", "wrong" + i, "10.4.4.4");
        }
        signIn("nobody", "wrong", "10.4.4.4").andExpect(status().isTooManyRequests());
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
        String line = say();
        assertThat(line).startsWith("setup: http://x/setup?token=");
        return line.substring(line.indexOf('=') + 1).strip();
    }

    private String say() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        setupLink.say("http://x/", new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
