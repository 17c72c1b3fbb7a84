package org.hengji.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.server.WebTest;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.database.Database;
import org.hengji.server.trail.Chain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The system administrator invites people; nobody gets two roles by it, and every act is in the trail. */
@WebTest
@TestPropertySource(properties = "hengji.mark=serve")
class InvitationTest {

    private static final String PASSWORD = "marker-Passw0rd-7781";
    private static final Pattern LINK = Pattern.compile("http://localhost/setup\\?token=([A-Za-z0-9_-]{43})");

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Database database;

    @Autowired
    private Accounts accounts;

    @BeforeEach
    void oneAdministrator() {
        jdbc.sql("delete from account").update();
        jdbc.sql("delete from invitation").update();
        accounts.create("chen", "陈明", Role.SYSTEM_ADMINISTRATOR, 0, PASSWORD);
    }

    @Test
    void anInvitedPersonGetsTheRoleOfTheInvitationAndNoOther() throws Exception {
        for (Role role :
                Arrays.stream(Role.values()).filter(r -> !r.administrator()).toList()) {
            String token = invited(role, "李" + role.ordinal());
            assertThat(text(get("/setup").param("token", token)))
                    .as("the name is filled in")
                    .contains("value=\"李" + role.ordinal() + "\"");
            setUp(token, "li." + role.ordinal(), "李" + role.ordinal()).andExpect(redirectedUrl("/"));
            setUp(token, "wang." + role.ordinal(), "王").andExpect(status().isGone());
        }
        assertThat(accounts.list())
                .extracting(a -> a.person().role())
                .containsExactly(
                        Role.FILLER,
                        Role.DIVISION_HEAD,
                        Role.UNIT_APPROVER,
                        Role.DEPARTMENT_REVIEWER,
                        Role.FINANCE_REVIEWER,
                        Role.THIRD_PARTY,
                        Role.EXPERT,
                        Role.SYSTEM_ADMINISTRATOR);
        assertThat(page("zh")).contains("李0", "li.0", "账号（8）", "没有未使用的邀请");
    }

    @Test
    void theLinkIsShownOnceAndKeptNowhere() throws Exception {
        String token = invited(Role.FILLER, "李红");
        assertThat(page("zh")).contains("未使用的邀请（1）", "李红", "填报人", "陈明").doesNotContain(token);
        for (String table : List.of("invitation", "trail", "spring_session_attributes")) {
            assertThat(jdbc.sql("select coalesce(string_agg(t::text, ' '), '') from " + table + " t")
                            .query(String.class)
                            .single())
                    .as(table)
                    .doesNotContain(token);
        }
    }

    @Test
    void invitationsOfDifferentPeopleLiveBesideEachOtherAndASecondForTheSamePersonReplacesTheFirst() throws Exception {
        String li = invited(Role.FILLER, "李红");
        String wang = invited(Role.FILLER, "王强");
        String again = invited(Role.FILLER, "李红");
        web.perform(get("/setup").param("token", li)).andExpect(status().isGone());
        web.perform(get("/setup").param("token", wang)).andExpect(status().isOk());
        web.perform(get("/setup").param("token", again)).andExpect(status().isOk());
        assertThat(page("en")).contains("Unused invitations (2)");
    }

    @Test
    void aWithdrawnInvitationOpensNothingAndASecondTrySaysSo() throws Exception {
        String token = invited(Role.EXPERT, "赵敏");
        String withdraw = "/administration/invitations/"
                + jdbc.sql("select id from invitation").query(Long.class).single() + "/withdraw";
        asAdministrator(post(withdraw)).andExpect(redirectedUrl("/administration?notice=withdrawn"));
        web.perform(get("/setup").param("token", token)).andExpect(status().isGone());
        setUp(token, "zhao", "赵敏").andExpect(status().isGone());
        asAdministrator(post(withdraw)).andExpect(redirectedUrl("/administration?notice=gone"));
        assertThat(text(get("/administration").param("notice", "gone").with(administrator())))
                .contains("没有撤回：这个邀请已经用过");
    }

    @Test
    void anExpiredInvitationIsShownAsExpiredAndOpensNothing() throws Exception {
        String token = invited(Role.EXPERT, "赵敏");
        assertThat(page("zh")).contains(">等待本人使用<").doesNotContain(">已过期<");
        jdbc.sql("update invitation set expires_at = now() - interval '1 minute'")
                .update();
        web.perform(get("/setup").param("token", token)).andExpect(status().isGone());
        assertThat(page("zh")).contains(">已过期<").doesNotContain(">等待本人使用<");
    }

