package org.hengji.server.procedure;

import org.hengji.scoring.Problem;

/** Somebody tried to change the content of a document that is not his to change now. Nothing was changed. */
public final class NotYours extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    NotYours(Problem problem) {
        super(problem.message().en());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
