package org.hengji.documents.workbook;

/** Watches a long reading and may end it. */
public interface Progress {
    Progress NONE = (rows, done, size) -> true;

    /**
     * Told every few thousand rows.
     *
     * @param done bytes of the file read so far, about
     * @return whether to go on; else the reading ends with {@link Cancelled}
     */
    boolean at(long rows, long done, long size);

    /** The reading was ended by who watched it; nothing of it counts. */
    final class Cancelled extends Exception {
        private static final long serialVersionUID = 1L;

        public Cancelled() {
            super("cancelled", null, false, false);
        }
    }
}
