package org.hengji.server.identity;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hengji.server.access.Role;

/**
 * The rules for everybody's account, set by the security administrator.
 *
 * @param idleMinutes a session ends after so long without a request
 * @param absoluteHours and after so long in any case
 * @param sessions how many a person may have at a time; one more ends the oldest
 * @param secondFactor roles that must give a one-time code
 */
public record AccountPolicy(
        PasswordProfile passwords, int idleMinutes, int absoluteHours, int sessions, Set<Role> secondFactor) {

    static final AccountPolicy DEFAULT = new AccountPolicy(PasswordProfile.LEVEL_3, 30, 12, 3, Set.of());

    public AccountPolicy {
        secondFactor = Set.copyOf(secondFactor);
    }

    /** What is wrong with it: message keys by field. */
    Map<String, String> faults() {
        Map<String, String> faults = new TreeMap<>();
        if (idleMinutes < 5 || idleMinutes > 120) {
            faults.put("idleMinutes", "security.policy.idle.wrong");
        }
        if (absoluteHours < 1 || absoluteHours > 24) {
            faults.put("absoluteHours", "security.policy.absolute.wrong");
        }
        if (sessions < 1 || sessions > 10) {
            faults.put("sessions", "security.policy.sessions.wrong");
        }
        return faults;
    }

    /** As the trail keeps it. */
    Map<String, Object> told() {
        return new TreeMap<>(Map.of(
                "passwords", passwords.key(),
                "idleMinutes", idleMinutes,
                "absoluteHours", absoluteHours,
                "sessions", sessions,
                "secondFactor", secondFactor.stream().map(Role::key).collect(Collectors.toCollection(TreeSet::new))));
    }
}
