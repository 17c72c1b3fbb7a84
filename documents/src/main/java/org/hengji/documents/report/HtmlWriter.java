package org.hengji.documents.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hengji.documents.report.Paper.Block;
import org.hengji.documents.report.Paper.Mark;
import org.hengji.documents.report.Paper.Run;

/** Writes a paper as well-formed XHTML: as a page of its own for print, or as a fragment for a preview. */
public final class HtmlWriter {
    /** Rows from which on a merged cell may well meet the end of a page. */
    private static final int TALL = 4;

    /** A longer text would make the first row of its cells tall. */
    private static final int SHORT = 12;

    /** Signs that may not begin a line. */
    private static final String CLOSING = "，。、；：！？）》」』”’…%";

    private final Paper paper;
    private final boolean preview;
    private final StringBuilder out = new StringBuilder();
    private Function<Block.Paragraph, String> beside = p -> "";
    private final List<String> footnotes = new ArrayList<>();

    private HtmlWriter(Paper paper, boolean preview) {
        this.paper = paper;
        this.preview = preview;
    }

    /**
     * The body of the paper without a page around it; paragraphs have the id {@code p-ID}.
     *
     * @param beside markup that follows a paragraph, e.g. a link that edits it; taken as it is
     */
    public static String fragment(Paper paper, Function<Block.Paragraph, String> beside) {
        HtmlWriter writer = new HtmlWriter(paper, true);
        writer.beside = beside;
        writer.sections();
        return writer.out.toString();
    }

    /** A whole page with its style, as {@link PdfWriter} prints it. */
    static String page(Paper paper, String style) {
        HtmlWriter writer = new HtmlWriter(paper, false);
        writer.out
                .append(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"zh\">")
                .append("<head><title>")
                .append(escaped(paper.title()))
                .append("</title><style>")
                .append(style)
                .append("</style>");
        writer.bookmarks();
        writer.out.append("</head><body>");
        if (paper.isDraft()) {
            writer.out
                    .append("<div class=\"draft\">草稿：尚有 ")
                    .append(paper.gaps().size())
                    .append(" 处待补，已用底色标出</div>");
        }
        writer.sections();
        return writer.out.append("</body></html>").toString();
    }

    private void bookmarks() {
        out.append("<bookmarks>");
        headings(4)
                .forEach(h -> out.append("<bookmark name=\"")
                        .append(escaped(h.text()))
                        .append("\" href=\"#")
                        .append(h.id())
                        .append("\"/>"));
        out.append("</bookmarks>");
    }

    private List<Block.Heading> headings(int levels) {
        return paper.sections().stream()
                .flatMap(s -> s.blocks().stream())
                .filter(Block.Heading.class::isInstance)
                .map(Block.Heading.class::cast)
                .filter(h -> h.level() <= levels)
                .toList();
    }

    private void sections() {
        for (Paper.Section section : paper.sections()) {
            out.append("<div class=\"")
                    .append(
                            switch (section.page()) {
                                case PORTRAIT -> "section";
                                case LANDSCAPE -> "section wide";
                                case FORM -> "section form";
                            })
                    .append("\">");
            section.blocks().forEach(this::block);
            footnotes();
            out.append("</div>");
        }
    }

    private void block(Block block) {
        if (block instanceof Block.Cover cover) {
            out.append("<div class=\"cover\"><p class=\"title\">");
            broken(cover.words());
            out.append("</p>");
            cover.lines().forEach(l -> line("centred", l));
            out.append("</div>");
        } else if (block instanceof Block.Contents contents) {
            out.append("<div class=\"contents\"><p class=\"contents-title\">目　录</p>");
            headings(contents.levels())
                    .forEach(h -> out.append("<p class=\"toc")
                            .append(h.level())
                            .append("\"><a href=\"#")
                            .append(h.id())
                            .append("\">")
                            .append(escaped(h.text()))
                            .append("</a></p>"));
            out.append("</div>");
        } else if (block instanceof Block.Heading heading) {
            String tag = "h" + (heading.level() + 1);
            out.append('<').append(tag).append(" id=\"").append(heading.id()).append("\">");
            out.append(escaped(heading.text())).append("</").append(tag).append('>');
        } else if (block instanceof Block.Paragraph paragraph) {
            paragraph(paragraph);
        } else if (block instanceof Block.Table table) {
            table(table);
        } else {
            out.append("<div class=\"break\"></div>");
        }
    }

