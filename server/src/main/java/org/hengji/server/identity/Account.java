package org.hengji.server.identity;

import java.time.Instant;
import org.hengji.server.access.Person;

/**
 * Somebody who may sign in, or might until the account was closed.
 *
 * @param secondFactor whether one-time codes have been set up
 */
public record Account(
        long id, Person person, boolean enabled, Instant createdAt, Instant passwordChangedAt, boolean secondFactor) {}
