package org.hengji.server.identity;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.hengji.server.access.Role;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the {@link AccountPolicy} in force; read anew each time, so that all nodes obey a change at once. */
@Component
class AccountPolicies {

    private final JdbcClient jdbc;
    private final Trail trail;

    AccountPolicies(JdbcClient jdbc, Trail trail) {
        this.jdbc = jdbc;
        this.trail = trail;
    }

    AccountPolicy now() {
        return jdbc.sql("select passwords, idle_minutes, absolute_hours, sessions, second_factor from account_policy")
                .query((row, i) -> new AccountPolicy(
                        PasswordProfile.valueOf(row.getString(1)),
                        row.getInt(2),
                        row.getInt(3),
                        row.getInt(4),
                        Arrays.stream((String[]) row.getArray(5).getArray())
                                .map(Role::valueOf)
                                .collect(Collectors.toSet())))
                .optional()
                .orElse(AccountPolicy.DEFAULT);
    }

    @Transactional
    public void set(AccountPolicy policy) {
        if (!policy.faults().isEmpty()) {
            throw new IllegalArgumentException(policy.faults().toString());
        }
        AccountPolicy before = now();
        Set<Role> roles = policy.secondFactor();
        jdbc.sql("""
                        insert into account_policy (passwords, idle_minutes, absolute_hours, sessions, second_factor)
                        values (?, ?, ?, ?, ?) on conflict (only_one) do update set passwords = excluded.passwords,
                        idle_minutes = excluded.idle_minutes, absolute_hours = excluded.absolute_hours,
                        sessions = excluded.sessions, second_factor = excluded.second_factor
                        """)
                .params(
                        policy.passwords().name(),
                        policy.idleMinutes(),
                        policy.absoluteHours(),
                        policy.sessions(),
                        roles.stream().map(Role::name).sorted().toArray(String[]::new))
                .update();
        trail.record("account-policy.change", "account-policy", before.told(), policy.told());
    }
}
