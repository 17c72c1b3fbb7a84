package org.hengji.server.target;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.measurability.Field;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.budget.Money;
import org.hengji.server.organisation.Units;
import org.hengji.server.procedure.DemoPeople;
import org.hengji.server.target.Sheet.Kind;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In a demonstration one body has approved targets, one sheet under review and one that was given back. */
@Component
@ConditionalOnProperty(name = "hengji.mark", havingValue = "demo")
@Order(2)
class DemoTargets implements ApplicationRunner {

    private static final String HEAD = "二级指标\t三级指标\t比较符\t指标值\t计量单位\t取值依据\t对应预算\t数据来源\t调查方案\t上年实际值\n";

    private final Targets targets;
    private final TargetEntry entry;
    private final Reviews reviews;
    private final DemoPeople people;
    private final Units units;
    private final JdbcClient database;

    DemoTargets(
            Targets targets, TargetEntry entry, Reviews reviews, DemoPeople people, Units units, JdbcClient database) {
        this.targets = targets;
        this.entry = entry;
        this.reviews = reviews;
        this.people = people;
        this.units = units;
        this.database = database;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (database.sql("select exists (select from target_sheet)")
                .query(Boolean.class)
                .single()) {
            return;
        }
        Sheet whole = begun(
                Kind.DEPARTMENT,
                "",
                "云岭市文化馆",
                "187.6",
                "全年演出和培训惠及群众 4 万人次，村镇巡演 32 场，少年艺术课 850 课时。",
                "数量\t演出和培训惠及人次\t≥\t40000\t人次\t年度工作计划\t项目支出\t演出和培训台账\t\t38600 人次\n"
                        + "数量\t村镇巡演场次\t≥\t32\t场\t年度工作计划\t项目支出\t演出台账\t\t30 场\n"
                        + "质量\t艺术课结业率\t≥\t92\t%\t上年实际\t项目支出\t培训台账\t\t91.5 %\n"
                        + "时效\t年度计划按期完成率\t≥\t95\t%\t年度工作计划\t基本支出\t工作台账\t\t95 %\n"
                        + "成本\t巡演单场成本\t≤\t15000\t元\t上年合同单价\t项目支出\t财务系统\t\t15000 元\n"
                        + "社会效益\t首次参加艺术课的少年占比\t≥\t35\t%\t上年实际\t项目支出\t报名系统\t\t33 %\n"
                        + "经济效益\t不适用\t\t不适用\n生态效益\t不适用\t\t不适用\n"
                        + "服务对象满意度\t观众和学员满意度\t≥\t90\t%\t上年实际\t基本支出\t问卷\t演出结束和课程结业时现场问卷，全年不少于 600 份\t90 %\n");
        while (!approved(whole)) {
            targets.document(whole)
                    .filter(Reviews::isDue)
                    .ifPresent(document -> people.inTurn(
                            Targets.COURSE,
                            whole.subject(),
                            () -> reviews.save(whole, document, Person.current().orElseThrow(), passed())));
            people.sendOn(Targets.COURSE, whole.subject());
        }
        Sheet tour = begun(
                Kind.SECOND_LEVEL,
                "902002260000000000101",
                "村镇巡演",
                "48",
                "全年到 16 个村镇演出 32 场。",
                "数量\t演出场次\t≥\t32\t场\t年度工作计划\t项目支出\t演出台账\t\t30 场\n"
                        + "数量\t到达村镇数\t=\t16\t个\t年度工作计划\t项目支出\t演出台账\t\t15 个\n"
                        + "质量\t节目审查通过率\t=\t100\t%\t行业规定\t项目支出\t审查记录\t\t100 %\n"
                        + "时效\t不适用\t\t不适用\n"
                        + "成本\t单场成本\t≤\t15000\t元\t上年合同单价\t项目支出\t财务系统\t\t15000 元\n"
                        + "社会效益\t场均观众人数\t≥\t260\t人\t上年实际\t项目支出\t演出台账\t\t255 人\n"
                        + "经济效益\t不适用\t\t不适用\n生态效益\t不适用\t\t不适用\n"
                        + "服务对象满意度\t观众满意度\t≥\t91\t%\t上年实际\t项目支出\t问卷\t每场现场问卷 20 份\t91 %\n");
        people.sendOn(Targets.COURSE, tour.subject());
        Sheet course = begun(
                Kind.SECOND_LEVEL,
                "902002260000000000102",
                "少年艺术课",
                "34",
                "全年开课 850 课时，结业学员不少于 1,100 人。",
                "数量\t开课课时\t≥\t850\t课时\t年度工作计划\t项目支出\t培训台账\t\t820 课时\n"
                        + "数量\t结业学员人数\t≥\t1100\t人\t年度工作计划\t项目支出\t培训台账\t\t1060 人\n"
                        + "质量\t结业率\t≥\t92\t%\t上年实际\t项目支出\t培训台账\t\t91.5 %\n"
                        + "时效\t不适用\t\t不适用\n成本\t课时补贴\t≤\t400\t元\t课时补贴标准\t项目支出\t财务系统\t\t400 元\n"
                        + "社会效益\t首次参加的学员占比\t≥\t35\t%\t上年实际\t项目支出\t报名系统\t\t33 %\n"
                        + "经济效益\t不适用\t\t不适用\n生态效益\t不适用\t\t不适用\n"
                        + "服务对象满意度\t学员和家长满意度\t≥\t90\t%\t上年实际\t项目支出\t问卷\t结业时问卷，全年不少于 300 份\t90 %\n");
        people.sendOn(Targets.COURSE, course.subject());
        people.giveBack(Targets.COURSE, course.subject(), "时效写了“不适用”，但课程按学期开，请补“按期开课率”。");
    }

    private Sheet begun(Kind kind, String code, String name, String wan, String goal, String rows) {
        long unit = units.byCode("902002").orElseThrow().id();
        int year = LocalDate.now().getYear();
        long id = people.as(
                Role.FILLER,
                unit,
                () -> targets.begin(unit, year, kind, code, name, Optional.of(Money.ofWan(new BigDecimal(wan)))));
        Sheet sheet = targets.find(id).orElseThrow();
        people.inTurn(Targets.COURSE, sheet.subject(), () -> {
            Person person = Person.current().orElseThrow();
            entry.save(sheet, person, List.of(new TargetEntry.Typed(new Address(0, Field.GOAL), goal, "")));
            return entry.paste(sheet, person, HEAD + rows, Optional.empty());
        });
        return sheet;
    }

    private boolean approved(Sheet sheet) {
        return targets.approved(sheet).isPresent();
    }

    private static Map<String, String> passed() {
        Map<String, String> passed = new LinkedHashMap<>();
        Review.HEADS.forEach(head -> {
            passed.put(head.key() + ".result", "PASS");
            passed.put(
                    head.key() + ".points",
                    head.points().subtract(BigDecimal.ONE).toPlainString());
            passed.put(head.key() + ".opinion", "");
        });
        return passed;
    }
}
