package org.hengji.server.year;

/** What hangs on a fiscal year and stops with it. Both calls are part of the transaction that changes the year. */
public interface AtYearEnd {

    /** How many things would stop if the year were closed now. */
    int waiting(long area, int year);

    void closing(long area, int year);

    void reopening(long area, int year, String reason);
}
