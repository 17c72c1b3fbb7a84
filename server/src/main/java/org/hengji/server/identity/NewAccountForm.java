package org.hengji.server.identity;

import java.util.Map;
import org.hengji.server.access.Role;

/** What the set-up page shows again when something is wrong; passwords are never sent back. */
public record NewAccountForm(String token, Role role, String name, String displayName, Map<String, String> faults) {}
