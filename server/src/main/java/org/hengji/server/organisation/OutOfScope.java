package org.hengji.server.organisation;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Somebody asked for a record that is not theirs to see. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class OutOfScope extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutOfScope() {
        super("out of scope");
    }
}
