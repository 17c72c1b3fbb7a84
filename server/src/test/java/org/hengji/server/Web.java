package org.hengji.server;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.organisation.Units;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The pages of a {@link WebTest}, asked for by people of the bodies of the demonstration. */
public final class Web {

    private final MockMvc mvc;
    private final Units units;

    public Web(MockMvc mvc, Units units) {
        this.mvc = mvc;
        this.units = units;
    }

    public long unit(String code) {
        return units.byCode(code).orElseThrow().id();
    }

    public UsernamePasswordAuthenticationToken token(Role role, String unitCode) {
        return token(new Person(role.key() + "-" + unitCode, role.key(), role, unit(unitCode)));
    }

    public RequestPostProcessor as(Role role, String unitCode) {
        return authentication(token(role, unitCode));
    }

    /** @param unit 0 for who belongs to none */
    public RequestPostProcessor as(String name, Role role, long unit) {
        return authentication(token(new Person(name, name, role, unit)));
    }

    private static UsernamePasswordAuthenticationToken token(Person person) {
        return UsernamePasswordAuthenticationToken.authenticated(person, null, List.of());
    }

    public String page(String path, RequestPostProcessor who) throws Exception {
        return body(mvc.perform(get(path).with(who)).andExpect(status().isOk()));
    }

    /** @param fields name, value, name, value */
    public ResultActions send(String path, RequestPostProcessor who, String... fields) throws Exception {
        var request = post(path).with(who).with(csrf());
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return mvc.perform(request);
    }

    /** The person at the pages of imports. */
    public ImportDesk imports(RequestPostProcessor who) {
        return new ImportDesk(mvc, who, "/imports");
    }

    public ResultActions perform(RequestBuilder request) throws Exception {
        return mvc.perform(request);
    }

    public static String body(ResultActions answer) throws Exception {
        return answer.andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
