package org.hengji.server.budget;

import org.hengji.server.organisation.Unit;
import org.hengji.server.organisation.Units;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A few invented projects in the library of the invented city of a fresh demonstration. */
@Component
@ConditionalOnProperty(name = "hengji.mark", havingValue = "demo")
class DemoProjects implements SmartInitializingSingleton {

    private static final int FROM = 2026;

    private final JdbcClient database;
    private final Units units;

    DemoProjects(JdbcClient database, Units units) {
        this.database = database;
        this.units = units;
    }

    @Override
    public void afterSingletonsInstantiated() {
        boolean fresh = database.sql("select not exists (select from project)")
                .query(Boolean.class)
                .single();
        Unit library = units.byCode("902001").orElse(null);
        if (!fresh || library == null) {
            return;
        }
        long reading = add(library, "读者服务部", "902001260000000000100", "全民阅读推广", 1, null, "0", "LIBRARY", false);
        long children =
                add(library, "读者服务部", "902001260000000000101", "少儿阅读活动", 2, reading, "860000", "LIBRARY", false);
        add(library, "读者服务部", "902001260000000000102", "流动图书车进社区", 2, reading, "540000", "LIBRARY", false);
        add(library, "读者服务部", "902001260000000000103", "馆藏图书购置", 2, null, "3200000", "LIBRARY", false);
        add(library, "读者服务部", "902001260000000000104", "古籍数字化", 2, null, "2400000", "DRAFT", true);
        Unit centre = units.byCode("902002").orElseThrow();
        add(centre, "演出部", "902002260000000000101", "村镇巡演", 2, null, "1440000", "LIBRARY", false);
        add(centre, "培训部", "902002260000000000102", "少年艺术课", 2, null, "1020000", "LIBRARY", false);
        Unit parks = units.byCode("903001").orElseThrow();
        add(parks, "养护科", "903001260000000000101", "苗木补植", 2, null, "2880000", "LIBRARY", false);
        for (int year = FROM - 2; year < FROM; year++) {
            database.sql(
                            "insert into project_year (project, year, adjusted, spent, grade) values (?, ?, 800000, ?, '良')")
                    .params(children, year, 560_000 + 20_000 * (year - FROM + 2))
                    .update();
        }
    }

    private long add(
            Unit unit,
            String division,
            String code,
            String name,
            int level,
            Long parent,
            String yuan,
            String state,
            boolean novel) {
        return database.sql("insert into project (code, name, level, parent, unit, division, responsible, year_from,"
                        + " year_to, novel, funding, amount, basis, content, state, changed_by) values (?, ?, ?, ?, ?,"
                        + " ?, '', ?, ?, ?, 'GENERAL', ?::numeric, '云文〔2025〕12号', ?, ?, '-') returning id")
                .params(
                        code,
                        name,
                        level,
                        parent,
                        unit.id(),
                        division,
                        FROM,
                        FROM + 2,
                        novel,
                        yuan,
                        name + "（演示）",
                        state)
                .query(Long.class)
                .single();
    }
}