    @Test
    void whatIsWrongIsSaidBesideTheFieldAndNothingIsIssued() throws Exception {
        for (String[] wrong : List.of(
                new String[] {"", "李红", "role-fault", "没有选择角色"},
                new String[] {"EMPEROR", "李红", "role-fault", "没有选择角色"},
                new String[] {"SYSTEM_ADMINISTRATOR", "李红", "role-fault", "这里只邀请业务角色"},
                new String[] {"SECURITY_ADMINISTRATOR", "李红", "role-fault", "这里只邀请业务角色"},
                new String[] {"AUDIT_ADMINISTRATOR", "李红", "role-fault", "这里只邀请业务角色"},
                new String[] {"FILLER", "  ", "invitee-fault", "请填写被邀请人的姓名"},
                new String[] {"FILLER", "李".repeat(41), "invitee-fault", "不超过 40 个字"},
                new String[] {"FILLER", "陈明", "invitee-fault", "这是您自己的姓名"},
                new String[] {"FILLER", "CHEN", "invitee-fault", "这是您自己的姓名"})) {
            String answer = asAdministrator(
                            post("/administration").param("role", wrong[0]).param("invitee", wrong[1]))
                    .andExpect(status().isUnprocessableContent())
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
            assertThat(answer)
                    .as(String.join(" ", wrong))
                    .contains("id=\"" + wrong[2] + "\"")
                    .contains(wrong[3])
                    .doesNotContain("/setup?token=");
        }
        assertThat(jdbc.sql("select count(*) from invitation").query(Long.class).single())
                .isZero();
    }

    @Test
    void theAdministratorWhoInvitesCannotTakeTheLink() throws Exception {
        String token = invited(Role.FILLER, "李红");
        web.perform(get("/setup").param("token", token).with(administrator())).andExpect(status().isConflict());
        web.perform(newAccount(token, "chen2", "李红").with(administrator())).andExpect(status().isConflict());
        setUp(token, "chen", "李红").andExpect(status().isUnprocessableContent());
        setUp(token, "chen2", "陈明").andExpect(status().isUnprocessableContent());
        assertThat(accounts.list()).hasSize(1);
        setUp(token, "li", "李红").andExpect(redirectedUrl("/"));
    }

    @Test
    void nobodyButTheSystemAdministratorSeesOrDoesIt() throws Exception {
        for (Role role : Role.values()) {
            if (role != Role.SYSTEM_ADMINISTRATOR) {
                web.perform(get("/administration").with(as("x", role))).andExpect(status().isForbidden());
                web.perform(post("/administration")
                                .param("role", "FILLER")
                                .param("invitee", "李红")
                                .with(csrf())
                                .with(as("x", role)))
                        .andExpect(status().isForbidden());
                web.perform(post("/administration/invitations/1/withdraw")
                                .with(csrf())
                                .with(as("x", role)))
                        .andExpect(status().isForbidden());
            }
        }
        web.perform(post("/administration")
                        .param("role", "FILLER")
                        .param("invitee", "李红")
                        .with(administrator()))
                .andExpect(status().isForbidden());
        assertThat(jdbc.sql("select count(*) from invitation").query(Long.class).single())
                .as("without the form's token not even the administrator")
                .isZero();
    }

    @Test
    void everyActIsInTheTrailAndTheTrailIsWhole() throws Exception {
        long before = jdbc.sql("select max(seq) from trail")
                .query(Long.class)
                .optional()
                .orElse(0L);
        String token = invited(Role.FILLER, "李红");
        setUp(token, "li", "李红");
        invited(Role.EXPERT, "赵敏");
        long open = jdbc.sql("select id from invitation where used_at is null")
                .query(Long.class)
                .single();
        asAdministrator(post("/administration/invitations/" + open + "/withdraw"));
        assertThat(jdbc.sql(
                                "select who || ' ' || action || ' ' || coalesce(after->>'role', before->>'role') || ' '"
                                        + " || coalesce(after->>'invitee', before->>'invitee', '') from trail where seq > ? order by seq")
                        .param(before)
                        .query(String.class)
                        .list())
                .containsExactly(
                        "chen invitation.issue filler 李红",
                        "li account.create filler ",
                        "chen invitation.issue expert 赵敏",
                        "chen invitation.withdraw expert 赵敏");
        try (Connection connection = database.connect()) {
            assertThat(Chain.verify(connection).whole()).isTrue();
        }
    }

    private String invited(Role role, String invitee) throws Exception {
        String answer = asAdministrator(
                        post("/administration").param("role", role.name()).param("invitee", invitee))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        Matcher link = LINK.matcher(answer);
        assertThat(link.find()).as("a link for " + invitee).isTrue();
        return link.group(1);
    }

    private String page(String language) throws Exception {
        return text(get("/administration")
                .cookie(new Cookie("hengji-language", language))
                .with(administrator()));
    }

    private String text(MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private ResultActions asAdministrator(MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.with(csrf()).with(administrator()));
    }

    private ResultActions setUp(String token, String name, String displayName) throws Exception {
        return web.perform(newAccount(token, name, displayName));
    }

    private static MockHttpServletRequestBuilder newAccount(String token, String name, String displayName) {
        return post("/setup")
                .param("token", token)
                .param("name", name)
                .param("displayName", displayName)
                .param("password", PASSWORD)
                .param("repeated", PASSWORD)
                .with(csrf());
    }

    private static RequestPostProcessor administrator() {
        return as("chen", Role.SYSTEM_ADMINISTRATOR);
    }

    private static RequestPostProcessor as(String name, Role role) {
        return authentication(UsernamePasswordAuthenticationToken.authenticated(
                new Person(name, name.equals("chen") ? "陈明" : name, role, 0), null, List.of()));
    }
}
