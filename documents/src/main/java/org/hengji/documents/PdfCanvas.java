package org.hengji.documents;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/** Collects from one page what is printed where: characters, and the straight lines of which tables are ruled. */
final class PdfCanvas extends PDFGraphicsStreamEngine {
    private static final float THIN = 3;
    private static final float LEAST_SIZE = 1;
    private static final int DEEPEST = 50;
    /** Characters set this far off the right angle are stamps and watermarks, not the report's words. */
    private static final double SKEW = Math.toRadians(8);

    private static final Set<String> PAINTS_IMAGES = Set.of("BI", "ID", "EI", "sh");

    private record Drawn(Point2D.Float at, int turn, float width, float size, String text) {}

    private record Segment(Point2D.Float from, Point2D.Float to) {}

    private final Allowance allowance;
    private final Set<COSDictionary> measured;
    private final PDRectangle box;
    private final List<Drawn> drawn = new ArrayList<>();
    private final List<Segment> ruled = new ArrayList<>();
    private final List<Segment> path = new ArrayList<>();
    private Point2D.Float current = new Point2D.Float();
    private Point2D.Float begin = current;
    private int depth;
    private int unnamed;
    private boolean pictures;

    /** @param measured fonts of earlier pages */
    PdfCanvas(PDPage page, Set<COSDictionary> measured, Allowance allowance) {
        super(page);
        this.measured = measured;
        this.allowance = allowance;
        this.box = page.getCropBox();
    }

    /** Characters that the file draws without saying which they are. */
    int unnamed() {
        return unnamed;
    }

    boolean hasPictures() {
        return pictures;
    }

    int characters() {
        return drawn.size();
    }

    /** Quarter turns by which most characters are set, so that a table printed sideways is read upright. */
    int turn() {
        int[] counts = new int[4];
        drawn.forEach(glyph -> counts[glyph.turn()]++);
        int most = 0;
        for (int turn = 1; turn < 4; turn++) {
            most = counts[turn] > counts[most] ? turn : most;
        }
        return most;
    }

    List<PdfGlyph> glyphs(int turn) {
        List<PdfGlyph> upright = new ArrayList<>();
        for (Drawn glyph : drawn) {
            if (glyph.turn() == turn) {
                Point2D.Float at = turned(glyph.at(), turn);
                upright.add(new PdfGlyph(at.x, at.y, glyph.width(), glyph.size(), glyph.text()));
            }
        }
        return upright;
    }

    List<PdfRule> rules(int turn) {
        List<PdfRule> rules = new ArrayList<>();
        for (Segment segment : ruled) {
            PdfRule.between(turned(segment.from(), turn), turned(segment.to(), turn))
                    .ifPresent(rules::add);
        }
        return rules;
    }

    float height(int turn) {
        return turn % 2 == 0 ? box.getHeight() : box.getWidth();
    }

    private Point2D.Float turned(Point2D.Float at, int turn) {
        float x = at.x - box.getLowerLeftX();
        float y = at.y - box.getLowerLeftY();
        return switch (turn) {
            case 1 -> new Point2D.Float(y, x);
            case 2 -> new Point2D.Float(box.getWidth() - x, y);
            case 3 -> new Point2D.Float(box.getHeight() - y, box.getWidth() - x);
            default -> new Point2D.Float(x, box.getHeight() - y);
        };
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        allowance.time();
        String name = operator.getName();
        if (PAINTS_IMAGES.contains(name)) {
            pictures = true;
            return;
        }
        if (name.equals("Do")
                && !operands.isEmpty()
                && operands.get(0) instanceof COSName object
                && getResources() != null
                && getResources().isImageXObject(object)) {
            pictures = true;
            return;
        }
        if (name.equals("Tf")
                && !operands.isEmpty()
                && operands.get(0) instanceof COSName font
                && getResources() != null) {
            COSDictionary fonts = getResources().getCOSObject().getCOSDictionary(COSName.FONT);
            COSDictionary dictionary = fonts == null ? null : fonts.getCOSDictionary(font);
            if (dictionary != null && measured.add(dictionary)) {
                PdfStreams.refuseLongNames(dictionary, allowance);
            }
        }
        if (++depth > DEEPEST) {
            throw new Stopped(Refusals.tooDeep(allowance.name()));
        }
        try {
            super.processOperator(operator, operands);
        } finally {
            depth--;
        }
    }

