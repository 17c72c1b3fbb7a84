package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hamcrest.Matchers;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class DemoWebTest {

    @Autowired
    private MockMvc web;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    @Test
    void healthAnswersWithoutSigningInAndSaysNoMore() throws Exception {
        for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
            web.perform(get(path))
                    .andExpect(status().isOk())
                    .andExpect(content().string(Matchers.containsString("UP")))
                    .andExpect(content().string(Matchers.not(Matchers.containsString("details"))));
        }
    }

    @Test
    void everyRouteThatDoesNotOpenItselfSendsAVisitorToSignIn() throws Exception {
        List<String> open = new ArrayList<>();
        for (var route : routes.getHandlerMethods().entrySet()) {
            OpenTo openTo =
                    AnnotatedElementUtils.findMergedAnnotation(route.getValue().getMethod(), OpenTo.class);
            if (openTo == null) {
                openTo = AnnotatedElementUtils.findMergedAnnotation(
                        route.getValue().getBeanType(), OpenTo.class);
            }
            if (openTo != null && openTo.value() == OpenTo.Audience.EVERYONE) {
                continue;
            }
            Set<RequestMethod> methods = route.getKey().getMethodsCondition().getMethods();
            for (String pattern : route.getKey().getPatternValues()) {
                for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                    String path = pattern.replaceAll("\\{[^}]*}", "1")
                            .replace("**", "x")
                            .replace("*", "x");
                    var answer = web.perform(request(HttpMethod.valueOf(method.name()), path)
                                    .with(csrf()))
                            .andReturn()
                            .getResponse();
                    if (!"/sign-in".equals(answer.getHeader("Location"))) {
                        open.add(method + " " + path + " -> " + answer.getStatus());
                    }
                }
            }
        }
        assertThat(open).isEmpty();
    }

    @Test
    void actuatorBeyondHealthIsClosedToEveryone() throws Exception {
        web.perform(get("/actuator/env").with(signedIn(Role.SYSTEM_ADMINISTRATOR)))
                .andExpect(status().isForbidden());
        web.perform(get("/actuator").with(signedIn(Role.SYSTEM_ADMINISTRATOR))).andExpect(status().isForbidden());
    }

    @Test
    void everyPageCarriesTheStrictPolicy() throws Exception {
        web.perform(get("/sign-in"))
                .andExpect(header().string("Content-Security-Policy", Matchers.startsWith("default-src 'self';")))
                .andExpect(header().string("Content-Security-Policy", Matchers.not(Matchers.containsString("unsafe"))))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("X-Frame-Options", "DENY"))
                .andExpect(header().string("Cache-Control", Matchers.containsString("no-store")));
    }

    @Test
    void aFormWithoutItsTokenChangesNothingAndSaysThatTheSessionExpired() throws Exception {
        web.perform(post("/sign-in").param("role", "FILLER")).andExpect(status().isForbidden());
        web.perform(post("/sign-in").param("role", "FILLER").header("HX-Request", "true"))
                .andExpect(status().isForbidden())
                .andExpect(header().string("HX-Trigger", "hengji:signed-out"));
    }

    @Test
    void aBackgroundRequestWithoutSessionIsToldSoAndNotRedirected() throws Exception {
        web.perform(get("/").header("HX-Request", "true"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("HX-Trigger", "hengji:signed-out"));
    }

    @Test
    void oneClickSignsInAsEachRole() throws Exception {
        for (Role role : Role.values()) {
            web.perform(post("/sign-in").param("role", role.name()).with(csrf()))
                    .andExpect(status().isFound())
                    .andExpect(redirectedUrl("/"));
            web.perform(get("/").with(signedIn(role)))
                    .andExpect(status().isOk())
                    .andExpect(content().string(Matchers.containsString("工作台")));
        }
    }

    @Test
    void languageIsChosenInTheAddressAndRemembered() throws Exception {
        web.perform(get("/sign-in?lang=en"))
                .andExpect(content().string(Matchers.containsString("<html lang=\"en\">")))
                .andExpect(cookie().value("hengji-language", "en"));
        web.perform(get("/sign-in?lang=<script>"))
                .andExpect(content().string(Matchers.containsString("<html lang=\"zh-CN\">")))
                .andExpect(content().string(Matchers.not(Matchers.containsString("<script>\""))));
    }

    @Test
    void setupDoesNotExistInADemonstration() throws Exception {
        web.perform(get("/setup").with(signedIn(Role.FILLER))).andExpect(status().isNotFound());
    }

    @Test
    void aDemonstrationSaysThatNobodyNeedsAnInvitationAndGivesNone() throws Exception {
        web.perform(get("/administration").with(signedIn(Role.SYSTEM_ADMINISTRATOR)))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("没有账号，也不需要申请")))
                .andExpect(content().string(Matchers.not(Matchers.containsString("name=\"invitee\""))));
        web.perform(post("/administration")
                        .param("role", "FILLER")
                        .param("invitee", "李红")
                        .with(csrf())
                        .with(signedIn(Role.SYSTEM_ADMINISTRATOR)))
                .andExpect(status().isMethodNotAllowed());
    }

    static RequestPostProcessor signedIn(Role role) {
        return authentication(UsernamePasswordAuthenticationToken.authenticated(
                new Person("demo-" + role.key(), role.key(), role, role.belongsToUnit() ? 1 : 0), null, List.of()));
    }
}
