package org.hengji.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hengji.server.identity.Town.CHEN;
import static org.hengji.server.identity.Town.LI;
import static org.hengji.server.identity.Town.PASSWORD;
import static org.hengji.server.identity.Town.WU;
import static org.hengji.server.identity.Town.ZHOU;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.util.List;
import org.hengji.server.WebTest;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/** The system administrator asks, the security administrator grants, nobody does both; every act is in the trail. */
@WebTest
@TestPropertySource(properties = "hengji.mark=serve")
class RightsTest {

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
    void anApprovedPersonGetsTheRoleOfTheRequestAndNoOther() throws Exception {
        for (Role role : Role.values()) {
            String token = town.approvedLink(role, "王" + role.ordinal());
            assertThat(Town.text(town.visitor(get("/setup").param("token", token))))
                    .as("the name is filled in")
                    .contains("value=\"王" + role.ordinal() + "\"");
            town.setUp(token, "wang." + role.ordinal(), "王" + role.ordinal(), PASSWORD)
                    .andExpect(redirectedUrl("/"));
            assertThat(accounts.find("wang." + role.ordinal())
                            .orElseThrow()
                            .person()
                            .role())
                    .isEqualTo(role);
            town.setUp(token, "again." + role.ordinal(), "王", PASSWORD).andExpect(status().isGone());
        }
        assertThat(town.page(CHEN, "/administration")).contains("没有未办结的申请", "wang.9");
    }

    @Test
    @DisplayName("D5.18 a right is asked for and approved by different people")
    void nobodyApprovesWhatTheyAskedForOrWhatIsAboutThem() throws Exception {
        long request = town.asked(Role.FINANCE_REVIEWER, "赵敏");
        town.as(CHEN, post("/security/requests/" + request + "/approve")).andExpect(status().isForbidden());
        town.as(CHEN, post("/administration/requests/" + request + "/link"))
                .andExpect(redirectedUrl("/administration?notice=gone"));

        // Even when the database says that the security administrator asked:
        jdbc.sql("update right_request set asked_by = 'zhou' where id = ?")
                .param(request)
                .update();
        assertThat(Town.text(town.as(ZHOU, post("/security/requests/" + request + "/approve"))
                        .andExpect(status().isConflict())))
                .contains("没有批准：这是您自己提出的");
        assertThatThrownBy(() -> jdbc.sql("update right_request set decision = 'APPROVED', decided_by = 'zhou'")
                        .update())
                .as("the table itself knows the rule")
                .hasMessageContaining("right_request");

        long aboutHer = town.asked(Role.FINANCE_REVIEWER, "周宁");
        town.as(ZHOU, post("/security/requests/" + aboutHer + "/approve")).andExpect(status().isConflict());
        assertThat(town.trailSince(0, "").stream()
                        .filter(e -> e.startsWith("zhou right.approve") && e.endsWith("refused")))
                .hasSize(2);
        assertThat(accounts.list()).hasSize(4);
    }

    @Test
    void withoutApprovalThereIsNoLinkAndARefusalNeedsItsReason() throws Exception {
        long request = town.asked(Role.FILLER, "赵敏");
        assertThat(town.page(CHEN, "/administration")).contains("等待审批").doesNotContain("/link\"");
        town.as(ZHOU, post("/security/requests/" + request + "/refuse")).andExpect(status().isUnprocessableContent());
        town.as(ZHOU, post("/security/requests/" + request + "/refuse").param("comment", "没有这个人"))
                .andExpect(redirectedUrl("/security?notice=refused"));
        town.as(ZHOU, post("/security/requests/" + request + "/approve"))
                .andExpect(redirectedUrl("/security?notice=gone"));
        town.as(CHEN, post("/administration/requests/" + request + "/link"))
                .andExpect(redirectedUrl("/administration?notice=gone"));
        assertThat(town.page(ZHOU, "/security")).contains("没有等待审批的申请");
        assertThat(town.page(ZHOU, "/security/requests")).contains("没有这个人");
    }

