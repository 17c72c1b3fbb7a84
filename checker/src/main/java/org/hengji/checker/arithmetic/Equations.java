package org.hengji.checker.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Span;
import org.hengji.scoring.number.Rational;

/** Computations that running text writes out: 4分×99.99%=3.99分, 19÷20×8分=7.60分. Only products and quotients. */
public final class Equations {
    private static final String NUMBER = "\\d[\\d,]*(?:\\.\\d+)?";
    private static final String OPERAND = NUMBER + "\\s?(?:%|[\\p{IsHan}]{1,2})?";
    private static final Pattern EQUATION = Pattern.compile(
            "(?<![\\d.,+)\\-−*×÷/%])(" + OPERAND + "(?:\\s?[*×÷/]\\s?" + OPERAND + ")+)\\s?=\\s?(" + NUMBER + ")(%?)");
    private static final Pattern PART = Pattern.compile("([*×÷/]?)\\s?(" + NUMBER + ")\\s?(%?)");

    /**
     * @param result the words behind the last sign
     * @param places of the result as printed
     * @param exact what the operands give, in the unit of the result
     */
    public record Equation(String written, Span operands, Span result, Rational printed, int places, Rational exact) {
        public boolean agrees() {
            return exact.round(places, java.math.RoundingMode.HALF_UP).equals(printed)
                    || exact.round(places, java.math.RoundingMode.DOWN).equals(printed);
        }
    }

    private Equations() {}

    public static List<Equation> of(Report report) {
        List<Equation> all = new ArrayList<>();
        for (Passage passage : report.passages()) {
            if (Report.isCriterion(passage) && passage.isCell()) {
                continue;
            }
            Matcher m = EQUATION.matcher(passage.text());
            while (m.find()) {
                Rational value = value(m.group(1));
                if (value != null) {
                    String number = m.group(2).replace(",", "");
                    int places = number.indexOf('.') < 0 ? 0 : number.length() - number.indexOf('.') - 1;
                    boolean percent = !m.group(3).isEmpty();
                    all.add(new Equation(
                            m.group(),
                            passage.original(m.start(1), m.end(1)),
                            passage.original(m.start(2), m.end(2)),
                            Rational.parse(number),
                            places,
                            percent ? value.times(Rational.HUNDRED) : value));
                }
            }
        }
        return all;
    }

    private static Rational value(String written) {
        Rational value = null;
        Matcher m = PART.matcher(written);
        while (m.find()) {
            Rational number = Rational.parse(m.group(2).replace(",", ""));
            number = m.group(3).isEmpty() ? number : number.over(Rational.HUNDRED);
            if (value == null) {
                value = number;
            } else if (m.group(1).isEmpty()) {
                return null;
            } else if ("*×".contains(m.group(1))) {
                value = value.times(number);
            } else if (number.signum() == 0) {
                return null;
            } else {
                value = value.over(number);
            }
        }
        return value;
    }
}
