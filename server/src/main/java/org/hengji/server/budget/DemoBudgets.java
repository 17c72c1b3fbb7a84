package org.hengji.server.budget;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hengji.server.access.Role;
import org.hengji.server.organisation.Units;
import org.hengji.server.procedure.DemoPeople;
import org.hengji.server.procedure.Stage;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In a demonstration one body of the invented city has this year's budget approved, another is half way. */
@Component
@ConditionalOnProperty(name = "hengji.mark", havingValue = "demo")
@Order(1)
class DemoBudgets implements ApplicationRunner {

    private final Budgets budgets;
    private final DemoPeople people;
    private final Units units;
    private final JdbcClient database;

    DemoBudgets(Budgets budgets, DemoPeople people, Units units, JdbcClient database) {
        this.budgets = budgets;
        this.people = people;
        this.units = units;
        this.database = database;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (database.sql("select exists (select from budget)")
                .query(Boolean.class)
                .single()) {
            return;
        }
        String centre = begun(
                "902002",
                "187.6",
                "人员经费||在编人员经费|一般公共预算|2070109|30101|32|人月|30000||市级人员经费标准||办公室",
                "公用经费||办公费|一般公共预算|2070109|30201|12|月|8000||市级公用经费定额||办公室",
                "项目支出|902002260000000000101|村镇巡演|一般公共预算|2070109|30227|32|场|15000|||演出合同单价|演出部",
                "项目支出|902002260000000000102|少年艺术课|一般公共预算|2070109|30226|850|课时|400|||课时补贴标准|培训部");
        while (budgets.stage(id(centre)) != Stage.DOWN1) {
            people.sendOn(Budget.COURSE, centre);
        }
        enter(
                centre,
                Map.of("control.general", "187.6", "control.total", "187.6", "control.clause", "云财预〔2025〕18号 第三条"));
        while (!find(centre).approved()) {
            people.sendOn(Budget.COURSE, centre);
        }
        String parks =
                begun("903001", "96", "项目支出|903001260000000000101|补植苗木|一般公共预算|2120501|30227|1200|株|800|||上年采购单价|养护科");
        people.sendOn(Budget.COURSE, parks);
    }

    private String begun(String unitCode, String revenue, String... lines) {
        long unit = units.byCode(unitCode).orElseThrow().id();
        long id = people.as(
                Role.FILLER, unit, () -> budgets.begin(unit, LocalDate.now().getYear()));
        String subject = Budget.subject(id);
        List<List<String>> block =
                Arrays.stream(lines).map(l -> List.of(l.split("\\|", -1))).toList();
        people.inTurn(Budget.COURSE, subject, () -> budgets.paste(find(subject), "lines", block));
        enter(subject, Map.of("revenue.general", revenue));
        return subject;
    }

    private void enter(String subject, Map<String, String> head) {
        List<Budgets.Typed> typed = head.entrySet().stream()
                .map(e -> new Budgets.Typed("head/0/" + e.getKey(), e.getValue(), ""))
                .toList();
        people.inTurn(Budget.COURSE, subject, () -> budgets.enter(find(subject), typed));
    }

    private Budget find(String subject) {
        return budgets.find(id(subject)).orElseThrow();
    }

    private static long id(String subject) {
        return Long.parseLong(subject.substring(subject.indexOf('/') + 1));
    }
}