    @Test
    void theLinkIsShownOnceAndKeptNowhereAndANewOneReplacesIt() throws Exception {
        String first = town.approvedLink(Role.FILLER, "赵敏");
        assertThat(town.page(CHEN, "/administration")).contains("赵敏", "等待本人使用").doesNotContain(first);
        for (String table : List.of("invitation", "trail", "spring_session_attributes", "right_request")) {
            assertThat(jdbc.sql("select coalesce(string_agg(t::text, ' '), '') from " + table + " t")
                            .query(String.class)
                            .single())
                    .as(table)
                    .doesNotContain(first);
        }
        long request =
                jdbc.sql("select id from right_request").query(Long.class).single();
        String second = town.link(request);
        town.visitor(get("/setup").param("token", first)).andExpect(status().isGone());
        town.visitor(get("/setup").param("token", second)).andExpect(status().isOk());
        jdbc.sql("update invitation set expires_at = now() - interval '1 minute'")
                .update();
        town.visitor(get("/setup").param("token", second)).andExpect(status().isGone());
        assertThat(town.page(CHEN, "/administration")).contains("链接已过期");
    }

    @Test
    void whatIsWithdrawnOpensNothingAlsoAfterTheApproval() throws Exception {
        String token = town.approvedLink(Role.EXPERT, "赵敏");
        String withdraw = "/administration/requests/"
                + jdbc.sql("select id from right_request").query(Long.class).single() + "/withdraw";
        town.as(CHEN, post(withdraw)).andExpect(redirectedUrl("/administration?notice=withdrawn"));
        town.visitor(get("/setup").param("token", token)).andExpect(status().isGone());
        town.setUp(token, "zhao", "赵敏", PASSWORD).andExpect(status().isGone());
        town.as(CHEN, post(withdraw)).andExpect(redirectedUrl("/administration?notice=gone"));
    }

