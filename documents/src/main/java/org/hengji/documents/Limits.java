package org.hengji.documents;

import java.time.Duration;

/**
 * How much of a file is read at most; beyond it a file is refused, never cut.
 *
 * @param bytes size of the file itself
 * @param unpacked size of all parts of a zipped format, unpacked
 * @param pages pages of a pdf
 * @param characters length of the text read
 * @param time for one file
 */
public record Limits(long bytes, long unpacked, int pages, int characters, Duration time) {
    public static final Limits USUAL = new Limits(50L << 20, 300L << 20, 1_000, 5_000_000, Duration.ofSeconds(60));
}
