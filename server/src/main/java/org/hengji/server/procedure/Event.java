package org.hengji.server.procedure;

import java.time.Instant;
import java.util.Optional;
import org.hengji.server.access.Role;
import org.hengji.server.procedure.Standing.State;

/**
 * Something that was done to a document.
 *
 * @param seq 0 for its beginning
 * @param act empty for its beginning
 * @param state in which it left the document
 * @param by name of the account
 * @param toPerson to whom it was given, if to one person
 * @param digest SHA-256 of the content as it was then
 */
public record Event(
        long seq,
        Optional<Act> act,
        Step from,
        Step to,
        State state,
        String by,
        String byName,
        Role role,
        Instant at,
        Optional<String> toPerson,
        String comment,
        String digest) {}
