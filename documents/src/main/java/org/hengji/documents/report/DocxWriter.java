package org.hengji.documents.report;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackagePartName;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.xwpf.model.XWPFHeaderFooterPolicy;
import org.apache.poi.xwpf.usermodel.BreakType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFFootnote;
import org.apache.poi.xwpf.usermodel.XWPFHeader;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.hengji.documents.report.Paper.Block;
import org.hengji.documents.report.Paper.Mark;
import org.hengji.documents.report.Paper.Run;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBookmark;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTHyperlink;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPrGeneral;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTR;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSimpleField;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyles;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTabStop;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STHighlightColor;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STLineSpacingRule;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STSectionMark;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTabJc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTabTlc;

/** Writes a paper as a Word document in the official layout. */
public final class DocxWriter {
    private static final String FONTS = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
            <w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/><w:charset w:val="86"/><w:family w:val="roman"/></w:font>
            <w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font>
            <w:font w:name="楷体_GB2312"><w:altName w:val="楷体"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font>
            <w:font w:name="黑体"><w:altName w:val="SimHei"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font>
            <w:font w:name="宋体"><w:altName w:val="SimSun"/><w:charset w:val="86"/><w:family w:val="roman"/></w:font>
            <w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/></w:font>
            </w:fonts>
            """;

    private final Paper paper;
    private final Map<String, Integer> pages;
    private final XWPFDocument document = new XWPFDocument();
    private final DocxTables tables = new DocxTables(document);
    private final CTStyles named = CTStyles.Factory.newInstance();
    private int bookmarks;

    private DocxWriter(Paper paper, Map<String, Integer> pages) {
        this.paper = paper;
        this.pages = pages;
    }

    /**
     * @param pages page on which each heading stands, for the contents; Word renews them when the contents are updated
     */
    public static void write(Paper paper, Map<String, Integer> pages, OutputStream out) throws IOException {
        DocxWriter writer = new DocxWriter(paper, pages);
        try (XWPFDocument document = writer.document) {
            writer.styles();
            writer.body();
            writer.fonts();
            document.getProperties().getCoreProperties().setTitle(paper.title().replace("\n", ""));
            document.getProperties().getCoreProperties().setCreator("");
            document.getProperties()
                    .getExtendedProperties()
                    .getUnderlyingProperties()
                    .setApplication("Hengji");
            document.write(out);
        }
    }

    private void body() {
        for (int i = 0; i < paper.sections().size(); i++) {
            Paper.Section section = paper.sections().get(i);
            for (int b = 0; b < section.blocks().size(); b++) {
                block(section.blocks().get(b));
            }
            boolean last = i == paper.sections().size() - 1;
            CTSectPr properties = last
                    ? document.getDocument().getBody().addNewSectPr()
                    : smallParagraph().getCTP().addNewPPr().addNewSectPr();
            page(properties, section.page());
            if (i == 0) {
                marks(properties);
                if (section.blocks().stream().anyMatch(Block.Cover.class::isInstance)) {
                    properties.addNewTitlePg();
                }
            }
        }
    }

    private void block(Block block) {
        if (block instanceof Block.Cover cover) {
            cover(cover);
        } else if (block instanceof Block.Contents contents) {
            contents(contents);
        } else if (block instanceof Block.Heading heading) {
            XWPFParagraph paragraph = document.createParagraph();
            paragraph.setStyle("Heading" + heading.level());
            CTBookmark start = paragraph.getCTP().addNewBookmarkStart();
            start.setId(BigInteger.valueOf(++bookmarks));
            start.setName("_Toc" + heading.id());
            run(paragraph, heading.text());
            paragraph.getCTP().addNewBookmarkEnd().setId(BigInteger.valueOf(bookmarks));
        } else if (block instanceof Block.Paragraph paragraph) {
            paragraph(paragraph);
        } else if (block instanceof Block.Table table) {
            table.caption().ifPresent(c -> styled("Caption", List.of(Run.words(c))));
            tables.write(table, page(block));
            if (!table.note().isEmpty()) {
                styled("TableNote", List.of(Run.words(table.note())));
            } else {
                smallParagraph();
            }
        } else {
            smallParagraph().createRun().addBreak(BreakType.PAGE);
        }
    }

    private Paper.Page page(Block block) {
        return paper.sections().stream()
                .filter(s -> s.blocks().contains(block))
                .findFirst()
                .orElseThrow()
                .page();
    }

    private void cover(Block.Cover cover) {
        for (int i = 0; i < 5; i++) {
            styled("Centred", List.of());
        }
        lines(cover.words()).forEach(line -> styled("Title", line));
        for (int i = 0; i < 7; i++) {
            styled("Centred", List.of());
        }
        cover.lines().forEach(l -> styled("Centred", l));
        smallParagraph().createRun().addBreak(BreakType.PAGE);
    }

    private void paragraph(Block.Paragraph paragraph) {
        String style = switch (paragraph.style()) {
            case BODY -> "Normal";
            case TITLE -> "Title";
            case CENTRED -> "Centred";
            case FLUSH -> "Flush";
            case SIGNED -> "Signed";
            case NOTE -> "TableNote";
        };
        List<List<Run>> parts = lines(paragraph.runs());
        for (int i = 0; i < parts.size(); i++) {
            XWPFParagraph written = styled(style, parts.get(i));
            if (i == 0 && paragraph.style() == Paper.Style.SIGNED) {
                written.setSpacingBefore(Layout.LINE);
            }
            if (i == parts.size() - 1) {
                paragraph.footnote().ifPresent(f -> footnote(written, f));
            }
        }
    }

    /** A line feed inside a text begins a new paragraph. */
    static List<List<Run>> lines(List<Run> runs) {
        List<List<Run>> lines = new ArrayList<>();
        lines.add(new ArrayList<>());
        for (Run run : runs) {
            String[] parts = run.text().split("\n", -1);
            for (int i = 0; i < parts.length; i++) {
                if (i > 0) {
                    lines.add(new ArrayList<>());
                }
                if (!parts[i].isEmpty()) {
                    lines.get(lines.size() - 1).add(new Run(parts[i], run.mark(), run.key()));
                }
            }
        }
        return lines;
    }

    private void footnote(XWPFParagraph at, String text) {
        if (document.getFootnotes().isEmpty()) {
            document.createFootnotes();
        }
        XWPFFootnote note = document.createFootnote();
        XWPFParagraph paragraph = note.createParagraph();
        paragraph.setStyle("FootnoteText");
        run(paragraph, text);
        at.addFootnoteReference(note);
    }

    private void contents(Block.Contents contents) {
        styled("ContentsTitle", List.of(Run.words("目　录")));
        List<Block.Heading> headings = paper.sections().stream()
                .flatMap(s -> s.blocks().stream())
                .filter(Block.Heading.class::isInstance)
                .map(Block.Heading.class::cast)
                .filter(h -> h.level() <= contents.levels())
                .toList();
        for (int i = 0; i < headings.size(); i++) {
            Block.Heading heading = headings.get(i);
            XWPFParagraph line = document.createParagraph();
            line.setStyle("Toc" + Math.min(heading.level(), 2));
            if (i == 0) {
                field(line, "begin", null);
                field(line, null, " TOC \\o \"1-" + contents.levels() + "\" \\h \\z \\u ");
                field(line, "separate", null);
            }
            CTHyperlink link = line.getCTP().addNewHyperlink();
            link.setAnchor("_Toc" + heading.id());
            CTR words = link.addNewR();
            words.addNewT().setStringValue(heading.text());
            link.addNewR().addNewTab();
            CTSimpleField page = link.addNewFldSimple();
            page.setInstr(" PAGEREF _Toc" + heading.id() + " \\h ");
            page.addNewR().addNewT().setStringValue(String.valueOf(pages.getOrDefault(heading.id(), 1)));
            if (i == headings.size() - 1) {
                field(line, "end", null);
            }
        }
        smallParagraph().createRun().addBreak(BreakType.PAGE);
    }

    private static void field(XWPFParagraph paragraph, String mark, String instruction) {
        CTR run = paragraph.getCTP().addNewR();
        if (instruction != null) {
            run.addNewInstrText().setStringValue(instruction);
        } else {
            run.addNewFldChar()
                    .setFldCharType(
                            org.openxmlformats.schemas.wordprocessingml.x2006.main.STFldCharType.Enum.forString(mark));
        }
    }

    private XWPFParagraph styled(String style, List<Run> runs) {
        XWPFParagraph paragraph = document.createParagraph();
        if (!style.equals("Normal")) {
            paragraph.setStyle(style);
        }
        runs.forEach(r -> run(paragraph, r));
        return paragraph;
    }

    /** Carries a break or a section's end and takes no room of its own. */
    private XWPFParagraph smallParagraph() {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setStyle("Small");
        return paragraph;
    }

    static void run(XWPFParagraph paragraph, Run run) {
        XWPFRun written = paragraph.createRun();
        // Characters that XML cannot hold would make the file unreadable.
        written.setText(run.text().replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF]", " "));
        if (run.mark() == Mark.GAP) {
            written.getCTR().addNewRPr().addNewHighlight().setVal(STHighlightColor.YELLOW);
        }
    }

    private static void run(XWPFParagraph paragraph, String text) {
        run(paragraph, Run.words(text));
    }

    // ---- Page, marks, fonts, styles ----

    private static void page(CTSectPr section, Paper.Page page) {
        boolean landscape = page == Paper.Page.LANDSCAPE;
        boolean narrow = page != Paper.Page.PORTRAIT;
        section.addNewType().setVal(STSectionMark.NEXT_PAGE);
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(landscape ? Layout.PAGE_HEIGHT : Layout.PAGE_WIDTH));
        size.setH(BigInteger.valueOf(landscape ? Layout.PAGE_WIDTH : Layout.PAGE_HEIGHT));
        if (landscape) {
            size.setOrient(STPageOrientation.LANDSCAPE);
        }
        CTPageMar margins = section.addNewPgMar();
        margins.setTop(BigInteger.valueOf(narrow ? Layout.WIDE_MARGIN : Layout.TOP));
        margins.setBottom(BigInteger.valueOf(narrow ? Layout.WIDE_MARGIN : Layout.BOTTOM));
        margins.setLeft(BigInteger.valueOf(narrow ? Layout.WIDE_MARGIN : Layout.LEFT));
        margins.setRight(BigInteger.valueOf(narrow ? Layout.WIDE_MARGIN : Layout.RIGHT));
        margins.setHeader(BigInteger.valueOf(720));
        margins.setFooter(BigInteger.valueOf(narrow ? 560 : 1400));
        margins.setGutter(BigInteger.ZERO);
    }

    /** Page number below; a draft says so above. Later sections take both over from the first. */
    private void marks(CTSectPr section) {
        XWPFHeaderFooterPolicy policy = new XWPFHeaderFooterPolicy(document, section);
        XWPFFooter footer = policy.createFooter(XWPFHeaderFooterPolicy.DEFAULT);
        XWPFParagraph number = footer.getParagraphs().isEmpty()
                ? footer.createParagraph()
                : footer.getParagraphs().get(0);
        number.setStyle("PageNumber");
        number.setAlignment(ParagraphAlignment.CENTER);
        number.createRun().setText("— ");
        CTSimpleField page = number.getCTP().addNewFldSimple();
        page.setInstr(" PAGE ");
        page.addNewR().addNewT().setStringValue("1");
        number.createRun().setText(" —");
        if (paper.isDraft()) {
            draftMark(policy.createHeader(XWPFHeaderFooterPolicy.DEFAULT));
            draftMark(policy.createHeader(XWPFHeaderFooterPolicy.FIRST));
        }
    }

    private void draftMark(XWPFHeader header) {
        XWPFParagraph mark = header.getParagraphs().isEmpty()
                ? header.createParagraph()
                : header.getParagraphs().get(0);
        mark.setStyle("DraftMark");
        run(mark, "草稿：尚有 " + paper.gaps().size() + " 处待补，已用黄色标出");
    }

    private void fonts() throws IOException {
        try {
            PackagePartName name = PackagingURIHelper.createPartName("/word/fontTable.xml");
            PackagePart part = document.getPackage()
                    .createPart(name, "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml");
            try (OutputStream out = part.getOutputStream()) {
                out.write(FONTS.getBytes(StandardCharsets.UTF_8));
            }
            document.getPackagePart()
                    .addRelationship(
                            name,
                            TargetMode.INTERNAL,
                            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable");
        } catch (InvalidFormatException e) {
            throw new IOException(e);
        }
    }

    private void styles() {
        style("Normal", "Normal", Layout.BODY, Layout.BODY_SIZE).body();
        style("Title", "Title", Layout.TITLE, Layout.TITLE_SIZE)
                .flush()
                .centred()
                .room(640, 240, 360);
        for (int level = 1; level <= 4; level++) {
            Styling heading = style("Heading" + level, "heading " + level, Layout.face(level), Layout.BODY_SIZE)
                    .body()
                    .keepNext()
                    .outline(level - 1);
            if (level == 3) {
                heading.bold();
            }
        }
        style("Centred", "Centred", Layout.BODY, Layout.BODY_SIZE)
                .flush()
                .centred()
                .room(Layout.LINE, 0, 0);
        style("Flush", "Flush", Layout.HEADING, Layout.BODY_SIZE).flush().room(Layout.LINE, 0, 0);
        style("Signed", "Signed", Layout.BODY, Layout.BODY_SIZE).flush().right().room(Layout.LINE, 0, 0);
        style("Caption", "caption", Layout.HEADING, 14)
                .flush()
                .centred()
                .keepNext()
                .room(480, 120, 60);
        style("TableNote", "Table note", Layout.BODY, Layout.NOTE_SIZE + 1)
                .flush()
                .room(320, 60, 240);
        style("ContentsTitle", "TOC Heading", Layout.HEADING, 18)
                .flush()
                .centred()
                .room(640, 120, 240);
        style("Toc1", "toc 1", Layout.BODY, 14).flush().room(520, 0, 0).tab(Layout.textWidth(Paper.Page.PORTRAIT));
        style("Toc2", "toc 2", Layout.BODY, 14)
                .flush()
                .room(520, 0, 0)
                .tab(Layout.textWidth(Paper.Page.PORTRAIT))
                .left(420);
        style("FootnoteText", "footnote text", Layout.BODY, Layout.NOTE_SIZE)
                .flush()
                .room(280, 0, 0);
        style("PageNumber", "footer", Layout.PAGE_NUMBER, Layout.PAGE_NUMBER_SIZE)
                .flush()
                .centred();
        style("DraftMark", "header", Layout.BODY, 12).flush().right();
        style("Small", "Small", Layout.BODY, 2).flush().room(20, 0, 0);
        for (int size = 9; size <= 12; size++) {
            style("Table" + size, "Table " + size, Layout.BODY, size).flush().room(size * 27, 20, 20);
        }
        document.createStyles().setStyles(named);
    }

    private Styling style(String id, String name, String face, int size) {
        CTStyle style = named.addNewStyle();
        style.setStyleId(id);
        style.setType(STStyleType.PARAGRAPH);
        style.addNewName().setVal(name);
        if (id.equals("Normal")) {
            style.setDefault(true);
        }
        style.addNewQFormat();
        CTRPr run = style.addNewRPr();
        var fonts = run.addNewRFonts();
        fonts.setAscii(Layout.LATIN);
        fonts.setHAnsi(Layout.LATIN);
        fonts.setCs(Layout.LATIN);
        fonts.setEastAsia(face);
        run.addNewSz().setVal(BigInteger.valueOf(size * 2L));
        run.addNewSzCs().setVal(BigInteger.valueOf(size * 2L));
        return new Styling(style, style.addNewPPr());
    }

    /** What a style does to its paragraphs. */
    private record Styling(CTStyle style, CTPPrGeneral paragraph) {
        Styling body() {
            // A computation such as 18÷20=90% may break, so that no line is stretched to let it stand whole.
            paragraph.addNewWordWrap().setVal(false);
            paragraph.addNewInd().setFirstLineChars(BigInteger.valueOf(200));
            paragraph.getInd().setFirstLine(BigInteger.valueOf(Layout.INDENT));
            paragraph.addNewJc().setVal(org.openxmlformats.schemas.wordprocessingml.x2006.main.STJc.BOTH);
            return room(Layout.LINE, 0, 0);
        }

        /** Said although it is the default: some readers let every style inherit from Normal. */
        Styling flush() {
            paragraph.addNewInd().setFirstLineChars(BigInteger.ZERO);
            paragraph.getInd().setFirstLine(BigInteger.ZERO);
            return this;
        }

        Styling room(int line, int before, int after) {
            var spacing = paragraph.addNewSpacing();
            spacing.setLine(BigInteger.valueOf(line));
            spacing.setLineRule(STLineSpacingRule.EXACT);
            spacing.setBefore(BigInteger.valueOf(before));
            spacing.setAfter(BigInteger.valueOf(after));
            return this;
        }

        Styling centred() {
            paragraph.addNewJc().setVal(org.openxmlformats.schemas.wordprocessingml.x2006.main.STJc.CENTER);
            return this;
        }

        Styling right() {
            paragraph.addNewJc().setVal(org.openxmlformats.schemas.wordprocessingml.x2006.main.STJc.RIGHT);
            return this;
        }

        Styling left(int indent) {
            paragraph.getInd().setLeft(BigInteger.valueOf(indent));
            return this;
        }

        Styling keepNext() {
            paragraph.addNewKeepNext();
            return this;
        }

        Styling outline(int level) {
            paragraph.addNewOutlineLvl().setVal(BigInteger.valueOf(level));
            return this;
        }

        Styling bold() {
            style.getRPr().addNewB();
            return this;
        }

        Styling tab(int at) {
            CTTabStop tab = paragraph.addNewTabs().addNewTab();
            tab.setVal(STTabJc.RIGHT);
            tab.setLeader(STTabTlc.DOT);
            tab.setPos(BigInteger.valueOf(at));
            return this;
        }
    }
}
