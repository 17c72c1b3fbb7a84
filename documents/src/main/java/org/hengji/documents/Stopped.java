package org.hengji.documents;

/** Carries a refusal out through libraries that know only their own exceptions. */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Refused refused;

    Stopped(Refused refused) {
        super(refused.getMessage(), refused, false, false);
        this.refused = refused;
    }

    Refused refused() {
        return refused;
    }
}
