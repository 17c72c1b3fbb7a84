package org.hengji.server.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
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

    private static final String SELECT = "select id, name, display_name, role, coalesce(unit, 0), enabled, created_at,"
            + " password_changed_at, second_factor is not null from account ";

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final FactorKey key;
    /** Compared against when there is no such account, so that an answer takes as long as for a wrong password. */
    private final String nobody;

    Accounts(JdbcClient jdbc, PasswordEncoder passwords, FactorKey key) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.key = key;
        // A fixed hash of a random text nobody keeps; made once, since making one is slow on purpose.
        this.nobody = "$2a$12$WB6LzDsb6EoL4q1IpfNCwOLbf3p8BCMJ1cqcjBPx0Vn3l9OvUqGVe";
    }

    /** Whether nobody was ever given that role; a closed account counts, or closing one would open a back door. */
    boolean none(Role role) {
        return jdbc.sql("select not exists (select from account where role = ?)")
                .param(role.name())
                .query(Boolean.class)
                .single();
    }

    /** The three administrators last, as in {@link Role}. */
    List<Account> list() {
        return jdbc.sql(SELECT + "order by lower(name)").query(Accounts::row).list().stream()
                .sorted(Comparator.comparing(account -> account.person().role()))
                .toList();
    }

    Optional<Account> find(long id) {
        return jdbc.sql(SELECT + "where id = ?").param(id).query(Accounts::row).optional();
    }

    Optional<Account> find(String name) {
        return jdbc.sql(SELECT + "where lower(name) = lower(?)")
                .param(name)
                .query(Accounts::row)
                .optional();
    }

    /** How many of a role can sign in. */
    int enabled(Role role) {
        return jdbc.sql("select count(*) from account where role = ? and enabled")
                .param(role.name())
                .query(Integer.class)
                .single();
    }

    Optional<Account> authenticate(String name, String password) {
        Optional<String> hash = jdbc.sql("select password_hash from account where lower(name) = lower(?) and enabled")
                .param(name)
                .query(String.class)
                .optional();
        boolean right = passwords.matches(password, hash.orElse(nobody));
        return right && hash.isPresent() ? find(name) : Optional.empty();
    }

    /** @param unit 0 for none */
    Person create(String name, String displayName, Role role, long unit, String password) {
        jdbc.sql(
                        "insert into account (name, display_name, role, unit, password_hash) values (?, ?, ?, nullif(?, 0), ?)")
                .params(name, displayName, role.name(), unit, passwords.encode(password))
                .update();
        return new Person(name, displayName, role, unit);
    }

    /** The password before goes into the history. */
    void setPassword(long id, String password) {
        jdbc.sql("insert into password_history (account, hash) select id, password_hash from account where id = ?")
                .param(id)
                .update();
        jdbc.sql("update account set password_hash = ?, password_changed_at = now() where id = ?")
                .params(passwords.encode(password), id)
                .update();
    }

    /** Whether it is the password now, or one of the last few before; as slow as that many sign-ins. */
    boolean usedBefore(long id, String password, int last) {
        return last > 0
                && jdbc
                        .sql("select password_hash from account where id = ? union all (select hash from"
                                + " password_history where account = ? order by at desc, id desc limit ?)")
                        .params(id, id, last - 1)
                        .query(String.class)
                        .list()
                        .stream()
                        .anyMatch(hash -> passwords.matches(password, hash));
    }

    void change(long id, Role role, long unit) {
        jdbc.sql("update account set role = ?, unit = nullif(?, 0) where id = ?")
                .params(role.name(), unit, id)
                .update();
    }

    void setEnabled(long id, boolean enabled) {
        jdbc.sql("update account set enabled = ? where id = ?")
                .params(enabled, id)
                .update();
    }

    /** The secret and the last step whose code was used; empty without a second factor. */
    record SecondFactor(String secret, long usedUp) {
        @Override
        public String toString() {
            return "SecondFactor"; // never the secret
        }
    }

    Optional<SecondFactor> secondFactor(long id) {
        return jdbc.sql(
                        "select second_factor, second_factor_step from account where id = ? and second_factor is not null")
                .param(id)
                .query((row, i) -> new SecondFactor(key.open(id, row.getString(1)), row.getLong(2)))
                .optional();
    }

    /** @param secret null to take it away */
    void setSecondFactor(long id, String secret, long step) {
        jdbc.sql("update account set second_factor = ?, second_factor_step = ? where id = ?")
                .params(secret == null ? null : key.seal(id, secret), step, id)
                .update();
    }

    /**
     * Seals what an earlier version left open, and opens every sealed secret once.
     *
     * @throws org.hengji.Refusal when the key at hand is not the one they were sealed with
     */
    void sealSecondFactors() {
        record Kept(long id, String text) {}
        for (Kept kept : jdbc.sql("select id, second_factor from account where second_factor is not null")
                .query((row, i) -> new Kept(row.getLong(1), row.getString(2)))
                .list()) {
            String secret = key.open(kept.id(), kept.text());
            if (!FactorKey.isSealed(kept.text())) {
                jdbc.sql("update account set second_factor = ? where id = ? and second_factor = ?")
                        .params(key.seal(kept.id(), secret), kept.id(), kept.text())
                        .update();
            }
        }
    }

    /** Uses a step up; of two who send the same code at the same time, one is refused. */
    boolean useStep(long id, long step) {
        return jdbc.sql("update account set second_factor_step = ? where id = ? and second_factor_step < ?")
                        .params(step, id, step)
                        .update()
                == 1;
    }

    private static Account row(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getLong(1),
                new Person(row.getString(2), row.getString(3), Role.valueOf(row.getString(4)), row.getLong(5)),
                row.getBoolean(6),
                row.getTimestamp(7).toInstant(),
                row.getTimestamp(8).toInstant(),
                row.getBoolean(9));
    }
}
