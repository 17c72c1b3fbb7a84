package org.hengji.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that must not be read are refused for the right reason, in words, and soon. */
@Timeout(60)
class HostileFileTest {
    private static final String P = "<w:p><w:r><w:t>正文</w:t></w:r></w:p>";
    private static final Limits TIGHT = new Limits(1 << 20, 1 << 20, 2, 1000, Duration.ofSeconds(20));

    private static Refused refused(String name, byte[] bytes, Limits limits) {
        Refused refused = catchThrowableOfType(Refused.class, () -> DocumentReader.read(name, bytes, limits));
        assertThat(refused).as(name + " is refused").isNotNull();
        assertThat(refused.problem().message().zh()).startsWith(name).doesNotContain("Exception", "null");
        assertThat(refused.problem().message().en()).contains(name).doesNotContain("Exception", "null");
        assertThat(refused.problem().remedy().zh()).isNotBlank();
        assertThat(refused.problem().remedy().en()).isNotBlank();
        return refused;
    }

    private static Arguments one(String code, String what, String name, byte[] bytes) {
        return Arguments.of(code, what, name, bytes, Limits.USUAL);
    }

    private static Arguments tight(String code, String what, String name, byte[] bytes) {
        return Arguments.of(code, what, name, bytes, TIGHT);
    }

