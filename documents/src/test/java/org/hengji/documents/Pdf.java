package org.hengji.documents;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Pdf files put together by hand: the font names every character and has no shapes, wide characters are one em wide and
 * Latin ones half an em. Places are counted from the top left of an A4 page.
 */
final class Pdf {
    static final int WIDTH = 595;
    static final int HEIGHT = 842;

    private static final String TO_UNICODE = """
            /CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
            1 begincodespacerange <0000> <FFFF> endcodespacerange
            %sendcmap end end
            """;

    private final List<StringBuilder> pages = new ArrayList<>();
    private final List<String> attributes = new ArrayList<>();
    private boolean named = true;

    Pdf page() {
        return page("");
    }

    Pdf page(String attribute) {
        pages.add(new StringBuilder());
        attributes.add(attribute);
        return this;
    }

    /** Without saying which characters are drawn. */
    Pdf unnamed() {
        named = false;
        return this;
    }

    Pdf raw(String operators) {
        pages.get(pages.size() - 1).append(operators).append('\n');
        return this;
    }

    Pdf text(double x, double y, double size, String words) {
        return raw(
                String.format(Locale.ROOT, "BT /F %.2f Tf %.2f %.2f Td <%s> Tj ET", size, x, HEIGHT - y, hex(words)));
    }

    static String hex(String words) {
        StringBuilder hex = new StringBuilder();
        for (char c : words.toCharArray()) {
            hex.append(String.format("%04X", (int) c));
        }
        return hex.toString();
    }

    Pdf line(double x1, double y1, double x2, double y2) {
        return raw(String.format(Locale.ROOT, "%.2f %.2f m %.2f %.2f l S", x1, HEIGHT - y1, x2, HEIGHT - y2));
    }

    /** A thin filled rectangle, as word processors draw borders. */
    Pdf bar(double x, double y, double width, double height) {
        return raw(String.format(Locale.ROOT, "%.2f %.2f %.2f %.2f re f", x, HEIGHT - y - height, width, height));
    }

    /** Every line of a grid of cells. */
    Pdf grid(double[] xs, double[] ys) {
        for (double x : xs) {
            line(x, ys[0], x, ys[ys.length - 1]);
        }
        for (double y : ys) {
            line(xs[0], y, xs[xs.length - 1], y);
        }
        return this;
    }

    byte[] bytes() {
        List<String> objects = new ArrayList<>();
        StringBuilder kids = new StringBuilder();
        for (int i = 0; i < pages.size(); i++) {
            kids.append(7 + 2 * i).append(" 0 R ");
        }
        objects.add("<</Type/Catalog/Pages 2 0 R>>");
        objects.add("<</Type/Pages/Kids[" + kids + "]/Count " + pages.size() + ">>");
        objects.add("<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]"
                + (named ? "/ToUnicode 6 0 R" : "") + ">>");
        objects.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
                + "/Supplement 0>>/DW 1000/W[32 126 500]/FontDescriptor 5 0 R>>");
        objects.add("<</Type/FontDescriptor/FontName/Song/Flags 4/Ascent 880/Descent -120/CapHeight 700/StemV 80"
                + "/ItalicAngle 0/FontBBox[0 -120 1000 880]>>");
        StringBuilder ranges = new StringBuilder();
        for (int block = 0; block < 256; block += 64) {
            ranges.append("64 beginbfrange\n");
            for (int high = block; high < block + 64; high++) {
                ranges.append(String.format("<%02X00> <%02XFF> <%02X00>%n", high, high, high));
            }
            ranges.append("endbfrange\n");
        }
        objects.add(stream("", TO_UNICODE.formatted(ranges)));
        for (int i = 0; i < pages.size(); i++) {
            objects.add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + WIDTH + " " + HEIGHT + "]" + attributes.get(i)
                    + "/Resources<</Font<</F 3 0 R>>>>/Contents " + (8 + 2 * i) + " 0 R>>");
            objects.add(stream("", pages.get(i).toString()));
        }
        return file(objects);
    }

    static String stream(String dictionary, String content) {
        return "<<" + dictionary + "/Length " + content.length() + ">>\nstream\n" + content + "\nendstream";
    }

    static byte[] file(List<String> objects) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Integer> offsets = new ArrayList<>();
        bytes.writeBytes("%PDF-1.7\n".getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < objects.size(); i++) {
            offsets.add(bytes.size());
            bytes.writeBytes(
                    (i + 1 + " 0 obj\n" + objects.get(i) + "\nendobj\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        int table = bytes.size();
        StringBuilder end = new StringBuilder("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
        offsets.forEach(offset -> end.append(String.format("%010d 00000 n \n", offset)));
        end.append("trailer\n<</Size ")
                .append(objects.size() + 1)
                .append("/Root 1 0 R>>\nstartxref\n")
                .append(table)
                .append("\n%%EOF\n");
        bytes.writeBytes(end.toString().getBytes(StandardCharsets.ISO_8859_1));
        return bytes.toByteArray();
    }
}
