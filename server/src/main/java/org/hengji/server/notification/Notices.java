package org.hengji.server.notification;

import java.util.List;
import java.util.Optional;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Unread;
import org.hengji.server.organisation.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells people, as part of the transaction that does what they are told of. Nobody is told of his own acts. */
@Service
public class Notices implements Unread {

    private final JdbcClient database;
    private final Scope scope;

    public Notices(JdbcClient database, Scope scope) {
        this.database = database;
        this.scope = scope;
    }

    /** One person, by the name of the account. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(String person, Text title, String path) {
        insert(person, null, null, title, path);
    }

    /** Everybody of the role who sees the unit. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Role role, long unit, Text title, String path) {
        insert(null, role.name(), unit, title, path);
    }

    private void insert(String person, String role, Long unit, Text title, String path) {
        database.sql("insert into notification (to_person, to_role, unit, title_zh, title_en, path, by, by_person)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        person,
                        role,
                        unit,
                        title.zh(),
                        title.en(),
                        path,
                        Person.current().map(Person::displayName).orElse("-"),
                        Person.current().map(Person::name).orElse("-"))
                .update();
    }

    /** For the person at hand, the latest first. */
    public List<Notice> latest(int most) {
        Person person = Person.current().orElseThrow();
        return database.sql("select n.id, n.title_zh, n.title_en, n.path, n.by, n.at, r.person is not null"
                        + " from notification n left join notification_read r"
                        + " on r.notification = n.id and r.person = ?"
                        + " where (n.to_person = ? or (n.to_person is null and n.to_role = ? and n.unit = any (?)))"
                        + " and n.by_person <> ? order by n.id desc limit ?")
                .params(person.name(), person.name(), person.role().name(), seen(), person.name(), most)
                .query((row, i) -> new Notice(
                        row.getLong(1),
                        new Text(row.getString(2), row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant(),
                        row.getBoolean(7)))
                .list();
    }

    @Override
    public int unread() {
        Person person = Person.current().orElse(null);
        if (person == null || person.role().administrator()) {
            return 0;
        }
        return database.sql("select count(*) from notification n"
                        + " where (n.to_person = ? or (n.to_person is null and n.to_role = ? and n.unit = any (?)))"
                        + " and n.by_person <> ? and not exists (select from notification_read r"
                        + " where r.notification = n.id and r.person = ?)")
                .params(person.name(), person.role().name(), seen(), person.name(), person.name())
                .query(Integer.class)
                .single();
    }

    /** Everything up to the one that was the latest when the person looked. */
    @Transactional
    public void markRead(long upTo) {
        Person person = Person.current().orElseThrow();
        database.sql("insert into notification_read (notification, person) select n.id, ? from notification n"
                        + " where n.id <= ? and (n.to_person = ?"
                        + " or (n.to_person is null and n.to_role = ? and n.unit = any (?))) on conflict do nothing")
                .params(person.name(), upTo, person.name(), person.role().name(), seen())
                .update();
    }

    /** Marks one as read and says where its matter is; empty when it is not for the person at hand. */
    @Transactional
    public Optional<String> follow(long id) {
        Person person = Person.current().orElseThrow();
        Optional<String> path = database.sql("select path from notification n where n.id = ? and (n.to_person = ?"
                        + " or (n.to_person is null and n.to_role = ? and n.unit = any (?)))")
                .params(id, person.name(), person.role().name(), seen())
                .query(String.class)
                .optional();
        path.ifPresent(found -> database.sql("insert into notification_read (notification, person) values (?, ?)"
                        + " on conflict do nothing")
                .params(id, person.name())
                .update());
        return path;
    }

    private Long[] seen() {
        return scope.units().toArray(Long[]::new);
    }
}