    static Stream<Arguments> kinds() throws IOException {
        byte[] docx = Zip.docx(P).bytes();
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        return Stream.of(
                one("file.empty", "nothing", "a.docx", new byte[0]),
                one("file.empty", "nothing", "a.pdf", new byte[0]),
                one("file.damaged", "noise", "a.docx", noise),
                one("file.damaged", "noise", "a.xlsx", noise),
                one("file.damaged", "noise", "a.pdf", noise),
                one("file.unsupported", "noise", "a.bin", noise),
                one("file.damaged", "the head of a pdf alone", "a.pdf", latin("%PDF-1.7\n%âãÏÓ\n1 0 obj\n<</Type")),
                one("file.damaged", "half a download", "a.docx", Arrays.copyOf(docx, docx.length / 2)),
                one("file.damaged", "a damaged part", "a.docx", broken(docx)),
                one(
                        "file.damaged",
                        "no document in it",
                        "a.docx",
                        Zip.of("word/none.xml").bytes()),
                one(
                        "file.damaged",
                        "XML cut off",
                        "a.docx",
                        Zip.of("word/document.xml")
                                .with("word/document.xml", "<a><b>")
                                .bytes()),
                one("file.blank", "no words", "a.docx", Zip.docx("<w:p/>").bytes()),
                one("file.blank", "no words", "a.html", latin("<p> </p><script>x</script>")),
                one(
                        "file.hostile",
                        "an external entity",
                        "a.docx",
                        entity("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")),
                one(
                        "file.hostile",
                        "entities of entities",
                        "a.docx",
                        entity("<!DOCTYPE a [<!ENTITY y \"yyyyyyyy\"><!ENTITY x \"&y;&y;&y;\">]>")),
                one(
                        "file.hostile",
                        "an external document type",
                        "a.docx",
                        entity("<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\">")),
                one(
                        "file.hostile",
                        "a document type in the list of contents",
                        "a.xlsx",
                        Zip.docx(P)
                                .with("[Content_Types].xml", "<!DOCTYPE Types><Types/>")
                                .bytes()),
                one(
                        "file.hostile",
                        "nested deeply",
                        "a.docx",
                        Zip.docx("<w:sdt><w:sdtContent>".repeat(5000) + P + "</w:sdtContent></w:sdt>".repeat(5000))
                                .bytes()),
                one(
                        "file.hostile",
                        "a bomb of blanks",
                        "a.docx",
                        Zip.docx("<w:p/>" + " ".repeat(60_000_000)).bytes()),
                one("file.hostile", "too many parts", "a.docx", many()),
                one("file.hostile", "two parts of one name", "a.docx", twice(docx)),
                one(
                        "file.macros",
                        "a macro project",
                        "a.docx",
                        Zip.docx(P).with("word/vbaProject.bin", noise).bytes()),
                one("file.macros", "the ending of macros", "a.docm", docx),
                one(
                        "file.macros",
                        "a workbook with a macro project",
                        "a.xlsx",
                        workbook("").with("xl/vbaProject.bin", noise).bytes()),
                one(
                        "file.hostile",
                        "a workbook with an external entity",
                        "a.xlsx",
                        entity("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")),
                one(
                        "file.hostile",
                        "a workbook that is a bomb",
                        "a.xlsx",
                        workbook(" ".repeat(60_000_000)).bytes()),
                one(
                        "file.macros",
                        "a document that says it has macros",
                        "a.docx",
                        Zip.docx(P)
                                .with(
                                        "[Content_Types].xml",
                                        "<Types><Override PartName=\"/word/document.xml\""
                                                + " ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>")
                                .bytes()),
                one(
                        "file.macros",
                        "a sheet of macros",
                        "a.xlsx",
                        Zip.of("xl/workbook.xml")
                                .with("xl/macrosheets/sheet1.xml", "<x/>")
                                .bytes()),
                one("file.encrypted", "a locked Office file", "a.docx", compound("EncryptedPackage", "EncryptionInfo")),
                one("file.encrypted", "a locked archive", "a.docx", locked(docx)),
                one("file.encrypted", "a locked pdf", "a.pdf", locked("secret", true)),
                one("file.encrypted", "a pdf that may not be read out", "a.pdf", locked("", false)),
                one("file.unsupported", "Word before 2007", "a.doc", compound("WordDocument")),
                one("file.unsupported", "Excel before 2007", "a.xls", compound("Workbook")),
                one("file.unsupported", "WPS", "a.wps", compound("WordDocument")),
                one("file.unsupported", "rtf", "a.rtf", latin("{\\rtf1 x}")),
                one("file.unsupported", "rtf called doc", "a.doc", latin("{\\rtf1 x}")),
                one(
                        "file.unsupported",
                        "ofd",
                        "a.ofd",
                        new Zip().with("OFD.xml", "<x/>").bytes()),
                one(
                        "file.unsupported",
                        "OpenDocument",
                        "a.odt",
                        new Zip()
                                .with("mimetype", "x")
                                .with("content.xml", "<x/>")
                                .bytes()),
                one(
                        "file.unsupported",
                        "an archive",
                        "a.zip",
                        new Zip().with("a.docx", docx).bytes()),
                one("file.unsupported", "a picture", "a.png", latin("\u0089PNG\r\n\u001a\n")),
                one(
                        "file.unsupported",
                        "a binary workbook",
                        "a.xlsx",
                        Zip.of("xl/workbook.bin").with("xl/workbook.bin", "x").bytes()),
                one("file.misnamed", "docx called pdf", "a.pdf", docx),
                one("file.misnamed", "docx called doc", "a.doc", docx),
                one("file.misnamed", "docx called xlsx", "a.xlsx", docx),
                one("file.misnamed", "docx called txt", "a.txt", docx),
                one(
                        "file.misnamed",
                        "pdf called docx",
                        "a.docx",
                        new Pdf().page().text(80, 80, 12, "x").bytes()),
                one("file.misnamed", "a page called xls", "a.xls", latin("<html><table><tr><td>1</table></html>")),
                one("file.encoding", "no UTF-8", "a.txt", latin("\u00ff\u00fe\u00fd")),
                one("file.encoding", "an unknown encoding", "a.html", latin("<meta charset=klingon><p>x")),
                one("file.hostile", "a page nested deeply", "a.html", latin("<table><tr><td>".repeat(3000))),
                one("file.scanned", "pictures only", "a.pdf", scan()),
                one("file.blank", "a blank pdf", "a.pdf", new Pdf().page().bytes()),
                one(
                        "file.unnamed-characters",
                        "shapes without names",
                        "a.pdf",
                        new Pdf().unnamed().page().text(80, 80, 12, "正文").bytes()),
                one("file.damaged", "a pdf without pages", "a.pdf", Pdf.file(List.of("<</Type/Catalog>>"))),
                one(
                        "file.unpacked-too-large",
                        "a bomb in a pdf",
                        "a.pdf",
                        bomb("/Filter/FlateDecode", deflated(400_000_000))),
                one(
                        "file.unpacked-too-large",
                        "a bomb packed twice",
                        "a.pdf",
                        bomb("/Filter[/ASCIIHexDecode/FlateDecode]", hex(deflated(400_000_000)) + ">")),
                one("file.hostile", "a font of endless names", "a.pdf", endlessNames()),
                one("file.too-many-cells", "a cell in the last corner", "a.xlsx", corner()),
                tight("file.too-large", "bytes", "a.txt", new byte[(1 << 20) + 1]),
                tight(
                        "file.too-many-pages",
                        "pages",
                        "a.pdf",
                        new Pdf().page().page().page().bytes()),
                tight("file.too-long", "characters", "a.txt", "字".repeat(1001).getBytes(StandardCharsets.UTF_8)),
                tight(
                        "file.too-long",
                        "characters",
                        "a.docx",
                        Zip.docx(P.repeat(600)).bytes()),
                tight(
                        "file.too-long",
                        "characters",
                        "a.html",
                        ("<p>" + "字".repeat(1001)).getBytes(StandardCharsets.UTF_8)),
                tight(
                        "file.too-long",
                        "characters",
                        "a.pdf",
                        new Pdf().page().text(1, 80, 0.5 * 2, "x".repeat(1100)).bytes()),
                tight(
                        "file.unpacked-too-large",
                        "unpacked",
                        "a.docx",
                        Zip.docx(P + "<w:p/>".repeat(200_000)).bytes()));
    }

