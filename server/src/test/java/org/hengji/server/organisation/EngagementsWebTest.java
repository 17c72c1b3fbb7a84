package org.hengji.server.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.hengji.server.Web;
import org.hengji.server.WebTest;
import org.hengji.server.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.ResultActions;

/** The department engages a firm for a body and a time; outside of both the firm sees nothing. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class EngagementsWebTest {

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    private ResultActions engage(String person, String unit, String task, String starts, String ends) throws Exception {
        return web.send(
                "/engagements",
                web.as(Role.DEPARTMENT_REVIEWER, "902"),
                "person",
                person,
                "unit",
                String.valueOf(web.unit(unit)),
                "task",
                task,
                "starts",
                starts,
                "ends",
                ends);
    }

    @Test
    void anEngagementIsRecordedListedAndEndedAndTheFirmSeesTheBodyMeanwhileOnly() throws Exception {
        var firm = web.as("yunce", Role.THIRD_PARTY, 0);
        jdbc.sql("insert into project (code, name, level, unit, year_from, year_to, funding, amount, basis, division,"
                        + " changed_by) values ('ENG-1', '委托可见项目', 2, ?, 2027, 2027, 'GENERAL', 1, '-', '-', '-')")
                .param(web.unit("902001"))
                .update();
        assertThat(web.page("/projects", firm)).doesNotContain("委托可见项目");
        engage("yunce", "902001", "2027 年部门整体绩效评价", "2020-01-01", "2099-12-31")
                .andExpect(redirectedUrl("/engagements"));
        assertThat(web.page("/engagements", web.as(Role.DEPARTMENT_REVIEWER, "902")))
                .contains("yunce", "2027 年部门整体绩效评价", "2099-12-31", "有效", "结束委托");
        assertThat(web.page("/engagements", web.as(Role.DEPARTMENT_REVIEWER, "903")))
                .as("another department sees nothing of it")
                .doesNotContain("yunce");
        assertThat(web.page("/projects", firm)).contains("委托可见项目");
        long id = jdbc.sql("select id from engagement where person = 'yunce'")
                .query(Long.class)
                .single();
        web.send("/engagements/" + id + "/end", web.as(Role.DEPARTMENT_REVIEWER, "903"))
                .andExpect(status().isNotFound());
        web.send("/engagements/" + id + "/end", web.as(Role.DEPARTMENT_REVIEWER, "902"))
                .andExpect(redirectedUrl("/engagements"));
        assertThat(web.page("/projects", firm)).doesNotContain("委托可见项目");
        assertThat(web.page("/engagements", web.as(Role.DEPARTMENT_REVIEWER, "902")))
                .contains("已结束");
    }

    @Test
    void whatIsMissingOrWrongIsSaidAtItsFieldAndNothingIsRecorded() throws Exception {
        assertThat(Web.body(engage("", "902001", "", "2027-12-31", "2027-01-01")
                        .andExpect(status().isUnprocessableContent())))
                .contains("没有写受托人", "没有写委托事项", "早于开始日期", "href=\"#person\"");
        assertThat(Web.body(engage("firm", "902001", "评价", "明年", "").andExpect(status().isUnprocessableContent())))
                .contains("“明年”不是日期", "value=\"firm\"");
        engage("firm", "903001", "评价", "2027-01-01", "2027-12-31").andExpect(status().isNotFound());
        assertThat(jdbc.sql("select count(*) from engagement where person = 'firm'")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
