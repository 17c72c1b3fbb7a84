package org.hengji.server.procedure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.procedure.Standing.State;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The rows of documents and of what was done to them. */
@Component
class Documents {

    private static final String SELECT = "select d.id, d.course, d.course_version, d.subject, d.unit, d.year, d.title,"
            + " d.path, d.step, d.state, d.assignee, d.entered::text, d.sent_by, d.revision, d.since, y.due"
            + " from procedure_document d left join fiscal_year_due y"
            + " on y.area = d.area and y.year = d.year and y.key = d.due_key";
    private static final String WAITING = " d.state in ('OPEN', 'RETURNED', 'WITHDRAWN')";

    private final JdbcClient database;
    private final Courses courses;
    private final JsonMapper json;

    Documents(JdbcClient database, Courses courses, JsonMapper json) {
        this.database = database;
        this.courses = courses;
        this.json = json;
    }

    /** Nothing when another open document of the course has the subject already. */
    Optional<Long> insert(
            Course course, String subject, long unit, long area, int year, String title, String path, String by) {
        Step first = course.steps().get(0);
        return database.sql("insert into procedure_document (course, course_version, subject, unit, area, year, title,"
                        + " path, step, step_key, who, due_key, state, opened_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, 'OPEN', ?)"
                        + " on conflict do nothing returning id")
                .params(
                        course.id(),
                        course.version(),
                        subject,
                        unit,
                        area,
                        year,
                        title,
                        path,
                        first.key(),
                        first.who().name(),
                        first.due().orElse(null),
                        by)
                .query(Long.class)
                .optional();
    }

    Optional<Document> find(long id) {
        return database.sql(SELECT + " where d.id = ?").param(id).query(row()).optional();
    }

    /** Held until the transaction ends: whoever else wants it waits, and then sees what came of it. */
    Optional<Document> lock(long id) {
        database.sql("select id from procedure_document where id = ? for update")
                .param(id)
                .query(Long.class)
                .optional();
        return find(id);
    }

    /** Held against acts, not against others who hold it likewise: its content may be written meanwhile. */
    void hold(long id) {
        database.sql("select id from procedure_document where id = ? for share")
                .param(id)
                .query(Long.class)
                .optional();
    }

    /** The last one of the subject, open or at its end. */
    Optional<Document> last(String course, String subject) {
        return database.sql(SELECT + " where d.course = ? and d.subject = ? order by d.id desc limit 1")
                .params(course, subject)
                .query(row())
                .optional();
    }

    List<Document> waiting(Role who, String person, Long[] units) {
        return database.sql(SELECT + " where" + WAITING + " and d.who = ? and d.unit = any (?)"
                        + " and (d.assignee is null or d.assignee = ?) order by y.due nulls last, d.since, d.id")
                .params(who.name(), units, person)
                .query(row())
                .list();
    }

    List<Document> waitingFor(Long[] units) {
        return database.sql(SELECT + " where" + WAITING + " and d.unit = any (?)"
                        + " order by y.due nulls last, d.since, d.id")
                .param(units)
                .query(row())
                .list();
    }

    List<Document> of(Long[] units, int year) {
        return database.sql(SELECT + " where d.unit = any (?) and d.year = ? order by d.course, d.id")
                .params(units, year)
                .query(row())
                .list();
    }

    /** Locked, in the order of their numbers, so that two who close at once do not wait for each other. */
    List<Document> lockYear(long area, int year, List<State> states) {
        return database
                .sql("select id from procedure_document where area = ? and year = ? and state = any (?)"
                        + " order by id for update")
                .params(area, year, states.stream().map(State::name).toArray(String[]::new))
                .query(Long.class)
                .list()
                .stream()
                .map(id -> find(id).orElseThrow())
                .toList();
    }

    int countWaiting(long area, int year) {
        return database.sql("select count(*) from procedure_document d where d.area = ? and d.year = ? and" + WAITING)
                .params(area, year)
                .query(Integer.class)
                .single();
    }

