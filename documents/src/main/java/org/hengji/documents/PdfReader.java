package org.hengji.documents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/**
 * Pdf files with a text layer. Lines are joined to paragraphs where they are full, ruled tables are read by their
 * lines, and one that goes on over the page is one table without its repeated head. Running heads and page numbers stay
 * in the text, a line of their own, in no block.
 */
final class PdfReader {
    private static final float EDGE = 0.12f;
    private static final float LONG = 10;
    private static final double UNNAMED = 0.05;
    private static final Pattern PAGE_NUMBER = Pattern.compile(
            "[第\\p{Pd}·\\s(（]*(?:\\d{1,4}|[ivxlc]{1,6})[页\\p{Pd}·\\s)）]*(?:[/共of页\\s]*\\d{1,4}[页\\s]*)?");

    static {
        FontMappers.set(new Shapeless());
    }

    private sealed interface Printed {
        float top();

        record Words(PdfLine line) implements Printed {
            @Override
            public float top() {
                return line.y() - line.size();
            }
        }

        record Ruled(PdfGrid lines, Grid grid) implements Printed {
            @Override
            public float top() {
                return lines.top();
            }
        }
    }

    /** @param aside lines that are set at another angle than the text */
    private record Page(
            float height, List<Printed> printed, List<PdfLine> aside, List<PdfLine> heads, List<PdfLine> feet) {}

    private final Allowance allowance;

    private PdfReader(Allowance allowance) {
        this.allowance = allowance;
    }

    static Document read(byte[] bytes, Allowance allowance) throws Refused, IOException {
        PdfStreams.refuseBombs(bytes, allowance);
        try (PDDocument pdf = Loader.loadPDF(new Guarded(bytes, allowance))) {
            if (pdf.isEncrypted() && !pdf.getCurrentAccessPermission().canExtractContent()) {
                throw Refusals.encrypted(allowance.name());
            }
            PdfStreams.refuseBombs(pdf, allowance);
            return new PdfReader(allowance).document(pdf);
        } catch (InvalidPasswordException e) {
            throw Refusals.encrypted(allowance.name());
        } catch (NoClassDefFoundError e) {
            // Encryption by certificate needs a library that is not here, and a certificate that nobody has.
            throw Refusals.encrypted(allowance.name());
        }
    }

    /** The file's bytes; asks for the time whenever the parser wants some. */
    private static final class Guarded extends RandomAccessReadBuffer {
        private final Allowance allowance;

        Guarded(byte[] bytes, Allowance allowance) {
            super(bytes);
            this.allowance = allowance;
        }

        @Override
        public int read() throws IOException {
            allowance.time();
            return super.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            allowance.time();
            return super.read(into, from, length);
        }
    }

    private Document document(PDDocument pdf) throws Refused, IOException {
        allowance.pages(pdf.getNumberOfPages());
        List<Page> pages = new ArrayList<>();
        long characters = 0;
        long unnamed = 0;
        int scans = 0;
        for (PDPage page : pdf.getPages()) {
            allowance.pages(pages.size() + 1);
            PdfCanvas canvas = new PdfCanvas(page, allowance);
            if (page.hasContents()) {
                canvas.processPage(page);
            }
            characters += canvas.characters();
            unnamed += canvas.unnamed();
            if (canvas.characters() == 0 && canvas.hasPictures()) {
                scans++;
            }
            pages.add(page(canvas));
        }
        if (unnamed > UNNAMED * (characters + unnamed)) {
            throw new Refused(
                    "file.unnamed-characters",
                    allowance.name() + " 有 " + unnamed + " 个字符只有字形，没有说明是什么字，读出来会缺字，没有采用",
                    allowance.name() + " draws " + unnamed
                            + " characters without saying which they are; words would be missing, so it was not read",
                    "提供原 docx，或用 Word 重新导出 PDF",
                    "Send the docx, or export the PDF from Word again");
        }
        // A scanned annex among pages of text is left out; a scan with a typed cover is no text.
        if (scans * 2 > pages.size() || scans > 0 && characters == 0) {
            throw Refusals.scanned(allowance.name(), scans, pages.size());
        }
        if (characters == 0) {
            throw Refusals.blank(allowance.name());
        }
        separateRunning(pages);
        return written(pages);
    }

