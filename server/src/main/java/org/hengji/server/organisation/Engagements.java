package org.hengji.server.organisation;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hengji.server.access.Person;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 委托: for which body, and from when to when, a third party or an expert may see data (财监〔2021〕4号). */
@Service
public class Engagements {

    private final JdbcClient database;
    private final Scope scope;
    private final Trail trail;

    Engagements(JdbcClient database, Scope scope, Trail trail) {
        this.database = database;
        this.scope = scope;
        this.trail = trail;
    }

    /**
     * @param person name of the account
     * @param ends the last day on which it holds
     * @param over whether it was ended before that
     */
    public record Engagement(
            long id, String person, long unit, String task, LocalDate starts, LocalDate ends, boolean over) {}

    /** Those over bodies that the person at hand may see. */
    public List<Engagement> list() {
        return database.sql("select id, person, unit, task, starts, ends, ended_at is not null from engagement"
                        + " where unit = any(?) order by ends desc, id desc")
                .param(scope.units().toArray(Long[]::new))
                .query((row, i) -> new Engagement(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getDate(5).toLocalDate(),
                        row.getDate(6).toLocalDate(),
                        row.getBoolean(7)))
                .list();
    }

    /** Whether that is the account of somebody from outside; a demonstration has no accounts and takes any name. */
    boolean known(String person) {
        return !person.isBlank()
                && database.sql("select not exists (select from account) or exists (select from account"
                                + " where lower(name) = lower(?) and role in ('THIRD_PARTY', 'EXPERT') and enabled)")
                        .param(person)
                        .query(Boolean.class)
                        .single();
    }

    @Transactional
    public long engage(String person, long unit, String task, LocalDate starts, LocalDate ends, Person by) {
        scope.demand(unit);
        long id = database.sql("insert into engagement (person, unit, task, starts, ends, made_by)"
                        + " values (?, ?, ?, ?, ?, ?) returning id")
                .params(person, unit, task, Date.valueOf(starts), Date.valueOf(ends), by.name())
                .query(Long.class)
                .single();
        trail.record(
                "engagement.make",
                "engagement/" + id,
                null,
                Map.of(
                        "person",
                        person,
                        "unit",
                        unit,
                        "task",
                        task,
                        "starts",
                        starts.toString(),
                        "ends",
                        ends.toString()));
        return id;
    }

    /** From now on nothing of the body is seen any more. */
    @Transactional
    public void end(long id) {
        long unit = database.sql("select unit from engagement where id = ?")
                .param(id)
                .query(Long.class)
                .optional()
                .orElseThrow(OutOfScope::new);
        scope.demand(unit);
        int ended = database.sql("update engagement set ended_at = now() where id = ? and ended_at is null")
                .param(id)
                .update();
        if (ended == 1) {
            trail.record("engagement.end", "engagement/" + id, null, null);
        }
    }
}
