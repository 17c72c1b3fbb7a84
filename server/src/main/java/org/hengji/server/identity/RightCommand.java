package org.hengji.server.identity;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.organisation.Tree;

/** What a system administrator fills in to ask for a right. The answers to what is wrong are message keys, by field. */
public record RightCommand(String role, Long unit, String person, String reason) {

    static final RightCommand EMPTY = new RightCommand("", 0L, "", "");
    static final int LONGEST_NAME = 40;
    static final int LONGEST_REASON = 200;

    public RightCommand {
        role = role == null ? "" : role;
        unit = unit == null ? 0 : unit;
        person = person == null ? "" : person.strip();
        reason = reason == null ? "" : reason.strip();
    }

    Optional<Role> chosen() {
        return Arrays.stream(Role.values()).filter(r -> r.name().equals(role)).findFirst();
    }

    /** The body that counts: none for those who belong to none. */
    long belongs() {
        return chosen().filter(Role::belongsToUnit).isPresent() ? unit : 0;
    }

    Map<String, String> faults(Person asking, Tree tree) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (chosen().isEmpty()) {
            faults.put("role", "administration.role.missing");
        } else if (chosen().get().belongsToUnit()
                && !tree.units().isEmpty()
                && tree.find(unit).isEmpty()) {
            faults.put("unit", "administration.unit.missing");
        }
        if (person.isEmpty() || person.length() > LONGEST_NAME) {
            faults.put("person", "administration.invitee.wrong");
        } else if (person.equalsIgnoreCase(asking.displayName()) || person.equalsIgnoreCase(asking.name())) {
            faults.put("person", "administration.invitee.self");
        }
        faults.putAll(reasonFaults());
        return faults;
    }

    Map<String, String> reasonFaults() {
        return reason.length() > LONGEST_REASON ? Map.of("reason", "administration.reason.long") : Map.of();
    }
}
