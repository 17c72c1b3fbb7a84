package org.hengji.server.identity;

import java.time.Instant;
import org.hengji.server.access.Role;

/**
 * A link that has not done its work yet, without the link itself.
 *
 * @param request the approved request that it carries out; 0 for a link that a first start prints
 * @param account the account whose password it sets anew; 0 when it makes one
 * @param invitee the person it is for; empty for the link that a first start prints
 * @param issuer display name of whoever issued it; empty as above
 * @param approver display name of whoever approved the request; empty as above
 * @param unit the body that the person will belong to; 0 for none
 */
public record Invitation(
        long id,
        long request,
        long account,
        Role role,
        long unit,
        String invitee,
        String issuer,
        String approver,
        Instant issuedAt,
        Instant expiresAt,
        boolean expired) {}
