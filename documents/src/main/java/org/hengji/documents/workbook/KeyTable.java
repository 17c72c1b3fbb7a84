package org.hengji.documents.workbook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The row in which each key first stood. Half a digest stands for a key, so a million of them take 40 MB at most. */
final class KeyTable {
    private final MessageDigest digest = Digests.sha256();
    private long[] high = new long[1024];
    private long[] low = new long[1024];
    private int[] rows = new int[1024];
    private int count;

    /** Puts a key; gives the row that had it before, or 0. */
    int put(String key, int row) {
        if (count * 2 >= rows.length) {
            grow();
        }
        ByteBuffer hash = hash(key);
        long h = hash.getLong();
        long l = hash.getLong();
        int at = place(h, l);
        if (rows[at] == 0) {
            high[at] = h;
            low[at] = l;
            rows[at] = row;
            count++;
            return 0;
        }
        return rows[at];
    }

    boolean has(String key) {
        ByteBuffer hash = hash(key);
        return rows[place(hash.getLong(), hash.getLong())] != 0;
    }

    private ByteBuffer hash(String key) {
        return ByteBuffer.wrap(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    }

    private int place(long h, long l) {
        int at = (int) (l & rows.length - 1);
        while (rows[at] != 0 && (high[at] != h || low[at] != l)) {
            at = at + 1 & rows.length - 1;
        }
        return at;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldRows = rows;
        high = new long[oldRows.length * 2];
        low = new long[oldRows.length * 2];
        rows = new int[oldRows.length * 2];
        for (int i = 0; i < oldRows.length; i++) {
            if (oldRows[i] != 0) {
                int at = place(oldHigh[i], oldLow[i]);
                high[at] = oldHigh[i];
                low[at] = oldLow[i];
                rows[at] = oldRows[i];
            }
        }
    }
}
