package org.hengji.checker.claims;

import java.util.List;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.targets.Target;
import org.hengji.scoring.number.Rational;

/** Whether a report owns up to a missed target elsewhere: with points taken off, or among its problems. */
public final class Owned {
    private static final int SHORTEST = 4;

    private Owned() {}

    public static boolean by(Report report, Target target) {
        List<Passage> passages = report.passages();
        for (int i = 0; i < passages.size(); i++) {
            Passage p = passages.get(i);
            if (target.name().length() >= SHORTEST && p.text().replace(" ", "").contains(target.name())) {
                boolean own = target.named().overlaps(p.original());
                if (!own
                        && (p.isCell()
                                ? loses(passages, i)
                                : ClaimWords.shipped().isProblem(p))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The next two cells are a weight and a lower score. */
    private static boolean loses(List<Passage> passages, int at) {
        if (at + 2 >= passages.size()) {
            return false;
        }
        String weight = passages.get(at + 1).text();
        String score = passages.get(at + 2).text();
        String number = "\\d+(\\.\\d+)?";
        return weight.matches(number)
                && score.matches(number)
                && Rational.parse(score).compareTo(Rational.parse(weight)) < 0;
    }
}
