package org.hengji.server.organisation;

import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tree of a fresh demonstration: the bodies of the four published reports, which are only read, and an invented
 * city in which everything may be tried. Whoever names no body when choosing a role stands for all of it.
 */
@Component
@DependsOnDatabaseInitialization
@ConditionalOnProperty(name = "hengji.mark", havingValue = "demo")
class DemoUnits implements InitializingBean {

    private static final Date LONG_AGO = Date.valueOf(LocalDate.of(2019, 1, 1));

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    DemoUnits(JdbcClient database, TransactionTemplate transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(status -> {
            if (database.sql("select exists (select from unit)")
                    .query(Boolean.class)
                    .single()) {
                return;
            }
            Map<String, Long> made = new HashMap<>();
            area(made, "", "000000000", "演示", "Demonstration", Level.PROVINCIAL);
            reports(made);
            city(made);
            for (String role : new String[] {"third-party", "expert"}) {
                database.sql("insert into engagement (person, unit, task, starts, ends, made_by)"
                                + " values (?, ?, '演示', ?, ?, '-')")
                        .params("demo-" + role, made.get("000000000"), LONG_AGO, Date.valueOf("2099-12-31"))
                        .update();
            }
            database.sql("update organisation set revision = revision + 1").update();
        });
    }

    private void reports(Map<String, Long> made) {
        area(made, "000000000", "440300000", "深圳市", "Shenzhen", Level.MUNICIPAL);
        body(made, "440300000", "107", "深圳市民政局", "Shenzhen Civil Affairs Bureau", UnitKind.DEPARTMENT);
        body(made, "107", "107001", "深圳市社会组织管理局", "Shenzhen Social Organisation Administration", UnitKind.UNIT);
        body(
                made,
                "440300000",
                "123",
                "深圳市人力资源和社会保障局",
                "Shenzhen Human Resources and Social Security Bureau",
                UnitKind.DEPARTMENT);
        body(made, "123", "123001", "深圳市社会保险基金管理局", "Shenzhen Social Insurance Fund Administration", UnitKind.UNIT);
        area(made, "440300000", "440304000", "福田区", "Futian District", Level.DISTRICT);
        body(made, "440304000", "304107", "福田区民政局", "Futian Civil Affairs Bureau", UnitKind.DEPARTMENT);
        area(made, "440300000", "440307000", "龙岗区", "Longgang District", Level.DISTRICT);
        body(made, "440307000", "307107", "龙岗区民政局", "Longgang Civil Affairs Bureau", UnitKind.DEPARTMENT);
    }

    private void city(Map<String, Long> made) {
        area(made, "000000000", "990100000", "云岭市", "Yunling City", Level.MUNICIPAL);
        body(made, "990100000", "901", "云岭市财政局", "Yunling Finance Bureau", UnitKind.DEPARTMENT);
        body(made, "990100000", "902", "云岭市文化局", "Yunling Culture Bureau", UnitKind.DEPARTMENT);
        body(made, "902", "902001", "云岭市图书馆", "Yunling Library", UnitKind.UNIT);
        body(made, "902001", "902001.01", "办公室", "Office", UnitKind.DIVISION);
        body(made, "902001", "902001.02", "读者服务部", "Reader Services", UnitKind.DIVISION);
        body(made, "902001", "902001.11", "东区分馆", "East Branch", UnitKind.BRANCH);
        body(made, "902", "902002", "云岭市文化馆", "Yunling Cultural Centre", UnitKind.INSTITUTION);
        functions(made.get("902001"), "收集、整理和保存文献，向公众免费开放阅览和外借", "组织全民阅读活动，指导基层图书室", "建设和维护全市公共图书馆的数字资源平台");
        functions(made.get("902002"), "组织公益演出和群众文化活动", "开展公益艺术培训", "收集、整理和保护本地非物质文化遗产");
        body(made, "990100000", "903", "云岭市城市管理局", "Yunling City Administration", UnitKind.DEPARTMENT);
        body(made, "903", "903001", "云岭市公园管理中心", "Yunling Parks Centre", UnitKind.INSTITUTION);
    }

    private void functions(long unit, String... texts) {
        for (int i = 0; i < texts.length; i++) {
            database.sql("insert into unit_function (unit, valid_from, place, text) values (?, ?, ?, ?)")
                    .params(unit, LONG_AGO, i + 1, texts[i])
                    .update();
        }
    }

    private void area(Map<String, Long> made, String parent, String code, String zh, String en, Level level) {
        insert(made, parent, code, zh, en, UnitKind.AREA, level);
    }

    private void body(Map<String, Long> made, String parent, String code, String zh, String en, UnitKind kind) {
        insert(made, parent, code, zh, en, kind, code.startsWith("30") ? Level.DISTRICT : Level.MUNICIPAL);
    }

    private void insert(
            Map<String, Long> made, String parent, String code, String zh, String en, UnitKind kind, Level level) {
        long id = database.sql("insert into unit (code) values (?) returning id")
                .param(code)
                .query(Long.class)
                .single();
        database.sql("insert into unit_version (unit, valid_from, name_zh, name_en, kind, level, parent)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(id, LONG_AGO, zh, en, kind.name(), level.name(), made.get(parent))
                .update();
        made.put(code, id);
    }
}
