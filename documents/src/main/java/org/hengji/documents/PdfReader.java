package org.hengji.documents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
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
    private static final String SENTENCE_END = "。；：！？;:";
    private static final Pattern ITEM =
            Pattern.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\\d]{1,3}[）)]|\\d{1,2}[.．、](?!\\d)|[①-⑳]");
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

        /** @param inside the printed lines of each piece of the grid */
        record Ruled(PdfGrid lines, Grid grid, List<List<PdfLine>> inside) implements Printed {
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
        Set<COSDictionary> measured = Collections.newSetFromMap(new IdentityHashMap<>());
        long characters = 0;
        long unnamed = 0;
        int scans = 0;
        for (PDPage page : pdf.getPages()) {
            allowance.pages(pages.size() + 1);
            PdfCanvas canvas = new PdfCanvas(page, measured, allowance);
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
            Printed.Ruled table = ruled(lines, inside);
            if (table.grid().pieces().stream()
                            .filter(piece -> !piece.words().isEmpty())
                            .count()
                    >= 2) {
                printed.add(table);
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

    private static Printed.Ruled ruled(PdfGrid lines, Map<Integer, List<PdfGlyph>> glyphs) {
        List<Grid.Piece> pieces = new ArrayList<>();
        List<List<PdfLine>> inside = new ArrayList<>();
        for (int i = 0; i < lines.areas().size(); i++) {
            PdfGrid.Area area = lines.areas().get(i);
            List<PdfLine> printed = PdfLine.of(glyphs.getOrDefault(i, List.of()));
            String words = words(printed, lines.left(area), lines.right(area));
            pieces.add(new Grid.Piece(area.row(), area.column(), area.rows(), area.columns(), words));
            inside.add(printed);
        }
        return new Printed.Ruled(lines, new Grid(lines.rows(), lines.columns(), pieces), inside);
    }

    /** A line of a cell that has no room for the next one's first word goes on in it. */
    private static String words(List<PdfLine> lines, float left, float right) {
        StringBuilder words = new StringBuilder();
        PdfLine before = null;
        for (PdfLine line : lines) {
            if (before != null) {
                words.append(isFull(before, line, left, right) ? before.joint(line) : " ");
            }
            words.append(line.words());
            before = line;
        }
        return Words.line(words);
    }

    private static boolean isFull(PdfLine before, PdfLine next, float left, float right) {
        float padding = Math.max(0, Math.min(before.left() - left, 8));
        return before.isFull(next, right - padding, 0.3f);
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
        Open open = new Open();
        List<PdfLine> feet = List.of();
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            if (open.goesOnWith(page)) {
                open.pageStarts.add(open.lines.size());
                open.running.addAll(feet);
                open.running.addAll(page.heads());
            } else if (!isContinued(pages, i)) {
                open.close(text);
                feet.forEach(line -> text.running(line.words()));
                text.page();
                page.heads().forEach(line -> text.running(line.words()));
            }
            write(pages, i, text, open);
            if (!page.aside().isEmpty()) {
                open.close(text);
                page.aside().forEach(line -> text.paragraph(line.words(), 0));
            }
            feet = isContinued(pages, i + 1) ? List.of() : page.feet();
        }
        open.close(text);
        feet.forEach(line -> text.running(line.words()));
        return text.document(Document.Kind.PDF);
    }

    /** 一、基本情况......3: a line of a table of contents, whose number is a page and no figure. */
    private static final Pattern CONTENTS = Pattern.compile("[.…·]{6,}\\s*\\d{1,4}$");

    /** A paragraph that more lines may belong to. */
    private static final class Open {
        private final List<PdfLine> lines = new ArrayList<>();
        /** Numbers of lines that are the first of their page. */
        private final List<Integer> pageStarts = new ArrayList<>();
        /** What is printed between two pages of the paragraph. */
        private final List<PdfLine> running = new ArrayList<>();

        private float margin;

        boolean goesOnWith(Page page) {
            return !lines.isEmpty()
                    && !page.printed().isEmpty()
                    && page.printed().get(0) instanceof Printed.Words next
                    && goesOnWith(next.line());
        }

        /** Below a full line, with a line of the same type that is not drawn in and begins nothing new. */
        boolean goesOnWith(PdfLine next) {
            PdfLine before = lines.get(lines.size() - 1);
            if (CONTENTS.matcher(before.words()).find()) {
                return false;
            }
            float size = before.size();
            float left = Math.min(before.left(), lines.get(0).left());
            boolean full = before.isFull(next, margin, 0.8f) && before.right() - before.left() > LONG * size;
            boolean aligned = next.left() < left + 0.8f * size && next.left() > left - 3 * size;
            boolean sameType = Math.abs(next.size() - size) < 0.15f * size;
            boolean item =
                    SENTENCE_END.indexOf(before.words().charAt(before.words().length() - 1)) >= 0
                            && ITEM.matcher(next.words()).lookingAt();
            return full && aligned && sameType && !item && Headings.level(next.words()) == 0;
        }

        boolean isNear(PdfLine next) {
            PdfLine before = lines.get(lines.size() - 1);
            return next.y() - before.y() < 2.6f * before.size();
        }

        void close(FlatText text) {
            StringBuilder words = new StringBuilder();
            List<Integer> starts = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                if (pageStarts.contains(i)) {
                    starts.add(words.length());
                }
                words.append(lines.get(i).words());
                if (i + 1 < lines.size()) {
                    words.append(lines.get(i).joint(lines.get(i + 1)));
                }
            }
            if (CONTENTS.matcher(words).find()) {
                text.running(words.toString());
            } else if (!words.isEmpty()) {
                text.paragraph(words.toString(), Headings.level(words.toString()), starts);
            }
            running.forEach(line -> text.running(line.words()));
            lines.clear();
            pageStarts.clear();
            running.clear();
        }
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

    private static void write(List<Page> pages, int at, FlatText text, Open open) {
        List<Printed> printed = pages.get(at).printed();
        boolean overPage = !open.lines.isEmpty();
        open.margin = margin(printed);
        for (int i = isContinued(pages, at) ? 1 : 0; i < printed.size(); i++) {
            if (printed.get(i) instanceof Printed.Words words) {
                boolean joined =
                        overPage || !open.lines.isEmpty() && open.goesOnWith(words.line()) && open.isNear(words.line());
                overPage = false;
                if (!joined) {
                    open.close(text);
                }
                open.lines.add(words.line());
            } else if (printed.get(i) instanceof Printed.Ruled table) {
                open.close(text);
                boolean last = i == printed.size() - 1;
                table(table, last ? pages : pages.subList(0, at + 1), at, text);
            }
        }
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

    private static void table(Printed.Ruled table, List<Page> pages, int at, FlatText text) {
        List<PdfLine> between = new ArrayList<>();
        Set<Integer> begun = new HashSet<>();
        Grid whole = table.grid();
        Printed.Ruled before = table;
        for (int next = at + 1; isContinued(pages, next); next++) {
            Printed.Ruled part = (Printed.Ruled) pages.get(next).printed().get(0);
            int repeated = repeatedHead(table.grid(), part.grid());
            Grid more = part.grid();
            for (int head = repeated; head > 0; head--) {
                more = more.withoutRow(1);
            }
            if (isCut(whole, before, part, repeated + 1)) {
                begun.add(whole.rows() + 1);
                whole = mended(whole, more, before, part, repeated + 1);
            } else {
                // A row that the page cut may leave its lines on both sides and its words on one.
                if (more.rows() > 1 && more.isBlankRow(1)) {
                    more = more.withoutRow(1);
                }
                if (whole.rows() > 1 && whole.isBlankRow(whole.rows())) {
                    whole = whole.withoutRow(whole.rows());
                }
                begun.add(whole.rows() + 1);
                whole = whole.above(more);
            }
            before = part;
            between.addAll(pages.get(next - 1).feet());
            between.addAll(pages.get(next).heads());
            if (pages.get(next).printed().size() > 1) {
                break;
            }
        }
        text.table(whole.withoutUnseenColumns(), begun);
        between.forEach(line -> text.running(line.words()));
    }

    /**
     * Whether a row of the rest is the lower part of the row that ends the page before: some of its cells have nothing
     * more to say, and those that have go on where the line above was full.
     */
    private static boolean isCut(Grid whole, Printed.Ruled before, Printed.Ruled rest, int row) {
        boolean ended = false;
        boolean goesOn = false;
        for (int i = 0; i < rest.grid().pieces().size(); i++) {
            Grid.Piece below = rest.grid().pieces().get(i);
            if (below.row() != row) {
                continue;
            }
            int above = lastOver(before.grid(), below);
            if (above < 0 || lastOver(whole, below) < 0) {
                return false;
            }
            boolean silent = below.words().isEmpty();
            List<PdfLine> lines = before.inside().get(above);
            ended |= silent && !lines.isEmpty();
            goesOn |= !silent;
            if (!silent
                    && (lines.isEmpty()
                            || !isFull(
                                    lines.get(lines.size() - 1),
                                    rest.inside().get(i).get(0),
                                    before.lines().left(before.lines().areas().get(above)),
                                    before.lines().right(before.lines().areas().get(above))))) {
                return false;
            }
        }
        return ended && goesOn;
    }

    /** The cell that ends a table just over another one, of the same columns. */
    private static int lastOver(Grid grid, Grid.Piece below) {
        for (int i = grid.pieces().size() - 1; i >= 0; i--) {
            Grid.Piece piece = grid.pieces().get(i);
            if (piece.row() + piece.rows() - 1 == grid.rows()
                    && piece.column() == below.column()
                    && piece.columns() == below.columns()) {
                return i;
            }
        }
        return -1;
    }

    /** Puts the first row of {@code more} to the last one of {@code whole}, words to words and cell to cell. */
    private static Grid mended(Grid whole, Grid more, Printed.Ruled before, Printed.Ruled rest, int row) {
        List<Grid.Piece> pieces = new ArrayList<>(whole.pieces());
        for (int i = 0; i < rest.grid().pieces().size(); i++) {
            Grid.Piece below = rest.grid().pieces().get(i);
            if (below.row() != row) {
                continue;
            }
            int over = lastOver(whole, below);
            Grid.Piece piece = pieces.get(over);
            String words = piece.words();
            if (!below.words().isEmpty()) {
                List<PdfLine> lines = before.inside().get(lastOver(before.grid(), below));
                words += lines.get(lines.size() - 1).joint(rest.inside().get(i).get(0)) + below.words();
            }
            pieces.set(
                    over,
                    new Grid.Piece(
                            piece.row(), piece.column(), piece.rows() + below.rows() - 1, piece.columns(), words));
        }
        for (Grid.Piece piece : more.pieces()) {
            if (piece.row() > 1) {
                pieces.add(new Grid.Piece(
                        piece.row() - 1 + whole.rows(), piece.column(), piece.rows(), piece.columns(), piece.words()));
            }
        }
        return new Grid(whole.rows() + more.rows() - 1, whole.columns(), pieces);
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
