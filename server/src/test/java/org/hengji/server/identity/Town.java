package org.hengji.server.identity;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A small town's three administrators and one clerk, and what a browser of each of them does. */
final class Town {

    static final String PASSWORD = "marker-Passw0rd-7781";
    static final String OTHER = "another-Passw0rd-4410";
    static final Person CHEN = new Person("chen", "陈明", Role.SYSTEM_ADMINISTRATOR, 0);
    static final Person ZHOU = new Person("zhou", "周宁", Role.SECURITY_ADMINISTRATOR, 0);
    static final Person WU = new Person("wu", "吴桐", Role.AUDIT_ADMINISTRATOR, 0);
    static final Person LI = new Person("li", "李红", Role.FILLER, 0);

    /** Made once: making one is slow on purpose. */
    private static final String HASH = new BCryptPasswordEncoder(12).encode(PASSWORD);

    private final MockMvc web;
    private final JdbcClient jdbc;

    Town(MockMvc web, JdbcClient jdbc) {
        this.web = web;
        this.jdbc = jdbc;
    }

    /** Everybody fresh, and nothing remembered but the trail. */
    void settle() {
        for (String sql : List.of(
                "delete from invitation",
                "delete from right_request",
                "delete from account",
                "delete from sign_in_failure",
                "delete from account_policy",
                "delete from spring_session")) {
            jdbc.sql(sql).update();
        }
        for (Person person : List.of(CHEN, ZHOU, WU, LI)) {
            jdbc.sql("insert into account (name, display_name, role, password_hash) values (?, ?, ?, ?)")
                    .params(person.name(), person.displayName(), person.role().name(), HASH)
                    .update();
        }
    }

    ResultActions as(Person person, MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.with(csrf()).with(signedIn(person)));
    }

    String page(Person person, String path) throws Exception {
        return text(as(person, get(path)));
    }

    static String text(ResultActions actions) throws Exception {
        return actions.andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    static RequestPostProcessor signedIn(Person person) {
        return authentication(UsernamePasswordAuthenticationToken.authenticated(person, null, List.of()));
    }

    ResultActions signIn(String name, String password, String address) throws Exception {
        return web.perform(from(address, post("/sign-in").param("name", name).param("password", password)));
    }

    /** Signs in and gives the cookie, as a browser keeps it. */
    Cookie cookie(String name) throws Exception {
        return cookie(signIn(name, PASSWORD, "10.1.1.1").andReturn());
    }

    static Cookie cookie(MvcResult result) {
        return result.getResponse().getCookie("SESSION"); // the name is the web server's, and there is none here
    }

    /** The status of a page opened with a session's cookie. */
    int status(Cookie cookie, String path) throws Exception {
        return web.perform(get(path).cookie(cookie)).andReturn().getResponse().getStatus();
    }

    ResultActions with(Cookie cookie, MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.cookie(cookie).with(csrf()));
    }

    ResultActions visitor(MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.with(csrf()));
    }

    static MockHttpServletRequestBuilder from(String address, MockHttpServletRequestBuilder request) {
        return request.with(csrf()).with(r -> {
            r.setRemoteAddr(address);
            return r;
        });
    }

    /** Asks for an account; the number of the request. */
    long asked(Role role, String person) throws Exception {
        as(CHEN, post("/administration").param("role", role.name()).param("person", person));
        return jdbc.sql("select max(id) from right_request").query(Long.class).single();
    }

    /** The token of the link for an approved request. */
    String link(long request) throws Exception {
        String page = text(as(CHEN, post("/administration/requests/" + request + "/link")));
        var found = java.util.regex.Pattern.compile("http://localhost/setup\\?token=([A-Za-z0-9_-]{43})")
                .matcher(page);
        if (!found.find()) {
            throw new AssertionError("no link: " + page);
        }
        return found.group(1);
    }

    String approvedLink(Role role, String person) throws Exception {
        long request = asked(role, person);
        as(ZHOU, post("/security/requests/" + request + "/approve"));
        return link(request);
    }

    ResultActions setUp(String token, String name, String displayName, String password) throws Exception {
        return visitor(post("/setup")
                .param("token", token)
                .param("name", name)
                .param("displayName", displayName)
                .param("password", password)
                .param("repeated", password));
    }

    long id(String name) {
        return jdbc.sql("select id from account where name = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    List<String> trailSince(long seq, String columns) {
        return jdbc.sql(
                        "select concat_ws(' ', who, action, entity, result, case when :all = 'all' then after::text end)"
                                + " from trail where seq > :seq order by seq")
                .param("all", columns)
                .param("seq", seq)
                .query(String.class)
                .list();
    }

    long lastEntry() {
        return jdbc.sql("select seq from trail_head").query(Long.class).single();
    }
}
