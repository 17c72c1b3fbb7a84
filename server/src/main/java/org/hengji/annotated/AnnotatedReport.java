package org.hengji.annotated;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.hengji.checker.Finding;
import org.hengji.checker.Verdict;
import org.hengji.documents.Block;
import org.hengji.documents.Document;
import org.hengji.documents.Span;

/** A report's own paragraphs and tables, cut where a finding points at their words. */
public record AnnotatedReport(Verdict verdict, List<Part> parts) {

    public sealed interface Part {
        /** @param level of a heading, 0 for body text */
        record Paragraph(int level, List<Piece> pieces) implements Part {}

        record Table(int number, List<List<Cell>> rows) implements Part {}
    }

    public record Cell(String name, int rows, int columns, List<Piece> pieces) {}

    /**
     * @param begins marks whose words begin here
     * @param marks all marks that these words belong to
     */
    public record Piece(String words, List<Mark> begins, List<Mark> marks) {
        public boolean isMarked() {
            return !marks.isEmpty();
        }

        /** The one that decides the look: what is claimed before what it was computed from, then the worst. */
        public Mark first() {
            return marks.stream()
                    .min(Comparator.comparing(Mark::isOperand)
                            .thenComparing(m -> m.finding().waiver().isPresent())
                            .thenComparing(m -> m.finding().severity()))
                    .orElseThrow();
        }

        public String findings() {
            return String.join(
                    " ", marks.stream().map(m -> m.finding().id()).distinct().toList());
        }
    }

    /** @param place 0 for the claim, then its operands */
    public record Mark(Verdict.Judged finding, int place, Span span) {
        public boolean isOperand() {
            return place > 0;
        }

        public String anchor() {
            return "at-" + finding.id() + "-" + place;
        }
    }

    public static AnnotatedReport of(Document document, Verdict verdict) {
        List<Mark> marks = new ArrayList<>();
        for (Verdict.Judged judged : verdict.findings()) {
            List<Finding.Place> places = judged.finding().places();
            for (int i = 0; i < places.size(); i++) {
                if (places.get(i).elsewhere().isEmpty()) {
                    marks.add(new Mark(judged, i, places.get(i).span()));
                }
            }
        }
        List<Part> parts = new ArrayList<>();
        for (Block block : document.blocks()) {
            if (block instanceof Block.Paragraph p) {
                parts.add(new Part.Paragraph(p.level(), pieces(document, p.span(), marks)));
            } else if (block instanceof Block.Table t) {
                parts.add(new Part.Table(t.number(), rows(document, t, marks)));
            }
        }
        return new AnnotatedReport(verdict, List.copyOf(parts));
    }

    private static List<List<Cell>> rows(Document document, Block.Table table, List<Mark> marks) {
        List<Mark> inside =
                marks.stream().filter(m -> touches(m.span(), table.span())).toList();
        List<List<Cell>> rows = new ArrayList<>();
        for (int row = 1; row <= table.rows(); row++) {
            rows.add(new ArrayList<>());
        }
        for (Block.Cell cell : table.cells()) {
            rows.get(cell.row() - 1)
                    .add(new Cell(cell.name(), cell.rows(), cell.columns(), pieces(document, cell.span(), inside)));
        }
        return rows;
    }

    private static List<Piece> pieces(Document document, Span span, List<Mark> marks) {
        List<Mark> here = marks.stream().filter(m -> touches(m.span(), span)).toList();
        if (here.isEmpty()) {
            return List.of(new Piece(document.words(span), List.of(), List.of()));
        }
        TreeSet<Integer> cuts = new TreeSet<>(List.of(span.start(), span.end()));
        for (Mark mark : here) {
            cuts.add(Math.max(span.start(), mark.span().start()));
            cuts.add(Math.min(span.end(), mark.span().end()));
        }
        List<Piece> pieces = new ArrayList<>();
        Integer from = null;
        for (int to : cuts) {
            if (from != null) {
                Span piece = new Span(from, to);
                pieces.add(piece(document, piece, here));
            }
            from = to;
        }
        if (pieces.isEmpty()) {
            pieces.add(piece(document, span, here));
        }
        return pieces;
    }

    private static Piece piece(Document document, Span piece, List<Mark> here) {
        return new Piece(
                document.words(piece),
                here.stream().filter(m -> m.span().start() == piece.start()).toList(),
                here.stream().filter(m -> touches(m.span(), piece)).toList());
    }

    /** A blank cell is a place, too. */
    private static boolean touches(Span mark, Span words) {
        return mark.isEmpty() || words.isEmpty() ? mark.equals(words) : mark.overlaps(words);
    }
}