    private void paragraph(Block.Paragraph paragraph) {
        String style = paragraph.style().name().toLowerCase(java.util.Locale.ROOT);
        if (preview) {
            out.append("<div class=\"paragraph")
                    .append(paragraph.edited() ? " edited" : "")
                    .append("\" id=\"p-")
                    .append(escaped(paragraph.id()))
                    .append("\">");
        }
        List<List<Run>> lines = DocxWriter.lines(paragraph.runs());
        for (int i = 0; i < lines.size(); i++) {
            boolean apart = i == 0 && paragraph.style() == Paper.Style.SIGNED;
            out.append("<p class=\"").append(style).append(apart ? " apart\">" : "\">");
            runs(lines.get(i));
            if (i == lines.size() - 1 && paragraph.footnote().isPresent()) {
                footnotes.add(paragraph.footnote().get());
                out.append("<sup>").append(footnotes.size()).append("</sup>");
            }
            out.append("</p>");
        }
        if (preview) {
            out.append(beside.apply(paragraph)).append("</div>");
        }
    }

    private void footnotes() {
        if (footnotes.isEmpty()) {
            return;
        }
        out.append("<div class=\"footnotes\">");
        for (int i = 0; i < footnotes.size(); i++) {
            out.append("<p><sup>")
                    .append(i + 1)
                    .append("</sup> ")
                    .append(escaped(footnotes.get(i)))
                    .append("</p>");
        }
        out.append("</div>");
        footnotes.clear();
    }

    private void line(String style, List<Run> runs) {
        out.append("<p class=\"").append(style).append("\">");
        runs(runs);
        out.append("</p>");
    }

