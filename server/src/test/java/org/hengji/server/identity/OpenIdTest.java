package org.hengji.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hengji.server.identity.Town.PASSWORD;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.hengji.server.WebTest;
import org.hengji.server.access.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.web.util.UriComponentsBuilder;

/** Signing in at a real provider: who has no approved account here stays outside, whatever the provider says. */
@WebTest
@TestPropertySource(properties = {"hengji.mark=serve", "hengji.oidc.client=hengji", "hengji.oidc.secret=s"})
class OpenIdTest {

    private static final IdentityProvider PROVIDER = new IdentityProvider();

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry registry) {
        registry.add("hengji.oidc.issuer", PROVIDER::issuer);
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcClient jdbc;

    private Town town;

    @BeforeEach
    void settle() {
        town = new Town(web, jdbc);
        town.settle();
        PROVIDER.behave();
    }

    @Test
    void whoHasAnApprovedAccountComesInUnderANewSession() throws Exception {
        assertThat(Town.text(town.visitor(get("/sign-in")))).contains("统一身份认证", "/oauth2/authorization/provider");
        long before = town.lastEntry();
        MvcResult arrived = arrive();
        assertThat(arrived.getResponse().getRedirectedUrl()).isEqualTo("/");
        Cookie cookie = Town.cookie(arrived);
        assertThat(town.status(cookie, "/")).isEqualTo(200);
        assertThat(town.status(cookie, "/administration"))
                .as("the role is the account's")
                .isEqualTo(403);
        assertThat(town.trailSince(before, "all"))
                .anySatisfy(e -> assertThat(e)
                        .startsWith("li sign-in.succeed account/li ok")
                        .contains("openid"));
        town.signIn("li", PASSWORD, "10.1.1.1").andExpect(redirectedUrl("/"));
    }

    @Test
    void whoHasNoneOrAClosedOneStaysOutside() throws Exception {
        PROVIDER.person = "stranger";
        refused(arrive());
        long asked = town.asked(Role.FINANCE_REVIEWER, "stranger");
        refused(arrive());
        assertThat(asked).as("asked for is not approved").isPositive();
        PROVIDER.person = "li";
        jdbc.sql("update account set enabled = false where name = 'li'").update();
        refused(arrive());
    }

    @Test
    void aTokenThatIsForgedReplayedOrForSomebodyElseOpensNothing() throws Exception {
        PROVIDER.oldNonce = true;
        refused(arrive());
        PROVIDER.behave();
        PROVIDER.audience = "another-system";
        refused(arrive());
        PROVIDER.behave();
        PROVIDER.signWithAnotherKey();
        refused(arrive());
        PROVIDER.behave();
        // An answer that nobody asked for: somebody else's state.
        MvcResult invented = web.perform(get("/login/oauth2/code/provider?code=once&state=invented"))
                .andReturn();
        refused(invented);
        assertThat(arrive().getResponse().getRedirectedUrl()).isEqualTo("/");
    }

    private void refused(MvcResult result) throws Exception {
        assertThat(result.getResponse().getRedirectedUrl()).isEqualTo("/sign-in?problem=openid");
        Cookie cookie = Town.cookie(result);
        if (cookie != null && !cookie.getValue().isEmpty()) {
            assertThat(town.status(cookie, "/")).isEqualTo(302);
        }
        assertThat(jdbc.sql("select count(*) from spring_session where principal_name in ('li', 'stranger')")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(Town.text(town.visitor(get("/sign-in?problem=openid")))).contains("没有让您进入");
    }

    /** The way of a browser: from us to the provider and back. */
    private MvcResult arrive() throws Exception {
        MvcResult leaving = web.perform(get("/oauth2/authorization/provider")).andReturn();
        String there = leaving.getResponse().getRedirectedUrl();
        assertThat(there).startsWith(PROVIDER.issuer() + "/authorize?").contains("state=", "nonce=");
        String back = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(there)).build(), HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        var query = UriComponentsBuilder.fromUriString(back).build().getQueryParams();
        return web.perform(get("/login/oauth2/code/provider")
                        .param("code", query.getFirst("code"))
                        .param(
                                "state",
                                java.net.URLDecoder.decode(
                                        query.getFirst("state"), java.nio.charset.StandardCharsets.UTF_8))
                        .cookie(Town.cookie(leaving)))
                .andReturn();
    }
}
