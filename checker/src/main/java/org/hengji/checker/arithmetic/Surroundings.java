package org.hengji.checker.arithmetic;

import java.util.List;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;

/**
 * The words on both sides of two figures. Words may go on behind other figures as long as these are the same too; sentences
 * made after one pattern for different things have different figures side by side, and tell two facts.
 */
final class Surroundings {
    /** Characters on both sides together by which a fact is known again. */
    private static final int ENOUGH = 12;

    private static final int COUNTED = 2;
    private static final int FARTHEST = 60;

    private Surroundings() {}

    static boolean same(Report report, Figure a, Figure b) {
        if (a.from() > 0
                && b.from() > 0
                && a.to() < a.passage().text().length()
                && b.to() < b.passage().text().length()) {
            int left = side(report, a, b, -1);
            int right = left < 0 ? left : side(report, a, b, 1);
            return left > 0 && right >= named(a) && left + right >= ENOUGH;
        }
        return false;
    }

    /** 7名 says nothing without what is counted; 450人次 does. */
    private static int named(Figure figure) {
        return figure.isMoney() || figure.isPercent() || figure.unit().symbol().length() > 1 ? 0 : COUNTED;
    }

    /** How many letters agree on one side; less than none where different figures stand among the same words. */
    private static int side(Report report, Figure a, Figure b, int step) {
        String x = a.passage().text();
        String y = b.passage().text();
        List<Figure> of = report.figures(a.passage());
        List<Figure> other = report.figures(b.passage());
        int i = step < 0 ? a.from() - 1 : a.to();
        int j = step < 0 ? b.from() - 1 : b.to();
        int letters = 0;
        while (i >= 0 && j >= 0 && i < x.length() && j < y.length() && letters < FARTHEST) {
            Figure f = at(of, i);
            Figure g = at(other, j);
            if (f != null || g != null) {
                if (f == null || g == null) {
                    return letters;
                }
                if (!f.unit().equals(g.unit()) || !f.base().equals(g.base())) {
                    return -1;
                }
                i = step < 0 ? f.from() - 1 : f.to();
                j = step < 0 ? g.from() - 1 : g.to();
                letters++;
                continue;
            }
            if (x.charAt(i) != y.charAt(j)) {
                return letters;
            }
            letters += Character.isLetter(x.charAt(i)) ? 1 : 0;
            i += step;
            j += step;
        }
        return letters;
    }

    private static Figure at(List<Figure> figures, int offset) {
        for (Figure f : figures) {
            if (f.from() <= offset && offset < f.to()) {
                return f;
            }
        }
        return null;
    }
}
