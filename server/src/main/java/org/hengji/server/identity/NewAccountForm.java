package org.hengji.server.identity;

import java.util.Map;
import org.hengji.server.access.Role;

/**
 * What the set-up page shows again when something is wrong; passwords are never sent back.
 *
 * @param again whether the account exists and only its password is set anew
 */
public record NewAccountForm(
        String token,
        Role role,
        String name,
        String displayName,
        boolean again,
        PasswordProfile passwords,
        Map<String, String> faults) {}