    /** In print only gaps are marked; what may not begin a line goes with them, as lines may break between marks. */
    private void runs(List<Run> runs) {
        String before = "";
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            String text = run.text().substring(before.length());
            before = "";
            if (run.mark() == Mark.WORDS || run.mark() == Mark.FIGURE && !preview) {
                out.append(escaped(text));
                continue;
            }
            if (!preview && i + 1 < runs.size()) {
                String next = runs.get(i + 1).text();
                before = !next.isEmpty() && CLOSING.indexOf(next.charAt(0)) >= 0 ? next.substring(0, 1) : "";
            }
            out.append("<span class=\"").append(run.mark() == Mark.GAP ? "gap" : "value");
            if (preview) {
                out.append("\" data-key=\"").append(escaped(run.key()));
            }
            out.append("\">").append(escaped(text + before)).append("</span>");
        }
    }

    private void table(Block.Table table) {
        table.caption()
                .ifPresent(c ->
                        out.append("<p class=\"caption\">").append(escaped(c)).append("</p>"));
        out.append("<table class=\"size")
                .append(Layout.tableSize(table.widths().size()))
                .append(table.header().size() + table.rows().size() <= DocxTables.FEW_ROWS ? " together" : "")
                .append("\"><colgroup>");
        DocxTables.widths(table.widths(), 1000)
                .forEach(w -> out.append("<col width=\"")
                        .append(w / 10)
                        .append('.')
                        .append(w % 10)
                        .append("%\"/>"));
        out.append("</colgroup>");
        if (!table.header().isEmpty()) {
            out.append("<thead>");
            if (preview) {
                table.header().forEach(r -> row(r, "th"));
            } else {
                printedHeads(table);
            }
            out.append("</thead>");
        }
        out.append("<tbody>");
        if (preview) {
            table.rows().forEach(r -> row(r, "td"));
        } else {
            printedRows(table);
        }
        out.append("</tbody></table>");
        if (!table.note().isEmpty()) {
            out.append("<p class=\"note\">").append(escaped(table.note())).append("</p>");
        }
    }

    private void row(Paper.Row row, String tag) {
        out.append("<tr>");
        row.cells().forEach(c -> cell(tag, c, c.down(), ""));
        out.append("</tr>");
    }

    /** On later pages a merged head would lose its frame; it is printed as open cells with its words in the middle. */
    private void printedHeads(Block.Table table) {
        DocxTables.Place[][] grid =
                DocxTables.grid(table.header(), table.widths().size());
        for (int r = 0; r < grid.length; r++) {
            out.append("<tr>");
            for (int column = 0; column < grid[r].length; ) {
                DocxTables.Place place = grid[r][column];
                if (place == null) {
                    column++;
                    continue;
                }
                Paper.Cell cell = place.cell();
                int down = Math.min(cell.down(), grid.length - place.row());
                int at = r - place.row();
                String open = down == 1 ? "" : at == 0 ? " begins" : at == down - 1 ? " ends" : " goes-on";
                List<Run> words = at == (down - 1) / 2 ? cell.runs() : List.of();
                cell("th", new Paper.Cell(words, cell.span(), 1, cell.align(), cell.bold()), 1, open);
                column += cell.span();
            }
            out.append("</tr>");
        }
    }

    /**
     * A tall merged cell cannot be cut by the end of a page; in print its text stands in the first row, and the cells
     * below it are open to each other. The first rows of a form stand on its first page.
     */
    private void printedRows(Block.Table table) {
        DocxTables.Place[][] grid = DocxTables.grid(table.rows(), table.widths().size());
        int together = 0;
        for (int r = 0; r < grid.length; r++) {
            if (r == together) {
                together = r + rowsTogether(table, grid, r);
                out.append(r == 0 ? "" : "</tbody><tbody>");
            }
            out.append("<tr>");
            for (int column = 0; column < grid[r].length; ) {
                DocxTables.Place place = grid[r][column];
                if (place == null) {
                    column++;
                    continue;
                }
                Paper.Cell cell = place.cell();
                boolean begins = place.row() == r;
                boolean ends = place.row() + cell.down() - 1 == r;
                if (isWhole(table, place)) {
                    if (begins) {
                        cell("td", cell, cell.down(), "");
                    }
                } else if (begins) {
                    cell("td", cell, 1, " begins");
                } else {
                    Paper.Cell below = new Paper.Cell(List.of(), cell.span(), 1, cell.align(), false);
                    cell("td", below, 1, ends ? " ends" : " goes-on");
                }
                column += cell.span();
            }
            out.append("</tr>");
        }
    }

    private static boolean isWhole(Block.Table table, DocxTables.Place place) {
        boolean near = table.header().isEmpty() && place.row() + place.cell().down() <= DocxTables.FEW_ROWS;
        return place.cell().down() < TALL || place.cell().text().length() > SHORT || near;
    }

    /** Rows from here on that whole merged cells hold together, so that no page may end between them. */
    private static int rowsTogether(Block.Table table, DocxTables.Place[][] grid, int from) {
        int to = from + 1;
        for (int r = from; r < to; r++) {
            for (DocxTables.Place place : grid[r]) {
                if (place != null && isWhole(table, place)) {
                    to = Math.max(
                            to, Math.min(grid.length, place.row() + place.cell().down()));
                }
            }
        }
        return to - from;
    }

    private void cell(String tag, Paper.Cell cell, int down, String also) {
        out.append('<').append(tag);
        if (cell.span() > 1) {
            out.append(" colspan=\"").append(cell.span()).append('"');
        }
        if (down > 1) {
            out.append(" rowspan=\"").append(down).append('"');
        }
        out.append(" class=\"").append(cell.align().name().toLowerCase(java.util.Locale.ROOT));
        out.append(cell.bold() ? " bold" : "").append(also).append("\">");
        broken(cell.runs());
        out.append("</").append(tag).append('>');
    }

    private void broken(List<Run> runs) {
        List<List<Run>> lines = DocxWriter.lines(runs);
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                out.append("<br/>");
            }
            runs(lines.get(i));
        }
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                    if (c == '\t' || c == '\n' || c >= 0x20 && c != 0xFFFE && c != 0xFFFF) {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
