package org.hengji.documents;

import org.hengji.scoring.Problem;

/** A file that is not read, and why, in words for the person who sent it. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    public Refused(String code, String zh, String en, String remedyZh, String remedyEn) {
        this(Problem.of(code, "", zh, en, remedyZh, remedyEn));
    }

    public Refused(Problem problem) {
        super(problem.message().en());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
