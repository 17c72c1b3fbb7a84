package org.hengji.server.identity;

import java.time.Instant;

/**
 * A session that still works.
 *
 * @param key of its row, good for ending it and for nothing else
 * @param here whether it is the session that asks
 */
public record OpenSession(String key, Instant since, Instant lastUsed, boolean here) {}
