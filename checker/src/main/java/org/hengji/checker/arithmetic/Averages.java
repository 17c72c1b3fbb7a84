package org.hengji.checker.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Figure.Bound;
import org.hengji.checker.reading.Passage;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.number.Rational;

/** 180户，总成本105.30万元，户均5850元: an amount for each of what is counted, with the total and the count beside it. */
public final class Averages {
    private static final Pattern EACH = Pattern.compile("每([\\p{IsHan}]{1,4})");
    private static final Pattern PER = Pattern.compile("^/([\\p{IsHan}]{1,4})");
    private static final int NEAR_SENTENCES = 1;
    private static final int LONGEST_NAME = 12;

    /** @param value total over count, in the base unit of the printed average */
    public record Average(Figure printed, Figure total, Figure count, Rational value) {
        /** Within what the printed places of all three allow, the total times a power of ten. */
        public boolean agrees(Rational times) {
            Rational slack = printed.halfUnit()
                    .plus(value.times(times).times(total.halfUnit().over(total.base())))
                    .plus(value.times(times).times(count.halfUnit().over(count.base())));
            return value.times(times).minus(printed.base()).abs().compareTo(slack) <= 0;
        }
    }

    private Averages() {}

    /** Only where the sentence and the one before hold one total and one count that it can be made of. */
    public static List<Average> of(Report report) {
        List<Average> all = new ArrayList<>();
        for (Passage passage : report.passages()) {
            if (!passage.isCell()) {
                List<Figure> figures = report.figures(passage);
                figures.stream()
                        .filter(f -> f.isMoney() && f.isExact() && isAverage(report, f))
                        .forEach(f -> of(report, f, figures).ifPresent(all::add));
            }
        }
        return all;
    }

    private static boolean isAverage(Report report, Figure f) {
        return report.words().averages().stream().anyMatch(name(f)::contains)
                || PER.matcher(f.after()).find();
    }

    /** With the 均 that a label leaves out. */
    private static String name(Figure f) {
        String text = f.passage().text();
        int start = f.from();
        while (start > 0
                && f.from() - start < LONGEST_NAME
                && "，。；:、()".indexOf(text.charAt(start - 1)) < 0
                && !Character.isDigit(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, f.from());
    }

    private static Optional<Average> of(Report report, Figure printed, List<Figure> figures) {
        List<Figure> before = figures.stream()
                .filter(f -> f.to() <= printed.from() && printed.sentence() - f.sentence() <= NEAR_SENTENCES)
                .filter(f -> f.base().signum() > 0)
                .toList();
        List<Figure> totals = before.stream()
                .filter(f -> f.isMoney() && (f.isExact() || f.bound() == Bound.ABOUT) && !isAverage(report, f))
                .toList();
        String per = per(printed);
        List<Figure> counts = before.stream()
                .filter(f -> !f.isMoney() && !f.isPercent() && f.isExact() && isPer(f, per))
                .toList();
        if (totals.isEmpty() || counts.isEmpty()) {
            return Optional.empty();
        }
        Figure total = totals.get(totals.size() - 1);
        Figure count = counts.get(counts.size() - 1);
        Rational units = count.base().over(unit(per, count));
        return Optional.of(new Average(printed, total, count, total.base().over(units)));
    }

    /** 吨 of 每吨节约160元, 户 of 户均, 平方公里 of 1.14万元/平方公里. */
    private static String per(Figure printed) {
        Matcher per = PER.matcher(printed.after());
        if (per.find()) {
            return per.group(1);
        }
        Matcher each = EACH.matcher(name(printed));
        if (each.find()) {
            String word = each.group(1).replace("公斤", "千克");
            for (int length = word.length(); length > 0; length--) {
                if (Unit.named(word.substring(0, length)).isPresent()) {
                    return word.substring(0, length);
                }
            }
        }
        int at = name(printed).indexOf('均');
        return at > 0 ? name(printed).substring(at - 1, at) : "";
    }

    private static boolean isPer(Figure count, String per) {
        return Unit.named(per)
                .map(u -> u.dimension().equals(count.unit().dimension()))
                .orElse(false);
    }

    private static Rational unit(String per, Figure count) {
        return Unit.named(per).map(Unit::factor).orElse(count.unit().factor());
    }
}
