package org.hengji.documents;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The strings that the cells of a workbook share, kept as bytes: a million of them must fit into a small heap. */
final class SharedStrings {
    private static final int CHUNK = 1 << 20;
    private static final long MOST_BYTES = 96L << 20;

    private final Allowance allowance;
    private final List<byte[]> chunks = new ArrayList<>();
    /** Where each string begins: chunk and place in it. */
    private long[] starts = new long[64];

    private int[] lengths = new int[64];
    private int count;
    private int free = CHUNK;
    private long held;

    SharedStrings(Allowance allowance) {
        this.allowance = allowance;
    }

    void add(String words) {
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        held += bytes.length;
        if (held > MOST_BYTES) {
            throw new Stopped(Refusals.tooManyWords(allowance.name(), MOST_BYTES));
        }
        if (bytes.length > CHUNK - free) {
            chunks.add(new byte[Math.max(CHUNK, bytes.length)]);
            free = 0;
        }
        System.arraycopy(bytes, 0, chunks.get(chunks.size() - 1), free, bytes.length);
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count + (count >> 1));
            lengths = Arrays.copyOf(lengths, count + (count >> 1));
        }
        starts[count] = (long) (chunks.size() - 1) << 32 | free;
        lengths[count++] = bytes.length;
        free += bytes.length;
    }

    /** Blank for an index that no string has. */
    String get(int index) {
        return index < 0 || index >= count
                ? ""
                : new String(
                        chunks.get((int) (starts[index] >> 32)),
                        (int) starts[index],
                        lengths[index],
                        StandardCharsets.UTF_8);
    }
}
