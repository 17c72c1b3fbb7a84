package org.hengji.server.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.hengji.server.WebTest;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Bodies are renamed, moved and merged, and what was so before stays; who sees whose data follows. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class OrganisationWebTest {

    @Autowired
    private MockMvc web;

    @Autowired
    private Units units;

    @Autowired
    private Scope scope;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aRenamedBodyKeepsItsNumberAndItsFormerName() throws Exception {
        long library = id("902001");
        describe(library, "云岭市少年儿童图书馆", "UNIT", id("902"), "2026-07-01").andExpect(status().is3xxRedirection());
        assertThat(units.tree(LocalDate.of(2026, 6, 30))
                        .find(library)
                        .orElseThrow()
                        .name()
                        .zh())
                .isEqualTo("云岭市图书馆");
        assertThat(units.tree(LocalDate.of(2026, 7, 1))
                        .find(library)
                        .orElseThrow()
                        .name()
                        .zh())
                .isEqualTo("云岭市少年儿童图书馆");
        web.perform(get("/organisation?unit=" + library).with(as(Role.FILLER, library)))
                .andExpect(content().string(containsString("云岭市图书馆")))
                .andExpect(content().string(not(containsString("name=\"nameZh\""))));
        assertThat(jdbc.sql("select before ->> 'name' from trail where action = 'unit.change' and entity = ?")
                        .param("unit/" + library)
                        .query(String.class)
                        .list())
                .contains("云岭市图书馆");
    }

    @Test
    void whatCannotBeIsRefusedWithItsRemedyAndTheTypedTextStays() throws Exception {
        long department = id("903");
        long centre = id("903001");
        describe(department, "城管局", "DEPARTMENT", centre, "2026-07-01")
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("就在这个单位下面，不能作它的上级")))
                .andExpect(content().string(containsString("value=\"城管局\"")));
        describe(centre, "", "INSTITUTION", department, "2026-07-01")
                .andExpect(content().string(containsString("没有写单位名称")));
        describe(centre, "公园中心", "INSTITUTION", department, "2018-01-01")
                .andExpect(content().string(containsString("会改写历史")));
        describe(centre, "公园中心", "INSTITUTION", department, "明天")
                .andExpect(content().string(containsString("“明天”不是日期")));
        add("903001", "又一个", department).andExpect(content().string(containsString("已经是“云岭市公园管理中心”的")));
        add("云岭", "又一个", department).andExpect(content().string(containsString("不是 1 至 21 位的数字或字母")));
        end(department, "2026-08-01").andExpect(content().string(containsString("撤销后会没有上级")));
        assertThat(units.versions(department)).hasSize(1);
    }

    @Test
    void aMergedBodyIsSeenByItsSuccessorFromThatDayOn() throws Exception {
        add("902009", "云岭市艺术馆", id("902")).andExpect(status().is3xxRedirection());
        add("902010", "云岭市美术馆", id("902")).andExpect(status().is3xxRedirection());
        long arts = id("902009");
        long gallery = id("902010");
        assertThat(scope.of(person(Role.FILLER, gallery))).containsExactly(gallery);
        end(arts, LocalDate.now().toString(), gallery).andExpect(status().is3xxRedirection());
        assertThat(scope.of(person(Role.FILLER, gallery))).containsExactlyInAnyOrder(gallery, arts);
        end(arts, LocalDate.now().plusDays(1).toString(), gallery)
                .andExpect(content().string(containsString("撤销")));
        web.perform(get("/organisation").with(as(Role.FILLER, gallery)))
                .andExpect(content().string(containsString("云岭市艺术馆")))
                .andExpect(content().string(containsString(LocalDate.now() + " 撤销")));
    }

    @Test
    void onlyTheSystemAdministratorChangesTheTree() throws Exception {
        for (Role role : Role.values()) {
            int expected = role == Role.SYSTEM_ADMINISTRATOR ? 422 : 403;
            web.perform(post("/organisation").with(as(role, 1)).with(csrf())).andExpect(status().is(expected));
            web.perform(post("/organisation/1/end").with(as(role, 1)).with(csrf()))
                    .andExpect(status().is(expected));
        }
    }

    @Test
    void reachFollowsTheTree() {
        long finance = id("901");
        long culture = id("902");
        long library = id("902001");
        Set<Long> ofFinance = scope.of(person(Role.FINANCE_REVIEWER, finance));
        assertThat(ofFinance).contains(finance, culture, library, id("903001")).doesNotContain(id("107001"));
        assertThat(scope.of(person(Role.DEPARTMENT_REVIEWER, culture)))
                .contains(culture, library, id("902001.11"), id("902002"))
                .doesNotContain(id("903001"), finance);
        assertThat(scope.of(person(Role.FILLER, culture))).containsExactly(culture);
        assertThat(scope.of(person(Role.UNIT_APPROVER, library)))
                .containsExactlyInAnyOrder(library, id("902001.01"), id("902001.02"), id("902001.11"));
        for (Role role : List.of(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)) {
            // Even one who was given a unit by mistake.
            assertThat(scope.of(person(role, library))).isEmpty();
        }
    }

    @Test
    void aThirdPartySeesABodyOnlyWhileTheContractRuns() {
        long library = id("902001");
        Person evaluator = new Person("evaluator", "评价机构", Role.THIRD_PARTY, 0);
        assertThat(scope.of(evaluator)).isEmpty();
        LocalDate today = LocalDate.now();
        long over = engage(library, today.minusDays(60), today.minusDays(1));
        long coming = engage(library, today.plusDays(1), today.plusDays(60));
        assertThat(scope.of(evaluator)).isEmpty();
        long now = engage(library, today, today);
        assertThat(scope.of(evaluator)).contains(library).doesNotContain(id("902"));
        jdbc.sql("update engagement set ended_at = now() where id = ?")
                .param(now)
                .update();
        assertThat(scope.of(evaluator)).isEmpty();
        assertThat(List.of(over, coming, now)).doesNotHaveDuplicates();
    }

    private long engage(long unit, LocalDate from, LocalDate to) {
        return jdbc.sql("insert into engagement (person, unit, task, starts, ends, made_by)"
                        + " values ('evaluator', ?, '重点评价', ?, ?, '-') returning id")
                .params(unit, java.sql.Date.valueOf(from), java.sql.Date.valueOf(to))
                .query(Long.class)
                .single();
    }

    private ResultActions describe(long unit, String name, String kind, long parent, String from) throws Exception {
        return web.perform(form("/organisation")
                .param("unit", String.valueOf(unit))
                .param("nameZh", name)
                .param("kind", kind)
                .param("level", "MUNICIPAL")
                .param("parent", String.valueOf(parent))
                .param("from", from));
    }

    private ResultActions add(String code, String name, long parent) throws Exception {
        return web.perform(form("/organisation")
                .param("unit", "0")
                .param("code", code)
                .param("nameZh", name)
                .param("kind", "INSTITUTION")
                .param("level", "MUNICIPAL")
                .param("parent", String.valueOf(parent))
                .param("from", "2026-01-01"));
    }

    private ResultActions end(long unit, String on, long... successors) throws Exception {
        MockHttpServletRequestBuilder request =
                form("/organisation/" + unit + "/end").param("on", on);
        for (long successor : successors) {
            request = request.param("successors", String.valueOf(successor));
        }
        return web.perform(request);
    }

    private static MockHttpServletRequestBuilder form(String path) {
        return post(path).with(as(Role.SYSTEM_ADMINISTRATOR, 0)).with(csrf());
    }

    private long id(String code) {
        return units.byCode(code).orElseThrow().id();
    }

    private static Person person(Role role, long unit) {
        return new Person("demo-" + role.key() + "-" + unit, role.key(), role, unit);
    }

    private static org.springframework.test.web.servlet.request.RequestPostProcessor as(Role role, long unit) {
        return authentication(UsernamePasswordAuthenticationToken.authenticated(person(role, unit), null, List.of()));
    }
}
