package org.hengji.documents;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Measures the packed streams of a pdf before they are read for good: the library unpacks each whole into memory and
 * cannot be told when to stop.
 */
final class PdfStreams {
    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);
    private static final int DICTIONARY = 2048;
    private static final long LONGEST_NAMES = 4 << 20;

    private PdfStreams() {}

    /** By the bytes alone, since the tables of contents that are read first may be packed themselves. */
    static void refuseBombs(byte[] bytes, Allowance allowance) throws Refused {
        byte[] sink = new byte[1 << 16];
        for (int at = next(bytes, 0, allowance); at >= 0; at = next(bytes, at, allowance)) {
            int start = at;
            while (start < bytes.length && start < at + 2 && (bytes[start] == '\r' || bytes[start] == '\n')) {
                start++;
            }
            String dictionary = new String(
                    bytes,
                    Math.max(0, at - DICTIONARY),
                    at - Math.max(0, at - DICTIONARY),
                    StandardCharsets.ISO_8859_1);
            dictionary = dictionary.substring(Math.max(0, dictionary.lastIndexOf(" obj")));
            boolean contents = dictionary.contains("/ObjStm") || dictionary.contains("/XRef");
            if (contents && (dictionary.contains("LZW") || dictionary.contains("RunLength"))) {
                throw Refusals.hostile(
                        allowance.name(), "目录数据的压缩方式异常", "its table of contents is packed in an unusual way");
            }
            if (start + 2 <= bytes.length
                    && (bytes[start] & 0x0f) == 8
                    && ((bytes[start] & 0xff) << 8 | bytes[start + 1] & 0xff) % 31 == 0) {
                inflate(bytes, start, sink, dictionary.contains("/Image"), allowance);
            }
        }
    }

    private static int next(byte[] bytes, int from, Allowance allowance) {
        next:
        for (int at = from; at + STREAM.length <= bytes.length; at++) {
            if ((at & 0xffff) == 0) {
                allowance.time();
            }
            for (int i = 0; i < STREAM.length; i++) {
                if (bytes[at + i] != STREAM[i]) {
                    continue next;
                }
            }
            if (at < 3 || bytes[at - 3] != 'e' || bytes[at - 2] != 'n' || bytes[at - 1] != 'd') {
                return at + STREAM.length;
            }
        }
        return -1;
    }

    private static void inflate(byte[] bytes, int start, byte[] sink, boolean picture, Allowance allowance)
            throws Refused {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, start, bytes.length - start);
            while (!inflater.finished()) {
                int read = inflater.inflate(sink);
                if (read == 0) {
                    return;
                }
                // Pictures are large and never unpacked here; they only must not be a bomb each.
                allowance.unpacked(picture ? 0 : read);
                if (inflater.getBytesWritten() > allowance.limits().unpacked()) {
                    throw Refusals.unpackedTooLarge(
                            allowance.name(), allowance.limits().unpacked());
                }
            }
        } catch (DataFormatException e) {
            // Whatever this is, the parser will say so.
        } finally {
            inflater.end();
        }
    }

    /** By the objects, for streams that are packed in other or in several ways. */
    static void refuseBombs(PDDocument pdf, Allowance allowance) throws IOException {
        COSDocument document = pdf.getDocument();
        for (COSObjectKey key : List.copyOf(document.getXrefTable().keySet())) {
            allowance.time();
            COSObject object = document.getObjectFromPool(key);
            if (object.getObject() instanceof COSStream stream && !isPicture(stream) && isUnusual(stream)) {
                measure(stream, allowance);
            }
        }
    }

    private static boolean isPicture(COSStream stream) {
        return COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE));
    }

    private static boolean isUnusual(COSStream stream) {
        COSBase filters = stream.getFilters();
        if (filters instanceof COSArray array) {
            return array.size() > 1 || array.size() == 1 && !COSName.FLATE_DECODE.equals(array.getObject(0));
        }
        return filters != null && !COSName.FLATE_DECODE.equals(filters);
    }

    /** The names of a font's characters are read in one go that asks for no time, so they must not be many. */
    static void refuseLongNames(COSDictionary font, Allowance allowance) throws IOException {
        for (COSName key : List.of(COSName.TO_UNICODE, COSName.ENCODING)) {
            if (font.getDictionaryObject(key) instanceof COSStream stream) {
                try {
                    unpack(stream, LONGEST_NAMES);
                } catch (Overflow e) {
                    throw new Stopped(Refusals.hostile(
                            allowance.name(),
                            "一个字体的字符对照表超过 " + LONGEST_NAMES + " 字节",
                            "a font names its characters in more than " + LONGEST_NAMES + " bytes"));
                }
            }
        }
    }

    private static void measure(COSStream stream, Allowance allowance) throws IOException {
        try {
            allowance.unpacked(unpack(stream, allowance.limits().unpacked()));
        } catch (Overflow e) {
            throw new Stopped(Refusals.unpackedTooLarge(
                    allowance.name(), allowance.limits().unpacked()));
        }
    }

    /** How many bytes a stream unpacks to, all steps together; stopped at {@code most}. */
    private static long unpack(COSStream stream, long most) throws IOException {
        COSBase filters = stream.getFilters();
        List<? extends COSBase> names =
                filters instanceof COSArray array ? array.toList() : filters == null ? List.of() : List.of(filters);
        InputStream packed = stream.createRawInputStream();
        if (names.isEmpty()) {
            Counting plain = new Counting(most, false);
            packed.transferTo(plain);
            return plain.count;
        }
        long all = 0;
        for (int i = 0; i < names.size(); i++) {
            COSBase name = names.get(i) instanceof COSObject object ? object.getObject() : names.get(i);
            if (!(name instanceof COSName filterName)) {
                break;
            }
            Filter filter = FilterFactory.INSTANCE.getFilter(filterName);
            Counting unpacked = new Counting(most - all, i < names.size() - 1);
            filter.decode(packed, unpacked, new COSDictionary(stream), i);
            all += unpacked.count;
            packed = unpacked.again();
        }
        return all;
    }

    private static final class Overflow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overflow() {
            super("more than may be", null, false, false);
        }
    }

    private static final class Counting extends OutputStream {
        private final long most;
        private final ByteArrayOutputStream kept;
        private long count;

        Counting(long most, boolean keep) {
            this.most = most;
            this.kept = keep ? new ByteArrayOutputStream() : null;
        }

        @Override
        public void write(int one) {
            count(1);
            if (kept != null) {
                kept.write(one);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            count(length);
            if (kept != null) {
                kept.write(bytes, from, length);
            }
        }

        private void count(int more) {
            count += more;
            if (count > most) {
                throw new Overflow();
            }
        }

        InputStream again() {
            return new ByteArrayInputStream(kept == null ? new byte[0] : kept.toByteArray());
        }
    }
}
