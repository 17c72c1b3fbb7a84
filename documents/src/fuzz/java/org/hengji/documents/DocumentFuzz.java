package org.hengji.documents;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * Whatever the bytes, a file is read or refused: within its time, without an exception of our own making, and every
 * place in it is where it says.
 */
class DocumentFuzz {
    /** Fuzzing runs at low priority: an input that is only kept waiting must not count as a slow one. */
    private static final Limits LIMITS = new Limits(1 << 20, 16 << 20, 50, 200_000, Duration.ofSeconds(60));

    @FuzzTest(maxDuration = "10m", maxExecutions = 100_000)
    void text(byte[] bytes) {
        check("a.txt", bytes);
    }

    @FuzzTest(maxDuration = "10m", maxExecutions = 10_000)
    void html(byte[] bytes) {
        check("a.html", bytes);
    }

    @FuzzTest(maxDuration = "10m", maxExecutions = 10_000)
    void pdf(byte[] bytes) {
        check("a.pdf", bytes);
    }

    /** The first byte says which part the others are: packed as a whole, most changes would only break the archive. */
    @FuzzTest(maxDuration = "10m", maxExecutions = 10_000)
    void docx(byte[] bytes) {
        if (bytes.length < 2) {
            return;
        }
        String part = new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
        String list = "<w:p><w:pPr><w:pStyle w:val=\"a\"/><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
                + "<w:r><w:t>正文</w:t></w:r></w:p>";
        check(
                "a.docx",
                switch (bytes[0] % 5) {
                    case 0 -> Zip.docx(part).bytes();
                    case 1 -> Zip.docx(list.repeat(3)).linked("numbering", "numbering", part).bytes();
                    case 2 -> Zip.docx(list).linked("styles", "styles", part).bytes();
                    case 3 ->
                        Zip.docx(list + "<w:p><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>")
                                .linked("footnotes", "footnotes", part)
                                .bytes();
                    default -> Arrays.copyOfRange(bytes, 1, bytes.length);
                });
    }

    @FuzzTest(maxDuration = "10m", maxExecutions = 10_000)
    void xlsx(byte[] bytes) {
        if (bytes.length < 2) {
            return;
        }
        String part = new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
        int kind = Math.floorMod(bytes[0], 5);
        if (kind == 4) {
            check("a.xlsx", Arrays.copyOfRange(bytes, 1, bytes.length));
            return;
        }
        String sheet = "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
                + "<c r=\"B1\" s=\"1\"><v>44561.75</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:C2\"/></mergeCells>";
        String styles = "<numFmts><numFmt numFmtId=\"200\" formatCode=\"" + (kind == 3 ? part : "0.00%")
                + "\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"200\"/></cellXfs>";
        check(
                "a.xlsx",
                Zip.of("xl/workbook.xml")
                        .with("xl/workbook.xml", "<workbook><sheets><sheet name=\"表\" id=\"s\"/></sheets></workbook>")
                        .with(
                                "xl/_rels/workbook.xml.rels",
                                "<Relationships><Relationship Id=\"s\" Type=\"x/worksheet\" Target=\"sheet.xml\"/>"
                                        + "<Relationship Id=\"t\" Type=\"x/styles\" Target=\"styles.xml\"/>"
                                        + "<Relationship Id=\"u\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/></Relationships>")
                        .with("xl/sheet.xml", "<worksheet>" + (kind == 0 ? part : sheet) + "</worksheet>")
                        .with("xl/styles.xml", "<styleSheet>" + (kind == 1 ? part : styles) + "</styleSheet>")
                        .with("xl/strings.xml", "<sst>" + (kind == 2 ? part : "<si><t>甲</t></si>") + "</sst>")
                        .bytes());
    }

    private static void check(String name, byte[] bytes) {
        try {
            Placed.checked(DocumentReader.read(name, bytes, LIMITS));
        } catch (Refused refused) {
            if (refused.problem().code().equals("file.too-slow")) {
                throw new AssertionError("it takes too long", refused);
            }
            Throwable cause = refused.getCause();
            if (cause instanceof RuntimeException || cause instanceof Error) {
                for (StackTraceElement frame : cause.getStackTrace()) {
                    if (frame.getClassName().startsWith("java.")) {
                        continue;
                    }
                    if (frame.getClassName().startsWith("org.hengji")) {
                        throw new AssertionError("an exception of our own", cause);
                    }
                    break;
                }
            }
        }
    }
}
