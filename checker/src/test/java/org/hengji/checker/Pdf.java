package org.hengji.checker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFontFactory;

/** Pages of drawing operators with one font {@code F}: every code is its character, Latin ones are half as wide. */
final class Pdf {
    private Pdf() {}

    static byte[] of(List<String> pages) throws IOException {
        try (PDDocument pdf = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            COSDictionary font = font(pdf);
            for (String operators : pages) {
                PDPage page = new PDPage(PDRectangle.A4);
                PDResources resources = new PDResources();
                resources.put(COSName.getPDFName("F"), PDFontFactory.createFont(font));
                page.setResources(resources);
                page.setContents(stream(pdf, operators));
                pdf.addPage(page);
            }
            pdf.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static PDStream stream(PDDocument pdf, String content) throws IOException {
        PDStream stream = new PDStream(pdf);
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(content.getBytes(StandardCharsets.ISO_8859_1));
        }
        return stream;
    }

    private static COSDictionary font(PDDocument pdf) throws IOException {
        COSDictionary system = new COSDictionary();
        system.setItem("Registry", new COSString("Adobe"));
        system.setItem("Ordering", new COSString("Identity"));
        system.setInt("Supplement", 0);
        COSDictionary descriptor = dictionary("FontDescriptor");
        descriptor.setName("FontName", "Song");
        descriptor.setInt("Flags", 4);
        descriptor.setInt("Ascent", 880);
        descriptor.setInt("Descent", -120);
        descriptor.setInt("CapHeight", 700);
        descriptor.setInt("StemV", 80);
        descriptor.setInt("ItalicAngle", 0);
        descriptor.setItem("FontBBox", numbers(0, -120, 1000, 880));
        COSDictionary wide = dictionary("Font");
        wide.setName("Subtype", "CIDFontType2");
        wide.setName("BaseFont", "Song");
        wide.setItem("CIDSystemInfo", system);
        wide.setItem("FontDescriptor", descriptor);
        wide.setInt("DW", 1000);
        wide.setItem("W", numbers(32, 126, 500));
        COSArray descendants = new COSArray();
        descendants.add(wide);
        COSDictionary font = dictionary("Font");
        font.setName("Subtype", "Type0");
        font.setName("BaseFont", "Song");
        font.setName("Encoding", "Identity-H");
        font.setItem("DescendantFonts", descendants);
        font.setItem("ToUnicode", stream(pdf, characters()).getCOSObject());
        return font;
    }

    private static COSDictionary dictionary(String type) {
        COSDictionary dictionary = new COSDictionary();
        dictionary.setName("Type", type);
        return dictionary;
    }

    private static COSArray numbers(int... values) {
        COSArray array = new COSArray();
        for (int value : values) {
            array.add(COSInteger.get(value));
        }
        return array;
    }

    private static String characters() {
        StringBuilder map = new StringBuilder("""
                /CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
                1 begincodespacerange <0000> <FFFF> endcodespacerange
                """);
        for (int block = 0; block < 256; block += 64) {
            map.append("64 beginbfrange\n");
            for (int high = block; high < block + 64; high++) {
                map.append("<%02X00> <%02XFF> <%02X00>%n".formatted(high, high, high));
            }
            map.append("endbfrange\n");
        }
        return map.append("endcmap end end\n").toString();
    }
}
