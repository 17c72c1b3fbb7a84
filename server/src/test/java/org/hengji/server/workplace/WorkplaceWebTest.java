package org.hengji.server.workplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hengji.server.procedure.TrialCity.as;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.List;
import org.hengji.server.WebTest;
import org.hengji.server.access.Person;
import org.hengji.server.notification.Notices;
import org.hengji.server.procedure.Act;
import org.hengji.server.procedure.Procedures;
import org.hengji.server.procedure.TrialCity;
import org.hengji.server.procedure.TrialCity.TrialMatter;
import org.hengji.server.year.FiscalYear;
import org.hengji.server.year.YearCalendar;
import org.hengji.server.year.Years;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A year from its opening to its closing, as each person's workplace shows it. */
@WebTest
@TestPropertySource(properties = "hengji.mark=serve")
@Import(WorkplaceWebTest.Trial.class)
class WorkplaceWebTest {

    @TestConfiguration
    static class Trial {
        @Bean
        TrialMatter trialMatter() {
            return new TrialMatter();
        }
    }

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcClient database;

    @Autowired
    private Procedures procedures;

    @Autowired
    private Notices notices;

    @Autowired
    private Years years;

    private TrialCity city;

    @Test
    void aYearIsOpenedWorkedInAndClosed() throws Exception {
        city = new TrialCity(database);
        page("li", "/").andExpect(content().string(containsString("现在没有等您办理的材料")));
        page("qian", "/years").andExpect(status().isForbidden());
        page("wu", "/years").andExpect(content().string(containsString("单位T00")));

        send("wu", post("/years/open").param("area", area()).param("year", "2027"))
                .andExpect(redirectedUrl("/years?area=" + area() + "&year=2027"));
        assertThat(years.state(city.unit, 2027)).isEqualTo(FiscalYear.State.OPEN);
        send("zheng", post("/years/open").param("area", area()).param("year", "2027"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("刚被别人改过")));
        page("wu", "/years?area=" + area() + "&year=2027").andExpect(content().string(containsString("2026-09-30")));

        dues("2027-31-31", seen())
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("2027-08-31")));
        String seen = seen();
        dues(LocalDate.now().minusDays(3).toString(), seen).andExpect(redirectedUrlPattern("/years?*"));
        dues("2027-01-31", seen)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("别人先保存了日期")))
                .andExpect(content().string(not(containsString("2027-01-31"))));

        long id = as(city.person("li"), () -> procedures.open("trial", "trial/1", city.unit, 2027, "读者服务试办"));
        page("li", "/")
                .andExpect(content().string(containsString("读者服务试办")))
                .andExpect(content().string(containsString("逾期 3 天")));
        page("qian", "/")
                .andExpect(content().string(containsString("下面已逾期的")))
                .andExpect(content().string(containsString("id=\"late\"")));
        page("chen", "/").andExpect(content().string(not(containsString("读者服务试办"))));

        as(city.person("li"), () -> procedures.act(id, Act.SUBMIT, 0, ""));
        page("qian", "/").andExpect(content().string(containsString("通知（1 条未读）")));
        long notice = as(city.person("qian"), () -> notices.latest(1)).get(0).id();
        page("chen", "/notices/" + notice).andExpect(status().isNotFound());
        page("qian", "/notices/" + notice).andExpect(redirectedUrl("/trial/1"));
        page("qian", "/notices")
                .andExpect(content().string(containsString("已读")))
                .andExpect(content().string(not(containsString("1 条未读"))));

        page("wu", "/years").andExpect(content().string(containsString("在办的 1 份材料停在现在的环节")));
        send("wu", post("/years/close").param("area", area()).param("year", "2027"));
        page("qian", "/").andExpect(content().string(containsString("现在没有等您办理的材料")));
        page("li", "/").andExpect(content().string(containsString("随 2027 年度关闭")));
        send(
                        "wu",
                        post("/years/reopen")
                                .param("area", area())
                                .param("year", "2027")
                                .param("reason", " "))
                .andExpect(status().isConflict());
        send(
                "wu",
                post("/years/reopen")
                        .param("area", area())
                        .param("year", "2027")
                        .param("reason", "审计更正"));
        page("qian", "/").andExpect(content().string(containsString("读者服务试办")));

        theLoopNamesWhatIsMissing();
        everyUnitOfTheLoopIsListedFilteredAndExported();
        draftsAreOnesOwn();
    }

    private void theLoopNamesWhatIsMissing() throws Exception {
        page("sun", "/?year=2027")
                .andExpect(content().string(containsString("2027 年度绩效管理闭环")))
                .andExpect(content().string(containsString("单位T01001")))
                .andExpect(content().string(containsString("3 个单位中有 3 个的五环节还不完整")))
                .andExpect(content().string(containsString("href=\"/loop?year=2027\"")));
    }

    private void everyUnitOfTheLoopIsListedFilteredAndExported() throws Exception {
        page("sun", "/loop?year=2027")
                .andExpect(content().string(containsString("共 3 条")))
                .andExpect(content().string(containsString("<a href=\"/targets\" class=\"hw-missing\">缺</a>")));
        page("sun", "/loop?year=2027&q=T01001")
                .andExpect(content().string(containsString("单位T01001")))
                .andExpect(content().string(not(containsString("<th scope=\"row\">单位T01</th>"))));
        page("sun", "/loop?year=2027&format=xlsx")
                .andExpect(header().string("Content-Type", containsString("spreadsheetml")));
    }

    private void draftsAreOnesOwn() throws Exception {
        send(
                        "li",
                        put("/drafts/target/12")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"goal\": {\"typed\": \"95%\", \"base\": \"90%\"}}"))
                .andExpect(status().isOk());
        page("li", "/drafts/target/12")
                .andExpect(content().string(containsString("\"typed\":\"95%\"")))
                .andExpect(content().string(containsString("\"base\":\"90%\"")));
        page("wang", "/drafts/target/12").andExpect(content().string(not(containsString("95%"))));
        send("wang", delete("/drafts/target/12"));
        send("li", delete("/drafts/target/12").param("field", "other"));
        page("li", "/drafts/target/12").andExpect(content().string(containsString("95%")));
        send("li", delete("/drafts/target/12").param("field", "goal"));
        page("li", "/drafts/target/12").andExpect(content().string(not(containsString("95%"))));
        String long50 = "长".repeat(50_001);
        send(
                        "li",
                        put("/drafts/target/12")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"goal\": {\"typed\": \"" + long50 + "\", \"base\": \"\"}}"))
                .andExpect(status().isBadRequest());
    }

    private ResultActions dues(String first, String seen) throws Exception {
        var request =
                post("/years/due").param("area", area()).param("year", "2027").param("seen", seen);
        for (YearCalendar.Entry entry : years.calendar().entries()) {
            request.param("due-" + entry.key(), entry.key().equals("up1") ? first : "2027-06-30");
        }
        return send("wu", request);
    }

    private String seen() {
        return FiscalYear.said(years.due(city.area, 2027));
    }

    private String area() {
        return String.valueOf(city.area);
    }

    private ResultActions page(String name, String path) throws Exception {
        return web.perform(get(path).with(signedIn(name)));
    }

    private ResultActions send(String name, MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.with(csrf()).with(signedIn(name)));
    }

    private RequestPostProcessor signedIn(String name) {
        Person person = city.person(name);
        return authentication(UsernamePasswordAuthenticationToken.authenticated(person, null, List.of()));
    }
}
