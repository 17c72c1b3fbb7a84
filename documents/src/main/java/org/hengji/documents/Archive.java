package org.hengji.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The parts of a zipped office file, read from its central directory alone and unpacked one at a time as a stream, so
 * that what a part claims of its size is never believed. Archives inside the archive are never opened.
 */
final class Archive {
    private static final int ENTRIES = 20_000;
    private static final int RATIO = 250;
    private static final long RATIO_HOLDS_FROM = 16L << 20;
    private static final int END = 0x06054b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final long UNKNOWN = 0xffffffffL;

    private record Entry(int method, long packed, long offset) {}

    private final Allowance allowance;
    private final ByteBuffer bytes;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Archive(Allowance allowance, ByteBuffer bytes) {
        this.allowance = allowance;
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    static boolean isOne(byte[] bytes) {
        return bytes.length >= 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
    }

    static Archive open(byte[] bytes, Allowance allowance) throws Refused {
        return open(ByteBuffer.wrap(bytes), allowance);
    }

    /** @param bytes the whole file, in memory or mapped */
    static Archive open(ByteBuffer bytes, Allowance allowance) throws Refused {
        Archive archive = new Archive(allowance, bytes);
        try {
            archive.directory();
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw archive.truncated();
        }
        return archive;
    }

    private Refused truncated() {
        return Refusals.damaged(
                allowance.name(), "压缩包不完整，可能没有下载完", "its archive is incomplete; perhaps the download was cut off");
    }

    private void directory() throws Refused {
        int end = bytes.limit() - 22;
        int first = Math.max(0, end - 0xffff);
        while (end >= first && bytes.getInt(end) != END) {
            end--;
        }
        if (end < first) {
            throw truncated();
        }
        int count = unsigned(end + 10);
        long at = bytes.getInt(end + 16) & UNKNOWN;
        if (count > ENTRIES) {
            throw Refusals.hostile(
                    allowance.name(),
                    "压缩包里有 " + count + " 个部件，超过 " + ENTRIES + " 个",
                    "its archive has " + count + " parts, more than " + ENTRIES);
        }
        for (int i = 0; i < count; i++) {
            allowance.time();
            at = entry(Math.toIntExact(Math.min(at, Integer.MAX_VALUE)));
        }
    }

    private long entry(int at) throws Refused {
        if (bytes.getInt(at) != CENTRAL) {
            throw truncated();
        }
        int flags = unsigned(at + 8);
        int method = unsigned(at + 10);
        long packed = bytes.getInt(at + 20) & UNKNOWN;
        long size = bytes.getInt(at + 24) & UNKNOWN;
        int nameLength = unsigned(at + 28);
        int extraLength = unsigned(at + 30);
        long offset = bytes.getInt(at + 42) & UNKNOWN;
        byte[] name = new byte[nameLength];
        bytes.get(at + 46, name);
        // Large sizes, which some writers give even to small parts, stand in an extra field.
        for (int extra = at + 46 + nameLength, last = extra + extraLength; extra + 4 <= last; ) {
            int length = unsigned(extra + 2);
            if (unsigned(extra) == 1) {
                int field = extra + 4;
                if (size == UNKNOWN) {
                    field += 8;
                }
                if (packed == UNKNOWN) {
                    packed = bytes.getLong(field);
                    field += 8;
                }
                if (offset == UNKNOWN) {
                    offset = bytes.getLong(field);
                }
            }
            extra += 4 + length;
        }
        if ((flags & 1) != 0) {
            throw Refusals.encrypted(allowance.name());
        }
        String path = new String(name, StandardCharsets.UTF_8).replace('\\', '/');
        if (entries.put(path, new Entry(method, packed, offset)) != null) {
            throw Refusals.hostile(
                    allowance.name(),
                    "压缩包里有两个同名部件 " + Words.line(path),
                    "its archive has two parts of the same name, " + Words.line(path));
        }
        return (long) at + 46 + nameLength + extraLength + unsigned(at + 32);
    }

    private int unsigned(int at) {
        return bytes.getShort(at) & 0xffff;
    }

    Set<String> names() {
        return entries.keySet();
    }

    boolean has(String part) {
        return entries.containsKey(part);
    }

    Optional<InputStream> part(String part) throws Refused {
        Entry entry = entries.get(part);
        if (entry == null) {
            return Optional.empty();
        }
        try {
            int at = Math.toIntExact(entry.offset());
            if (bytes.getInt(at) != LOCAL) {
                throw truncated();
            }
            int start = at + 30 + unsigned(at + 26) + unsigned(at + 28);
            ByteBuffer packed = bytes.slice(start, Math.toIntExact(entry.packed()));
            return switch (entry.method()) {
                case 0 -> Optional.of(new Stored(packed));
                case 8 -> Optional.of(new Inflated(packed));
                default ->
                    throw Refusals.damaged(
                            allowance.name(),
                            "部件 " + Words.line(part) + " 的压缩方式 " + entry.method() + " 不能识别",
                            "the part " + Words.line(part) + " is packed in an unknown way, " + entry.method());
            };
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            throw truncated();
        }
    }

    private final class Stored extends InputStream {
        private final ByteBuffer content;

        Stored(ByteBuffer content) {
            this.content = content;
        }

        @Override
        public int read() {
            if (!content.hasRemaining()) {
                return -1;
            }
            allowance.unpacked(1);
            return content.get() & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (length > 0 && !content.hasRemaining()) {
                return -1;
            }
            int read = Math.min(length, content.remaining());
            content.get(into, from, read);
            allowance.unpacked(read);
            return read;
        }
    }

    private final class Inflated extends InputStream {
        private final Inflater inflater = new Inflater(true);
        private final byte[] one = new byte[1];
        private boolean closed;

        Inflated(ByteBuffer packed) {
            inflater.setInput(packed);
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (closed || inflater.finished()) {
                return -1;
            }
            try {
                long before = inflater.getBytesRead();
                int read = inflater.inflate(into, from, length);
                allowance.read(inflater.getBytesRead() - before);
                if (read == 0) {
                    if (inflater.finished()) {
                        return -1;
                    }
                    throw new Stopped(truncated());
                }
                allowance.unpacked(read);
                long out = inflater.getBytesWritten();
                if (out > RATIO_HOLDS_FROM && out / RATIO > inflater.getBytesRead()) {
                    throw new Stopped(Refusals.hostile(
                            allowance.name(),
                            "有部件解开后是原来的 " + RATIO + " 倍以上（压缩炸弹）",
                            "a part of it unpacks to more than " + RATIO + " times its size (a zip bomb)"));
                }
                return read;
            } catch (DataFormatException e) {
                throw new Stopped(truncated());
            }
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                inflater.end();
            }
        }
    }
}