    private Page page(PdfCanvas canvas) {
        int turn = canvas.turn();
        List<Printed> printed = new ArrayList<>();
        List<PdfGlyph> free = canvas.glyphs(turn);
        for (PdfGrid lines : PdfGrid.on(canvas.rules(turn), allowance)) {
            allowance.time();
            List<PdfGlyph> rest = new ArrayList<>();
            Map<Integer, List<PdfGlyph>> inside = new HashMap<>();
            for (PdfGlyph glyph : free) {
                int area = lines.area(glyph.middleX(), glyph.middleY());
                if (area < 0) {
                    rest.add(glyph);
                } else {
                    inside.computeIfAbsent(area, k -> new ArrayList<>()).add(glyph);
                }
            }
            Grid grid = grid(lines, inside);
            if (grid.pieces().stream().filter(piece -> !piece.words().isEmpty()).count() >= 2) {
                printed.add(new Printed.Ruled(lines, grid));
                free = rest;
            }
        }
        PdfLine.of(free).forEach(line -> printed.add(new Printed.Words(line)));
        printed.sort(Comparator.comparingDouble(Printed::top));
        List<PdfLine> aside = new ArrayList<>();
        for (int other = 1; other < 4; other++) {
            aside.addAll(PdfLine.of(canvas.glyphs((turn + other) % 4)));
        }
        return new Page(canvas.height(turn), printed, aside, new ArrayList<>(), new ArrayList<>());
    }

    private static Grid grid(PdfGrid lines, Map<Integer, List<PdfGlyph>> inside) {
        List<Grid.Piece> pieces = new ArrayList<>();
        for (int i = 0; i < lines.areas().size(); i++) {
            PdfGrid.Area area = lines.areas().get(i);
            pieces.add(new Grid.Piece(
                    area.row(),
                    area.column(),
                    area.rows(),
                    area.columns(),
                    words(PdfLine.of(inside.getOrDefault(i, List.of())), lines.left(area), lines.right(area))));
        }
        return new Grid(lines.rows(), lines.columns(), pieces);
    }

    /** A line of a cell that leaves less than a character free goes on in the next one. */
    private static String words(List<PdfLine> lines, float left, float right) {
        StringBuilder words = new StringBuilder();
        PdfLine before = null;
        for (PdfLine line : lines) {
            if (before != null) {
                float padding = Math.max(0, Math.min(before.left() - left, 8));
                boolean full = before.isFull(line, right - padding);
                words.append(full ? before.joint(line) : " ");
            }
            words.append(line.words());
            before = line;
        }
        return Words.line(words);
    }

    /** Takes running heads and feet out of what is printed: page numbers, and what stands at the edge of many pages. */
    private static void separateRunning(List<Page> pages) {
        Map<String, Set<Integer>> repeated = new HashMap<>();
        for (int i = 0; i < pages.size(); i++) {
            for (PdfLine line : atEdges(pages.get(i))) {
                repeated.computeIfAbsent(likeness(line), k -> new HashSet<>()).add(i);
            }
        }
        for (Page page : pages) {
            for (PdfLine line : atEdges(page)) {
                int often = repeated.get(likeness(line)).size();
                boolean number = isOutermost(page, line)
                        && line.words().length() < 30
                        && PAGE_NUMBER.matcher(line.words()).matches();
                if (number
                        || often >= 3 && often * 2 > pages.size()
                        || often == 2 && pages.size() == 2 && isApart(page, line)) {
                    page.printed().remove(new Printed.Words(line));
                    (line.y() < page.height() / 2 ? page.heads() : page.feet()).add(line);
                }
            }
        }
    }

