package org.hengji.server.draft;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hengji.server.access.Person;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Drafts of plain forms. A page takes part by {@code <form data-draft="target/12">}; who puts the form into effect calls
 * {@link #drop} in the same transaction. Nobody sees the drafts of another.
 */
@Component
public class FormDrafts {

    private final JdbcClient database;

    public FormDrafts(JdbcClient database) {
        this.database = database;
    }

    /** @param base what the form said when the field was begun: if it says something else later, somebody was faster */
    public record Draft(String typed, String base, Instant savedAt) {}

    /** Of the person at hand, by field. */
    public Map<String, Draft> of(String form) {
        Map<String, Draft> drafts = new LinkedHashMap<>();
        database.sql("select field, typed, base, saved_at from form_draft where person = ? and form = ? order by field")
                .params(person(), form)
                .query((RowCallbackHandler) row -> drafts.put(
                        row.getString(1),
                        new Draft(
                                row.getString(2),
                                row.getString(3),
                                row.getTimestamp(4).toInstant())));
        return drafts;
    }

    /** The form was put into effect or given up: nothing of it is a draft any more. */
    @Transactional
    public void drop(String form) {
        database.sql("delete from form_draft where person = ? and form = ?")
                .params(person(), form)
                .update();
    }

    @Transactional
    void save(String form, Map<String, Draft> fields) {
        fields.forEach((field, draft) -> database.sql("insert into form_draft (person, form, field, typed, base)"
                        + " values (?, ?, ?, ?, ?) on conflict (person, form, field) do update"
                        + " set typed = excluded.typed, base = excluded.base, saved_at = now()")
                .params(person(), form, field, draft.typed(), draft.base())
                .update());
    }

    @Transactional
    void drop(String form, Collection<String> fields) {
        database.sql("delete from form_draft where person = ? and form = ? and field = any (?)")
                .params(person(), form, fields.toArray(String[]::new))
                .update();
    }

    private static String person() {
        return Person.current().map(Person::name).orElseThrow();
    }
}
