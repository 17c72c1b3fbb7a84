package org.hengji.documents.report;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.hengji.documents.report.Paper.Block;

/** Writes a paper as PDF with fonts of its own, for reading and publication. */
public final class PdfWriter {
    private static final String FONTS = "/org/hengji/documents/fonts/";

    static {
        java.util.logging.Logger.getLogger("com.openhtmltopdf").setLevel(java.util.logging.Level.OFF);
        com.openhtmltopdf.util.XRLog.setLoggingEnabled(false);
    }

    private PdfWriter() {}

    public static void write(Paper paper, OutputStream out) throws IOException {
        out.write(bytes(paper));
    }

    /** Page on which each heading stands, the cover counted; empty for a paper without contents. */
    public static Map<String, Integer> pages(Paper paper) throws IOException {
        Map<String, Integer> pages = new LinkedHashMap<>();
        List<Block> blocks =
                paper.sections().stream().flatMap(s -> s.blocks().stream()).toList();
        if (blocks.stream().noneMatch(Block.Contents.class::isInstance)) {
            return pages;
        }
        List<String> headings = blocks.stream()
                .filter(Block.Heading.class::isInstance)
                .map(b -> ((Block.Heading) b).id())
                .toList();
        try (PDDocument document = Loader.loadPDF(bytes(paper))) {
            int heading = 0;
            for (PDOutlineItem item :
                    document.getDocumentCatalog().getDocumentOutline().children()) {
                PDPage page = item.findDestinationPage(document);
                pages.put(headings.get(heading++), document.getPages().indexOf(page) + 1);
            }
        }
        return pages;
    }

    private static byte[] bytes(Paper paper) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.useUnicodeLineBreaker(new ChineseLines());
        builder.useFont(() -> resource("NotoSerifSC-Regular.ttf"), "Serif");
        builder.useFont(() -> resource("NotoSansSC-Medium.ttf"), "Sans");
        builder.withHtmlContent(HtmlWriter.page(paper, style()), null);
        builder.toStream(out);
        builder.run();
        return out.toByteArray();
    }

    private static String style() throws IOException {
        try (InputStream in = PdfWriter.class.getResourceAsStream("print.css")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static InputStream resource(String name) {
        return PdfWriter.class.getResourceAsStream(FONTS + name);
    }
}
