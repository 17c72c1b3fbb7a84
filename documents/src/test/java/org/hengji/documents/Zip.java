package org.hengji.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Office files put together by hand, for what no library writes. */
final class Zip {
    private static final String W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    private static final String RELATIONSHIPS =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">%s</Relationships>";
    private static final String TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private final StringBuilder links = new StringBuilder();

    /** @param body what stands in {@code w:body} */
    static Zip docx(String body) {
        return of("word/document.xml")
                .with(
                        "word/document.xml",
                        "<w:document " + W
                                + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
                                + " xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\""
                                + " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""
                                + " xmlns:v=\"urn:schemas-microsoft-com:vml\"><w:body>" + body
                                + "</w:body></w:document>");
    }

    static Zip of(String main) {
        return new Zip()
                .with(
                        "[Content_Types].xml",
                        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
                .with(
                        "_rels/.rels",
                        RELATIONSHIPS.formatted("<Relationship Id=\"r1\" Type=\"" + TYPE + "officeDocument\" Target=\""
                                + main + "\"/>"));
    }

    Zip with(String part, String content) {
        return with(part, content.getBytes(StandardCharsets.UTF_8));
    }

    Zip with(String part, byte[] content) {
        parts.put(part, content);
        return this;
    }

    /** A part of a docx that the document points at; {@code content} stands in the part's root element. */
    Zip linked(String type, String root, String content) {
        links.append("<Relationship Id=\"x")
                .append(links.length())
                .append("\" Type=\"")
                .append(TYPE)
                .append(type)
                .append("\" Target=\"")
                .append(type)
                .append(".xml\"/>");
        with("word/_rels/document.xml.rels", RELATIONSHIPS.formatted(links));
        return with("word/" + type + ".xml", "<w:" + root + " " + W + ">" + content + "</w:" + root + ">");
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
