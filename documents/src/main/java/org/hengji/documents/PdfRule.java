package org.hengji.documents;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A straight line on a page.
 *
 * @param at where it stands: y of a horizontal line, x of an upright one
 * @param from its left or upper end
 */
record PdfRule(boolean horizontal, float at, float from, float to) {
    /** More lines than this on a page are a drawing. */
    static final int MOST = 100_000;

    static final float NEAR = 3;
    private static final float SLANT = 1;

    static Optional<PdfRule> between(Point2D.Float a, Point2D.Float b) {
        float wide = Math.abs(a.x - b.x);
        float high = Math.abs(a.y - b.y);
        if (high <= SLANT && wide > SLANT) {
            return Optional.of(new PdfRule(true, (a.y + b.y) / 2, Math.min(a.x, b.x), Math.max(a.x, b.x)));
        }
        return wide <= SLANT && high > SLANT
                ? Optional.of(new PdfRule(false, (a.x + b.x) / 2, Math.min(a.y, b.y), Math.max(a.y, b.y)))
                : Optional.empty();
    }

    boolean covers(float point) {
        return from - NEAR <= point && point <= to + NEAR;
    }

    boolean crosses(PdfRule other) {
        return horizontal != other.horizontal && covers(other.at) && other.covers(at);
    }

    /** Lines drawn piece by piece, cell by cell, made whole. */
    static List<PdfRule> whole(List<PdfRule> pieces, boolean horizontal) {
        List<PdfRule> sorted = pieces.stream()
                .filter(rule -> rule.horizontal == horizontal)
                .sorted(Comparator.comparingDouble(PdfRule::at).thenComparingDouble(PdfRule::from))
                .toList();
        List<PdfRule> whole = new ArrayList<>();
        for (int first = 0; first < sorted.size(); ) {
            // One band of lines that stand at the same place, as drawn twice over or with a double line.
            int behind = first + 1;
            while (behind < sorted.size() && sorted.get(behind).at - sorted.get(behind - 1).at < 1.5f) {
                behind++;
            }
            List<PdfRule> band = new ArrayList<>(sorted.subList(first, behind));
            band.sort(Comparator.comparingDouble(PdfRule::from));
            PdfRule open = band.get(0);
            for (PdfRule next : band.subList(1, band.size())) {
                if (next.from <= open.to + NEAR) {
                    open = new PdfRule(horizontal, open.at, open.from, Math.max(open.to, next.to));
                } else {
                    whole.add(open);
                    open = next;
                }
            }
            whole.add(open);
            first = behind;
        }
        return whole;
    }
}
