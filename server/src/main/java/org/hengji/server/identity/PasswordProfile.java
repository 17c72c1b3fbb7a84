package org.hengji.server.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two schools of passwords that contradict each other, each whole. The names of faults are the ends of message keys,
 * {@code new-account.password.*}.
 */
public enum PasswordProfile {
    /** GB/T 22239 level 3, 8.1.4.1: complexity, and changed from time to time. */
    LEVEL_3(10, 3, 90, 5),
    /** OWASP ASVS 5.0, 6.2: long, uncommon, of any composition, never forced to change. */
    ASVS(12, 0, 0, 0);

    /** bcrypt reads no more than this many bytes. */
    private static final int LONGEST_BYTES = 72;

    private static final Set<String> COMMON = common();

    private final int shortest;
    private final int kinds;
    private final int days;
    private final int history;

    PasswordProfile(int shortest, int kinds, int days, int history) {
        this.shortest = shortest;
        this.kinds = kinds;
        this.days = days;
        this.history = history;
    }

    public int shortest() {
        return shortest;
    }

    /** Of capitals, small letters, digits and other signs, how many kinds at least; 0 for any. */
    public int kinds() {
        return kinds;
    }

    /** After how many days a password must be changed; 0 for never. */
    public int days() {
        return days;
    }

    /** How many earlier passwords may not come back. */
    public int history() {
        return history;
    }

    /** As in message keys. */
    public String key() {
        return this == LEVEL_3 ? "level-3" : "asvs";
    }

    /** What is wrong with a new password; whether it was used before is asked elsewhere. */
    Optional<String> fault(String password, String name) {
        String lower = password.toLowerCase(Locale.ROOT);
        if (password.codePointCount(0, password.length()) < shortest) {
            return Optional.of("short");
        } else if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            return Optional.of("long");
        } else if (COMMON.contains(lower)
                || !name.isEmpty() && lower.contains(name.toLowerCase(Locale.ROOT))
                || lower.contains("hengji")
                || password.chars().distinct().count() < 4) {
            return Optional.of("common");
        }
        return kindsIn(password) < kinds ? Optional.of("weak") : Optional.empty();
    }

    private static int kindsIn(String password) {
        boolean[] seen = new boolean[4];
        password.codePoints().forEach(c -> {
            int kind = Character.isUpperCase(c) ? 0 : Character.isLowerCase(c) ? 1 : Character.isDigit(c) ? 2 : 3;
            seen[kind] = true;
        });
        int kinds = 0;
        for (boolean one : seen) {
            kinds += one ? 1 : 0;
        }
        return kinds;
    }

    private static Set<String> common() {
        try (var lines = new BufferedReader(new InputStreamReader(
                PasswordProfile.class.getResourceAsStream("common-passwords.txt"), StandardCharsets.UTF_8))) {
            return lines.lines().collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
