package org.hengji.server.reporting;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hengji.documents.report.Asked;
import org.hengji.scoring.Problem;
import org.hengji.server.access.Person;
import org.hengji.server.evaluation.EvaluationRecord;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what people typed for the reports of an evaluation; all kinds of report share it. */
@Component
class ReportEntries {

    private final JdbcClient database;
    private final Trail trail;

    ReportEntries(JdbcClient database, Trail trail) {
        this.database = database;
        this.trail = trail;
    }

    Entries of(long evaluation) {
        Map<String, String> typed = new LinkedHashMap<>();
        database.sql("select field, typed from report_entry where evaluation = ? order by field")
                .param(evaluation)
                .query((RowCallbackHandler) row -> typed.put(row.getString(1), row.getString(2)));
        return new Entries(typed);
    }

    /**
     * Keeps what the person changed and nobody else changed meanwhile.
     *
     * @param said what the case says itself: what is typed the same is not kept
     * @param seen what the form showed when it was opened
     * @return what could not be kept, by field
     */
    @Transactional
    Map<String, Problem> save(
            EvaluationRecord evaluation,
            String kind,
            Asked asked,
            Entries said,
            Entries sent,
            Entries seen,
            Person by) {
        // Two who save at once come one after the other: the second sees what the first wrote.
        database.sql("select pg_advisory_xact_lock(hashtext(?))")
                .param("report-entries/" + evaluation.id())
                .query((r, n) -> 0)
                .single();
        Entries before = of(evaluation.id());
        Entries stands = before.over(said);
        Map<String, Problem> problems = new LinkedHashMap<>(sent.problems(asked));
        Set<String> changed = new LinkedHashSet<>(sent.typed().keySet());
        changed.addAll(seen.typed().keySet());
        changed.removeIf(field -> sent.of(field).equals(seen.of(field)));
        for (String field : changed) {
            String now = stands.of(field);
            if (!now.equals(seen.of(field)) && !now.equals(sent.of(field))) {
                problems.put(field, Entries.overtaken(author(evaluation.id(), field), now));
            }
        }
        changed.removeAll(problems.keySet());
        if (!changed.isEmpty()) {
            keep(evaluation.id(), said, stands.with(changed, sent), changed, by);
            Entries after = of(evaluation.id()).over(said);
            trail.record(
                    "report.entries",
                    "evaluation/" + evaluation.id() + "/report/" + kind,
                    stands.only(changed),
                    after.only(changed));
        }
        return problems;
    }

    /** A table is kept whole or not at all, so that rows of the case and typed rows do not mix. */
    private void keep(long evaluation, Entries said, Entries wanted, Set<String> changed, Person by) {
        Set<String> groups = new LinkedHashSet<>();
        changed.forEach(field -> groups.add(Entries.group(field)));
        for (String group : groups) {
            database.sql("delete from report_entry where evaluation = ? and (field = ? or starts_with(field, ?))")
                    .params(evaluation, group, group.endsWith("/") ? group : group + "\u0001")
                    .update();
            Map<String, String> whole = wanted.ofGroup(group);
            if (!whole.equals(said.ofGroup(group))) {
                whole.forEach((field, words) -> database.sql("insert into report_entry (evaluation, field, typed,"
                                + " typed_by, typed_name) values (?, ?, ?, ?, ?)")
                        .params(evaluation, field, words, by.name(), by.displayName())
                        .update());
            }
        }
    }

    private String author(long evaluation, String field) {
        List<String> names = database.sql("select typed_name from report_entry where evaluation = ? and field = ?")
                .params(evaluation, field)
                .query(String.class)
                .list();
        return names.isEmpty() ? "别人" : names.get(0);
    }
}
