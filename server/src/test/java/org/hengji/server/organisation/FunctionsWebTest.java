package org.hengji.server.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
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
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** 主要职能: kept by the unit from a day on, shown as they were in each year. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class FunctionsWebTest {

    @Autowired
    private MockMvc web;

    @Autowired
    private Units units;

    @Autowired
    private Functions functions;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aYearKeepsTheFunctionsItHad() throws Exception {
        long parks = id("903001");
        keep(parks, "1. 管理市属公园；\n（二）养护行道树。\n", "2025-01-01").andExpect(redirectedUrl(path(parks) + "?year=2026"));
        keep(parks, "管理市属公园\n养护行道树和绿道\n监测古树名木", "2027-03-01").andExpect(redirectedUrl(path(parks) + "?year=2027"));
        assertThat(functions.in(parks, 2024)).isEmpty();
        assertThat(functions.in(parks, 2026)).containsExactly("管理市属公园", "养护行道树");
        assertThat(functions.in(parks, 2027)).containsExactly("管理市属公园", "养护行道树和绿道", "监测古树名木");
        assertThat(functions.lines(parks, 2026).get(1).until()).hasToString("Optional[2027-03-01]");
        assertThat(functions.lines(parks, 2027).get(0).since()).hasToString("2025-01-01");
        web.perform(get(path(parks) + "?year=2026&q=行道树").with(as(Role.FILLER, parks)))
                .andExpect(content().string(containsString("筛出 1 条，共 2 条")));
        assertThat(jdbc.sql("select after ->> 'functions' from trail where action = 'unit.functions' and entity = ?"
                                + " order by seq")
                        .param("unit/" + parks)
                        .query(String.class)
                        .list())
                .hasSize(2)
                .last()
                .asString()
                .contains("监测古树名木");
    }

    @Test
    void whatCannotBeIsRefusedAndTheTypedLinesStay() throws Exception {
        long centre = id("902002");
        keep(centre, "组织展览\n组织展览", "2018-01-01")
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("前面已经写过")))
                .andExpect(content().string(containsString("早于现行职能的起始日")))
                .andExpect(content().string(containsString(">组织展览\n组织展览</textarea>")));
        keep(centre, " \n", "2027-13-01").andExpect(status().isUnprocessableContent());
        assertThat(functions.in(centre, 2027)).hasSize(3);
    }

    @Test
    void whoeverIsSecondSeesWhatTheOtherSaved() throws Exception {
        long library = id("902001");
        long seen = functions.revision(library);
        keep(library, "保存文献", "2027-01-01", seen).andExpect(status().is3xxRedirection());
        keep(library, "出借文献", "2027-01-01", seen)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("别人刚改过")))
                .andExpect(content().string(containsString("保存文献</textarea>")));
    }

    @Test
    void thoseAboveReadThemAndOnlyTheUnitWritesThem() throws Exception {
        long centre = id("902002");
        web.perform(get(path(centre)).with(as(Role.DEPARTMENT_REVIEWER, id("902"))))
                .andExpect(content().string(containsString("开展公益艺术培训")))
                .andExpect(content().string(not(containsString("<textarea"))));
        web.perform(get(path(centre)).with(as(Role.FILLER, id("903001")))).andExpect(status().isNotFound());
        web.perform(post(path(centre))
                        .param("functions", "别的")
                        .param("from", "2027-01-01")
                        .with(csrf())
                        .with(as(Role.FILLER, id("903001"))))
                .andExpect(status().isNotFound());
        web.perform(get("/organisation?unit=" + centre).with(as(Role.FILLER, centre)))
                .andExpect(content().string(containsString(path(centre))));
        web.perform(get("/organisation?unit=" + centre).with(as(Role.FILLER, id("903001"))))
                .andExpect(content().string(not(containsString(path(centre)))));
    }

    private ResultActions keep(long unit, String block, String from) throws Exception {
        return keep(unit, block, from, functions.revision(unit));
    }

    private ResultActions keep(long unit, String block, String from, long seen) throws Exception {
        return web.perform(post(path(unit))
                .param("functions", block)
                .param("from", from)
                .param("year", "2026")
                .param("seen", String.valueOf(seen))
                .with(csrf())
                .with(as(Role.FILLER, unit)));
    }

    private static String path(long unit) {
        return "/organisation/" + unit + "/functions";
    }

    private long id(String code) {
        return units.byCode(code).orElseThrow().id();
    }

    private static RequestPostProcessor as(Role role, long unit) {
        return authentication(UsernamePasswordAuthenticationToken.authenticated(
                new Person("functions-" + role.key() + unit, role.key(), role, unit), null, List.of()));
    }
}
