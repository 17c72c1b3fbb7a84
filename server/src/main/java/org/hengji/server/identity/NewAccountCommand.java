package org.hengji.server.identity;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the set-up page sends. The answers to what is wrong are message keys, by field. */
record NewAccountCommand(String name, String displayName, String password, String repeated) {

    NewAccountCommand {
        name = name == null ? "" : name.strip();
        displayName = displayName == null ? "" : displayName.strip();
        password = password == null ? "" : password;
        repeated = repeated == null ? "" : repeated;
    }

    Map<String, String> faults(Invitation invitation, PasswordProfile profile) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (!name.matches("[\\p{L}\\p{N}._-]{2,40}")) {
            faults.put("name", "new-account.name.wrong");
        }
        if (displayName.isEmpty() || displayName.length() > 40) {
            faults.put("displayName", "new-account.display-name.wrong");
        } else if (displayName.equalsIgnoreCase(invitation.issuer())
                || displayName.equalsIgnoreCase(invitation.approver())) {
            faults.put("displayName", "new-account.display-name.issuer");
        }
        faults.putAll(passwordFaults(profile, name, password, repeated));
        return faults;
    }

    static Map<String, String> passwordFaults(PasswordProfile profile, String name, String password, String repeated) {
        Map<String, String> faults = new LinkedHashMap<>();
        profile.fault(password, name).ifPresent(fault -> faults.put("password", "new-account.password." + fault));
        if (faults.isEmpty() && !password.equals(repeated)) {
            faults.put("repeated", "new-account.repeated.wrong");
        }
        return faults;
    }

    @Override
    public String toString() {
        return "NewAccountCommand[" + name + "]"; // never the password
    }
}