    @Override
    protected void showGlyph(Matrix at, PDFont font, int code, Vector displacement) throws IOException {
        String text = font.toUnicode(code);
        if (text == null) {
            if (!(font instanceof PDSimpleFont)) {
                unnamed++;
                return;
            }
            text = String.valueOf((char) code);
        }
        float size = at.getScalingFactorY();
        double angle = Math.atan2(at.getValue(0, 1), at.getValue(0, 0));
        int turn = (int) Math.round(angle / (Math.PI / 2));
        Point2D.Float place = new Point2D.Float(at.getTranslateX(), at.getTranslateY());
        if (Math.abs(angle - turn * Math.PI / 2) > SKEW
                || !(size >= LEAST_SIZE && size < 2000)
                || !box.contains(place.x, place.y)) {
            return;
        }
        allowance.characters(text.length());
        float width = Math.abs(displacement.getX() * at.getScalingFactorX());
        drawn.add(new Drawn(place, Math.floorMod(turn, 4), width, size, Radicals.named(text)));
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
        moveTo((float) p0.getX(), (float) p0.getY());
        lineTo((float) p1.getX(), (float) p1.getY());
        lineTo((float) p2.getX(), (float) p2.getY());
        lineTo((float) p3.getX(), (float) p3.getY());
        closePath();
    }

    @Override
    public void moveTo(float x, float y) {
        current = new Point2D.Float(x, y);
        begin = current;
    }

    @Override
    public void lineTo(float x, float y) {
        Point2D.Float to = new Point2D.Float(x, y);
        if (path.size() < PdfRule.MOST) {
            path.add(new Segment(current, to));
        }
        current = to;
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        current = new Point2D.Float(x3, y3);
    }

    @Override
    public Point2D getCurrentPoint() {
        return current;
    }

    @Override
    public void closePath() {
        lineTo(begin.x, begin.y);
    }

    @Override
    public void endPath() {
        path.clear();
    }

    @Override
    public void strokePath() {
        path.forEach(this::rule);
        path.clear();
    }

    /** Many programs draw a line as a filled rectangle that is very thin; the sides of a filled area are no lines. */
    @Override
    public void fillPath(int windingRule) {
        for (int i = 0; i + 4 <= path.size(); ) {
            Point2D.Float a = path.get(i).from();
            Point2D.Float c = path.get(i + 1).to();
            boolean closed = path.get(i + 3).to().distance(a) < 0.1;
            if (closed) {
                float wide = Math.abs(a.x - c.x);
                float high = Math.abs(a.y - c.y);
                if (Math.min(wide, high) <= THIN && Math.max(wide, high) > 0) {
                    float x = (a.x + c.x) / 2;
                    float y = (a.y + c.y) / 2;
                    rule(
                            wide > high
                                    ? new Segment(new Point2D.Float(a.x, y), new Point2D.Float(c.x, y))
                                    : new Segment(new Point2D.Float(x, a.y), new Point2D.Float(x, c.y)));
                }
            }
            i += closed ? 4 : 1;
        }
        path.clear();
    }

    private void rule(Segment segment) {
        if (ruled.size() < PdfRule.MOST) {
            ruled.add(segment);
        }
    }

    @Override
    public void fillAndStrokePath(int windingRule) {
        strokePath();
    }

    @Override
    public void clip(int windingRule) {
        // What is clipped away is rare in reports, and losing words would be worse than reading some too many.
    }

    @Override
    public void drawImage(PDImage image) {
        pictures = true;
    }

    @Override
    public void shadingFill(COSName shading) {
        // A shade is no line.
    }
}