    private static String likeness(PdfLine line) {
        return Math.round(line.y() / 6) + line.words().replaceAll("\\d+", "#");
    }

    /** Two pages alone are thin evidence: then there must be a gap between the line and the text. */
    private static boolean isApart(Page page, PdfLine line) {
        float nearest = Float.MAX_VALUE;
        for (Printed printed : page.printed()) {
            if (printed instanceof Printed.Words words && words.line() != line) {
                nearest = Math.min(nearest, Math.abs(words.line().y() - line.y()));
            }
        }
        return nearest > 2.5f * line.size();
    }

    private static boolean isOutermost(Page page, PdfLine line) {
        boolean upper = line.y() < page.height() / 2;
        return page.printed().stream()
                .allMatch(printed -> upper ? printed.top() >= line.y() - line.size() : printed.top() <= line.y());
    }

    private static List<PdfLine> atEdges(Page page) {
        List<PdfLine> found = new ArrayList<>();
        for (Printed printed : page.printed()) {
            if (printed instanceof Printed.Words words
                    && (words.line().y() < page.height() * EDGE || words.line().y() > page.height() * (1 - EDGE))) {
                found.add(words.line());
            }
        }
        return found;
    }

    private Document written(List<Page> pages) throws Refused {
        FlatText text = new FlatText(allowance);
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            if (!isContinued(pages, i)) {
                text.page();
                page.heads().forEach(line -> text.running(line.words()));
            }
            write(pages, i, text);
            page.aside().forEach(line -> text.paragraph(line.words(), 0));
            if (!isContinued(pages, i + 1)) {
                page.feet().forEach(line -> text.running(line.words()));
            }
        }
        return text.document(Document.Kind.PDF);
    }

    /** Whether the first thing on a page is the rest of a table that ends the page before. */
    private static boolean isContinued(List<Page> pages, int page) {
        if (page == 0
                || page >= pages.size()
                || pages.get(page).printed().isEmpty()
                || pages.get(page - 1).printed().isEmpty()) {
            return false;
        }
        List<Printed> before = pages.get(page - 1).printed();
        return before.get(before.size() - 1) instanceof Printed.Ruled last
                && pages.get(page).printed().get(0) instanceof Printed.Ruled first
                && first.lines().hasColumnsOf(last.lines());
    }

    private static void write(List<Page> pages, int at, FlatText text) {
        List<Printed> printed = pages.get(at).printed();
        List<PdfLine> lines = new ArrayList<>();
        float margin = margin(printed);
        for (int i = isContinued(pages, at) ? 1 : 0; i < printed.size(); i++) {
            if (printed.get(i) instanceof Printed.Words words) {
                if (!lines.isEmpty() && !isJoined(lines, words.line(), margin)) {
                    paragraph(lines, text);
                }
                lines.add(words.line());
            } else if (printed.get(i) instanceof Printed.Ruled table) {
                paragraph(lines, text);
                boolean last = i == printed.size() - 1;
                table(table, last ? pages : pages.subList(0, at + 1), at, text);
            }
        }
        paragraph(lines, text);
    }

    /** The right edge of the text: where most long lines end, and of several such places the furthest. */
    private static float margin(List<Printed> printed) {
        List<PdfLine> ends = new ArrayList<>();
        for (Printed one : printed) {
            if (one instanceof Printed.Words words
                    && words.line().right() - words.line().left()
                            > LONG * words.line().size()) {
                ends.add(words.line());
            }
        }
        ends.sort(Comparator.comparingDouble(PdfLine::right).reversed());
        float margin = 0;
        int most = 0;
        for (int i = 0, behind = 0; i < ends.size(); i++) {
            behind = Math.max(behind, i);
            while (behind < ends.size()
                    && ends.get(i).right() - ends.get(behind).right()
                            < 1.1f * ends.get(i).size()) {
                behind++;
            }
            if (behind - i > most) {
                most = behind - i;
                margin = ends.get(i).right();
            }
        }
        return margin;
    }

    private static void paragraph(List<PdfLine> lines, FlatText text) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            words.append(lines.get(i).words());
            if (i + 1 < lines.size()) {
                words.append(lines.get(i).joint(lines.get(i + 1)));
            }
        }
        lines.clear();
        String line = Words.line(words);
        if (!line.isEmpty()) {
            text.paragraph(line, Headings.level(line));
        }
    }

    /** A paragraph goes on below a full line, with a line that is not drawn in and stands as close as lines do. */
    private static boolean isJoined(List<PdfLine> lines, PdfLine next, float margin) {
        PdfLine before = lines.get(lines.size() - 1);
        float size = before.size();
        float left = Math.min(before.left(), lines.get(0).left());
        boolean full = before.isFull(next, margin) && before.right() - before.left() > LONG * size;
        boolean drawnIn = next.left() > left + 0.8f * size;
        boolean sameType = Math.abs(next.size() - size) < 0.15f * size;
        boolean close = next.y() - before.y() < 2.6f * size;
        return full && !drawnIn && sameType && close && Headings.level(next.words()) == 0;
    }

    private static void table(Printed.Ruled table, List<Page> pages, int at, FlatText text) {
        List<PdfLine> between = new ArrayList<>();
        List<Grid> parts = new ArrayList<>(List.of(table.grid()));
        for (int next = at + 1; isContinued(pages, next); next++) {
            Grid more = ((Printed.Ruled) pages.get(next).printed().get(0)).grid();
            for (int repeated = repeatedHead(table.grid(), more); repeated > 0; repeated--) {
                more = more.withoutRow(1);
            }
            parts.add(more);
            between.addAll(pages.get(next - 1).feet());
            between.addAll(pages.get(next).heads());
            if (pages.get(next).printed().size() > 1) {
                break;
            }
        }
        List<Grid.Piece> pieces = new ArrayList<>();
        Set<Integer> begun = new HashSet<>();
        int rows = 0;
        for (int i = 0; i < parts.size(); i++) {
            Grid part = parts.get(i);
            // A row that the page cut leaves its lines on both sides and its words on one.
            if (i > 0 && part.rows() > 1 && part.isBlankRow(1)) {
                part = part.withoutRow(1);
            }
            if (i + 1 < parts.size() && part.rows() > 1 && part.isBlankRow(part.rows())) {
                part = part.withoutRow(part.rows());
            }
            if (i > 0) {
                begun.add(rows + 1);
            }
            for (Grid.Piece piece : part.pieces()) {
                pieces.add(new Grid.Piece(
                        piece.row() + rows, piece.column(), piece.rows(), piece.columns(), piece.words()));
            }
            rows += part.rows();
        }
        text.table(new Grid(rows, table.grid().columns(), pieces).withoutUnseenColumns(), begun);
        between.forEach(line -> text.running(line.words()));
    }

    /** How many rows at the top of the rest say again what the table's own first rows say. */
    private static int repeatedHead(Grid table, Grid rest) {
        int most = Math.min(Math.min(3, table.rows()), rest.rows() - 1);
        for (int rows = most; rows > 0; rows--) {
            if (top(table, rows).equals(top(rest, rows))
                    && top(table, rows).stream().anyMatch(p -> !p.words().isEmpty())) {
                return rows;
            }
        }
        return 0;
    }

    private static List<Grid.Piece> top(Grid grid, int rows) {
        List<Grid.Piece> top =
                grid.pieces().stream().filter(p -> p.row() <= rows).toList();
        // Only whole rows: a cell that reaches further down belongs to the body.
        return top.stream().allMatch(p -> p.row() + p.rows() - 1 <= rows) ? top : List.of();
    }
}
