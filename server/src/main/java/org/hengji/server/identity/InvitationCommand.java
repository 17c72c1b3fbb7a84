package org.hengji.server.identity;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;

/** What a system administrator fills in to invite somebody. The answers to what is wrong are message keys, by field. */
record InvitationCommand(String role, String invitee) {

    static final int LONGEST_NAME = 40;

    InvitationCommand {
        role = role == null ? "" : role;
        invitee = invitee == null ? "" : invitee.strip();
    }

    Optional<Role> chosen() {
        return Arrays.stream(Role.values()).filter(r -> r.name().equals(role)).findFirst();
    }

    Map<String, String> faults(Person issuer) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (chosen().isEmpty()) {
            faults.put("role", "administration.role.missing");
        } else if (chosen().get().administrator()) {
            faults.put("role", "administration.role.administrator");
        }
        if (invitee.isEmpty() || invitee.length() > LONGEST_NAME) {
            faults.put("invitee", "administration.invitee.wrong");
        } else if (invitee.equalsIgnoreCase(issuer.displayName()) || invitee.equalsIgnoreCase(issuer.name())) {
            faults.put("invitee", "administration.invitee.self");
        }
        return faults;
    }
}