    @ParameterizedTest(name = "{0}: {1} ({2})")
    @MethodSource("kinds")
    void it_is_refused(String code, String what, String name, byte[] bytes, Limits limits) {
        assertThat(refused(name, bytes, limits).problem().code()).isEqualTo(code);
    }

    static List<Path> of_the_folder() throws IOException, URISyntaxException {
        Path root = Path.of(HostileFileTest.class.getResource("/hostile").toURI());
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** A file dropped into {@code hostile/CODE} is the test. */
    @ParameterizedTest
    @MethodSource
    void of_the_folder(Path file) throws IOException {
        assertThat(refused(file.getFileName().toString(), Files.readAllBytes(file), Limits.USUAL)
                        .problem()
                        .code())
                .isEqualTo(file.getParent().getFileName().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"docx", "xlsx", "html", "pdf"})
    void the_time_is_kept(String ending) throws IOException {
        byte[] bytes = switch (ending) {
            case "docx" -> Zip.docx("<w:p><w:r/></w:p>".repeat(3_000_000) + P).bytes();
            case "xlsx" -> workbook("<row/>".repeat(5_000_000)).bytes();
            case "html" -> latin("<p>x</p>".repeat(3_000_000));
            default -> {
                Pdf pdf = new Pdf();
                for (int page = 0; page < 900; page++) {
                    pdf.page().raw("0 0 m ".repeat(3000)).text(80, 80, 12, "x");
                }
                yield pdf.bytes();
            }
        };
        Limits hurried = new Limits(1 << 30, 1 << 30, 1000, 100_000_000, Duration.ofMillis(5));
        long start = System.nanoTime();
        assertThat(refused("a." + ending, bytes, hurried).problem().code()).isEqualTo("file.too-slow");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void what_points_out_of_the_file_is_never_followed() throws Refused {
        String away =
                "<Relationships><Relationship Id=\"r1\" TargetMode=\"External\" Target=\"http://127.0.0.1:1/t.dotm\""
                        + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate\"/>"
                        + "<Relationship Id=\"r2\" Target=\"../../../../etc/passwd\""
                        + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\"/></Relationships>";
        byte[] docx = Zip.docx(P).with("word/_rels/document.xml.rels", away).bytes();
        assertThat(DocumentReader.read("a.docx", docx, Limits.USUAL).text()).isEqualTo("正文");
        byte[] html = latin("<iframe src='http://127.0.0.1:1/'></iframe><img src='file:///etc/passwd'><p>x</p>");
        assertThat(DocumentReader.read("a.html", html, Limits.USUAL).text()).isEqualTo("x");
    }

    @Test
    void archives_in_the_archive_are_not_opened() throws Refused {
        byte[] inner = new Zip().with("x", " ".repeat(30_000_000)).bytes();
        byte[] docx = Zip.docx(P).with("word/embeddings/a.zip", inner).bytes();
        assertThat(DocumentReader.read("a.docx", docx, TIGHT).text()).isEqualTo("正文");
    }

    @Test
    void a_pdf_that_is_only_locked_against_change_is_read() throws IOException, Refused {
        assertThat(DocumentReader.read("a.pdf", locked("", true), Limits.USUAL).text())
                .isEqualTo("x");
    }

    @Test
    void a_form_that_draws_itself_is_drawn_no_deeper_than_a_few_times() throws Refused {
        List<String> objects = List.of(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 4 0 R>>/Font<</F 6 0 R>>>>/Contents 5 0 R>>",
                Pdf.stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>", "/X Do /X Do"),
                Pdf.stream("", "BT /F 12 Tf 80 700 Td (text) Tj ET /X Do"),
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        try {
            Document document = DocumentReader.read(
                    "a.pdf", Pdf.file(objects), new Limits(1 << 20, 1 << 20, 2, 1000, Duration.ofSeconds(2)));
            assertThat(document.text()).isEqualTo("text");
        } catch (Refused e) {
            assertThat(e.problem().code()).isIn("file.hostile", "file.too-slow");
        }
    }

    @Test
    void a_name_that_promises_nothing_may_hold_anything() throws Refused {
        assertThat(DocumentReader.read("报告", Zip.docx(P).bytes(), Limits.USUAL).kind())
                .isEqualTo(Document.Kind.DOCX);
        assertThat(DocumentReader.read("报告.tmp", latin("<!DOCTYPE html><p>x"), Limits.USUAL)
                        .kind())
                .isEqualTo(Document.Kind.HTML);
        assertThat(DocumentReader.read(
                                "r", new Pdf().page().text(80, 80, 12, "x").bytes(), Limits.USUAL)
                        .kind())
                .isEqualTo(Document.Kind.PDF);
    }

    @Test
    void an_absent_or_oversized_file_is_refused_unread(@TempDir Path folder) throws IOException {
        assertThat(catchThrowableOfType(Refused.class, () -> DocumentReader.read(folder.resolve("无.pdf"), TIGHT))
                        .problem()
                        .code())
                .isEqualTo("file.missing");
        Path large = Files.write(folder.resolve("大.pdf"), new byte[(1 << 20) + 1]);
        assertThat(catchThrowableOfType(Refused.class, () -> DocumentReader.read(large, TIGHT))
                        .problem()
                        .code())
                .isEqualTo("file.too-large");
    }

    private static byte[] latin(String content) {
        return content.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] entity(String type) {
        return entity("word/document.xml", type);
    }

    private static byte[] entity(String part, String type) {
        return Zip.of(part)
                .with(
                        part,
                        "<?xml version=\"1.0\"?>" + type + "<a>" + (type.contains("ENTITY x") ? "&x;" : "") + "</a>")
                .bytes();
    }

    private static byte[] broken(byte[] docx) {
        byte[] broken = docx.clone();
        int at = new String(docx, StandardCharsets.ISO_8859_1).indexOf("word/document.xml") + 40;
        Arrays.fill(broken, at, at + 60, (byte) 0x55);
        return broken;
    }

    private static byte[] many() {
        Zip zip = Zip.docx(P);
        for (int i = 0; i < 20_001; i++) {
            zip.with("x" + i, "");
        }
        return zip.bytes();
    }

    private static byte[] twice(byte[] docx) {
        Zip zip = Zip.docx(P).with("word/documenX.xml", "<x/>");
        return replaced(zip.bytes(), "word/documenX.xml", "word/document.xml");
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        return latin(new String(bytes, StandardCharsets.ISO_8859_1).replace(from, to));
    }

    /** The bit that says so, set for the first part. */
    private static byte[] locked(byte[] docx) {
        byte[] locked = docx.clone();
        int central = new String(docx, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        locked[central + 8] |= 1;
        return locked;
    }

    private static byte[] compound(String... streams) throws IOException {
        try (POIFSFileSystem file = new POIFSFileSystem();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            for (String stream : streams) {
                file.createDocument(new java.io.ByteArrayInputStream(new byte[5000]), stream);
            }
            file.writeFilesystem(bytes);
            return bytes.toByteArray();
        }
    }

    private static byte[] locked(String password, boolean readable) throws IOException {
        try (PDDocument pdf =
                        Loader.loadPDF(new Pdf().page().text(80, 80, 12, "x").bytes());
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            AccessPermission permission = new AccessPermission();
            permission.setCanExtractContent(readable);
            permission.setCanModify(false);
            StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", password, permission);
            policy.setEncryptionKeyLength(128);
            pdf.protect(policy);
            pdf.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static byte[] scan() {
        return new Pdf()
                .page()
                .raw("q 500 0 0 700 40 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q")
                .bytes();
    }

    private static byte[] endlessNames() {
        return Pdf.file(List.of(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
                        + "/ToUnicode 5 0 R>>>>>>/Contents 4 0 R>>",
                Pdf.stream("", "BT /F 12 Tf 80 700 Td (text) Tj ET"),
                Pdf.stream(
                        "",
                        "1 begincodespacerange <0000> <FFFF> endcodespacerange 100000 beginbfrange\n"
                                + "<0000> <00FF> <0000>\n".repeat(1_500_000))));
    }

    private static byte[] deflated(int zeros) {
        Deflater deflater = new Deflater(9);
        byte[] chunk = new byte[1 << 16];
        byte[] packed = new byte[1 << 16];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int left = zeros; left > 0; left -= chunk.length) {
            deflater.setInput(chunk);
            for (int read; (read = deflater.deflate(packed)) > 0; ) {
                bytes.write(packed, 0, read);
            }
        }
        deflater.finish();
        for (int read; (read = deflater.deflate(packed)) > 0; ) {
            bytes.write(packed, 0, read);
        }
        deflater.end();
        return bytes.toByteArray();
    }

    private static byte[] bomb(String filter, byte[] content) {
        return bomb(filter, new String(content, StandardCharsets.ISO_8859_1));
    }

    private static byte[] bomb(String filter, String content) {
        return Pdf.file(List.of(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
                Pdf.stream(filter, content)));
    }

    private static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder(bytes.length * 2);
        for (byte b : bytes) {
            hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        return hex.toString();
    }

    private static Zip workbook(String rows) {
        return Zip.of("xl/workbook.xml")
                .with("xl/workbook.xml", "<workbook><sheets><sheet name=\"表\" id=\"s\"/></sheets></workbook>")
                .with(
                        "xl/_rels/workbook.xml.rels",
                        "<Relationships><Relationship Id=\"s\" Type=\"x/worksheet\" Target=\"sheet.xml\"/></Relationships>")
                .with("xl/sheet.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
    }

    private static byte[] corner() {
        return workbook(
                        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")
                .bytes();
    }
}
