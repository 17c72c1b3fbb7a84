package org.hengji.server.identity;

import java.time.Instant;
import java.util.Locale;
import org.hengji.server.access.Role;

/**
 * Somebody asks that a person be given, or given back, access. Whoever asks never decides.
 *
 * @param person the name of whom it is about
 * @param account their account; 0 when it is to be made
 * @param accountName its name; empty as above
 * @param role the role asked for, or the one the account has
 * @param unit the body asked for; 0 for none
 * @param askedBy account name, for comparing
 * @param askedByName display name, for people
 * @param decidedByName empty while nobody has decided
 * @param decidedAt null as above
 */
public record RightRequest(
        long id,
        Kind kind,
        String person,
        long account,
        String accountName,
        Role role,
        long unit,
        String reason,
        String askedBy,
        String askedByName,
        Instant askedAt,
        State state,
        String decidedByName,
        Instant decidedAt,
        String comment) {

    public enum Kind {
        /** An account with a role and a body. */
        GRANT,
        /** Another role or another body for a working account. */
        CHANGE,
        /** A closed account opened again. */
        ENABLE,
        /** A new password and a new second factor for somebody who has lost one of them. */
        RESET;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum State {
        WAITING,
        /** Approved, and the link that carries it out has not been used. */
        APPROVED,
        DONE,
        REFUSED,
        WITHDRAWN;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
