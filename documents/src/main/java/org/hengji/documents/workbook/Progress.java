package org.hengji.documents.workbook;

/** Watches a long reading and may end it. */
public interface Progress {
    Progress NONE = (rows, faulty, done, size) -> true;

    /**
     * Told every few thousand rows.
     *
     * @param faulty of the rows, those with an error
     * @param done bytes of the file read so far, about
     * @return whether to go on; else the reading ends with {@link Cancelled}
     */
    boolean at(long rows, long faulty, long done, long size);

    /** The reading was ended by who watched it; nothing of it counts. */
    final class Cancelled extends Exception {
        private static final long serialVersionUID = 1L;

        public Cancelled() {
            super("cancelled", null, false, false);
        }
    }
}
