package org.hengji.server.identity;

import java.time.Instant;
import org.hengji.server.access.Person;

/** Somebody who may sign in, or might until the account was closed. */
public record Account(Person person, boolean enabled, Instant createdAt) {}
