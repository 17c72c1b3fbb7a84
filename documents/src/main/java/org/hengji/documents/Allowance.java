package org.hengji.documents;

/**
 * What one file may still use up while it is read. Every loop over a file's content asks here, so a file that goes over
 * a limit is really stopped, on the thread that reads it.
 */
final class Allowance {
    /** A table may be wide or long, but a grid of blanks must not cost more than the words could. */
    static final int CELLS = 2_000_000;

    private final String name;
    private final Limits limits;
    private final long deadline;
    private long unpacked;
    private long characters;
    private long cells;
    private long packed;

    Allowance(String name, Limits limits) {
        this.name = name;
        this.limits = limits;
        this.deadline = System.nanoTime() + limits.time().toNanos();
    }

    String name() {
        return name;
    }

    void time() {
        if (System.nanoTime() - deadline > 0) {
            throw new Stopped(Refusals.tooSlow(name, limits.time()));
        }
    }

    void unpacked(long bytes) {
        time();
        unpacked += bytes;
        if (unpacked > limits.unpacked()) {
            throw new Stopped(Refusals.unpackedTooLarge(name, limits.unpacked()));
        }
    }

    /** Counts bytes of the file itself, for those who watch. */
    void read(long bytes) {
        packed += bytes;
    }

    long packed() {
        return packed;
    }

    void characters(long more) {
        characters += more;
        if (characters > limits.characters()) {
            throw new Stopped(Refusals.tooLong(name, limits.characters()));
        }
    }

    void cells(long more) {
        cells += more;
        if (cells > CELLS) {
            throw new Stopped(Refusals.tooManyCells(name, CELLS));
        }
    }

    void pages(int pages) {
        if (pages > limits.pages()) {
            throw new Stopped(Refusals.tooManyPages(name, pages, limits.pages()));
        }
    }

    Limits limits() {
        return limits;
    }
}
