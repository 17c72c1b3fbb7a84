package org.hengji.server.evaluation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each person has typed and not yet put into effect. Nobody sees the drafts of another. */
@Component
class Drafts {

    private final JdbcClient database;

    Drafts(JdbcClient database) {
        this.database = database;
    }

    /** @param base what the record said when the cell was begun */
    record Draft(Cell cell, String typed, String base, Instant savedAt) {}

    /** By address of the cell. */
    Map<String, Draft> of(long evaluation, String person) {
        Map<String, Draft> drafts = new LinkedHashMap<>();
        database.sql("select cell, typed, base, saved_at from entry_draft where evaluation = ? and person = ?"
                        + " order by cell")
                .params(evaluation, person)
                .query((RowCallbackHandler) r -> {
                    String typed = r.getString(2);
                    String base = r.getString(3);
                    Instant savedAt = r.getTimestamp(4).toInstant();
                    Cell.parse(r.getString(1))
                            .ifPresent(cell -> drafts.put(cell.address(), new Draft(cell, typed, base, savedAt)));
                });
        return drafts;
    }

    /** Keeps the base of a draft that is there: it began when it began. */
    void save(long evaluation, String person, Cell cell, String typed, String base) {
        database.sql("insert into entry_draft (evaluation, person, cell, typed, base) values (?, ?, ?, ?, ?)"
                        + " on conflict (evaluation, person, cell) do update set typed = excluded.typed,"
                        + " saved_at = now()")
                .params(evaluation, person, cell.address(), typed, base)
                .update();
    }

    void rebase(long evaluation, String person, Cell cell, String base) {
        database.sql("update entry_draft set base = ?, saved_at = now()"
                        + " where evaluation = ? and person = ? and cell = ?")
                .params(base, evaluation, person, cell.address())
                .update();
    }

    void drop(long evaluation, String person, List<Cell> cells) {
        for (Cell cell : cells) {
            database.sql("delete from entry_draft where evaluation = ? and person = ? and cell = ?")
                    .params(evaluation, person, cell.address())
                    .update();
        }
    }

    void dropAll(long evaluation, String person) {
        database.sql("delete from entry_draft where evaluation = ? and person = ?")
                .params(evaluation, person)
                .update();
    }
}
