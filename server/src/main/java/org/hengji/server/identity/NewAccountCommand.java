package org.hengji.server.identity;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the set-up page sends. The answers to what is wrong are message keys, by field. */
record NewAccountCommand(String name, String displayName, String password, String repeated) {

    private static final int SHORTEST = 10;
    /** bcrypt reads no more than this many bytes. */
    private static final int LONGEST_BYTES = 72;

    private static final Set<String> COMMON = Set.of(
            "1234567890",
            "password12",
            "password123",
            "qwerty12345",
            "admin12345",
            "admin123456",
            "abcd123456",
            "a123456789",
            "1q2w3e4r5t",
            "hengji12345",
            "passw0rd123",
            "abc1234567",
            "woaini1314520",
            "aa123456789");

    NewAccountCommand {
        name = name == null ? "" : name.strip();
        displayName = displayName == null ? "" : displayName.strip();
        password = password == null ? "" : password;
        repeated = repeated == null ? "" : repeated;
    }

    /** @param issuer display name of who gave the link, empty for the first account */
    Map<String, String> faults(String issuer) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (!name.matches("[\\p{L}\\p{N}._-]{2,40}")) {
            faults.put("name", "new-account.name.wrong");
        }
        if (displayName.isEmpty() || displayName.length() > 40) {
            faults.put("displayName", "new-account.display-name.wrong");
        } else if (displayName.equalsIgnoreCase(issuer)) {
            faults.put("displayName", "new-account.display-name.issuer");
        }
        String lower = password.toLowerCase(Locale.ROOT);
        boolean letters = password.codePoints().anyMatch(Character::isLetter);
        boolean others = password.codePoints().anyMatch(c -> !Character.isLetter(c));
        if (password.codePointCount(0, password.length()) < SHORTEST || !letters || !others) {
            faults.put("password", "new-account.password.weak");
        } else if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            faults.put("password", "new-account.password.long");
        } else if (COMMON.contains(lower) || lower.contains(name.toLowerCase(Locale.ROOT))) {
            faults.put("password", "new-account.password.common");
        } else if (!password.equals(repeated)) {
            faults.put("repeated", "new-account.repeated.wrong");
        }
        return faults;
    }

    @Override
    public String toString() {
        return "NewAccountCommand[" + name + "]"; // never the password
    }
}
