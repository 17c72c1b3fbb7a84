package org.hengji.server.procedure;

import java.util.Locale;

/** What can be done to a document. */
public enum Act {
    /** From a step that edits to the next one. */
    SUBMIT,
    /** From a step that reviews to the next one; the last approval ends the course. */
    APPROVE,
    /** Back to an earlier step that edits, with the reason. */
    RETURN,
    /** Taken back by whoever sent it on, while the next one has not acted. */
    WITHDRAW,
    /** Given to, or taken over by, somebody else of the same role. */
    REASSIGN,
    /** The year is closed over an open document. */
    CLOSE,
    /** What was approved or closed is taken up again, with the reason. */
    REOPEN;

    /** As in addresses and message keys. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Sends the document to the next step. */
    public boolean isForward() {
        return this == SUBMIT || this == APPROVE;
    }

    /** Sends the document back. Nobody gets a document back without being told why. */
    public boolean needsComment() {
        return this == RETURN || this == REOPEN;
    }
}
