package org.hengji.server.procedure;

/** An act that is possible, with how the document stood and how it stands then. */
public record Moved(Act act, Standing from, Standing to) implements Outcome {

    /** Everybody has agreed. */
    public boolean isApproval() {
        return to.state() == Standing.State.APPROVED;
    }
}
