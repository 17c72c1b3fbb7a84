package org.hengji.server.identity;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The people who may sign in, and their passwords as slow salted hashes. */
@Component
class Accounts {

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    /** Compared against when there is no such account, so that an answer takes as long as for a wrong password. */
    private final String nobody;

    Accounts(JdbcClient jdbc, PasswordEncoder passwords) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        // A fixed hash of a random text nobody keeps; made once, since making one is slow on purpose.
        this.nobody = "$2a$12$WB6LzDsb6EoL4q1IpfNCwOLbf3p8BCMJ1cqcjBPx0Vn3l9OvUqGVe";
    }

    boolean none() {
        return jdbc.sql("select not exists (select from account)")
                .query(Boolean.class)
                .single();
    }

    /** The three administrators last, as in {@link Role}. */
    List<Account> list() {
        return jdbc
                .sql("select name, display_name, role, coalesce(unit, 0), enabled, created_at from account"
                        + " order by lower(name)")
                .query((row, i) -> new Account(
                        new Person(row.getString(1), row.getString(2), Role.valueOf(row.getString(3)), row.getLong(4)),
                        row.getBoolean(5),
                        row.getTimestamp(6).toInstant()))
                .list()
                .stream()
                .sorted(Comparator.comparing(account -> account.person().role()))
                .toList();
    }

    Optional<Person> authenticate(String name, String password) {
        record Found(Person person, String hash) {}
        Optional<Found> found = jdbc.sql(
                        "select name, display_name, role, coalesce(unit, 0), password_hash from account"
                                + " where lower(name) = lower(?) and enabled")
                .param(name)
                .query((row, i) -> new Found(
                        new Person(row.getString(1), row.getString(2), Role.valueOf(row.getString(3)), row.getLong(4)),
                        row.getString(5)))
                .optional();
        boolean right = passwords.matches(password, found.map(Found::hash).orElse(nobody));
        return right ? found.map(Found::person) : Optional.empty();
    }

    /** @param unit 0 for none */
    Person create(String name, String displayName, Role role, long unit, String password) {
        jdbc.sql(
                        "insert into account (name, display_name, role, unit, password_hash) values (?, ?, ?, nullif(?, 0), ?)")
                .params(name, displayName, role.name(), unit, passwords.encode(password))
                .update();
        return new Person(name, displayName, role, unit);
    }
}