    /** Whether the row was still at the revision. */
    boolean update(Document document, Standing to, boolean stepsOn) {
        Step step = document.course().step(to);
        return database.sql("update procedure_document set step = ?, step_key = ?, who = ?, due_key = ?, state = ?,"
                                + " assignee = ?, entered = ?::jsonb, sent_by = ?, revision = revision + 1,"
                                + " since = case when ? then now() else since end where id = ? and revision = ?")
                        .params(
                                to.step(),
                                step.key(),
                                step.who().name(),
                                step.due().orElse(null),
                                to.state().name(),
                                to.assignee().orElse(null),
                                json.writeValueAsString(to.entered()),
                                to.sentBy().orElse(null),
                                stepsOn,
                                document.id(),
                                document.revision())
                        .update()
                == 1;
    }

    void record(
            long document,
            long seq,
            String act,
            Step from,
            Step to,
            State state,
            Hand by,
            String byName,
            Optional<String> toPerson,
            String comment,
            String content,
            String digest) {
        database.sql("insert into procedure_event (document, seq, act, from_step, to_step, state, by, by_name, role,"
                        + " to_person, comment, content, digest) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?)")
                .params(
                        document,
                        seq,
                        act,
                        from.key(),
                        to.key(),
                        state.name(),
                        by.name(),
                        byName,
                        by.role().name(),
                        toPerson.orElse(null),
                        comment,
                        content,
                        digest)
                .update();
    }

    List<Event> events(Document document) {
        return database.sql("select seq, act, from_step, to_step, state, by, by_name, role, at, to_person, comment,"
                        + " digest from procedure_event where document = ? order by seq")
                .param(document.id())
                .query((row, i) -> new Event(
                        row.getLong(1),
                        row.getString(2).equals("BEGIN")
                                ? Optional.empty()
                                : Optional.of(Act.valueOf(row.getString(2))),
                        step(document.course(), row.getString(3)),
                        step(document.course(), row.getString(4)),
                        State.valueOf(row.getString(5)),
                        row.getString(6),
                        row.getString(7),
                        Role.valueOf(row.getString(8)),
                        row.getTimestamp(9).toInstant(),
                        Optional.ofNullable(row.getString(10)),
                        row.getString(11),
                        row.getString(12)))
                .list();
    }

    Optional<String> content(long document, long seq) {
        return database.sql("select content::text from procedure_event where document = ? and seq = ?")
                .params(document, seq)
                .query(String.class)
                .optional();
    }

    /** People with an account of the role. */
    List<Person> accounts(Role role) {
        return database.sql("select name, display_name, coalesce(unit, 0) from account where role = ? and enabled"
                        + " order by display_name")
                .param(role.name())
                .query((row, i) -> new Person(row.getString(1), row.getString(2), role, row.getLong(3)))
                .list();
    }

    /** The name itself when there is no such account, as in a demonstration. */
    String displayName(String account) {
        return database.sql("select display_name from account where name = ?")
                .param(account)
                .query(String.class)
                .optional()
                .or(() -> database.sql("select by_name from procedure_event where by = ? order by at desc limit 1")
                        .param(account)
                        .query(String.class)
                        .optional())
                .orElse(account);
    }

    private static Step step(Course course, String key) {
        return course.steps().stream()
                .filter(step -> step.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private RowMapper<Document> row() {
        return this::document;
    }

    private Document document(ResultSet row, int i) throws SQLException {
        Map<Integer, String> entered = new HashMap<>();
        json.readTree(row.getString(12))
                .properties()
                .forEach(p ->
                        entered.put(Integer.valueOf(p.getKey()), p.getValue().stringValue()));
        java.sql.Date due = row.getDate(16);
        return new Document(
                row.getLong(1),
                courses.find(row.getString(2), row.getInt(3)),
                row.getString(4),
                row.getLong(5),
                row.getInt(6),
                row.getString(7),
                row.getString(8),
                new Standing(
                        row.getInt(9),
                        State.valueOf(row.getString(10)),
                        Optional.ofNullable(row.getString(11)),
                        entered,
                        Optional.ofNullable(row.getString(13))),
                row.getLong(14),
                Optional.ofNullable(due).map(java.sql.Date::toLocalDate),
                row.getTimestamp(15).toInstant());
    }
}
