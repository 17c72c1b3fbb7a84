package org.hengji.server.procedure;

import org.hengji.server.access.Role;

/** Whoever acts: the name of the account and the role. */
public record Hand(String name, Role role) {}
