package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.hengji.server.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Practice into library: proposed from approved targets, decided by finance with a ground, versioned, retired. */
@WebTest
@TestPropertySource(properties = "hengji.mark=demo")
class ProposalsWebTest {

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    /** The demonstration's one approved sheet. */
    private long approved() throws Exception {
        return jdbc.sql("select id from target_sheet where unit = ? and kind = 'DEPARTMENT'")
                .param(web.unit("902002"))
                .query(Long.class)
                .single();
    }

    private String propose(String name, String formula) throws Exception {
        return web.send(
                        "/targets/" + approved() + "/propose",
                        web.as(Role.FILLER, "902002"),
                        "indicator",
                        name,
                        "formula",
                        formula,
                        "reason",
                        "各文化单位都有巡演")
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
    }

    private String decide(String proposal, String decision, String ground, String from) throws Exception {
        return web.send(
                        proposal,
                        web.as(Role.FINANCE_REVIEWER, "901"),
                        "decision",
                        decision,
                        "ground",
                        ground,
                        "from",
                        from,
                        "core",
                        "yes")
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    /** What a unit finds in a year under a beginning of codes. */
    private String library(int year, String unit, String codes) throws Exception {
        return web.page("/indicators?year=" + year + "&q=" + codes, web.as(Role.FILLER, unit));
    }

    @Test
    void anAcceptedIndicatorIsInTheLibraryOfItsAreaFromItsYearOn() throws Exception {
        String proposal = propose("村镇巡演场次", "在村镇实际演出的场数");
        assertThat(web.page("/indicators/proposals", web.as(Role.DEPARTMENT_REVIEWER, "902")))
                .contains("村镇巡演场次", "待决定");
        assertThat(decide(proposal, "accept", "全市通用", "2040")).isEmpty();
        assertThat(library(2039, "902001", "LOC")).doesNotContain("村镇巡演场次");
        assertThat(library(2040, "902001", "LOC")).contains("村镇巡演场次", "在村镇实际演出的场数");
        assertThat(library(2040, "107001", "LOC")).doesNotContain("村镇巡演场次");

        String better = propose("村镇巡演场次", "在村镇演出且观众不少于 50 人的场数");
        assertThat(decide(better, "accept", "口径更严", "2040")).contains("填 2041 或之后的年度");
        assertThat(decide(better, "accept", "口径更严", "2042")).isEmpty();
        assertThat(library(2041, "902001", "LOC")).contains("在村镇实际演出的场数").doesNotContain("观众不少于");
        assertThat(library(2042, "902001", "LOC")).contains("观众不少于").doesNotContain("在村镇实际演出的场数");
        assertThat(decide(better, "refuse", "再想想", "")).contains("别人刚刚已经作出决定");
    }

    @Test
    void whatTheAreaAboveTookInHoldsInAllAreasBelow() throws Exception {
        String proposal = propose("艺术课结业率", "结业人数÷报名人数×100%");
        web.send(
                proposal,
                web.as(Role.FINANCE_REVIEWER, "000000000"),
                "decision",
                "accept",
                "ground",
                "全省通用",
                "from",
                "2044");
        assertThat(library(2044, "902001", "LOC")).contains("艺术课结业率");
        assertThat(library(2044, "107001", "LOC")).contains("艺术课结业率");
    }

    @Test
    void aRefusalSaysWhyAndLeavesTheLibraryAsItIs() throws Exception {
        String proposal = propose("首次参加艺术课的少年占比", "首次参加的少年人数÷参加人数×100%");
        assertThat(propose("首次参加艺术课的少年占比", "再推荐一次")).as("one waits already").isNull();
        assertThat(decide(proposal, "refuse", " ", "")).contains("没有写理由");
        assertThat(decide(proposal, "refuse", "只有一个单位用得上", "")).isEmpty();
        assertThat(web.page(proposal, web.as(Role.FILLER, "902002")))
                .contains("未入库", "只有一个单位用得上")
                .doesNotContain("<form method=\"post\" action=\"" + proposal);
        assertThat(library(2050, "902001", "LOC")).doesNotContain("首次参加艺术课的少年占比");
        assertThat(jdbc.sql("select count(*) from trail where action = 'library.refuse' and entity = ?")
                        .param(proposal.replace("/indicators/", "").replace("proposals", "proposal"))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(propose("没有批准过的指标", "无")).isNull();
    }

    @Test
    void aRetiredIndicatorIsNoLongerSuggestedAndItsSuccessorIsKept() throws Exception {
        assertThat(retire("CUL002", "2030", "CUL002")).contains("替代指标");
        assertThat(retire("CUL002", "2030", "CUL001")).isEmpty();
        assertThat(library(2030, "902001", "CUL0")).contains("CUL002", "2021–2030");
        assertThat(library(2031, "902001", "CUL0")).doesNotContain("<th scope=\"row\">外借册次</th>");
        assertThat(library(2031, "107001", "CUL0")).contains("<th scope=\"row\">外借册次</th>");
    }

    private String retire(String code, String last, String successor) throws Exception {
        return web.send(
                        "/indicators/retire",
                        web.as(Role.FINANCE_REVIEWER, "901"),
                        "code",
                        code,
                        "last",
                        last,
                        "replacedBy",
                        successor,
                        "ground",
                        "口径重复")
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
