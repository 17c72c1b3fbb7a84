package org.hengji.server.identity;

import java.time.Instant;
import org.hengji.server.access.Role;

/**
 * A link that has not made its account yet, without the link itself.
 *
 * @param invitee the person it is for; empty for the link that a first start prints
 * @param issuer display name of whoever issued it; empty as above
 * @param unit the body that the person will belong to; 0 for none
 */
public record Invitation(
        long id,
        Role role,
        long unit,
        String invitee,
        String issuer,
        Instant issuedAt,
        Instant expiresAt,
        boolean expired) {}
