package org.hengji.frameworks;

import java.util.Optional;
import java.util.regex.Pattern;
import org.hengji.scoring.number.Rational;

/** Reads the number of a fact, and says exactly why when it cannot be trusted. */
final class Amount {
    private static final Pattern PLAIN = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern SEPARATED = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?");
    private static final Pattern EXPONENT = Pattern.compile("[+-]?\\d+(\\.\\d+)?[eE][+-]?\\d+");
    private static final Pattern WITH_UNIT = Pattern.compile("([+-]?[\\d,]+(\\.\\d+)?)\\s*([^\\d\\s.,+-].*)");
    private static final int MOST_DIGITS = 40;

    private Amount() {}

    static Optional<Rational> read(Field field) {
        if (!field.isScalar()) {
            field.text();
            return Optional.empty();
        }
        String text = ascii(field.text());
        if (text.length() > MOST_DIGITS) {
            field.fault(
                    "number.broken",
                    "这个数有 " + text.length() + " 个字符，超过 " + MOST_DIGITS + " 个，不会是预算资料中的数",
                    "This number has " + text.length() + " characters, more than the " + MOST_DIGITS
                            + " that a budget figure can have",
                    "核对原文，改为实际的数",
                    "Compare with the source and give the real number");
            return Optional.empty();
        } else if (PLAIN.matcher(text).matches()) {
            return Optional.of(Rational.parse(text));
        } else if (SEPARATED.matcher(text).matches()) {
            return Optional.of(Rational.parse(text.replace(",", "")));
        }
        refuse(field, text);
        return Optional.empty();
    }

    /** Signs of Chinese keyboards count as the plain ones. */
    private static String ascii(String text) {
        return text.strip()
                .replace('，', ',')
                .replace('．', '.')
                .replace('−', '-')
                .replace('－', '-');
    }

    private static void refuse(Field field, String text) {
        var unit = WITH_UNIT.matcher(text);
        if (EXPONENT.matcher(text).matches()) {
            field.fault(
                    "number.exponent",
                    "“" + text + "”用了科学记数法，表格软件常这样截去尾数",
                    text + " is in scientific notation, which often hides digits that a spreadsheet cut off",
                    "写出全部数字，例如 123000",
                    "Write all digits, e.g. 123000");
        } else if (text.matches("[+-]?[\\d,]*,[\\d,]*(\\.[\\d,]*)?")) {
            String bare = text.replace(",", "");
            field.fault(
                    "number.separators",
                    "“" + text + "”的千分位不在应在的位置，不能确定是哪个数",
                    "The separators of " + text + " are misplaced, so it is not certain which number is meant",
                    "核对原文；如果是 " + bare + "，就写 \"" + bare + "\"",
                    "Compare with the source; if it is " + bare + ", write \"" + bare + '"');
        } else if (unit.matches()) {
            String scale = unit.group(3);
            String named = scale.equals("万") || scale.equals("亿") ? scale + "元（" + scale + "人…）" : quoted(scale);
            field.fault(
                    "number.with-unit",
                    "“" + text + "”把数和单位写在一起",
                    text + " has number and unit in one",
                    "分开写：value: \"" + unit.group(1) + "\", unit: " + named,
                    "Write them apart: value: \"" + unit.group(1) + "\", unit: " + named);
        } else {
            field.fault(
                    "number.broken",
                    "“" + text + "”不是数",
                    '"' + text + "\" is not a number",
                    "写成 83402.62 或 83,402.62",
                    "Write 83402.62 or 83,402.62");
        }
    }

    private static String quoted(String unit) {
        return unit.equals("%") ? "\"%\"" : unit;
    }

    /** Half a unit of the last printed significant digit: 50 for 300, 0.005 for 7.25. */
    static Rational halfOfLastDigit(String text) {
        String plain = ascii(text).replace(",", "");
        int point = plain.indexOf('.');
        if (point >= 0) {
            return Rational.unit(plain.length() - point - 1).over(Rational.of(2));
        }
        Rational unit = Rational.ONE;
        for (int i = plain.length() - 1; i > 0 && plain.charAt(i) == '0'; i--) {
            unit = unit.times(Rational.of(10));
        }
        return unit.over(Rational.of(2));
    }
}
