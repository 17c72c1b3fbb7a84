package org.hengji.server.procedure;

import java.util.Optional;

/**
 * An act as somebody wants it.
 *
 * @param comment may be empty where no reason is due
 * @param step for going back: the key of the editing step; empty for the nearest one
 * @param person for giving it to somebody: the name of the account
 */
public record Intent(Act act, Hand by, String comment, Optional<String> step, Optional<String> person) {

    public Intent {
        comment = comment == null ? "" : comment.strip();
    }

    public static Intent of(Act act, Hand by, String comment) {
        return new Intent(act, by, comment, Optional.empty(), Optional.empty());
    }

    public Intent backTo(String key) {
        return new Intent(act, by, comment, Optional.of(key), person);
    }

    public Intent to(String name) {
        return new Intent(act, by, comment, step, Optional.of(name));
    }
}
