package org.hengji.server.access;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.hengji.server.Web;
import org.hengji.server.WebTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** A page whose author forgot to say whom it is for. */
@WebTest
@TestPropertySource(properties = "hengji.mark=serve")
@Import(RoutesTest.Forgotten.class)
class RoutesTest {

    @Autowired
    private Web web;

    @Controller
    static class Forgotten {
        @GetMapping("/forgotten")
        @ResponseBody
        String page() {
            return "open";
        }
    }

    @Test
    @DisplayName("D5.13 a route that says nothing is closed to everybody")
    void whatIsForgottenIsClosed() throws Exception {
        for (Role role : Role.values()) {
            web.perform(get("/forgotten").with(web.as(role.key(), role, 0))).andExpect(status().isForbidden());
        }
        web.perform(get("/forgotten")).andExpect(redirectedUrl("/sign-in"));
    }
}