    @Test
    void whatIsWrongIsSaidBesideTheFieldAndNothingIsAsked() throws Exception {
        for (String[] wrong : List.of(
                new String[] {"", "赵敏", "role-fault", "没有选择角色"},
                new String[] {"EMPEROR", "赵敏", "role-fault", "没有选择角色"},
                new String[] {"FILLER", "  ", "person-fault", "请填写姓名"},
                new String[] {"FILLER", "赵".repeat(41), "person-fault", "不超过 40 个字"},
                new String[] {"FILLER", "陈明", "person-fault", "这是您自己的姓名"},
                new String[] {"FILLER", "CHEN", "person-fault", "这是您自己的姓名"})) {
            assertThat(Town.text(town.as(
                                    CHEN,
                                    post("/administration")
                                            .param("role", wrong[0])
                                            .param("person", wrong[1]))
                            .andExpect(status().isUnprocessableContent())))
                    .as(String.join(" ", wrong))
                    .contains("id=\"" + wrong[2] + "\"")
                    .contains(wrong[3]);
        }
        assertThat(jdbc.sql("select count(*) from right_request")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whoAsksAndWhoApprovesCannotTakeTheLink() throws Exception {
        String token = town.approvedLink(Role.FILLER, "赵敏");
        town.as(CHEN, get("/setup").param("token", token)).andExpect(status().isConflict());
        town.setUp(token, "chen", "赵敏", PASSWORD).andExpect(status().isUnprocessableContent());
        town.setUp(token, "chen2", "陈明", PASSWORD).andExpect(status().isUnprocessableContent());
        town.setUp(token, "zhou2", "周宁", PASSWORD).andExpect(status().isUnprocessableContent());
        assertThat(accounts.list()).hasSize(4);
        town.setUp(token, "zhao", "赵敏", PASSWORD).andExpect(redirectedUrl("/"));
    }

    @Test
    @DisplayName("D5.10 disable, role change and password change end other sessions at once")
    void whateverTakesOrChangesARightEndsTheSessionsAtOnce() throws Exception {
        Cookie here = town.cookie("li");
        Cookie elsewhere = town.cookie("li");
        assertThat(town.status(here, "/")).isEqualTo(200);

        long change = askedFor("li", "CHANGE", "DIVISION_HEAD");
        assertThat(town.status(here, "/")).as("asked is not granted").isEqualTo(200);
        town.as(ZHOU, post("/security/requests/" + change + "/approve"));
        assertThat(town.status(here, "/")).isEqualTo(302);
        assertThat(town.status(elsewhere, "/")).isEqualTo(302);
        assertThat(accounts.find("li").orElseThrow().person().role()).isEqualTo(Role.DIVISION_HEAD);

        Cookie mine = town.cookie("li");
        Cookie other = town.cookie("li");
        town.with(
                        mine,
                        post("/account/password")
                                .param("current", PASSWORD)
                                .param("password", Town.OTHER)
                                .param("repeated", Town.OTHER))
                .andExpect(redirectedUrl("/account?notice=password"));
        assertThat(town.status(mine, "/")).as("the one who changed it stays").isEqualTo(200);
        assertThat(town.status(other, "/")).isEqualTo(302);

        town.as(ZHOU, post("/security/accounts/" + town.id("li") + "/disable"))
                .andExpect(redirectedUrl("/security?notice=disabled"));
        assertThat(town.status(mine, "/")).isEqualTo(302);
        town.signIn("li", Town.OTHER, "10.1.1.1").andExpect(status().isUnauthorized());

        town.as(ZHOU, post("/security/requests/" + askedFor("li", "ENABLE", "") + "/approve"));
        Cookie again = Town.cookie(town.signIn("li", Town.OTHER, "10.1.1.1").andReturn());
        assertThat(town.status(again, "/")).isEqualTo(200);
        town.with(again, post("/sign-out"));
        assertThat(town.status(again, "/")).as("the old cookie, replayed").isEqualTo(302);
    }

    @Test
    void theLastAdministratorOfAKindCannotBeClosedNorCloseHimself() throws Exception {
        town.as(ZHOU, post("/security/accounts/" + town.id("chen") + "/disable"))
                .andExpect(status().isConflict());
        town.as(ZHOU, post("/security/accounts/" + town.id("zhou") + "/disable"))
                .andExpect(status().isConflict());
        town.setUp(town.approvedLink(Role.SYSTEM_ADMINISTRATOR, "郑和"), "zheng", "郑和", PASSWORD);
        town.as(ZHOU, post("/security/accounts/" + town.id("chen") + "/disable"))
                .andExpect(redirectedUrl("/security?notice=disabled"));
    }

    @Test
    @DisplayName("D5.17 (accounts) an administrator's account never becomes another")
    void noAccountIsTwoOfTheThreeInTurn() throws Exception {
        for (String[] wish : new String[][] {
            {"wu", "SECURITY_ADMINISTRATOR"}, {"wu", "FILLER"}, {"li", "AUDIT_ADMINISTRATOR"}, {"chen", "FILLER"}
        }) {
            town.as(
                            CHEN,
                            post("/administration/accounts/" + town.id(wish[0]))
                                    .param("kind", "CHANGE")
                                    .param("role", wish[1]))
                    .andExpect(status().isUnprocessableContent());
        }
        assertThat(jdbc.sql("select count(*) from right_request")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aLostPasswordOrTelephoneTakesTwoAdministratorsAndTheLinkOfThePerson() throws Exception {
        jdbc.sql("update account set second_factor = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' where name = 'li'")
                .update();
        Cookie old = town.cookie("wu");
        long request = askedFor("li", "RESET", "");
        town.as(ZHOU, post("/security/requests/" + request + "/approve"));
        String token = town.link(request);
        assertThat(Town.text(town.visitor(get("/setup").param("token", token))))
                .contains("重新设置密码：李红", "value=\"li\"", "readonly");
        town.setUp(token, "wu", "吴桐", PASSWORD).andExpect(status().isUnprocessableContent());
        town.setUp(token, "wu", "吴桐", Town.OTHER).andExpect(redirectedUrl("/"));
        assertThat(town.status(old, "/audit"))
                .as("nobody else's account was touched")
                .isEqualTo(200);
        assertThat(accounts.find("li").orElseThrow().secondFactor()).isFalse();
        town.signIn("li", PASSWORD, "10.1.1.1").andExpect(status().isUnauthorized());
        town.signIn("li", Town.OTHER, "10.1.1.1").andExpect(status().isFound());
        town.setUp(token, "li", "李红", "third-Passw0rd-9182").andExpect(status().isGone());
    }

    @Test
    @DisplayName("D5.17 (pages) each of the three administrators lacks the others' acts")
    void nobodyButTheRightAdministratorSeesOrDoesIt() throws Exception {
        long request = town.asked(Role.FILLER, "赵敏");
        String[][] acts = {
            {"SYSTEM_ADMINISTRATOR", "GET", "/administration"},
            {"SYSTEM_ADMINISTRATOR", "POST", "/administration"},
            {"SYSTEM_ADMINISTRATOR", "GET", "/administration/accounts/" + town.id("li")},
            {"SYSTEM_ADMINISTRATOR", "POST", "/administration/accounts/" + town.id("li")},
            {"SYSTEM_ADMINISTRATOR", "POST", "/administration/requests/" + request + "/link"},
            {"SYSTEM_ADMINISTRATOR", "POST", "/administration/requests/" + request + "/withdraw"},
            {"SECURITY_ADMINISTRATOR", "GET", "/security"},
            {"SECURITY_ADMINISTRATOR", "POST", "/security/requests/" + request + "/approve"},
            {"SECURITY_ADMINISTRATOR", "POST", "/security/requests/" + request + "/refuse"},
            {"SECURITY_ADMINISTRATOR", "POST", "/security/accounts/" + town.id("li") + "/disable"},
            {"SECURITY_ADMINISTRATOR", "POST", "/security/policy"},
            {"AUDIT_ADMINISTRATOR", "GET", "/audit"},
        };
        for (String[] act : acts) {
            for (Role role : Role.values()) {
                if (!role.name().equals(act[0])) {
                    town.as(new Person("x", "x", role, 0), act[1].equals("GET") ? get(act[2]) : post(act[2]))
                            .andExpect(status().isForbidden());
                }
            }
            web.perform(act[1].equals("GET") ? get(act[2]) : post(act[2]))
                    .andExpect(result -> assertThat(result.getResponse().getStatus())
                            .as("a visitor at " + act[2])
                            .isIn(302, 403));
        }
        assertThat(jdbc.sql("select count(*) from right_request where decision is not null")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void everyActIsInTheTrail() throws Exception {
        long before = town.lastEntry();
        String token = town.approvedLink(Role.EXPERT, "赵敏");
        town.setUp(token, "zhao", "赵敏", PASSWORD);
        town.as(ZHOU, post("/security/accounts/" + town.id("zhao") + "/disable"));
        long request =
                jdbc.sql("select id from right_request").query(Long.class).single();
        long invitation =
                jdbc.sql("select id from invitation").query(Long.class).single();
        assertThat(town.trailSince(before, ""))
                .containsExactly(
                        "chen right.ask right/" + request + " ok",
                        "zhou right.approve right/" + request + " ok",
                        "chen invitation.issue invitation/" + invitation + " ok",
                        "zhao account.create account/zhao ok",
                        "zhou account.disable account/zhao ok");
    }

    @Test
    void theOwnAccountCanEndItsSessionsAndNobodyElses() throws Exception {
        Cookie li = town.cookie("li");
        Cookie other = town.cookie("li");
        Cookie wu = town.cookie("wu");
        String keyOfWu = jdbc.sql("select primary_id from spring_session where principal_name = 'wu'")
                .query(String.class)
                .single();
        town.with(li, post("/account/sessions/" + keyOfWu + "/end"));
        assertThat(town.status(wu, "/audit")).isEqualTo(200);
        String page = Town.text(town.with(li, get("/account")));
        String key = page.replaceAll("(?s).*/account/sessions/([^/]+)/end.*", "$1");
        town.with(li, post("/account/sessions/" + key + "/end"));
        assertThat(town.status(other, "/")).isEqualTo(302);
        assertThat(town.status(li, "/")).isEqualTo(200);
        assertThat(page).doesNotContain(sessionId(li));
        assertThat(town.page(LI, "/account")).contains("我的账号");
        assertThat(town.page(WU, "/account")).contains("审计管理员");
    }

    private String sessionId(Cookie cookie) {
        return new String(java.util.Base64.getDecoder().decode(cookie.getValue()));
    }

    private long askedFor(String name, String kind, String role) throws Exception {
        town.as(
                        CHEN,
                        post("/administration/accounts/" + town.id(name))
                                .param("kind", kind)
                                .param("role", role))
                .andExpect(redirectedUrl("/administration?notice=asked"));
        return jdbc.sql("select max(id) from right_request").query(Long.class).single();
    }
}
